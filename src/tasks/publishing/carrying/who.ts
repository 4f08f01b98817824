// Who changed rows since they were planned, and what they did.
import type { Ground } from '../../../operations/task.ts';
import { readFolk } from '../../activity/people.ts';
import type { Row } from '../row.ts';
import { readLiveNow } from './live-now.ts';

/** In words, such as `saved since by Maya Lindqvist`: a few requests. @param since in milliseconds, by the API's clock. */
export async function tellWho(ground: Ground, rows: readonly Row[], since: number): Promise<Map<Row, string>> {
  const told = new Map<Row, string>();
  if (rows.length === 0) return told;
  const seen = await readLiveNow(ground, rows);
  const { people } = await readFolk(ground);
  const name = (uid: string | undefined): string => (uid === undefined ? '' : ` by ${people.get(uid) ?? uid}`);
  for (const row of rows) {
    const { state, savedAt = '', savedBy } = seen.get(row) ?? {};
    const by = Date.parse(state?.at ?? '') > since ? `published since${name(state?.by)}` : 'changed since';
    told.set(row, Date.parse(savedAt) > since ? `saved since${name(savedBy)}` : by);
  }
  return told;
}
