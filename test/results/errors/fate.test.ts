// The fate of a write: what is said when it is unknown, and the read that settles it for every tool that writes.
import { expect, it } from 'vitest';
import { NoAnswer } from '../../../src/operations/answer.ts';
import { toInput } from '../../../src/operations/arguments.ts';
import { toFate, toSettlingRead } from '../../../src/results/errors/fate.ts';
import { find, operations } from '../../operations.ts';
import { cases } from '../../wire/cases/index.ts';
import { samples } from '../../wire/not-in-sdk.ts';

const update = {
  operation: find('update_entry'),
  given: { content_type_uid: 'page', entry_uid: 'blt1' },
  kept: operations,
};
const answer = { body: { notice: 'Saved.' }, json: true, requestId: undefined };

it('is told where it is unknown, with the read that settles it', () => {
  expect(toFate(update, new NoAnswer('timeout', 'No answer.'))).toBe(
    'It may have been applied anyway. Do not send it again before checking with get_entry {"content_type_uid":"page","entry_uid":"blt1"}.',
  );
  expect(toFate(update, new NoAnswer('broken', 'B.'))).toContain('may have been applied');
  expect(toFate(update, new NoAnswer('cancelled', 'C.'))).toContain('may have been applied');
  for (const status of [408, 425, 499, 500, 502, 503, 504, 599])
    expect(toFate(update, { ...answer, status }), `${status}`).toBeDefined();
  expect(toFate(update, { ...answer, status: 200, json: false, body: '<html>' })).toBeDefined();
  expect(toFate({ ...update, kept: [] }, new NoAnswer('broken', 'B.'))).toContain(
    'reading what it was meant to change',
  );
});

it('is not told where it is known', () => {
  expect(toFate(update, new NoAnswer('unreachable', 'U.'))).toBeUndefined();
  expect(toFate(update, new NoAnswer('busy', 'B.'))).toBeUndefined();
  expect(toFate(update, new NoAnswer('timeout', 'T.', false))).toBeUndefined();
  for (const status of [200, 201, 302, 404, 422, 429]) {
    expect(toFate(update, { ...answer, status }), `${status}`).toBeUndefined();
  }
  const read = { ...update, operation: find('get_entry') };
  expect(toFate(read, new NoAnswer('timeout', 'No answer.'))).toBeUndefined();
});

it('is looked for where the thing would be', () => {
  const settle = (name: string, given: Record<string, unknown>) =>
    toSettlingRead({ operation: find(name), given, kept: operations });
  const page = { content_type_uid: 'page', branch: 'dev' };
  expect(settle('create_entry', { ...page, entry: { title: 'A', uid: 'mine' }, locale: 'fr' })).toEqual({
    name: 'list_entries',
    args: { ...page, locale: 'fr', query: { title: 'A' } },
  });
  expect(settle('create_content_type', { content_type: { uid: 'page', title: 'Page' } })).toEqual({
    name: 'get_content_type',
    args: { content_type_uid: 'page' },
  });
  expect(settle('add_language', { locale: { code: 'fr-fr' } })).toEqual({
    name: 'get_language',
    args: { code: 'fr-fr' },
  });
  expect(settle('publish_entry', { ...page, entry_uid: 'blt1', entry: {} })).toEqual({
    name: 'get_entry',
    args: { ...page, entry_uid: 'blt1', include_publish_details: true },
  });
  expect(settle('bulk_publish', { entries: [] })?.name).toBe('list_bulk_jobs');
  expect(settle('merge_branches', {})?.name).toBe('list_merge_jobs');
  expect(settle('upload_asset', { upload: '/a.png' })).toEqual({ name: 'list_assets', args: { desc: 'created_at' } });
});

it('is a read that there is, with arguments that it takes, for every tool that writes', () => {
  const writes = [...cases, ...samples].filter(({ tool }) => find(tool).effect !== 'read');
  expect(new Set(writes.map(({ tool }) => tool)).size).toBe(
    operations.filter(({ effect }) => effect !== 'read').length,
  );
  for (const { tool, args } of writes) {
    const read = toSettlingRead({ operation: find(tool), given: args, kept: operations });
    if (!read) throw new Error(`nothing settles ${tool}`);
    expect(find(read.name).effect, tool).toBe('read');
    expect(toInput(find(read.name)).parse(read.args), tool).not.toHaveProperty('problems');
  }
});
