// Answer or error becomes what the model reads. Pure, and the one way out: what is secret is struck on it.
import { type Answer, BadArgument, NoAnswer, NotAllowed } from './answer.ts';
import type { Arguments } from './arguments.ts';
import type { Operation } from './operation.ts';
import { redactAnswer, redactError, type Secrets, withhold } from './redact.ts';
import { type Present, type Presenting, present } from './results/present.ts';
import { toVisibleJson, toVisibleText } from './results/visible.ts';

/** What the model reads. */
export interface Result {
  text: string;
  isError: boolean;
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
  if (answer.file) return toFileResult(answer.file, secrets);
  const body = withhold(answer.body, operation.masked);
  const fine = answer.status >= 200 && answer.status < 300 && answer.json;
  if (!fine) return toErrorResult(toErrorText(operation, { ...answer, body }), secrets);
  const shown = show(operation, given, body, presenting);
  return { text: redactAnswer(toVisibleJson(JSON.stringify(shown)), secrets), isError: false };
}

/** What was called, and with which arguments. */
export interface Called {
  operation: Operation;
  given: Arguments;
}

export function toProblemResult(problems: string[]): Result {
  return toErrorResult(
    `Nothing was sent, as the arguments do not fit:\n${problems.map(problem => `- ${problem}`).join('\n')}`,
    {},
  );
}

/** For what was thrown instead of an answer. What is not ours to explain is named only by its kind. */
export function toFailureResult(operation: Operation, error: unknown, secrets: Secrets): Result {
  if (error instanceof BadArgument) return toProblemResult([error.message]);
  if (error instanceof NoAnswer) return toErrorResult(`${error.message}${toFate(operation, error)}`, secrets);
  if (error instanceof NotAllowed) return toErrorResult(`Nothing was sent: ${error.message}.`, secrets);
  return toErrorResult(
    `${operation.name} failed inside this server (${(error as Error)?.name ?? 'unknown error'}).`,
    {},
  );
}

export function toErrorResult(text: string, secrets: Secrets): Result {
  return { text: redactError(toVisibleText(text), secrets), isError: true };
}

/** A write that was sent and not answered may have been done: saying less would invite doing it twice. */
function toFate(operation: Operation, error: NoAnswer): string {
  if (operation.effect === 'read' || error.kind === 'unreachable') return '';
  return ' It may have been applied all the same: read the item before trying again.';
}

/** Causes by the CMA's own code, which says more than its status. Sources: the CMA reference's error sections. */
const causes: Record<number, string> = {
  105: 'The management token is wrong, expired or was displaced by a newer one. Check CONTENTSTACK_MANAGEMENT_TOKEN.',
  109: 'No stack has this API key in this region. Check CONTENTSTACK_API_KEY and CONTENTSTACK_REGION.',
  115: 'The content type was not saved.',
  118: 'There is no such content type on this branch. list_content_types shows them.',
  119: 'The entry was not saved.',
  161: 'The token lacks the permission for this, or there is no such environment.',
  162: 'The token lacks the permission for this.',
  247: 'The language exists already.',
  901: 'The token does not reach this branch, or there is no such branch.',
};

/** The CMA names the credential it misses: what takes no token at all says so by `authtoken`. */
const causeOfAuthtoken =
  'Contentstack takes only the authtoken of a user for this, or the management token is wrong or expired; if other tools work, it is the first.';
const wantsUser = (code: number, errors: unknown) => code === 105 && isObject(errors) && 'authtoken' in errors;

const causesByStatus: Record<number, string> = {
  403: 'The token lacks the permission for this, or the plan lacks the feature.',
  404: 'There is no such thing.',
  429: 'Too many requests for the organisation; nothing was done. Wait a second and try again.',
};

function toErrorText(operation: Operation, answer: Answer): string {
  const { error_message, error_code, errors } = isObject(answer.body) ? answer.body : {};
  const code = Number(error_code);
  const cause =
    (wantsUser(code, errors) ? causeOfAuthtoken : causes[code]) ??
    causesByStatus[answer.status] ??
    `${operation.name} was refused.`;
  const said = answer.json
    ? [...(error_message ? [`Contentstack says: ${JSON.stringify(error_message)}`] : []), ...toLines(errors)]
    : [];
  const ids = [
    `status ${answer.status}`,
    ...(code ? [`code ${code}`] : []),
    ...(answer.requestId ? [`request ${answer.requestId}`] : []),
  ];
  return [cause, ...said, `(${ids.join(', ')})`].join('\n');
}

/** `errors` is documented as field → messages; a text, a list or deeper nesting have been seen too. */
function toLines(errors: unknown): string[] {
  if (errors === undefined || errors === null) return [];
  if (!isObject(errors)) return [`- ${JSON.stringify(errors)}`];
  return Object.entries(errors).map(
    ([field, said]) => `- ${field}: ${JSON.stringify(Array.isArray(said) && said.length === 1 ? said[0] : said)}`,
  );
}

/** What a model can look at, and how much of it, in bytes: beyond, clients refuse the whole answer. */
const shown = { image: 3_750_000, text: 40_000 };
const images = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

function toFileResult({ type, bytes }: { type: string; bytes: Buffer }, secrets: Secrets): Result {
  const size = `${type || 'a file of unknown type'}, ${bytes.length} bytes`;
  if (images.has(type) && bytes.length <= shown.image) {
    return { text: size, isError: false, image: { mimeType: type, data: bytes.toString('base64') } };
  }
  if (/^text\/|[/+](json|xml)$/.test(type) && bytes.length <= shown.text) {
    return { text: redactAnswer(toVisibleText(`${size}\n${bytes.toString('utf8')}`), secrets), isError: false };
  }
  return {
    text: `${size}; not shown, as only images up to ${shown.image} and text up to ${shown.text} bytes are`,
    isError: false,
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
