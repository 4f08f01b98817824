// The places of one process: of less than one in a second there is one, for as long as it takes; what left elsewhere takes one too.
import { expect, it } from 'vitest';
import { makePlaces } from '../../src/door/places.ts';

/** How long the next one would have to wait, in milliseconds; zero when it leaves. */
async function ask(places: ReturnType<typeof makePlaces>, limit: number): Promise<number> {
  let wanted = 0;
  const hold = async (milliseconds: number) => {
    wanted = milliseconds;
    throw new Error('given up');
  };
  await places.next(limit, hold).catch(() => {});
  return wanted;
}

it('are fewer and last longer where only a part of them is one process’s own', async () => {
  const places = makePlaces();
  expect(await ask(places, 1 / 4)).toBe(0);
  expect(await ask(places, 1 / 4)).toBeGreaterThan(3_900);
  const part = makePlaces();
  expect([await ask(part, 10 / 4), await ask(part, 10 / 4)]).toEqual([0, 0]);
  expect(await ask(part, 10 / 4)).toBeGreaterThan(800);
});

it('are taken by what left without asking here', async () => {
  const places = makePlaces();
  await places.mark(2);
  expect(await ask(places, 2)).toBe(0);
  expect(await ask(places, 2)).toBeGreaterThan(800);
});
