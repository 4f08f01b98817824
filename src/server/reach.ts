// The smaller surface: three tools that find and call whatever is not listed, with the same schemas, checks and questions.
import * as z from 'zod';
import { type Arguments, toInput } from '../operations/arguments.ts';
import { toBrief } from '../operations/brief.ts';
import type { Effect, Fields, Offered } from '../operations/operation.ts';
import { toNames } from '../operations/renamed.ts';
import type { Secrets } from '../results/redact.ts';
import { type Result, toErrorResult, toProblemResult } from '../results/result.ts';
import { writes } from '../stack/access.ts';
import { statusTool } from '../stack/status.ts';
import { findOperation } from './find-operation.ts';
import type { Offer } from './offer.ts';
import { type Definition, toHints, withoutPrefix } from './tools.ts';

type Json = Record<string, unknown>;

const toOffered = (name: string, title: string, effect: Effect, description: string, query: Fields): Offered => ({
  ...{ name, title, effect, description, query, module: 'reach', reach: 'branch' },
  ...{ path: {}, header: {}, body: {}, form: {} },
});

const called = z.string().min(1).describe('From find_operation');
const given = z.looseObject({}).optional();

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
  { operation: called, arguments: given },
);
const runWrite = toOffered(
  'run_write',
  'Run a writing operation',
  'publish',
  'Call an operation that changes, deletes or publishes something. It checks and asks as that operation does.',
  { operation: called, arguments: given, confirm: z.string().optional() },
);

const own: readonly Offered[] = [find, runRead, runWrite];

/** Arguments of the operation that models put beside its others: where it goes, and the code of the first of two steps. */
const beside = ['stack', 'branch', 'confirm'] as const;
const anywhere = { stack: z.string().optional(), branch: z.string().optional() };

const inputs = new Map(
  own.map(offered => [
    offered.name,
    offered === find ? toInput(offered) : toInput(offered, anywhere, Object.keys(anywhere)),
  ]),
);

/** What the three are called. */
export const reachNames: readonly string[] = own.map(({ name }) => name);

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

/** The call that it stands for, and through which of the three it came. */
interface Reached {
  name: string;
  given: Json;
  by: string;
}

/** @returns a result, where it is answered here; undefined where it is none of the three. */
export function readReach(
  offer: Offer,
  name: string,
  args: Arguments,
  { budget, secrets }: { budget: number; secrets: Secrets },
): Reached | Result | undefined {
  const input = inputs.get(name);
  if (!input) return undefined;
  const parsed = input.parse(args);
  if ('problems' in parsed) return toProblemResult(parsed.problems, secrets);
  if (name === find.name) return findOperation(offer, parsed.value as { words: string; limit?: number }, budget);
  const { operation, arguments: rest = {}, ...more } = parsed.value as { operation: string; arguments?: Json };
  const problems = beside.flatMap(key => {
    const [out, within] = [(more as Json)[key], rest[key]];
    return out === undefined || within === undefined || out === within
      ? []
      : [`${key}: it stands beside \`arguments\` and in them, and differs`];
  });
  if (problems.length > 0) return toProblemResult(problems, secrets);
  const names = [...inputs.keys(), statusTool.name, ...offer.tools().flatMap(({ offered }) => toNames(offered))];
  const called = withoutPrefix(operation.trim(), names);
  if (inputs.has(called) || called === statusTool.name)
    return toErrorResult(`Nothing was sent: ${called} is called by its own name.`, secrets, 'arguments');
  return { name: called, given: { ...rest, ...more }, by: name };
}

/** What waits to be known may be found only after that: who said that it only reads is held to it at the last moment. */
export function refuseReach({ by }: Reached, offered: Offered, secrets: Secrets): Result | undefined {
  if (writes(offered) === (by === runWrite.name)) return undefined;
  const [does, other] = writes(offered) ? ['writes', runWrite.name] : ['only reads', runRead.name];
  return toErrorResult(`Nothing was sent: ${offered.name} ${does}. Call it with ${other}.`, secrets, 'arguments');
}

/** An operation that is not there is a wrong argument here, and no wrong tool. */
export const toUnknownReached = (unknown: string, secrets: Secrets): Result =>
  toErrorResult(`Nothing was sent: ${toBrief(unknown, 400)}. ${find.name} tells what there is.`, secrets, 'arguments');
