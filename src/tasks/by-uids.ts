// Asks for things by their uids, a hundred in a request, each once: whether they are there, and where they are live.
import { isObject, type Json } from '../content/value.ts';
import { NoAnswer } from '../operations/answer.ts';
import { type Ground, isOver, Refused } from '../operations/task.ts';
import { assetUid } from './types.ts';

const pageSize = 100;

/** Of one type, in one language where that matters. */
interface Waiting {
  type: string;
  locale: string | undefined;
  uids: Set<string>;
}

/** @returns what is known of each; without those that could not be read. Undefined where that is all. */
type Ask<T> = (
  type: string,
  uids: readonly string[],
  locale: string | undefined,
) => Promise<ReadonlyMap<string, T> | undefined>;

const toKey = (type: string, uid: string, locale = ''): string => `${type} ${uid} ${locale}`;

export class Lookup<T> {
  /** How many could not be read. */
  lost = 0;
  private readonly known = new Map<string, T>();
  private readonly waiting = new Map<string, Waiting>();
  private readonly ask: Ask<T>;

  constructor(ask: Ask<T>) {
    this.ask = ask;
  }

  /** Needs not be asked. */
  learn(type: string, uid: string, value: T, locale?: string): void {
    this.known.set(toKey(type, uid, locale), value);
  }

  /** Undefined while it was not asked, and where it could not be read. */
  find(type: string, uid: string, locale?: string): T | undefined {
    return this.known.get(toKey(type, uid, locale));
  }

  want(type: string, uid: string, locale?: string): void {
    if (this.find(type, uid, locale) !== undefined) return;
    const key = toKey(type, '', locale);
    const waiting = this.waiting.get(key) ?? { type, locale, uids: new Set<string>() };
    this.waiting.set(key, waiting);
    waiting.uids.add(uid);
  }

  /** How many pages wait to be asked. */
  countPages(): number {
    return [...this.waiting.values()].reduce((sum, { uids }) => sum + Math.ceil(uids.size / pageSize), 0);
  }

  /** Sends what fills a page, and at the end the rest. */
  async fill(isEnd = false): Promise<void> {
    for (const { type, locale, uids } of this.waiting.values()) {
      while (uids.size >= pageSize || (isEnd && uids.size > 0)) {
        const page: string[] = [];
        for (const uid of uids) {
          if (page.length >= pageSize) break;
          uids.delete(uid);
          // It may have come with the scan meanwhile.
          if (this.find(type, uid, locale) === undefined) page.push(uid);
        }
        if (page.length < pageSize && !isEnd) {
          for (const uid of page) uids.add(uid);
          break;
        }
        if (page.length === 0) continue;
        const found = await this.ask(type, page, locale);
        this.lost += page.filter(uid => !found?.has(uid)).length;
        for (const [uid, value] of found ?? []) this.learn(type, uid, value, locale);
      }
    }
  }
}

/** Entries of one type or files, by their uids. Undefined when they could not be read. @throws {NoAnswer} when the caller has given up. */
export async function readByUids(
  ground: Ground,
  type: string,
  uids: readonly string[],
  { only = [], locale, ...more }: Json & { only?: readonly string[] | 'all'; locale?: string | undefined } = {},
): Promise<Json[] | undefined> {
  const isAsset = type === assetUid;
  const asked = { query: { uid: { $in: uids } }, limit: pageSize, ...more };
  const language = locale === undefined ? {} : { locale };
  const fields = only === 'all' ? {} : { only: ['uid', ...only] };
  const given = isAsset ? asked : { ...asked, content_type_uid: type, ...fields, ...language };
  const body = await attempt(ground, () => ground.read(isAsset ? 'list_assets' : 'list_entries', given));
  const list = isAsset ? body?.assets : body?.entries;
  return Array.isArray(list) ? list.filter(isObject) : undefined;
}

/** Undefined where it was refused or did not come. @throws {NoAnswer} when the caller has given up. */
export async function attempt<T>(ground: Ground, read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    const isAnswer = error instanceof Refused;
    const isMissing = error instanceof NoAnswer && error.kind !== 'cancelled' && !ground.signal.aborted;
    // With the end of the time all else ends too; what was found until then is still told.
    const isLate = error instanceof NoAnswer && isOver(ground);
    if (isAnswer || isMissing || isLate) return undefined;
    throw error;
  }
}
