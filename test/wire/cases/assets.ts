// Assets and their folders.
import type { Case } from '../case.ts';
import { type Sdk, set, toFile } from '../sdk.ts';

const uid = 'blt_asset';
const assetOf = (stack: Sdk) => stack.asset(uid);
const folderOf = (stack: Sdk) => stack.asset().folder('blt_folder');

const listed = {
  query: { tags: 'press' },
  folder: 'blt_folder',
  include_folders: true,
  typeahead: 'logo',
  environment: 'production',
  skip: 5,
  limit: 10,
  include_count: true,
  asc: 'title',
  version: 2,
  include_publish_details: true,
  include_metadata: true,
  include_asset_scan_status: true,
  relative_urls: true,
  include_branch: true,
};
const shown = {
  version: 2,
  environment: 'production',
  include_path: true,
  include_dimension: true,
  include_publish_details: true,
  include_metadata: true,
  include_asset_scan_status: true,
  relative_urls: true,
  include_branch: true,
};
const referred = { include_count: true, include_publish_details: true, deleted: true, include_branch: true };
const details = { title: 'Logo', description: 'In colour', parent_uid: 'blt_folder', tags: ['press', 'logo'] };
const page = '<p>Press kit</p>';
const upload = `data:text/html;name=kit.html;base64,${Buffer.from(page).toString('base64')}`;
const targets = { environments: ['production'], locales: ['en-us', 'fr-fr'] };

export const assets: Case[] = [
  { tool: 'list_assets', args: listed, sdk: stack => stack.asset().query(listed).find() },
  { tool: 'get_asset', args: { asset_uid: uid, ...shown }, sdk: stack => assetOf(stack).fetch(shown) },
  {
    tool: 'upload_asset',
    args: { upload, ...details, include_dimension: true, relative_urls: true },
    sdk: stack =>
      stack
        .asset()
        .create({ upload: toFile('kit.html', page), ...details }, { include_dimension: true, relative_urls: true }),
  },
  {
    tool: 'replace_asset',
    args: { asset_uid: uid, upload, ...details },
    sdk: stack => assetOf(stack).replace({ upload: toFile('kit.html', page), ...details }),
  },
  {
    tool: 'update_asset',
    args: {
      asset_uid: uid,
      asset: { title: 'Logo', description: 'In colour', tags: ['press'], parent_uid: 'blt_folder' },
    },
    sdk: stack =>
      set(assetOf(stack), {
        title: 'Logo',
        description: 'In colour',
        tags: ['press'],
        parent_uid: 'blt_folder',
      }).update(),
  },
  {
    tool: 'set_asset_url',
    args: { asset_uid: uid, asset: { permanent_url: 'https://images.example.com/logo' } },
    sdk: stack => set(assetOf(stack), { permanent_url: 'https://images.example.com/logo' }).update(),
  },
  { tool: 'delete_asset', args: { asset_uid: uid }, sdk: stack => assetOf(stack).delete() },
  {
    tool: 'list_asset_refs',
    args: { asset_uid: uid, ...referred },
    sdk: stack => assetOf(stack).getReferences(referred),
  },
  {
    tool: 'publish_asset',
    args: { asset_uid: uid, asset: targets, version: 3, scheduled_at: '2026-12-24T18:00:00.000Z' },
    sdk: stack =>
      assetOf(stack).publish({ publishDetails: targets, version: 3, scheduledAt: '2026-12-24T18:00:00.000Z' }),
  },
  {
    tool: 'unpublish_asset',
    args: { asset_uid: uid, asset: targets },
    sdk: stack => assetOf(stack).unpublish({ publishDetails: targets }),
  },
  {
    tool: 'get_asset_folder',
    args: { folder_uid: 'blt_folder', include_path: true, include_branch: true },
    sdk: stack => folderOf(stack).fetch({ include_path: true, include_branch: true }),
  },
  {
    tool: 'create_asset_folder',
    args: { asset: { name: 'Press', parent_uid: 'blt_folder' } },
    sdk: stack =>
      stack
        .asset()
        .folder()
        .create({ asset: { name: 'Press', parent_uid: 'blt_folder' } }),
  },
  {
    tool: 'update_asset_folder',
    args: { folder_uid: 'blt_folder', asset: { name: 'Media', parent_uid: 'blt_parent' } },
    sdk: stack => set(folderOf(stack), { name: 'Media', parent_uid: 'blt_parent' }).update(),
  },
  { tool: 'delete_asset_folder', args: { folder_uid: 'blt_folder' }, sdk: stack => folderOf(stack).delete() },
];
