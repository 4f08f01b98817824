// After a write of a task that got no clear answer: whether it is there. Nothing is sent twice.
import { listUnsaved } from '../content/check/unsaved.ts';
import { diff } from '../content/diff.ts';
import { isObject, type Json } from '../content/value.ts';
import { type Answer, NoAnswer } from '../operations/answer.ts';
import type { Arguments } from '../operations/arguments.ts';
import { judge } from '../operations/verdict.ts';
import { toSettlingRead } from '../results/errors/fate.ts';
import { toOutcome } from '../results/errors/outcome.ts';
import { findList } from '../results/show/list.ts';
import { findObject } from '../results/show/receipt.ts';
import type { Course } from './course.ts';

interface Sent {
  given: Arguments;
  value: Json;
  answer: Answer | NoAnswer;
  /** By this machine's clock. */
  at: number;
}

type Looked = { is: 'there'; after: Json } | { is: 'not there' | 'unknown' };

export async function lookUp(course: Course, { given, value, answer, at }: Sent): Promise<Looked> {
  const { operation, saver } = course;
  const { access } = saver.stack;
  const write = { operation, given, kept: access.kept };
  const read = toSettlingRead(write);
  const reading = access.kept.find(({ name }) => name === read?.name);
  if (!read || !reading) return { is: 'unknown' };
  try {
    const shown = await saver.send(reading, read.args);
    const took = Date.now() - at;
    const found = judge(reading, shown) === 'good' ? findSaved(course, value, shown) : undefined;
    const outcome = toOutcome(write, { read, answer: shown, sentAt: Date.parse(shown.date ?? '') - took });
    if (found && (operation.effect === 'update' || outcome === 'applied')) return { is: 'there', after: found };
    // Where no answer came it may still be under way.
    const isOver = !(answer instanceof NoAnswer);
    return { is: isOver && outcome === 'not applied' ? 'not there' : 'unknown' };
  } catch {
    // Nor where the time is over by then: what is known of the write is told.
    return { is: 'unknown' };
  }
}

/** What was sent, as it stands in what was read. */
function findSaved(course: Course, value: Json, { body }: Answer): Json | undefined {
  const { operation, stored, schema, isTranslation } = course;
  const isThere = (object: Json): boolean =>
    schema.length > 0
      ? listUnsaved(value, object, schema, isTranslation).length === 0
      : diff(value, object).every(({ kind }) => kind === 'added');
  if (operation.effect === 'create') return findList(body)?.items.find(isThere);
  const [, object] = findObject(isObject(body) ? body : {});
  const isNewer = object._version !== stored?._version || object.locale !== stored?.locale;
  return typeof object._version === 'number' && isNewer && isThere(object) ? object : undefined;
}
