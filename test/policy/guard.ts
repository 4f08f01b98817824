// What tests of policies share: the demo stack with a policy on it, and clients whose user says yes, says no, or cannot be asked.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Json, Options } from '../harness.ts';
import { openStack } from '../tasks/sandbox.ts';

/** Reads are none of a policy's business. */
export const isWrite = ({ method, path }: { method: string; path: string }): boolean =>
  method !== 'GET' || /\/(enable|disable|unschedule)$/.test(path);

export const neverProduction: Json = {
  ...{ name: 'never production', effects: ['publish'], environments: ['production'] },
  then: 'deny',
};

/** A person takes at least as long as that. */
const reading = 320;

/** What the server has in less time after its question it takes for nobody's answer. */
const quickest = 300;

/** Where it counts that an answer comes at once: on a busy machine it may not, and is tried anew. */
export const tried = { retry: 4 };

export interface Person {
  asked: string[];
  /**
   * On a busy machine what a client answers at once may arrive as late as what a person does, and cannot be told from it.
   * @param begun when the call was: the question came after that, and its answer before now.
   */
  mayHaveRead(begun: number): boolean;
  options: Pick<Options, 'reply' | 'era'>;
}

/** Who reads each question, and answers all of them alike. */
export function makePerson(answer: 'yes' | 'no' | 'at once'): Person {
  const asked: string[] = [];
  return {
    asked,
    mayHaveRead: begun => answer === 'yes' || (answer === 'at once' && Date.now() - begun >= quickest),
    options: {
      async reply(question) {
        asked.push(question);
        if (answer !== 'at once') await sleep(reading);
        return answer === 'no' ? { action: 'decline' } : { action: 'accept', content: { confirm: true } };
      },
    },
  };
}

/** The demo stack with a server that holds these rules. The file is read once, at the start. */
export async function openRuled(
  rules: readonly Json[],
  { settings, ...options }: Options = {},
  more: Json = {},
): ReturnType<typeof openStack> {
  const folder = mkdtempSync(join(tmpdir(), 'policy-'));
  const POLICY = join(folder, 'policy.json');
  writeFileSync(POLICY, JSON.stringify({ ...more, rules }));
  try {
    return await openStack({ ...options, settings: { ...settings, POLICY } });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
