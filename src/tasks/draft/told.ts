// A draft in the words of a colleague: what it is, where one sees it, and what is stored in each field.
import { mapFields } from '../../content/lower.ts';
import { toReadable } from '../../content/reading/entry.ts';
import { type Field, kindOf, topFields } from '../../content/schema.ts';
import { listDefaults } from '../../content/spoken/defaults.ts';
import { isEmpty, isObject, type Json } from '../../content/value.ts';
import { clip } from '../../content/words.ts';
import type { Found } from '../../operations/task.ts';
import type { Known } from '../lookups.ts';
import { count } from '../numbers.ts';
import { type Done, lookedUp } from '../told-save.ts';
import type { Made } from './make.ts';

/** Characters of a field: who drafts it knows the rest. */
const longest = 200;

interface Telling {
  type: string;
  /** That it is saved in, where it is known. */
  locale: string | undefined;
  /** Of files and entries, by uid, what they are called. */
  seen: ReadonlyMap<string, Known>;
  /** Characters of all fields together. */
  most: number;
}

export async function tellDrafted(
  { state, after, schema, notes }: Done,
  link: string | undefined,
  telling: Telling,
): Promise<Found> {
  const { fields, count: all, more } = await tellFields(after, schema, telling);
  const { uid, _version: version } = after;
  const lines = [
    ...(state === 'found' ? [`${lookedUp}: it is there, once`] : []),
    ...notes,
    ...(more > 0 ? [`and ${count(more, 'field')} more, which read_entry shows`] : []),
  ];
  return {
    says: `drafted ${tellName(after, telling, String(uid))}: ${count(all, 'field')}; nothing is live`,
    ...(lines.length > 0 ? { notes: lines } : {}),
    shown: { uid, version, ...(link === undefined ? {} : { link }), fields },
  };
}

export async function tellRehearsed({ bare, schema, notes }: Made, telling: Telling): Promise<Found> {
  const { fields, count: all, more } = await tellFields(bare, schema, telling);
  const defaults = listDefaults(topFields(schema), bare);
  const lines = [...notes, ...(more > 0 ? [`and ${count(more, 'field')} more`] : [])];
  return {
    says: `nothing was saved (dry_run): ${tellName(bare, telling)} would have ${count(all, 'field')}`,
    ...(lines.length > 0 ? { notes: lines } : {}),
    shown: { ...(isEmpty(defaults) ? {} : { defaults }), fields },
  };
}

export async function tellWrong(
  { bare, schema, notes }: Made,
  problems: readonly string[],
  telling: Telling,
): Promise<Found> {
  const { fields } = await tellFields(bare, schema, telling);
  return {
    says: `nothing was saved (dry_run), nor would it be: ${count(problems.length, 'problem')}`,
    ...(notes.length > 0 ? { notes } : {}),
    shown: { problems, fields },
  };
}

/** `"Five days" (blog_post blt1 en-us)` */
function tellName({ title }: Json, { type, locale }: Telling, uid?: string): string {
  const name = typeof title === 'string' ? `${JSON.stringify(clip(title, 80))} ` : '';
  return `${name}(${[type, uid, locale].filter(part => part !== undefined).join(' ')})`;
}

/** By address, long texts cut. `more` counts those that there is no room for. */
async function tellFields(
  entry: Json,
  schema: readonly Field[],
  { seen, most }: Telling,
): Promise<{ fields: Json; count: number; more: number }> {
  const named = mapFields(topFields(schema), entry, (field, value) => nameSeen(field, value, seen));
  const { fields } = await toReadable(named, schema);
  const told: Json = {};
  let left = most;
  for (const [address, value] of Object.entries(fields)) {
    const short = shorten(value);
    left -= address.length + JSON.stringify(short).length;
    if (left < 0) break;
    told[address] = short;
  }
  const all = Object.keys(fields).length;
  return { fields: told, count: all, more: all - Object.keys(told).length };
}

function shorten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shorten);
  if (typeof value !== 'string' || value.length <= longest) return value;
  return `${clip(value, longest)} (${value.length} characters)`;
}

/** A file and an entry as a read shows them, with their titles. */
function nameSeen(field: Field, value: unknown, seen: ReadonlyMap<string, Known>): unknown {
  const kind = kindOf(field);
  const uid = isObject(value) ? value.uid : value;
  const known = typeof uid === 'string' ? seen.get(uid) : undefined;
  if (kind === 'file') return typeof value === 'string' ? { uid, ...known } : value;
  if (kind !== 'reference' || !known || !isObject(value)) return value;
  return { ...value, title: known.title, _version: 1 };
}
