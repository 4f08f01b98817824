// Assets: files and the folders they lie in.
import * as z from 'zod';
import {
  anyVersion,
  count_only,
  deleted,
  flag,
  hide,
  include_branch,
  include_count,
  include_publish_details,
  list,
  paging,
  query,
  scheduled_at,
  segment,
  sorting,
  targets,
  text,
  upload,
  version,
} from '../src/operations/fields.ts';
import { defineModule, operation } from '../src/operations/operation.ts';

const path = { asset_uid: segment };
const version_path = { ...path, version_number: version };
const folder_path = { folder_uid: segment };

/** Relative URLs are of no use to whoever reads an answer. */
const shown = { relative_urls: hide(flag), include_branch };
const include_asset_scan_status = flag;
const include_metadata = flag.describe('What extensions store');
const environment = text.describe('Published there');

/** Multipart, as a file goes with them. */
const form = {
  'asset[upload]': upload,
  'asset[parent_uid]': text.describe('Folder uid'),
  'asset[title]': text,
  'asset[description]': text,
  'asset[tags]': list,
};

const publishing = { path, body: { asset: z.strictObject(targets), version: anyVersion, scheduled_at } };

const referring = { 'entries that refer to it': 'GET /assets/{asset_uid}/references' } as const;

export default defineModule({
  name: 'assets',
  docs: 'assets',
  reach: 'branch',
  operations: {
    list_assets: operation('GET /assets', {
      title: 'List assets',
      effect: 'read',
      everyday: true,
      description: 'Find assets: images, pictures, videos, files, and the folders they are in.',
      large: true,
      outline: [
        'uid',
        'title',
        'filename',
        'name',
        'content_type',
        'file_size',
        'is_dir',
        '_version',
        'updated_at',
        'publish_details',
      ],
      query: {
        query,
        folder: text.describe('Folder uid, or cs_root'),
        include_folders: flag,
        typeahead: text.describe('Part of a name'),
        environment,
        ...paging,
        count: count_only,
        ...sorting,
        // One version number for all assets: nobody wants that.
        version: hide(anyVersion),
        include_publish_details,
        // get_asset shows them.
        include_metadata: hide(include_metadata),
        include_asset_scan_status: hide(include_asset_scan_status),
        ...shown,
      },
    }),
    list_assets_by_type: operation('GET /assets/{asset_type}', {
      title: 'List images or videos',
      effect: 'read',
      description: 'All images, or all videos; list_assets filters by name, folder or environment.',
      large: true,
      outline: ['uid', 'title', 'filename', 'content_type', 'file_size', '_version', 'updated_at', 'publish_details'],
      path: { asset_type: z.enum(['images', 'videos']) },
      query: { query, include_branch },
    }),
    get_asset: operation('GET /assets/{asset_uid}', {
      title: 'Get an asset',
      effect: 'read',
      everyday: true,
      description: 'One image or file: URL, type, how large, where it is stored.',
      path,
      query: {
        version: anyVersion,
        environment,
        include_path: flag.describe('Its folders'),
        include_dimension: flag,
        include_publish_details,
        include_metadata,
        include_asset_scan_status,
        ...shown,
      },
    }),
    upload_asset: operation('POST /assets', {
      title: 'Upload an asset',
      effect: 'create',
      everyday: true,
      description: 'Upload an image or file. Its URL works before it is published.',
      link: 'assets/{uid}',
      // Right after an upload little of it is known; get_asset shows them.
      query: { include_dimension: hide(flag), include_asset_scan_status: hide(include_asset_scan_status), ...shown },
      form,
    }),
    replace_asset: operation('PUT /assets/{asset_uid}', {
      title: 'Replace the file of an asset',
      effect: 'update',
      before: 'get_asset',
      versioned: true,
      description: 'Swap the file behind an asset (image, picture), wherever it is used.',
      link: 'assets/{uid}',
      path,
      // It says of what is published there, not of what is sent.
      query: { environment: hide(text), ...shown },
      form,
    }),
    update_asset: operation('PUT /assets/{asset_uid}', {
      title: 'Update an asset',
      effect: 'update',
      before: 'get_asset',
      versioned: true,
      description: 'Change title, description, tags, or folder of an asset.',
      link: 'assets/{uid}',
      path,
      query: { include_branch },
      body: { asset: z.strictObject({ title: text, description: text, tags: list, parent_uid: text }) },
    }),
    set_asset_version: operation('PUT /assets/{asset_uid}', {
      title: 'Restore a version of an asset',
      effect: 'update',
      before: 'get_asset',
      versioned: true,
      description: 'Go back to an earlier version of an asset (image), with its file.',
      link: 'assets/{uid}',
      path,
      query: { include_branch },
      body: { version, asset: z.strictObject({ title: text, description: text }).optional() },
    }),
    set_asset_url: operation('PUT /assets/{asset_uid}', {
      title: 'Set the permanent URL of an asset',
      effect: 'update',
      before: 'get_asset',
      versioned: true,
      description: 'Give an asset a permanent URL: a link (web address) that stays the same, never changes.',
      link: 'assets/{uid}',
      path,
      query: { include_branch },
      body: { asset: z.strictObject({ permanent_url: z.string() }) },
    }),
    download_asset: operation('GET /assets/{api_key}/{asset_uid}/{slug}', {
      title: 'Download an asset',
      effect: 'read',
      everyday: true,
      description:
        'See the picture or text of an asset; a large picture comes smaller. With slug by its permanent URL.',
      path: { ...path, slug: segment.optional() },
      query: { environment },
      gives: 'file',
      linked: { without: 'slug', by: 'GET /assets/{asset_uid}', flags: { include_dimension: true } },
    }),
    delete_asset: operation('DELETE /assets/{asset_uid}', {
      title: 'Delete an asset',
      effect: 'delete',
      before: 'get_asset',
      versioned: true,
      description: 'Throw away an image or file, into the trash.',
      confirm: { hits: referring },
      path,
    }),
    list_rte_assets: operation('GET /assets/rt', {
      title: 'List assets in rich text',
      effect: 'read',
      description: 'Assets embedded in rich text fields; list_asset_refs says in which entries.',
      outline: ['uid', 'title', 'image'],
      gives: 'list',
      query: { include_branch },
    }),
    list_asset_versions: operation('GET /assets/{asset_uid}/versions', {
      title: 'List versions of an asset',
      effect: 'read',
      description: 'History of an asset.',
      outline: ['_version', '_version_name', 'updated_at', 'updated_by'],
      path,
      query: { named: flag.describe('Only named ones'), include_updated_at: flag, include_updated_by: flag, ...paging },
    }),
    name_asset_version: operation('POST /assets/{asset_uid}/versions/{version_number}/name', {
      title: 'Name a version of an asset',
      effect: 'update',
      description: 'Give a version of an asset a name.',
      path: version_path,
      body: { upload: z.strictObject({ _version_name: z.string() }) },
    }),
    unname_asset_version: operation('DELETE /assets/{asset_uid}/versions/{version_number}/name', {
      title: 'Remove the name of an asset version',
      effect: 'delete',
      gives: 'nothing',
      description: 'Take the name off a version of an asset; the version stays.',
      path: version_path,
    }),
    list_asset_refs: operation('GET /assets/{asset_uid}/references', {
      title: 'List references to an asset',
      effect: 'read',
      refers: 'file',
      none: 'no entry uses it',
      description: 'Where an image or file is used.',
      outline: ['entry_uid', 'content_type_uid', 'title', 'locale', '_version', 'publish_details'],
      path,
      query: { include_count, include_publish_details, deleted: deleted.also, include_branch },
    }),
    publish_asset: operation('POST /assets/{asset_uid}/publish', {
      title: 'Publish an asset',
      effect: 'publish',
      queue: { type: 'asset' },
      before: 'get_asset',
      versioned: true,
      description: 'Make an image, photo or file available in environments.',
      link: 'assets/{asset_uid}',
      ...publishing,
    }),
    unpublish_asset: operation('POST /assets/{asset_uid}/unpublish', {
      title: 'Unpublish an asset',
      effect: 'publish',
      queue: { type: 'asset' },
      before: 'get_asset',
      versioned: true,
      description: 'Take an image or file off environments.',
      confirm: { hits: referring },
      link: 'assets/{asset_uid}',
      path,
      // Whatever version is live is taken off.
      body: { ...publishing.body, version: hide(anyVersion) },
    }),
    get_asset_folder: operation('GET /assets/folders/{folder_uid}', {
      title: 'Get a folder',
      effect: 'read',
      description: 'One asset folder.',
      path: folder_path,
      query: { include_path: flag.describe('Its folders'), include_branch },
    }),
    create_asset_folder: operation('POST /assets/folders', {
      title: 'Create a folder',
      effect: 'create',
      description: 'Make a folder for images and files.',
      query: { include_branch },
      body: { asset: z.strictObject({ name: z.string(), parent_uid: text }) },
    }),
    update_asset_folder: operation('PUT /assets/folders/{folder_uid}', {
      title: 'Rename or move a folder',
      effect: 'update',
      before: 'get_asset_folder',
      description: 'Rename an asset folder, or move it below another.',
      path: folder_path,
      query: { include_branch },
      body: { asset: z.strictObject({ name: text, parent_uid: text }) },
    }),
    delete_asset_folder: operation('DELETE /assets/folders/{folder_uid}', {
      title: 'Delete a folder',
      effect: 'delete',
      description: 'Delete an asset folder with all assets and folders in it.',
      confirm: {
        hits: {
          'assets and folders directly in it': 'GET /assets?folder={folder_uid}&include_folders=true&count=true',
        },
      },
      path: folder_path,
    }),
  },
});
