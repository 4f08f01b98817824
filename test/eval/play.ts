// Lets a solver do a task on a stack of its own, and judges what came of it.
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { copyJson } from '../../src/sandbox/state/copy.ts';
import type { State } from '../../src/sandbox/state/state.ts';
import { judgeContent } from './content.ts';
import { type Ground, makeGround, takeSnapshot } from './ground.ts';
import { findFaults, findHarm } from './judge.ts';
import { openFor, type Surface, toCalled } from './surfaces.ts';
import type { Deeds, Expected, Hands, Solver, Task } from './task.ts';

export interface Outcome {
  /** What the solver was told. */
  prompt: string;
  calls: number;
  /** Of what was sent as arguments and read as answers, counted as o200k_base. */
  tokens: number;
  isRight: boolean;
  /** What is wrong with the answer. */
  faults: string[];
  /** Addresses that differ and may not, and other damage. */
  harm: string[];
  answer: string;
  /** What the answer was held against. */
  expected: Expected;
}

export async function play(task: Task, solver: Solver, surface: Surface = 'full'): Promise<Outcome> {
  await using opened = await openFor(task, surface);
  const { sandbox, client } = opened;
  const { state, requests } = sandbox;
  const prepared = await change(sandbox, task.prepare);
  requests.splice(0);
  const told = { calls: [] as { name: string; args: unknown }[], tokens: 0 };
  const prompt = toPrompt(task.ask(prepared), task.expect(prepared));
  const spoilt: string[] = [];
  let before = prepared;
  let { meanwhile } = task;
  const interrupt = async (): Promise<void> => {
    if (!meanwhile) return;
    const [then, sent] = [await takeSnapshot(state), requests.length];
    spoilt.push(...findHarm(before, then, task.changes?.(before)));
    const saves = meanwhile;
    meanwhile = undefined;
    before = await change(sandbox, saves);
    requests.splice(sent);
  };
  const answer = await solver(prompt, watch(client, told, interrupt)).catch(error => `failed: ${String(error)}`);
  await interrupt();
  const deeds: Deeds = { calls: told.calls, requests: [...requests], answer };
  const after = await takeSnapshot(state);
  const expected = task.expect(before);
  const content = task.end ? judgeContent(before, after, task.end) : { faults: [], harm: [] };
  const faults = [...findFaults(answer, expected), ...content.faults];
  return {
    prompt,
    calls: told.calls.length,
    tokens: told.tokens,
    isRight: faults.length === 0,
    faults,
    harm: [
      ...spoilt,
      ...findHarm(before, after, task.changes?.(before)),
      ...content.harm,
      ...(task.findDamage?.(deeds, before) ?? []).map(damage => `unsafe: ${damage}`),
    ],
    answer,
    expected,
  };
}

/** Says how a list is judged. */
const toPrompt = (words: string, { things }: Expected): string =>
  things ? `${words}\nAnswer with one line for each, and tell of nothing else.` : words;

/** Nobody outside is told of what was not the solver's: webhooks would still be calling when it goes on. */
async function change(sandbox: Sandbox, make: ((ground: Ground) => Promise<void>) | undefined): Promise<State> {
  const { state } = sandbox;
  if (!make) return copyJson(state);
  const { webhooks } = state;
  state.webhooks = {};
  await make(makeGround(sandbox));
  const prepared = await takeSnapshot(state);
  state.webhooks = webhooks;
  return { ...prepared, webhooks: copyJson(webhooks) };
}

/** Uids, codes, times and ports are others in each run: how they are written must not count. */
const toSteady = (text: string): string =>
  text
    .replace(/http:\/\/127\.0\.0\.1:\d+/g, 'https://images.contentstack.io')
    .replace(/\b(blt|cs)[0-9a-f]{16}\b/g, (_, kind: string) => `${kind}0123456789abcdef`)
    .replace(/(?<=\[|")[0-9a-f]{32}(?=\]|")/g, '0123456789abcdef'.repeat(2))
    .replace(/(?<="(?:code|confirm)": ?")[\w-]+/g, 'awz0123456789abcdefghijklmnopqrstuvwxyzABC')
    .replace(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '01234567-89ab-4cde-8f01-23456789abcd')
    .replace(/\b\d{4}-\d\d-\d\d (?=\d\d:)/g, '2026-01-07 ')
    .replace(/\b\d{4}-\d\d-\d\dT[\d:.]+/g, '2026-01-07T10:00:00.000');

/** The client, with a count of what goes through it; a call that fails has been made all the same. */
function watch(
  client: Hands,
  told: { calls: { name: string; args: unknown }[]; tokens: number },
  afterwards: () => Promise<void>,
): Hands {
  const count = (text: string): void => {
    told.tokens += encode(toSteady(text)).length;
  };
  return {
    listTools: (...given) => client.listTools(...given),
    getInstructions: () => client.getInstructions(),
    async callTool(params, options) {
      told.calls.push(toCalled(params.name, params.arguments));
      count(JSON.stringify(params.arguments ?? {}));
      const result = await client.callTool(params, options);
      for (const part of result.content) if (part.type === 'text') count(part.text);
      await afterwards();
      return result;
    },
  };
}
