// Why a read found nothing: what it asked for, against the content type. The read itself went out as it was given.
import { type Asked, explainAsked, listFirstSteps } from '../content/query/query.ts';
import { isObject } from '../content/value.ts';
import type { Arguments } from '../operations/arguments.ts';
import type { Operation } from '../operations/operation.ts';
import type { Reader } from './reads.ts';

/** @returns sentences. Never rejects: where the content type cannot be read there is nothing to say. */
export async function explainRead(
  { effect, model: name, outline = [] }: Operation,
  given: Arguments,
  body: unknown,
  reader: Reader,
): Promise<string[]> {
  if (effect !== 'read') return [];
  const items = toItems(body);
  const isEmpty = items.length === 0 && !hasCount(body);
  // Of what was found the answer itself says which of the `fields` it lacks.
  const asked: Asked = isEmpty ? given : { ...given, fields: undefined };
  if (name === undefined) return isEmpty ? explainByOutline(asked, outline) : [];
  const steps = listFirstSteps(asked);
  const mayBeUnknown = steps.some(step => !items.some(item => Object.hasOwn(item, step)));
  const isAsked = steps.length > 0 || asked.query !== undefined || asked.fields !== undefined;
  if (!(isEmpty ? isAsked : items.length > 0 && mayBeUnknown)) return [];
  try {
    const model = await reader.model(name, given);
    const notes = model ? explainAsked(asked, model.schema, isEmpty) : [];
    if (notes.length === 0 || !model?.isRemembered) return notes;
    // Somebody may have added the field since.
    const fresh = await reader.model(name, given, true);
    return fresh ? explainAsked(asked, fresh.schema, isEmpty) : [];
  } catch {
    return [];
  }
}

/** Of what has no content type not all fields are known: only a name near to one that is shown is told. */
function explainByOutline(asked: Asked, outline: readonly string[]): string[] {
  const uids = new Set(outline.map(path => path.split('.')[0] ?? path));
  const fields = [...uids].map(uid => ({ uid, data_type: 'unknown' }));
  return explainAsked(asked, fields, true).filter(note => note.includes('did you mean'));
}

/** What was found: the items of a list, or the one thing. */
function toItems(body: unknown): Arguments[] {
  const [first] = isObject(body) ? Object.values(body) : [];
  return [first].flat().filter(isObject);
}

/** A total alone, of things that are there. */
const hasCount = (body: unknown): boolean =>
  isObject(body) && Object.values(body).some(value => typeof value === 'number' && value > 0);
