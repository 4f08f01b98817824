// The branches: which a token reaches, by which names, and what is wrong with those that were asked for. Pure.

import { nearest } from '../operations/nearest.ts';
import type { Settings } from '../settings/settings.ts';
import { codeOf, isFine, isSettled, listOf, type Reply, toCause } from './replies.ts';
import type { Told } from './told.ts';

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
  /** Whether all of them are reached is not known yet, and so what may be done to what they share. */
  isOpen?: true;
  /** Nobody has said yet that the default is reached: it may be read from, which does no harm. */
  isAssumed?: true;
}

type Wanted = Pick<Settings, 'branch' | 'branches'>;

/** Names asked for at most. */
export const mostNames = 20;

/** Those that the settings say. */
export function assumeBranches(settings: Wanted): BranchFacts {
  const usable = settings.branches ?? [settings.branch ?? 'main'];
  return {
    usable: toDefaultFirst(usable, settings),
    default: toDefault(usable, settings),
    aliases: {},
    limited: true,
    isOpen: true,
    isAssumed: true,
  };
}

/** The branch that is most likely the default, before anything is known. */
export const toGuess = (settings: Wanted): string => assumeBranches(settings).default;

/** Every name that may be a branch, as far as is known. */
export const toNames = (lists: Lists, settings: Wanted): string[] => [
  ...new Set(settings.branches ?? [settings.branch ?? 'main', 'main', ...listAllNames(lists)]),
];

type Lists = Pick<Told, 'branches' | 'aliases'>;

/** Those that the lists have, reached or not. */
export const listAllNames = ({ branches, aliases }: Lists): string[] => [
  ...listNames(branches, 'branches', 'uid'),
  ...listNames(aliases, 'branch_aliases', 'alias'),
];

/** Names in a list answer. */
function listNames(reply: Reply | undefined, list: 'branches' | 'branch_aliases', key: 'uid' | 'alias'): string[] {
  return listOf(reply, list).flatMap(item => (isBranchName(item[key]) ? [item[key]] : []));
}

/**
 * What a branch or alias may be called, with room to spare: they have at most fifteen small letters, digits and underscores.
 * Names come from the host into refusals and instructions, where anything else would be somebody's text.
 */
const isBranchName = (name: unknown): name is string => typeof name === 'string' && /^[\w-]{1,50}$/.test(name);

/** @returns with them why they are not all known yet. */
export function toBranchFacts(told: Told, settings: Settings): BranchFacts & { cause?: string } {
  const listed = listNames(told.branches, 'branches', 'uid');
  const aliases = Object.fromEntries(
    listOf(told.aliases, 'branch_aliases').flatMap(({ alias, uid }) =>
      isBranchName(alias) && isBranchName(uid) ? [[alias, uid]] : [],
    ),
  );
  const all = toNames(told, settings);
  const names = all.slice(0, mostNames);
  const isKnown = (name: string): boolean => isSettled(told.reach.get(name), 'locales');
  const reached = names.filter(name => isReached(name, told.reach.get(name), aliases));
  const guess = toGuess(settings);
  const isAssumed = !isKnown(guess);
  const wanted = settings.branches ?? (settings.branch === undefined ? [] : [settings.branch]);
  // Of a name that was not answered for yet nothing is wrong.
  const lost = wanted.filter(name => isKnown(name) && !reached.includes(name));
  const usable = names.filter(name => reached.includes(name) || (isAssumed && name === guess));
  const isSure = (name: string): boolean => isFine(told.reach.get(name), 'locales');
  const isWhole = listed.length > 0 || isWithoutBranches(told);
  const limited = all.length > names.length || !isWhole || listed.some(name => !isSure(name)) || !isSure('main');
  const unanswered = [
    ...(isSettled(told.branches, 'branches') ? [] : [told.branches]),
    ...(isSettled(told.aliases, 'branch_aliases') ? [] : [told.aliases]),
    ...names.filter(name => !isKnown(name)).map(name => told.reach.get(name)),
  ];
  const known = [...listed, ...Object.keys(aliases)];
  const problem = toProblem(lost, [...new Set([...reached, ...known])], usable, settings);
  // A branch that was asked for by name and is not there must not become another one silently.
  const isAstray = settings.branch !== undefined && lost.includes(settings.branch);
  const cause = unanswered.find(reply => reply !== undefined) ?? unanswered[0];
  return {
    usable: isAstray ? [] : toDefaultFirst(usable, settings),
    default: isAstray ? (settings.branch ?? 'main') : toDefault(usable, settings),
    aliases: Object.fromEntries(Object.entries(aliases).filter(([alias]) => usable.includes(alias))),
    limited,
    ...(problem && (lost.length > 0 || unanswered.length === 0) ? { problem } : {}),
    ...(unanswered.length > 0 ? { isOpen: true, cause: toCause(cause, settings.origin) } : {}),
    ...(isAssumed ? { isAssumed } : {}),
  };
}

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

/**
 * Answered, and for the branch that was named. A refusal for lack of permission (161, 162) is about the module that was
 * read and says nothing against the branch.
 */
function isReached(name: string, reply: Reply | undefined, aliases: Record<string, string>): boolean {
  if (!isSettled(reply, 'locales')) return false;
  if ([161, 162].includes(codeOf(reply) ?? 0)) return true;
  if (!isFine(reply, 'locales')) return false;
  const [first] = listOf(reply, 'locales');
  const said = first?._branch;
  return typeof said !== 'string' || said === name || said === aliases[name];
}

/** A plan without branches refuses their list for good; a list that failed or is not the token's leaves it open. */
function isWithoutBranches({ branches }: Told): boolean {
  if (!isSettled(branches, 'branches')) return false;
  return !isFine(branches, 'branches') && ![161, 162, 901].includes(codeOf(branches) ?? 0);
}

function toDefault(usable: string[], { branch }: Wanted): string {
  if (branch !== undefined) return branch;
  return usable.includes('main') ? 'main' : (usable[0] ?? 'main');
}

const toDefaultFirst = (usable: string[], settings: Wanted): string[] => {
  const first = toDefault(usable, settings);
  return [...usable.filter(name => name === first), ...usable.filter(name => name !== first)];
};
