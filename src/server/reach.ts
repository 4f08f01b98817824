// The smaller surface: three tools that find and call whatever is not listed, with the same schemas, checks and questions.
import MiniSearch from 'minisearch';
import * as z from 'zod';
import { type Arguments, toInput } from '../operations/arguments.ts';
import type { Effect, Fields, Offered } from '../operations/operation.ts';
import { fits } from '../results/cut/estimate.ts';
import { type Result, toErrorResult, toProblemResult } from '../results/result.ts';
import { toVisibleJson } from '../results/text/visible.ts';
import { writes } from '../stack/access.ts';
import type { Offer } from './offer.ts';
import { type Definition, isListed, toHints } from './tools.ts';

type Json = Record<string, unknown>;

const called = z.string().min(1).describe('As find_operation gives it');
const given = z.looseObject({}).optional();

const toOffered = (name: string, title: string, effect: Effect, description: string, query: Fields): Offered => ({
  ...{ name, title, effect, description, query, module: 'reach', reach: 'branch' },
  ...{ path: {}, header: {}, body: {}, form: {} },
});

const find = toOffered(
  'find_operation',
  'Find an operation',
  'read',
  'What else can be done here, by words such as "release" or "restore a term": names, what each does, and the arguments of the nearest.',
  { words: z.string().min(1), limit: z.int().min(1).max(20).optional() },
);
const runRead = toOffered(
  'run_read',
  'Run a reading operation',
  'read',
  'Call an operation that only reads, found with find_operation.',
  {
    operation: called,
    arguments: given,
  },
);
const runWrite = toOffered(
  'run_write',
  'Run a writing operation',
  'publish',
  'Call an operation that changes, deletes or publishes something. It checks and asks as that operation does.',
  { operation: called, arguments: given, confirm: z.string().optional() },
);

const own: readonly Offered[] = [find, runRead, runWrite];
const inputs = new Map(own.map(offered => [offered.name, toInput(offered)]));

/** Those of the three that only read, for who waits for writes alone. */
export const reachReads: readonly string[] = own.filter(each => !writes(each)).map(({ name }) => name);

/** As listed; what writes is there only where something that writes is. */
export function listReach(offer: Offer): readonly Definition[] {
  const hasWrites = offer.tools().some(({ offered }) => writes(offered));
  return own
    .filter(each => hasWrites || !writes(each))
    .map(({ name, title, description, ...rest }) => ({
      name,
      title,
      description,
      inputSchema: (inputs.get(name) as ReturnType<typeof toInput>).schema(),
      annotations: { title, ...toHints(rest) },
    }));
}

/** @returns the call it stands for; a result, where it is answered here; undefined where it is none of the three. */
export function readReach(
  offer: Offer,
  name: string,
  args: Arguments,
  budget: number,
): { name: string; given: Json } | Result | undefined {
  const input = inputs.get(name);
  if (!input) return undefined;
  const parsed = input.parse(args);
  if ('problems' in parsed) return toProblemResult(parsed.problems, {});
  if (name === find.name) return toFoundResult(offer, parsed.value as { words: string; limit?: number }, budget);
  const {
    operation,
    arguments: rest = {},
    confirm,
  } = parsed.value as { operation: string; arguments?: Json; confirm?: string };
  const offered = offer.tools().find(each => each.offered.name === operation)?.offered;
  if (offered && writes(offered) !== (name === runWrite.name)) {
    const other = writes(offered) ? runWrite.name : runRead.name;
    return toErrorResult(
      `Nothing was sent: ${operation} ${writes(offered) ? 'writes' : 'only reads'}. Call it with ${other}.`,
      {},
    );
  }
  return { name: operation, given: { ...rest, ...(confirm === undefined ? {} : { confirm }) } };
}

/** So many are shown when none is said, and with their arguments as many as fit. */
const usual = 6;

function toFoundResult(
  offer: Offer,
  { words, limit = usual }: { words: string; limit?: number },
  budget: number,
): Result {
  const tools = offer.tools();
  const found = search(
    tools.map(({ offered }) => offered),
    words,
  );
  if (found.length === 0) {
    const modules = [...new Set(tools.map(({ offered }) => offered.module))];
    return {
      text: `Nothing here has to do with ${JSON.stringify(words.slice(0, 80))}. There are operations for: ${modules.join(', ')}.`,
      isError: false,
    };
  }
  const shown = found.slice(0, limit).map(name => {
    const tool = tools.find(({ offered }) => offered.name === name);
    const { effect, description } = tool?.offered as Offered;
    return { operation: name, effect, does: description, arguments: tool?.input.schema() };
  });
  const toAnswer = (full: number): Json => ({
    operations: shown.map((each, index) => (index < full ? each : { ...each, arguments: undefined })),
    ...(found.length > shown.length ? { more: found.slice(shown.length, shown.length + 20) } : {}),
  });
  let full = shown.length;
  while (full > 1 && !fits(toAnswer(full), budget)) full -= 1;
  return { text: toVisibleJson(JSON.stringify(toAnswer(full))), isError: false };
}

function search(offered: readonly Offered[], words: string): string[] {
  const exact = offered.find(({ name }) => name === words.trim());
  const index = new MiniSearch<{ id: string }>({ fields: ['name', 'title', 'description', 'module', 'takes'] });
  index.addAll(
    offered.map(({ name, title, description, module, path, query, body }) => ({
      id: name,
      name: name.replaceAll('_', ' '),
      ...{ title, description, module },
      takes: Object.keys({ ...path, ...query, ...body }).join(' '),
    })),
  );
  const boost = { name: 4, title: 3, module: 2 };
  const near = index.search(words, { boost, prefix: true, fuzzy: 0.2 }).map(({ id }) => String(id));
  return [...new Set([...(exact ? [exact.name] : []), ...near])];
}

/** How many can be called that are not listed. */
export const countUnlisted = (offer: Offer): number =>
  offer.tools().filter(({ offered }) => !isListed('tasks', offered)).length;
