// Whatever a caller gives, nothing leaves but the requests of kept operations, and never one to a module that is excluded.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectCma } from '../../src/door/cma.ts';
import { toRequest } from '../../src/door/request.ts';
import { toReadUpload } from '../../src/door/upload.ts';
import { BadArgument, NoAnswer, NotAllowed } from '../../src/operations/answer.ts';
import { toInput } from '../../src/operations/arguments.ts';
import { type Operation, places, toArgumentName, toTemplate } from '../../src/operations/operation.ts';
import { toSettings } from '../../src/settings/settings.ts';
import { toAccess, toBranchField, writes } from '../../src/stack/access.ts';
import type { Facts } from '../../src/stack/facts.ts';
import { isProof, toRuns } from '../long.ts';
import { find, operations } from '../operations.ts';

/** How many argument sets in all: each is tried on a read-only and a read-write configuration. */
const cases = toRuns(4_000, 10_000);

const seen: { method: string; path: string }[] = [];
const server = createServer((request, response) => {
  seen.push({ method: request.method ?? '', path: (request.url ?? '').split('?')[0] ?? '' });
  request.resume().on('end', () => response.setHeader('content-type', 'application/json').end('{}'));
});
let origin = '';
beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Words of other requests, tricks with paths, and what breaks out of a header, a query or a JSON string. */
const hostile = fc.oneof(
  fc.constantFrom(
    ...operations.flatMap(operation =>
      toTemplate(operation.line)
        .split('/')
        .filter(part => /^\w/.test(part)),
    ),
  ),
  fc.constantFrom(
    ...['..', '.', '../..', '../../stacks', '..%2f..%2fstacks', '%2e%2e', '%2E%2E/stacks', 'a/../../stacks', '/stacks'],
    ...[
      '//evil.example/v3',
      'https://evil.example',
      '\\..\\stacks',
      'stacks?x=',
      'x#y',
      'x;y',
      '%00',
      '\u0000',
      '\r\nhost: evil',
    ],
    ...['stacks', 'user', 'user-session', 'organizations', 'management_tokens', 'delivery_tokens', 'share', 'unshare'],
    ...[
      '$all',
      'settings',
      'publishing_rules',
      'workflow',
      'import',
      'export',
      'publish',
      'bulk',
      'entries',
      'folders',
      'rt',
    ],
    ...['', ' ', '\u202e', '．．', '‥', '%252e%252e%252fstacks', '__proto__', 'constructor', '🙂', 'é'],
  ),
  fc.string(),
);

const anything = fc.oneof(hostile, fc.jsonValue(), fc.constantFrom(null, true, 0, -1, 1e308, [], {}));

const stray = fc.dictionary(fc.string(), anything, { maxKeys: 1 });

/** Arguments under the operation's own names, often of a kind that passes its schema, and some stray ones. */
const argumentsFor = (operation: Operation) => {
  const names = places.flatMap(place => Object.keys(operation[place])).map(toArgumentName);
  const paths = new Set(Object.keys(operation.path));
  const own = Object.fromEntries(
    names.map(name => [name, paths.has(name) ? hostile : fc.option(anything, { nil: undefined })]),
  );
  return fc.tuple(fc.record(own), stray).map(([given, more]) => {
    const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    return Math.abs(JSON.stringify(more).length % 3) === 0 ? { ...known, ...more } : known;
  });
};

/** Made once for each tool. Withheld ones are tried too, as if a mistake of ours had let one through to the door. */
const any = fc.oneof(...operations.map(each => fc.tuple(fc.constant(each.name), argumentsFor(each))));

const facts = (scope: 'read-only' | 'read-write'): Facts => ({
  token: { scope, why: 'the test says so' },
  branches: { usable: ['main', 'development'], default: 'main', aliases: {}, limited: false },
});

/** Its own request, and the read that leads to a file where that is asked for without its address. */
const pattern = ({ line, linked }: Operation): RegExp => {
  const templates = [line, ...(linked ? [linked.by] : [])].map(each =>
    toTemplate(each)
      .replace(/[.$]/g, '\\$&')
      .replace(/\{\w+\}/g, '[^/]+'),
  );
  return new RegExp(`^/v3(${templates.join('|')})$`);
};

/** Excluded by the contract, by no setting to be reached. */
const forbidden =
  /^\/v3\/(user|user-session|organizations)(\/|$)|^\/v3\/stacks($|\/(settings|share|unshare|transfer_ownership|accept_ownership|[a-z_]*tokens))|^\/v3\/content_types\/[^/]+\/entries\/[^/]+\/workflow$|^\/v3\/bulk\/workflow/;

it.each([
  ['read-only', {}],
  ['read-write', { MODULES: 'all' }],
] as const)(
  'nothing else leaves with a %s token',
  async (scope, given) => {
    const settings = toSettings(given);
    const access = toAccess(operations, facts(scope), settings);
    const allowed = new Map(access.kept.map(operation => [operation.name, pattern(operation)]));
    const connection = connectCma(
      { origin, apiKey: 'blt-key', token: 'cs-token' },
      {
        timeoutMs: 30_000,
        rates: { reads: undefined, writes: undefined, bulk: undefined },
        readUpload: toReadUpload(),
      },
    );
    const cma = connection.open({ kept: access.kept, withheld: access.withheld.map(each => each.operation) });
    const { branches } = access.facts;
    const inputs = new Map(operations.map(each => [each.name, toInput(each, toBranchField(each, branches))]));
    let refused = 0;
    let sent = 0;
    await fc.assert(
      fc.asyncProperty(any, async ([name, args]) => {
        const operation = find(name);
        const parsed = inputs.get(name)?.parse(args) ?? { problems: ['there is no such tool'] };
        // The door is the last to judge, so what the schema refuses is put before it as well.
        const value = 'problems' in parsed ? args : parsed.value;
        const before = seen.length;
        try {
          const request = toRequest(operation, value, 'main');
          await cma.send(request, new AbortController().signal);
        } catch (error) {
          const isKnown = error instanceof BadArgument || error instanceof NotAllowed || error instanceof NoAnswer;
          if (!isKnown) throw error;
          refused += 1;
        }
        for (const { method, path } of seen.slice(before)) {
          sent += 1;
          expect(allowed.get(operation.name)?.test(path), `${operation.name} sent ${method} ${path}`).toBe(true);
          expect(operation.line.startsWith(`${method} `)).toBe(true);
          expect(forbidden.test(path), path).toBe(false);
          if (scope === 'read-only') expect(writes(operation)).toBe(false);
        }
      }),
      { numRuns: cases / 2 },
    );
    await connection.close();
    process.stdout.write(`door: ${scope}: ${cases / 2} argument sets, ${sent} requests sent, ${refused} refused\n`);
    expect(sent).toBeGreaterThan(cases / 50);
    expect(refused).toBeGreaterThan(cases / 50);
  },
  isProof ? 240_000 : 120_000,
);
