// The scope: what a token may write, from what it is declared to be or from writes that can have no effect. Pure.

import { isObject } from '../operations/is-object.ts';
import type { Operation } from '../operations/operation.ts';
import type { Settings } from '../settings/settings.ts';
import type { BranchFacts } from './branches.ts';
import { codeOf, isForbidden, isSettled, isWithheld, nameAnswer, toCause } from './replies.ts';
import type { Test } from './told.ts';

/** What is known of the token. `why` says how, for `tools`, `doctor` and the instructions. */
export interface TokenFacts {
  scope: 'read-only' | 'read-write' | 'by-module';
  /** With `by-module`: those that it may write, and no others. */
  modules?: readonly string[];
  why: string;
  /** There may be more: not all is known yet. */
  isOpen?: true;
  /** Found out, so that a declaration may say more. */
  isTested?: true;
}

/** The module that speaks for all: nobody but who may write everything is known to be let in there. */
export const first = 'labels';

/** Those asked one by one where it does not. A test of any other might do harm, were it to find something. */
export const rest = ['assets', 'entries', 'content-types'] as const;

export const mayWrite = ({ scope, modules = [] }: TokenFacts, { module }: Pick<Operation, 'module'>): boolean =>
  scope === 'read-write' || (scope === 'by-module' && modules.includes(module));

/** In a few words, as `read-write` or `read-write in entries, assets`. */
export const toScopeWords = ({ scope, modules = [] }: TokenFacts): string =>
  scope === 'by-module' ? `read-write in ${modules.join(', ')}, elsewhere read-only` : scope;

/** A rehearsal sends no write, not even one that can have no effect. */
const untested = 'not proven, as CONTENTSTACK_DRY_RUN is true and nothing that writes is sent to find out';

/** Taken at its word. Undefined where it is to be found out. */
export function toDeclared({ tokenScope, dryRun }: Pick<Settings, 'tokenScope' | 'dryRun'>): TokenFacts | undefined {
  if (tokenScope === 'detect') return dryRun ? { scope: 'read-write', why: untested } : undefined;
  if (typeof tokenScope === 'string') return { scope: tokenScope, why: `CONTENTSTACK_TOKEN_SCOPE is ${tokenScope}` };
  return { scope: 'by-module', modules: tokenScope, why: `CONTENTSTACK_TOKEN_SCOPE is ${tokenScope.join(',')}` };
}

type Tests = ReadonlyMap<string, Test>;

/** @returns with it why not all of it is known yet. */
export function toTokenFacts(
  tests: Tests,
  settings: Settings,
  wantsScope: boolean,
  { usable, default: branch, isOpen }: Pick<BranchFacts, 'usable' | 'default' | 'isOpen'>,
): TokenFacts & { cause?: string } {
  const declared = toDeclared(settings);
  if (declared) return declared;
  const readOnly = (why: string): TokenFacts => ({ scope: 'read-only', why });
  if (!wantsScope) return readOnly('it was not tested, as the settings leave no tool that writes');
  const open = (cause: string) => ({
    ...readOnly(`it is not known yet whether it may write: ${cause}`),
    isOpen: true as const,
    cause,
  });
  if (usable.length === 0 && isOpen) return open(toCause(undefined, settings.origin));
  if (usable.length === 0) return readOnly('it was not tested, as no branch can be reached');
  const on = (module: string): Test | undefined => {
    const test = tests.get(module);
    return test?.branch === branch ? test : undefined;
  };
  const test = on(first);
  if (isWithheld(test?.reply)) return { ...readOnly(tellWithheld(test.reply)), isTested: true };
  if (!test || !isSettled(test.reply)) return open(toCause(test?.reply, settings.origin));
  if (isAllowed(test)) return { scope: 'read-write', why: 'Contentstack allowed a test write' };
  if (!isForbidden(test.reply))
    return { ...readOnly(`the test write was answered with ${nameAnswer(test.reply)}`), isTested: true };
  return byModule(on, settings, nameAnswer(test.reply));
}

/** The owner's rules hold for a test as for any other write. */
const tellWithheld = ({ message }: Error): string =>
  `the test write was not sent: ${message.slice(0, 1).toLowerCase()}${message.slice(1).replace(/\.$/, '')}`;

function byModule(on: (module: string) => Test | undefined, { origin }: Settings, refusal: string) {
  const modules = rest.filter(module => isGranted(module, on(module)));
  const unknown = rest.find(module => !isSettled(on(module)?.reply) && !isWithheld(on(module)?.reply));
  const more =
    unknown === undefined
      ? { isTested: true as const }
      : { isOpen: true as const, cause: toCause(on(unknown)?.reply, origin) };
  if (modules.length === 0) {
    const why = `Contentstack refused a test write (${refusal})`;
    return {
      scope: 'read-only' as const,
      why: 'cause' in more ? `${why}; more is not known yet: ${more.cause}` : why,
      ...more,
    };
  }
  const why = `Contentstack allowed a test write in each of these, and refused one in ${first} (${refusal})`;
  return { scope: 'by-module' as const, modules, why, ...more };
}

/** "Not found" tells that the right was not what it failed for. */
function isAllowed({ reply, uid }: Test): boolean {
  return isSettled(reply) && (reply.status === 404 || (reply.status === 422 && saysUid(reply.body, uid)));
}

/** Where more hangs on it the uid itself must be what was not found: not an entry's content type (118), not the path. */
const isGranted = (module: string, test: Test | undefined): boolean =>
  test !== undefined &&
  isSettled(test.reply) &&
  [404, 422].includes(test.reply.status) &&
  !isForbidden(test.reply) &&
  !(module === 'entries' && codeOf(test.reply) === 118) &&
  saysUid(test.reply.body, test.uid);

function saysUid(body: unknown, uid: string): boolean {
  if (!isObject(body)) return false;
  return (isObject(body.errors) && 'uid' in body.errors) || JSON.stringify(body).includes(uid);
}

/** Where a module was not let in, whatever the token may do elsewhere. */
export const isRefused = (test: Test | undefined): boolean => test !== undefined && isForbidden(test.reply);
