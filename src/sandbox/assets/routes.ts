// Routes under /assets: files and their versions, folders, publishing, and the files themselves.

import type { Call, Module } from '../http/call.ts';
import { sortNewest } from '../http/find.ts';
import { missObject, refuseRequest } from '../http/replies.ts';
import { markBranch, takeBody, takeFlag, takeNumber, takeParam } from '../http/take.ts';
import { changePublication, readPublication } from '../publishing/publication.ts';
import { answerList } from '../query/query.ts';
import { answerVersions, takeVersionNumber, unname } from '../query/versions.ts';
import type { Asset } from '../state/assets.ts';
import type { Json } from '../state/json.ts';
import { pick } from '../state/json.ts';
import { downloadFile, downloadPermanent } from './download.ts';
import { createFolder, removeFolder, updateFolder } from './folders.ts';
import { finishAsset, finishFolder, readAskedVersion } from './read.ts';
import { listAssetReferences, listRichTextAssets } from './references.ts';
import { findAsset, findFolder, listVersions, takeVersion } from './store.ts';
import { deleteAsset, tellAsset, tellFolder } from './tell.ts';
import { createAsset, toFolderUid, updateAsset } from './write.ts';

const longestVersionName = 32;

const findAsked = (call: Call): Asset => findAsset(call, takeParam(call, 'asset'));

/** Folders come only when they are asked for, one way or the other. */
const wantsFolders = (call: Call): boolean =>
  takeFlag(call, 'include_folders') || /"is_dir"/.test(call.query.get('query') ?? '');

/** The assets of a folder, of the root, or of the whole stack. */
const list =
  (fits: (type: string) => boolean = () => true) =>
  (call: Call): Json => {
    const folder = call.query.get('folder');
    const typed = call.query.get('typeahead')?.toLowerCase() ?? '';
    const isThere = (item: Json): boolean => !folder || item.parent_uid === toFolderUid(folder);
    const isTyped = (item: Json): boolean =>
      [item.title, item.filename, item.name].some(name =>
        String(name ?? '')
          .toLowerCase()
          .includes(typed),
      );
    const assets = Object.values(call.branch.assets).flatMap(asset => {
      const version = fits(asset.content_type) && isThere(asset) ? readAskedVersion(call, asset) : undefined;
      return version ? [finishAsset(call, asset, version)] : [];
    });
    const folders = wantsFolders(call) ? Object.values(call.branch.folders).filter(isThere) : [];
    const shown = [...folders.map(each => finishFolder(call, each)), ...assets].filter(isTyped);
    return answerList(call, 'assets', sortNewest(shown));
  };

/** A folder is addressed here as well: it is an asset that is a directory. */
function get(call: Call): Json {
  const folder = pick(call.branch.folders, takeParam(call, 'asset'));
  if (folder) return { asset: markBranch(call, finishFolder(call, folder)) };
  const asset = findAsked(call);
  const number = takeNumber(call, 'version');
  const version = readAskedVersion(call, asset);
  if (!version && number !== undefined) takeVersion(asset, number);
  if (!version) throw missObject('asset', 'environment', call.choices.notFoundStatus.assets);
  return { asset: markBranch(call, finishAsset(call, asset, version)) };
}

function create(call: Call): Json {
  const asset = createAsset(call);
  tellAsset(call, 'create', asset);
  return { notice: 'Asset created successfully.', asset: markBranch(call, finishAsset(call, asset)) };
}

function update(call: Call): Json {
  const asset = updateAsset(call, findAsked(call));
  tellAsset(call, 'update', asset);
  return { notice: 'Asset updated successfully.', asset: markBranch(call, finishAsset(call, asset)) };
}

function remove(call: Call): Json {
  deleteAsset(call, findAsked(call));
  return { notice: 'Asset deleted successfully.' };
}

/** The version itself, not a copy: the current one is the asset. */
function findNamed(call: Call, asset: Asset): { _version: number; _version_name?: string } {
  const found = takeVersion(asset, takeVersionNumber(call));
  return asset._version === found._version ? asset : found;
}

function nameVersion(call: Call): Json {
  const asset = findAsked(call);
  const version = findNamed(call, asset);
  const { _version_name: name } = takeBody(call, 'upload');
  const refuse = (message: string): Error =>
    refuseRequest('The version could not be named.', { _version_name: [message] });
  if (typeof name !== 'string' || name.trim() === '') throw refuse('is a required field.');
  if (name.length > longestVersionName) throw refuse(`is longer than ${longestVersionName} characters.`);
  const isTaken = listVersions(asset).some(
    other => other._version_name === name && other._version !== version._version,
  );
  if (isTaken) throw refuse('is not unique.');
  version._version_name = name;
  return { notice: 'Version name assigned successfully.' };
}

const notices = { publish: 'Asset sent for publishing.', unpublish: 'Asset sent for unpublishing.' };

const changeAsset =
  (action: 'publish' | 'unpublish') =>
  (call: Call): Json => {
    const asset = findAsked(call);
    const publication = readPublication(call, 'asset');
    if (publication.version !== undefined) takeVersion(asset, publication.version);
    return {
      ...changePublication(call, { kind: 'asset', uid: asset.uid }, action, publication),
      notice: notices[action],
    };
  };

const getFolder = (call: Call): Json => ({
  asset: markBranch(call, finishFolder(call, findFolder(call, takeParam(call, 'folder')))),
});

function makeFolder(call: Call): Json {
  const folder = createFolder(call);
  tellFolder(call, 'create', folder);
  return { notice: 'Folder created successfully.', asset: markBranch(call, folder) };
}

function changeFolder(call: Call): Json {
  const folder = updateFolder(call, findFolder(call, takeParam(call, 'folder')));
  tellFolder(call, 'update', folder);
  return { notice: 'Folder updated successfully.', asset: markBranch(call, folder) };
}

/** With all that is in it. */
function dropFolder(call: Call): Json {
  const folder = findFolder(call, takeParam(call, 'folder'));
  removeFolder(call, folder);
  tellFolder(call, 'delete', folder);
  return { notice: 'Folder deleted successfully.' };
}

export const assets: Module = {
  name: 'assets',
  reach: 'branch',
  routes: [
    { method: 'GET', path: '/assets', answer: list() },
    { method: 'POST', path: '/assets', status: 201, answer: create },
    { method: 'GET', path: '/assets/images', answer: list(type => type.startsWith('image/')) },
    { method: 'GET', path: '/assets/videos', answer: list(type => type.startsWith('video/')) },
    { method: 'GET', path: '/assets/rt', answer: listRichTextAssets },
    { method: 'POST', path: '/assets/folders', status: 201, answer: makeFolder },
    { method: 'GET', path: '/assets/folders/:folder', answer: getFolder },
    { method: 'PUT', path: '/assets/folders/:folder', answer: changeFolder },
    { method: 'DELETE', path: '/assets/folders/:folder', answer: dropFolder },
    { method: 'GET', path: '/assets/:asset', answer: get },
    { method: 'PUT', path: '/assets/:asset', answer: update },
    { method: 'DELETE', path: '/assets/:asset', answer: remove },
    {
      method: 'GET',
      path: '/assets/:asset/versions',
      answer: call => answerVersions(call, listVersions(findAsked(call))),
    },
    { method: 'POST', path: '/assets/:asset/versions/:version/name', status: 201, answer: nameVersion },
    {
      method: 'DELETE',
      path: '/assets/:asset/versions/:version/name',
      answer: call => unname(findNamed(call, findAsked(call))),
    },
    { method: 'GET', path: '/assets/:asset/references', answer: call => listAssetReferences(call, findAsked(call)) },
    { method: 'POST', path: '/assets/:asset/publish', answer: changeAsset('publish') },
    { method: 'POST', path: '/assets/:asset/unpublish', answer: changeAsset('unpublish') },
    { method: 'GET', path: '/assets/:key/:asset/:slug', open: true, answer: downloadPermanent },
    { method: 'GET', path: '/assets/:key/:asset/:upload/:filename', open: true, answer: downloadFile },
  ],
};
