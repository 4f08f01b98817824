// Releases: how far the sandbox serves them.
import { type CoverageRow, partly, served } from './row.ts';

const lives = served('releases/releases.test.ts > is created, read, listed, changed and deleted');
const added = served('releases/items.test.ts > are added one by one or together, with the titles they have');
const removed = served('releases/items.test.ts > are removed by what the body names, or all at once');

export const releases: readonly CoverageRow[] = [
  ['GET /releases', lives],
  ['GET /releases/{release_uid}', lives],
  ['POST /releases', lives],
  ['PUT /releases/{release_uid}', served('releases/releases.test.ts > takes no change until it is unlocked')],
  ['DELETE /releases/{release_uid}', lives],
  ['GET /releases/{release_uid}/items', added],
  ['POST /releases/{release_uid}/item', added],
  ['POST /releases/{release_uid}/items', added],
  ['DELETE /releases/{release_uid}/items', removed],
  ['DELETE /releases/{release_uid}/item', removed],
  ['PUT /releases/{release_uid}/items/move', served('releases/items.test.ts > are moved to another release')],
  [
    'PUT /releases/{release_uid}/update_items',
    served('releases/items.test.ts > are brought up to their latest versions together'),
  ],
  [
    'POST /releases/{release_uid}/deploy',
    partly(
      'an item for an entry variant is kept, but its base entry is published',
      'releases/deploy.test.ts > publishes and unpublishes its items in every environment, and locks',
    ),
  ],
  [
    'POST /releases/{release_uid}/clone',
    served('releases/releases.test.ts > is cloned with its items, under another name'),
  ],
];
