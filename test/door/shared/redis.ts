// A store for one test: it ends with it, however that ends.
import { onTestFinished } from 'vitest';
import { type Store, startRedis } from '../../redis-server.ts';

export type { Store };

export const startStore = (...given: Parameters<typeof startRedis>): Promise<Store> =>
  startStoreFor(onTestFinished, ...given);

/** For a test that runs beside others, and has its own hook. */
export async function startStoreFor(
  atEnd: (closes: () => Promise<void>) => void,
  ...given: Parameters<typeof startRedis>
): Promise<Store> {
  const store = await startRedis(...given);
  atEnd(() => store.close());
  return store;
}
