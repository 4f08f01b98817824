// What is live now of some rows: a request for each hundred items of a type and language.
import type { Json } from '../../../content/value.ts';
import type { Ground } from '../../../operations/task.ts';
import { readByUids } from '../../by-uids.ts';
import { findState, type State } from '../../states.ts';
import type { Row } from '../row.ts';

export interface Seen {
  /** Undefined where it is not live there. */
  state: State | undefined;
  /** Who saved it last, and when; ISO 8601. */
  savedBy: string | undefined;
  savedAt: string | undefined;
}

const pageSize = 100;

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** @returns without those that could not be read. */
export async function readLiveNow(ground: Ground, rows: readonly Row[]): Promise<Map<Row, Seen>> {
  const lists = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.type, row.locale]);
    lists.set(key, [...(lists.get(key) ?? []), row]);
  }
  const seen = new Map<Row, Seen>();
  for (const own of lists.values()) {
    const [{ type, locale }] = own as [Row, ...Row[]];
    const uids = [...new Set(own.map(({ uid }) => uid))];
    for (let from = 0; from < uids.length; from += pageSize) {
      const items = await readByUids(ground, type, uids.slice(from, from + pageSize), {
        only: ['locale', '_version', 'updated_at', 'updated_by', 'publish_details'],
        locale,
        include_publish_details: true,
      });
      for (const item of items ?? []) for (const row of own) if (row.uid === item.uid) seen.set(row, toSeen(item, row));
    }
  }
  return seen;
}

function toSeen(item: Json, { environment, locale }: Row): Seen {
  return {
    state: findState(item, environment.uid, locale),
    savedBy: textOf(item.updated_by),
    savedAt: textOf(item.updated_at),
  };
}
