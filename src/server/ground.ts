// The ground of a task: its own operations through a door of their own, what of the stack is known, and the way to ask the user.

import type { Cma } from '../door/cma.ts';
import { type CmaRequest, toRequest } from '../door/request.ts';
import { type Answer, NoAnswer, NotAllowed } from '../operations/answer.ts';
import type { Arguments } from '../operations/arguments.ts';
import { isObject } from '../operations/is-object.ts';
import type { Operation } from '../operations/operation.ts';
import { BadTask, type Ground, Refused } from '../operations/task.ts';
import { judge } from '../operations/verdict.ts';
import { type Kind, sources, type Vocabulary, type Word } from '../operations/words.ts';
import { redactAnswer } from '../results/redact.ts';
import { toLink } from '../results/show/link.ts';
import { findList } from '../results/show/list.ts';
import type { Would } from '../results/show/rehearsal.ts';
import { withhold } from '../results/withhold.ts';
import { saveMade } from '../save/task-save.ts';
import { toAppOrigin } from '../settings/regions.ts';
import { complainOfBranch, writes } from '../stack/access.ts';
import type { Stack } from '../stack/stack.ts';
import type { CallContext } from './call.ts';
import type { Consent } from './confirm/agree.ts';
import { toAgreementKey, toAgreementKeys, type Used } from './confirm/agreement.ts';
import { type PlanNamed, readPlanCode, toPlanCode } from './confirm/code.ts';
import { isAskedAbout, tellUnaskable } from './confirm/confirm.ts';
import { makeRuled } from './confirm/ruled.ts';
import type { Report } from './pages.ts';
import { toRefusal } from './refusal.ts';
import { makeWould } from './rehearsal/would.ts';
import { findSites } from './sites.ts';
import type { TaskTool } from './tools.ts';

export interface Calling {
  signal: AbortSignal;
  consent: Consent;
  used: Used;
  report: Report | undefined;
}

/** Where a yes is always wanted, and nobody can give one. */
const unaskable = 'CONTENTSTACK_CONFIRM is always, and this client cannot ask its user';

/** Beyond what any task needs: one that goes round in circles ends here. */
const mostRequests = 2_000;

/** So much time is kept for a look after a write, in milliseconds, or a quarter of what is left. */
const mostToLook = 5_000;

interface Laying extends CallContext {
  stack: Stack;
  tool: TaskTool;
  door: Exclude<Stack['cma'], { missing: string }>;
  args: Arguments;
  branch: string;
  /** Aborted when the caller gives up, or the time is over. */
  ending: AbortSignal;
  until: number;
  calling: Calling;
}

export interface Laid {
  ground: Ground;
  /** How many requests have left. */
  sent: () => number;
  /** Whether something that writes has left. */
  hasWritten: () => boolean;
  /** What a rehearsal kept from leaving until now, and what would have been asked. */
  would: () => Would;
}

export function layGround({ settings, where, stack, tool, door, args, branch, ending, until, calling }: Laying): Laid {
  const { keys: secrets, timeoutMs } = settings;
  const { task: kept, offered } = tool;
  const { signal, consent, used, report } = calling;
  const { access } = stack;
  let wrote = false;
  let sent = 0;
  const would = makeWould(secrets);
  /** By the API's clock, and by this machine's when that was read. */
  let clock: { at: number; here: number } | undefined;
  const ruled = makeRuled({
    ...{ settings, where, stack, args, branch, secrets, consent, used },
    ...{ tool: offered.name, title: offered.title },
    onRehearsed: says => would.ask(says, []),
  });
  const post = async (outgoing: CmaRequest, operation: Operation): Promise<Answer> => {
    if (ending.aborted && !signal.aborted) throw toLate(timeoutMs);
    sent += 1;
    if (sent > mostRequests)
      throw new NoAnswer('busy', `${offered.name} has sent ${mostRequests} requests and goes no further.`);
    const isWrite = writes(operation);
    const passed = isWrite ? await ruled.pass({ operation, request: outgoing }) : {};
    wrote ||= isWrite && !settings.dryRun;
    // Where a write gets no answer there must be time left to look.
    const share = isWrite ? Math.min(mostToLook, (until - Date.now()) / 4) : 0;
    const sending = { ...outgoing, ...passed, until: until - share, leavesRoom: 'half' as const };
    const answer = await door
      .send(sending, ending, operation.gives === 'file' ? 'file' : undefined)
      .catch(error => would.note(error, operation));
    const at = Date.parse(answer.date ?? '');
    if (!Number.isNaN(at)) clock ??= { at, here: Date.now() };
    return answer;
  };
  const find = (name: string): Operation => {
    const operation = kept.uses.find(each => each.name === name);
    if (!operation) throw new NotAllowed(`${name} is no part of ${offered.name} here`);
    return operation;
  };
  const request = async (name: string, asked: Arguments, on: string, isTrial: boolean): Promise<Answer> => {
    const operation = find(name);
    holdBranch(on);
    const trial = isTrial ? { isTrial } : {};
    const { body, ...answer } = await post({ ...toRequest(operation, asked, on), ...trial }, operation);
    return { ...answer, body: redactAnswer(withhold(body, operation), secrets) };
  };
  // A task may take a branch among its arguments, where no schema holds it.
  const holdBranch = (on: string): void => {
    const { branches } = access.facts;
    if (on !== branches.default && !branches.usable.includes(on))
      throw new BadTask(`branch: ${complainOfBranch(on, branches.usable)}`);
  };
  const send: Ground['send'] = (name, asked, on = branch) => request(name, asked, on, false);
  const toNamed = (given: Arguments): PlanNamed => ({
    caller: consent.caller,
    tool: kept.task.codes ?? offered.name,
    request: [branch, where, given],
  });
  const now = (): number => (clock ? clock.at + Date.now() - clock.here : Date.now());
  const words = new Map<Kind, Promise<readonly Word[] | undefined>>();
  const ground: Ground = {
    branch,
    signal: ending,
    until,
    budget: settings.maxResultTokens,
    canAsk: consent.canAsk,
    isRehearsal: settings.dryRun,
    isProtected: name => settings.protected.includes(name.toLowerCase()),
    forbids(name, given, on = branch) {
      holdBranch(on);
      // What is only not listed may be a part of a task all the same.
      const isThere = [kept, ...access.tasks.kept].some(({ uses }) => uses.some(each => each.name === name));
      const withheld = access.withheld.find(({ operation, isOpen }) => operation.name === name && !isOpen);
      if (withheld && !isThere) return withheld.reason;
      const operation = access.all.find(each => each.name === name);
      // Reads are judged by no rule.
      if (!operation || !writes(operation)) return undefined;
      const ruledOut = ruled.forbids(given.map(each => ({ operation, request: toRequest(operation, each, on) })));
      if (ruledOut !== undefined || settings.dryRun) return ruledOut;
      return settings.confirm === 'always' && !consent.canAsk && isAskedAbout(operation) ? unaskable : undefined;
    },
    has: name => kept.uses.some(each => each.name === name),
    send,
    async read(name, asked, on = branch) {
      const answer = await send(name, asked, on);
      const operation = kept.uses.find(each => each.name === name) as Operation;
      if (judge(operation, answer) !== 'good') throw new Refused(name, asked, answer, on);
      // Nothing in place of a list or of a thing is not an empty one: what made that answer was not the API.
      if (lacksAll(operation, asked, answer.body)) throw toLacking(operation, answer);
      return isObject(answer.body) ? answer.body : { items: answer.body };
    },
    async tryRead(name, asked, on = branch) {
      const operation = kept.uses.find(each => each.name === name);
      if (!operation || writes(operation)) return undefined;
      try {
        const answer = await request(name, asked, on, true);
        return judge(operation, answer) === 'good' && isObject(answer.body) ? answer.body : undefined;
      } catch (error) {
        // Who has given up waits for nothing else.
        if (ending.aborted) throw error;
        return undefined;
      }
    },
    words(kind) {
      const known = words.get(kind) ?? learnWords(kind, { stack, branch, uses: kept.uses, send });
      words.set(kind, known);
      return known;
    },
    sent: () => sent,
    report: (done, of) => report?.(done, of),
    toLink: (name, given, object, on = branch) =>
      toLink(toAppOrigin(settings.origin), settings.keys.apiKey, { operation: find(name), given, object, branch: on }),
    async save(saving) {
      const on = saving.branch ?? branch;
      holdBranch(on);
      const operation = find(saving.operation);
      // What is saved is made of what is stored, neither struck nor masked; only what is told of it is.
      const cma: Cma = { send: outgoing => post(outgoing, toOperation(outgoing, kept.uses)) };
      const own: Stack = { ...stack, access: { ...access, kept: [...kept.uses] }, cma };
      const forbidden = ruled.forbids([{ operation, request: toRequest(operation, saving.given, on) }]);
      if (forbidden !== undefined && !saving.isRehearsal) return { state: 'refused', says: forbidden };
      const rehearsing = settings.dryRun ? { ...saving, isRehearsal: true } : saving;
      const saved = await saveMade(rehearsing, operation, {
        ...{ stack: own, branch: on, signal: ending },
        send: (each, asked) => post(toRequest(each, asked, on), each),
        isSentToo: settings.dryRun,
        tell: async refused => (await toRefusal(settings, stack, { ...refused, branch: on }, ending)).text,
        write: {
          master: (await ground.words('locales'))?.find(({ isMaster }) => isMaster)?.value,
          names: new Map(stack.vocabulary.environments?.map(({ uid, value }) => [uid, value])),
          findSites: type => findSites(own, on, type, ending),
          isChecked: settings.check,
          clean: value => redactAnswer(withhold(value, operation), secrets),
        },
      });
      return forbidden !== undefined && 'notes' in saved ? { ...saved, notes: [...saved.notes, forbidden] } : saved;
    },
    toCode: (given, rows) => toPlanCode(toAgreementKey(settings.keys), toNamed(given), rows, clock?.at ?? Date.now()),
    readCode: (code, given) =>
      firstOf(toAgreementKeys(settings.keys), key => readPlanCode(code, key, toNamed(given), now())),
    async ask(question, seen, isPlanned) {
      if (settings.dryRun) return would.ask(question, tellUnaskable(consent.canAsk, settings));
      return ruled.ask(question, seen, isPlanned);
    },
  };
  return { ground, sent: () => sent, hasWritten: () => wrote, would: would.tell };
}

function firstOf<T, U>(all: readonly T[], find: (each: T) => U | undefined): U | undefined {
  for (const each of all) {
    const found = find(each);
    if (found !== undefined) return found;
  }
  return undefined;
}

const toOperation = ({ line }: CmaRequest, uses: readonly Operation[]): Operation =>
  uses.find(each => each.line === line) as Operation;

export const toLacking = ({ name }: Operation, { status }: Answer): NoAnswer =>
  new NoAnswer('broken', `The answer to ${name} (status ${status}) does not hold what was asked for.`);

/** Of a read that gives a list or a thing: that there is neither in its answer. */
function lacksAll(operation: Operation, { count }: Arguments, body: unknown): boolean {
  if (writes(operation) || operation.gives || count) return false;
  if (operation.outline) return !findList(body);
  return !isObject(body) || !Object.values(body).some(value => typeof value === 'object' && value !== null);
}

export const toLate = (timeoutMs: number): NoAnswer =>
  new NoAnswer(
    'timeout',
    `It was not done within the time of a call (CONTENTSTACK_TIMEOUT_MS, ${timeoutMs}). Narrow it, or try again when fewer other calls are under way.`,
  );

interface Learning {
  stack: Stack;
  branch: string;
  uses: readonly Operation[];
  send: Ground['send'];
}

/** What is known already, if it is of this branch; else by the task's own list. Without that it stays unknown: rights took it. */
async function learnWords(kind: Kind, { stack, branch, uses, send }: Learning): Promise<readonly Word[] | undefined> {
  const { line, toWord } = sources[kind];
  const list = uses.find(each => each.line === line);
  if (!list) return undefined;
  const known: Vocabulary = branch === stack.access.facts.branches.default ? stack.vocabulary : {};
  if (known[kind]) return known[kind];
  const answer = await send(list.name, { limit: 100 }, branch);
  return judge(list, answer) === 'good' ? findList(answer.body)?.items.map(toWord) : undefined;
}
