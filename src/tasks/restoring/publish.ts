// What of a restore goes live: only where what is taken back is live now, and nothing that was not live beside it.

import { isObject, member } from '../../content/value.ts';
import { NoAnswer } from '../../operations/answer.ts';
import type { Arguments } from '../../operations/arguments.ts';
import { type Ground, Refused } from '../../operations/task.ts';
import { join } from '../numbers.ts';
import { listStates, type State } from '../states.ts';
import { nameRow, type Row } from './row.ts';

/** Of one row, before anything is saved. */
export interface Plan {
  /** Names of environments, by the version that goes live there: that of the restore, or the one before what is taken back. */
  to: ReadonlyMap<'restored' | number, readonly string[]>;
  /** Where what is taken back is live, and cannot be put back alone. */
  left: readonly string[];
  /** The latest at that time. */
  version: number;
}

/** Takes a request. @param isWhole nothing of the restored version is left out. */
export async function planPublish(ground: Ground, row: Row, isWhole: boolean): Promise<Plan> {
  const { content_type_uid, entry_uid, locale } = row;
  const given = { content_type_uid, entry_uid, ...(locale === undefined ? {} : { locale }) };
  const { entry } = await ground.read('get_entry', { ...given, include_publish_details: true });
  const item = isObject(entry) ? entry : {};
  const words = await ground.words('environments');
  const to = new Map<'restored' | number, string[]>();
  const left: string[] = [];
  const latest = Number(item._version);
  for (const state of (listStates(item) ?? []).filter(each => each.locale === item.locale)) {
    const name = words?.find(({ uid }) => uid === state.environment)?.value ?? state.environment;
    const version = choose(state, row, latest, isWhole);
    if (version === 'left') left.push(`${name}: v${state.version} is live`);
    else if (version !== undefined) to.set(version, [...(to.get(version) ?? []), name]);
  }
  return { to, left, version: latest };
}

/** Undefined where nothing of what is taken back is live. */
function choose(
  { version: live }: State,
  { before, after }: Row,
  latest: number,
  isWhole: boolean,
): 'restored' | number | 'left' | undefined {
  if (live <= before) return undefined;
  // What was saved and is not live yet would go live with the rest.
  if (live === latest || (after === undefined && isWhole)) return 'restored';
  return after !== undefined && live <= after && isWhole ? before : 'left';
}

/** `production (v7)` */
export const tellPlan = ({ to }: Plan): string =>
  [...to].map(([version, names]) => `${join([...names])}${version === 'restored' ? '' : ` (v${version})`}`).join(', ');

/** @param version that was saved; undefined where nothing was. @returns in words, what is queued and what is not. */
export async function publish(
  ground: Ground,
  row: Row,
  plan: Plan,
  saved: { before: unknown; version: unknown },
): Promise<string[]> {
  const { content_type_uid, entry_uid, locale } = row;
  const told = plan.left.map(
    each => `${nameRow(row)}: not published in ${each}, which holds more than what is taken back; plan that by itself`,
  );
  for (const [which, environments] of plan.to) {
    const version = which === 'restored' ? saved.version : which;
    const place = `v${String(version)} in ${join([...environments])}`;
    if (which === 'restored' && saved.before !== plan.version) {
      told.push(`${nameRow(row)}: not published, as it was saved by somebody else meanwhile`);
      continue;
    }
    const code = locale ?? (await ground.words('locales'))?.find(({ isMaster }) => isMaster)?.value;
    const given: Arguments = {
      content_type_uid,
      entry_uid,
      entry: { environments, ...(code === undefined ? {} : { locales: [code] }) },
      ...(code === undefined ? {} : { locale: code }),
      version,
    };
    told.push(`${nameRow(row)}: ${await send(ground, given, place)}`);
  }
  return told;
}

async function send(ground: Ground, given: Arguments, place: string): Promise<string> {
  try {
    const { status, body } = await ground.send('publish_entry', given);
    if (status < 300) return `${place} is queued to go live; list_publish_queue shows when it is`;
    return `${place} was not published: ${String(member(body, 'error_message') ?? `status ${status}`)}`;
  } catch (error) {
    if (!(error instanceof NoAnswer || error instanceof Refused)) throw error;
    return `whether ${place} is queued is not known (${error.message}): look into list_publish_queue`;
  }
}
