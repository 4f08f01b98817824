// Wire agreement: what our tools send is what Contentstack's official SDK sends for the same.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cma, type Connection, connectCma } from '../../src/door/cma.ts';
import { toRequest } from '../../src/door/request.ts';
import { toReadUpload } from '../../src/door/upload.ts';
import { toInput } from '../../src/operations/arguments.ts';
import { find, operations } from '../operations.ts';
import type { Case } from './case.ts';
import { cases } from './cases/index.ts';
import { samples } from './not-in-sdk.ts';
import { type Recorder, type Seen, startRecorder } from './recorder.ts';
import { openSdk } from './sdk.ts';

// Not the default branch: a header that is left out would then not be noticed.
const stack = { apiKey: 'blt_stack', token: 'cs_token', branch: 'development' };

let recorder: Recorder;
let connection: Connection;
let cma: Cma;

beforeAll(async () => {
  recorder = await startRecorder();
  const credentials = { origin: recorder.origin, apiKey: stack.apiKey, token: stack.token };
  const rates = { reads: undefined, writes: undefined, bulk: undefined };
  connection = connectCma(credentials, { timeoutMs: 30_000, rates, readUpload: toReadUpload() });
  cma = connection.open({ kept: operations });
});

afterAll(async () => {
  await connection.close();
  await recorder.close();
});

/** The one request that left. */
function takeOne(): Seen {
  const [first, ...more] = recorder.take();
  if (!first || more.length > 0) throw new Error(`${first ? more.length + 1 : 0} requests were sent instead of one`);
  return first;
}

/** By the path of the product: read, translated, sent. */
async function sendOurs(tool: string, args: Case['args']): Promise<Seen> {
  const operation = find(tool);
  const parsed = toInput(operation).parse(args);
  if ('problems' in parsed) throw new Error(`${tool} refuses the arguments: ${parsed.problems.join('; ')}`);
  const request = toRequest(operation, parsed.value, stack.branch);
  await cma.send(request, new AbortController().signal, operation.gives === 'file' ? 'file' : undefined);
  return takeOne();
}

/** A new client each time: the SDK keeps headers of one call for the next. */
async function sendBySdk(sdk: Case['sdk']): Promise<Seen> {
  await sdk(openSdk(recorder, stack));
  return takeOne();
}

describe.each(cases)('$tool $differs.why', ({ tool, args, sdk, differs }) => {
  it('sends what the SDK sends', async () => {
    const ours = await sendOurs(tool, args);
    const theirs = await sendBySdk(sdk);
    const { why, ...aspects } = differs ?? { why: 'none' };
    for (const [aspect, meant] of Object.entries(aspects) as [keyof Seen, { ours: unknown; sdk: unknown }][]) {
      expect(meant.ours, `${aspect} does not differ: ${why}`).not.toEqual(meant.sdk);
      expect({ ours: ours[aspect], sdk: theirs[aspect] }, aspect).toEqual(meant);
    }
    expect(without(ours, Object.keys(aspects))).toEqual(without(theirs, Object.keys(aspects)));
  });
});

describe.each(samples)('$tool', ({ tool, args, request }) => {
  it('sends what the reference shows, as the SDK cannot', async () => {
    const { stack: where, ...ours } = await sendOurs(tool, args);
    expect(where).toEqual({ api_key: stack.apiKey, authorization: stack.token, branch: stack.branch });
    const expected = { query: [], headers: {}, body: undefined, ...request };
    expect(ours).toEqual({ ...expected, path: `/v3${request.path}`.replace('{api_key}', stack.apiKey) });
  });
});

it('covers every operation of the catalogue once: by the SDK, or else by a sample', () => {
  const bySdk = new Set(cases.map(({ tool }) => tool));
  const bySample = samples.map(({ tool }) => tool);
  expect([...bySdk, ...bySample].sort()).toEqual(operations.map(({ name }) => name).sort());
  // A tool agrees when all its cases do.
  const differing = new Set(cases.flatMap(({ tool, differs }) => (differs ? [tool] : [])));
  const agree = bySdk.size - differing.size;
  process.stdout.write(`wire: ${agree} agree, ${differing.size} differ on purpose, ${samples.length} not in the SDK\n`);
});

function without(seen: Seen, aspects: string[]): Partial<Seen> {
  return Object.fromEntries(Object.entries(seen).filter(([aspect]) => !aspects.includes(aspect)));
}
