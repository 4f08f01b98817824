// What tests of restores share: entries by their titles, what others save, and what of the whole stack became other.
import type { Json } from '../../harness.ts';
import type { Stack } from '../sandbox.ts';

export interface Place {
  content_type_uid: string;
  entry_uid: string;
}

export async function find({ send }: Stack, type: string, title: string): Promise<Place> {
  const query = encodeURIComponent(JSON.stringify({ title }));
  const { entries } = await send('GET', `/content_types/${type}/entries?query=${query}`);
  const [entry] = entries as Json[];
  if (!entry) throw new Error(`no ${type} has the title ${title}`);
  return { content_type_uid: type, entry_uid: String(entry.uid) };
}

const toPath = ({ content_type_uid, entry_uid }: Place): string =>
  `/content_types/${content_type_uid}/entries/${entry_uid}`;

// biome-ignore lint/suspicious/noExplicitAny: entries are looked into freely here
export async function read({ send }: Stack, place: Place, locale = 'en-us', more = ''): Promise<any> {
  return (await send('GET', `${toPath(place)}?locale=${locale}${more}`)).entry;
}

/** As somebody else does. @returns the number of the new version. */
export async function save({ send }: Stack, place: Place, entry: Json, locale = 'en-us'): Promise<number> {
  const answer = await send('PUT', `${toPath(place)}?locale=${locale}`, { entry });
  return Number((answer.entry as Json)._version);
}

/** The values alone, as they would be sent. */
export const valuesOf = ({ _version, updated_at, updated_by, created_at, created_by, ...values }: Json): Json => values;

/** What the stack writes down of each save, and whom it told. */
const records = /^(branches\.main\.audit_log|webhook_executions)\./;

/** All that is in the stack, to hold against it later. */
export function remember({ sandbox }: Stack): () => string[] {
  const before = structuredClone(JSON.parse(JSON.stringify(sandbox.state))) as unknown;
  return () => listOther(before, JSON.parse(JSON.stringify(sandbox.state)), '').filter(path => !records.test(path));
}

/** Paths of what became other, as deep as both have them. */
function listOther(before: unknown, after: unknown, path: string): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const areBoth = [before, after].every(value => typeof value === 'object' && value !== null);
  if (!areBoth) return [path];
  const keys = new Set([...Object.keys(before as object), ...Object.keys(after as object)]);
  return [...keys].flatMap(key =>
    listOther((before as Json)[key], (after as Json)[key], path === '' ? key : `${path}.${key}`),
  );
}

/** Where a version of an entry lies in the state. */
export const toVersionPath = ({ content_type_uid, entry_uid }: Place, version: number, locale = 'en-us'): string =>
  `branches.main.entries.${content_type_uid}.${entry_uid}.locales.${locale}.${version - 1}`;
