// The task audit_content on 10,000 entries in three languages: in at most three calls, and right against what the sandbox holds.
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { generateSeed } from '../../../src/sandbox/index.ts';
import { type Json, type Opened, open } from '../../harness.ts';
import { isProof } from '../../long.ts';
import { readRows } from './stack.ts';

/** As many as are promised in `npm run prove`, some in `npm test`. */
const articles = isProof ? 10_000 : 600;
const budget = 10_000;
const locales = ['en-us', 'fr-fr', 'de-de'];
let opened: Opened;

beforeAll(async () => {
  opened = await open({
    seed: () => generateSeed(articles),
    settings: { TIMEOUT_MS: '300000', MAX_RESULT_TOKENS: String(budget) },
  });
  // Authors and pictures that articles refer to.
  const { entries, assets } = main();
  for (const uid of Object.keys(entries.author ?? {}).slice(0, 1)) {
    const record = entries.author?.[uid];
    if (record) record.deleted_at = '2026-11-01T00:00:00.000Z';
  }
  delete assets[Object.keys(assets)[0] ?? ''];
});
afterAll(() => opened.close());

const main = () => {
  const { main: branch } = opened.sandbox.state.branches;
  if (!branch) throw new Error('there is no main branch');
  return branch;
};

/** Follows `next` and then `next_rows` of each part to the end. */
async function follow(given: Json): Promise<{ rows: Json[]; parts: number; says: string[] }> {
  const out = { rows: [] as Json[], parts: 0, says: [] as string[] };
  for (let next: Json | undefined = {}; next; ) {
    out.parts += 1;
    const answer: Json = await opened.call('audit_content', { ...given, ...next });
    // As for every other answer: the estimate is within 15 %.
    expect(encode(JSON.stringify(answer)).length).toBeLessThanOrEqual(budget * 1.15);
    out.says.push(String(answer.says));
    out.rows.push(...readRows(answer));
    out.rows.push(...Array.from({ length: Number(answer.rows_left ?? 0) }, () => ({ isLeft: true })));
    next = answer.next as Json | undefined;
  }
  return out;
}

/** What the table showed, in a form that both sides have. */
const toKey = ({ content_type, uid, locale }: Json): string => `${content_type} ${uid} ${locale}`;

it('finds every entry without a translation', async () => {
  const expected = new Set<string>();
  for (const [type, records] of Object.entries(main().entries)) {
    for (const { uid, locales: own, deleted_at } of Object.values(records)) {
      if (deleted_at !== undefined) continue;
      for (const locale of locales) if (!own[locale]) expected.add(`${type} ${uid} ${locale}`);
    }
  }
  const { rows, parts, says } = await follow({ checks: ['untranslated'] });
  expect(parts).toBeLessThanOrEqual(3);
  expect(rows.length).toBe(expected.size);
  expect(rows.filter(({ isLeft }) => !isLeft).every(row => expected.has(toKey(row)))).toBe(true);
  const counts = says.map(each => Number(/^(\d+)/.exec(each)?.[1]));
  expect(counts.reduce((total, count) => total + count, 0)).toBe(expected.size);
  // Parts of the whole are not told as the whole.
  if (parts > 1) expect(says.every((each, index) => each.includes(index === 0 ? 'so far' : 'in this part'))).toBe(true);
});

it('finds every reference to what is gone', async () => {
  const { entries, assets } = main();
  const expected: string[] = [];
  for (const [type, records] of Object.entries(entries)) {
    for (const { uid, locales: own, deleted_at } of Object.values(records)) {
      if (deleted_at !== undefined) continue;
      for (const [locale, versions] of Object.entries(own)) {
        for (const target of listTargets(versions.at(-1)?.fields, locale === 'en-us')) {
          const [kind = '', name = ''] = target.split(' ');
          const held = kind === 'asset' ? assets[name] : entries[kind]?.[name];
          if (!held || ('deleted_at' in held && held.deleted_at !== undefined))
            expected.push(`${type} ${uid} ${locale}`);
        }
      }
    }
  }
  opened.sandbox.requests.splice(0);
  const { rows, parts, says } = await follow({ checks: ['broken_references'] });
  const lists = Object.values(entries).flatMap(records =>
    locales.map(locale => {
      const own = Object.values(records).filter(record => record.locales[locale] && record.deleted_at === undefined);
      return Math.max(1, Math.ceil(own.length / 100));
    }),
  );
  const pages = lists.reduce((total, count) => total + count, 0);
  // Besides, in each part: the types, a page of targets of each type and of files, and what is missing in two languages more.
  const most = parts * (1 + 3 * (Object.keys(entries).length + 1));
  expect(opened.sandbox.requests.length).toBeGreaterThanOrEqual(pages);
  expect(opened.sandbox.requests.length).toBeLessThanOrEqual(pages + most);
  expect(expected.length).toBeGreaterThan(articles / 10);
  expect(parts).toBeLessThanOrEqual(3);
  expect(rows.length).toBe(expected.length);
  const wanted = new Set(expected);
  expect(rows.filter(({ isLeft }) => !isLeft).every(row => wanted.has(toKey(row)))).toBe(true);
  const told = says.map(each => Number(/^(\d+)/.exec(each)?.[1]));
  expect(told.reduce((total, count) => total + count, 0)).toBe(expected.length);
});

/** Of any value that is stored: pointers are objects, files are uids under the keys that the types of this stack have. */
function listTargets(value: unknown, isMaster: boolean, key = ''): string[] {
  if (Array.isArray(value)) return value.flatMap(item => listTargets(item, isMaster, key));
  const isShared = ['cover', 'photo', 'gallery', 'logo'].includes(key);
  if (typeof value === 'string') {
    const isFile = ['hero_image', 'image', 'logo', 'share_image', 'cover', 'photo', 'gallery'].includes(key);
    return isFile && value.startsWith('blt') && (isMaster || !isShared) ? [`asset ${value}`] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  const held = value as Json;
  if (typeof held._content_type_uid === 'string' && typeof held.uid === 'string')
    return [`${held._content_type_uid} ${held.uid}`];
  if (typeof held['asset-uid'] === 'string') return [`asset ${held['asset-uid']}`];
  if (typeof held['entry-uid'] === 'string') return [`${held['content-type-uid']} ${held['entry-uid']}`];
  return Object.entries(held).flatMap(([name, inner]) => listTargets(inner, isMaster, name));
}
