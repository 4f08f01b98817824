// Saving assets: what a client may send, as JSON or as the parts of an upload, and the versions that come of it.

import type { Call, Upload } from '../http/call.ts';
import { CmaError, refuseRequest } from '../http/replies.ts';
import { takeBody } from '../http/take.ts';
import type { Asset, AssetVersion } from '../state/assets.ts';
import type { Json } from '../state/json.ts';
import { isObject, leaveOut, pick } from '../state/json.ts';
import { storeFile } from './files.ts';
import { listVersions, setCurrent, takeCurrent, takeVersion } from './store.ts';

const mostAssets = 10_000;
const longestSlug = 255;

type Deed = 'creation' | 'update';

/** What a client has sent, checked; a key is absent when it was. */
interface Sent {
  upload?: Upload;
  details: Partial<Pick<AssetVersion, 'title' | 'description' | 'tags'>>;
  parent_uid?: string | null;
  permanent_url?: string;
  version?: number;
}

export function createAsset(call: Call): Asset {
  const uid = call.newUid();
  const { upload, details, parent_uid = null, permanent_url } = readSent(call, 'creation', uid);
  if (!upload) {
    const { missingUpload: status } = call.choices;
    const errors = { upload: ['is a required field.'] };
    throw new CmaError(status, 141, 'Asset creation failed. Please enter valid data.', errors);
  }
  if (Object.keys(call.branch.assets).length >= mostAssets) {
    throw refuseRequest(`A stack has at most ${mostAssets} assets.`, { assets: ['are too many.'] });
  }
  const facts = storeFile(call, uid, upload, 1);
  const { at, by } = call.stamp;
  const asset: Asset = {
    ...facts,
    title: facts.filename,
    tags: [],
    ...details,
    uid,
    _version: 1,
    is_dir: false,
    parent_uid,
    ACL: {},
    ...(permanent_url === undefined ? {} : { permanent_url }),
    created_at: at,
    created_by: by,
    updated_at: at,
    updated_by: by,
    others: [],
    published: [],
  };
  call.branch.assets[uid] = asset;
  return asset;
}

/** One request does four things: another file, other details, an earlier version again, a permanent URL. */
export function updateAsset(call: Call, asset: Asset): Asset {
  const { upload, details, parent_uid, permanent_url, version } = readSent(call, 'update', asset.uid, asset);
  const { assetDetails, assetRevision } = call.choices;
  const base = version === undefined ? takeCurrent(asset) : takeVersion(asset, version);
  const isKept =
    upload === undefined &&
    (version === undefined ? assetDetails === 'same version' : assetRevision === 'that version');
  const number = isKept ? base._version : (listVersions(asset)[0]?._version ?? 0) + 1;
  // A name stays with its version, and a file's dimension and bytes with the file.
  const kept = leaveOut(base, [...(isKept ? [] : ['_version_name']), ...(upload ? ['dimension', 'file'] : [])]);
  const next = {
    ...kept,
    ...(upload ? storeFile(call, asset.uid, upload, number) : {}),
    ...details,
    _version: number,
    updated_at: call.stamp.at,
    updated_by: call.stamp.by,
  } as AssetVersion;
  const changed = setCurrent(call, asset, next);
  if (parent_uid !== undefined) changed.parent_uid = parent_uid;
  if (permanent_url !== undefined) changed.permanent_url = permanent_url;
  return changed;
}

/** The parts of an upload by their names; of JSON the object and the version beside it. */
function readGiven(call: Call): Json & { upload?: Upload } {
  if (call.form.length === 0) {
    const body = isObject(call.body) ? call.body : {};
    const given = body.version === undefined || isObject(body.asset) ? takeBody(call, 'asset') : {};
    return { ...leaveOut(given, ['upload']), version: body.version ?? given.version };
  }
  const given: Json & { upload?: Upload } = {};
  for (const [name, value] of call.form) {
    const [, key = name] = /^asset\[(\w+)\](?:\[\d*\])?$/.exec(name) ?? [];
    if (key === 'tags') given.tags = [...[given.tags ?? []].flat(), ...String(value).split(',')];
    else if (key !== 'upload') given[key] = value;
    else if (typeof value !== 'string') given.upload = value;
  }
  return given;
}

function readSent(call: Call, deed: Deed, uid: string, held?: Asset): Sent {
  const given = readGiven(call);
  const complaints: Record<string, string[]> = {};
  const check = (key: string, complaint: string | undefined): boolean => {
    if (complaint !== undefined) complaints[key] = [complaint];
    return given[key] !== undefined && complaint === undefined;
  };
  const { upload, title, description, tags, parent_uid, permanent_url, version } = given;
  const sent: Sent = { details: {}, ...(upload ? { upload } : {}) };
  if (check('title', complainOfTitle(title))) sent.details.title = String(title);
  if (check('description', complainOfText(description))) sent.details.description = String(description ?? '');
  if (check('tags', complainOfTags(tags))) sent.details.tags = toTags(tags);
  if (check('parent_uid', complainOfFolder(call, parent_uid))) sent.parent_uid = toFolderUid(parent_uid);
  if (check('permanent_url', complainOfUrl(call, permanent_url, uid, held))) sent.permanent_url = String(permanent_url);
  if (check('version', complainOfVersion(version))) sent.version = Number(version);
  if (Object.keys(complaints).length > 0) {
    throw refuseRequest(`Asset ${deed} failed. Please enter valid data.`, complaints);
  }
  return sent;
}

const complainOfText = (value: unknown): string | undefined =>
  ['string', 'undefined'].includes(typeof value) || value === null ? undefined : 'is not a string.';

const complainOfTitle = (value: unknown): string | undefined =>
  value === '' || value === null ? 'is a required field.' : complainOfText(value);

const complainOfTags = (value: unknown): string | undefined =>
  value === undefined || [value].flat().every(tag => typeof tag === 'string') ? undefined : 'is not a list of strings.';

/** A list, or one text with commas. */
const toTags = (value: unknown): string[] => {
  const all = typeof value === 'string' ? value.split(',') : [value].flat().map(String);
  return [...new Set(all.map(tag => tag.trim()).filter(tag => tag !== ''))];
};

/** The root goes by its own name, by null, or by nothing at all. */
export const toFolderUid = (value: unknown): string | null =>
  value === null || value === '' || value === 'cs_root' ? null : String(value);

export function complainOfFolder(call: Call, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const uid = toFolderUid(value);
  return uid === null || pick(call.branch.folders, uid) ? undefined : 'is not valid.';
}

const complainOfVersion = (value: unknown): string | undefined =>
  value === undefined || /^\d{1,9}$/.test(String(value)) ? undefined : 'is not valid.';

/** A fetched asset is sent back whole, so the same URL is no change. */
function complainOfUrl(call: Call, value: unknown, uid: string, held?: Asset): string | undefined {
  if (value === undefined || value === held?.permanent_url) return undefined;
  if (held?.permanent_url !== undefined) return 'is there already and cannot be changed.';
  const slug = typeof value === 'string' ? readSlug(call, uid, value) : undefined;
  if (slug === undefined) return 'is not valid: it ends in /v3/assets/{api_key}/{asset_uid}/{slug}.';
  return slug.length > longestSlug ? `has a slug of more than ${longestSlug} characters.` : undefined;
}

/** What identifies the asset in a permanent URL; the host does not matter. */
export function readSlug(call: Call, uid: string, url: string): string | undefined {
  const { pathname, search, hash } = URL.canParse(url) ? new URL(url) : new URL('http://0/');
  const [empty, v3, assets, key, asset, slug, ...more] = pathname.split('/');
  const isSound = v3 === 'v3' && assets === 'assets' && key === call.state.api_key && asset === uid;
  return empty === '' && isSound && slug && more.length === 0 && search + hash === '' ? safelyDecode(slug) : undefined;
}

function safelyDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
