// What the doctor finds of the store that several processes share: whether it answers.
import { openShared } from '../door/shared/shared.ts';
import type { Invocation } from '../settings/invocation.ts';
import type { Check } from './doctor.ts';

/** None where no store is set. Nothing is left in it. */
export async function checkStore({ shared: address }: Pick<Invocation, 'shared'>): Promise<Check[]> {
  if (!address) return [];
  const said: string[] = [];
  const store = openShared(address, line => said.push(line));
  const answer = await store.isClaimed('doctor');
  await store.close();
  if (answer !== undefined) return [{ name: 'store', state: 'ok', says: 'it answers; limits are shared through it' }];
  return [
    {
      name: 'store',
      state: 'fault',
      says: said[0] ?? 'it does not answer',
      change: 'start the store, or set CONTENTSTACK_SHARED_LIMIT to where it is',
    },
  ];
}
