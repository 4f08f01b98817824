// Finds what an address names (content type, language, environment, branch) or throws the CMA's error; fallback chains.

import type { ContentTypeRecord, Locale } from '../state/content.ts';
import { type Json, pick } from '../state/json.ts';
import type { Environment } from '../state/publishing.ts';
import type { Branch, State } from '../state/state.ts';
import type { Call } from './call.ts';
import { missContentType, missEnvironment, missLanguage } from './replies.ts';

export function findContentType(call: Call, uid: string): ContentTypeRecord {
  const found = pick(call.branch.content_types, uid);
  if (!found) throw missContentType(uid, call.choices.notFoundStatus.content_types);
  return found;
}

export function findLocale(call: Call, code: string): Locale {
  const found = pick(call.branch.locales, code);
  if (!found) throw missLanguage(call.choices.notFoundStatus.languages);
  return found;
}

/** By name, as addresses do; environments are kept by uid. */
export function findEnvironment(call: Call, name: string): Environment {
  const found = Object.values(call.state.environments).find(environment => environment.name === name);
  if (!found) throw missEnvironment(call.choices.notFoundStatus.environments);
  return found;
}

/** The language a request is about: `locale` in the query string, else the master. */
export function findAskedLocale(call: Call, code = call.query.get('locale')): string {
  return code ? findLocale(call, code).code : call.state.master_locale;
}

/** A language, the one it falls back to, and so on to the master. */
export function listFallbacks(branch: Branch, master: string, code: string): string[] {
  const chain: string[] = [];
  for (let next: string | null | undefined = code; next && !chain.includes(next); ) {
    chain.push(next);
    next = pick(branch.locales, next)?.fallback_locale;
  }
  return chain.includes(master) ? chain : [...chain, master];
}

/** By its uid, or by that of an alias. */
export const findBranch = ({ branches, aliases }: State, name: string): Branch | undefined =>
  pick(branches, pick(aliases, name)?.target ?? name);

/** Whether one of these names is that of the branch, or of an alias of it. */
export const isNamed = ({ aliases }: State, names: readonly string[], branch: string): boolean =>
  names.some(name => (pick(aliases, name)?.target ?? name) === branch);

export const listBranches = (state: State): Branch[] => Object.values(state.branches);

/** Objects that were changed last come first. */
export const sortNewest = <T extends Json>(objects: T[]): T[] =>
  [...objects].sort((a, b) => Date.parse(String(b.updated_at)) - Date.parse(String(a.updated_at)));
