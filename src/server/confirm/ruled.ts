// The owner's rules over one call of a task: its writes are counted together, and what a person is to be asked about is asked once.
import { Forbidden } from '../../operations/answer.ts';
import type { Arguments } from '../../operations/arguments.ts';
import type { Ground } from '../../operations/task.ts';
import type { Verdict } from '../../policy/judge.ts';
import { redactError, redactMade, type Secrets } from '../../results/redact.ts';
import { type Result, toErrorResult } from '../../results/result.ts';
import { toVisibleJson } from '../../results/text/visible.ts';
import type { Member } from '../../stack/members.ts';
import type { Meant } from '../../stack/ruling.ts';
import type { Stack } from '../../stack/stack.ts';
import { agree, type Consent, cannotAsk, type Question, tellAgreed, toHow } from './agree.ts';
import type { Used } from './agreement.ts';
import { asksAPerson, refuse } from './confirm.ts';

/** A question of a task, or why it goes no further: nothing was done yet. */
export class Held extends Error {
  readonly outcome: Question | Result;
  constructor(outcome: Question | Result) {
    super('held');
    this.outcome = outcome;
  }
}

interface Ruled {
  /** What is in the way of these, before anything is sent; nothing where a person's yes is all they need, and one can be asked. */
  forbids(meant: readonly Meant[]): string | undefined;
  /**
   * Of a write that is about to leave: what goes with it.
   * @throws {Forbidden | Held} The question is put before the first write alone: to decline later would undo nothing.
   */
  pass(meant: Meant): Promise<{ isAgreed?: true }>;
  ask: Ground['ask'];
}

interface Ruling extends Pick<Member, 'settings' | 'where'> {
  stack: Pick<Stack, 'judge'>;
  title: string;
  tool: string;
  args: Arguments;
  branch: string;
  secrets: Secrets;
  consent: Consent;
  used: Used;
  /** Told what a person would have been asked about. */
  onRehearsed: (says: string) => void;
}

export function makeRuled(ruling: Ruling): Ruled {
  const { settings, where, stack, tool, args, branch, secrets, consent, used, onRehearsed } = ruling;
  const done: Meant[] = [];
  const hasWritten = (): boolean => done.length > 0 && !settings.dryRun;
  /** One after the other, however many a task sends at once: each is counted with those before it. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => {});
    return mine;
  };
  // What is read before the first write is no time in which anybody read the question.
  const answeredAt = Date.now();
  let isAgreed = false;
  /** What of that which was looked at beforehand a person is to be asked about. */
  let must: Verdict | undefined;
  const judge = (meant: readonly Meant[]): Verdict => redactError(stack.judge(meant), secrets);
  /** Whether there is a person, and whether it was one that answered. */
  const require = (verdict: Verdict): void => {
    // The operator has heard of it at the start of the call, except where nothing was to be asked.
    const { onQuick, ...rest } = consent;
    const heard = settings.confirm === 'never' && onQuick ? { ...rest, onQuick } : rest;
    const refusal = refuse(heard, settings.confirm, verdict, answeredAt);
    if (refusal === undefined) return;
    if (hasWritten()) throw new Forbidden(refusal.replace('Nothing was done', 'This was not done'));
    throw new Held(toErrorResult(refusal, secrets, 'unconfirmed'));
  };
  const put = async (question: string, seen: unknown): Promise<void> => {
    if (isAgreed) return;
    const { confirm: code, ...request } = args;
    const asked = { tool, request: [branch, where, request], seen, code, isGrave: true };
    const struck = redactMade(question, secrets, true);
    const outcome = await agree({ ...asked, question: struck }, { consent, used, settings, secrets, now: Date.now() });
    if (outcome) throw new Held(outcome);
    tellAgreed(consent, toHow(consent.canAsk, code));
    // A code is no person.
    isAgreed = consent.canAsk;
  };
  return {
    forbids(meant) {
      const verdict = judge(meant);
      if (verdict.decision === 'deny') return verdict.says;
      if (!asksAPerson(verdict)) return undefined;
      must ??= verdict;
      return consent.canAsk ? undefined : `${verdict.says} This client cannot ask its user.`;
    },
    pass: meant =>
      inTurn(async () => {
        const verdict = judge([...done, meant]);
        if (verdict.decision === 'deny') throw new Forbidden(verdict.says);
        if (settings.dryRun) {
          // It stays at the door, so that nobody has to be asked: what they would be is told.
          if (asksAPerson(verdict)) onRehearsed(verdict.says);
        } else if (asksAPerson(verdict)) {
          require(verdict);
          if (!isAgreed && hasWritten())
            throw new Forbidden(`${verdict.says} Nobody was asked before this call began to write: call it again.`);
          await put(toQuestion(ruling, verdict), verdict.rule);
        }
        done.push(meant);
        return asksAPerson(verdict) ? { isAgreed: true } : {};
      }),
    ask: (question, seen, isPlanned = false) =>
      inTurn(async () => {
        if (must) {
          require(must);
          return put(`${question}\n${must.says}`, seen);
        }
        if (settings.confirm === 'never') return tellAgreed(consent, 'setting');
        if (!consent.canAsk && settings.confirm === 'always')
          throw new Held(toErrorResult(cannotAsk, secrets, 'unconfirmed'));
        // The plan's code stood for the first of two steps.
        if (!consent.canAsk && isPlanned) return tellAgreed(consent, 'code');
        await put(question, seen);
      }),
  };
}

/** Of an argument, in characters: enough to know it by. */
const longest = 300;

/** Where the task itself has none. */
function toQuestion({ title, args, where, branch, secrets }: Ruling, { says }: Verdict): string {
  const lines = Object.entries(redactError(args, secrets)).flatMap(([name, value]) => {
    if (name === 'confirm') return [];
    const text = toVisibleJson(JSON.stringify(value));
    return [`${name}: ${text.length > longest ? `${text.slice(0, longest)}…` : text}.`];
  });
  return [`${title}?`, ...lines, `This is in ${where}, on branch ${branch}.`, says].join('\n');
}
