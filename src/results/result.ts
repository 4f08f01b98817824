// Answer or error becomes what the model reads. Pure, and the one way out: what is secret is struck on it.
import { type Answer, type AnsweredFile, BadArgument, NoAnswer, NotAllowed, NotShown } from '../operations/answer.ts';
import type { Arguments } from '../operations/arguments.ts';
import { fitsSide, isText, mostShown, pictures, toFileWords, toNotShown } from '../operations/file.ts';
import type { Offered, Operation } from '../operations/operation.ts';
import type { Found } from '../operations/task.ts';
import { judge } from '../operations/verdict.ts';
import { type Called, toRefusal } from './errors/refusal.ts';
import { redactAnswer, redactError, redactMade, type Secrets } from './redact.ts';
import { type Present, type Presenting, present } from './show/present.ts';
import type { Outcome } from './show/receipt.ts';
import { presentRehearsal, presentTaskRehearsal, type Would } from './show/rehearsal.ts';
import { presentTask } from './show/task.ts';
import { toVisibleJson, toVisibleText } from './text/visible.ts';
import { withhold } from './withhold.ts';

/**
 * Why it is an error, for who must not guess it from words. Nothing was sent for `arguments`, `policy`, `unconfirmed` (nobody
 * agreed), `settings` and `withheld`; `check`: what was read spoke against it; `api`: it was answered with a refusal.
 */
export type Cause =
  | 'arguments'
  | 'policy'
  | 'unconfirmed'
  | 'settings'
  | 'withheld'
  | 'check'
  | 'api'
  | 'unshown'
  | 'internal'
  | Exclude<NoAnswer['kind'], 'forbidden'>;

/** What the model reads. */
export interface Result {
  text: string;
  isError: boolean;
  /** Nothing was done yet, and the text says of which stack. */
  isHeld?: true;
  /** What was named is not there, or cannot be: for who must tell this from other errors. */
  isAbsent?: true;
  cause?: Cause;
  /** What a view needs beside the text: struck, and in no text. */
  beside?: Arguments;
  /** In base64. */
  image?: { mimeType: string; data: string };
}

export function toResult(
  call: Called,
  answer: Answer,
  secrets: Secrets,
  presenting: Presenting,
  show: Present = present,
): Result {
  const { operation, given } = call;
  if (answer.file) return toFileResult(call, answer.file, secrets);
  const body = withhold(answer.body, operation);
  if (judge(operation, answer) !== 'good') {
    const strike = <T>(value: T): T => redactError(value, secrets);
    const { text, isAbsent } = toRefusal(call, { ...answer, body: strike(body) }, strike);
    const refused = toErrorResult(text, secrets, 'api');
    return isAbsent && operation.effect === 'read' ? { ...refused, isAbsent } : refused;
  }
  // Struck before it is cut, so that no half of a secret is left, and before one value stands beside another.
  const [asked, clean] = [redactAnswer(given, secrets), redactAnswer(body, secrets)];
  return toShownResult(show(operation, asked, clean, presenting), secrets);
}

/** Nothing was sent, as it would have changed nothing: the receipt says so. */
export function toUnchangedResult(
  operation: Operation,
  given: Arguments,
  outcome: Outcome,
  secrets: Secrets,
  presenting: Presenting,
): Result {
  return toShownResult(present(operation, redactAnswer(given, secrets), {}, { ...presenting, outcome }), secrets);
}

/** @param found of answers that were struck part by part; what was joined since may show a secret that no part did. */
export function toTaskResult(found: Found, showing: Parameters<typeof presentTask>[1], secrets: Secrets): Result {
  const struck = redactAnswer(found, secrets);
  return withBeside(toShownResult(presentTask(struck, showing), secrets), struck, secrets);
}

const withBeside = (result: Result, { beside }: Found, secrets: Secrets): Result =>
  beside === undefined ? result : { ...result, beside: redactMade(beside, secrets) };

/** Nothing was sent, as all is rehearsed. @param would struck, but for what the operation itself would send. */
export function toRehearsedResult(
  operation: Operation,
  { send, ...would }: Would,
  { outcome, branch, aliasOf, budget }: Presenting,
  secrets: Secrets,
): Result {
  const place = {
    ...(branch === undefined ? {} : { branch }),
    ...(aliasOf === undefined ? {} : { alias_of: aliasOf }),
  };
  const unsent = send.map(each => redactAnswer(withhold(each, operation), secrets)) as Would['send'];
  const beside = { ...redactAnswer(outcome, secrets), ...place };
  return toShownResult(presentRehearsal({ ...would, send: unsent }, beside, budget), secrets);
}

/** The same of a task, beside what it found. */
export function toRehearsedTaskResult(
  found: Found,
  would: Would,
  showing: Parameters<typeof presentTask>[1],
  secrets: Secrets,
): Result {
  const struck = redactAnswer(found, secrets);
  const show = (budget: number) => presentTask(struck, { ...showing, budget });
  return withBeside(toShownResult(presentTaskRehearsal(would, showing.budget, show), secrets), struck, secrets);
}

function toShownResult(shown: unknown, secrets: Secrets): Result {
  const struck = redactMade(shown, secrets);
  // A text is shown as it is.
  const text = typeof struck === 'string' ? toVisibleText(struck) : toVisibleJson(JSON.stringify(struck));
  return { text, isError: false };
}

/** @param isAsked the stack was read for it. */
export function toProblemResult(problems: string[], secrets: Secrets, isAsked = false): Result {
  const lines = redactError(problems, secrets).map(problem => `- ${problem}`);
  const text = `${isAsked ? 'Not done' : 'Nothing was sent'}, because the arguments are not valid:\n${lines.join('\n')}`;
  return { ...toErrorResult(text, secrets, 'arguments'), isAbsent: true };
}

/** For what was thrown instead of an answer. What is not ours to explain is named only by its kind. */
export function toFailureResult(operation: Pick<Offered, 'name'>, error: unknown, secrets: Secrets): Result {
  if (error instanceof BadArgument) return toProblemResult([error.message], secrets);
  if (error instanceof NoAnswer) {
    const { kind, message } = error;
    if (kind === 'forbidden') return toForbiddenResult(message, secrets);
    return toErrorResult(redactError(message, secrets), secrets, kind);
  }
  if (error instanceof NotShown) return toErrorResult(redactError(error.message, secrets), secrets, 'unshown');
  if (error instanceof NotAllowed)
    return toErrorResult(`Nothing was sent: ${redactError(error.message, secrets)}.`, secrets, 'withheld');
  return toErrorResult(
    `${operation.name} failed inside this server (${(error as Error)?.name ?? 'unknown error'}).`,
    {},
    'internal',
  );
}

/** @param says the sentence of the rule. */
export const toForbiddenResult = (says: string, secrets: Secrets): Result =>
  toErrorResult(`Nothing was sent. ${redactError(says, secrets)}`, secrets, 'policy');

/** @param text made of parts that were struck. */
export function toErrorResult(text: string, secrets: Secrets, cause: Cause | undefined): Result {
  return { text: toVisibleText(redactMade(text, secrets, true)), isError: true, ...(cause ? { cause } : {}) };
}

function toFileResult({ operation, given }: Called, answered: AnsweredFile, secrets: Secrets): Result {
  const { type, bytes, pixels, of } = answered;
  const file = { type, size: bytes.length, pixels };
  const isPicture = pictures.has(type);
  if (isPicture && bytes.length <= mostShown.bytes && pixels && fitsSide(pixels)) {
    const text = `${toFileWords(file)}${of ? `; the file itself is ${toFileWords(of)}` : ''}`;
    return { text: toVisibleText(text), isError: false, image: { mimeType: type, data: bytes.toString('base64') } };
  }
  if (isText(type) && bytes.length <= mostShown.text) {
    const text = redactAnswer(`${toFileWords(file)}\n${bytes.toString('utf8')}`, secrets);
    return { text: toVisibleText(text), isError: false };
  }
  if (isPicture && !pixels)
    return toErrorResult(toNotShown(file, 'its bytes are no such picture, or damaged'), secrets, 'unshown');
  const { without = '' } = operation.linked ?? {};
  const hint = isPicture && given[without] !== undefined ? ` Without ${without} a smaller one comes.` : '';
  return toErrorResult(`${toNotShown(file)}${hint}`, secrets, 'unshown');
}
