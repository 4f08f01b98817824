// A tool that got a new name, made up of a real one: the old name works as the new one does, is not listed, and its answer says so.
import { expect, it } from 'vitest';
import { toNames } from '../../src/operations/renamed.ts';
import { fits } from '../../src/results/cut/estimate.ts';
import { tasks } from '../../tools/index.ts';
import { seed } from '../chaos/arguments.ts';
import { type Json, type Opened, type Options, open } from '../harness.ts';
import { operations } from '../operations.ts';

const until = '0.9';
const renames: Readonly<Record<string, string>> = {
  list_languages: 'list_locales',
  create_label: 'add_label',
  delete_entry: 'remove_entry',
  list_activity: 'read_activity',
  list_entries: 'all_entries',
};
const rename = <T extends { name: string }>(tool: T): T =>
  renames[tool.name] === undefined ? tool : { ...tool, was: [{ name: renames[tool.name], until }] };

const start = (options: Options = {}) =>
  open({ ...options, operations: operations.map(rename), tasks: tasks.map(rename) });

const ask = async ({ client }: Opened, name: string, args: Json = {}) => {
  const { content, isError } = await client.callTool({ name, arguments: args });
  const [first] = content;
  return { text: first?.type === 'text' ? first.text : '', isError: isError === true };
};

const note = 'list_locales is now called list_languages; the old name works until version 0.9';

it('renames what there is', () => {
  const all = [...operations, ...tasks].map(rename);
  for (const [now, old] of Object.entries(renames)) {
    expect(toNames(all.find(({ name }) => name === now) ?? { name: '' })).toEqual([now, old]);
    expect(all.map(({ name }) => name)).not.toContain(old);
  }
});

it('answers by its old name as by the new one, and says which that is', async () => {
  await using opened = await start();
  const names = await opened.list();
  for (const [now, old] of Object.entries(renames)) {
    expect(names).toContain(now);
    expect(names).not.toContain(old);
  }
  const plain = await opened.call('list_languages');
  expect(plain).not.toHaveProperty('renamed');
  expect(await opened.call('list_locales')).toEqual({ renamed: note, ...plain });
  const made = await opened.call('add_label', { label: { name: 'By the old name' } });
  expect(made.renamed).toContain('add_label is now called create_label');
  expect(opened.sandbox.requests.filter(({ method }) => method === 'POST').length).toBe(1);
});

it('says so of a task, of a refusal, and of a wrong argument', async () => {
  await using opened = await start();
  const found = await ask(opened, 'read_activity', {});
  expect(found.text).toMatch(/read_activity is now called list_activity/);
  const refused = await ask(opened, 'list_locales', { stray: 1 });
  expect(refused).toEqual({
    isError: true,
    text: expect.stringMatching(/stray[\s\S]*\nNote: list_locales is now called list_languages/),
  });
});

it('asks before it deletes as it did, in two calls by the old name', async () => {
  await using opened = await start({ seed });
  const args = { content_type_uid: 'announcement', entry_uid: 'bltcb8f9f8fc4526d43' };
  const first = await ask(opened, 'remove_entry', args);
  expect(first.text).toMatch(/^Nothing was done yet/);
  expect(opened.sandbox.requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
  await opened.call('remove_entry', args);
  expect(opened.sandbox.requests.filter(({ method }) => method === 'DELETE').length).toBe(1);
});

it('is found and run by its old name where it is not listed', async () => {
  await using opened = await start({ settings: { SURFACE: 'tasks' } });
  const [first] = (await opened.call('find_operation', { words: 'add_label' })).operations as { operation: string }[];
  expect(first?.operation).toBe('create_label');
  for (const operation of ['list_locales', 'mcp__contentstack__list_locales'])
    expect((await opened.call('run_read', { operation })).renamed).toContain(note);
  expect((await ask(opened, 'run_read', { operation: 'add_label', arguments: { label: { name: 'x' } } })).text).toMatch(
    /create_label writes/,
  );
});

it('is guessed by its old name under a prefix of the client', async () => {
  await using opened = await start();
  await expect(ask(opened, 'mcp__contentstack__list_locales')).rejects.toThrow('did you mean list_languages?');
});

it('stays denied, and stays the only one, where a filter has the old name', async () => {
  for (const TOOLS_DENY of ['list_locales', 'list_loc*', 'list_languages']) {
    await using opened = await start({ settings: { TOOLS_DENY } });
    expect(await opened.list(), TOOLS_DENY).not.toContain('list_languages');
    for (const name of ['list_locales', 'list_languages'])
      await expect(ask(opened, name), TOOLS_DENY).rejects.toThrow('list_languages not found; it is off here');
    expect(opened.sandbox.requests).toEqual([]);
  }
  for (const [TOOLS, beside] of [
    ['list_locales', []],
    // What is called so by its own name.
    ['*_locales', ['list_entry_locales']],
  ] as const) {
    await using opened = await start({ settings: { TOOLS } });
    expect(await opened.list(), TOOLS).toEqual([...beside, 'list_languages', 'server_status']);
  }
});

it('leaves room for it in an answer that is cut', async () => {
  const budget = 1_000;
  await using opened = await start({ settings: { MAX_RESULT_TOKENS: String(budget) } });
  for (const name of ['list_entries', 'all_entries']) {
    const { text } = await ask(opened, name, { content_type_uid: 'blog_post' });
    expect(fits(JSON.parse(text), budget), name).toBe(true);
    // Without the note there would be room for no more than that.
    expect(fits(`${text}${text.slice(0, 600)}`, budget), name).toBe(false);
  }
});
