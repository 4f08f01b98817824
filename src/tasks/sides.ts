// A side of a comparison of one entry: a version, the latest, what is live somewhere, in a language, on a branch; and how it is read.

import { isObject, type Json, member } from '../content/value.ts';
import { BadTask, type Ground, Refused } from '../operations/task.ts';
import { saysAbsent } from '../operations/verdict.ts';
import { findState, listStates } from './states.ts';
import { readEnvironment } from './types.ts';

export interface Side {
  version?: number;
  /** By name or uid. */
  environment?: string;
  locale?: string;
  branch?: string;
}

/** A side as it was read; or why there is none, and what there is. `refused`: not even the entry was shown. */
export type Read =
  | { entry: Json; version: number; locale: string; isFallback: boolean; environment?: string; branch: string }
  | { missing: string; there: readonly string[]; refused?: Refused };

interface Asked {
  locale?: string;
  branch: string;
  version?: number;
  details?: boolean;
}

/** Reads sides of one entry, each version once. */
export function toSideReader(ground: Ground, type: string, uid: string, include: readonly string[]) {
  const known = new Map<string, Promise<Json | Refused>>();
  const keep = ({ locale, branch, version }: Asked, entry: Promise<Json | Refused>): Promise<Json | Refused> => {
    known.set(JSON.stringify([branch, locale, version]), entry);
    return entry;
  };
  const read = (asked: Asked): Promise<Json | Refused> => {
    const { locale, branch, version, details } = asked;
    const found = known.get(JSON.stringify([branch, locale, version]));
    if (found) return found;
    return keep(
      asked,
      tryEntry(ground, branch, {
        content_type_uid: type,
        entry_uid: uid,
        ...(locale === undefined ? {} : { locale }),
        ...(version === undefined ? {} : { version }),
        ...(details ? { include_publish_details: true } : {}),
        ...(include.length > 0 ? { include } : {}),
      }),
    );
  };
  /** What is the latest need not be read again by its number. */
  const readLatest = async (asked: Asked): Promise<Json | Refused> => {
    const entry = await read({ ...asked, details: true });
    if (!(entry instanceof Refused) && typeof entry._version === 'number')
      keep({ ...asked, version: entry._version }, Promise.resolve(entry));
    return entry;
  };

  /** @throws {Refused} for a refusal that is of the caller and not of the side; {BadTask} for an unknown environment. */
  return async (side: Side): Promise<Read> => {
    const { version, environment: name, locale, branch = ground.branch } = side;
    const asked: Asked = { branch, ...(locale === undefined ? {} : { locale }) };
    if (version !== undefined) {
      const entry = await read({ ...asked, version });
      if (!(entry instanceof Refused)) return toRead(entry, side, branch);
      const latest = await readLatest(asked);
      if (latest instanceof Refused) return toAbsence(latest, branch, uid);
      const { _version: last } = latest;
      return {
        missing: `there is no version ${version} in ${latest.locale}`,
        there: [`${latest.locale} has ${last === 1 ? 'version 1 alone' : `versions up to ${last}`}`],
      };
    }
    const latest = await readLatest(asked);
    if (latest instanceof Refused) return toAbsence(latest, branch, uid);
    if (name === undefined) return toRead(latest, side, branch);
    const environment = await readEnvironment(ground, name);
    const language = locale ?? String(latest.locale);
    if (!listStates(latest)) return { missing: 'Contentstack did not say what is live', there: [] };
    const state = findState(latest, environment.uid, language);
    if (!state) {
      // Where nothing is recorded at all, it is not known either.
      const isKnown = (listStates(latest) ?? []).length > 0;
      return {
        missing: `${isKnown ? 'the entry is not live' : 'no publish of the entry is recorded'} in ${environment.name} in ${language}`,
        there: await tellStates(ground, latest),
      };
    }
    const entry = await read({ ...asked, version: state.version });
    if (!(entry instanceof Refused)) return { ...toRead(entry, side, branch), environment: environment.name };
    return {
      missing: `version ${state.version}, which is live in ${environment.name} in ${language}, cannot be read any more`,
      there: await tellStates(ground, latest),
    };
  };
}

/** @returns the refusal where it says that there is no such thing. @throws {Refused} for any other. */
async function tryEntry(ground: Ground, branch: string, given: Json): Promise<Json | Refused> {
  const answer = await ground.send('get_entry', given, branch);
  const entry = answer.status < 300 ? member(answer.body, 'entry') : undefined;
  if (isObject(entry)) return entry;
  const refused = new Refused('get_entry', given, answer, branch);
  if ((answer.json && answer.status === 400) || saysAbsent(answer)) return refused;
  throw refused;
}

function toRead(entry: Json, { locale }: Side, branch: string): Extract<Read, { entry: Json }> {
  const found = String(entry.locale);
  return {
    entry,
    version: Number(entry._version),
    locale: found,
    isFallback: locale !== undefined && locale !== found,
    branch,
  };
}

function toAbsence(refused: Refused, branch: string, uid: string): Read {
  const said = member(refused.answer.body, 'error_message');
  const words = typeof said === 'string' ? ` (Contentstack: ${said})` : '';
  return { missing: `branch ${branch} shows no entry ${uid}${words}`, there: [], refused };
}

async function tellStates(ground: Ground, entry: Json): Promise<string[]> {
  const states = listStates(entry) ?? [];
  const words = await ground.words('environments');
  const name = (uid: string): string => words?.find(word => word.uid === uid)?.value ?? uid;
  const told = states.map(({ environment, locale, version }) => `${name(environment)} (${locale}, v${version})`);
  return [
    told.length > 0
      ? `it is live in ${told.join(', ')}`
      : 'no publish of it is recorded anywhere, which does not prove that there was none',
  ];
}

/** What a side leaves open it takes from the other: the language, as far as none is named. */
export function completeSides(from: Side, given: Side | undefined, master: string | undefined): [Side, Side] {
  // Who names a language and nothing to hold it against means what it was translated from.
  const isLanguage = from.locale !== undefined && Object.values(from).filter(each => each !== undefined).length === 1;
  const to = given ?? (isLanguage && master !== undefined && from.locale !== master ? { locale: master } : {});
  for (const [name, side] of Object.entries({ from, to })) {
    if (side.version !== undefined && side.environment !== undefined)
      throw new BadTask(`${name}: give version or environment, not both`);
  }
  const locale = from.locale ?? to.locale;
  const sides: [Side, Side] = [
    { ...from, ...(locale === undefined ? {} : { locale }) },
    { ...to, ...(to.locale === undefined && locale !== undefined ? { locale } : {}) },
  ];
  const [one, other] = sides.map(({ version, environment, locale: code, branch }) =>
    JSON.stringify([version, environment, code, branch]),
  );
  if (one === other) {
    throw new BadTask(
      'from: is the same as `to`, which is the latest when left out; give one of them another version, environment, locale or branch',
    );
  }
  return sides;
}
