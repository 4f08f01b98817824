// What judges a change of content: what every entry and content type says and what is live in the end, beside what should be.
import { copyJson } from '../../src/sandbox/state/copy.ts';
import type { Json } from '../../src/sandbox/state/json.ts';
import type { Branch, State } from '../../src/sandbox/state/state.ts';
import { Fitting, findDifferences } from './judge.ts';
import { listStanding } from './standing.ts';

/** Makes of a copy of the stack what its content shall be; `new 1` is the uid of the first entry that was not there before. */
export type End = (state: State) => void;

export interface Verdict {
  /** What should be otherwise, and is not so. */
  faults: string[];
  /** What should have stayed: by address, and texts of an entry that it has nowhere any more. */
  harm: string[];
}

/** So many places are named. */
const most = 8;

export function judgeContent(before: State, after: State, end: End): Verdict {
  const wanted = copyJson(before);
  end(wanted);
  const [old, right, real] = [before, wanted, after].map(state => toContent(state, before));
  const due = findDifferences(old, right);
  const touches = (at: string, other: string): boolean => at === other || at.startsWith(`${other}.`);
  const isDue = (at: string): boolean => due.some(each => touches(at, each) || touches(each, at));
  const off = findDifferences(right, real);
  const faults = off.filter(isDue).map(at => `not as it should be: ${at}`);
  return {
    // One item too many moves all behind it.
    faults: faults.length > most ? [...faults.slice(0, most), `and ${faults.length - most} more`] : faults,
    harm: [...off.filter(at => !isDue(at)), ...findLost(old as Content, right as Content, real as Content)],
  };
}

/** By address of a language of an entry, of a content type, or of a place where something is live. */
type Content = Record<string, unknown>;

/** The latest of each language of each entry, the models, and what is published; what only tells of saves is left out. */
function toContent(state: State, known: State): Content {
  const { branches, master_locale } = state;
  return Object.fromEntries(
    Object.entries(branches).flatMap(([name, branch]) => [
      ...listModels(branch).map(([at, model]) => [`${name}.${at}`, model] as const),
      ...listEntries(branch, known.branches[name], master_locale).map(([at, held]) => [`${name}.${at}`, held] as const),
      ...listStanding(state, branch, known.branches[name]).map(([at, held]) => [`${name}.${at}`, held] as const),
    ]),
  );
}

const listModels = ({ content_types, global_fields }: Branch): [string, unknown][] =>
  Object.entries({ content_types, global_fields }).flatMap(([kind, records]) =>
    Object.entries(records).map(([uid, { current }]): [string, unknown] => {
      const { _version: _, updated_at: __, updated_by: ___, ...model } = current;
      return [`${kind}.${uid}`, model];
    }),
  );

function listEntries(branch: Branch, known: Branch | undefined, master: string): [string, unknown][] {
  return Object.entries(branch.entries).flatMap(([type, records]) => {
    // As it was: the values of a field that is taken out are no concern of anybody.
    const shared = ((known ?? branch).content_types[type]?.current.schema ?? [])
      .filter(field => field.non_localizable === true)
      .map(({ uid }) => String(uid));
    const kept = Object.entries(records).filter(([, record]) => record.deleted_at === undefined);
    const fresh = kept.map(([uid]) => uid).filter(uid => !known?.entries[type]?.[uid] && !uid.startsWith('new '));
    const nameOf = (uid: string): string => (fresh.includes(uid) ? `new ${fresh.indexOf(uid) + 1}` : uid);
    return kept.flatMap(([uid, { locales }]) =>
      Object.entries(locales).map(([locale, versions]): [string, unknown] => {
        // What all languages share is the master's; a version of another one keeps a copy that nobody reads.
        const own = Object.entries(versions.at(-1)?.fields ?? {}).filter(
          ([field]) => locale === master || !shared.includes(field),
        );
        return [`entries.${type}.${nameOf(uid)}.${locale}`, toSaid(Object.fromEntries(own))];
      }),
    );
  });
}

/** A document's own version is the server's. */
function toSaid(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Fitting) return value;
  if (Array.isArray(value)) return value.map(toSaid);
  const { _version: _, ...members } = value as Json;
  const kept = members.type === 'doc' ? members : value;
  return Object.fromEntries(Object.entries(kept).map(([key, inner]) => [key, toSaid(inner)]));
}

/** Within a list that changes, addresses do not tell whether something is gone or lies elsewhere. */
function findLost(old: Content, right: Content, real: Content): string[] {
  return Object.keys(old).flatMap(at => {
    const held = listTexts(real[at]);
    const due = listTexts(right[at]);
    const lost = [...listTexts(old[at])].filter(text => due.has(text) && !held.has(text));
    return lost.map(text => `lost from ${at}: ${text.slice(0, 80)}`);
  });
}

function listTexts(value: unknown): Set<string> {
  const texts = new Set<string>();
  const visit = (inner: unknown): void => {
    if (typeof inner === 'string' && inner !== '') texts.add(inner);
    if (typeof inner === 'object' && inner !== null) Object.values(inner).forEach(visit);
  };
  visit(value);
  return texts;
}
