// What a release holds: its items at their versions, into an environment or out of it.

import { isUid } from '../../content/uid.ts';
import { isAbsent, isObject, type Json } from '../../content/value.ts';
import { BadTask, type Ground, Refused } from '../../operations/task.ts';
import { saysAbsent } from '../../operations/verdict.ts';
import type { Root } from '../closure/closure.ts';
import { findNear } from '../near.ts';
import { count, join } from '../numbers.ts';
import { readAll } from '../read-all.ts';
import { assetUid, type Type } from '../types.ts';
import type { Named, Places } from './places.ts';
import { newer, toItem } from './releases.ts';

/** @throws {BadTask} for one that there is not. */
export async function readRelease(
  ground: Ground,
  name: string,
  types: readonly Type[],
  { environments }: Places,
): Promise<Named> {
  const release = await findRelease(ground, name);
  const uid = String(release.uid);
  const items = await readAll(ground, 'list_release_items', 'items', { release_uid: uid, ...newer });
  const byUid = new Map(types.map(type => [type.uid, type]));
  const roots: Root[] = [];
  const odd = { variants: 0, typeless: [] as string[] };
  for (const item of items) {
    const { type: name, uid: own, locale, version, action } = toItem(item);
    const type = byUid.get(name);
    if (!isAbsent(item.variant_id)) odd.variants += 1;
    else if (type)
      for (const environment of environments)
        roots.push({
          ...{ type, uid: own, place: { environment, locale }, version },
          ...(action === 'unpublish' ? { isTakenOff: true } : {}),
        });
    // That files cannot be read here is told of the whole plan.
    else if (name !== assetUid) odd.typeless.push(`${name} ${own}`);
  }
  const notes = [
    ...(release.locked === true ? ['the release is locked, as after a deployment: nothing in it can be changed'] : []),
    ...tellDeployments(release, environments),
    ...(odd.variants > 0 ? [`in the release, and not looked into: ${count(odd.variants, 'variant')}`] : []),
    ...(odd.typeless.length > 0
      ? [`in the release, and of a content type that is gone: ${odd.typeless.join(', ')}`]
      : []),
    ...(items.length === 0 ? ['the release is empty'] : []),
  ];
  const told = { uid, name: String(release.name), isLocked: release.locked === true };
  return { roots, notes, isPartial: false, release: told };
}

function tellDeployments({ status }: Json, environments: Places['environments']): string[] {
  const names = new Map(environments.map(({ uid, name }) => [uid, name]));
  const done = (Array.isArray(status) ? status : []).filter(isObject).flatMap(({ environment, status: came, time }) => {
    const where = names.get(String(environment)) ?? environments.find(({ name }) => name === environment)?.name;
    // What is only scheduled is told by the publish queue.
    return where === undefined || came === 'scheduled'
      ? []
      : [`${where} (${came}${typeof time === 'string' ? `, ${time}` : ''})`];
  });
  return done.length > 0 ? [`the release was deployed before: ${join(done)}`] : [];
}

async function findRelease(ground: Ground, name: string): Promise<Json> {
  if (!ground.has('list_releases') || !ground.has('list_release_items'))
    throw new BadTask('release: releases cannot be read here');
  if (isUid(name) && ground.has('get_release')) {
    const given = { release_uid: name, ...newer };
    const answer = await ground.send('get_release', given);
    if (answer.status < 300 && isObject(answer.body) && isObject(answer.body.release)) return answer.body.release;
    if (!saysAbsent(answer)) throw new Refused('get_release', given, answer, ground.branch);
  }
  const releases = await readAll(ground, 'list_releases', 'releases', newer);
  const lower = name.trim().toLowerCase();
  const isMeant = (each: Json): boolean => each.uid === name || String(each.name).toLowerCase() === lower;
  const [found, another] = releases.filter(isMeant);
  const exact = releases.filter(each => each.uid === name || each.name === name);
  if (exact.length === 1) return exact[0] as Json;
  if (found && !another) return found;
  if (found) throw new BadTask(`release: several are called ${JSON.stringify(name)}; give the uid`);
  const names = releases.map(each => String(each.name));
  throw new BadTask(`release: ${findNear(name, names, 'release')}`);
}
