// What is no good message on stdin, in every way that comes to mind: the server lives, and answers the next good request.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { toLines } from '../../src/server/transports/lines.ts';
import { times } from '../long.ts';
import { type Child, initialize, parse, spawnServer } from '../server/transports/child.ts';

/** Rounds of bad lines, each with a good request after it. */
const rounds = 1_000 * times;
const mega = 1024 * 1024;

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const wild = fc.oneof(
  fc.constantFrom<unknown>(null, true, -1, 1.5, '', 'x', [], {}, [[]], { id: 1 }, 2 ** 60),
  fc.jsonValue({ maxDepth: 2 }),
);
const method = fc.oneof(
  fc.constantFrom(
    ...[
      'tools/call',
      'tools/list',
      'initialize',
      'ping',
      'server/discover',
      'subscriptions/listen',
      'logging/setLevel',
    ],
    ...[
      'notifications/cancelled',
      'notifications/progress',
      'notifications/initialized',
      'notifications/roots/list_changed',
    ],
    ...[
      'resources/read',
      'prompts/get',
      'completion/complete',
      'sampling/createMessage',
      'rpc.discover',
      '__proto__',
      '',
    ],
  ),
  fc.string(),
);
const id = fc.oneof(fc.integer({ min: 1, max: 50 }), fc.string({ maxLength: 5 }), wild);
const params = fc.oneof(
  wild,
  fc.record(
    { requestId: id, name: wild, arguments: wild, _meta: wild, progressToken: id, progress: wild, level: wild },
    { requiredKeys: [] },
  ),
);

/** Right in shape or nearly: a field may be missing, of another type, or stray. */
const envelope = fc
  .record(
    {
      jsonrpc: fc.oneof({ weight: 4, arbitrary: fc.constant('2.0') }, { weight: 1, arbitrary: wild }),
      id,
      method,
      params,
      result: wild,
      error: wild,
      extra: wild,
    },
    { requiredKeys: [] },
  )
  .map(message => JSON.stringify(message));

const bytes = (text: string) => Buffer.from(text);
const line = fc.oneof(
  { weight: 8, arbitrary: envelope.map(bytes) },
  { weight: 2, arbitrary: fc.array(envelope, { maxLength: 3 }).map(parts => bytes(`[${parts.join(',')}]`)) },
  { weight: 2, arbitrary: fc.tuple(envelope, fc.nat()).map(([text, at]) => bytes(text.slice(0, at % text.length))) },
  {
    weight: 2,
    arbitrary: fc.uint8Array({ maxLength: 200 }).map(each => Buffer.from(each.filter(byte => byte !== 10))),
  },
  { weight: 1, arbitrary: fc.json().map(bytes) },
  {
    weight: 1,
    arbitrary: fc
      .integer({ min: 1, max: 5_000 })
      .map(levels =>
        bytes(`{"jsonrpc":"2.0","id":1,"method":"ping","params":${'['.repeat(levels)}${']'.repeat(levels)}}`),
      ),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('', ' ', '\t', '\u0000', '\ufeff{}', '{"jsonrpc":"2.0"', 'Content-Length: 2', '{}'.repeat(9))
      .map(bytes),
  },
  {
    weight: 1,
    arbitrary: fc
      .integer({ min: 1, max: 300_000 })
      .map(size => bytes(`{"jsonrpc":"2.0","id":2,"method":"ping","params":{"x":"${'é'.repeat(size)}"}}`)),
  },
);

/** A request that must be answered, in pieces that end anywhere, in the middle of a character too. */
async function expectAnswer(child: Child, number: number, cuts: number[], end: '\n' | '\r\n'): Promise<void> {
  const good = { jsonrpc: '2.0', id: `good-${number}-é🙂`, method: 'ping' };
  const whole = bytes(`${JSON.stringify(good)}${end}`);
  const at = [0, ...cuts.map(cut => cut % whole.length).sort((a, b) => a - b), whole.length];
  for (const [index, from] of at.slice(0, -1).entries()) {
    child.process.stdin.write(whole.subarray(from, at[index + 1]));
    await new Promise(setImmediate);
  }
  expect(await child.answer(good.id)).toEqual({ jsonrpc: '2.0', id: good.id, result: {} });
}

it('lives through bad lines, and answers the good one after them', async () => {
  const child = spawnServer(sandbox);
  child.send(initialize, { method: 'notifications/initialized' });
  await child.answer('init');
  let number = 0;
  let bad = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1, maxLength: 8 }),
      fc.array(fc.nat(), { maxLength: 4 }),
      fc.constantFrom('\n' as const, '\r\n' as const),
      async (lines, cuts, end) => {
        for (const each of lines) child.process.stdin.write(Buffer.concat([each, bytes(end)]));
        bad += lines.length;
        number += 1;
        await expectAnswer(child, number, cuts, end);
        // A batch is answered by a list.
        for (const text of child.lines.splice(0))
          for (const each of [parse(text)].flat()) expect(each?.jsonrpc, text).toBe('2.0');
      },
    ),
    { numRuns: rounds, endOnFailure: true },
  );
  child.process.stdin.end();
  expect(await child.ended).toEqual({ code: 0, signal: null });
  // Each said in a line of its own that neither shows what was sent nor where in the code.
  expect(child.err()).not.toMatch(/\n\s+at |UnhandledPromise|MaxListeners|Warning/);
  process.stdout.write(`fuzz: protocol: ${bad} bad lines in ${rounds} rounds, each good request answered\n`);
});

it.each([1, 15, 40])('lives through a line of %i MB, and answers it', async size => {
  const child = spawnServer(sandbox);
  child.send(initialize);
  await child.answer('init');
  child.process.stdin.write(`{"jsonrpc":"2.0","id":7,"method":"ping","params":{"x":"${'x'.repeat(size * mega)}"}}\n`);
  await expectAnswer(child, 1, [3], '\n');
  const answer = child.lines.map(parse).find(message => message?.id === 7);
  expect(answer).toHaveProperty(size < 16 ? 'result' : 'error');
  child.process.stdin.end();
  expect((await child.ended).code).toBe(0);
  expect(child.err()).toBe(size < 16 ? '' : `contentstack-cma-mcp: skipped a line longer than ${16 * mega} bytes\n`);
});

it('lives through anything before it is greeted', async () => {
  const child = spawnServer(sandbox);
  const lines = [
    'nonsense',
    '[]',
    '{"jsonrpc":"2.0","id":1,"result":{}}',
    '{"jsonrpc":"2.0","id":1}',
    '{"id":2,"method":"ping"}',
  ];
  child.process.stdin.write(`${lines.join('\n')}\n`);
  child.send({ method: 'notifications/cancelled', params: { requestId: 99 } }, { method: 'notifications/nonsense' });
  child.send(initialize);
  expect(await child.answer('init')).toMatchObject({ result: { serverInfo: { name: 'contentstack' } } });
  child.process.stdin.end();
  expect((await child.ended).code).toBe(0);
});

it('reads the same lines however the bytes are cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme', maxLength: 20 })),
      fc.infiniteStream(fc.integer({ min: 1, max: 9 })),
      (texts, sizes) => {
        const wanted = texts.map(text => text.replaceAll('\n', ''));
        const whole = bytes(wanted.map(text => `${text}\n`).join(''));
        const got: string[] = [];
        const take = toLines(
          1_000,
          text => got.push(text),
          () => got.push('long'),
        );
        for (let at = 0; at < whole.length; ) {
          const size = sizes.next().value ?? 1;
          take(whole.subarray(at, at + size));
          at += size;
        }
        expect(got).toEqual(wanted);
      },
    ),
  );
});
