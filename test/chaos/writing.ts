// How tasks that write are brought to write, where one call is not enough: the first gives a code, or there must be something to take back.
import type { Json } from '../harness.ts';

/** Gives the arguments of the call that writes, by calls before it: of the same tool, or of the one that is named. */
export type Play = (call: (given: Json, tool?: string) => Promise<Json>) => Promise<Json>;

/** So that entries are looked through: what they hold is lost, and that is asked about. */
const removing: Json = {
  content_type_uid: 'author',
  changes: [
    { field: 'website', add: { data_type: 'link' }, after: 'role' },
    { field: 'role', remove: true },
  ],
};

/** Entries of several content types, in one language that most only fall back in. */
const renaming: Json = { find: 'stove', with: 'burner', content_types: ['blog_post', 'product', 'announcement'] };

/** A page and a product that are behind in two environments, and what they need. */
const publishing: Json = {
  entries: [
    { content_type: 'page', uid: 'blt3f72decd51552ad5' },
    { content_type: 'product', uid: 'blt665efffe49436981' },
  ],
  environments: ['staging', 'preview'],
};

export const plays: Record<string, Play> = {
  publish_plan: async call => ({ ...publishing, ...((await call(publishing, 'plan_publish')).next as Json) }),
  bulk_edit: async call => ({ ...renaming, ...((await call(renaming)).next as Json) }),
  change_content_type: async call => ({ ...removing, ...(await call(removing)) }),
};
