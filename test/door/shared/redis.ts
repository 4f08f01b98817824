// A store for one test: it ends with it, however that ends.
import { onTestFinished } from 'vitest';
import { type Store, startRedis } from '../../redis-server.ts';

export type { Store };

export async function startStore(...given: Parameters<typeof startRedis>): Promise<Store> {
  const store = await startRedis(...given);
  onTestFinished(() => store.close());
  return store;
}
