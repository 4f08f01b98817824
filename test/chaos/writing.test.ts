// Chaos for tasks that write: whatever happens to each of their requests, nothing is written twice, and what is told is what is stored.
import { afterAll, expect, it } from 'vitest';
import { isObject } from '../../src/operations/is-object.ts';
import type { FaultSpec } from '../../src/sandbox/http/faults.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { tasks } from '../../tools/index.ts';
import { type Json, type Opened, open, toCode } from '../harness.ts';
import { hasTurn, isProof } from '../long.ts';
import { ofTasks, seed } from './arguments.ts';
import { faults, slow } from './faults.ts';
import { plays } from './writing.ts';

/** Long answers, or other rows would stand in the place of those that are lacking. */
const settings = { MAX_RESULT_TOKENS: '100000' };

interface Told {
  isError: boolean;
  text: string;
  answer: Json;
}

async function call({ client }: Opened, name: string, args: Json): Promise<Told> {
  const { content, isError } = await client.callTool({ name, arguments: args });
  const text = content.map(part => (part.type === 'text' ? part.text : '')).join('\n');
  // A question is neither: nothing was done yet, and it gives the code of the second step.
  const isQuestion = text.startsWith('Nothing was done yet');
  const answer = isQuestion ? { confirm: toCode(text) } : isError ? {} : (JSON.parse(text) as Json);
  return { isError: isError === true || isQuestion, text, answer };
}

interface Mark {
  versions: number;
  says: string;
}

/** What is made has another uid and another time on each stack. */
const toLasting = (value: unknown): string =>
  JSON.stringify(value, (key, inner) => (/^(uid|(created|updated)_(at|by))$/.test(key) ? '' : inner)).replace(
    /\b(cs[0-9a-f]{16}|[0-9a-f]{32})\b/g,
    '<uid>',
  );

/** What is ordered into one place; how often it was is its number of versions. */
const toOrder = (uid: unknown, locale: unknown, environment: unknown): string =>
  `order ${uid} ${locale} ${environment}`;

/** Each thing that a task may write, as it is: how many versions it has, and what the latest says. */
function listMarks({ state }: Sandbox, known?: ReadonlySet<string>): Map<string, Mark> {
  const marks = new Map<string, Mark>();
  const { content_types = {}, global_fields = {}, entries = {}, publish_queue = [] } = state.branches.main ?? {};
  for (const [uid, { current }] of [...Object.entries(content_types), ...Object.entries(global_fields)]) {
    marks.set(`type ${uid}`, { versions: current._version, says: toLasting(current.schema) });
  }
  for (const [type, records] of Object.entries(entries)) {
    for (const record of Object.values(records)) {
      for (const [locale, versions] of Object.entries(record.locales)) {
        const latest = versions.at(-1);
        const fields = (latest as unknown as Json | undefined)?.fields as Json | undefined;
        const key = `${type} ${record.uid} ${locale}`;
        const name = known && !known.has(key) ? `${type} new ${String(fields?.title)} ${locale}` : key;
        marks.set(name, { versions: versions.length + (marks.get(name)?.versions ?? 0), says: toLasting(fields) });
      }
    }
  }
  for (const item of publish_queue) {
    const { uid } = [item[item.type], item.entry, item.asset].find(isObject) ?? {};
    for (const environment of [item.environment].flat().map(String)) {
      const key = toOrder(uid, [item.locale].flat()[0], state.environments[environment]?.name);
      marks.set(key, { versions: 1 + (marks.get(key)?.versions ?? 0), says: '' });
    }
  }
  return marks;
}

const listChanged = (before: Map<string, Mark>, after: Map<string, Mark>): string[] =>
  [...after].filter(([key, { versions }]) => versions !== before.get(key)?.versions).map(([key]) => key);

const counts = { done: 0, partly: 0, 'not done': 0, 'not known': 0 };

/** What rows of an answer say became of each entry; undefined where it has none. */
function readOutcomes({ columns = [], rows = [], all = {} }: Json): Map<string, string> | undefined {
  const names = columns as string[];
  const has = (name: string): boolean => names.includes(name) || name in (all as Json);
  if (!has('outcome') && !(has('state') && has('environment'))) return undefined;
  const outcomes = new Map<string, string>();
  for (const row of rows as unknown[][]) {
    const named: Json = { ...(all as Json) };
    for (const [index, name] of names.entries()) named[name] = row[index];
    const { content_type, uid, locale, environment, outcome, state } = named;
    if (state === undefined) outcomes.set(`${content_type} ${uid} ${locale}`, String(outcome));
    else
      outcomes.set(toOrder(uid, locale, environment), /^(live|queued)\b/.test(String(state)) ? 'saved' : String(state));
  }
  return outcomes;
}

interface Run {
  before: Map<string, Mark>;
  after: Map<string, Mark>;
  told: Told;
}

function expectTruth(clean: Run, { before, after, told }: Run, what: string): void {
  const { isError, text, answer } = told;
  expect(text, what).not.toMatch(/failed inside this server|\n\s+at .+:\d+/);
  const wanted = new Set(listChanged(clean.before, clean.after));
  const changed = listChanged(before, after);
  // Nothing else is touched, nothing is written twice, and nothing is half as it should be.
  expect(
    changed.filter(key => !wanted.has(key)),
    `${what}: ${text}`,
  ).toEqual([]);
  for (const key of changed) expect(after.get(key), `${what}: ${key}`).toEqual(clean.after.get(key));
  const isUnknown = /not known|may have been (written|applied)|may be/.test(text);
  // What says that all is left to do says of nothing that it is done.
  const none = answer.left === undefined ? undefined : new Map<string, string>();
  const outcomes = isError ? undefined : (readOutcomes(answer) ?? none);
  if (outcomes) {
    for (const [key, outcome] of outcomes) {
      if (outcome.startsWith('not known')) continue;
      expect(changed.includes(key), `${what}: ${key} is said to be "${outcome}": ${text}`).toBe(
        outcome.startsWith('saved'),
      );
    }
    const lost = changed.filter(key => !outcomes.has(key) && !key.startsWith('order '));
    expect(lost, `${what}: ${text}`).toEqual([]);
    counts[changed.length === wanted.size ? 'done' : 'partly'] += 1;
    return;
  }
  if (isUnknown) counts['not known'] += 1;
  else if (isError) {
    counts['not done'] += 1;
    expect(changed, `${what}: ${text}`).toEqual([]);
  } else {
    // What was not saved is named in a note, by its content type and uid.
    const failed = ((answer.notes ?? []) as string[]).filter(note => note.startsWith('not '));
    const isFailed = (key: string): boolean => failed.some(note => note.includes(key.split(' ').slice(0, 2).join(' ')));
    const done = [...wanted].filter(key => !isFailed(key));
    counts[done.length < wanted.size ? 'partly' : 'done'] += 1;
    expect(changed.sort(), `${what}: ${text}`).toEqual(done.sort());
  }
}

/** Of those that are left out here each has a fellow that is not; `npm run prove` takes all of them. */
const few = [
  'status 429',
  'status 502, applied',
  'reset after applying',
  'connection lost in the answer',
  'truncated JSON',
];
const chosen = isProof ? faults : Object.fromEntries(few.map(kind => [kind, faults[kind] as FaultSpec]));
const late = { timeout: slow.timeout as FaultSpec };

const writing = tasks.filter(({ effect }) => effect !== 'read').map(({ name }) => name);

/** @returns what was before, and after, with how many requests the call took. */
async function run(opened: Opened, name: string, fault?: FaultSpec): Promise<Run & { length: number }> {
  const { sandbox } = opened;
  await sandbox.reset();
  const play = plays[name] ?? (async () => ofTasks[name] as Json);
  const args = await play(async (given, tool = name) => (await call(opened, tool, given)).answer);
  const before = listMarks(sandbox);
  sandbox.requests.splice(0);
  if (fault) sandbox.fault(fault);
  const told = await call(opened, name, args);
  const { length } = sandbox.requests;
  await fetch(`${sandbox.origin}/faults`, { method: 'DELETE' });
  // What was on its way when it was given up arrives.
  if (fault?.delay !== undefined || fault?.drip) await new Promise(resolve => setTimeout(resolve, 50));
  return { before, after: listMarks(sandbox, new Set(before.keys())), told, length };
}

/** Every request, and the look after the last; of many the first two, one in the middle, and the last. */
const toPlaces = (count: number): number[] => {
  const all = Array.from({ length: count + 1 }, (_, index) => index + 1);
  if (count <= 5) return all;
  return [...new Set([1, 2, Math.ceil(count / 2), count - 1, count])];
};

/** Side by side in `npm run prove`, as what was published is waited for, and waited for long where no answer tells of it. */
const lanes = isProof ? 6 : 1;

/** Every other place is broken once, and the others from there on; in `npm run prove` it is the other way round. */
const toOften = (nth: number): number => ((nth % 2 === 0) === isProof ? 1_000 : 1);

it.concurrent.each(writing)('%s tells what is stored', { timeout: 900_000 }, async name => {
  await using patient = await open({ seed, settings: { ...settings, TIMEOUT_MS: '60000' } });
  await run(patient, name);
  const clean = await run(patient, name);
  expect(clean.told.isError, `${name}: ${clean.told.text}`).toBe(false);
  expect(listChanged(clean.before, clean.after).length, `${name}: ${clean.told.text}`).toBeGreaterThan(0);
  expectTruth(clean, clean, `${name}, unharmed`);
  const meet = async (opened: Opened, kinds: Record<string, FaultSpec>, isMet: (turn: number) => boolean) => {
    for (const [turn, [kind, fault]] of Object.entries(kinds).entries()) {
      if (!isMet(turn)) continue;
      // Neighbours have their turn together, as one of them is broken once and the other from there on.
      const places = toPlaces(clean.length).filter((_, at) => hasTurn(turn, Math.floor(at / 2), 2));
      for (const nth of places) {
        const often = toOften(nth);
        const harmed = await run(opened, name, { ...fault, nth, times: often });
        const how = often === 1 ? 'once' : 'from there on';
        expectTruth(clean, harmed, `${name}, ${kind} at ${nth} of ${clean.length}, ${how}`);
      }
    }
  };
  const meetInLane = async (lane: number) => {
    await using opened = await open({ seed, settings: { ...settings, TIMEOUT_MS: '60000' } });
    // What is known after the first call is not asked for again.
    await run(opened, name);
    await meet(opened, chosen, turn => turn % lanes === lane);
  };
  await Promise.all(
    Array.from({ length: lanes - 1 }, (_, lane) => meetInLane(lane + 1)).concat(
      meet(patient, chosen, turn => turn % lanes === 0),
    ),
  );
  await using hasty = await open({ seed, settings: { ...settings, TIMEOUT_MS: '800' } });
  await meet(hasty, late, () => true);
});

afterAll(() => {
  process.stdout.write(`chaos: writing tasks: ${JSON.stringify(counts)}\n`);
  expect(counts.done).toBeGreaterThan(0);
  expect(counts['not done']).toBeGreaterThan(0);
});
