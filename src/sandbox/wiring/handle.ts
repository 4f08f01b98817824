// Runs the handler of a route, and forgets what was remembered of entries that it, or deferred work, may have changed.
import type { Answer, Call, Served } from '../http/call.ts';
import { CmaError, refuseRequest } from '../http/replies.ts';
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

/** What the plan may lack; nested global fields are told by what is in them. */
function checkPlan({ choices, query }: Call, path: string): void {
  if (!choices.plan.variants && /\/variant/.test(path)) {
    throw new CmaError(403, 403, 'Variants are not enabled for this organization.');
  }
  const isAsked = query.has('asset_fields') || query.has('asset_fields[]');
  if (isAsked && !choices.plan.asset_fields) {
    throw refuseRequest('asset_fields are not enabled for this organization.', { asset_fields: ['is not valid.'] });
  }
}

export function handle(call: Call, { module, route }: Served): Answer {
  checkPlan(call, route.path);
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
