// Runs the handler of a route, and forgets what was remembered of entries that it may have changed.

import { forgetIndexes, forgetRecalled } from '../records/index.ts';
import type { Answer, Call, Module, Route } from './call.ts';

export interface Served {
  module: Module;
  route: Route;
}

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
