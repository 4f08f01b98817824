// What can go wrong on the way of one request.
import type { FaultSpec } from '../../src/sandbox/http/faults.ts';
import { isProof } from '../long.ts';

const at = { 'retry-after': '0' };
const notice = { notice: 'Done.' };
const json: [string, string] = ['content-type', 'application/json'];

export const faults: Record<string, FaultSpec> = {
  'status 429': { answer: { status: 429, headers: at, body: { error_code: 429 } } },
  'status 500': { answer: { status: 500, body: { error_code: 500 } } },
  'status 502': { answer: { status: 502, headers: at, body: '<html>Bad gateway</html>' } },
  'status 503': { answer: { status: 503, headers: at, body: '<html>Unavailable</html>' } },
  'status 504': { answer: { status: 504, headers: at, body: '<html>Timeout</html>' } },
  'status 500, applied': { apply: true, answer: { status: 500, body: '' } },
  'status 502, applied': { apply: true, answer: { status: 502, headers: at, body: '<html>Bad gateway</html>' } },
  'reset before': { cut: 'before' },
  'reset after applying': { cut: 'after' },
  'connection lost in the answer': { truncate: 7 },
  'truncated JSON': { apply: true, answer: { headers: [json], body: '{"notice":"Do' } },
  'HTML body': { answer: { body: '<html><body>Log in to this network</body></html>' } },
  'wrong content type': {
    apply: true,
    answer: { headers: [['content-type', 'text/html']], body: '{"notice":"Done."}' },
  },
  'empty body': { answer: {} },
  'empty body, applied': { apply: true, answer: {} },
  'duplicate headers': {
    apply: true,
    answer: { headers: [json, json, ['x-request-id', 'a'], ['x-request-id', 'b']], body: notice },
  },
  'body of 10 MB': { apply: true, answer: { body: notice, size: 10_000_000 } },
};

/** Each of those that are left out has a fellow that is not. */
const twins = ['status 502', 'status 504', 'status 500, applied', 'empty body', 'duplicate headers', 'HTML body'];

/** `npm run prove` takes all of them. */
export const chosen: typeof faults = isProof
  ? faults
  : Object.fromEntries(Object.entries(faults).filter(([name]) => !twins.includes(name)));

/** Here the answer itself says that it is done, whatever became of the request: whoever is told so cannot know better. */
export const assuring = new Set(['wrong content type', 'duplicate headers', 'body of 10 MB']);

/** With a shorter patience. */
export const slow: Record<string, FaultSpec> = {
  timeout: { delay: 5000 },
  'slow drip': { drip: { bytes: 1, every: 300 } },
};
