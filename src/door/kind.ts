// Which of its limits the API counts a request against: by the method, whatever the request does. Pure.
import type { CmaRequest } from './request.ts';

export const kinds = ['reads', 'writes', 'bulk'] as const;

export function toKind({ method, path }: Pick<CmaRequest, 'method' | 'path'>): (typeof kinds)[number] {
  if (method === 'GET') return 'reads';
  return path.startsWith('/bulk/') ? 'bulk' : 'writes';
}
