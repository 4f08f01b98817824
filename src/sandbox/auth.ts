// The checks a request passes before anything is looked up: stack, token, permission, branch, in this order.
import type { Choices } from './choices.ts';
import { CmaError, refuseBranch, refuseKey, refuseToken } from './replies.ts';
import type { Branch, State, Token } from './state.ts';
import { pick } from './store.ts';

/** Modules a management token is never let into: to it they answer as if nobody had logged in. */
const excluded = [
  /^\/user(-session)?(\/|$)/,
  /^\/organizations(\/|$)/,
  /^\/stacks$/,
  /^\/stacks\/(settings|users|share|unshare|transfer_ownership|accept_ownership)(\/|$)/,
  /^\/stacks\/[a-z_]*tokens(\/|$)/,
];

/** Modules that belong to the stack as a whole, where the branch header means nothing. */
const global = [/^\/environments(\/|$)/];

interface Asked {
  method: string;
  /** Without the leading `/v3`. */
  path: string;
  header: (name: string) => string | undefined;
}

export interface Admission {
  token: Token;
  branch: Branch;
}

export function admit(state: State, choices: Choices, asked: Asked): Admission {
  if (asked.header('api_key') !== state.api_key) throw refuseKey();
  const token = findToken(state, asked.header('authorization'));
  if (excluded.some(pattern => pattern.test(asked.path))) throw refuseToken('authtoken');
  if (asked.method !== 'GET' && token.scope === 'read-only') {
    const { status, code } = choices.readOnlyRefusal;
    throw new CmaError(status, code, 'Access denied. You have insufficient permissions to perform this operation.');
  }
  const isGlobal = global.some(pattern => pattern.test(asked.path));
  return { token, branch: findBranch(state, token, isGlobal ? undefined : asked.header('branch'), isGlobal) };
}

/** The raw value, without `Bearer`; an expired token is as wrong as an unknown one. */
function findToken(state: State, value: string | undefined): Token {
  const token = state.tokens.find(known => known.value === value);
  const isExpired = token?.expires_at !== undefined && Date.parse(token.expires_at) <= Date.now();
  if (!token || isExpired) throw refuseToken('authorization');
  return token;
}

function findBranch(state: State, token: Token, header: string | undefined, isGlobal: boolean): Branch {
  const uid = header || 'main';
  const branch = pick(state.branches, uid);
  const isAllowed = isGlobal || !token.branches || token.branches.includes(uid);
  if (!branch || !isAllowed) throw refuseBranch(uid);
  return branch;
}
