// Sample answers of assets and folders, as outlines.
import { uidOf } from '../../../src/sandbox/seed/form/names.ts';
import type { Asking, Shape, ShapeCase } from '../shape.ts';

const logo = uidOf('asset', 'larkfell-logo');
const photos = uidOf('folder', 'Photos');
const people = uidOf('folder', 'People');

const base = {
  uid: 'string',
  created_at: 'string',
  updated_at: 'string',
  created_by: 'string',
  updated_by: 'string',
  content_type: 'string',
  tags: [],
  ACL: {},
  _version: 'number',
};

const oldDetail = { environment: 'string', locale: 'string', time: 'string', user: 'string' };
const detail = { ...oldDetail, version: 'number' };
const file = { ...base, file_size: 'string', filename: 'string', url: 'string', title: 'string' };
const folder = { ...base, name: 'string', is_dir: 'boolean', parent_uid: 'string' };
const described = { ...file, description: 'string' };
/** As the newer pages print it. */
const asset = { ...file, is_dir: 'boolean', publish_details: [detail] };
/** As the older pages print it, which show neither where it lies nor that it is no folder. */
const old = { ...described, app_user_object_uid: 'string', publish_details: [oldDetail] };

const without = (shape: Record<string, Shape>, name: string): Record<string, Shape> =>
  Object.fromEntries(Object.entries(shape).filter(([key]) => key !== name));

const oldKeys = (at: string): Record<string, string> => ({
  [`${at}.app_user_object_uid: missing`]: 'It stands in the oldest samples alone.',
  [`${at}.is_dir: extra`]: 'Newer samples have it; this one is older.',
  [`${at}.parent_uid: extra`]: 'Newer samples have it; this one is older.',
});

const oldDetails = (at: string): Record<string, string> => ({
  [`${at}.publish_details[].version: extra`]: 'Newer samples have it, and the text of this page speaks of it.',
});

const upload = (fields: Record<string, string> = {}): FormData => {
  const form = new FormData();
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>';
  form.append('asset[upload]', new File([svg], 'mark.svg', { type: 'image/svg+xml' }));
  for (const [name, value] of Object.entries(fields)) form.append(`asset[${name}]`, value);
  return form;
};

const shown = 'include_publish_details=true';
const saved = (notice: Shape): Shape => ({ notice: 'string', asset: notice });
const nameOne = (client: Asking) =>
  client.post(`/assets/${logo}/versions/1/name`, { upload: { _version_name: 'First' } });
const places = { asset: { locales: ['en-us'], environments: ['preview'] }, version: 1 };

export const assets: ShapeCase[] = [
  {
    request: 'GET /assets',
    sample: {
      assets: [
        {
          ...base,
          is_dir: 'boolean',
          parent_uid: 'string|null',
          'name?': 'string',
          'file_size?': 'string',
          'filename?': 'string',
          'url?': 'string',
          'title?': 'string',
          'publish_details?': [detail],
        },
      ],
    },
    ask: ({ get }) => get(`/assets?include_folders=true&${shown}`),
    explained: { 'assets[].description: extra': 'The assets of the sample have none; another page shows it.' },
  },
  {
    request: 'GET /assets',
    title: 'assets and subfolders of a parent folder',
    sample: {
      assets: [
        {
          ...base,
          is_dir: 'boolean',
          parent_uid: 'string',
          'name?': 'string',
          'file_size?': 'string',
          'filename?': 'string',
          'url?': 'string',
          'title?': 'string',
          'publish_details?': [],
        },
      ],
    },
    ask: ({ get }) => get(`/assets?include_folders=true&folder=${photos}&${shown}`),
    explained: { 'assets[].description: extra': 'The assets of the sample have none; another page shows it.' },
  },
  {
    request: 'GET /assets',
    title: 'subfolders of a parent folder',
    sample: { assets: [folder] },
    ask: ({ get }) => get(`/assets?include_folders=true&folder=${photos}&query={"is_dir":true}`),
  },
  {
    request: 'GET /assets',
    title: 'a folder by name',
    sample: { assets: [folder] },
    ask: ({ get }) => get('/assets?query={"is_dir":true,"name":"People"}'),
  },
  {
    request: 'GET /assets/{asset_type}',
    sample: {
      assets: [
        {
          ...without(base, '_version'),
          app_user_object_uid: 'string',
          file_size: 'string',
          filename: 'string',
          url: 'string',
          publish_details: [oldDetail],
        },
      ],
    },
    ask: ({ get }) => get(`/assets/images?${shown}`),
    explained: {
      ...oldKeys('assets[]'),
      ...oldDetails('assets[]'),
      'assets[]._version: extra': 'Newer samples have it; this one is older.',
      'assets[].title: extra': 'Newer samples have it; this one is older.',
      'assets[].description: extra': 'The asset of the sample has none; another page shows it.',
    },
  },
  {
    request: 'GET /assets/{asset_uid}',
    sample: { asset: { ...asset, description: 'string' } },
    ask: ({ get }) => get(`/assets/${logo}?${shown}`),
    explained: { 'asset.parent_uid: extra': 'Other samples of an asset have it.' },
  },
  {
    request: 'POST /assets',
    sample: saved({
      ...described,
      tags: ['string'],
      is_dir: 'boolean',
      parent_uid: 'string',
      dimension: { height: 'string', width: 'string' },
    }),
    ask: ({ post }) =>
      post(
        '/assets?include_dimension=true',
        upload({ title: 'Mark', description: 'A mark.', tags: 'brand', parent_uid: photos }),
      ),
    explained: {
      'asset.dimension.height: number instead of string': 'The sample has words in the place of numbers.',
      'asset.dimension.width: number instead of string': 'The sample has words in the place of numbers.',
    },
  },
  {
    request: 'PUT /assets/{asset_uid}',
    title: 'replace',
    sample: saved(old),
    ask: ({ put }) => put(`/assets/${logo}?${shown}`, upload()),
    explained: { ...oldKeys('asset'), ...oldDetails('asset') },
  },
  {
    request: 'PUT /assets/{asset_uid}',
    title: 'update',
    sample: saved(old),
    ask: ({ put }) => put(`/assets/${logo}?${shown}`, { asset: { title: 'Mark', description: 'A mark.' } }),
    explained: { ...oldKeys('asset'), ...oldDetails('asset') },
  },
  {
    request: 'PUT /assets/{asset_uid}',
    title: 'update revision',
    sample: saved({ ...described, app_user_object_uid: 'string' }),
    async ask({ put }) {
      await put(`/assets/${logo}`, upload());
      return put(`/assets/${logo}`, { asset: { title: 'Mark', description: 'A mark.' }, version: 1 });
    },
    explained: oldKeys('asset'),
  },
  {
    request: 'PUT /assets/{asset_uid}',
    title: 'permanent URL',
    sample: saved({ ...described, is_dir: 'boolean', parent_uid: 'null', permanent_url: 'string' }),
    ask: ({ put, api_key }) =>
      put(`/assets/${logo}`, {
        asset: { permanent_url: `https://images.contentstack.io/v3/assets/${api_key}/${logo}/logo.svg` },
      }),
  },
  {
    request: 'DELETE /assets/{asset_uid}',
    sample: { notice: 'string' },
    ask: ({ remove }) => remove(`/assets/${logo}`),
  },
  {
    request: 'GET /assets/rt',
    sample: [{ image: 'string', thumb: 'string', title: 'string' }],
    ask: ({ get }) => get('/assets/rt'),
  },
  {
    request: 'GET /assets/{asset_uid}/versions',
    sample: { versions: [{ _version: 'number', updated_at: 'string', updated_by: 'string' }], count: 'number' },
    ask: ({ get }) =>
      get(`/assets/${logo}/versions?include_count=true&include_updated_at=true&include_updated_by=true`),
  },
  {
    request: 'POST /assets/{asset_uid}/versions/{version_number}/name',
    sample: { notice: 'string' },
    ask: nameOne,
  },
  {
    request: 'DELETE /assets/{asset_uid}/versions/{version_number}/name',
    sample: { notice: 'string' },
    async ask(client) {
      await nameOne(client);
      return client.remove(`/assets/${logo}/versions/1/name`);
    },
  },
  {
    request: 'GET /assets/{asset_uid}/references',
    sample: {
      references: [
        {
          entry_uid: 'string',
          content_type_uid: 'string',
          locale: 'string',
          _version: 'number',
          '_version_name?': { title: 'string', updated_by: 'string', updated_at: 'string' },
          title: 'string',
          content_type_title: 'string',
          publish_details: [
            { ...detail, 'version_name?': { title: 'string', updated_by: 'string', updated_at: 'string' } },
          ],
        },
      ],
      count: 'number',
    },
    ask: ({ get }) => get(`/assets/${logo}/references?include_count=true&${shown}`),
  },
  {
    request: 'POST /assets/{asset_uid}/publish',
    sample: { notice: 'string' },
    ask: ({ post }) => post(`/assets/${logo}/publish`, places),
  },
  {
    request: 'POST /assets/{asset_uid}/unpublish',
    sample: { notice: 'string' },
    ask: ({ post }) => post(`/assets/${logo}/unpublish`, places),
  },
  {
    request: 'POST /assets/folders',
    sample: saved(folder),
    ask: ({ post }) => post('/assets/folders', { asset: { name: 'Demo', parent_uid: photos } }),
  },
  {
    request: 'GET /assets/folders/{folder_uid}',
    sample: { asset: { ...folder, path: [{ uid: 'string', name: 'string' }] } },
    ask: ({ get }) => get(`/assets/folders/${people}?include_path=true`),
  },
  {
    request: 'PUT /assets/folders/{folder_uid}',
    sample: saved(without(folder, 'ACL')),
    ask: ({ put }) => put(`/assets/folders/${people}`, { asset: { name: 'Demo' } }),
    explained: { 'asset.ACL: extra': 'All other samples of a folder have it.' },
  },
  {
    request: 'DELETE /assets/folders/{folder_uid}',
    sample: { notice: 'string' },
    ask: ({ remove }) => remove(`/assets/folders/${people}`),
  },
];
