// A save for a task: reads what is stored, makes of it what shall be stored, merges, checks, writes once, and looks where no clear answer comes.
import { diff } from '../content/diff.ts';
import { type Field, fieldsOf, topFields } from '../content/schema.ts';
import { listSchemaChanges } from '../content/schema-changes.ts';
import { isObject, type Json } from '../content/value.ts';
import { toRequest } from '../door/request.ts';
import { type Answer, NoAnswer } from '../operations/answer.ts';
import type { Arguments } from '../operations/arguments.ts';
import { type Operation, toArgumentName } from '../operations/operation.ts';
import { keep } from '../operations/rehearsed.ts';
import type { Saved, Saving } from '../operations/saving.ts';
import { judge, mayBeDone } from '../operations/verdict.ts';
import { changesWords } from '../operations/words.ts';
import { findObject, type Outcome } from '../results/show/receipt.ts';
import { aim, Unread } from './aim.ts';
import type { Course, Saver } from './course.ts';
import { lookUp } from './look-up.ts';
import { isOtherLanguage } from './outcome.ts';
import { changesModels, forgetModels, type Reader, type Refused, type Seen, toReader } from './reads.ts';
import { pickAddress, prepare, type Sendable } from './save.ts';
import { takeTurn, toThing } from './turns.ts';
import { toLocale, type Write } from './write.ts';

/** @throws {NoAnswer} where a read before the write gets no answer: nothing was written then. */
export async function saveMade(saving: Saving, operation: Operation, saver: Saver): Promise<Saved> {
  const { stack, branch, signal } = saver;
  const thing = toThing(operation, saving.given, branch);
  const endTurn = operation.effect === 'update' ? await takeTurn(stack.identity, thing, signal) : () => {};
  try {
    const course = await begin(saving, operation, saver);
    return 'state' in course ? course : await go(course);
  } catch (error) {
    if (error instanceof Unread) return { state: 'refused', says: error.message };
    throw error;
  } finally {
    endTurn();
  }
}

async function begin(saving: Saving, operation: Operation, saver: Saver): Promise<Course | Saved> {
  const { given } = saving;
  const reader = toReader(saver.stack, saver.branch, saver.signal);
  const isNew = operation.effect === 'create';
  const found = isNew ? undefined : await readBefore(operation, given, reader);
  if (found && 'refused' in found) return { state: 'refused', says: await saver.tell(found.refused) };
  const model = operation.model === undefined ? undefined : await reader.learn(operation.model, given);
  if (model && 'refused' in model) return { state: 'refused', says: await saver.tell(model.refused) };
  // One read is enough: what is prepared below sees what this one saw.
  const read: Reader['read'] = async (name, asked) =>
    found && name === operation.before && asked.version === undefined ? found : reader.read(name, asked);
  const { master } = saver.write;
  const locale = toLocale({ ...saver.write, operation, given });
  const [argument = ''] = Object.keys(operation.body).map(toArgumentName);
  return {
    ...{ saver, saving, operation, locale, stored: found?.object, key: found?.key ?? argument },
    reader: { ...reader, read },
    schema: model?.schema ?? [],
    isTranslation: locale !== undefined && locale !== master,
  };
}

/** @throws where the read is not among the task's: a mistake of the catalogue. */
async function readBefore(
  { name, before, path, header, shows }: Operation,
  given: Arguments,
  reader: Reader,
): Promise<Seen | { refused: Refused }> {
  const found =
    before === undefined ? undefined : await reader.read(before, { ...pickAddress({ path, header }, given), ...shows });
  if (!found) throw new Error(`a task that uses ${name} must use ${before} too`);
  return found;
}

async function go(course: Course): Promise<Saved> {
  const { saver, saving, operation, reader, stored, key, schema, locale } = course;
  const aimed = await aim(course);
  if ('state' in aimed) return aimed;
  const { value, left } = aimed;
  const same = { before: stored, after: stored ?? {}, schema, left, notes: aimed.notes };
  if (stored && !isOtherLanguage(stored, locale) && changesNothing(stored, value, schema)) {
    return { state: 'same', ...same };
  }
  const write: Write = { ...saver.write, operation, given: toGiven(course, value) };
  const prepared = await prepare(write, reader);
  if ('problems' in prepared) {
    // The body is no argument of the task: its addresses begin with the field.
    const problems = prepared.problems.map(line => line.replace(/^(entry|content_type|global_field)\.(?=[^:])/, ''));
    return { state: 'wrong', problems };
  }
  if ('refusal' in prepared) return { state: 'wrong', problems: [prepared.refusal] };
  if ('refused' in prepared) return { state: 'refused', says: await saver.tell(prepared.refused) };
  if ('unchanged' in prepared) return { state: 'same', ...same };
  if (saving.isRehearsal) {
    if (saver.isSentToo) await keep(() => saver.send(operation, prepared.given));
    const after = { ...stored, ...value, ...(locale !== undefined && stored ? { locale } : {}) };
    const notes = [...aimed.notes, ...tellNotes(prepared.tell({ [key]: after }))];
    return { state: 'rehearsed', before: stored, after, schema, left, notes };
  }
  return send(course, prepared, { value, left, notes: aimed.notes });
}

interface Aimed {
  value: Json;
  left: readonly string[];
  notes: readonly string[];
}

async function send(course: Course, { given, tell }: Sendable, { value, left, notes }: Aimed): Promise<Saved> {
  const { saver, operation, stored, schema } = course;
  const { path } = toRequest(operation, given, saver.branch);
  const at = Date.now();
  let answer: Answer | NoAnswer;
  try {
    answer = await saver.send(operation, given);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    answer = error;
  }
  if (changesModels(path)) forgetModels(saver.stack);
  if (changesWords(path)) saver.stack.freshen('change');
  const verdict = answer instanceof NoAnswer ? 'unclear' : judge(operation, answer);
  const after = verdict === 'good' ? toObject(answer) : undefined;
  // A success that does not show what was saved is no receipt.
  const isDoubtful = answer instanceof NoAnswer ? answer.isSent : verdict === 'good' || mayBeDone(operation, answer);
  if (after && !(answer instanceof NoAnswer)) {
    return { state: 'saved', before: stored, after, schema, left, notes: [...notes, ...tellNotes(tell(answer.body))] };
  }
  const says = answer instanceof NoAnswer ? answer.message : await saver.tell({ operation, given, answer });
  if (!isDoubtful) return { state: 'refused', says };
  const looked = await lookUp(course, { given, value, answer, at });
  if (looked.is !== 'there') return { state: looked.is === 'unknown' ? 'unknown' : 'refused', says };
  const told = tellNotes(tell({ [course.key]: looked.after }));
  return { state: 'found', before: stored, after: looked.after, schema, left, notes: [...notes, ...told] };
}

function toObject(answer: Answer | NoAnswer): Json | undefined {
  const body = answer instanceof NoAnswer ? undefined : answer.body;
  const [, object] = findObject(isObject(body) ? body : {});
  return Object.keys(object).length > 0 ? object : undefined;
}

/** What was agreed to by the task's own arguments need not be named once more: it says itself what goes. */
function toGiven({ saving, operation, stored, schema }: Course, value: Json): Arguments {
  const [argument = ''] = Object.keys(operation.body).map(toArgumentName);
  const version = stored?._version;
  const [before, after] = [fieldsOf(stored), fieldsOf(value)];
  const drops = operation.defines && before && after ? listSchemaChanges(before, after) : [];
  return {
    ...saving.given,
    [argument]: value,
    ...(typeof version === 'number' ? { if_version: version } : {}),
    ...(schema.length > 0 ? { replace: topFields(schema).map(({ uid }) => uid) } : {}),
    ...(drops.length > 0 ? { drop: drops.map(({ path }) => path) } : {}),
  };
}

const changesNothing = (stored: Json, value: Json, schema: readonly Field[]): boolean =>
  diff(stored, { ...stored, ...value }, schema.length > 0 ? { schema } : {}).length === 0;

/** What the receipt of an operation has besides the changes. */
function tellNotes({ lost = [], meanwhile, first, not_saved = [], notes = [] }: Outcome): string[] {
  return [
    ...lost.map(line => `emptied, and not by these edits: ${line}`),
    ...(meanwhile ? [meanwhile] : []),
    ...(first ? [first] : []),
    ...not_saved.map(line => `not stored: ${line}`),
    ...notes,
  ];
}
