// How an answer of a search reads: what is left is said, a page that failed is no "none", rows come in parts that fit.
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, it } from 'vitest';
import { type Json, open } from '../../harness.ts';
import { makeSeed, plant, translate, uidOf } from './seed.ts';

const many = (count: number, fields: (index: number) => Json) =>
  Array.from({ length: count }, (_, index) => plant(index, [fields(index)]));

it('costs at most 250 tokens in every conversation', async () => {
  await using opened = await open({ settings: { LIVE_SCHEMA: 'false', BRANCHES: 'main' } });
  const { tools } = await opened.client.listTools();
  const { name, description, inputSchema } = tools.find(tool => tool.name === 'find_in_content') ?? {};
  expect(encode(JSON.stringify({ name, description, inputSchema })).length).toBeLessThanOrEqual(250);
});

it('takes a request for each hundred of a type in a language, and one for the types', async () => {
  const entries = many(201, index => ({ note: index === 150 ? 'stove' : 'x' }));
  await using opened = await open({ seed: makeSeed(entries) });
  const answer = await opened.call('find_in_content', { text: 'stove', content_types: ['Story'] });
  expect(answer.says).toBe(
    '1 of 201 entries, 3 languages; 201 entries have no fr-fr of their own, 201 no de-de: all were searched in the language they fall back to',
  );
  const paths = opened.sandbox.requests.map(({ path }) => path.split('/').slice(2).join('/'));
  expect(paths).toEqual(['content_types', ...Array.from({ length: 9 }, () => 'content_types/story/entries')]);
});

it('asks for languages and environments only where they are not known', async () => {
  const seed = makeSeed([plant(1, [{ note: 'stove' }])]);
  await using opened = await open({ seed, settings: { LIVE_SCHEMA: 'false' } });
  await opened.call('find_in_content', { text: 'stove', environment: 'production' });
  const paths = opened.sandbox.requests.map(({ path }) => path.split('/').slice(2).join('/'));
  expect(paths.filter(path => path === 'locales')).toHaveLength(1);
  expect(paths.filter(path => path === 'environments')).toHaveLength(1);
  // Two types in three languages, assets, the content types.
  expect(paths).toHaveLength(2 + 2 * 3 + 1 + 1);
});

it('shows as many rows as fit, and the rest when it is asked for them', async () => {
  const entries = many(90, index => ({ note: `stove ${index} ${'and some words around it '.repeat(4)}` }));
  await using opened = await open({ seed: makeSeed(entries), settings: { MAX_RESULT_TOKENS: '2000' } });
  const found: string[] = [];
  let args: Json = { text: 'stove', content_types: ['story'] };
  for (let calls = 0; calls < 10; calls += 1) {
    const answer = await opened.call('find_in_content', args);
    expect(answer.says).toBe(
      '90 of 90 entries, 3 languages; 90 entries have no fr-fr of their own, 90 no de-de: all were searched in the language they fall back to',
    );
    const { columns, rows, next_rows } = answer as { columns: string[]; rows: string[][]; next_rows?: Json };
    found.push(...rows.map(row => String(row[columns.indexOf('uid')])));
    if (!next_rows) break;
    args = { ...args, ...next_rows };
  }
  expect(found).toEqual(entries.map(({ uid }) => uid));
});

it('never says there is none where a page did not come', async () => {
  const seed = makeSeed([plant(1, [{ note: 'x' }], {}, [translate('de-de', { note: 'stove' })])]);
  await using opened = await open({ seed });
  opened.sandbox.fault({
    method: 'GET',
    path: '/content_types/story/entries',
    nth: 3,
    times: 20,
    answer: { status: 400, body: { error_message: 'no', error_code: 1 } },
  });
  const answer = await opened.call('find_in_content', { text: 'stove' });
  expect(answer.rows).toBeUndefined();
  expect(answer.says).toContain('not all could be read');
  expect(answer.notes).toEqual([expect.stringMatching(/^not read: story in de-de/)]);
});

it('goes without assets and live versions where they may not be read, and says so', async () => {
  const seed = makeSeed([plant(1, [{ note: 'stove' }])]);
  await using opened = await open({ seed, settings: { TOOLS_DENY: 'list_assets,get_entry' } });
  const answer = await opened.call('find_in_content', { text: 'stove' });
  expect(answer).toMatchObject({
    says: '1 of 1 entry, 3 languages; 1 entry has no fr-fr of its own, 1 no de-de: all were searched in the language they fall back to',
    notes: ['assets cannot be read here'],
  });
  expect(await opened.fail('find_in_content', { text: 'stove', environment: 'production' })).toContain('get_entry');
  await using without = await open({ seed, settings: { TOOLS_DENY: 'list_entries' } });
  expect(await without.list()).not.toContain('find_in_content');
});

it('starts a next part at its first row', async () => {
  await using opened = await open({ seed: makeSeed(many(3, () => ({ note: 'stove' }))) });
  const after = { text: 'stove', after: 'story/de-de/0' };
  expect(await opened.call('find_in_content', after)).toMatchObject({
    says: expect.stringMatching(/^0 of 0 entries, /),
  });
  const from = await opened.call('find_in_content', { text: 'stove', after: 'story/en-us/0', skip: 2 });
  expect(JSON.stringify(from)).toContain(uidOf(2));
  expect(JSON.stringify(from)).not.toContain(uidOf(1));
});
