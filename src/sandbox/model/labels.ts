// Labels as a tree, and the content types they are stuck on: what is checked, and what keeps both sides alike.
import type { Call } from '../http/call.ts';
import { refuseLabel } from '../http/replies.ts';
import type { Label } from '../state/content.ts';
import type { Json } from '../state/json.ts';
import { areTexts, isObject, pick } from '../state/json.ts';
import type { Branch } from '../state/state.ts';

type Deed = 'creation' | 'update';

const longestName = 255;

/** What a client may set; what was not sent is left out. */
export function readLabel(call: Call, given: Json, deed: Deed, self?: string): Partial<Label> {
  const { name, parent, content_types } = given;
  return {
    ...(name === undefined && deed === 'update' ? {} : { name: checkName(call, name, deed, self) }),
    ...(parent === undefined ? {} : { parent: checkParent(call, parent, deed, self) }),
    ...(content_types === undefined ? {} : { content_types: checkTypes(call, content_types, deed) }),
  };
}

function checkName(call: Call, name: unknown, deed: Deed, self?: string): string {
  const refuse = (message: string): Error => refuseLabel(deed, { name: [message] });
  if (typeof name !== 'string' || name.trim() === '') throw refuse('is a required field.');
  if (name.length > longestName) throw refuse('is too long.');
  const isTaken = Object.values(call.branch.labels).some(other => other.name === name && other.uid !== self);
  if (isTaken) throw refuse('is not unique.');
  return name;
}

/** A label cannot stand below itself, however far down. */
function checkParent(call: Call, value: unknown, deed: Deed, self?: string): string[] {
  const parents = readUids(value, 'parent', deed);
  const known = parents.filter(uid => pick(call.branch.labels, uid));
  const isUnknown = known.length < parents.length && call.choices.unknownLabelTargets === 'refuse';
  const isCircular = self !== undefined && known.some(uid => uid === self || isBelow(call.branch, uid, self));
  if (isUnknown || isCircular) throw refuseLabel(deed, { parent: ['is not valid.'] });
  return parents;
}

function isBelow(branch: Branch, uid: string, ancestor: string): boolean {
  const parents = pick(branch.labels, uid)?.parent ?? [];
  return parents.some(parent => parent === ancestor || isBelow(branch, parent, ancestor));
}

function checkTypes(call: Call, value: unknown, deed: Deed): string[] {
  const types = readUids(value, 'content_types', deed);
  const isUnknown = types.some(uid => !pick(call.branch.content_types, uid));
  if (isUnknown && call.choices.unknownLabelTargets === 'refuse') {
    throw refuseLabel(deed, { content_types: ['is not valid.'] });
  }
  return types;
}

function readUids(value: unknown, key: string, deed: Deed): string[] {
  if (!areTexts(value) || value.includes('')) {
    throw refuseLabel(deed, { [key]: ['is not a list of uids.'] });
  }
  return [...new Set(value)];
}

/** Content types name the labels that are stuck on them; no version comes of it. */
export function labelTypes(branch: Branch): void {
  for (const { current } of Object.values(branch.content_types)) {
    const labels = Object.values(branch.labels).filter(label => label.content_types.includes(current.uid));
    if (labels.length > 0 || current.labels !== undefined) current.labels = labels.map(({ uid }) => uid);
  }
}

/** A content type was saved with labels of its own choice, or is gone: its labels follow. */
export function followType(branch: Branch, uid: string): void {
  const { current } = pick(branch.content_types, uid) ?? {};
  const wanted = isObject(current) && Array.isArray(current.labels) ? current.labels : current ? undefined : [];
  if (!wanted) return;
  for (const label of Object.values(branch.labels)) {
    const { content_types: types } = label;
    // One that is there stays in its place.
    if (wanted.includes(label.uid) === types.includes(uid)) continue;
    label.content_types = types.includes(uid) ? types.filter(type => type !== uid) : [...types, uid];
  }
}

/** Takes a label off the tree: what stood below it moves up to the top, or goes too. */
export function dropLabel(call: Call, uid: string): void {
  const { labels } = call.branch;
  delete labels[uid];
  for (const child of Object.values(labels).filter(({ parent }) => parent.includes(uid))) {
    child.parent = child.parent.filter(parent => parent !== uid);
    if (call.choices.labelsBelowDeleted === 'delete' && child.parent.length === 0) dropLabel(call, child.uid);
  }
}
