// What a search may take: computing is counted, not the clock on the wall.
import { expect, it } from 'vitest';
import { runWithin, TookTooLong } from '../../../src/sandbox/query/run-within.ts';

const cell = new Int32Array(new SharedArrayBuffer(4));

it('gives up what computes for too long', () => {
  expect(() =>
    runWithin(50, () => {
      for (;;);
    }),
  ).toThrow(TookTooLong);
});

it('gives more time to what has had none of it', () => {
  let tries = 0;
  const done = runWithin(50, () => {
    tries += 1;
    // Nothing is computed meanwhile, as when the machine works for others.
    Atomics.wait(cell, 0, 0, 120);
    return 'done';
  });
  expect(done).toBe('done');
  expect(tries).toBeGreaterThan(1);
});

it('passes on what goes wrong', () => {
  expect(() =>
    runWithin(50, () => {
      throw new SyntaxError('wrong');
    }),
  ).toThrow('wrong');
});
