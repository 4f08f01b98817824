// What came of a save: what was stored against what was there before, and against what was sent.
import { printAddress } from '../content/address.ts';
import { listUnsaved } from '../content/check/unsaved.ts';
import { type Change, diff } from '../content/diff.ts';
import type { Field } from '../content/schema.ts';
import { isEmpty, isObject, isSame, type Json, member } from '../content/value.ts';
import { cutLines, tellChange, tellValue } from '../content/words.ts';
import type { Outcome } from '../results/show/receipt.ts';

interface Saved {
  /** As read before; undefined for what is new. */
  before?: Json | undefined;
  /** As the answer shows it. */
  after: Json;
  /** As it was sent, put right. */
  sent: Json;
  /** Of an entry's content type. */
  schema?: readonly Field[] | undefined;
  /** The language it was saved in; undefined where there is none. */
  locale?: string | undefined;
  /** That language is not the master's. */
  isTranslation: boolean;
  /** Without what must not be told: that a secret is another now is told, and neither of the two. */
  clean: (value: unknown) => unknown;
}

/** So many changes are told with what was and is; the rest is counted. */
const most = 10;

/** What the CMA keeps for itself: it changes with every save, or was given by nobody. */
const kept =
  /^(uid|locale|ACL|SYS_ACL|DEFAULT_ACL|api_key|org_uid|_version|_in_progress|_branch|_workflow|publish_details|inbuilt_class|maintain_revisions|abilities|last_activity|(created|updated|deleted)_(at|by))$/;

export function toOutcome(saved: Saved): Outcome {
  const { before, after, sent, schema, locale, clean } = saved;
  const isFirst = before !== undefined && isOtherLanguage(before, locale);
  const version = toVersions(isFirst ? undefined : before, after);
  const between = isFirst ? {} : tellBetween(before, after);
  const notSaved = listNotSaved(saved);
  const unsaved = notSaved.length > 0 ? { not_saved: notSaved } : {};
  if (before === undefined) return { ...version, ...unsaved };
  if (isFirst) return { ...version, first: tellFirst(before, after, schema, locale ?? ''), ...unsaved };
  // Reads and writes of one thing show different members of it; what only one of them shows tells nothing.
  const beside = schema
    ? []
    : Object.keys({ ...before, ...after }).filter(key => key in before !== key in after && !(key in sent));
  const found = diff(before, after, { schema, ignore: [...listKept(before, after), ...beside] });
  const changes = found.filter(saysSomething).map(change => cleanChange(change, clean));
  const gone = changes.filter(change => isGone(change, sent));
  const rest = changes.filter(change => !gone.includes(change));
  const removed = rest.filter(({ kind }) => kind === 'removed');
  const changed = rest.filter(({ kind }) => kind !== 'removed');
  return {
    ...(gone.length > 0 ? { lost: tell(gone, tellRemoved) } : {}),
    ...version,
    ...between,
    ...(changed.length > 0 ? { changed: tell(changed, tellChanged) } : {}),
    ...(removed.length > 0 ? { removed: tell(removed, tellRemoved) } : {}),
    ...unsaved,
    ...(changes.length === 0 ? { nothing: 'what is stored is the same as before' } : {}),
  };
}

/** What is read in a language without a version of its own is what it falls back to. */
export const isOtherLanguage = ({ locale: read }: Json, locale: string | undefined): boolean =>
  locale !== undefined && typeof read === 'string' && read !== locale;

const listKept = (...objects: Json[]): string[] => objects.flatMap(Object.keys).filter(key => kept.test(key));

/** By all names on the way, as what is masked is known by its place. */
function cleanChange(change: Change, clean: Saved['clean']): Change {
  const names = change.address.filter(step => typeof step === 'string');
  const cleanHere = (value: unknown): unknown => {
    let found = clean(names.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value));
    // What is masked further up is masked as a whole.
    for (const _ of names) found = isObject(found) ? Object.values(found)[0] : found;
    return found;
  };
  switch (change.kind) {
    case 'set':
      return { ...change, before: cleanHere(change.before), after: cleanHere(change.after) };
    case 'added':
      return { ...change, after: cleanHere(change.after) };
    case 'removed':
      return { ...change, before: cleanHere(change.before) };
    default:
      return change;
  }
}

/** Empty is as good as absent. */
function saysSomething(change: Change): boolean {
  if (change.kind === 'moved') return true;
  const [before, after] = [
    'before' in change ? change.before : undefined,
    'after' in change ? change.after : undefined,
  ];
  return !isEmpty(before) || !isEmpty(after);
}

/** A field at the top that nobody named and that holds nothing any more. */
function isGone(change: Change, sent: Json): boolean {
  const [top] = change.address;
  if (change.address.length !== 1 || typeof top !== 'string' || Object.hasOwn(sent, top)) return false;
  return change.kind === 'removed' || (change.kind === 'set' && isEmpty(change.after));
}

/** As they were read: other saves may lie between. */
function toVersions(before: Json | undefined, after: Json): { version?: string } {
  const [old, now] = [before?._version, after._version];
  if (typeof now !== 'number') return {};
  return { version: typeof old === 'number' && old !== now ? `${old} → ${now}` : String(now) };
}

/** Each save makes one version: where there are more, somebody saved after the read, and that may be written over. */
function tellBetween(before: Json | undefined, after: Json): Outcome {
  const [old, now] = [before?._version, after._version];
  if (typeof old !== 'number' || typeof now !== 'number' || now <= old + 1) return {};
  return {
    meanwhile: `version ${now - 1} was saved after the read, and not by this call: compare it with version ${now}`,
  };
}

const tell = (changes: readonly Change[], say: (change: Change) => string): string[] =>
  cutLines(changes.map(say), most);

function tellChanged(change: Change): string {
  const at = printAddress(change.address);
  if (change.kind === 'moved') return `${at}: place ${change.from + 1} → ${change.to + 1}`;
  if (change.kind === 'added') return `${at}: added, ${tellValue(change.after)}`;
  if (change.kind === 'removed') return tellRemoved(change);
  const { before, after } = tellChange(change.before, change.after);
  return `${at}: ${before} → ${after}`;
}

const tellRemoved = (change: Change): string =>
  `${printAddress(change.address)}: ${tellValue('before' in change ? change.before : undefined)}`;

/** What was sent and is not there, or otherwise. What the CMA adds beside it is no matter. */
function listNotSaved({ sent, after, before, schema, isTranslation, clean }: Saved): string[] {
  const found = schema
    ? listUnsaved(sent, after, schema, isTranslation).map(
        ({ address, reason, near }) => `${address}: ${reason}${near === undefined ? '' : `; did you mean ${near}?`}`,
      )
    : listOther(sent, after, before, clean);
  return cutLines(found, most);
}

/** The same of what has no content type. What was not there before and is not now is a command, and no member. */
function listOther(sent: Json, after: Json, before: Json | undefined, clean: Saved['clean']): string[] {
  return Object.keys(sent)
    .filter(key => !kept.test(key) && (key in after || key in (before ?? {})))
    .flatMap(key => diff({ [key]: sent[key] }, { [key]: member(after, key) }))
    .map(change => cleanChange(change, clean))
    .flatMap(change => {
      const at = printAddress(change.address);
      if (change.kind === 'removed') return isEmpty(change.before) ? [] : [`${at}: is not there`];
      if (change.kind !== 'set' || (isEmpty(change.before) && isEmpty(change.after))) return [];
      // Of what is masked here, and often by the API too, nothing can be told.
      if (isSame(change.before, change.after)) return [];
      return [`${at}: is stored as ${tellValue(change.after)}`];
    });
}

function tellFirst(before: Json, after: Json, schema: readonly Field[] | undefined, locale: string): string {
  const localizable = (schema ?? []).filter(field => field.non_localizable !== true && !isEmpty(before[field.uid]));
  const same = localizable.filter(
    ({ uid }) => diff({ [uid]: before[uid] }, { [uid]: after[uid] }, { schema, isLoose: true }).length === 0,
  );
  const share =
    localizable.length > 0
      ? `; ${same.length} of ${localizable.length} localizable fields ${same.length === 1 ? 'is' : 'are'} as in ${before.locale}`
      : '';
  return `the first version in ${locale}, which no longer falls back to ${before.locale}${share}`;
}
