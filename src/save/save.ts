// One save: read → check → write → compare. The only way an entry, content type or global field is written.

import type { Checked } from '../content/check/check.ts';
import { sharedReason } from '../content/check/fields.ts';
import { diff } from '../content/diff.ts';
import { type Field, fieldsOf } from '../content/schema.ts';
import { listSchemaChanges, type SchemaChange } from '../content/schema-changes.ts';
import { isEmpty, isObject, type Json } from '../content/value.ts';
import { cutLines } from '../content/words.ts';
import type { Arguments } from '../operations/arguments.ts';
import type { Operation } from '../operations/operation.ts';
import { saysAbsent } from '../operations/verdict.ts';
import { findObject, type Outcome } from '../results/show/receipt.ts';
import { lookAtCarried } from './carrying.ts';
import { type Demands, listDemands, tellDemands, tellStale } from './demands.ts';
import { checkEntry } from './entry.ts';
import { checkForms } from './forms.ts';
import { isOtherLanguage, toOutcome } from './outcome.ts';
import { pin } from './pinning.ts';
import { lookAtPublish, tellWhen } from './publishing.ts';
import type { Model, Reader, Refused, Seen } from './reads.ts';
import { tellRenamed } from './renamed.ts';
import { findSent, type Sent } from './sent.ts';
import { guardUnknown } from './unknown.ts';
import { type Ready, toLocale, type Write } from './write.ts';

/** Of an entry that is not sent: what was to become of what is stored. */
export interface Wanted {
  /** Another version is stored than the call names. */
  isStale?: true;
  wanted?: { stored: Json; sent: Json; schema: readonly Field[] };
}

/** What becomes of a write before it is sent. */
export type Prepared =
  /** It is not sent; each is a line about an argument. */
  | ({ problems: string[] } & Wanted)
  | ({ refusal: string } & Wanted)
  /** The read before it was refused. */
  | { refused: Refused }
  /** It would change nothing, and is not sent. */
  | { unchanged: Outcome }
  | Sendable;

/** It can be sent, with what is given put right. */
export interface Sendable {
  given: Arguments;
  tell: (body: unknown) => Outcome;
  /** What it is about, in each language, as far as it was read. */
  seen: readonly Seen[];
  /** Of a publish: per environment and language, what is live → what is sent. */
  places?: readonly string[];
  /** There is nothing yet that it could be written over. */
  isNew?: true;
  /** What it takes away from the fields of a content type or global field. */
  changes?: readonly SchemaChange[];
}

/** What has nothing before it: its texts are checked, and what comes of it is told. */
async function prepareNew(write: Write, reader: Reader): Promise<Prepared> {
  const { operation, isChecked } = write;
  const problems = isChecked ? checkForms(operation, write.given, undefined) : [];
  if (problems.length > 0) return { problems };
  const pinned = await pin(write, reader);
  if (!('given' in pinned)) return pinned;
  const { given, latest } = pinned;
  const carried = await lookAtCarried({ ...write, given }, reader);
  const { places = [], page_if_live, scheduled = tellWhen(given.scheduled_at, Date.now()) } = carried;
  const outcome: Outcome = {
    ...(places.length > 0 ? { places: cutLines(places, mostPlaces) } : {}),
    ...(page_if_live ? { page_if_live } : {}),
    ...(scheduled === undefined ? {} : { scheduled }),
    ...(latest.length > 0 ? { latest: cutLines(latest, mostPlaces) } : {}),
  };
  return { ...plain(given), places, tell: body => ({ ...outcome, ...tellRenamed(given, toObject(body)) }) };
}

/** So many places are told in a receipt. */
const mostPlaces = 20;

const toObject = (body: unknown): Json => findObject(isObject(body) ? body : {})[1];

/** What is neither checked nor compared. */
const plain = (given: Arguments, seen: readonly Seen[] = []): Sendable => ({ given, tell: () => ({}), seen });

/** Nothing but reads is sent from here. @throws {NoAnswer} where a read is not answered. */
export async function prepare(write: Write, reader: Reader): Promise<Prepared> {
  const { operation, given } = write;
  if (operation.effect === 'read') return plain(given);
  if (operation.before === undefined && operation.model === undefined) return prepareNew(write, reader);
  if (operation.effect === 'publish') return preparePublish(write, reader);
  const sent = findSent(operation, given);
  const found = await readBefore(write, sent, reader);
  if (found && found !== 'off' && 'refused' in found) return found;
  const before = found === 'off' ? undefined : found;
  if (found === 'off' && operation.effect === 'create') return { refusal: tellBlind(operation) };
  if (found === 'off') {
    // The read is off here. What could be lost unseen is not written; of the rest only the comparison is lacking.
    const isGuarded = operation.effect === 'update' && (operation.model !== undefined || operation.defines === true);
    // A version that cannot be compared holds nothing back.
    const isBlind = isGuarded || given.if_version !== undefined;
    return isBlind ? { refusal: tellBlind(operation) } : plain(given);
  }
  const stored = before?.object;
  if (stored && given.if_version !== undefined && stored._version !== given.if_version) {
    return { refusal: tellStale(stored, given.if_version), isStale: true };
  }
  if (operation.effect === 'delete') return plain(given, before ? [before] : []);
  const wrong = write.isChecked ? checkForms(operation, given, stored) : [];
  if (wrong.length > 0) return { problems: wrong };
  const learnt = operation.model === undefined ? undefined : await reader.learn(operation.model, given);
  // Without it nothing tells what would be lost: that it is off here is known, that it fails may pass.
  if (learnt && 'refused' in learnt) return learnt;
  const model = learnt;
  const isUnknown = operation.model !== undefined && !model;
  const ready: Ready | { problems: string[] } = model
    ? await checkEntry(write, sent, stored, model, reader)
    : isUnknown
      ? guardUnknown(write, sent, stored)
      : { sent: sent.object, given };
  const towards = stored && model ? { wanted: { stored, sent: sent.object, schema: model.schema } } : {};
  if (!('sent' in ready)) return { ...ready, ...withoutShared(towards, ready.problems) };
  const changes = listChanges(operation, ready, stored);
  // An import names no version and no field; where it would overwrite something, the question tells what is lost.
  const isAsked = operation.effect === 'create';
  const demands = stored && !isAsked && tellDemands(toDemands(write, ready, stored, changes), stored, given);
  if (demands) return { refusal: demands, ...towards };
  const locale = toLocale(write);
  const { master } = write;
  const schema = ready.schema ?? model?.schema;
  const isSame = ready.checked ? ready.checked.isUnchanged : changesNothing(ready.sent, stored, operation);
  if (stored && write.isChecked && isSame && !isOtherLanguage(stored, locale)) {
    return { unchanged: { nothing: 'what was sent is what is stored, so nothing was saved', ...toVersion(stored) } };
  }
  return {
    given: ready.given,
    seen: before ? [before] : [],
    ...(found === undefined ? { isNew: true } : {}),
    ...(changes.length > 0 ? { changes } : {}),
    tell(body) {
      const [, object] = findObject(isObject(body) ? body : {});
      if (Object.keys(object).length === 0) return {};
      const { clean } = write;
      const isTranslation = locale !== master;
      // What an import made beside it is compared with nothing.
      const isSameThing = typeof object.uid !== 'string' || stored?.uid === undefined || object.uid === stored.uid;
      const old = isSameThing ? stored : undefined;
      return {
        ...toOutcome({ before: old, after: object, sent: ready.sent, schema, locale, isTranslation, clean }),
        ...toUnchecked(operation, model),
        ...toNotes(ready.checked),
        ...tellRenamed(given, object),
      };
    },
  };
}

/** What all languages share is changed by no other call either. */
function withoutShared({ wanted }: Wanted, problems: readonly string[]): Wanted {
  if (!wanted) return {};
  const isShared = (key: string): boolean =>
    problems.some(line => line.startsWith(`entry.${key}: `) && line.includes(sharedReason));
  const sent = Object.fromEntries(Object.entries(wanted.sent).filter(([key]) => !isShared(key)));
  return { wanted: { ...wanted, sent } };
}

const toNotes = (checked: Checked | undefined): Outcome =>
  checked && checked.notes.length > 0
    ? { notes: checked.notes.map(({ address, reason }) => `${address}: ${reason}`) }
    : {};

async function preparePublish(write: Write, reader: Reader): Promise<Prepared> {
  const { operation, given } = write;
  const looked = await lookAtPublish(write, reader);
  if (looked === undefined) return given.if_version === undefined ? plain(given) : { refusal: tellBlind(operation) };
  if ('refused' in looked) return looked;
  // Each language has versions of its own: that of the first is meant.
  const [first] = looked.seen;
  if (first && given.if_version !== undefined && first.object._version !== given.if_version) {
    return { refusal: tellStale(first.object, given.if_version) };
  }
  return { given, tell: () => looked.outcome, seen: looked.seen, places: looked.outcome.places ?? [] };
}

const tellBlind = ({ name, before }: Operation): string =>
  `Nothing was sent: ${name} first reads what it would change, and ${before} is off here; server_status says why.`;

/** Without its content type an entry goes out as it was given. */
const toUnchecked = (operation: Operation, model: Model | undefined): Outcome =>
  operation.model === undefined || model
    ? {}
    : { notes: [`not checked against its content type, as ${operation.model} is off here or cannot be read`] };

const toVersion = ({ _version: version }: Json): Outcome =>
  typeof version === 'number' ? { version: String(version) } : {};

/** As it is before the write; `off` where that cannot be read here, undefined where there is nothing, or nothing to look for. */
async function readBefore(
  { operation, given }: Write,
  { object }: Sent,
  reader: Reader,
): Promise<Seen | { refused: Refused } | 'off' | undefined> {
  const { before, effect, partial } = operation;
  if (before === undefined) return undefined;
  if (effect === 'create' && (given.overwrite !== true || typeof object.uid !== 'string')) return undefined;
  // What is deleted is read only to see its version.
  if (effect === 'delete' && given.if_version === undefined) return undefined;
  const uid =
    typeof object.uid === 'string'
      ? { entry_uid: object.uid, content_type_uid: object.uid, global_field_uid: object.uid }
      : {};
  const found = await reader.read(before, {
    ...(effect === 'create' ? uid : {}),
    ...pickAddress(operation, given),
    ...operation.shows,
  });
  if (found === undefined) return 'off';
  // What an import would overwrite may not be there, nor what is made by its first update. Of that another thing may be shown.
  const mayBeNew = effect === 'create' || partial !== undefined;
  if ('refused' in found) return mayBeNew && tellsAbsent(found.refused) ? undefined : found;
  return partial && !(partial in found.object) ? undefined : found;
}

/** In the API's words, as under 422 much else is said. */
function tellsAbsent({ answer }: Refused): boolean {
  const { status, body } = answer;
  const said = isObject(body) ? `${String(body.error_message)} ${JSON.stringify(body.errors ?? '')}` : '';
  return saysAbsent(answer) && (status === 404 || /n[o']t (exist|found)/i.test(said));
}

/** The arguments by which the read looks at the same thing. Others, such as a version to go back to, are not the read's. */
export const pickAddress = ({ path, header }: Pick<Operation, 'path' | 'header'>, given: Arguments): Arguments =>
  Object.fromEntries(
    [...Object.keys(path), ...Object.keys(header), 'locale'].flatMap(name =>
      ['string', 'number'].includes(typeof given[name]) ? [[name, given[name]]] : [],
    ),
  );

function listChanges({ defines }: Operation, { sent }: Ready, stored: Json | undefined): SchemaChange[] {
  const [before, after] = [fieldsOf(stored), fieldsOf(sent)];
  return defines && before && after ? listSchemaChanges(before, after) : [];
}

function toDemands({ operation, given }: Write, ready: Ready, stored: Json, drops: readonly SchemaChange[]): Demands {
  const isReplaced = drops.length > 0 || (operation.defines && isOther(fieldsOf(stored), fieldsOf(ready.sent)));
  const needs = isReplaced ? [{ address: 'schema', reason: 'the fields are replaced as a whole' }] : [];
  const { checked } = ready;
  return listDemands({ needs: [...(checked?.needs ?? []), ...needs], losses: checked?.losses ?? [], drops }, given);
}

const isOther = (before: readonly Field[] | undefined, after: readonly Field[] | undefined): boolean =>
  before !== undefined &&
  before.length > 0 &&
  after !== undefined &&
  // What is left out is what it is by default.
  diff(before, after).some(change => change.kind !== 'removed' || !(change.before === false || isEmpty(change.before)));

/** Only what is sent counts. */
function changesNothing(sent: Json, stored: Json | undefined, { form }: Operation): boolean {
  const keys = Object.keys(sent);
  if (!stored || keys.length === 0 || Object.keys(form).length > 0) return false;
  return keys.every(key => diff({ [key]: stored[key] }, { [key]: sent[key] }).length === 0);
}
