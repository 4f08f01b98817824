// Facts: what answers to a few requests say of key, token, branches and scope. Pure; what is not known is not allowed yet.

import { NoAnswer } from '../operations/answer.ts';
import { toAppOrigin, toPlace } from '../settings/regions.ts';
import type { Settings } from '../settings/settings.ts';
import { assumeBranches, type BranchFacts, toBranchFacts } from './branches.ts';
import { codeOf, isAnswer, isSettled, isWithheld, toCause } from './replies.ts';
import { type TokenFacts, toDeclared, toTokenFacts } from './scope.ts';
import type { Told } from './told.ts';

export type { BranchFacts } from './branches.ts';
export type { TokenFacts } from './scope.ts';

/** What keeps every call from working. `message` names the setting to change. */
export interface Fault {
  kind: 'credentials' | 'key' | 'token' | 'network';
  message: string;
  /** Of what may pass by itself: what it is, as the end of a sentence. */
  cause?: string;
}

/** Something is not known yet, and will be asked again. */
interface Open {
  /** Why, as the end of a sentence. */
  cause: string;
  /** When it is asked again, in milliseconds as `Date.now()` tells them; absent while it is being asked. Moves on by itself. */
  againAt?: number;
}

export interface Facts {
  token: TokenFacts;
  branches: BranchFacts;
  fault?: Fault;
  open?: Open;
  /** Nothing that writes leaves: see CONTENTSTACK_DRY_RUN. */
  isRehearsal?: true;
}

/** How that is told, wherever rights are. */
export const rehearsalWords =
  'CONTENTSTACK_DRY_RUN is true: nothing that writes is sent, and whether the token may write is not proven';

/**
 * Nothing learnt, because of a fault or because nobody has answered yet: the branches are those that the settings say.
 * Without credentials or answers it is read-only, whatever is declared.
 */
export function assumeFacts(settings: Settings, fault?: Fault): Facts {
  const declared = fault !== undefined && fault.kind !== 'credentials' ? toDeclared(settings) : undefined;
  const token: TokenFacts = declared ?? {
    scope: 'read-only',
    why: fault?.message ?? 'what it may do is still being found out',
    ...(fault && fault.cause === undefined ? {} : { isOpen: true }),
  };
  const cause = fault ? fault.cause : toCause(undefined, settings.origin);
  const open = cause === undefined ? undefined : { cause };
  return {
    ...{ token, branches: assumeBranches(settings) },
    ...(fault ? { fault } : {}),
    ...(open ? { open } : {}),
    ...toRehearsal(settings),
  };
}

export interface Judging {
  settings: Settings;
  /** False when nothing that writes would be exposed anyhow: then no write is sent to find out. */
  wantsScope: boolean;
}

export function toFacts(told: Told, { settings, wantsScope }: Judging): Facts {
  const fault = toFault(told, settings);
  if (fault) return assumeFacts(settings, fault);
  const { cause: unsure, ...branches } = toBranchFacts(told, settings);
  const { cause: untested, ...token } = toTokenFacts(told.tests, settings, wantsScope, branches);
  const cause = untested ?? unsure;
  return { token, branches, ...(cause === undefined ? {} : { open: { cause } }), ...toRehearsal(settings) };
}

const toRehearsal = ({ dryRun }: Settings): Pick<Facts, 'isRehearsal'> => (dryRun ? { isRehearsal: true } : {});

/** A fault shows in every answer alike; the key is checked before the token. */
function toFault({ branches, aliases, reach, tests }: Told, settings: Settings): Fault | undefined {
  const replies = [branches, aliases, ...reach.values(), ...[...tests.values()].map(({ reply }) => reply)];
  const given = replies.filter(reply => reply !== undefined && !isWithheld(reply));
  const settled = given.filter(reply => isSettled(reply));
  if (settled.some(answer => answer.status === 412 || codeOf(answer) === 109)) {
    return {
      kind: 'key',
      message: `no stack has this API key ${toWhere(settings.origin)}: check CONTENTSTACK_API_KEY and CONTENTSTACK_REGION`,
    };
  }
  if (settled.some(answer => codeOf(answer) === 105)) {
    return {
      kind: 'token',
      message:
        'Contentstack does not know this management token: it is wrong, expired or deleted, or belongs to another stack; create a new one and set CONTENTSTACK_MANAGEMENT_TOKEN',
    };
  }
  // Of one that is still to answer nobody knows.
  if (settled.length > 0 || branches === undefined || aliases === undefined || reach.size === 0) return undefined;
  if (given.some(reply => isAnswer(reply) && (reply.status >= 429 || reply.status === 408))) return undefined;
  const silence = given.find(reply => reply instanceof NoAnswer);
  const cause = toCause(silence ?? given[0], settings.origin);
  const change = 'check the network and the proxy, then CONTENTSTACK_REGION and CONTENTSTACK_HOST';
  return { kind: 'network', message: silence?.message ?? `${cause}; ${change}`, cause };
}

/** Where a stack is looked for: a host that is set decides, whatever the region says. */
export const toWhere = (origin: string): string => (toAppOrigin(origin) ? `in ${toPlace(origin)}` : `at ${origin}`);

/** `asked again in 5 s` */
export function toAgain({ againAt }: Open, now = Date.now()): string {
  const seconds = againAt === undefined ? 0 : Math.ceil((againAt - now) / 1000);
  return seconds > 0 ? `asked again in ${seconds} s` : 'being asked again now';
}
