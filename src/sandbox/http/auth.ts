// The checks a request passes before anything is looked up: stack, token, permission, branch, in this order.

import type { Choices } from '../state/choices.ts';
import { pick } from '../state/json.ts';
import type { Branch, State, Token } from '../state/state.ts';
import type { Module, Route } from './call.ts';
import { findBranch } from './find.ts';
import {
  type CmaError,
  missBranch,
  refuseBranch,
  refuseKey,
  refusePermission,
  refuseToken,
  refuseUserModule,
} from './replies.ts';

/** Modules a management token is never let into: to it they answer as if nobody had logged in. */
const excluded = [
  /^\/user(-session)?(\/|$)/,
  /^\/organizations(\/|$)/,
  /^\/stacks$/,
  /^\/stacks\/(settings|users|share|unshare|transfer_ownership|accept_ownership)(\/|$)/,
  /^\/stacks\/[a-z_]*tokens(\/|$)/,
];

interface Asked {
  method: string;
  /** Without the leading `/v3`. */
  path: string;
  header: (name: string) => string | undefined;
  /** What the path leads to; absent when to nothing. */
  served: { module: Module; route: Route } | undefined;
}

interface Admission {
  token: Token;
  branch: Branch;
  /** The token may not do this. Where the object is looked up first, it is thrown once the object has been found. */
  refusal: CmaError | undefined;
}

export function admit(state: State, choices: Choices, asked: Asked): Admission {
  if (asked.header('api_key') !== state.api_key) throw refuseKey();
  const token = findToken(state, asked.header('authorization'));
  const { served } = asked;
  if (needsUser(choices, asked)) throw refuseUserModule(choices.userModuleRefusal);
  const isAllowed = served ? mayDo(choices, token, served.module, served.route) : mayWrite(token, asked.method);
  const refusal = isAllowed ? undefined : refusePermission(choices.readOnlyRefusal);
  if (refusal && choices.permissionCheck === 'before lookup') throw refusal;
  const isGlobal = served?.module.reach === 'global';
  return { token, branch: findAskedBranch(state, choices, token, asked.header('branch'), isGlobal), refusal };
}

function needsUser(choices: Choices, { path, served }: Asked): boolean {
  const marked = served?.route.authtoken;
  return typeof marked === 'function' ? marked(choices) : marked === true || excluded.some(each => each.test(path));
}

const mayWrite = (token: Token, method: string): boolean => method === 'GET' || token.scope === 'read-write';

function mayDo(choices: Choices, token: Token, module: Module, route: Route): boolean {
  const scope = token.modules ? token.modules[module.name] : token.scope;
  if (scope === undefined) return false;
  const isWritingGet = route.method === 'GET' && route.writes === true;
  const isRead = route.method === 'GET' && (!isWritingGet || choices.readOnlyWritingGets === 'allow');
  if (isRead) return true;
  if (token.scope === 'read-only' || scope === 'read-only') return false;
  const isShared = module.reach === 'global' && token.branches !== undefined;
  return !isShared || choices.branchLimitedGlobalWrites === 'allow';
}

/** The raw value, without `Bearer`; an expired or revoked token is as wrong as an unknown one. */
function findToken(state: State, value: string | undefined): Token {
  const token = state.tokens.find(known => known.value === value);
  const isExpired = token?.expires_at !== undefined && Date.parse(token.expires_at) <= Date.now();
  if (!token || isExpired || token.revoked) throw refuseToken('authorization');
  return token;
}

/** The header takes the uid of a branch or of an alias. Where branches mean nothing, a wrong one does no harm. */
function findAskedBranch(
  state: State,
  choices: Choices,
  token: Token,
  header: string | undefined,
  isGlobal: boolean,
): Branch {
  const name = header || 'main';
  const branch = findBranch(state, name);
  const isAllowed = !token.branches || token.branches.includes(name) || token.branches.includes(branch?.uid ?? name);
  if (branch && (isAllowed || isGlobal)) return branch;
  const main = pick(state.branches, 'main');
  if (isGlobal && main) return main;
  if (!branch && choices.unknownBranch === 'not found') throw missBranch(name, choices.notFoundStatus.branches);
  throw refuseBranch(name, choices.branchRefusalStatus);
}
