// Assets and folders: how far the sandbox serves them.
import { type CoverageRow, partly, served } from './row.ts';

const folder = served('assets/folders.test.ts > is created, read, renamed, moved and deleted');
const published = served('assets/lists.test.ts > puts a version into environments and takes it out');
const named = served('assets/lists.test.ts > are listed, counted, named and unnamed');
const replaced = served('assets/assets.test.ts > replaces the file as a new version, and the old one stays readable');

export const assets: readonly CoverageRow[] = [
  ['GET /assets', served('assets/lists.test.ts > filter, search, sort, count, page and project')],
  ['POST /assets', served('assets/assets.test.ts > stores the bytes and serves them to anyone at the url')],
  ['GET /assets/{asset_uid}', replaced],
  ['PUT /assets/{asset_uid}', replaced],
  [
    'DELETE /assets/{asset_uid}',
    served('assets/assets.test.ts > is gone after deletion, and what refers to it points nowhere'),
  ],
  [
    'GET /assets/{api_key}/{asset_uid}/{slug}',
    served('assets/urls.test.ts > gives the latest version, or the one in an environment'),
  ],
  [
    'GET /assets/rt',
    partly(
      'what was uploaded through a rich text editor is not told apart: it lists what rich text embeds',
      'assets/lists.test.ts > of rich text are a bare list',
    ),
  ],
  ['GET /assets/{asset_uid}/versions', named],
  ['POST /assets/{asset_uid}/versions/{version_number}/name', named],
  ['DELETE /assets/{asset_uid}/versions/{version_number}/name', named],
  [
    'GET /assets/{asset_uid}/references',
    served('assets/lists.test.ts > name the entries that hold it in a field or within rich text, in each language'),
  ],
  ['POST /assets/{asset_uid}/publish', published],
  ['POST /assets/{asset_uid}/unpublish', published],
  ['POST /assets/folders', folder],
  ['GET /assets/folders/{folder_uid}', folder],
  ['PUT /assets/folders/{folder_uid}', folder],
  [
    'DELETE /assets/folders/{folder_uid}',
    served('assets/folders.test.ts > takes all that is in it along when it goes'),
  ],
];
