// Whether what is put to the user is agreed to: by their answer, or by the code of the first of two steps. Each holds once.
import { createHash, randomUUID } from 'node:crypto';
import type { Secrets } from '../../results/redact.ts';
import { type Result, toErrorResult } from '../../results/result.ts';
import { toVisibleText } from '../../results/text/visible.ts';
import type { Settings } from '../../settings/settings.ts';
import { type Agreement, toAgreementKeys, type Used } from './agreement.ts';
import { holds, toCode } from './code.ts';

/** To be asked, and what is agreed to if the answer is yes. */
export interface Question {
  ask: string;
  agreement: Agreement;
}

/** What the client can do, and what it brought. */
export interface Consent {
  canAsk: boolean;
  /** Who was let in over HTTP; empty elsewhere. */
  caller: string;
  /** `unticked`: sent off without a yes; `nothing`: an answer that says neither. */
  said?: 'yes' | 'unticked' | 'decline' | 'cancel' | 'nothing' | undefined;
  /** As it came back, its signature checked. */
  agreed?: Agreement | undefined;
  /** Hears of answers that no person gave. */
  onQuick?: (said: string) => void;
  /** Hears how a write came to be let through. */
  onAgreed?: (how: Agreed) => void;
}

/** `person`: asked, and said yes; `code`: the second of two steps; `client`: left to its own approval; `setting`: nobody is asked. */
export type Agreed = 'person' | 'code' | 'client' | 'setting';

/** Go ahead, and whoever listens hears why. */
export function tellAgreed({ onAgreed }: Consent, how: Agreed): undefined {
  onAgreed?.(how);
}

/** Of what was put and is agreed to. */
export const toHow = (canAsk: boolean, code: unknown): Agreed =>
  canAsk ? 'person' : code === undefined ? 'client' : 'code';

interface Put {
  tool: string;
  /** In words, struck of what is secret. */
  question: string;
  /** What would be sent, and what the question was made from: a yes holds for these alone. */
  request: unknown;
  seen: unknown;
  /** The code that came with the call. */
  code: unknown;
  /** Where nobody can be asked it takes two calls; else the client's own approval is enough. */
  isGrave: boolean;
}

interface With {
  consent: Consent;
  used: Used;
  settings: Pick<Settings, 'keys'>;
  secrets: Secrets;
  /** When it was put, as `Date.now()` tells it. */
  now: number;
}

/** Undefined: go ahead. */
export async function agree(
  put: Put,
  { consent, used, settings, secrets, now }: With,
): Promise<Question | Result | undefined> {
  const { tool, question, code } = put;
  const { canAsk, said, agreed, caller } = consent;
  const current = { tool, request: digest(put.request), seen: digest([question, put.seen]) };
  if (!canAsk) {
    if (code === undefined && !put.isGrave) return undefined;
    const [key, ...lately] = toAgreementKeys(settings.keys);
    const named = { caller, ...current };
    // It is claimed before anything else: two that come at once do not both pass.
    if ([key, ...lately].some(each => holds(code, each, named, now)))
      return (await used.add(String(code))) ? undefined : toErrorResult(usedUp, secrets, 'unconfirmed');
    return {
      text: toVisibleText(toFirstStep(question, toCode(key, named, now), code !== undefined)),
      isError: false,
      isHeld: true,
    };
  }
  const isAgreed = agreed?.tool === current.tool && agreed.request === current.request && agreed.seen === current.seen;
  if (said === 'yes' && agreed && isAgreed)
    return (await used.add(agreed.id)) ? undefined : toErrorResult(usedUp, secrets, 'unconfirmed');
  const prefix = agreed ? 'This is no longer what you were asked about. ' : '';
  return { ask: `${prefix}${question}`, agreement: { id: randomUUID(), at: now, ...current } };
}

function toFirstStep(question: string, code: string, isWrong: boolean): string {
  return [
    `Nothing was done yet.${isWrong ? ' That code does not hold: it is older than five minutes or of another call, or what it names has changed.' : ''}`,
    question,
    `If this is what the user wants, send the same call again within five minutes with "confirm": "${code}".`,
  ].join('\n');
}

export const cannotAsk =
  'Nothing was done: CONTENTSTACK_CONFIRM is always, and this client cannot ask its user (it declares no form elicitation).';

/** @param says what the owner's rules want asked. */
export const cannotAskFor = (says: string): string =>
  `Nothing was done. ${says} This client cannot ask its user (it declares no form elicitation), and no code or setting stands for a person.`;

export const usedUp =
  'Nothing more was done: this confirmation has already been used. If it is to be done once more, call the tool again without it.';

const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('base64url');
