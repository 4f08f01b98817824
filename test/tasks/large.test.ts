// The questions of a content team on a large stack: each followed to its end in at most three calls, and held against the state.
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { generateSeed } from '../../src/sandbox/index.ts';
import type { Branch } from '../../src/sandbox/state/state.ts';
import { type Json, type Opened, open } from '../harness.ts';
import { isProof } from '../long.ts';
import {
  listDescriptions,
  listOutdated,
  listPointers,
  listRows,
  listStale,
  listUntranslated,
  listUnused,
  type Row,
} from '../sandbox/seed/findings.ts';

/** `npm run prove` takes as many as are promised, `npm test` some. */
const articles = isProof ? 10_000 : 300;

/** Patience of client and server: how long it takes is nothing that is tested. */
const patient = 300_000;
const budget = 10_000;

let opened: Opened;
beforeAll(async () => {
  opened = await open({ seed: () => generateSeed(articles), settings: { TIMEOUT_MS: String(patient) } });
}, patient);
afterAll(() => opened.close());

const main = (): Branch => opened.sandbox.state.branches.main as Branch;
const toKey = ({ type, uid, locale }: Row): string => `${type} ${uid} ${locale}`;

interface Question {
  tool: string;
  given: Json;
  /** What there is, a name for each thing that is found. */
  truth: () => string[];
  /** The name of what a row is about. */
  toName?: (cells: Json) => string;
  /** How many lists of a hundred it may ask for, beside the types. */
  most?: () => number;
}

const byPlace = ({ content_type, uid, locale }: Json): string => `${content_type} ${uid} ${locale}`;

/** As many lists as hold all entries once in each language, and the assets. */
const whole = (languages = 3) => {
  const counts = Object.keys(main().content_types).map(
    type => Object.values(main().entries[type] ?? {}).filter(({ deleted_at }) => deleted_at === undefined).length,
  );
  const pages = counts.reduce((sum, count) => sum + languages * Math.max(1, Math.ceil(count / 100)), 0);
  return pages + Math.max(1, Math.ceil(Object.keys(main().assets).length / 100));
};

const author = (): string => Object.keys(main().entries.author ?? {})[0] as string;

const questions: Record<string, Question> = {
  'who uses this author': {
    tool: 'find_in_content',
    given: {},
    truth: () =>
      listRows(main())
        .filter(row => listPointers(main(), row).some(({ kind, uid }) => kind === 'entry' && uid === author()))
        .map(toKey),
    most: whole,
  },
  'descriptions that are empty or longer than 65': {
    tool: 'find_in_content',
    given: {
      where: [
        { field: 'summary', is: 'empty' },
        { field: 'summary', is: 'longer', value: 65 },
      ],
    },
    truth: () =>
      listDescriptions(main())
        .filter(({ path, text }) => path === 'summary' && (text.trim() === '' || [...text].length > 65))
        .map(toKey),
    most: whole,
  },
  'live in production at an older version': {
    tool: 'compare_environments',
    given: { from: 'production', to: 'saved' },
    truth: () => listStale(opened.sandbox.state, main(), 'production').map(toKey),
    most: whole,
  },
  'German that is behind': {
    tool: 'audit_content',
    given: { checks: ['outdated_translation'], locales: ['de-de'] },
    truth: () => listOutdated(opened.sandbox.state, main(), 'de-de').map(toKey),
    most: whole,
  },
  'German that is missing': {
    tool: 'audit_content',
    given: { checks: ['untranslated'], locales: ['de-de'], content_types: ['article'] },
    truth: () =>
      listUntranslated(opened.sandbox.state, main(), 'de-de')
        .filter(({ type }) => type === 'article')
        .map(({ type, uid }) => `${type} ${uid} de-de`),
    most: whole,
  },
  'assets that nobody uses, and images without description': {
    tool: 'audit_content',
    given: { checks: ['unused_assets', 'undescribed_images'] },
    truth: () => [
      ...listUnused(main()).map(uid => `unused_assets ${uid}`),
      ...Object.values(main().assets)
        .filter(({ content_type, description }) => content_type.startsWith('image/') && !description?.trim())
        .map(({ uid }) => `undescribed_images ${uid}`),
    ],
    toName: ({ check, uid }) => `${check} ${uid}`,
  },
};

it.each(Object.entries(questions))(
  '%s',
  { timeout: patient },
  async (name, { tool, given, truth, toName = byPlace, most }) => {
    const expected = new Set(truth());
    const asked = name === 'who uses this author' ? { where: [{ is: 'refers_to', value: author() }] } : given;
    opened.sandbox.requests.splice(0);
    const shown = new Set<string>();
    let [calls, sum, rest] = [0, 0, 0];
    for (let next: Json | undefined = {}; next; ) {
      calls += 1;
      const answer: Json = await opened.call(tool, { ...asked, ...next });
      expect(encode(JSON.stringify(answer)).length).toBeLessThanOrEqual(budget * 1.15);
      const { all = {}, columns = [], rows = [], says, left, rows_left = 0 } = answer;
      for (const row of rows as unknown[][]) {
        const cells = Object.fromEntries((columns as string[]).map((column, index) => [column, row[index]]));
        shown.add(toName({ ...(all as Json), ...cells }));
      }
      sum += Number(/^\d+/.exec(String(says))?.[0]);
      rest += Number(rows_left);
      next = answer.next as Json | undefined;
      expect(left === undefined).toBe(next === undefined);
    }
    expect(calls).toBeLessThanOrEqual(3);
    expect([...shown].filter(each => !expected.has(each))).toEqual([]);
    expect(shown.size + rest).toBeGreaterThanOrEqual(expected.size);
    if (rest === 0) expect([...shown].sort()).toEqual([...expected].sort());
    expect(expected.size).toBeGreaterThan(0);
    // Of several checks each has a number of its own.
    if (toName === byPlace) expect(sum).toBeGreaterThan(0);
    const { length } = opened.sandbox.requests;
    if (most) expect(length).toBeLessThanOrEqual(most() + 3);
  },
);
