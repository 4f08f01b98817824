// What tests of bulk edits share: the demo stack with content planted in it, and what of the whole stack is another afterwards.
import { uidOf } from '../../../src/sandbox/seed/form/names.ts';
import { findDifferences } from '../../eval/judge.ts';
import type { Json } from '../../harness.ts';
import type { Stack } from '../sandbox.ts';

export const toPath = (type: string, name: string): string => `/content_types/${type}/entries/${uidOf(type, name)}`;

export async function read(opened: Stack, type: string, name: string, locale = 'en-us'): Promise<Json> {
  const { entry } = await opened.send('GET', `${toPath(type, name)}?locale=${locale}`);
  return entry as Json;
}

export const put = (opened: Stack, type: string, name: string, entry: Json, locale = 'en-us'): Promise<Json> =>
  opened.send('PUT', `${toPath(type, name)}?locale=${locale}`, { entry });

/** Without a code, and then with the one that it gives. */
export async function editTwice(opened: Stack, args: Json): Promise<{ plan: Json; done: Json }> {
  const plan = await opened.call('bulk_edit', args);
  return { plan, done: await opened.call('bulk_edit', { ...args, ...(plan.next as Json) }) };
}

export const copy = (opened: Stack): Json => structuredClone(opened.sandbox.state) as unknown as Json;

/**
 * Of the whole stack, what became another: `type name language: fields` for a new version of an entry, whose other fields
 * are the same; anything else by its address. What the stack logs of it is left out.
 */
export function listChanged(before: Json, opened: Stack): string[] {
  const after = copy(opened);
  const seen = findDifferences(before, after).filter(
    at => !/^branches\.[^.]+\.audit_log\b|^webhook_executions\b/.test(at),
  );
  return seen.map(at => {
    const [, branch = '', type = '', uid = '', locale = '', place = ''] =
      /^branches\.([^.]+)\.entries\.([^.]+)\.([^.]+)\.locales\.([^.]+)\.(\d+)$/.exec(at) ?? [];
    if (type === '') return at;
    const versions = follow(after, ['branches', branch, 'entries', type, uid, 'locales', locale]) as Json[];
    const [old, now] = [versions[Number(place) - 1]?.fields, versions[Number(place)]?.fields];
    const fields = [...new Set(findDifferences(old, now).map(each => each.split('.')[0] ?? ''))];
    return `${type} ${uid} ${locale}: ${fields.sort().join(', ')}`;
  });
}

const follow = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((held, key) => (held as Json | undefined)?.[key], value);
