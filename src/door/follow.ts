// From the answer that names the url of a file to the file: asked for as other reads are, in turn, in time and again.
import { type Answer, type AnsweredFile, NoAnswer, NotShown } from '../operations/answer.ts';
import { toNotShown } from '../operations/file.ts';
import { isObject } from '../operations/is-object.ts';
import { attempt, codeOfError, isUntrusted, toRetryAfter, trustHint } from './attempts.ts';
import { bound } from './bound.ts';
import { type Loaded, load, type Places } from './linked/load.ts';
import { toWant, type Want } from './linked/want.ts';
import type { Heed } from './pace.ts';
import type { CmaRequest } from './request.ts';

export interface Way {
  places: Places;
  /** Waits for a turn. */
  take: (isAgain: boolean) => Promise<Heed>;
  /** The moment by which all must be over, as Date.now() tells it. */
  until: number;
  /** How long one attempt may take, in milliseconds. */
  each: number;
  signal: AbortSignal;
}

/**
 * @param answer of a request whose path ends in the uid of the asset.
 * @returns the answer with its file, or as it is where it shows no asset.
 * @throws {NotShown | NoAnswer} and the signal's reason.
 */
export async function follow(
  answer: Answer,
  { path, fits }: Pick<CmaRequest, 'path' | 'fits'>,
  way: Way,
): Promise<Answer> {
  const asset = answer.status === 200 && isObject(answer.body) ? answer.body.asset : undefined;
  if (!isObject(asset)) return answer;
  const want = toWant(asset, decodeURIComponent(path.split('/').at(-1) ?? ''), fits);
  try {
    const file = await ask(want, answer, way);
    return { ...answer, body: undefined, json: false, file };
  } catch (error) {
    throw way.signal.aborted || error instanceof NotShown ? error : toNoAnswer(error, want);
  }
}

async function ask(want: Want, answer: Answer, { places, take, until, each, signal }: Way): Promise<AnsweredFile> {
  let loaded: Loaded | undefined;
  const once = async (isAgain: boolean): Promise<Answer> => {
    // What is in no cache is, in the end, asked of the API.
    const heed = await take(isAgain);
    const one = bound([signal], each);
    try {
      loaded = await load(want, one.signal, places);
      const { status, retryAfter } = 'file' in loaded ? { status: 200, retryAfter: undefined } : loaded;
      // The limits of those hosts are others, so what they say is left of them is not the API's.
      await heed({ status });
      return { ...answer, status, retryAfter: toRetryAfter(retryAfter), body: undefined, json: false };
    } finally {
      one.release();
    }
  };
  await attempt(once, { effect: 'read', until, signal });
  if (loaded && 'file' in loaded) return loaded.file;
  throw new NotShown(toNotShown(want.file, `${new URL(want.url).host} answers with status ${loaded?.status}`));
}

/** What undici threw, in words. */
function toNoAnswer(error: unknown, { url }: Want): NoAnswer {
  if (error instanceof NoAnswer) return error;
  const where = `${new URL(url).origin}, where the file lies,`;
  if ((error as Error).name === 'TimeoutError') {
    return new NoAnswer('timeout', `${where} did not give it in time (CONTENTSTACK_TIMEOUT_MS).`);
  }
  const hint = isUntrusted(error)
    ? trustHint
    : 'That host must be reached as well as the API; if there is a proxy, HTTPS_PROXY names it.';
  return new NoAnswer('broken', `${where} did not give it (${codeOfError(error)}). ${hint}`);
}
