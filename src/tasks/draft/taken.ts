// What a new entry may not share with another, or should not: unique fields, and the address of its page.
import { type Field, findField } from '../../content/schema.ts';
import { isObject, type Json } from '../../content/value.ts';
import { tellValue } from '../../content/words.ts';
import type { Ground } from '../../operations/task.ts';

interface Drafted {
  type: string;
  value: Json;
  schema: readonly Field[];
  /** Undefined where the master language is not known. */
  locale: string | undefined;
}

/** Takes a request. What it cannot know, the API says itself. */
export async function findTaken(
  ground: Ground,
  { type, value, schema, locale }: Drafted,
): Promise<{ problems: string[]; notes: string[] }> {
  const unique = schema.filter(field => field.unique === true);
  const url = findField(schema, 'url');
  const asked = [...new Set([...unique, ...(url ? [url] : [])])].filter(({ uid }) => isPlain(value[uid]));
  if (asked.length === 0) return { problems: [], notes: [] };
  const each = asked.map(({ uid }): Json => ({ [uid]: value[uid] }));
  const body = await ground.tryRead('list_entries', {
    content_type_uid: type,
    query: each.length === 1 ? each[0] : { $or: each },
    only: [...new Set(['uid', 'locale', 'title', ...asked.map(({ uid }) => uid)])],
    ...(locale === undefined ? {} : { locale }),
  });
  const entries = (Array.isArray(body?.entries) ? body.entries : []).filter(isObject);
  // In a language without a version of its own it shows that of another.
  const own = entries.filter(entry => locale === undefined || entry.locale === undefined || entry.locale === locale);
  const lines = asked.flatMap(field => {
    const holder = own.find(entry => entry[field.uid] === value[field.uid]);
    if (!holder) return [];
    const says = `${field.uid}: ${tellValue(value[field.uid])} is taken by ${type} ${String(holder.uid)}`;
    return [{ field, says: field.uid === 'title' ? says : `${says}, ${tellValue(holder.title)}` }];
  });
  return {
    problems: lines.flatMap(({ field, says }) =>
      field.unique === true ? [`${says}, and no two may have the same`] : [],
    ),
    notes: lines.flatMap(({ field, says }) => (field.unique === true ? [] : [says])),
  };
}

/** Of a content type that can have only one entry: that it is there. */
export async function findSingle(ground: Ground, type: string): Promise<string[]> {
  const body = await ground.tryRead('list_entries', { content_type_uid: type, only: ['uid'], limit: 1 });
  const [entry] = (Array.isArray(body?.entries) ? body.entries : []).filter(isObject);
  return entry
    ? [`content_type_uid: ${type} can have only one entry, and that is ${String(entry.uid)}: edit_entry changes it`]
    : [];
}

const isPlain = (value: unknown): boolean => (typeof value === 'string' && value !== '') || typeof value === 'number';
