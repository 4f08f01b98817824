// Facts: what answers to a few requests say of key, token, branches and scope. Pure; what stays unknown counts as not allowed.

import { type Answer, NoAnswer } from '../operations/answer.ts';
import { isObject } from '../operations/is-object.ts';
import { nearest } from '../operations/nearest.ts';
import { judge } from '../operations/verdict.ts';
import type { Settings } from '../settings/settings.ts';

/** What is known of the token. `why` says how, for `tools`, `doctor` and the instructions. */
export interface TokenFacts {
  scope: 'read-only' | 'read-write';
  why: string;
}

export interface BranchFacts {
  /** Names a call may use, uids and aliases, the default first. Empty: nothing that needs a branch can be done. */
  usable: string[];
  /** Used when a call names none; sent with every request. */
  default: string;
  /** Alias → the branch it stands for. */
  aliases: Record<string, string>;
  /** The token does not reach every branch of the stack, as far as is known. */
  limited: boolean;
  /** What is wrong with the branches, in a sentence that names the setting to change. */
  problem?: string;
}

/** What keeps every call from working. `message` names the setting to change. */
export interface Fault {
  kind: 'credentials' | 'key' | 'token' | 'network';
  message: string;
}

export interface Facts {
  token: TokenFacts;
  branches: BranchFacts;
  fault?: Fault;
}

export type Reply = Answer | NoAnswer;

/** Answers by what was asked. */
export interface Told {
  branches: Reply;
  aliases: Reply;
  /** By branch name: a read of something that each branch has of its own. */
  reach: Map<string, Reply>;
}

/**
 * Nothing learnt, because of a fault or because the time was up: the branches are those that the settings say. Without
 * credentials or answers it is read-only, whatever is declared.
 */
export function assumeFacts(settings: Settings, fault?: Fault): Facts {
  const { tokenScope, branches, branch = 'main' } = settings;
  const isDeclared = tokenScope !== 'detect' && fault !== undefined && fault.kind !== 'credentials';
  const usable = branches ?? [branch];
  return {
    token: isDeclared
      ? { scope: tokenScope, why: `CONTENTSTACK_TOKEN_SCOPE is ${tokenScope}` }
      : { scope: 'read-only', why: fault?.message ?? 'what it may do is still being found out' },
    branches: {
      usable: toDefaultFirst(usable, settings),
      default: toDefault(usable, settings),
      aliases: {},
      limited: true,
    },
    ...(fault ? { fault } : {}),
  };
}

/** A fault shows in every answer alike; the key is checked before the token. */
export function toFault({ branches, aliases, reach }: Told, settings: Settings): Fault | undefined {
  const replies = [branches, aliases, ...reach.values()];
  const answers = replies.filter(reply => !(reply instanceof NoAnswer)) as Answer[];
  if (answers.some(answer => answer.status === 412 || codeOf(answer) === 109)) {
    return {
      kind: 'key',
      message: `no stack has this API key in region ${settings.region}: check CONTENTSTACK_API_KEY and CONTENTSTACK_REGION`,
    };
  }
  if (answers.some(answer => codeOf(answer) === 105)) {
    return {
      kind: 'token',
      message:
        'Contentstack does not know this management token: it is wrong, expired or deleted, or belongs to another stack; create a new one and set CONTENTSTACK_MANAGEMENT_TOKEN',
    };
  }
  const [silence] = replies.filter(reply => reply instanceof NoAnswer);
  return answers.length === 0 && silence ? { kind: 'network', message: silence.message } : undefined;
}

/** Names in a list answer. */
export function listNames(reply: Reply, list: 'branches' | 'branch_aliases', key: 'uid' | 'alias'): string[] {
  return listOf(reply, list).flatMap(item => (isBranchName(item[key]) ? [item[key]] : []));
}

/**
 * What a branch or alias may be called, with room to spare: they have at most fifteen small letters, digits and underscores.
 * Names come from the host into schemas and instructions, where anything else would be somebody's text.
 */
const isBranchName = (name: unknown): name is string => typeof name === 'string' && /^[\w-]{1,50}$/.test(name);

/** @param isCut there are names that were not tried. */
export function toBranchFacts(told: Told, settings: Settings, isCut: boolean): BranchFacts {
  const listed = listNames(told.branches, 'branches', 'uid');
  const aliases = toAliases(told);
  const reached = [...told.reach].filter(([name, reply]) => isReached(name, reply, aliases)).map(([name]) => name);
  const wanted = settings.branches ?? (settings.branch === undefined ? [] : [settings.branch]);
  const lost = wanted.filter(name => !reached.includes(name));
  const usable = settings.branches ? reached.filter(name => wanted.includes(name)) : reached;
  const isSure = (name: string): boolean => isFine(told.reach.get(name));
  const limited =
    isCut || listed.some(name => !isSure(name)) || !isSure('main') || (listed.length === 0 && !isWithoutBranches(told));
  const facts = {
    usable: toDefaultFirst(usable, settings),
    default: toDefault(usable, settings),
    aliases: Object.fromEntries(Object.entries(aliases).filter(([alias]) => usable.includes(alias))),
    limited,
  };
  const known = [...listed, ...Object.keys(aliases)];
  const problem = toProblem(lost, [...new Set([...reached, ...known])], usable, settings);
  // A branch that was asked for by name and is not there must not become another one silently.
  const isAstray = settings.branch !== undefined && lost.includes(settings.branch);
  return {
    ...facts,
    ...(isAstray ? { usable: [], default: settings.branch ?? 'main' } : {}),
    ...(problem ? { problem } : {}),
  };
}

/** With a branch or alias that has come since, if the token reaches it; the same facts where it has not. */
export function withBranch(facts: BranchFacts, name: string, told: Told): BranchFacts {
  const reply = told.reach.get(name);
  const { [name]: stands } = toAliases(told);
  const isThere = listNames(told.branches, 'branches', 'uid').includes(name) || stands !== undefined;
  const isNew =
    isThere && reply !== undefined && isReached(name, reply, toAliases(told)) && !facts.usable.includes(name);
  if (!isNew) return facts;
  const aliases = stands === undefined ? facts.aliases : { ...facts.aliases, [name]: stands };
  return { ...facts, usable: [...facts.usable, name], aliases };
}

const toAliases = ({ aliases }: Told): Record<string, string> =>
  Object.fromEntries(
    listOf(aliases, 'branch_aliases').flatMap(({ alias, uid }) =>
      isBranchName(alias) && isBranchName(uid) ? [[alias, uid]] : [],
    ),
  );

function toProblem(lost: string[], known: string[], usable: string[], settings: Settings): string | undefined {
  const [name] = lost;
  if (name === undefined) {
    return usable.length > 0
      ? undefined
      : 'the token reaches no branch that was tried; name one in CONTENTSTACK_BRANCHES';
  }
  const setting = settings.branch === name ? 'CONTENTSTACK_BRANCH' : 'CONTENTSTACK_BRANCHES';
  const close = nearest(
    name,
    known.filter(each => each !== name),
  );
  return `${setting} names "${name}", which does not exist or is out of the token's reach${close ? `; did you mean ${close}?` : ''}`;
}

/** What the answer to a write that can have no effect says of the token. `uid` is that of a thing nobody has. */
export function toScope(reply: Reply, uid: string): TokenFacts {
  const readOnly = (why: string): TokenFacts => ({ scope: 'read-only', why });
  if (reply instanceof NoAnswer) return readOnly(`the test write was not answered (${reply.message})`);
  const code = codeOf(reply);
  if ([161, 162, 901].includes(code ?? 0) || reply.status === 403) {
    return readOnly(`Contentstack refused a test write (${nameAnswer(reply)})`);
  }
  const isMissing = reply.status === 404 || (reply.status === 422 && saysUid(reply.body, uid));
  if (isMissing) return { scope: 'read-write', why: 'Contentstack allowed a test write' };
  const hint = reply.status === 429 ? "; the organisation's rate limit was used up" : '';
  return readOnly(`the test write was answered with ${nameAnswer(reply)}${hint}`);
}

/** A 422 is also for what is not there: then it speaks of the uid. */
function saysUid(body: unknown, uid: string): boolean {
  if (!isObject(body)) return false;
  return (isObject(body.errors) && 'uid' in body.errors) || JSON.stringify(body).includes(uid);
}

const nameAnswer = (answer: Answer): string => {
  const code = codeOf(answer);
  return `status ${answer.status}${code === undefined ? '' : `, code ${code}`}`;
};

/**
 * Answered, and for the branch that was named. A refusal for lack of permission (161, 162) is about the module that was
 * read and says nothing against the branch.
 */
function isReached(name: string, reply: Reply, aliases: Record<string, string>): boolean {
  if (reply instanceof NoAnswer) return false;
  if ([161, 162].includes(codeOf(reply) ?? 0)) return true;
  if (!isFine(reply)) return false;
  const [first] = listOf(reply, 'locales');
  const said = first?._branch;
  return typeof said !== 'string' || said === name || said === aliases[name];
}

const isFine = (reply: Reply | undefined): boolean =>
  reply !== undefined && !(reply instanceof NoAnswer) && judge({ effect: 'read' }, reply) === 'good';

/** A plan without branches refuses their list for good; a list that failed or is not the token's leaves it open. */
function isWithoutBranches({ branches }: Told): boolean {
  if (branches instanceof NoAnswer || branches.status >= 500 || branches.status === 429) return false;
  return !isFine(branches) && ![161, 162, 901].includes(codeOf(branches) ?? 0);
}

function toDefault(usable: string[], { branch }: Settings): string {
  if (branch !== undefined) return branch;
  return usable.includes('main') ? 'main' : (usable[0] ?? 'main');
}

const toDefaultFirst = (usable: string[], settings: Settings): string[] => {
  const first = toDefault(usable, settings);
  return [...usable.filter(name => name === first), ...usable.filter(name => name !== first)];
};

export function codeOf(answer: Answer): number | undefined {
  const code = isObject(answer.body) ? Number(answer.body.error_code) : Number.NaN;
  return Number.isInteger(code) ? code : undefined;
}

function listOf(reply: Reply, key: string): Record<string, unknown>[] {
  const body = reply instanceof NoAnswer ? undefined : reply.body;
  const list = isObject(body) ? body[key] : undefined;
  return Array.isArray(list) ? list.filter(isObject) : [];
}
