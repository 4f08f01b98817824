// Answers of success that show none, to every tool: none is told as done, none written twice, and none lost in silence.
import { expect, it } from 'vitest';
import { type Operation, toMethod, toTemplate } from '../../src/operations/operation.ts';
import type { FaultSpec } from '../../src/sandbox/http/faults.ts';
import { type Opened, open } from '../harness.ts';
import { hasTurn, isProof } from '../long.ts';
import { operations } from '../operations.ts';
import { seed, toArguments } from './arguments.ts';

const headers: [string, string][] = [['content-type', 'application/json']];

/** What comes instead of the answer, whether or not the request is carried out. */
const unclear: Record<string, string> = {
  null: 'null',
  'an empty list': '[]',
  'a word': '"maintenance"',
  nothing: '{}',
};

/** Objects that are no receipt either: they come from what stands before the API, or show nothing of the thing. */
const wordy: readonly object[] = [
  { error: 'Bad things' },
  { error: { code: 503, reasons: ['busy'] } },
  { message: 'Service unavailable' },
  { code: 503, message: 'Service unavailable', details: [{ reason: 'busy' }] },
  { fault: { faultstring: 'Quota exceeded' } },
  { status: 'error' },
  { success: true },
  { entry: 'updated' },
  { entry: {}, notice: '' },
];

/** `npm run prove` takes all of them, `npm test` every other. */
const chosen = wordy.filter((_, index) => isProof || index % 2 === 0);

/** The API itself says that it was not. */
const refusal = JSON.stringify({ error_code: 119, error_message: 'Not this time.', errors: { title: ['is odd.'] } });

const toPath = (line: Operation['line']): RegExp =>
  new RegExp(
    `^/v3${toTemplate(line)
      .replace('$', '\\$')
      .replace(/\{\w+\}/g, '[^/]+')}$`,
  );

type Told = 'done' | 'refused' | 'applied' | 'not applied' | 'unknown';

function toTold(text: string, isError: boolean): Told {
  if (!isError) return 'done';
  if (text.includes('It was applied all the same')) return 'applied';
  if (text.includes('It was not applied')) return 'not applied';
  return text.includes('may have been applied') ? 'unknown' : 'refused';
}

interface Met {
  told: Told;
  text: string;
  /** How often the request was sent, and carried out. */
  sent: number;
  applied: number;
  /** Requests after it. */
  besides: string[];
}

/** One call that meets the fault. */
async function meet({ client, sandbox }: Opened, { name, line }: Operation, fault: FaultSpec): Promise<Met> {
  const method = toMethod(line);
  sandbox.fault({ ...fault, method, path: toPath(line) });
  sandbox.requests.length = 0;
  const { content, isError } = await client.callTool({ name, arguments: toArguments(name, sandbox) });
  const text = content.map(part => (part.type === 'text' ? part.text : '')).join('\n');
  const isIt = (asked: { method: string; path: string }) => asked.method === method && toPath(line).test(asked.path);
  const its = sandbox.requests.filter(isIt);
  // What is written is read before; what is counted is what comes after.
  const after = sandbox.requests.slice(sandbox.requests.findLastIndex(isIt) + 1);
  return {
    told: toTold(text, isError === true),
    text,
    sent: its.length,
    applied: its.filter(({ applied }) => applied).length,
    besides: after.map(asked => `${asked.method} ${asked.path}`),
  };
}

const writes = operations.filter(({ effect }) => effect !== 'read');
/** Names of the stack are not read besides: what is counted are a call's own requests. */
const openQuiet = () => open({ seed, settings: { MODULES: 'all', CONFIRM: 'never', LIVE_SCHEMA: 'false' } });

it('are told from good ones by the word of the catalogue', async () => {
  await using opened = await open({
    seed,
    answers: 'raw',
    settings: { MODULES: 'all', CONFIRM: 'never', LIVE_SCHEMA: 'false' },
  });
  const { client, sandbox } = opened;
  const odd: Record<string, string> = {};
  for (const { name, gives, effect } of operations) {
    const { content } = await client.callTool({ name, arguments: toArguments(name, sandbox) });
    const [first] = content;
    const body =
      gives === 'file' ? {} : JSON.parse(first?.type === 'text' && !/^[A-Z]/.test(first.text) ? first.text : '{}');
    if (sandbox.requests.at(-1)?.status === 204) odd[name] = 'nothing';
    else if (Array.isArray(body)) odd[name] = 'list';
    if (effect !== 'read') await sandbox.reset();
  }
  // Documented with either status: the sandbox answers with a notice.
  odd.unname_asset_version = 'nothing';
  const said = operations.flatMap(({ name, gives }) => (gives && gives !== 'file' ? [[name, gives]] : []));
  expect(odd).toEqual(Object.fromEntries(said));
});

interface Tally {
  count: Record<Told, number>;
  settled: Set<string>;
}

/** Every tool that writes meets each answer, while the request is carried out as well, or is not. */
async function meetAll(opened: Opened, answers: Record<string, string>): Promise<Tally> {
  const count = { done: 0, refused: 0, applied: 0, 'not applied': 0, unknown: 0 };
  const settled = new Set<string>();
  for (const [place, operation] of writes.entries()) {
    for (const [nth, [kind, body]] of Object.entries(answers).entries()) {
      // By turns in `npm test`: a quarter of the answers where it is carried out, and another where it is not.
      for (const apply of [false, true].filter((_, which) => hasTurn(place + nth, which, 4))) {
        const met = await meet(opened, operation, { apply, answer: { headers, body } });
        const why = `${operation.name}, ${kind}, ${apply ? 'applied' : 'not applied'}: ${met.text}`;
        const wasApplied = met.applied > 0;
        expect(met.sent, why).toBe(1);
        expect(wasApplied ? ['applied', 'unknown'] : ['not applied', 'unknown'], why).toContain(met.told);
        // The one read that tells, where there is one; what else is near is not asked for.
        expect(met.besides.length, `${why}\n${met.besides}`).toBeLessThanOrEqual(1);
        if (met.told !== 'unknown') settled.add(operation.name);
        count[met.told] += 1;
        if (wasApplied) await opened.sandbox.reset();
      }
    }
  }
  process.stdout.write(
    `chaos: ${writes.length} writing tools × ${Object.keys(answers).length} answers without a success, applied and not: ${JSON.stringify(count)}; settled for ${settled.size} tools\n`,
  );
  return { count, settled };
}

it.each([
  ['JSON that is no object, or an empty one', unclear],
  [
    'an object that shows nothing',
    Object.fromEntries(chosen.map(body => [JSON.stringify(body), JSON.stringify(body)])),
  ],
])('are told of every write as what is certain of it: %s', async (_, answers) => {
  await using opened = await openQuiet();
  const { count, settled } = await meetAll(opened, answers);
  expect(count.done + count.refused).toBe(0);
  expect(settled.size).toBeGreaterThanOrEqual(40);
});

it('are refusals where they hold an error, for every tool', async () => {
  await using opened = await openQuiet();
  for (const [place, operation] of operations.filter(({ gives }) => gives !== 'file').entries()) {
    for (const status of [200, 201, 202].filter((_, which) => hasTurn(place, which, 3))) {
      const met = await meet(opened, operation, { answer: { status, headers, body: refusal } });
      expect(met.told, `${operation.name}: ${met.text}`).toBe('refused');
      expect(met.text).toContain('"Not this time."');
      expect(met.sent, operation.name).toBe(1);
    }
  }
});

it('are errors to every read, and no empty lists', async () => {
  await using opened = await openQuiet();
  const reads = operations.filter(({ effect, gives }) => effect === 'read' && gives !== 'file');
  for (const [place, operation] of reads.entries()) {
    for (const [kind, body] of Object.entries(unclear).filter((_, which) => hasTurn(place, which, 2))) {
      const { told, text } = await meet(opened, operation, { answer: { headers, body } });
      const isList = operation.gives === 'list' && body === '[]';
      expect(told, `${operation.name}, ${kind}: ${text}`).toBe(isList ? 'done' : 'refused');
    }
  }
});
