// Files for whoever has their address: by the url of a version, or by the permanent URL of an asset.

import { admit } from '../http/auth.ts';
import { type Call, Raw } from '../http/call.ts';
import { findBranch } from '../http/find.ts';
import { CmaError } from '../http/replies.ts';
import { takeParam } from '../http/take.ts';
import type { Asset, AssetVersion } from '../state/assets.ts';
import { pick } from '../state/json.ts';
import type { Branch } from '../state/state.ts';
import { loadFile } from './files.ts';
import { toAskedPicture } from './pictures.ts';
import { readAskedVersion } from './read.ts';
import { listVersions } from './store.ts';
import { readSlug } from './write.ts';

const missFile = (): CmaError => new CmaError(404, undefined, 'The requested file was not found.');

/** The url of an asset: anyone may load it, published or not. */
export function downloadFile(call: Call): Raw {
  const asset = findAsset(call, findLinked(call, call.query.get('branch')));
  const upload = takeParam(call, 'upload');
  const filename = takeParam(call, 'filename');
  const version = listVersions(asset).find(held => held.upload === upload && held.filename === filename);
  if (!version) throw missFile();
  return showFile(call, version);
}

/** The latest version, or the one in an environment. */
export function downloadPermanent(call: Call): Raw {
  const on = { ...call, branch: findPermanentBranch(call) };
  const asset = findAsset(call, on.branch);
  const slug = asset.permanent_url === undefined ? undefined : readSlug(call, asset.uid, asset.permanent_url);
  const version = slug === takeParam(call, 'slug') ? readAskedVersion(on, asset) : undefined;
  if (slug === undefined || !version) throw missFile();
  return showFile(call, version);
}

/** Public, but credentials that are given must be right. */
function findPermanentBranch(call: Call): Branch {
  const { header, choices } = call;
  const isAsked = header('authorization') !== undefined || choices.permanentUrlAccess === 'token';
  const asked = { method: 'GET', path: '', header, served: undefined };
  return isAsked ? admit(call.state, choices, asked).branch : findLinked(call, call.query.get('branch'));
}

function findLinked({ state, branch }: Call, name: string | null): Branch {
  const found = name ? findBranch(state, name) : branch;
  if (!found) throw missFile();
  return found;
}

function findAsset(call: Call, branch: Branch): Asset {
  const found = takeParam(call, 'key') === call.state.api_key && pick(branch.assets, takeParam(call, 'asset'));
  if (!found) throw missFile();
  return found;
}

function showFile(call: Call, version: AssetVersion): Raw {
  const { type, bytes } = toAskedPicture(call, version) ?? {
    type: version.content_type,
    bytes: loadFile(call.state, version),
  };
  return new Raw(bytes, { 'content-type': type });
}
