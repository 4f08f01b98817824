// Which way rows go live: one request for each item, or portions of many; and what to do where none is left.
import { type Ground, NotDone } from '../../../operations/task.ts';
import type { Row } from '../row.ts';
import { type Sending, toPortions, toSingles } from './requests.ts';

export type Way = 'single' | 'bulk';

/** From so many requests on, portions are fewer by far. */
const many = 20;

/** @returns why these cannot be sent; undefined where they can. */
export function lacks(ground: Ground, sendings: readonly Sending[]): string | undefined {
  const byName = new Map<string, Sending[]>();
  for (const each of sendings) byName.set(each.operation, [...(byName.get(each.operation) ?? []), each]);
  for (const [name, own] of byName) {
    const why = ground.forbids(
      name,
      own.map(({ given }) => given),
    );
    if (why !== undefined) return why;
    if (!ground.has(name)) return `${name} is off here`;
  }
  return undefined;
}

/** What is scheduled goes singly: then each can be taken back by itself. @throws {NotDone} where there is no way. */
export function chooseWay(
  ground: Ground,
  rows: readonly Row[],
  { scheduledAt, canFollow }: { scheduledAt: string | undefined; canFollow: boolean },
): Way {
  const singles = toSingles(rows, scheduledAt);
  const portions = toPortions(rows, scheduledAt);
  const single = lacks(ground, singles);
  // A job whose end cannot be seen might be begun twice.
  const isFollowed = scheduledAt === undefined && canFollow && ground.has('get_bulk_job');
  const bulk = isFollowed ? lacks(ground, portions) : 'what a bulk job holds could not be seen here';
  const isMany = singles.length > many && portions.length * 2 <= singles.length;
  if (bulk === undefined && (isMany || single !== undefined)) return 'bulk';
  if (single === undefined) return 'single';
  throw new NotDone(`Nothing was published: ${endSentence(single)}${offerRelease(ground)}`);
}

export const endSentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** With a space before it; nothing where that is no way either. */
export const offerRelease = (ground: Ground): string =>
  ground.has('create_release') && ground.has('add_release_items')
    ? ' With as_release: "a name" these versions are put into a release, which a person deploys in Contentstack.'
    : '';
