// Releases: groups of entries and assets that are deployed together.
import * as z from 'zod';
import {
  count_only,
  flag,
  include_branch,
  list,
  locale,
  paging,
  query,
  release_version,
  scheduled_at,
  segment,
  strings,
  text,
  versionOrLatest,
} from '../src/operations/fields.ts';
import { defineModule, operation } from '../src/operations/operation.ts';

const path = { release_uid: segment };
const header = { release_version };
const action = z.enum(['publish', 'unpublish']);

const items = z
  .array(
    z.strictObject({
      uid: z.string(),
      version: versionOrLatest,
      locale,
      content_type_uid: z.string().describe('built_io_upload for assets'),
      action,
      variant_id: text,
    }),
  )
  .max(25);

const contained = { 'items in it': 'GET /releases/{release_uid}/items?include_count=true' } as const;

export default defineModule({
  name: 'releases',
  docs: 'releases',
  reach: 'branch',
  operations: {
    list_releases: operation('GET /releases', {
      title: 'List releases',
      effect: 'read',
      everyday: true,
      description: 'Releases: entries and assets that go live together.',
      large: true,
      outline: ['uid', 'name', 'description', 'locked', 'items_count', 'status', 'updated_at'],
      query: { query, ...paging, count: count_only, include_items_count: flag, include_branch },
      header,
    }),
    get_release: operation('GET /releases/{release_uid}', {
      title: 'Get a release',
      effect: 'read',
      description: 'One release, its lock and deployments.',
      path,
      query: { include_branch },
      header,
    }),
    create_release: operation('POST /releases', {
      title: 'Create a release',
      effect: 'create',
      description: 'Create an empty release.',
      link: 'releases/{uid}',
      query: { include_branch },
      header,
      body: { release: z.strictObject({ name: z.string(), description: text, locked: flag, archived: flag }) },
    }),
    update_release: operation('PUT /releases/{release_uid}', {
      title: 'Update, lock or unlock a release',
      effect: 'update',
      before: 'get_release',
      description: 'Rename, describe, lock or unlock a release.',
      link: 'releases/{uid}',
      path,
      query: { include_branch },
      header,
      body: { release: z.strictObject({ name: text, description: text, locked: flag }) },
    }),
    delete_release: operation('DELETE /releases/{release_uid}', {
      title: 'Delete a release',
      effect: 'delete',
      description: 'Delete a release; its items stay.',
      confirm: { hits: contained },
      path,
      header,
    }),
    list_release_items: operation('GET /releases/{release_uid}/items', {
      title: 'List items of a release',
      effect: 'read',
      description: 'What goes out with a release, at which version.',
      outline: ['uid', 'content_type_uid', 'title', 'locale', 'version', 'action'],
      path,
      query: { ...paging, include_branch },
      header,
    }),
    add_release_items: operation('POST /releases/{release_uid}/items', {
      title: 'Add items to a release',
      effect: 'create',
      description: 'Put up to 25 entries (pages) or assets into a release that is not locked.',
      link: 'releases/{release_uid}',
      pins: { list: 'items', entries: 'list_entries', assets: 'list_assets', languages: 'list_languages' },
      path,
      query: { include_branch },
      header,
      body: { items },
    }),
    remove_release_items: operation('DELETE /releases/{release_uid}/items', {
      title: 'Remove items from a release',
      effect: 'delete',
      description: 'Take items, as list_release_items shows them, or all out of a release.',
      confirm: { tells: ['items.uid'], hits: contained },
      pins: { list: 'items', from: 'list_release_items' },
      path,
      query: { all: flag.describe('Empty it'), include_branch },
      header,
      body: {
        items: z
          .array(
            z.looseObject({
              uid: z.string(),
              version: versionOrLatest.optional(),
              locale,
              content_type_uid: z.string(),
            }),
          )
          .optional(),
      },
    }),
    update_release_items: operation('PUT /releases/{release_uid}/update_items', {
      title: 'Update items of a release',
      effect: 'update',
      description: 'Bring all items of a release to their latest version.',
      path,
      query: { include_branch },
      header,
      body: { items: z.array(z.enum(['$all'])) },
    }),
    deploy_release: operation('POST /releases/{release_uid}/deploy', {
      title: 'Deploy a release',
      effect: 'publish',
      description:
        'Push a release to environments such as production: publish or unpublish its items, now or later. Locks it.',
      confirm: { hits: contained },
      carries: { entries: 'list_entries', assets: 'list_assets', items: 'list_release_items' },
      link: 'releases/{release_uid}',
      path,
      header,
      body: {
        release: z.strictObject({ environments: strings, locales: list, action: action.optional(), scheduled_at }),
      },
    }),
    clone_release: operation('POST /releases/{release_uid}/clone', {
      title: 'Clone a release',
      effect: 'create',
      description: 'Copy a release with its items.',
      link: 'releases/{uid}',
      path,
      query: { include_branch },
      header,
      body: { release: z.strictObject({ name: z.string(), description: text }) },
    }),
  },
});
