// Saves of one thing wait for one another, whoever gives up meanwhile.
import { expect, it } from 'vitest';
import { takeTurn } from '../../src/save/turns.ts';

const never = new AbortController().signal;
const settle = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

it('lets the third wait for the first, though the second gave up', async () => {
  const stack = {};
  const endFirst = await takeTurn(stack, 'entry', never);
  const second = new AbortController();
  const waiting = takeTurn(stack, 'entry', second.signal);
  second.abort(new Error('given up'));
  await expect(waiting).rejects.toThrow('given up');
  await settle();
  let isDue = false;
  const third = takeTurn(stack, 'entry', never).then(end => {
    isDue = true;
    return end;
  });
  await settle();
  expect(isDue).toBe(false);
  endFirst();
  (await third)();
});

it('lets nothing wait for another thing, nor for what has ended', async () => {
  const stack = {};
  const end = await takeTurn(stack, 'one', never);
  const other = await takeTurn(stack, 'two', never);
  const elsewhere = await takeTurn({}, 'one', never);
  for (const each of [end, other, elsewhere]) each();
  (await takeTurn(stack, 'one', never))();
});
