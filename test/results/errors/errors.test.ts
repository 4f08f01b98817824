// What a model reads when Contentstack refuses: each error of the reference through the real server, its cause and its words.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toMethod, toTemplate } from '../../../src/operations/operation.ts';
import { estimateTokens } from '../../../src/results/cut/estimate.ts';
import { advice, cases } from '../../../src/results/errors/cases.ts';
import { type Opened, open } from '../../harness.ts';
import { find, operations } from '../../operations.ts';
import { refusals } from './cases.ts';
import type { Refusal } from './refusal.ts';

/** A plain refusal takes no more of a model's context, in tokens. */
const most = 150;

const texts = new Map<string, string>();
const all = Object.entries(refusals).flatMap(([part, list]) => list.map(refusal => ({ part, refusal })));

async function refuse(opened: Opened, { call: [tool, args], fault }: Refusal): Promise<string> {
  const { sandbox } = opened;
  const { line } = find(tool);
  // What the stack calls its things may be asked for at the same time.
  const request = { method: toMethod(line), path: new RegExp(`^/v3${toTemplate(line).replace(/\{\w+\}/g, '[^/]+')}$`) };
  // Who is told to wait longer than a call may take does not try again.
  const answer = fault && { ...fault, headers: { 'retry-after': '60', ...fault.headers } };
  if (answer) sandbox.fault({ ...request, answer });
  const text = await opened.fail(tool, args);
  const sent = sandbox.requests.findLast(({ method, path }) => method === request.method && request.path.test(path));
  // What is not there is found by the read before the write.
  const isRead = text.includes('that was the read before it');
  if (!isRead) expect(sent?.status, text).toEqual(fault?.status ?? expect.any(Number));
  return text.replaceAll(opened.sandbox.origin, 'http://127.0.0.1:PORT').replace(/request [\da-f-]{36}/, 'request ID');
}

/** Words of a case that stand in its text whatever is put in. */
const fixed = (sentence: string): string =>
  sentence.split(/<[^>]+>/).reduce((longest, part) => (part.length > longest.length ? part : longest), '');

describe('each refusal', () => {
  const shared = new Map<string, Promise<Opened>>();
  beforeAll(async () => {
    // One server for all that want the same stack: a refusal changes nothing.
    for (const { part, refusal } of all) {
      const key = JSON.stringify(refusal.options ?? {});
      if (!shared.has(key))
        shared.set(key, open({ ...refusal.options, settings: { CHECK: 'off', ...refusal.options?.settings } }));
      const text = await refuse(await (shared.get(key) as Promise<Opened>), refusal);
      texts.set(`${part}: ${refusal.title}`, text);
    }
  }, 60_000);
  afterAll(async () => {
    for (const opened of shared.values()) await (await opened).close();
  });

  it.each(all.map(each => [`${each.part}: ${each.refusal.title}`, each.refusal] as const))('%s', (title, refusal) => {
    const text = texts.get(title) ?? '';
    const [cause = ''] = text.split('\n');
    const fitting = cases.filter(each => each.name === refusal.case).map(each => fixed(each.cause));
    expect(fitting.length, refusal.case).toBeGreaterThan(0);
    expect(
      fitting.some(words => cause.includes(words)),
      `${refusal.case}: ${text}`,
    ).toBe(true);
    expect(estimateTokens(text), text).toBeLessThanOrEqual(refusal.most ?? most);
    expect(text).not.toMatch(/<\/?[a-z!]/i);
    expect(text).toMatch(/\(status \d{3}(, code \d+)?(, request ID)?\)$/m);
  });

  it('reads as it did', async () => {
    const shown = [...texts].map(([title, text]) => `${title}\n${text.replace(/^/gm, '  ')}\n`);
    await expect(shown.join('\n')).toMatchFileSnapshot('./errors.snap.txt');
  });

  it('is tried for every case there is', () => {
    const tried = new Set(all.map(({ refusal }) => refusal.case));
    expect([...new Set(cases.map(({ name }) => name))].filter(name => !tried.has(name))).toEqual([]);
  });
});

it('names tools by requests that the catalogue has', () => {
  const lines = new Set<string>(operations.map(({ line }) => line));
  const sentences = [...cases.flatMap(({ cause, next = [] }) => [cause, ...next]), ...advice.map(({ next }) => next)];
  const named = sentences.flatMap(sentence =>
    [...sentence.matchAll(/<([A-Z]+ [^>]+)>/g)].map(([, line]) => line ?? ''),
  );
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter(line => !lines.has(line))).toEqual([]);
});
