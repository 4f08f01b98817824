// Chaos: every tool with everything that can go wrong on the way. The server lives, and nobody is told what is not so.
import { expect, it } from 'vitest';
import { toMethod } from '../../src/operations/operation.ts';
import type { FaultSpec } from '../../src/sandbox/http/faults.ts';
import { type Opened, open } from '../harness.ts';
import { toLine, toPattern } from '../lines.ts';
import { hasTurn, times } from '../long.ts';
import { operations } from '../operations.ts';
import { seed, toArguments } from './arguments.ts';
import { assuring, chosen, slow } from './faults.ts';

/** As many as have a connection each: who waits for one has not sent anything. */
const together = 12;
/** In milliseconds: how long a call may take is not what is asked here. */
const patience = 600_000;

const writes = operations.filter(({ effect }) => effect !== 'read');
type Told = 'done' | 'unknown' | 'refused';

async function tell({ client, sandbox }: Opened, name: string): Promise<Told> {
  const { content, isError } = await client.callTool(
    { name, arguments: toArguments(name, sandbox) },
    { timeout: patience },
  );
  const text = content.map(part => (part.type === 'text' ? part.text : '')).join('\n');
  expect(text.trim(), name).not.toBe('');
  expect(text, name).not.toMatch(/failed inside this server|\n\s+at .+:\d+/);
  expect(text, name).not.toContain('arguments do not fit');
  if (!isError) return 'done';
  // Here others delete and make the same at the same time, so what a read shows need not be this call's doing.
  return /may have been applied|was applied all the same/.test(text) ? 'unknown' : 'refused';
}

/** Tools that share a request line are judged together, and so have their turn together. */
const lines = [...new Set(operations.map(({ line }) => line))];
/** `npm test` lets every tool meet every sixth fault, others than its neighbours. */
const every = 6;
/** Megabytes are dear, and every twelfth tool is enough for them. */
const pick = (turn: number, { answer }: FaultSpec): typeof operations =>
  operations.filter(({ line }) => hasTurn(lines.indexOf(line), turn, answer?.size ? every * 2 : every));

/** The tools meet the fault; some are refused for what others of them have done, which no check here minds. */
async function meet(
  opened: Opened,
  met: typeof operations,
  fault: FaultSpec,
  isAssured: boolean,
): Promise<Record<Told, number>> {
  for (const { line } of met) opened.sandbox.fault({ ...fault, method: toMethod(line), path: toPattern(line) });
  const told = new Map<string, Told>();
  const left = met.map(({ name }) => name);
  const work = async () => {
    for (let name = left.shift(); name; name = left.shift()) told.set(name, await tell(opened, name));
  };
  await Promise.all(Array.from({ length: together }, work));
  expect(told.size).toBe(met.length);
  expectTruth(opened, told, isAssured);
  const count = (wanted: Told) => [...told.values()].filter(each => each === wanted).length;
  return { done: count('done'), unknown: count('unknown'), refused: count('refused') };
}

/** By request line, as some tools share one. */
function expectTruth({ sandbox }: Opened, told: Map<string, Told>, isAssured: boolean): void {
  const carriedOut = sandbox.requests.filter(({ applied }) => applied).map(toLine);
  for (const line of new Set(writes.map(each => each.line))) {
    const calls = writes.filter(each => each.line === line && told.has(each.name)).map(({ name }) => told.get(name));
    const applied = carriedOut.filter(each => each === line).length;
    const done = calls.filter(each => each === 'done').length;
    const unknown = calls.filter(each => each === 'unknown').length;
    expect(applied, `${line}: applied more often than it was called`).toBeLessThanOrEqual(calls.length);
    expect(applied, `${line}: applied, and nobody was told`).toBeLessThanOrEqual(done + unknown);
    if (!isAssured) expect(done, `${line}: told as done without being applied`).toBeLessThanOrEqual(applied);
  }
}

it('works without chaos', async () => {
  await using opened = await open({ seed, settings: { MODULES: 'all', CONFIRM: 'never' } });
  const refused: string[] = [];
  for (const { name, effect } of operations) {
    if ((await tell(opened, name)) !== 'done') refused.push(name);
    if (effect !== 'read') await opened.sandbox.reset();
  }
  process.stdout.write(
    `chaos: without any, ${operations.length - refused.length} of ${operations.length} succeed; refused: ${refused}\n`,
  );
  // What no token may, whatever else is chosen: Contentstack wants a user's authtoken for it.
  expect(refused).toEqual(['update_user_roles']);
});

it('tells the truth whatever happens', async () => {
  const total = { done: 0, unknown: 0, refused: 0 };
  let turn = 0;
  for (const [TIMEOUT_MS, list] of [
    ['60000', chosen],
    ['400', slow],
  ] as const) {
    for (const [name, fault] of Object.entries(list)) {
      // Its own stack, as what was given up may still arrive.
      await using opened = await open({ seed, settings: { MODULES: 'all', CONFIRM: 'never', TIMEOUT_MS } });
      const counts = await meet(opened, pick(turn, fault), fault, assuring.has(name)).catch((error: Error) => {
        throw new Error(`${name}: ${error.message}`);
      });
      for (const each of Object.keys(total) as Told[]) total[each] += counts[each];
      turn += 1;
    }
  }
  const kinds = Object.keys(chosen).length + Object.keys(slow).length;
  const share = times > 1 ? 1 : every;
  process.stdout.write(`chaos: ${operations.length} tools × ${kinds}/${share} faults: ${JSON.stringify(total)}\n`);
  expect(total.unknown).toBeGreaterThan((writes.length * 8) / share);
});
