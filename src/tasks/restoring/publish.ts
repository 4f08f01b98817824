// What of a restore goes live: only where what is taken back is live now, and nothing that was not live beside it.

import { isObject } from '../../content/value.ts';
import type { Arguments } from '../../operations/arguments.ts';
import { Rehearsed } from '../../operations/rehearsed.ts';
import type { Saved } from '../../operations/saving.ts';
import type { Ground } from '../../operations/task.ts';
import { join } from '../numbers.ts';
import { sendOnce } from '../publishing/carrying/send.ts';
import { listStates, type State } from '../states.ts';
import { nameRow, type Row, toPlace } from './row.ts';

/** Of one row, before anything is saved. */
export interface Plan {
  /** Names of environments, by the version that goes live there: that of the restore, or the one before what is taken back. */
  to: ReadonlyMap<'restored' | number, readonly string[]>;
  /** Where what is taken back is live, and cannot be put back alone. */
  left: readonly string[];
  /** The latest at that time, and its language. */
  version: number;
  locale: string;
}

/** Takes a request. */
export async function planPublish(ground: Ground, row: Row): Promise<Plan> {
  const given = toPlace(row);
  const { entry } = await ground.read('get_entry', { ...given, include_publish_details: true });
  const item = isObject(entry) ? entry : {};
  const words = await ground.words('environments');
  const to = new Map<'restored' | number, string[]>();
  const left: string[] = [];
  const latest = Number(item._version);
  for (const state of (listStates(item) ?? []).filter(each => each.locale === item.locale)) {
    const name = words?.find(({ uid }) => uid === state.environment)?.value ?? state.environment;
    const version = choose(state, row, latest);
    if (version === 'left') left.push(`${name}: v${state.version} is live`);
    else if (version !== undefined) to.set(version, [...(to.get(version) ?? []), name]);
  }
  return { to, left, version: latest, locale: String(item.locale) };
}

/** Undefined where nothing of what is taken back is live. */
function choose(
  { version: live }: State,
  { before, after, except }: Row,
  latest: number,
): 'restored' | number | 'left' | undefined {
  if (live <= before) return undefined;
  if (live === latest) return 'restored';
  // With the new version, what was saved since and is not live yet would go live.
  return (after === undefined || live <= after) && except.length === 0 ? before : 'left';
}

/** Where nothing had to be saved, what is live as the latest is as wanted already; an older version still has to go. */
export const toStanding = (plan: Plan, state: Saved['state']): Plan =>
  state === 'same' ? { ...plan, to: new Map([...plan.to].filter(([version]) => version !== 'restored')) } : plan;

/** What will be sent, as far as it is known before anything is saved. */
export const toOrders = ({ content_type_uid, entry_uid }: Row, { to, locale }: Plan): Arguments[] =>
  [...to].map(([version, environments]) => ({
    ...{ content_type_uid, entry_uid, entry: { environments, locales: [locale] }, locale },
    ...(version === 'restored' ? {} : { version }),
  }));

/** `production (v7)` */
export const tellPlan = ({ to }: Plan): string =>
  [...to].map(([version, names]) => `${join([...names])}${version === 'restored' ? '' : ` (v${version})`}`).join(', ');

export const tellLeft = (row: Row, { left }: Plan): string[] =>
  left.map(
    each => `${nameRow(row)}: not published in ${each}, which holds more than what is taken back; plan that by itself`,
  );

/** @param version that was saved; undefined where nothing was. @returns in words, what is queued and what is not. */
export async function publish(
  ground: Ground,
  row: Row,
  plan: Plan,
  saved: { before: unknown; version: unknown },
): Promise<string[]> {
  const { content_type_uid, entry_uid } = row;
  const told = tellLeft(row, plan);
  for (const [which, environments] of plan.to) {
    const version = which === 'restored' ? saved.version : which;
    const place = `v${String(version)} in ${join([...environments])}`;
    if (which === 'restored' && saved.before !== plan.version) {
      told.push(`${nameRow(row)}: not published, as it was saved by somebody else meanwhile`);
      continue;
    }
    const entry = { environments, locales: [plan.locale] };
    const given: Arguments = { content_type_uid, entry_uid, entry, locale: plan.locale, version };
    told.push(`${nameRow(row)}: ${await send(ground, given, place)}`);
  }
  return told;
}

async function send(ground: Ground, given: Arguments, place: string): Promise<string> {
  try {
    const fate = await sendOnce(ground, 'publish_entry', given);
    if (fate.kind === 'accepted') return `${place} is queued to go live; list_publish_queue shows when it is`;
    if (fate.kind === 'lost')
      return `whether ${place} is queued is not known (${fate.why}): look into list_publish_queue`;
    return `${place} was not published: ${fate.why}`;
  } catch (error) {
    if (error instanceof Rehearsed) return `${place} would be queued to go live`;
    throw error;
  }
}
