// What the command `doctor` says of a store that is there, and of one that was.
import { expect, it } from 'vitest';
import { run } from '../../command.ts';
import { startStore } from './redis.ts';

it('says that it answers, and then that it does not', { timeout: 60_000 }, async () => {
  const store = await startStore();
  const ask = () => run(['doctor', '--sandbox'], { CONTENTSTACK_SHARED_LIMIT: store.url });
  expect(await ask()).toMatchObject({ code: 0, out: expect.stringMatching(/store\s+it answers/) });
  await store.close();
  const { code, out } = await ask();
  expect(code).toBe(1);
  expect(out).toContain('is away');
});
