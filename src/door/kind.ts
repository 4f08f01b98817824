// Which of its limits the API counts a request against: by the method, whatever the request does. Pure.
import type { CmaRequest } from './request.ts';
import type { Kind } from './shared/departures.ts';

export function toKind({ method, path }: Pick<CmaRequest, 'method' | 'path'>): Kind {
  if (method === 'GET') return 'reads';
  return path.startsWith('/bulk/') ? 'bulk' : 'writes';
}
