// Every tool of the built bundle, called with arguments of every kind: nothing breaks, and every answer is one.
import { Client } from '@modelcontextprotocol/client';
import fc from 'fast-check';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { estimateTokens } from '../../src/results/cut/estimate.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { isProof, toRuns } from '../long.ts';
import { connectChild, parse, spawnServer } from '../server/transports/child.ts';
import { type Case, type Tool, toCases } from './arguments.ts';
import { toSets, toWords } from './words.ts';

/** Calls in all, half of them in each era of the protocol, and how many are under way at once. */
const cases = toRuns(400, 6_000);
const atOnce = 20;
/** The stack is what it was again after so many rounds, or all would be deleted soon. */
const fresh = 5;
/** In tokens; small, so that it is met. What an answer may be above it: the estimate is off by that much. */
const budget = 2_000;
const slack = 1.15;

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

it.each([
  ['legacy', '2025-11-25'],
  ['auto', '2026-07-28'],
] as const)(
  'answers %s calls of every kind (%s)',
  async (mode, version) => {
    await sandbox.reset();
    const child = spawnServer(sandbox, {
      // What takes two calls would be sent by none of them.
      env: {
        CONTENTSTACK_MODULES: 'all',
        CONTENTSTACK_MAX_RESULT_TOKENS: String(budget),
        CONTENTSTACK_CONFIRM: 'never',
        CONTENTSTACK_LOG: 'json',
      },
    });
    const seen = { valid: 0, near: 0, hostile: 0, errors: 0, unfit: 0, sampled: 0, largest: 0 };
    const secrets = [sandbox.tokens.read_write ?? '', sandbox.api_key];
    const client = new Client({ name: 'fuzz', version: '1' }, { versionNegotiation: { mode } });
    await client.connect(connectChild(child, line => expectNoSecret(line, secrets)));
    const listed = (await client.listTools()).tools;
    // It takes nothing and sends nothing.
    const tools = listed.filter(({ name }) => name !== 'server_status');
    const call = async ({ kind, name, args }: Case): Promise<void> => {
      const result = await client.callTool({ name, arguments: args });
      seen[kind] += 1;
      if (result.isError) seen.errors += 1;
      expect(['boolean', 'undefined']).toContain(typeof result.isError);
      expect(Array.isArray(result.content) && result.content.length > 0).toBe(true);
      const text = result.content.map(part => (part.type === 'text' ? part.text : '')).join('');
      expect(text).not.toBe('');
      if (/^Nothing was (sent|done)/.test(text)) seen.unfit += 1;
      expect(text).not.toContain('failed inside this server');
      const isSample = (seen.valid + seen.near + seen.hostile) % 50 === 0;
      // A tokenizer takes its time: only what is near the budget is counted, and every fiftieth.
      if (isSample || estimateTokens(text) > budget / 2) {
        const tokens = encode(text).length;
        seen.sampled += 1;
        seen.largest = Math.max(seen.largest, tokens);
        expect(tokens, `tokens of ${name}`).toBeLessThanOrEqual(budget * slack);
      }
    };
    let round = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(toCases(tools as Tool[], toWords(sandbox), toSets(sandbox)), { minLength: atOnce, maxLength: atOnce }),
        async batch => {
          if (round++ % fresh === 0) await sandbox.reset();
          await Promise.all(batch.map(call));
        },
      ),
      { numRuns: cases / 2 / atOnce, endOnFailure: true },
    );
    await client.close();
    expect(await child.ended).toEqual({ code: 0, signal: null });
    // Whatever was given, nothing but the record was said, an object a line.
    const lines = child.err().split('\n').filter(Boolean);
    expect(lines.filter(line => parse(line)?.v !== 1)).toEqual([]);
    expect(lines.length).toBeGreaterThanOrEqual(seen.valid);
    process.stdout.write(
      `fuzz: ${version}: ${seen.valid} fitting, ${seen.near} nearly fitting, ${seen.hostile} hostile calls of ${tools.length} tools; ${seen.unfit} not sent, ${seen.errors} errors; largest of ${seen.sampled} counted answers ${seen.largest} tokens\n`,
    );
    // Not all of it is turned away at the door: a good part is sent, and a good part of that carried out.
    expect(cases / 2 - seen.unfit).toBeGreaterThan((cases / 2) * 0.4);
    expect(cases / 2 - seen.errors).toBeGreaterThan((cases / 2) * 0.15);
  },
  isProof ? 360_000 : 180_000,
);

/** The message does not show what was found. */
function expectNoSecret(line: string, [token = '', apiKey = '']: string[]): void {
  const rest = line.replaceAll(`/v3/assets/${apiKey}/`, '').replaceAll(`/stack/${apiKey}/`, '');
  if (line.includes(token) || rest.includes(apiKey)) throw new Error('an answer holds a secret');
}
