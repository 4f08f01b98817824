// The demo stack with a type that refers to what shares a title, and what a draft leaves behind.
import { createHash } from 'node:crypto';
import type { EntryRecord } from '../../../src/sandbox/state/content.ts';
import { field, references, text } from '../../content/schema.ts';
import type { Json, Options } from '../../harness.ts';
import { openStack, type Stack } from '../sandbox.ts';

/** Two announcements have this title. */
export const shared = 'The bench is on holiday';

export async function openWithNotes(options: Options = {}): Promise<Stack & AsyncDisposable> {
  const opened = await openStack(options);
  const content_type = {
    uid: 'note',
    title: 'Note',
    schema: [
      text('title', { mandatory: true, unique: false, field_metadata: { _default: true } }),
      references('about', ['announcement', 'product']),
      field('picture', 'file'),
      references('any', ['sys_assets', 'product']),
    ],
    options: { is_page: false, title: 'title', singleton: false, sub_title: [] },
  };
  await opened.send('POST', '/content_types', { content_type });
  return opened;
}

/** Of a type, as the stack holds them; what is in the trash too. */
export const recordsOf = ({ sandbox }: Stack, type: string): EntryRecord[] =>
  Object.values(sandbox.state.branches.main?.entries[type] ?? {});

export const fieldsOf = (opened: Stack, type: string, uid: unknown, locale = 'en-us'): Json | undefined =>
  recordsOf(opened, type)
    .find(each => each.uid === uid)
    ?.locales[locale]?.at(-1)?.fields;

/** All content and its types, but for the entry that was drafted; short, as it is only compared. */
export function toRest({ sandbox }: Stack, uid?: unknown): string {
  const { entries, assets, content_types } = sandbox.state.branches.main ?? {};
  const text = JSON.stringify([entries, assets, content_types], (key, value) => (key === uid ? undefined : value));
  return createHash('sha256').update(text).digest('hex');
}
