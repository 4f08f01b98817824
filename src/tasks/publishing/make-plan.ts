// Makes a publish plan: of each item, environment and language what would go live, and why not.
import { isUid } from '../../content/uid.ts';
import type { Ground } from '../../operations/task.ts';
import { BadTask } from '../../operations/task.ts';
import { findClosure } from '../closure/closure.ts';
import { count } from '../numbers.ts';
import { assetUid, chooseTypes, readTypes } from '../types.ts';
import { findForbidden } from './forbidden.ts';
import { toRows } from './make-rows.ts';
import { readNamed } from './named.ts';
import { putInOrder } from './order.ts';
import { readPending } from './pending.ts';
import { readPlaces } from './places.ts';
import type { Asked, Plan } from './row.ts';
import { readRules } from './rules.ts';
import { findFaults } from './wrong.ts';

/**
 * The same arguments on the same stack give the same rows in the same order. Reads alone, a request for each hundred items
 * of a type in a language and level of reference, one for each version that is live and no longer the latest, and a few
 * for the whole.
 * @throws {BadTask} for what is named and is not there.
 */
export async function makePlan(ground: Ground, asked: Asked): Promise<Plan> {
  const places = await readPlaces(ground, asked);
  const types = await readTypes(ground);
  const pages = chooseTypes(types, asked.pages ?? [], 'pages');
  const { roots, notes, isPartial, release } = await readNamed(ground, asked, types, places);
  const closing = {
    ...{ roots, types, codes: places.codes, listFallbacks: places.listFallbacks },
    references: asked.references ?? 'missing',
    pages: new Set(pages.map(({ uid }) => uid)),
    isClosed: release !== undefined,
  };
  const closure = await findClosure(ground, closing);
  if (!release) refuseGone(closure.nodes);
  const rules = await readRules(ground, places.environments);
  const queue = await readPending(ground, places.environments, release);
  const faults = findFaults(closure.nodes, rules, closing);
  const nodes = putInOrder(closure.nodes, places);
  const made = toRows(nodes, { faults, rules, queue, closing });
  const forbidden = findForbidden(ground, made, release);
  const rows = made.map(row => {
    const reason = forbidden.reasons.get(row);
    return reason === undefined ? row : { ...row, forbidden: reason };
  });
  const { lost, barred, isEnded } = closure;
  return {
    rows,
    notes: [
      ...notes,
      ...(isEnded ? ['what it needs could not be followed to its end: its time was over'] : []),
      ...(lost > 0 ? [`${count(lost, 'item or version', 'items or versions')} could not be read`] : []),
      ...(barred > 0
        ? [
            `what ${count(barred, 'live version')} ${barred === 1 ? 'needs' : 'need'} is not known, as get_entry is not there here`,
          ]
        : []),
      ...(types.some(({ uid }) => uid === assetUid)
        ? []
        : ['files are not looked at, as list_assets is not there here']),
      ...rules.notes,
      ...queue.notes,
      ...forbidden.notes,
    ],
    isPartial: isPartial || isEnded || lost > 0 || rules.isPartial || queue.isPartial,
    ...(release ? { release } : {}),
  };
}

function refuseGone(nodes: Awaited<ReturnType<typeof findClosure>>['nodes']): void {
  const gone = nodes.filter(({ isNamed, fate }) => isNamed && fate === 'gone');
  const told = gone.map(({ type, uid }) => {
    const isFile = type.uid === assetUid;
    const why = isUid(uid) ? 'it may be in the trash' : 'titles and file names are no uids';
    return `${isFile ? 'assets' : 'entries'}: there is no ${isFile ? 'asset' : type.uid} with the uid ${uid}; ${why}`;
  });
  if (told.length > 0) throw new BadTask(...new Set(told));
}
