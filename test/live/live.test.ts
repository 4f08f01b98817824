// A run on the sandbox: with its own answers all is confirmed and nothing is left; with others, exactly those are named.
import { expect, it } from 'vitest';
import { run } from './run.ts';
import { accessOf, openSandbox, readRemaining, unpaced } from './stack.ts';

it('confirms all that the sandbox does, and leaves nothing behind', async () => {
  const sandbox = await openSandbox();
  const before = readRemaining(sandbox);
  const outcome = await run(accessOf(sandbox), { pace: unpaced });
  expect(outcome.broken).toBeUndefined();
  expect(outcome.left).toBe('');
  expect(outcome.rows.filter(row => row.verdict === 'contradicted' || row.verdict === 'not shown')).toEqual([]);
  expect(readRemaining(sandbox)).toEqual(before);
});
