// The doctor: what is right and wrong with the settings, the token and the connection, by which answer, and the one line to change.

import { tellRules } from '../policy/told.ts';
import type { Settings } from '../settings/settings.ts';
import type { Access } from '../stack/access.ts';
import { type Facts, rehearsalWords, toWhere } from '../stack/facts.ts';
import { codeOf, isAnswer, isFine, isSettled, type Reply, toCause } from '../stack/replies.ts';
import { toScopeWords } from '../stack/scope.ts';
import { toFactsJson } from './listing.ts';
import { row, wrap } from './wrap.ts';

export interface Check {
  name: string;
  /** `note`: nothing is broken, but there is less than there might be. `unsure`: nothing that came shows it. */
  state: 'ok' | 'note' | 'unsure' | 'fault';
  says: string;
  /** The answer or setting that shows it. */
  from?: string;
  /** What to change, as a line. */
  change?: string;
}

/** What was asked, and what came. */
export interface Evidence {
  /** `GET /locales on main` */
  asked: string;
  reply: Reply;
}

interface Examined {
  settings: Settings;
  access: Access;
  /** All that came while the facts were learnt. */
  evidence: readonly Evidence[];
  /** The region that knows the key, where others were asked. */
  elsewhere?: string | undefined;
  /** Those of CONTENTSTACK_UPLOAD_DIRS where there is no directory. */
  missing?: readonly string[];
  /** Certificates are taken unseen, for the whole process. */
  isTlsOff?: boolean;
  /** How this program is started, such as `node dist/main.js`. */
  called: string;
  /** This machine's time, in milliseconds. */
  now: number;
}

/** How far this machine's clock may be off, in milliseconds: schedules and expiry are told in minutes. */
const tolerance = 120_000;

export function toChecks(examined: Examined): Check[] {
  const { facts } = examined.access;
  const checks = [checkCredentials, checkHost, checkTls, checkKey, checkToken];
  const rest = [
    ...[checkScope, checkRehearsal, checkBranches, checkRate, checkClock],
    ...[checkPolicy, checkTools, checkSurface],
  ];
  // Behind a fault the rest is not known.
  return [...checks, ...(facts.fault ? [checkClock] : rest), checkUploads].flatMap(check => check(examined) ?? []);
}

export const isSound = (checks: Check[]): boolean =>
  checks.every(({ state }) => state !== 'fault' && state !== 'unsure');

type Examine = (examined: Examined) => Check | undefined;

const checkCredentials: Examine = ({ settings: { keys }, access: { facts } }) => {
  const name = 'credentials';
  const { apiKey = '', token = '' } = keys;
  if (facts.fault?.kind === 'credentials') return { name, state: 'fault', ...halve(facts.fault.message) };
  const isSwapped = /^cs[0-9a-f]{16,}$/.test(apiKey) && /^blt[0-9a-f]{16}$/.test(token);
  const swap = 'swap the values of CONTENTSTACK_API_KEY and CONTENTSTACK_MANAGEMENT_TOKEN';
  if (isSwapped) return { name, state: 'fault', says: 'key and token seem to be swapped', change: swap };
  if (/^bearer\s/i.test(token)) {
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

/** The first answer that only the API can have given. */
const findOwn = ({ evidence }: Examined): Evidence | undefined => evidence.find(({ reply }) => isSettled(reply));

const checkHost: Examine = examined => {
  const { settings, access, evidence } = examined;
  const { fault } = access.facts;
  if (fault?.kind === 'credentials') return undefined;
  const name = 'host';
  const { origin } = settings;
  const own = findOwn(examined);
  if (own) return { name, state: 'ok', says: `${origin} answers as the API does`, from: toSource(own) };
  // An answer tells more than none does.
  const best = evidence.find(({ reply }) => isAnswer(reply)) ?? evidence[0];
  const says = toCause(best?.reply, origin);
  // It is the API that counts its requests.
  if (isAnswer(best?.reply) && best.reply.status === 429)
    return { name, state: 'unsure', says: `${origin} answered 429, and nothing else` };
  const change =
    isAnswer(best?.reply) && best.reply.status >= 500
      ? 'try again later; if that does not help, check CONTENTSTACK_REGION and CONTENTSTACK_HOST'
      : 'check the network and proxy, then CONTENTSTACK_REGION and CONTENTSTACK_HOST';
  return { name, state: 'fault', says, ...(best ? { from: best.asked } : {}), change };
};

const checkTls: Examine = ({ settings: { origin }, access: { facts }, isTlsOff }) => {
  if (facts.fault?.kind === 'credentials') return undefined;
  const name = 'tls';
  if (origin.startsWith('http:')) return { name, state: 'ok', says: 'not used: the host is this machine' };
  if (!isTlsOff) return { name, state: 'ok', says: 'certificates are checked' };
  return {
    name,
    state: 'note',
    says: 'certificates are not checked: anybody between here and the API can read the token',
    from: 'NODE_TLS_REJECT_UNAUTHORIZED',
    change: 'unset NODE_TLS_REJECT_UNAUTHORIZED; name the certificate of a proxy in NODE_EXTRA_CA_CERTS',
  };
};

/** What a fault says is what is wrong, then what to do, on one line for who has no doctor. */
function halve(message: string): { says: string; change: string } {
  const [says = '', ...rest] = message.split('; ');
  return { says, change: rest.join('; ') };
}

/** Codes of answers to who has the right key: without a token that is known (105), and with one (the others). */
const codes = { key: [105, 161, 162, 901], token: [161, 162, 901] };

export const isProof = (reply: Reply, of: keyof typeof codes): boolean =>
  ['branches', 'branch_aliases', 'locales'].some(list => isFine(reply, list)) ||
  (isSettled(reply) && codes[of].includes(codeOf(reply) ?? 0));

const toSource = ({ asked, reply }: Evidence): string => {
  const code = isAnswer(reply) && reply.status >= 400 ? codeOf(reply) : undefined;
  return `${asked}: ${isAnswer(reply) ? reply.status : 'no answer'}${code === undefined ? '' : `, code ${code}`}`;
};

const findProof = ({ evidence }: Examined, of: keyof typeof codes): Evidence | undefined =>
  evidence.find(({ reply }) => isProof(reply, of));

const unsure = (name: string): Check => ({ name, state: 'unsure', says: 'no answer from the API shows it' });

const checkKey: Examine = examined => {
  const { settings, access, elsewhere, called } = examined;
  const { region, origin } = settings;
  const kind = access.facts.fault?.kind;
  const name = 'key';
  if (kind === 'credentials') return undefined;
  if (kind !== 'key') {
    const proof = findProof(examined, 'key');
    if (!proof) return unsure(name);
    return { name, state: 'ok', says: `the stack was found ${toWhere(origin)}`, from: toSource(proof) };
  }
  const says = halve(access.facts.fault?.message.replace(/: check.*$/, '') ?? '').says;
  const look = `check CONTENTSTACK_API_KEY; if it is right, CONTENTSTACK_REGION (${region}) is wrong: \`${called} doctor --probe-regions\` asks the other regions`;
  return { name, state: 'fault', says, change: elsewhere ? `set CONTENTSTACK_REGION=${elsewhere}` : look };
};

const checkToken: Examine = examined => {
  const kind = examined.access.facts.fault?.kind;
  const name = 'token';
  if (kind === 'credentials' || kind === 'key') return undefined;
  if (kind !== 'token') {
    const proof = findProof(examined, 'token');
    if (!proof) return unsure(name);
    return { name, state: 'ok', says: 'Contentstack knows the management token', from: toSource(proof) };
  }
  return {
    name,
    state: 'fault',
    says: 'Contentstack does not know this management token: it is wrong, expired, deleted or replaced by a newer one, or belongs to another stack. A delivery or preview token looks the same but does not work here',
    change:
      'create a management token under Settings > Tokens > Management Tokens and set CONTENTSTACK_MANAGEMENT_TOKEN',
  };
};

const checkScope: Examine = ({ settings, access: { facts }, evidence }) => {
  const { token } = facts;
  const { why, isOpen, isTested } = token;
  const says = `${toScopeWords(token)}: ${why}`;
  const tests = evidence.filter(({ asked }) => asked.startsWith('DELETE '));
  const name = 'scope';
  const from = tests.map(toSource).join('; ');
  const shown = { name, says, ...(from ? { from } : {}) };
  const change =
    'if the token may write more, set CONTENTSTACK_TOKEN_SCOPE to read-write, or to the modules that it may write';
  if (isOpen && !settings.readOnly) return { ...shown, state: 'unsure', change };
  // What was not let in may be let in elsewhere: only a few modules are tested.
  if (isTested && (token.scope === 'by-module' || /answered|not sent/.test(why)))
    return { ...shown, state: 'note', change };
  return { ...shown, state: 'ok' };
};

const checkRehearsal: Examine = ({ access: { facts } }) =>
  facts.isRehearsal && {
    ...{ name: 'rehearsal', state: 'note', says: rehearsalWords },
    change: 'remove CONTENTSTACK_DRY_RUN to let it write',
  };

const checkBranches: Examine = ({ access: { facts }, evidence }) => {
  const { usable, aliases, problem, limited, isOpen } = facts.branches;
  const name = 'branches';
  if (problem) return { name, state: 'fault', says: problem, change: toBranchLine(problem) };
  if (isOpen) return { name, state: 'unsure', says: `not all of them were answered: ${facts.open?.cause ?? ''}` };
  const shown = usable.map(each => (aliases[each] ? `${each} (alias of ${aliases[each]})` : each)).join(', ');
  const reads = evidence.filter(({ asked }) => asked.startsWith('GET /locales'));
  return {
    name,
    state: 'ok',
    says: `${shown}${limited ? '; not every branch of the stack' : ''}`,
    from: `GET /locales, ${reads.length === 1 ? 'once' : `${reads.length} times`}`,
  };
};

function toBranchLine(problem: string): string {
  const [setting = 'CONTENTSTACK_BRANCHES'] = /^CONTENTSTACK_\w+/.exec(problem) ?? [];
  const [, close] = /did you mean (\S+)\?/.exec(problem) ?? [];
  return close
    ? `set ${setting} to ${close}, or give the token that branch`
    : `set ${setting}, or give the token the branch`;
}

const checkRate: Examine = ({ evidence }) => {
  const name = 'rate limit';
  const answers = evidence.map(({ reply }) => reply).filter(isAnswer);
  if (answers.some(({ status }) => status === 429)) {
    const says = "the organisation's rate limit is used up: everything that calls its API shares it";
    return {
      name,
      state: 'fault',
      says,
      change: 'try again in a second; if that does not help, find out what else calls the API',
    };
  }
  const [first] = answers.filter(answer => isSettled(answer)).flatMap(({ rate }) => (rate ? [rate] : []));
  if (!first) return { name, state: 'note', says: 'the API does not say' };
  return {
    name,
    state: 'ok',
    says: `${first.limit} requests a second for the whole organisation`,
    from: 'x-ratelimit-limit',
  };
};

const checkClock: Examine = ({ evidence, now }) => {
  const dates = evidence.flatMap(({ reply }) => (isSettled(reply) && reply.date ? [Date.parse(reply.date)] : []));
  const [date] = dates;
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

const checkPolicy: Examine = ({ access: { policies } }) => {
  if (policies.length === 0) return undefined;
  const told = policies.map(policy => [policy.source, ...tellRules(policy)].join('; '));
  return { name: 'policy', state: 'ok', says: told.join(' | ') };
};

const checkTools: Examine = ({ access: { kept, withheld, tasks }, called }) => {
  const [there, off] = [kept.length + tasks.kept.length, withheld.length + tasks.withheld.length];
  return {
    name: 'tools',
    state: there > 0 ? 'ok' : 'fault',
    says: `${there} exposed, ${off} withheld; \`${called} tools\` lists them with reasons`,
    ...(there > 0 ? {} : { change: 'widen CONTENTSTACK_MODULES, CONTENTSTACK_TOOLS or the branches' }),
  };
};

/** More than some clients take well. */
const many = 40;

const checkSurface: Examine = ({ settings: { surface }, access: { kept, tasks } }) => {
  const there = kept.length + tasks.kept.length;
  if (there === 0) return undefined;
  const few = tasks.kept.length + kept.filter(({ everyday }) => everyday).length;
  const name = 'surface';
  if (surface === 'tasks')
    return {
      name,
      state: 'ok',
      says: `tasks: ${few} of ${there} tools are listed, and three that find and call the rest`,
    };
  const hint = `; for a client that takes few, CONTENTSTACK_SURFACE=tasks lists ${few}, and three that find and call the rest`;
  return { name, state: 'ok', says: `full: all ${there} tools are listed${there > many ? hint : ''}` };
};

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
  const lines = checks.flatMap(({ name, state, says, from, change }) => [
    row(`${state.padEnd(7)}${name}`, `${inItsWords(says)}${from ? ` (${from})` : ''}`, column, ''),
    ...(change ? [wrap(inItsWords(change), ' '.repeat(column), `${' '.repeat(column - 2)}→ `)] : []),
  ]);
  const faults = checks.filter(({ state }) => state === 'fault').length;
  const counted = faults === 0 ? 'Not all is known' : `${faults} ${faults === 1 ? 'fault' : 'faults'}`;
  return [...lines, '', isSound(checks) ? 'All is well.' : `${counted}: see the arrows.`].join('\n');
}

/** Where the sentences begin: behind the longest name, `credentials`. */
const column = 20;

export function toDoctorJson(checks: Check[], facts: Facts): string {
  return JSON.stringify({ ok: isSound(checks), checks, facts: toFactsJson(facts) });
}
