// Lists are outlines: tables of what one chooses by, small enough to be read; more of them when asked for.
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { generateSeed } from '../../src/sandbox/seed/demo/generate.ts';
import { type Json, type Opened, open } from '../harness.ts';
import { operations } from '../operations.ts';
import { type Stop, toItems, tourReads } from './tour.ts';

const count = (value: unknown): number => encode(typeof value === 'string' ? value : JSON.stringify(value)).length;

const seed = generateSeed(10_000);
const articles = { content_type_uid: 'article' };
let opened: Opened;
let stops: Stop[];

beforeAll(async () => {
  opened = await open({ seed, settings: { MAX_RESULT_TOKENS: '10000' } });
  const choices = { usersWithToken: 'allow' } as const;
  await using demo = await open({
    choices,
    settings: { MODULES: 'all', CONFIRM: 'never' },
    pace: { queue: 0, work: 0 },
  });
  stops = await tourReads(demo);
});
afterAll(() => opened.close());

it('shows 100 entries of a rich content type in at most 6,000 tokens', async () => {
  const listed = await opened.call('list_entries', articles);
  process.stdout.write(`answers: 100 articles take ${count(listed)} tokens\n`);
  expect(count(listed)).toBeLessThanOrEqual(6000);
  const items = toItems(listed);
  expect(items).toHaveLength(100);
  expect(listed.total).toBe(10_000);
  for (const item of items) {
    expect(item).toMatchObject({ uid: expect.stringMatching(/^blta47/), title: expect.any(String), locale: 'en-us' });
    expect(item).toMatchObject({ url: expect.any(String), _version: 1, updated_at: expect.any(String) });
    expect(item).toHaveProperty('updated_by');
  }
  const places = 'production: en-us v1; staging and preview: not live';
  expect(new Set(items.map(({ published }) => published))).toEqual(new Set([places, 'unknown']));
  expect(listed.notes).toEqual([
    expect.stringContaining('does not prove that there was none'),
    expect.stringContaining('the API may leave others out'),
  ]);
});

it('gives more of each by path, and everything by all', async () => {
  const [item] = toItems(
    await opened.call('list_entries', { ...articles, limit: 3, fields: ['source.paper', 'body'] }),
  );
  expect(item).toMatchObject({ 'source.paper': expect.any(String), body: expect.stringContaining('## ') });
  const { entries } = await opened.call('list_entries', { ...articles, limit: 2, fields: ['all'] });
  const raw = await fetch(
    `${opened.sandbox.origin}/v3/content_types/article/entries?limit=2&include_publish_details=true`,
    {
      headers: { api_key: opened.sandbox.api_key, authorization: opened.sandbox.tokens.read_write ?? '' },
    },
  );
  expect(entries).toEqual(((await raw.json()) as Json).entries);
  const { notes } = await opened.call('list_entries', { ...articles, limit: 1, fields: ['bodi'] });
  expect(notes).toContain('there is no field "bodi"; did you mean body?');
});

it('spends fewer tokens as tables than as objects without what is empty', () => {
  const lists = stops.flatMap(({ text }) =>
    text.startsWith('{') && Array.isArray(JSON.parse(text).columns) ? [JSON.parse(text) as Json] : [],
  );
  expect(lists.length).toBeGreaterThan(35);
  const objects = lists.map(({ columns, rows, all, legend, ...head }) => {
    const items = toItems({ columns, rows, all, legend });
    return {
      ...head,
      items: items.map(item => Object.fromEntries(Object.entries(item).filter(([, cell]) => cell !== null))),
    };
  });
  const [asTables, asObjects] = [lists, objects].map(answers => answers.reduce((sum, each) => sum + count(each), 0));
  process.stdout.write(
    `answers: ${lists.length} lists of the demo stack: ${asTables} tokens as tables, ${asObjects} as objects\n`,
  );
  // Names and what is published stand in words in both.
  expect(asTables).toBeLessThan((asObjects ?? 0) * 0.8);
});

it('gives every list an outline, and in it no column without a value and no object', () => {
  const named = operations.filter(
    ({ name, effect }) => effect === 'read' && /^(list|search|compare_(branches|\w+s))/.test(name),
  );
  // Titles alone: nothing to choose by, and nothing to leave out.
  expect(named.filter(({ outline }) => !outline).map(({ name }) => name)).toEqual(['list_content_type_refs']);
  const tables = stops.filter(
    ({ text, args }) => text.startsWith('{') && Array.isArray(JSON.parse(text).columns) && !args.fields,
  );
  for (const { tool, text } of tables) {
    const { columns, rows } = JSON.parse(text) as { columns: string[]; rows: unknown[][] };
    columns.forEach((column, index) => {
      const cells = rows.map(row => row[index]);
      expect(
        cells.some(cell => cell !== null),
        `${tool} ${column}`,
      ).toBe(true);
      expect(
        cells.filter(cell => typeof cell === 'object' && cell !== null && !Array.isArray(cell)),
        `${tool} ${column}`,
      ).toEqual([]);
      expect(
        cells.flat().filter(cell => typeof cell === 'object' && cell !== null),
        `${tool} ${column}`,
      ).toEqual([]);
    });
  }
});

it('names environments, not their uids, wherever a list shows one', () => {
  const uids = ['bltc9e3da1c483debaa', 'blt9f5f38997f1533ee', 'blt1e874c95e8ff6c75'];
  for (const { tool, text, args } of stops.filter(
    ({ text }) => text.startsWith('{') && Array.isArray(JSON.parse(text).columns),
  )) {
    if (tool === 'list_environments' || args.fields) continue;
    for (const uid of uids) expect(text, tool).not.toContain(uid);
  }
});

it('calls no tool of the tour in vain, and leaves none out', () => {
  expect(stops.filter(({ isError }) => isError)).toEqual([]);
  const seen = new Set(stops.map(({ tool }) => tool));
  expect(operations.filter(({ name, effect }) => effect === 'read' && !seen.has(name)).map(({ name }) => name)).toEqual(
    [],
  );
});

it('shows the stages of a workflow with the uids by which entries and rules name them', () => {
  const listed = JSON.parse(stops.find(({ tool }) => tool === 'list_workflows')?.text ?? '{}') as Json;
  const rows = toItems(listed);
  expect(rows.length).toBeGreaterThan(1);
  const stage = expect.stringMatching(/^blt[0-9a-f]{16} \w/);
  for (const { workflow_stages } of rows) expect(workflow_stages).toEqual([stage, stage, stage]);
});

it('says how many fields a content type has', () => {
  for (const tool of ['list_content_types', 'list_global_fields']) {
    const listed = JSON.parse(stops.find(each => each.tool === tool)?.text ?? '{}') as Json;
    for (const { schema } of toItems(listed)) expect(schema, tool).toMatch(/^\d+ fields$/);
  }
});
