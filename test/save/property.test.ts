// Whatever edits are tried, valid or not, the receipt says what became of the sandbox's own state, and nothing unnamed is lost.
// The test compares the stored fields by itself, without the product's own comparison.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntryRecord } from '../../src/sandbox/state/content.ts';
import { type Json, type Opened, open } from '../harness.ts';

const runs = Number(process.env.SAVE_RUNS ?? 100);

const types = ['page', 'blog_post', 'product', 'author'] as const;
const languages = ['en-us', 'fr-fr', 'de-de'] as const;

/** One edit of a field, by what it is made of. */
const edit = fc.record({
  pick: fc.nat(30),
  how: fc.constantFrom(
    'text',
    'number',
    'same',
    'empty',
    'part',
    'fewer',
    'moved',
    'unknown',
    'dotted',
    'wrapper',
    'wrong',
  ),
  word: fc.string({ minLength: 1, maxLength: 12 }),
});

const attempt = fc.record({
  type: fc.constantFrom(...types),
  entry: fc.nat(30),
  locale: fc.constantFrom(...languages),
  edits: fc.array(edit, { minLength: 1, maxLength: 3 }),
  /** Sends again what the refusal says to send. */
  obeys: fc.boolean(),
});

type Attempt = typeof attempt extends fc.Arbitrary<infer T> ? T : never;

const copy = <T>(value: T): T => (value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T));

function toSent(stored: Json, edits: Attempt['edits']): Json {
  const names = Object.keys(stored);
  const sent: Json = {};
  for (const { pick, how, word } of edits) {
    const name = names[pick % names.length] ?? 'title';
    const value = copy(stored[name]);
    if (how === 'unknown') sent[`${name}_`] = word;
    else if (how === 'dotted') sent[`${name}.${word.trim() || 'x'}`] = word;
    else if (how === 'wrapper') sent.entry = { [name]: value };
    else sent[name] = change(value, how, word);
  }
  return sent;
}

function change(value: unknown, how: string, word: string): unknown {
  if (how === 'same') return value;
  if (how === 'wrong') return { wrong: word };
  if (how === 'empty') return Array.isArray(value) ? [] : typeof value === 'string' ? '' : null;
  if (Array.isArray(value)) {
    if (how === 'fewer') return value.slice(1);
    if (how === 'moved') return [...value].reverse();
    return value;
  }
  if (typeof value === 'object' && value !== null) {
    return how === 'part' ? Object.fromEntries(Object.entries(value).slice(0, 1)) : value;
  }
  if (typeof value === 'number') return how === 'number' ? value + 1 : value;
  return typeof value === 'string' ? `${value}${word}` : value;
}

const saysNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

const same = (one: unknown, other: unknown): boolean =>
  (saysNothing(one) && saysNothing(other)) || JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));

/** Without what says nothing: null, and the order of keys. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, inner]) => inner !== null && inner !== undefined);
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}

const topOf = (line: string): string => /^"?([^.[:"]+)/.exec(line)?.[1] ?? line;

describe.each([
  { missingFields: 'keep', unknownFields: 'ignore', permissionCheck: 'before lookup' },
  { missingFields: 'clear', unknownFields: 'refuse', permissionCheck: 'after lookup' },
] as const)('where the API would $missingFields what is left out and $unknownFields what it does not know', choices => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await open({ choices });
  });
  afterAll(() => opened.close());

  const find = (type: string, place: number): EntryRecord => {
    const all = Object.values(opened.sandbox.state.branches.main?.entries[type] ?? {}).filter(each => !each.deleted_at);
    return all[place % all.length] as EntryRecord;
  };
  const isShared = (type: string, uid: string): boolean =>
    opened.sandbox.state.branches.main?.content_types[type]?.current.schema.find(field => field.uid === uid)
      ?.non_localizable === true;
  const latest = (record: EntryRecord, locale: string): Json => copy(record.locales[locale]?.at(-1)?.fields ?? {});

  it(
    'tells what the state shows',
    async () => {
      const seen = { saved: 0, refused: 0, nothing: 0, first: 0 };
      await fc.assert(
        fc.asyncProperty(attempt, async ({ type, entry, locale, edits, obeys }) => {
          const record = find(type, entry);
          const isFirst = record.locales[locale] === undefined;
          const base = isFirst ? latest(record, 'en-us') : latest(record, locale);
          const sent = toSent(base, edits);
          const everything = copy(record);
          const args = { content_type_uid: type, entry_uid: record.uid, locale, entry: sent };
          let answer = await ask(args);
          const again = /send the same call with (\{?.*?)\.(?: To keep|$)/s.exec(answer.text)?.[1];
          if (answer.isError && obeys && again) answer = await ask({ ...args, ...JSON.parse(`{${again}}`) });
          const after = find(type, entry);
          if (answer.isError) {
            seen.refused += 1;
            expect(after, answer.text).toEqual(everything);
            return;
          }
          const receipt = JSON.parse(answer.text) as Json &
            Record<'changed' | 'removed' | 'lost' | 'not_saved', string[]>;
          if (receipt.did === undefined) {
            seen.nothing += 1;
            expect(after, answer.text).toEqual(everything);
            return;
          }
          const [old, now] = [base, latest(after, locale)];
          // Nothing that was not named is lost.
          // What all languages share is kept with the master, and changed there.
          const own = Object.keys({ ...old, ...now }).filter(key => locale === 'en-us' || !isShared(type, key));
          const lost = own.filter(key => !(key in sent) && !same(old[key], now[key]));
          if (!isFirst) expect(lost, answer.text).toEqual([]);
          const differs = own.filter(key => !same(old[key], now[key])).sort();
          const told = [
            ...new Set([...(receipt.changed ?? []), ...(receipt.removed ?? []), ...(receipt.lost ?? [])].map(topOf)),
          ];
          if (isFirst) {
            seen.first += 1;
            expect(receipt.first, answer.text).toContain(locale);
          } else {
            seen.saved += 1;
            expect(told.sort(), answer.text).toEqual(differs);
          }
          // Whatever was sent and is not stored is named.
          const unsaved = new Set((receipt.not_saved ?? []).map(topOf));
          const missing = Object.keys(sent).filter(key => !(key in now) && sent[key] !== null && sent[key] !== '');
          expect(
            missing.filter(key => !unsaved.has(topOf(key)) && !isEmpty(sent[key])),
            answer.text,
          ).toEqual([]);
        }),
        { numRuns: runs },
      );
      // Each kind of ending was met, or the property would say little.
      expect(Object.entries(seen).filter(([, count]) => count === 0)).toEqual([]);
    },
    Math.max(60_000, runs * 60),
  );

  async function ask(args: Json): Promise<{ isError: boolean; text: string }> {
    const result = await opened.client.callTool({ name: 'update_entry', arguments: args });
    const [content] = result.content;
    return { isError: result.isError === true, text: content?.type === 'text' ? content.text : '' };
  }
});

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;
