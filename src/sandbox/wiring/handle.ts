// Runs the handler of a route, and forgets what was remembered of entries that it, or deferred work, may have changed.
import type { Answer, Call, Served } from '../http/call.ts';
import { forgetIndexes, forgetRecalled } from '../records/index.ts';
import type { State } from '../state/state.ts';

/** Modules whose writes neither put entries in nor take them out nor save them, or that note each save themselves. */
const careful = new Set([
  'assets',
  'entries',
  'environments',
  'extensions',
  'labels',
  'metadata',
  'publish-rules',
  'releases',
  'roles',
  'users',
  'webhooks',
  'workflows',
]);

export function handle(call: Call, { module, route }: Served): Answer {
  try {
    return route.answer(call);
  } finally {
    const isWrite = route.method !== 'GET' || route.writes === true;
    if (isWrite) (careful.has(module.name) ? forgetRecalled : forgetIndexes)(call.state);
  }
}

/** An order moves an entry into an environment or out of it, and changes nothing else of it. */
export function forget(state: State, work: string): void {
  (work === 'order' ? forgetRecalled : forgetIndexes)(state);
}
