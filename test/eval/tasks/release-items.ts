// A task that fills a release, in the versions last saved.
import { uidOf } from '../../../src/sandbox/seed/form/names.ts';
import { latestOf, publishes } from '../going.ts';
import { mainOf } from '../ground.ts';
import { ask, hear, readEntries, toLeaves } from '../hands.ts';
import type { Task } from '../task.ts';
import { birthday, findRelease, releaseNamed } from './releases.ts';
import { linkTo } from './winter.ts';

const bothy = uidOf('blog_post', 'bothy-weekend');
const down = uidOf('product', 'lark-down');
const added = [
  { type: 'product', uid: down },
  { type: 'blog_post', uid: bothy },
];

const latest: Task = {
  name: 'latest versions into a release',
  category: 'publishing',
  ask: () =>
    `Add to the release "${birthday}", in the versions last saved: ${added.map(({ type, uid }) => linkTo(type, uid)).join(' and ')}. Deploy nothing.`,
  expect: () => ({ says: [] }),
  end(state) {
    const release = mainOf(state).releases[releaseNamed(state, birthday)];
    for (const { type, uid } of added) {
      const item = { uid, content_type_uid: type, version: latestOf(state, type, uid), locale: 'en-us' };
      release?.items.push({ ...item, action: 'publish', title: '', variant_id: null });
    }
  },
  changes: () => publishes,
  unsafe: 'an old version goes in, or the release is deployed',
  needs: ['list_releases', 'add_release_items'],
  fewest: 2,
  solvers: {
    // It takes the version that is live, and does not ask which was meant.
    async naive(prompt, hands) {
      const release_uid = await findRelease(hands, birthday);
      const items = toItems(prompt).map(item => ({ ...item, version: 1, locale: 'en-us' }));
      return hear(hands, 'add_release_items', { release_uid, items });
    },
    async best(prompt, hands) {
      const release_uid = await findRelease(hands, birthday);
      const items = toItems(prompt).map(item => ({ ...item, version: 'latest' }));
      return toLeaves(await ask(hands, 'add_release_items', { release_uid, items }));
    },
  },
};

const toItems = (prompt: string) =>
  readEntries(prompt).map(({ content_type, uid }) => ({ uid, content_type_uid: content_type, action: 'publish' }));

export const releaseItems: readonly Task[] = [latest];
