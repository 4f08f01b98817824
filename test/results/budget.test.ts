// An answer stays within its budget, is JSON, and names what it does not show; following what it names gives all of it.
import fc from 'fast-check';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, it } from 'vitest';
import type { Answer } from '../../src/operations/answer.ts';
import { fits } from '../../src/results/cut/estimate.ts';
import { shrink } from '../../src/results/cut/shrink.ts';
import { toResult } from '../../src/results/result.ts';
import { generateSeed } from '../../src/sandbox/seed/demo/generate.ts';
import { type Json, open } from '../harness.ts';
import { toRuns } from '../long.ts';
import { find } from '../operations.ts';
import { texts } from './texts.ts';
import { toItems } from './tour.ts';

const count = (text: string): number => encode(text).length;

/** What the model reads of an answer with this body. */
function show(tool: string, body: unknown, budget: number, given: Json = {}): { text: string; value: Json } {
  const answer: Answer = { status: 200, body, json: true, requestId: undefined };
  const presenting = { names: new Map(), budget, toLink: () => undefined };
  const { text } = toResult({ operation: find(tool), given } as Parameters<typeof toResult>[0], answer, {}, presenting);
  return { text, value: JSON.parse(text) };
}

/** Goes on as the answer says, until nothing is left: the parts by path, in order. */
function gather(
  read: (fields: string[]) => Json,
  first: Json,
  key: string,
): Map<string, [from: number, part: unknown][]> {
  const parts = new Map<string, [number, unknown][]>();
  const queue = [(first.rest as Json | undefined)?.fields as string[] | undefined];
  for (let calls = 0; queue.length > 0; calls++) {
    if (calls > 400) throw new Error('it never ends');
    const fields = queue.pop();
    for (const field of fields ?? []) {
      const answer = read([field]);
      const [, name = field, from = '0'] = /^(.*?)(?:@(\d+))?$/s.exec(field) ?? [];
      parts.set(name, [...(parts.get(name) ?? []), [Number(from), (answer[key] as Json)[field]]]);
      queue.push((answer.rest as Json | undefined)?.fields as string[] | undefined);
    }
  }
  return parts;
}

const word = fc.stringMatching(/^[a-z][a-z_]{0,11}$/);
const text = fc.oneof(
  fc.constantFrom(...Object.values(texts)),
  fc.lorem({ maxCount: 60 }),
  fc.string({ unit: 'binary', maxLength: 80 }),
);
const { value } = fc.letrec(tie => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 12 }),
    fc.dictionary(word, tie('value'), { maxKeys: 15 }),
  ),
}));
const entry = fc
  .dictionary(word, value, { minKeys: 1, maxKeys: 40 })
  .map(fields => ({ uid: 'blt0123456789abcdef', ...fields }));
const budget = fc.integer({ min: 300, max: 4000 });

/** Everything that a read does not show is under a path that it names. */
function expectNamed(shown: unknown, whole: unknown, named: string[], path = ''): void {
  if (JSON.stringify(shown) === JSON.stringify(whole)) return;
  const isNamed = named.some(name => name === path || name === `${path || 'the rest'}`);
  if (typeof whole === 'string' || typeof shown !== typeof whole) {
    expect(isNamed, path).toBe(true);
    return;
  }
  for (const [key, inner] of Object.entries(whole as Json)) {
    const at = path === '' ? key : `${path}.${key}`;
    const has = Object.hasOwn(shown as Json, key);
    if (has) expectNamed((shown as Json)[key], inner, named, at);
    else expect(isNamed || named.includes(at), at).toBe(true);
  }
}

it('holds for any object, and nothing is lost in silence', () => {
  fc.assert(
    fc.property(entry, budget, (object, most) => {
      const { text, value } = show('get_entry', { entry: object }, most, { fields: ['all'] });
      expect(count(text)).toBeLessThanOrEqual(most * 1.15);
      expectNamed(value.entry, object, Object.keys((value.cut as Json | undefined) ?? {}));
    }),
    { numRuns: toRuns(8, 60) },
  );
});

it('holds for any list, and says how many are left', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 30 }), budget, fc.boolean(), (items, most, isWhole) => {
      const { text, value } = show('list_entries', { entries: items, count: items.length }, most, {
        fields: isWhole ? ['all'] : Object.keys(items[0] ?? {}),
      });
      expect(count(text)).toBeLessThanOrEqual(most * 1.15);
      const shown = ((value.entries ?? value.rows) as unknown[]).length;
      expect(shown + Number(value.left ?? 0)).toBe(items.length);
      if (value.left) expect(value.next).toEqual({ skip: shown, limit: shown });
    }),
    { numRuns: toRuns(8, 60) },
  );
});

it('takes a list without a number for one that is not counted', () => {
  const entries = Array.from({ length: 100 }, (_, index) => ({ uid: `blt${index}` }));
  for (const count of [null, 'many', undefined]) {
    const { value } = show('list_entries', { entries, count }, 20_000);
    expect(value).not.toHaveProperty('total');
    expect(value).toMatchObject({ left: 'unknown', next: { skip: 100, limit: 100 } });
  }
});

it('names a column as it was asked for, even one that every object of JavaScript has', () => {
  const { value } = show('list_entries', { entries: [], count: 0 }, 1_000, { fields: ['constructor', 'toString'] });
  expect(value.columns).toEqual(['constructor', 'toString']);
});

it('cuts nothing from what is as little as can be', () => {
  for (const value of ['', 'x', '\u{1f600}', [], {}, 7, null, [[]], { a: [] }, { a: '' }])
    expect(shrink(value, -5), JSON.stringify(value)).toEqual({ value, cuts: [] });
});

/** Paths of the greatest length: to what is there, and to what is not. */
const longPath = fc
  .array(fc.stringMatching(/^[a-z][a-z_]{10,60}$/), { minLength: 1, maxLength: 12 })
  .map(steps => steps.join('.').slice(0, 400));
const deep = fc.uniqueArray(longPath, { maxLength: 8 });

/** An object that has something at the path. */
const toDeep = (path: string, value: unknown): Json =>
  path.split('.').reduceRight<unknown>((inner, step) => ({ [step]: inner }), value) as Json;

it('holds whatever is asked for by however many paths of whatever length', () => {
  const asked = fc.record({ there: deep, not: deep, value, most: budget, rows: fc.integer({ min: 1, max: 5 }) });
  fc.assert(
    fc.property(asked, ({ there, not, value: at, most: more, rows }) => {
      const most = 1700 + more;
      const object = Object.assign({ uid: 'blt1' }, ...there.map(path => toDeep(path, at))) as Json;
      const fields = [...there, ...not];
      const one = show('get_entry', { entry: object }, most, { fields });
      expect(count(one.text), 'one').toBeLessThanOrEqual(most * 1.15);
      for (const tool of ['list_entries', 'list_audit_logs']) {
        const items = Array.from({ length: rows }, () => object);
        const { text, value: shown } = show(tool, { logs: items, count: rows }, most, { fields });
        expect(count(text), tool).toBeLessThanOrEqual(most * 1.15);
        expect((shown.rows as unknown[]).length, tool).toBeGreaterThan(0);
      }
    }),
    { numRuns: toRuns(4, 20), endOnFailure: true },
  );
});

it('holds for an audit log of long rows, and keeps its columns', () => {
  const log = (index: number, length: number): Json => ({
    uid: `log ${index}`,
    module: 'entry',
    event_type: 'update',
    metadata: { title: `${texts.English} ${index}`.repeat(length), uid: `blt${index}`, version: index },
    created_at: '2026-11-06T10:10:00.000Z',
    created_by: 'blt7d30c08ce99d5728',
    request: Object.fromEntries(Array.from({ length: length * 10 }, (_, key) => [`field_${key}_${index}`, '[secret]'])),
    response: {
      entry: Object.fromEntries(Array.from({ length: length * 10 }, (_, key) => [`of_${key}`, texts.German])),
    },
  });
  const usual = [
    'uid',
    'module',
    'event_type',
    'metadata.title',
    'metadata.uid',
    'metadata.version',
    'created_at',
    'created_by',
  ];
  for (const fields of [[], ['request'], ['request', 'response', 'metadata', 'created_at']]) {
    for (const lengths of [
      [40, 1, 1, 1, 1, 1, 1, 1],
      [1, 1, 40, 1, 30, 1],
      [40, 40, 40, 40],
    ]) {
      const logs = lengths.map((length, index) => log(index, length));
      const { text, value: shown } = show('list_audit_logs', { logs, count: logs.length }, 2000, { fields });
      expect(count(text)).toBeLessThanOrEqual(2000);
      const columns = [...(shown.columns as string[]), ...Object.keys((shown.all as Json | undefined) ?? {})];
      expect(columns.sort()).toEqual([...new Set([...usual, ...fields])].sort());
      const rows = toItems(shown);
      if (fields.length < 2 && lengths.length > 4) expect(rows.length).toBeGreaterThan(2);
      expect(rows.map(({ uid }) => uid)).toEqual(logs.slice(0, rows.length).map(({ uid }) => uid));
    }
  }
});

const prose = Object.values(texts).join('\n');
const html = `<div>${`<p>${texts.English}</p><p>${texts.German} 🏔️</p>`.repeat(60)}</div>`;
const rich = {
  type: 'doc',
  uid: 'd',
  attrs: {},
  children: Array.from({ length: 120 }, (_, index) => ({
    type: 'p',
    uid: `p${index}`,
    attrs: {},
    children: [{ text: `${index} ${texts.French}` }, { text: 'bold', bold: true }],
  })),
};

it('cuts a huge text with its length, and its parts make the original', () => {
  for (const body of [html, prose.repeat(8)]) {
    const object = { uid: 'blt1', title: 'T', body, short: 'kept' };
    const read = (fields: string[]) => show('get_entry', { entry: object }, 2000, { fields }).value;
    const first = show('get_entry', { entry: object }, 2000).value;
    expect(body.length).toBeGreaterThan(28_000);
    expect(first.entry).toMatchObject({ title: 'T', short: 'kept' });
    const start = (first.entry as { body: string }).body;
    expect(first.cut).toEqual({ body: `${start.length} of ${body.length} characters` });
    expect(first.rest).toEqual({ fields: [`body@${start.length}`] });
    const parts = gather(read, first, 'entry').get('body') ?? [];
    expect([start, ...parts.map(([, part]) => part)].join('')).toBe(body);
  }
});

it('cuts a huge document at whole paragraphs, and its parts make the original', () => {
  const object = { uid: 'blt1', title: 'T', body: rich };
  expect(JSON.stringify(rich).length).toBeGreaterThan(30_000);
  const read = (fields: string[]) => show('get_entry', { entry: object }, 2000, { fields }).value;
  const first = show('get_entry', { entry: object }, 2000).value;
  const start = (first.entry as { body: typeof rich }).body.children;
  expect(first.cut).toEqual({ 'body.children': `${start.length} of 120 items` });
  const parts = gather(read, first, 'entry').get('body.children') ?? [];
  expect([...start, ...parts.flatMap(([, part]) => part as unknown[])]).toEqual(rich.children);
});

it('gives each of many entries once to who follows it, whatever the budget', async () => {
  await using opened = await open({ seed: generateSeed(700), settings: { MAX_RESULT_TOKENS: '3000' } });
  const seen: unknown[] = [];
  let next: Json | undefined = { skip: 0, limit: 1000 };
  while (next) {
    const answer: Json = await opened.call('list_entries', {
      content_type_uid: 'article',
      asc: 'rank',
      fields: ['body'],
      ...next,
    });
    expect(count(JSON.stringify(answer))).toBeLessThanOrEqual(3450);
    seen.push(...toItems(answer).map(({ uid }) => uid));
    expect(Number(answer.left ?? 0)).toBe(700 - seen.length);
    next = answer.next as Json | undefined;
  }
  expect(new Set(seen).size).toBe(700);
  expect(seen).toHaveLength(700);
});

it('goes on also where the API knows no skip', async () => {
  await using opened = await open({ settings: { MAX_RESULT_TOKENS: '300' } });
  const seen: unknown[] = [];
  let next: Json | undefined = {};
  while (next) {
    const answer: Json = await opened.call('list_assets_by_type', { asset_type: 'images', ...next });
    seen.push(...toItems(answer).map(({ uid }) => uid));
    next = answer.next as Json | undefined;
  }
  expect(new Set(seen).size).toBe(11);
  expect(seen).toHaveLength(11);
});

it('takes no path that is too long: it would come back as the name of a column', async () => {
  await using opened = await open({ settings: { MAX_RESULT_TOKENS: '2000' } });
  const call = (length: number) => opened.call('list_roles', { fields: ['x'.repeat(length)] });
  await expect(call(10_000)).rejects.toThrow('fields: has a path that is too long');
  expect(await call(1_000)).toMatchObject({ notes: [expect.stringMatching(/^nothing at "x{120}…" here/)] });
});

it('cuts a long row in its cell, and its parts make the original', async () => {
  const items = [
    { uid: 'a', title: 'A', body: 'short' },
    { uid: 'b', title: 'B', body: html },
    { uid: 'c', title: 'C', body: 'short' },
  ];
  const list = (given: Json) => {
    const skip = Number(given.skip ?? 0);
    const page = items.slice(skip, skip + Number(given.limit ?? 100));
    return show('list_entries', { entries: page, count: 3 }, 1500, given).value;
  };
  const first = list({ fields: ['body'] });
  expect(first).not.toHaveProperty('next');
  expect(toItems(first)).toMatchObject([items[0], { uid: 'b', title: 'B' }, items[2]] as Json[]);
  let [body, rest] = [String(toItems(first)[1]?.body), first.rest as Json | undefined];
  expect(first.cut).toEqual({ 'b body': `${body.length} of ${html.length} characters` });
  expect(rest).toEqual({ skip: 1, limit: 1, fields: [`body@${body.length}`] });
  while (rest) {
    const field = String((rest.fields as string[])[0]);
    const answer: Json = list(rest);
    body += toItems(answer)[0]?.[field];
    rest = answer.rest as Json | undefined;
  }
  expect(body).toBe(html);
});

it('cuts a text of any characters to any budget: a start of it, which has something and ends between two characters', () => {
  const any = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
    fc.constantFrom('a😀bcd', 'abcdefgh😀ij'),
  );
  fc.assert(
    fc.property(any, fc.integer({ min: -5, max: 60 }), (whole, budget) => {
      const { value: part, cuts } = shrink(whole, budget);
      const start = String(part);
      expect(whole.startsWith(start) && start !== '').toBe(true);
      expect(cuts.map(({ shown }) => shown)).toEqual(start === whole && cuts.length === 0 ? [] : [start.length]);
      expect(fits(start, budget) || start.length <= 2).toBe(true);
      expect(/\p{Cs}/u.test(start) && !/\p{Cs}/u.test(whole)).toBe(false);
    }),
    { numRuns: toRuns(600, 5_000) },
  );
});
