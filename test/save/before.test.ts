// Before a write: which read shows the thing is a word in the catalogue, and how many requests a save takes.
import { expect, it } from 'vitest';
import { toMethod, toTemplate } from '../../src/operations/operation.ts';
import { seed as chaosSeed, toArguments } from '../chaos/arguments.ts';
import { open } from '../harness.ts';
import { find, operations } from '../operations.ts';

const named = operations.filter(({ before }) => before !== undefined);

it('names the read whose path the write goes on from, or the one an import would make', () => {
  for (const { name, line, before = '', effect, shows = {} } of named) {
    const read = find(before);
    expect(read.effect, name).toBe('read');
    expect(toMethod(read.line), name).toBe('GET');
    expect(Object.keys(read.query), name).toEqual(expect.arrayContaining(Object.keys(shows)));
    const [write, shown] = [toTemplate(line), toTemplate(read.line)];
    if (effect === 'create') expect(shown.startsWith(write.replace(/\/import$/, '/{')), name).toBe(true);
    else expect(`${write}/`.startsWith(`${shown}/`), name).toBe(true);
  }
});

it('is said of every update of a thing that can be read by itself', () => {
  const reads = operations.filter(({ effect, line }) => effect === 'read' && line.endsWith('}'));
  const silent = operations
    .filter(({ effect, before, line }) => effect === 'update' && before === undefined && line.startsWith('PUT '))
    .filter(({ line }) => reads.some(read => toTemplate(read.line) === toTemplate(line)))
    .map(({ name }) => name);
  expect(silent).toEqual([]);
});

it('holds entries, written or asked for, and nothing else against their content type', () => {
  const checked = operations.filter(({ model }) => model !== undefined);
  const names = (isRead: boolean) =>
    checked.filter(({ effect }) => (effect === 'read') === isRead).map(({ name }) => name);
  expect(names(false)).toEqual([
    ...['create_entry', 'update_entry', 'import_entry', 'import_entry_version', 'upsert_entry_variant'],
  ]);
  expect(names(true)).toEqual(['list_entries', 'get_entry', 'list_entry_variants', 'get_entry_variant']);
  for (const { model = '', path } of checked) {
    const read = find(model);
    expect(read.line).toBe('GET /content_types/{content_type_uid}');
    expect(Object.keys(path)).toEqual(expect.arrayContaining(Object.keys(read.path)));
  }
  // What filters things that have a schema is held against it.
  const filters = operations.filter(({ query, path }) => 'query' in query && 'content_type_uid' in path);
  expect(filters.filter(({ model }) => model === undefined)).toEqual([]);
});

it('takes one read and one write, and the content type where it is not known yet', async () => {
  const settings = { MODULES: 'all', LIVE_SCHEMA: 'false', CONFIRM: 'never' };
  await using opened = await open({ seed: chaosSeed, settings });
  const rows: string[] = [];
  for (const { name, effect, carries } of operations.filter(each => each.effect !== 'read')) {
    const args = toArguments(name, opened.sandbox);
    opened.sandbox.requests.length = 0;
    await opened.client.callTool({ name, arguments: args });
    const methods = opened.sandbox.requests.map(({ method }) => method);
    const last = methods.pop() ?? 'none';
    expect(
      methods.filter(method => method !== 'GET'),
      name,
    ).toEqual([]);
    // Of many things what is live is read list by list.
    expect(methods.length, name).toBeLessThanOrEqual(carries ? 5 : 2);
    rows.push(`${name}: ${methods.length} before, ${last} (${effect})`);
    await opened.sandbox.reset();
  }
  await expect(`${rows.join('\n')}\n`).toMatchFileSnapshot('requests.snap.txt');
});
