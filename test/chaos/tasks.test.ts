// Chaos for tasks: whatever happens to the first of their requests, to one in the middle or to the last, no answer says less than it knows.
import { afterAll, expect, it } from 'vitest';
import type { FaultSpec } from '../../src/sandbox/http/faults.ts';
import { tasks } from '../../tools/index.ts';
import { type Json, type Opened, open } from '../harness.ts';
import { hasTurn, isProof } from '../long.ts';
import { ofTasks, seed } from './arguments.ts';
import { faults, slow } from './faults.ts';

/** Long answers, or other rows would stand in the place of those that are lacking. */
const settings = { MAX_RESULT_TOKENS: '100000' };

interface Told {
  isError: boolean;
  text: string;
  answer: Json;
}

async function call({ client }: Opened, name: string): Promise<Told> {
  const { content, isError } = await client.callTool({ name, arguments: ofTasks[name] as Json });
  const text = content.map(part => (part.type === 'text' ? part.text : '')).join('\n');
  return { isError: isError === true, text, answer: isError ? {} : (JSON.parse(text) as Json) };
}

/** What a row is about: names and notes beside it may be lacking, but no row may be made up. */
const toKeys = ({ columns = [], rows = [], all = {} }: Json): string[] =>
  (rows as unknown[][]).map(row => {
    // What all rows have alike stands before them.
    const named: Json = { ...(all as Json) };
    for (const [index, name] of (columns as string[]).entries()) named[name] = row[index];
    return JSON.stringify(['content_type', 'uid', 'entry', 'locale', 'check'].map(name => named[name] ?? null));
  });

/** Some of what the stack did begins when it does: moments differ from one stack to the next, and codes with them. */
const toLasting = (text: string): string =>
  text
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<job>')
    .replace(/"code":"[\w-]+"/, '"code":"<code>"');

/** Where it goes on, as it is not at its end: a code is for another tool, and given for what is whole. */
const leftOf = ({ left, next }: Json): unknown => ((next as Json | undefined)?.code === undefined ? left : undefined);

const counts = { whole: 0, partial: 0, refused: 0 };

function expectTruth(clean: Told, told: Told, what: string): void {
  const { isError, text, answer } = told;
  expect(text.trim(), what).not.toBe('');
  expect(text, what).not.toMatch(/failed inside this server|\n\s+at .+:\d+/);
  if (isError) {
    counts.refused += 1;
    // Which of all that can go wrong it was.
    expect(text, what).toMatch(/status \d{3}|\b(429|50\d)\b|connection|JSON|HTML|time|body|answer/i);
    return;
  }
  if (toLasting(text) === toLasting(clean.text)) {
    counts.whole += 1;
    return;
  }
  counts.partial += 1;
  const { notes = [] } = answer;
  const left = leftOf(answer);
  const usual = new Set((clean.answer.notes as string[] | undefined) ?? []);
  const isTold = (notes as string[]).some(note => !usual.has(note));
  expect(isTold || left !== undefined, `${what}: ${text.slice(0, 300)} beside ${clean.text.slice(0, 300)}`).toBe(true);
  // What was not seen as a whole is not to be carried out.
  expect(answer.next ?? {}, what).not.toHaveProperty('code');
  const known = new Set(toKeys(clean.answer));
  expect(
    toKeys(answer).filter(key => !known.has(key)),
    what,
  ).toEqual([]);
}

/** Of so many requests: the first, one in the middle, the last. */
const toPlaces = (count: number): number[] => [...new Set([1, Math.ceil(count / 2), count])];

/** Once, and from there on: what comes again is repeated by the door, and what does not come back is told. */
const lasting = [1, 1_000];

interface Clean extends Told {
  /** How many requests it takes. */
  length: number;
}

/** With all the time that it wants, as a slow machine would else be told to go on. */
async function callUnharmed(name: string): Promise<Clean> {
  await using opened = await open({ seed, settings });
  await call(opened, name);
  opened.sandbox.requests.splice(0);
  const clean = await call(opened, name);
  expect(clean.isError, `${name}: ${clean.text}`).toBe(false);
  expect(leftOf(clean.answer), name).toBeUndefined();
  const { length } = opened.sandbox.requests;
  expect(length, name).toBeGreaterThan(0);
  return { ...clean, length };
}

async function meet(opened: Opened, name: string, clean: Clean, kinds: Record<string, FaultSpec>): Promise<void> {
  const { sandbox } = opened;
  const { length } = clean;
  for (const [turn, [kind, fault]] of Object.entries(kinds).entries()) {
    for (const [place, nth] of toPlaces(length).entries()) {
      // By turns in `npm test`: one of the places once, another from there on.
      for (const times of lasting.filter((_, which) => hasTurn(turn + place, which, 4))) {
        await sandbox.reset();
        sandbox.fault({ ...fault, nth, times });
        const told = await call(opened, name);
        expectTruth(clean, told, `${name}, ${kind} at ${nth} of ${length}, ${times === 1 ? 'once' : 'from there on'}`);
      }
    }
  }
}

/** `npm run prove` takes all of them; of those that are left out here each has a fellow that is not. */
const few = ['status 429', 'status 503', 'connection lost in the answer', 'HTML body', 'wrong content type'];
const chosen = isProof ? faults : Object.fromEntries(few.map(kind => [kind, faults[kind] as FaultSpec]));

const reading = tasks.filter(({ effect }) => effect === 'read').map(({ name }) => name);

it.concurrent.each(reading)('%s tells the truth', async name => {
  const clean = await callUnharmed(name);
  await using patient = await open({ seed, settings: { ...settings, TIMEOUT_MS: '60000' } });
  await meet(patient, name, clean, chosen);
  await using hasty = await open({ seed, settings: { ...settings, TIMEOUT_MS: '400' } });
  await meet(hasty, name, clean, slow);
});

afterAll(() => {
  process.stdout.write(`chaos: tasks: ${JSON.stringify(counts)}\n`);
  expect(Math.min(...Object.values(counts).slice(1))).toBeGreaterThan(0);
});
