// A single request of a start that goes wrong, each in each way: all is learnt, and mostly before the first list.
import { describe, expect, it } from 'vitest';
import { writes } from '../../src/stack/access.ts';
import { standard, toListed } from '../operations.ts';
import { deletesOf, expectTools, join, startOne } from './starting.ts';

const all = toListed(standard);
const perModule = toListed(standard.filter(each => !writes(each) || ['entries', 'assets'].includes(each.module)));

/** Every request of a start. Words are no facts, but their failing must not harm any. */
const probes = [
  ['GET', '/stacks/branches'],
  ['GET', '/stacks/branch_aliases'],
  ['GET', '/locales'],
  ['GET', '/environments'],
  ['GET', '/content_types'],
  ['DELETE', '/labels/*'],
] as const;
const tests = [
  ['DELETE', '/labels/*'],
  ['DELETE', '/assets/*'],
  ['DELETE', '/content_types/*/entries/*'],
  ['DELETE', /^\/v3\/content_types\/none_[0-9a-f]+$/],
] as const;
const troubles = {
  '429': { answer: { status: 429, body: { error_message: 'Rate limit exceeded.', error_code: 429 } } },
  '503': { answer: { status: 503, headers: { 'content-type': 'text/html' }, body: '<h1>Service Unavailable</h1>' } },
  'the page of a proxy': { answer: { status: 403, body: '<title>Blocked by the gate</title>' } },
  'a cut before it was done': { cut: 'before' },
  'a cut after it was done': { cut: 'after' },
  'an answer that comes too late': { delay: 5_000 },
} as const;

/** Only what comes too late is given up soon, and nothing for being slow on a machine that has other work. */
const toOptions = (trouble: object) =>
  'delay' in trouble ? { given: { TIMEOUT_MS: '2400' } } : { deadline: 120_000, given: {} };

describe.concurrent.each(Object.entries(troubles))('one single request of a start meets %s', (_, trouble) => {
  it.for(probes)('%s %s', async ([method, path], { onTestFinished: atEnd }) => {
    const sandbox = await startOne({}, atEnd);
    sandbox.fault({ method, path, ...trouble });
    const server = await join(sandbox, { ...toOptions(trouble), atEnd });
    // Even the first list has waited for it, and for no more than a second round; not for an answer that is only late.
    if ('delay' in trouble) await expectTools(server, all);
    else {
      expect(await server.tools()).toEqual(all);
      expect(server.said.filter(said => !said.endsWith('; asked again in 1 s'))).toEqual([]);
      expect(server.said.length).toBeLessThanOrEqual(1);
    }
    expect(server.stack.now().access.facts).toMatchObject({
      token: { scope: 'read-write' },
      branches: { limited: false },
    });
  });

  it.for(tests)('of a token for some modules: %s %s', async ([method, path], { onTestFinished: atEnd }) => {
    const sandbox = await startOne({}, atEnd);
    sandbox.fault({ method, path, ...trouble });
    const server = await join(sandbox, { token: 'per_module', ...toOptions(trouble), atEnd });
    await expectTools(server, perModule);
    // What may have been carried out does not go again as it was.
    expect(new Set(deletesOf(sandbox)).size).toBe(deletesOf(sandbox).length);
  });
});
