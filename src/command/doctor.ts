// The doctor: what is right and wrong with the settings, the token and the connection, and the one line to change.

import type { Answer } from '../operations/answer.ts';
import type { Settings } from '../settings/settings.ts';
import type { Access } from '../stack/access.ts';
import type { Facts } from '../stack/facts.ts';
import { toFactsJson } from './listing.ts';
import { row, wrap } from './wrap.ts';

export interface Check {
  name: string;
  /** `note`: nothing is broken, but there is less than there might be. */
  state: 'ok' | 'note' | 'fault';
  says: string;
  /** What to change, as a line. */
  change?: string;
}

export interface Examined {
  settings: Settings;
  access: Access;
  /** Every answer that came while the facts were learnt. */
  answers: Answer[];
  /** The region that knows the key, where others were asked. */
  elsewhere?: string | undefined;
  /** Those of CONTENTSTACK_UPLOAD_DIRS where there is no directory. */
  missing?: readonly string[];
  /** This machine's time, in milliseconds. */
  now: number;
}

/** How far this machine's clock may be off, in milliseconds: schedules and expiry are told in minutes. */
const tolerance = 120_000;

export function toChecks(examined: Examined): Check[] {
  const { facts } = examined.access;
  const checks = [checkCredentials, checkHost, checkKey, checkToken];
  const rest = [checkScope, checkBranches, checkRate, checkClock, checkTools];
  // Behind a fault the rest is not known.
  return [...checks, ...(facts.fault ? [checkClock] : rest), checkUploads].flatMap(check => check(examined) ?? []);
}

export const isSound = (checks: Check[]): boolean => checks.every(({ state }) => state !== 'fault');

type Examine = (examined: Examined) => Check | undefined;

const checkCredentials: Examine = ({ settings: { apiKey, token }, access: { facts } }) => {
  const name = 'credentials';
  if (facts.fault?.kind === 'credentials') return { name, state: 'fault', ...halve(facts.fault.message) };
  const isSwapped = /^cs[0-9a-f]{16,}$/.test(apiKey ?? '') && /^blt[0-9a-f]{16}$/.test(token ?? '');
  const swap = 'swap the values of CONTENTSTACK_API_KEY and CONTENTSTACK_MANAGEMENT_TOKEN';
  if (isSwapped) return { name, state: 'fault', says: 'key and token seem to be swapped', change: swap };
  if (/^bearer\s/i.test(token ?? '')) {
    const says = 'the token is given with "Bearer", which is for OAuth tokens';
    return {
      name,
      state: 'fault',
      says,
      change: 'set CONTENTSTACK_MANAGEMENT_TOKEN to the value alone, without "Bearer"',
    };
  }
  return { name, state: 'ok', says: 'key and token are set' };
};

const checkHost: Examine = ({ settings: { origin }, access: { facts } }) => {
  if (facts.fault?.kind === 'credentials') return undefined;
  if (facts.fault?.kind !== 'network') return { name: 'host', state: 'ok', says: `${origin} answers` };
  const change = 'check the network and proxy, then CONTENTSTACK_REGION and CONTENTSTACK_HOST';
  return { name: 'host', state: 'fault', says: halve(facts.fault.message).says, change };
};

/** What a fault says is what is wrong, then what to do, on one line for who has no doctor. */
function halve(message: string): { says: string; change: string } {
  const [says = '', ...rest] = message.split('; ');
  return { says, change: rest.join('; ') };
}

const checkKey: Examine = ({ settings: { region }, access: { facts }, elsewhere }) => {
  const kind = facts.fault?.kind;
  if (kind === 'credentials' || kind === 'network') return undefined;
  if (kind !== 'key') return { name: 'key', state: 'ok', says: `the stack was found in region ${region}` };
  const says = `no stack has this API key in region ${region}`;
  const look =
    'check CONTENTSTACK_API_KEY; if it is right, CONTENTSTACK_REGION is wrong: `doctor --probe-regions` asks the other regions';
  return { name: 'key', state: 'fault', says, change: elsewhere ? `set CONTENTSTACK_REGION=${elsewhere}` : look };
};

const checkToken: Examine = ({ access: { facts } }) => {
  const kind = facts.fault?.kind;
  if (kind !== undefined && kind !== 'token') return undefined;
  if (!kind) return { name: 'token', state: 'ok', says: 'Contentstack knows the management token' };
  return {
    name: 'token',
    state: 'fault',
    says: 'Contentstack does not know this management token: it is wrong, expired, deleted or replaced by a newer one, or belongs to another stack. A delivery or preview token looks the same but does not work here',
    change:
      'create a management token under Settings > Tokens > Management Tokens and set CONTENTSTACK_MANAGEMENT_TOKEN',
  };
};

const checkScope: Examine = ({ settings, access: { facts } }) => {
  const { scope, why } = facts.token;
  const says = `${scope}: ${why}`;
  const isUnsure = scope === 'read-only' && /answered/.test(why);
  if (!isUnsure || settings.readOnly) return { name: 'scope', state: 'ok', says };
  return {
    name: 'scope',
    state: 'note',
    says,
    change: 'set CONTENTSTACK_TOKEN_SCOPE=read-write if the token may write',
  };
};

const checkBranches: Examine = ({ access: { facts } }) => {
  const { usable, aliases, problem, limited } = facts.branches;
  if (problem) return { name: 'branches', state: 'fault', says: problem, change: toBranchLine(problem) };
  const shown = usable.map(name => (aliases[name] ? `${name} (alias of ${aliases[name]})` : name)).join(', ');
  return { name: 'branches', state: 'ok', says: `${shown}${limited ? '; not every branch of the stack' : ''}` };
};

function toBranchLine(problem: string): string {
  const [setting = 'CONTENTSTACK_BRANCHES'] = /^CONTENTSTACK_\w+/.exec(problem) ?? [];
  const [, close] = /did you mean (\S+)\?/.exec(problem) ?? [];
  return close
    ? `set ${setting} to ${close}, or give the token that branch`
    : `set ${setting}, or give the token the branch`;
}

const checkRate: Examine = ({ answers }) => {
  const rates = answers.flatMap(({ rate }) => (rate ? [rate] : []));
  if (answers.some(({ status }) => status === 429)) {
    const says = "the organisation's rate limit is used up: everything that calls its API shares it";
    return {
      name: 'rate limit',
      state: 'fault',
      says,
      change: 'try again in a second; if that does not help, find out what else calls the API',
    };
  }
  const [first] = rates;
  if (!first) return { name: 'rate limit', state: 'ok', says: 'the API does not say' };
  return { name: 'rate limit', state: 'ok', says: `${first.limit} requests a second for the whole organisation` };
};

const checkClock: Examine = ({ answers, now }) => {
  const [date] = answers.flatMap(answer => (answer.date ? [Date.parse(answer.date)] : []));
  if (date === undefined || Number.isNaN(date)) return undefined;
  const skew = now - date;
  if (Math.abs(skew) <= tolerance)
    return { name: 'clock', state: 'ok', says: "this machine's clock agrees with Contentstack's" };
  const minutes = Math.round(Math.abs(skew) / 60_000);
  const says = `this machine's clock is ${minutes} minutes ${skew > 0 ? 'ahead of' : 'behind'} Contentstack's`;
  return {
    name: 'clock',
    state: 'fault',
    says,
    change: 'set the clock: the times of scheduled publishing would be off by as much',
  };
};

const checkTools: Examine = ({ access: { kept, withheld } }) => ({
  name: 'tools',
  state: kept.length > 0 ? 'ok' : 'fault',
  says: `${kept.length} exposed, ${withheld.length} withheld; \`tools\` lists them with reasons`,
  ...(kept.length > 0 ? {} : { change: 'widen CONTENTSTACK_MODULES, CONTENTSTACK_TOOLS or the branches' }),
});

/** A directory may come later, as of a disk that is put in: the server starts without. */
const checkUploads: Examine = ({ settings: { uploadDirs }, missing = [] }) => {
  if (uploadDirs.length === 0) return undefined;
  const name = 'uploads';
  if (missing.length === 0) return { name, state: 'ok', says: `files may be uploaded from ${uploadDirs.join(', ')}` };
  return {
    name,
    state: 'note',
    says: `there is no directory ${missing.join(', ')}, so nothing can be uploaded from there`,
    change: 'create it, or name another in CONTENTSTACK_UPLOAD_DIRS',
  };
};

/** For a terminal of 80 columns. `inItsWords` names settings as they were given. */
export function toDoctorText(checks: Check[], inItsWords = (text: string) => text): string {
  const lines = checks.flatMap(({ name, state, says, change }) => [
    row(`${state.padEnd(7)}${name}`, inItsWords(says), column, ''),
    ...(change ? [wrap(inItsWords(change), ' '.repeat(column), `${' '.repeat(column - 2)}→ `)] : []),
  ]);
  const faults = checks.filter(({ state }) => state === 'fault').length;
  const verdict = faults === 0 ? 'All is well.' : `${faults} ${faults === 1 ? 'fault' : 'faults'}: see the arrows.`;
  return [...lines, '', verdict].join('\n');
}

/** Where the sentences begin: behind the longest name, `credentials`. */
const column = 20;

export function toDoctorJson(checks: Check[], facts: Facts): string {
  return JSON.stringify({ ok: isSound(checks), checks, facts: toFactsJson(facts) });
}
