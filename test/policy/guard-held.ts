// What holds for an example policy: nothing that it forbids leaves or happens, whatever is sent, and without it that soon does.
import { expect, it } from 'vitest';
import { seed } from '../draws.ts';
import type { Options } from '../harness.ts';
import { makeDraw } from './guard-draws.ts';
import { type Client, play } from './guard-play.ts';

/** So many calls over all policies and clients, which stand in two files so that they run side by side. */
const runs = Number(process.env.POLICY_RUNS ?? 240);
const all = 12;

const timeout = Math.max(120_000, runs * 300);

/** Judged by the stack's state, and not by the policy's own judge. */
export function holdPolicies(cases: readonly [policy: string, client: Client, settings: Options['settings']][]): void {
  // At once, as a person takes their time to read.
  it.concurrent.each(cases)(
    '%s holds against all tools with a client that answers: %s %j',
    async (policy, client, settings) => {
      const place = cases.findIndex(each => each[0] === policy && each[1] === client && each[2] === settings);
      const calls = Math.ceil(runs / all);
      const played = await play({ policy, client, settings, isRuled: true, calls, draw: makeDraw(seed + place) });
      expect(played.faults).toEqual([]);
      // Something was tried that it forbids, and it does not forbid all.
      expect(played.refused + played.asked).toBeGreaterThan(0);
      expect(played.written).toBeGreaterThan(0);
    },
    timeout,
  );

  it.each([...new Set(cases.map(([policy]) => policy))])(
    'without %s the same calls soon do what it forbids',
    async policy => {
      const draw = makeDraw(seed);
      const played = await play({ policy, client: 'cannot be asked', settings: {}, isRuled: false, calls: 200, draw });
      expect(played.faults).toHaveLength(1);
    },
    timeout,
  );
}
