// Chaos for tasks: whatever happens to the first of their requests, to one in the middle or to the last, no answer says less than it knows.
import { afterAll, expect, it } from 'vitest';
import type { FaultSpec } from '../../src/sandbox/http/faults.ts';
import { tasks } from '../../tools/index.ts';
import { type Json, type Opened, open } from '../harness.ts';
import { times } from '../long.ts';
import { ofTasks, seed } from './arguments.ts';
import { faults, slow } from './faults.ts';

interface Told {
  isError: boolean;
  text: string;
  answer: Json;
}

async function call({ client }: Opened, name: string): Promise<Told> {
  const { content, isError } = await client.callTool({ name, arguments: ofTasks[name] as Json });
  const text = content.map(part => (part.type === 'text' ? part.text : '')).join('\n');
  return { isError: isError === true, text, answer: isError ? {} : toSteady(JSON.parse(text) as Json) };
}

/** What a row is about: names and notes beside it may be lacking, but no row may be made up. */
const toKeys = ({ all = {}, columns = [], rows = [] }: Json): string[] =>
  (rows as unknown[][]).map(row => {
    // What is the same in all rows stands beside them.
    const cells: Json = {
      ...(all as Json),
      ...Object.fromEntries((columns as string[]).map((column, index) => [column, row[index]])),
    };
    return JSON.stringify(['content_type', 'uid', 'locale', 'check'].map(name => cells[name]));
  });

/** What of a stack that is planted anew is another: times of today, and uids of jobs. */
const toSteady = (answer: Json): Json => {
  const today = new Date().toISOString().slice(0, 10);
  const text = JSON.stringify(answer)
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<job>')
    .replaceAll(new RegExp(`${today}T[\\d:.]+Z?`, 'g'), '<now>');
  return JSON.parse(text) as Json;
};

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
  if (JSON.stringify(answer) === JSON.stringify(clean.answer)) {
    counts.whole += 1;
    return;
  }
  counts.partial += 1;
  const { notes = [], left } = answer;
  const isTold = (notes as string[]).length > ((clean.answer.notes as string[] | undefined) ?? []).length;
  expect(isTold || left !== undefined, `${what}: ${text.slice(0, 300)} beside ${clean.text.slice(0, 300)}`).toBe(true);
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

async function meet(opened: Opened, name: string, kinds: Record<string, FaultSpec>): Promise<void> {
  const { sandbox } = opened;
  await call(opened, name);
  sandbox.requests.splice(0);
  const clean = await call(opened, name);
  expect(clean.isError, `${name}: ${clean.text}`).toBe(false);
  const { length } = sandbox.requests;
  expect(length, name).toBeGreaterThan(0);
  for (const [kind, fault] of Object.entries(kinds)) {
    for (const nth of toPlaces(length)) {
      for (const times of lasting) {
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
const chosen = times > 1 ? faults : Object.fromEntries(few.map(kind => [kind, faults[kind] as FaultSpec]));

it.concurrent.each(tasks.map(({ name }) => name))('%s tells the truth', { timeout: 240_000 }, async name => {
  // A short patience, as what fails for good would be repeated as long as there is time.
  await using patient = await open({ seed, settings: { TIMEOUT_MS: '2500' } });
  await meet(patient, name, chosen);
  await using hasty = await open({ seed, settings: { TIMEOUT_MS: '400' } });
  await meet(hasty, name, slow);
});

afterAll(() => {
  process.stdout.write(`chaos: tasks: ${JSON.stringify(counts)}\n`);
  expect(Math.min(...Object.values(counts).slice(1))).toBeGreaterThan(0);
});
