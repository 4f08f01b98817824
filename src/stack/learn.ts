// Learning the facts at the start: which requests are sent, in which order, and how many.
import { randomBytes } from 'node:crypto';
import type { Cma } from '../door/cma.ts';
import { NoAnswer } from '../operations/answer.ts';
import { type RequestLine, toMethod } from '../operations/operation.ts';
import type { Settings } from '../settings/settings.ts';
import {
  assumeFacts,
  type BranchFacts,
  type Facts,
  listNames,
  type Reply,
  type TokenFacts,
  type Told,
  toBranchFacts,
  toFault,
  toScope,
  withBranch,
} from './facts.ts';

const lines = {
  branches: 'GET /stacks/branches',
  aliases: 'GET /stacks/branch_aliases',
  // Small, and each branch has its own: environments and the like answer whatever the branch.
  reach: 'GET /locales',
  write: 'DELETE /labels/{label_uid}',
} as const satisfies Record<string, RequestLine>;

type Probe = (typeof lines)[keyof typeof lines];

/** All that is sent to learn; the door for it lets nothing else through. */
export const probes: readonly { line: RequestLine }[] = Object.values(lines).map(line => ({ line }));

/** Names asked for in all, and before it is known that the credentials are good for anything. */
const most = { names: 20, early: 6 };

export interface Learning {
  settings: Settings;
  /** False when nothing that writes would be exposed anyhow: then no write is sent to find out. */
  wantsScope: boolean;
}

/**
 * Sends two requests, one for each name that may be a branch, and one write that can have no effect; none twice.
 * @param signal ends it. What is not known by then counts as not allowed.
 */
export async function learnFacts(cma: Pick<Cma, 'send'>, learning: Learning, signal: AbortSignal): Promise<Facts> {
  const { settings } = learning;
  const ask = toAsk(cma, signal);
  const sure = settings.branches ?? [...new Set([settings.branch ?? 'main', 'main'])];
  const early = sure.slice(0, most.early);
  const [branches, aliases, ...reach] = await Promise.all([
    ask(lines.branches, '/stacks/branches', sure[0]),
    ask(lines.aliases, '/stacks/branch_aliases', sure[0]),
    ...early.map(name => probe(ask, name)),
  ]);
  const told: Told = { branches, aliases, reach: new Map(reach) };
  const fault = toFault(told, settings);
  if (fault) return assumeFacts(settings, fault);
  const names = new Set(
    settings.branches ?? [
      ...sure,
      ...listNames(branches, 'branches', 'uid'),
      ...listNames(aliases, 'branch_aliases', 'alias'),
    ],
  );
  // The door's pace spreads them.
  const late = [...names].slice(early.length, most.names);
  for (const [name, reply] of await Promise.all(late.map(each => probe(ask, each)))) told.reach.set(name, reply);
  const facts = toBranchFacts(told, settings, names.size > most.names);
  return { token: await learnScope(ask, facts.usable[0], learning), branches: facts };
}

/** Two requests, and one more where there is such a branch by now. */
export async function learnBranch(
  cma: Pick<Cma, 'send'>,
  facts: BranchFacts,
  name: string,
  signal: AbortSignal,
): Promise<BranchFacts> {
  const ask = toAsk(cma, signal);
  const [branches, aliases] = await Promise.all([
    ask(lines.branches, '/stacks/branches', facts.default),
    ask(lines.aliases, '/stacks/branch_aliases', facts.default),
  ]);
  const names = [...listNames(branches, 'branches', 'uid'), ...listNames(aliases, 'branch_aliases', 'alias')];
  const reach = new Map(names.includes(name) ? [await probe(ask, name)] : []);
  return withBranch(facts, name, { branches, aliases, reach });
}

type Ask = (line: Probe, path: string, branch?: string, query?: Record<string, string>) => Promise<Reply>;

/** That there was no answer is an answer too. */
function toAsk(cma: Pick<Cma, 'send'>, signal: AbortSignal): Ask {
  return async (line, path, branch = 'main', query = {}) => {
    const what = { line, effect: line === lines.write ? 'delete' : 'read', method: toMethod(line), path } as const;
    try {
      return await cma.send({ ...what, query: new URLSearchParams(query), headers: { branch } }, signal);
    } catch (error) {
      if (error instanceof NoAnswer) return error;
      throw error;
    }
  };
}

/** Asks for the branch's own name in the answer: who is silently given another branch has not reached this one. */
async function probe(ask: Ask, name: string): Promise<[name: string, reply: Reply]> {
  return [name, await ask(lines.reach, '/locales', name, { limit: '1', include_branch: 'true' })];
}

/** The one write: it deletes a label by a uid that nobody has, once, and is never repeated. */
async function learnScope(
  ask: Ask,
  branch: string | undefined,
  { settings, wantsScope }: Learning,
): Promise<TokenFacts> {
  const { tokenScope } = settings;
  if (tokenScope !== 'detect') return { scope: tokenScope, why: `CONTENTSTACK_TOKEN_SCOPE is ${tokenScope}` };
  if (!wantsScope) return { scope: 'read-only', why: 'it was not tested, as the settings leave no tool that writes' };
  if (branch === undefined) return { scope: 'read-only', why: 'it was not tested, as no branch can be reached' };
  const uid = `blt${randomBytes(8).toString('hex')}`;
  return toScope(await ask(lines.write, `/labels/${uid}`, branch), uid);
}
