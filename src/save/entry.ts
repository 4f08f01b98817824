// An entry before it is saved: checked against its content type, with the fields that were not sent, as they are stored.
import { type Checked, check } from '../content/check/check.ts';
import type { Problem } from '../content/check/findings.ts';
import type { Loss } from '../content/check/losses.ts';
import { toWritable } from '../content/check/writable.ts';
import { type Field, findField, systemKeys, topFields } from '../content/schema.ts';
import { isEmpty, type Json } from '../content/value.ts';
import { walk } from '../content/walk.ts';
import { tellValue } from '../content/words.ts';
import { isOtherLanguage } from './outcome.ts';
import type { Model, Reader } from './reads.ts';
import { replaceSent, type Sent } from './sent.ts';
import { type Ready, toLocale, type Write } from './write.ts';

/** An entry against its content type. @returns problems where it is not to be sent. */
export async function checkEntry(
  write: Write,
  sent: Sent,
  stored: Json | undefined,
  known: Model,
  reader: Reader,
): Promise<Ready | { problems: string[] }> {
  const { operation, given, master, isChecked } = write;
  // Of what is only a part nothing is missing.
  const held = stored ?? (operation.partial ? {} : undefined);
  const locale = toLocale(write);
  // What is imported over something must say what.
  const keep = operation.effect === 'create' ? ['uid', '_variant'] : ['_variant'];
  const replace = new Set([given.replace].flat().filter(name => typeof name === 'string'));
  const run = ({ schema, hasRules }: Model): Checked =>
    check(sent.object, { schema, hasRules, stored: held, locale, masterLocale: master, keep, replace });
  let model = known;
  // An exported file brings along what all languages share; it is told that this was not saved.
  const isFile = Object.keys(operation.form).length > 0;
  const listProblems = ({ problems }: Checked): Problem[] =>
    problems.filter(({ kind }) => !(isFile && kind === 'shared'));
  let checked = run(model);
  const isOld = listProblems(checked).length > 0 || !knowsAll(model.schema, stored ?? {});
  if (isOld && model.isRemembered && operation.model !== undefined) {
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
  const cleared = isFile && given.overwrite === true && stored ? listCleared(model.schema, stored, value, write) : [];
  return {
    sent: value,
    given: replaceSent(given, sent, whole),
    schema: model.schema,
    checked: {
      ...checked,
      losses: [...checked.losses, ...cleared],
      isUnchanged: checked.isUnchanged && cleared.length === 0,
    },
  };
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
    !isEmpty(value) && isExact(value) && !(isTranslation && findField(schema, uid)?.non_localizable === true);
  return Object.fromEntries(Object.entries(toWritable(stored, schema).value).filter(isSent));
}

const tellProblem = (argument: string, { address, reason, near }: Problem): string =>
  `${argument}${address.startsWith('[') ? '' : '.'}${address}: ${reason}${near === undefined ? '' : `; did you mean ${near}?`}`;

/** A number that was rounded when it was read would be written over the right one. */
function isExact(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isInteger(value) || Number.isSafeInteger(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(isExact);
}

/** Whether every key of what is stored is a field of this content type, also within groups and blocks. */
const knowsAll = (fields: readonly Field[], stored: Json): boolean =>
  [...walk(stored, fields)].every(({ role, field, block, address }) => {
    if (role === 'block') return block !== undefined;
    return role !== 'member' || field !== undefined || systemKeys.has(String(address.at(-1)));
  });

/** With `overwrite` a file is all there is from then on: the fields that it lacks. */
function listCleared(fields: readonly Field[], stored: Json, value: Json, write: Write): Loss[] {
  const locale = toLocale(write);
  const isTranslation = locale !== undefined && locale !== write.master;
  return topFields(fields)
    .filter(({ uid, non_localizable }) => !(isTranslation && non_localizable === true) && !(uid in value))
    .filter(({ uid }) => !isEmpty(stored[uid]))
    .map(({ uid, display_name = uid }) => ({
      address: uid,
      field: uid,
      kind: 'member' as const,
      title: display_name,
      text: tellValue(stored[uid]),
    }));
}
