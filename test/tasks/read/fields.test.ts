// One entry as a person reads it: each kind of field by its address, beside what is easily taken for something else.
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, it } from 'vitest';
import { parseAddress } from '../../../src/content/address.ts';
import { resolveAddress } from '../../../src/content/resolve.ts';
import { type Json, type Opened, open } from '../../harness.ts';
import { toItems } from '../../results/tour.ts';
import { makeSeed, picture, save, uids } from './stack.ts';

const asked = { content_type_uid: 'thing', entry_uid: uids.thing };
const small = { seed: makeSeed([], {}, true), token: 'writer' };

const read = async (opened: Opened, more: Json = {}): Promise<Json & { fields: Json }> =>
  (await opened.call('read_entry', { ...asked, ...more })) as Json & { fields: Json };

const hill = `Hill (hill.jpg ${picture})`;
const ann = `Ann (author ${uids.ann})`;
const gone = `gone (author ${uids.gone})`;

it('shows each kind of field by its address, and what is empty once', async () => {
  await using opened = await open(small);
  const answer = await read(opened);
  expect(Object.keys(answer).slice(0, 2)).toEqual(['branch', 'says']);
  expect(answer.says).toMatch(/^A thing \(thing, en-us v2\): 34 fields, 2 empty/);
  expect(answer.empty).toEqual(['seo.keywords', 'notice']);
  const { fields } = answer;
  expect(fields).toMatchObject({
    title: 'A thing',
    notes: 'First line\nsecond line',
    count: 0,
    active: false,
    day: '2026-03-01T00:00:00.000Z',
    colour: 'red (Dark red)',
    sizes: ['s (Small)', 'XL'],
    cover: hill,
    gallery: [hill, 'gone (blt00000000000000a2)'],
    more: { title: 'See', href: '/see' },
    owner: ann,
    friends: [ann, gone],
    'asides[179896285dcc0000]': 'One.',
    'asides[e17a8d29c14f0000]': '**Two.**',
    html: '<p>Plain <i>HTML</i></p>',
    'seo.description': 'What it is',
    'sections[cs00000000000000a1].hero.headline': 'Hello',
    'sections[cs00000000000000a1].hero.image': hill,
    'sections[cs00000000000000a2].said.words': 'Cold **today**.',
    'sections[cs00000000000000a2].said.author': ann,
    'sections[cs00000000000000a3].rule': {},
    taxonomies: ['topic:snow'],
    tags: ['warm'],
  });
  const specs = Object.entries(fields).filter(([key]) => key.startsWith('specs['));
  expect(specs.map(([key, value]) => [key.replace(/\[cs[0-9a-f]{16}\]/, '[cs]'), value])).toEqual([
    ['specs[cs].name', 'Weight'],
    ['specs[cs].by', ann],
    ['specs[cs].name', 'Length'],
    ['specs[cs].by', gone],
  ]);
});

it('takes nothing for what it only looks like', async () => {
  await using opened = await open(small);
  const { fields, notes } = await read(opened);
  // An app's own value, fields that are named like parts of the answer, and an HTML string in place of a document.
  expect(fields.extra).toEqual({ type: 'doc', children: [{ text: 'an app of its own' }] });
  expect(fields).toMatchObject({ version: 'Mark II', 'fields.says': 'so', 'fields.cut': 'short' });
  expect(fields.old_body).toBe('<p>From <b>before</b></p>');
  expect(notes).toEqual(['old_body: HTML, as it was stored before it became JSON rich text']);
  for (const key of Object.keys(fields)) expect(key).not.toMatch(/^_|^uid$|^ACL$|created_|updated_|publish_details/);
});

it('shows rich text as Markdown, embedded entries by title, and what its tokens are', async () => {
  await using opened = await open(small);
  const { fields, tokens } = await read(opened);
  expect(fields.body).toBe(
    [
      '## Warm',
      'Take **two** and a <x1>red</x1> one.',
      '<x2 entry="author: Ann"/>',
      `<x3 entry="author: gone ${uids.gone}"/>`,
    ].join('\n\n'),
  );
  expect(tokens).toEqual({
    'body x1': 'style classname: note',
    'body x2': `author ${uids.ann}`,
    'body x3': `author ${uids.gone}`,
  });
});

it('gives addresses that lead to the values in the entry', async () => {
  await using opened = await open(small);
  await using raw = await open({ ...small, answers: 'raw' });
  const { fields, empty } = await read(opened);
  const { entry } = await raw.call('get_entry', asked);
  for (const key of [...Object.keys(fields), 'seo.keywords']) {
    expect(resolveAddress(entry, parseAddress(key) ?? []), key).toMatchObject({ found: true });
  }
  expect(empty).toContain('seo.keywords');
});

it('takes a request for the content type and one for the entry', async () => {
  await using opened = await open(small);
  await read(opened);
  expect(opened.sandbox.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /v3/content_types/thing',
    `GET /v3/content_types/thing/entries/${uids.thing}`,
  ]);
});

it('shows only what is asked for, by address or the beginning of one', async () => {
  await using opened = await open(small);
  const one = await read(opened, { fields: ['sections.hero', 'seo', 'sections[1].said.author', 'more.href'] });
  expect(one.fields).toEqual({
    'sections[cs00000000000000a1].hero.headline': 'Hello',
    'sections[cs00000000000000a1].hero.image': hill,
    'seo.description': 'What it is',
    'sections[cs00000000000000a2].said.author': ann,
    'more.href': '/see',
  });
  expect(one).toMatchObject({ empty: ['seo.keywords'] });
  expect(one.tokens).toBeUndefined();
  expect(one.says).toMatch(/5 of 34 fields/);
  const two = await read(opened, { fields: [`friends[${uids.gone}]`, 'body', 'descripton', 'se'] });
  expect(two.fields).toMatchObject({ [`friends[${uids.gone}]`]: gone, body: expect.stringContaining('## Warm') });
  expect(Object.keys(two.tokens as Json)).toHaveLength(3);
  expect(two.notes).toEqual(['descripton leads nowhere; near it: seo.description', 'se leads nowhere']);
  expect(Object.keys(two.fields)).toEqual([`friends[${uids.gone}]`, 'body']);
});

it('strikes out what is secret', async () => {
  await using opened = await open({
    seed: makeSeed([save(3, { notes: 'the token is cs0000000000000000000000aa.' })]),
    token: 'writer',
  });
  const { fields } = await read(opened);
  // That the token itself is nowhere the harness looks after.
  expect(fields.notes).toMatch(/^the token is (?!cs0).+\.$/);
});

/** Follows `rest` to the end, and puts the texts together by their addresses. */
async function readOn(opened: Opened): Promise<{ whole: Record<string, string>; calls: number }> {
  const whole: Record<string, string> = {};
  const add = (key: string, value: unknown): void => {
    const [name = '', from = '0'] = key.split('@');
    if (name === '') for (const [inner, each] of Object.entries(value as Json)) add(inner, each);
    if (typeof value !== 'string') return;
    expect(Number(from), key).toBe((whole[name] ?? '').length);
    whole[name] = (whole[name] ?? '') + value;
  };
  for (let [calls, asking]: [number, Json] = [1, {}]; ; calls += 1) {
    const answer = await read(opened, asking);
    expect(encode(JSON.stringify(answer)).length).toBeLessThan(1_700);
    for (const [key, value] of Object.entries(answer.fields)) add(key, value);
    if (answer.rest === undefined || calls > 60) return { whole, calls };
    expect(answer.cut).toBeDefined();
    asking = answer.rest as Json;
  }
}

const tight = { token: 'writer', settings: { MAX_RESULT_TOKENS: '1500' } };
const makeLong = (words: number): string => Array.from({ length: words }, (_, index) => `word${index}`).join(' ');

it('cuts what is long, and gives the rest by fields', async () => {
  const long = makeLong(900);
  await using opened = await open({ seed: makeSeed([save(3, { notes: long, html: `${long} html` })]), ...tight });
  const { whole, calls } = await readOn(opened);
  expect(calls).toBeGreaterThan(2);
  expect(whole).toMatchObject({ notes: long, html: `${long} html`, title: 'A thing', 'seo.description': 'What it is' });
});

it('gives the rest of more long texts than can be cut side by side', async () => {
  const sections = Array.from({ length: 9 }, (_, index) => ({
    hero: { headline: `${index} ${makeLong(700)}`, _metadata: { uid: `cs00000000000000f${index.toString(16)}` } },
  }));
  await using opened = await open({ seed: makeSeed([save(3, { sections })]), ...tight });
  const { whole } = await readOn(opened);
  for (const { hero } of sections) {
    expect(whole[`sections[${hero._metadata.uid}].hero.headline`]).toBe(hero.headline);
  }
  expect(whole['fields.says']).toBe('so');
});

it('costs less than the read of an operation on the posts and pages of the demo stack', async () => {
  await using opened = await open();
  let [whole, brief] = [0, 0];
  for (const content_type_uid of ['blog_post', 'page']) {
    for (const { uid: entry_uid } of toItems(await opened.call('list_entries', { content_type_uid, limit: 100 }))) {
      const place = { content_type_uid, entry_uid };
      const old = encode(JSON.stringify(await opened.call('get_entry', place))).length;
      const now = encode(JSON.stringify(await opened.call('read_entry', place))).length;
      [whole, brief] = [whole + old, brief + now];
      expect(now, `${content_type_uid} ${entry_uid}`).toBeLessThan(old);
    }
  }
  // A title for each reference, and where it is live, which the other does not tell unless it is asked.
  expect(brief / whole).toBeLessThan(0.8);
});

it('takes at most 250 tokens in the list', async () => {
  await using opened = await open({ settings: { BRANCHES: 'main', LIVE_SCHEMA: 'false' } });
  const tool = (await opened.client.listTools()).tools.find(({ name }) => name === 'read_entry');
  const { name, description, inputSchema } = tool ?? {};
  const cost = encode(JSON.stringify({ name, description, inputSchema })).length;
  expect(cost).toBeLessThanOrEqual(250);
});
