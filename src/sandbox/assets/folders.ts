// Saving folders: names, the depth they may have, and what goes when one goes.

import type { Call } from '../http/call.ts';
import { refuseRequest } from '../http/replies.ts';
import { takeBody } from '../http/take.ts';
import type { Folder } from '../state/assets.ts';
import { listFiles, listFolders, listParents, makeFolder } from './store.ts';
import { deleteAsset } from './tell.ts';
import { complainOfFolder, toFolderUid } from './write.ts';

const deepest = 5;

type Deed = 'creation' | 'update';

export function createFolder(call: Call): Folder {
  const { name, parent_uid } = readFields(call, 'creation');
  const { at, by } = call.stamp;
  const { mostFolders: most } = call.choices;
  if (Object.keys(call.branch.folders).length >= most) {
    throw refuseRequest(`A stack has at most ${most} folders.`, { folders: ['are too many.'] });
  }
  const folder = makeFolder({ uid: call.newUid(), name: String(name), parent_uid: parent_uid ?? null, at, by });
  call.branch.folders[folder.uid] = folder;
  return folder;
}

export function updateFolder(call: Call, held: Folder): Folder {
  const folder: Folder = {
    ...held,
    ...readFields(call, 'update', held),
    updated_at: call.stamp.at,
    updated_by: call.stamp.by,
    _version: Number(held._version) + 1,
  };
  call.branch.folders[held.uid] = folder;
  return folder;
}

/** With all that lies in it, at any depth. */
export function removeFolder(call: Call, { uid }: Folder): void {
  for (const asset of listFiles(call, uid)) deleteAsset(call, asset);
  for (const folder of listFolders(call, uid)) removeFolder(call, folder);
  delete call.branch.folders[uid];
}

function readFields(call: Call, deed: Deed, held?: Folder): { name?: string; parent_uid?: string | null } {
  const { name, parent_uid } = takeBody(call, 'asset');
  const refuse = (key: string, message: string): Error =>
    refuseRequest(`Folder ${deed} failed. Please enter valid data.`, { [key]: [message] });
  const isNamed = name !== undefined || deed === 'creation';
  if (isNamed && (typeof name !== 'string' || name.trim() === '')) throw refuse('name', 'is a required field.');
  const complaint = complainOfFolder(call, parent_uid) ?? complainOfDepth(call, parent_uid, held);
  if (complaint !== undefined) throw refuse('parent_uid', complaint);
  return {
    ...(typeof name === 'string' ? { name } : {}),
    ...(parent_uid === undefined ? {} : { parent_uid: toFolderUid(parent_uid) }),
  };
}

function complainOfDepth(call: Call, parent: unknown, held?: Folder): string | undefined {
  if (parent === undefined) return undefined;
  const above = listParents(call, toFolderUid(parent));
  if (held && above.some(({ uid }) => uid === held.uid)) return 'must not be the folder itself or one within it.';
  const height = held ? measureHeight(call, held) : 1;
  return above.length + height > deepest ? `is too deep: folders nest ${deepest} levels.` : undefined;
}

const measureHeight = (call: Call, folder: Folder): number =>
  1 + Math.max(0, ...listFolders(call, folder.uid).map(inner => measureHeight(call, inner)));
