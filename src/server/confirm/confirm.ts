// Asking before it acts: what is asked about, what an agreement holds for, and that it holds once.
import type { CmaRequest } from '../../door/request.ts';
import type { Arguments } from '../../operations/arguments.ts';
import type { Operation } from '../../operations/operation.ts';
import type { Verdict } from '../../policy/judge.ts';
import { redactError, redactMade, type Secrets } from '../../results/redact.ts';
import { type Result, toErrorResult } from '../../results/result.ts';
import { readPath, toPath } from '../../results/text/paths.ts';
import type { Sendable } from '../../save/save.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Stack } from '../../stack/stack.ts';
import { agree, type Consent, cannotAsk, cannotAskFor, type Question, tellAgreed, toHow, usedUp } from './agree.ts';
import type { Used } from './agreement.ts';
import { type Looked, listLive, look } from './look.ts';
import { isProtected } from './protected.ts';
import { toQuestion } from './question.ts';

export type { Consent, Question };

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
  settings: Pick<Settings, 'confirm' | 'protected' | 'keys'>;
  /** What the owner's rules say of it, struck of what is secret. Where they want a person asked, one is, whatever CONTENTSTACK_CONFIRM says. */
  verdict: Verdict;
}

export const asksAPerson = ({ decision }: Verdict): boolean => decision === 'ask';

/** An answer that comes sooner, in milliseconds, is the client's own: nobody reads a question so fast. */
const quick = 300;

export function isAskedAbout({ effect, confirm }: Operation): boolean {
  return effect === 'delete' || effect === 'publish' || confirm !== undefined;
}

/** Whether it may answer with a code, and so takes one. */
export const takesCode = ({
  effect,
  confirm: { hits, each, final } = {},
}: Pick<Operation, 'effect' | 'confirm'>): boolean =>
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
  const { operation, given, settings, verdict } = asking;
  const { canAsk, said, agreed } = consent;
  const isMust = asksAPerson(verdict);
  if (!isMust && !isDue(asking)) return undefined;
  if (!isMust && settings.confirm === 'never') return tellAgreed(consent, 'setting');
  if (!canAsk && settings.confirm === 'always') return toErrorResult(cannotAsk, secrets, 'unconfirmed');
  if (said === 'yes' && agreed && (await used.has(agreed.id))) return toErrorResult(usedUp, secrets, 'unconfirmed');
  const code = given.confirm;
  if (!canAsk && typeof code === 'string' && (await used.has(code)))
    return toErrorResult(usedUp, secrets, 'unconfirmed');
  // The client's own approval is what is left; the tool's annotations tell it that this destroys or shows.
  if (!canAsk && !mayTakeTwo(asking)) return tellAgreed(consent, 'client');
  const { question, looked } = await makeQuestion(asking, stack, secrets, signal);
  // From now on it may be answered: what the reads took is no time to read in.
  const now = Date.now();
  const outcome = await agree(
    {
      tool: operation.name,
      question,
      request: [{ ...asking.request, query: String(asking.request.query) }],
      seen: toMarks(looked),
      code,
      isGrave: isGrave(asking, looked),
    },
    { consent, used, settings, secrets, now },
  );
  return outcome ?? tellAgreed(consent, toHow(canAsk, code));
}

interface Made {
  question: string;
  looked: Looked;
}

async function makeQuestion(asking: Asking, stack: Stack, secrets: Secrets, signal: AbortSignal): Promise<Made> {
  const looked = await look(stack, asking, signal);
  const aliasOf = stack.access.facts.branches.aliases[asking.branch];
  const { given, places } = redactError({ given: asking.given, places: asking.places }, secrets);
  const told = { ...asking, given, places, aliasOf };
  const words = toQuestion(told, redactError(looked, secrets));
  const rule = asksAPerson(asking.verdict) ? `\n${asking.verdict.says}` : '';
  return { looked, question: redactMade(`${words}${rule}`, secrets, true) };
}

/** What would be asked, for a rehearsal, and that it could not be. No code is asked for, and none is used up. */
export async function rehearse(
  asking: Asking,
  stack: Stack,
  { canAsk }: Consent,
  secrets: Secrets,
  signal: AbortSignal,
): Promise<string[]> {
  if (!isDue(asking) && !asksAPerson(asking.verdict)) return [];
  const { question } = await makeQuestion(asking, stack, secrets, signal);
  return [question, ...tellUnaskable(canAsk, asking.settings)];
}

/** What stands in the way of the call itself, whatever is agreed to. */
export const tellUnaskable = (canAsk: boolean, { confirm: setting }: Pick<Settings, 'confirm'>): string[] =>
  !canAsk && setting === 'always' ? [cannotAsk] : [];

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
  verdict?: Verdict,
  now: number = Date.now(),
): string | undefined {
  const isMust = verdict !== undefined && asksAPerson(verdict);
  if (!canAsk && isMust) return cannotAskFor(verdict.says);
  if (!canAsk || said === undefined || (setting === 'never' && !isMust)) return undefined;
  // Without its agreement nothing tells when it was asked.
  const isQuick = agreed !== undefined && now - agreed.at < quick;
  if (isQuick || said === 'nothing') onQuick?.(said === 'yes' ? 'accept' : said);
  if (said === 'yes' && isMust) return isQuick ? acceptedFor(verdict.says) : undefined;
  if (said === 'yes') return isQuick && setting === 'always' ? acceptedAlone : undefined;
  return isQuick || said === 'nothing' ? answeredAlone[said] : refusals[said];
}

const acceptedAlone =
  'Nothing was done: the client accepted by itself, faster than a person can read, and CONTENTSTACK_CONFIRM is always.';

const acceptedFor = (says: string): string =>
  `Nothing was done: the client accepted by itself, faster than a person can read. ${says}`;

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
