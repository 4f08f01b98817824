// Routes on the items of a release: in, out, over to another release, and up to date.
import type { Call, Route } from '../http/call.ts';
import { refuseRequest } from '../http/replies.ts';
import { takeBody, takeFlag } from '../http/take.ts';
import { answerList } from '../query/query.ts';
import type { Json } from '../state/json.ts';
import { isObject } from '../state/json.ts';
import type { Release } from '../state/publishing.ts';
import { isDeployed } from './deploy.ts';
import {
  addItems,
  bringUpToDate,
  checkUnlocked,
  findRelease,
  isSame,
  listReferredItems,
  readItem,
  removeItems,
  takeItems,
  touch,
} from './items.ts';
import { findAskedRelease, isNewer, showItem, showWhole, tellOf } from './show.ts';

function listItems(call: Call): Json {
  const release = findAskedRelease(call);
  return answerList(
    call,
    'items',
    release.items.map(item => showItem(call, item)),
  );
}

/** Puts items in, with what they refer to as far as asked for. */
function put(call: Call, given: Json[]): Release {
  const release = findAskedRelease(call);
  checkUnlocked(release);
  const items = given.map(each => readItem(call, each));
  const levels = isObject(call.body) && isNewer(call) ? Number(call.body.reference_levels ?? 0) : 0;
  if (!Number.isInteger(levels) || levels < 0) {
    throw refuseRequest('The levels are not a whole number.', { reference_levels: ['is not valid.'] });
  }
  const referred = levels > 0 ? items.flatMap(item => listReferredItems(call, item, levels)) : [];
  addItems(release, [...referred, ...items]);
  touch(call, release);
  tellOf(call, release, 'update');
  return release;
}

function addOne(call: Call): Json {
  const release = put(call, [takeBody(call, 'item')]);
  const shown = showWhole(call, release);
  // This one answer has more of the stored object than the others.
  const stored = { ACL: [], app_user_object_uid: null, _version: release._version, tags: [] };
  return { notice: 'Item added to release successfully.', release: isNewer(call) ? shown : { ...shown, ...stored } };
}

const addMany = (call: Call): Json => ({
  notice: 'Item(s) send to add in release successfully.',
  release: showWhole(call, put(call, takeItems(call))),
});

const take = (call: Call, given: (release: Release) => Json[]): Json => {
  const release = findAskedRelease(call);
  checkUnlocked(release);
  removeItems(release, given(release));
  touch(call, release);
  tellOf(call, release, 'update');
  const { _deploy_latest, ...shown } = showWhole(call, release);
  return {
    notice: 'Item(s) send to remove from release successfully.',
    release: isNewer(call) ? { ...shown, _deploy_latest } : shown,
  };
};

const removeMany = (call: Call): Json =>
  take(call, release => (takeFlag(call, 'all') ? release.items : takeItems(call)));

const removeOne = (call: Call): Json => take(call, () => [takeBody(call, 'item')]);

function moveItems(call: Call): Json {
  const from = findAskedRelease(call);
  const body = isObject(call.body) ? call.body : {};
  const to = findRelease(call, String(body.release_uid ?? ''));
  for (const release of [from, to]) checkUnlocked(release);
  const given = takeItems(call);
  const moved = from.items.filter(item => given.some(each => isSame(each, item)));
  addItems(to, moved);
  removeItems(from, moved);
  for (const release of [from, to]) {
    touch(call, release);
    tellOf(call, release, 'update');
  }
  return { notice: 'Item(s) moved successfully.' };
}

function updateItems(call: Call): Json {
  const release = findAskedRelease(call);
  if (isDeployed(release))
    throw refuseRequest('The release is already deployed.', { release: ['is already deployed.'] });
  checkUnlocked(release);
  const [item, ...others] = isObject(call.body) && Array.isArray(call.body.items) ? call.body.items : [];
  if (item !== '$all' || others.length > 0) {
    throw refuseRequest('All items are updated together.', { items: ['must be ["$all"].'] });
  }
  release.items = release.items.map(each => bringUpToDate(call, each));
  touch(call, release);
  tellOf(call, release, 'update');
  return {
    notice: 'Release items updated to their latest versions successfully.',
    release: showWhole(call, release),
  };
}

const one = '/releases/:release';

export const releaseItemRoutes: Route[] = [
  { method: 'GET', path: `${one}/items`, answer: listItems },
  { method: 'POST', path: `${one}/items`, status: 201, answer: addMany },
  { method: 'DELETE', path: `${one}/items`, answer: removeMany },
  { method: 'POST', path: `${one}/item`, status: 201, answer: addOne },
  { method: 'DELETE', path: `${one}/item`, answer: removeOne },
  { method: 'PUT', path: `${one}/items/move`, answer: moveItems },
  { method: 'PUT', path: `${one}/update_items`, answer: updateItems },
];
