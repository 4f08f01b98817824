// What is asked for and is not there: told as that, as a wrong uid would read as if nothing had happened.
import { isObject, member } from '../../content/value.ts';
import { type Answer, NoAnswer } from '../../operations/answer.ts';
import { toBrief } from '../../operations/brief.ts';
import { BadTask, type Ground } from '../../operations/task.ts';
import { type Happening, isOfEntries, textOf } from './happening.ts';

/** What the API says of an entry that it does not have. */
const noSuchThing = 141;

const quote = (text: string): string => JSON.stringify(toBrief(text, 60));

const howToFind = 'find_in_content and list_entries find a uid by the title';

/** @throws {BadTask} for what can only be a title. */
export function refuseTitle(entry: string): void {
  if (/[^\w-]/.test(entry)) throw new BadTask(`entry_uid: ${quote(entry)} is no uid; ${howToFind}`);
}

/** In which languages an entry has a version of its own, by one request; without `isThere` where that cannot be known. */
export async function readLanguages(
  ground: Ground,
  type: string,
  entry: string,
): Promise<{ isThere: boolean | undefined; codes: string[] }> {
  const answer = await trySend(ground, { content_type_uid: type, entry_uid: entry });
  const locales = answer && answer.status < 300 ? member(answer.body, 'locales') : undefined;
  if (!Array.isArray(locales)) {
    const isGone = (answer?.json && answer.status === 404) || member(answer?.body, 'error_code') === noSuchThing;
    return { isThere: isGone ? false : undefined, codes: [] };
  }
  const own = locales.filter(isObject).filter(({ localized }) => localized !== false);
  return { isThere: true, codes: own.map(({ code }) => textOf(code)) };
}

async function trySend(ground: Ground, given: Record<string, string>): Promise<Answer | undefined> {
  if (!ground.has('list_entry_locales')) return undefined;
  try {
    return await ground.send('list_entry_locales', given);
  } catch (error) {
    if (!(error instanceof NoAnswer) || error.kind === 'cancelled' || ground.signal.aborted) throw error;
    return undefined;
  }
}

interface Named {
  entry: string | undefined;
  type: string | undefined;
  /** As far as it is known without asking. */
  isThere: boolean | undefined;
  /** Its versions could not be read: it is asked then whether it is there. */
  lacksVersions: boolean;
  /** More may be told later on. */
  isLeft: boolean;
}

/**
 * Asks, by one request, where nothing that was read tells of the entry.
 * @returns whether it is gone, and what to say about that.
 * @throws {BadTask} where there is no such entry, and there was none as far as the logs go back.
 */
export async function judgeNamed(
  ground: Ground,
  { entry, type, isThere, lacksVersions, isLeft }: Named,
  happenings: readonly Happening[],
): Promise<{ isGone: boolean; notes: string[] }> {
  const none = { isGone: false, notes: [] };
  if (entry === undefined) return none;
  const own = happenings.filter(({ uid }) => uid === entry);
  const isSeen = own.some(each => type === undefined || each.type === undefined || each.type === type);
  const hasType = type !== undefined && isOfEntries(type);
  if (!hasType || (isSeen && !lacksVersions && isThere !== false)) {
    if (isSeen || isLeft) return none;
    const known = hasType ? '' : ': whether there is such an entry is only known with its content_type_uid';
    return { isGone: false, notes: [`nothing that was read tells of ${quote(entry)}${known}; ${howToFind}`] };
  }
  const another = own.find(each => each.type !== undefined && each.type !== type)?.type;
  if (!isSeen && another) throw new BadTask(`entry_uid: no entry ${quote(entry)} in ${type}; it is of ${another}`);
  const isGone = (isThere ?? (await readLanguages(ground, type, entry)).isThere) === false;
  if (!isGone) return none;
  if (!isSeen && !isLeft) throw new BadTask(`entry_uid: no entry ${quote(entry)} in ${type}; ${howToFind}`);
  return { isGone, notes: [`entry ${quote(entry)} is not there now: its versions cannot be read`] };
}
