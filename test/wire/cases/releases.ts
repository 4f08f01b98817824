// Releases and their items.
import type { Case } from '../case.ts';
import { type Sdk, set } from '../sdk.ts';

const release_uid = 'blt_release';
const releaseOf = (stack: Sdk) => stack.release(release_uid);

const listed = {
  query: { locked: false },
  skip: 1,
  limit: 5,
  include_count: true,
  include_items_count: true,
  include_branch: true,
};
const release = { name: 'Spring', description: 'All of spring', locked: false, archived: false };
const item = { uid: 'blt_entry', version: 2, locale: 'en-us', content_type_uid: 'article', action: 'publish' };
const release_version = '2.0';

export const releases: Case[] = [
  { tool: 'list_releases', args: listed, sdk: stack => stack.release().query(listed).find() },
  {
    tool: 'get_release',
    args: { release_uid, include_branch: true },
    sdk: stack => releaseOf(stack).fetch({ include_branch: true }),
  },
  { tool: 'create_release', args: { release }, sdk: stack => stack.release().create({ release }) },
  {
    tool: 'update_release',
    args: { release_uid, release: { name: 'Summer', description: 'All of summer', locked: true } },
    sdk: stack => set(releaseOf(stack), { name: 'Summer', description: 'All of summer', locked: true }).update(),
  },
  { tool: 'delete_release', args: { release_uid }, sdk: stack => releaseOf(stack).delete() },
  {
    tool: 'list_release_items',
    args: { release_uid, skip: 1, limit: 5, include_count: true, release_version },
    sdk: stack => releaseOf(stack).item().findAll({ skip: 1, limit: 5, include_count: true, release_version }),
  },
  {
    tool: 'add_release_items',
    args: { release_uid, items: [item] },
    sdk: stack =>
      releaseOf(stack)
        .item()
        .create({ items: [item] }),
  },
  {
    tool: 'remove_release_items',
    args: { release_uid, items: [item] },
    sdk: stack =>
      releaseOf(stack)
        .item()
        .delete({ items: [item] }),
  },
  {
    tool: 'deploy_release',
    args: {
      release_uid,
      release: { environments: ['production'], locales: ['en-us'], action: 'publish' },
    },
    sdk: stack => releaseOf(stack).deploy({ environments: ['production'], locales: ['en-us'], action: 'publish' }),
  },
  {
    tool: 'clone_release',
    args: { release_uid, release: { name: 'Spring again', description: 'A copy' } },
    sdk: stack => releaseOf(stack).clone({ name: 'Spring again', description: 'A copy' }),
  },
];
