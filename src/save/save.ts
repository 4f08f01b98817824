// One save: read → check → write → compare. The only way an entry, content type or global field is written.
import { type Checked, check } from '../content/check/check.ts';
import type { Problem } from '../content/check/findings.ts';
import { toWritable } from '../content/check/writable.ts';
import { diff } from '../content/diff.ts';
import { type Field, fieldsOf, findField } from '../content/schema.ts';
import { listSchemaChanges, type SchemaChange } from '../content/schema-changes.ts';
import { isEmpty, isObject, type Json } from '../content/value.ts';
import type { Arguments } from '../operations/arguments.ts';
import type { Operation } from '../operations/operation.ts';
import { findObject, type Outcome } from '../results/show/receipt.ts';
import { lookAtCarried } from './carrying.ts';
import { type Demands, listDemands, tellDemands, tellStale } from './demands.ts';
import { checkForms } from './forms.ts';
import { isOtherLanguage, toOutcome } from './outcome.ts';
import { lookAtPublish } from './publishing.ts';
import type { Model, Reader, Refused, Seen } from './reads.ts';
import { tellRenamed } from './renamed.ts';
import { findSent, replaceSent, type Sent } from './sent.ts';

export interface Write {
  operation: Operation;
  given: Arguments;
  /** The master language, where it is known. */
  master: string | undefined;
  /** Names of environments by uid. */
  names: ReadonlyMap<string, string>;
  /** CONTENTSTACK_CHECK: arguments are checked before they are sent. */
  isChecked: boolean;
  /** Without what must not be told; by the names that it stands under. */
  clean: (value: unknown) => unknown;
}

/** What becomes of a write before it is sent. */
export type Prepared =
  /** It is not sent; each is a line about an argument. */
  | { problems: string[] }
  | { refusal: string }
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
  const { operation, given, isChecked, names } = write;
  const problems = isChecked ? checkForms(operation, given, undefined) : [];
  if (problems.length > 0) return { problems };
  const carried = await lookAtCarried({ operation, given, names }, reader);
  const { places = [] } = carried;
  return { ...plain(given), places, tell: body => ({ ...carried, ...tellRenamed(given, toObject(body)) }) };
}

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
  if (found === 'off' && operation.effect !== 'create') {
    // The read is off here. What could be lost unseen is not written; of the rest only the comparison is lacking.
    const isGuarded = operation.effect === 'update' && (operation.model !== undefined || operation.defines === true);
    // A version that cannot be compared holds nothing back.
    const isBlind = isGuarded || given.if_version !== undefined;
    return isBlind ? { refusal: tellBlind(operation) } : plain(given);
  }
  const stored = before?.object;
  if (stored && given.if_version !== undefined && stored._version !== given.if_version) {
    return { refusal: tellStale(stored, given.if_version) };
  }
  if (operation.effect === 'delete') return plain(given, before ? [before] : []);
  const wrong = write.isChecked ? checkForms(operation, given, stored) : [];
  if (wrong.length > 0) return { problems: wrong };
  const model = operation.model === undefined ? undefined : await reader.model(operation.model, given);
  const ready = model ? await checkEntry(write, sent, stored, model, reader) : { sent: sent.object, given };
  if (!('sent' in ready)) return ready;
  const changes = listChanges(operation, ready, stored);
  // An import names no version and no field; where it would overwrite something, the question tells what is lost.
  const isAsked = operation.effect === 'create';
  const wanted = stored && !isAsked && tellDemands(toDemands(write, ready, stored, changes), stored, given);
  if (wanted) return { refusal: wanted };
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
      return {
        ...toOutcome({ before: stored, after: object, sent: ready.sent, schema, locale, isTranslation, clean }),
        ...toUnchecked(operation, model),
        ...toNotes(ready.checked),
        ...tellRenamed(given, object),
      };
    },
  };
}

const toNotes = (checked: Checked | undefined): Outcome =>
  checked && checked.notes.length > 0
    ? { notes: checked.notes.map(({ address, reason }) => `${address}: ${reason}`) }
    : {};

async function preparePublish({ operation, given, names }: Write, reader: Reader): Promise<Prepared> {
  const looked = await lookAtPublish({ operation, given, names }, reader);
  if (looked === undefined) return given.if_version === undefined ? plain(given) : { refusal: tellBlind(operation) };
  if ('refused' in looked) return looked;
  const stale = looked.seen.find(
    ({ object }) => given.if_version !== undefined && object._version !== given.if_version,
  );
  if (stale) return { refusal: tellStale(stale.object, given.if_version) };
  return { given, tell: () => looked.outcome, seen: looked.seen, places: looked.outcome.places ?? [] };
}

const tellBlind = ({ name, before }: Operation): string =>
  `Nothing was sent: ${name} first reads what it would change, and ${before} is off here; server_status says why.`;

/** Without its content type an entry goes out as it was given. */
const toUnchecked = (operation: Operation, model: Model | undefined): Outcome =>
  operation.model === undefined || model
    ? {}
    : { notes: [`not checked against its content type, as ${operation.model} is off here or cannot be read`] };

interface Ready {
  sent: Json;
  given: Arguments;
  schema?: readonly Field[];
  checked?: Checked;
}

/** The language an entry is saved in; undefined for what has none. */
const toLocale = ({ operation, given, master }: Write): string | undefined => {
  if (!('locale' in operation.query)) return undefined;
  return typeof given.locale === 'string' && given.locale !== '' ? given.locale : master;
};

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
  if (effect === 'create' && given.overwrite !== true) return undefined;
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
  if ('refused' in found) return mayBeNew && [404, 422].includes(found.refused.answer.status) ? undefined : found;
  return partial && !(partial in found.object) ? undefined : found;
}

/** The arguments by which the read looks at the same thing. Others, such as a version to go back to, are not the read's. */
const pickAddress = ({ path, header }: Operation, given: Arguments): Arguments =>
  Object.fromEntries(
    [...Object.keys(path), ...Object.keys(header), 'locale'].flatMap(name =>
      ['string', 'number'].includes(typeof given[name]) ? [[name, given[name]]] : [],
    ),
  );

async function checkEntry(
  write: Write,
  sent: Sent,
  stored: Json | undefined,
  known: Model,
  reader: Reader,
): Promise<Ready | Prepared> {
  const { operation, given, master, isChecked } = write;
  // Of what is only a part nothing is missing.
  const held = stored ?? (operation.partial ? {} : undefined);
  const locale = toLocale(write);
  const run = ({ schema, hasRules }: Model): Checked =>
    check(sent.object, { schema, hasRules, stored: held, locale, masterLocale: master, keep: ['_variant'] });
  let model = known;
  // An exported file brings along what all languages share; it is told that this was not saved.
  const isFile = Object.keys(operation.form).length > 0;
  const listProblems = ({ problems }: Checked): Problem[] =>
    problems.filter(({ kind }) => !(isFile && kind === 'shared'));
  let checked = run(model);
  if (listProblems(checked).length > 0 && model.isRemembered && operation.model !== undefined) {
    // Somebody may have changed the content type since it was read.
    model = (await reader.model(operation.model, given, true)) ?? model;
    checked = run(model);
  }
  if (isChecked && listProblems(checked).length > 0) {
    const name = sent.argument ?? 'entry';
    return {
      problems: [
        ...listProblems(checked).map(problem => tellProblem(name, problem)),
        ...(checked.more > 0 ? [`and ${checked.more} more`] : []),
      ],
    };
  }
  const value = isChecked ? checked.value : sent.object;
  const whole = { ...listRest(write, stored, model.schema), ...value };
  return { sent: value, given: replaceSent(given, sent, whole), schema: model.schema, checked };
}

/**
 * The fields that were not sent, as they are stored. Whether the CMA keeps what a PUT leaves out is documented nowhere, so
 * nothing is left out; a save by somebody else between the read and this write shows in the receipt.
 */
function listRest(write: Write, stored: Json | undefined, schema: readonly Field[]): Json {
  const { operation, master } = write;
  const locale = toLocale(write);
  if (!stored || operation.effect !== 'update' || Object.keys(operation.form).length > 0) return {};
  if (operation.partial) return {};
  // A first version in a language has nothing that could be lost.
  if (isOtherLanguage(stored, locale)) return {};
  const isTranslation = locale !== undefined && locale !== master;
  // Nothing is kept by sending nothing.
  const isSent = ([uid, value]: [string, unknown]): boolean =>
    !isEmpty(value) && !(isTranslation && findField(schema, uid)?.non_localizable === true);
  return Object.fromEntries(Object.entries(toWritable(stored, schema).value).filter(isSent));
}

const tellProblem = (argument: string, { address, reason, near }: Problem): string =>
  `${argument}${address.startsWith('[') ? '' : '.'}${address}: ${reason}${near === undefined ? '' : `; did you mean ${near}?`}`;

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
