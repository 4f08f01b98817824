// Asking before it acts: what is asked about, what an agreement holds for, and that it holds once.
import { createHash, randomUUID } from 'node:crypto';
import type { CmaRequest } from '../../door/request.ts';
import type { Arguments } from '../../operations/arguments.ts';
import type { Operation } from '../../operations/operation.ts';
import { redactError, redactMade, type Secrets } from '../../results/redact.ts';
import { type Result, toErrorResult } from '../../results/result.ts';
import { readPath, toPath } from '../../results/text/paths.ts';
import { toVisibleText } from '../../results/text/visible.ts';
import type { Sendable } from '../../save/save.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Stack } from '../../stack/stack.ts';
import { type Agreement, toAgreementKey, type Used } from './agreement.ts';
import { holds, toCode } from './code.ts';
import { type Looked, listLive, look } from './look.ts';
import { isProtected } from './protected.ts';
import { toQuestion } from './question.ts';

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
}

export interface Asking extends Pick<Sendable, 'seen'> {
  isNew: Sendable['isNew'] | undefined;
  changes: Sendable['changes'] | undefined;
  places: Sendable['places'] | undefined;
  operation: Operation;
  given: Arguments;
  branch: string;
  request: CmaRequest;
  where: string;
  /** Names of environments by uid. */
  names: ReadonlyMap<string, string>;
  settings: Pick<Settings, 'confirm' | 'protected' | 'token' | 'apiKey'>;
}

/** An answer that comes sooner, in milliseconds, is the client's own: nobody reads a question so fast. */
const quick = 300;

export function isAskedAbout({ effect, confirm }: Operation): boolean {
  return effect === 'delete' || effect === 'publish' || confirm !== undefined;
}

/** Whether it may answer with a code, and so takes one. */
export const takesCode = ({ effect, confirm: { hits, each, final } = {} }: Operation): boolean =>
  effect === 'publish' || final === true || (effect === 'delete' && (hits ?? each) !== undefined);

/** Undefined: go ahead. Nothing but reads is sent from here. */
export async function confirm(
  asking: Asking,
  stack: Stack,
  consent: Consent,
  used: Used,
  secrets: Secrets,
  signal: AbortSignal,
): Promise<Question | Result | undefined> {
  const { operation, given, settings } = asking;
  const { canAsk, said, agreed, caller } = consent;
  if (settings.confirm === 'never' || !isDue(asking)) return undefined;
  if (!canAsk && settings.confirm === 'always') return toErrorResult(cannotAsk, secrets);
  if (said === 'yes' && agreed && used.has(agreed.id)) return toErrorResult(usedUp, secrets);
  const code = given.confirm;
  if (!canAsk && typeof code === 'string' && used.has(code)) return toErrorResult(usedUp, secrets);
  // The client's own approval is what is left; the tool's annotations tell it that this destroys or shows.
  if (!canAsk && !mayTakeTwo(asking)) return undefined;
  const looked = await look(stack, asking, signal);
  // From now on it may be answered: what the reads took is no time to read in.
  const now = Date.now();
  const aliasOf = stack.access.facts.branches.aliases[asking.branch];
  const { given: args, places } = redactError({ given, places: asking.places }, secrets);
  const told = { ...asking, given: args, places, aliasOf };
  const question = redactMade(toQuestion(told, redactError(looked, secrets)), secrets, true);
  const current = {
    tool: operation.name,
    request: digest([{ ...asking.request, query: String(asking.request.query) }]),
    seen: digest([question, toMarks(looked)]),
  };
  if (!canAsk) {
    if (code === undefined && !isGrave(asking, looked)) return undefined;
    const key = toAgreementKey(settings);
    const named = { caller, ...current };
    // Between this test and the request nothing is awaited: two that come at once do not both pass.
    if (holds(code, key, named, now)) return used.add(String(code)) ? undefined : toErrorResult(usedUp, secrets);
    return {
      text: toVisibleText(toFirstStep(question, toCode(key, named, now), code !== undefined)),
      isError: false,
      isHeld: true,
    };
  }
  const isAgreed = agreed?.tool === current.tool && agreed.request === current.request && agreed.seen === current.seen;
  if (said === 'yes' && agreed && isAgreed) return used.add(agreed.id) ? undefined : toErrorResult(usedUp, secrets);
  const prefix = agreed ? 'This is no longer what you were asked about. ' : '';
  return { ask: `${prefix}${question}`, agreement: { id: randomUUID(), at: now, ...current } };
}

/** What is asked about only sometimes is so where it would write over something, or give it what it has not yet. */
function isDue({ operation, given, seen, isNew }: Asking): boolean {
  const { when } = operation.confirm ?? {};
  if (!isAskedAbout(operation) || when === undefined) return isAskedAbout(operation);
  if (isNew) return false;
  return when.some(path => {
    const value = readPath(given, toPath(path));
    if (value === undefined || value === false || value === '' || (Array.isArray(value) && value.length === 0))
      return false;
    const stored = seen[0] && readPath(seen[0].object, toPath(path.slice(path.indexOf('.') + 1)));
    return !path.includes('.') || JSON.stringify(stored) !== JSON.stringify(value);
  });
}

/** Whether it may be grave, before anything is read for that. */
function mayTakeTwo({ operation, given, names, settings }: Asking): boolean {
  if (given.confirm === undefined && operation.effect === 'publish')
    return isProtected(given, names, settings.protected);
  return takesCode(operation);
}

/** What cannot be undone: a delete of what others need or visitors see. What could not be counted may be there. */
function isGrave({ operation: { effect } }: Asking, { hits, objects, each, isItself }: Looked): boolean {
  if (effect !== 'delete') return true;
  const isKnown = Object.keys(each).length > 0 || objects.length > 0;
  const seen = [...(isItself ? objects : []), ...Object.values(each).flat()];
  return (
    !isKnown ||
    seen.some(one => one === undefined || listLive([one]).length > 0) ||
    hits.some(({ count, types }) => count !== 0 || (types !== undefined && types.counted < types.all))
  );
}

/** What was read, at which version, and what of it is live. */
const toMarks = ({ objects, each }: Looked): unknown[] =>
  [...objects, ...Object.values(each).flat()].map(seen => [
    seen?.object._version,
    seen?.object.updated_at,
    seen ? listLive([seen]).map(({ environment, locale, version }) => [environment, locale, version]) : [],
  ]);

/** What was answered instead of yes, told before anything is read for the call. */
export function refuse(
  { canAsk, said, agreed, onQuick }: Consent,
  setting: Settings['confirm'],
  now: number = Date.now(),
): string | undefined {
  if (!canAsk || said === undefined || setting === 'never') return undefined;
  // Without its agreement nothing tells when it was asked.
  const isQuick = agreed !== undefined && now - agreed.at < quick;
  if (isQuick || said === 'nothing') onQuick?.(said === 'yes' ? 'accept' : said);
  if (said === 'yes') return isQuick && setting === 'always' ? acceptedAlone : undefined;
  return isQuick || said === 'nothing' ? answeredAlone[said] : refusals[said];
}

function toFirstStep(question: string, code: string, isWrong: boolean): string {
  return [
    `Nothing was done yet.${isWrong ? ' That code does not hold: it is older than five minutes or of another call, or what it names has changed.' : ''}`,
    question,
    `If this is what the user wants, send the same call again within five minutes with "confirm": "${code}".`,
  ].join('\n');
}

const cannotAsk =
  'Nothing was done: CONTENTSTACK_CONFIRM is always, and this client cannot ask its user (it declares no form elicitation).';

const acceptedAlone =
  'Nothing was done: the client accepted by itself, faster than a person can read, and CONTENTSTACK_CONFIRM is always.';

const refusals = {
  decline: 'Nothing was done: the user declined.',
  cancel: 'Nothing was done: the user closed the question without an answer.',
  unticked: 'Nothing was done: the user did not tick the box to confirm.',
} as const;

/** Whether a person saw the question is not known, so none is said to have answered it. */
const answeredAlone = {
  decline: 'Nothing was done: the client answered decline.',
  cancel: 'Nothing was done: the client answered cancel.',
  unticked: 'Nothing was done: the client sent the question back without a yes.',
  nothing: 'Nothing was done: the client gave no answer to the question.',
} as const;

const usedUp =
  'Nothing more was done: this confirmation has already been used. If it is to be done once more, call the tool again without it.';

const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('base64url');
