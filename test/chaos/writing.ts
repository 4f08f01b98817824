// How tasks that write are brought to write, where one call is not enough: the first gives a code, or there must be something to take back.
import type { Json } from '../harness.ts';

/** Gives the arguments of the call that writes, by calls before it. */
export type Play = (call: (given: Json) => Promise<Json>) => Promise<Json>;

/** So that entries are looked through: what they hold is lost, and that is asked about. */
const removing: Json = {
  content_type_uid: 'author',
  changes: [
    { field: 'website', add: { data_type: 'link' }, after: 'role' },
    { field: 'role', remove: true },
  ],
};

export const plays: Record<string, Play> = {
  change_content_type: async call => ({ ...removing, ...(await call(removing)) }),
};
