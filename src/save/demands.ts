// What a save still needs before it is sent, asked for in one refusal: the version that was read, and leave for what it would destroy.
import type { Loss } from '../content/check/losses.ts';
import type { Need } from '../content/check/needs.ts';
import type { SchemaChange } from '../content/schema-changes.ts';
import type { Json } from '../content/value.ts';
import { cutLines } from '../content/words.ts';
import type { Arguments } from '../operations/arguments.ts';
import { tellLoss } from './holding.ts';

export interface Demands {
  needs: readonly Need[];
  losses: readonly Loss[];
  drops: readonly SchemaChange[];
}

/** So many are told one by one. */
const most = 12;

/** Fields that would lose something and are not in `replace`; the same of a content type's fields and `drop`. */
export function listDemands({ needs, losses, drops }: Demands, given: Arguments): Demands {
  const replace = toNames(given.replace);
  const drop = toNames(given.drop);
  return {
    needs: given.if_version === undefined ? needs : [],
    losses: losses.filter(({ field }) => !replace.has(field)),
    drops: drops.filter(({ path }) => !drop.has(path) && !drop.has(path.split('.')[0] ?? path)),
  };
}

const toNames = (value: unknown): ReadonlySet<string> => new Set(Array.isArray(value) ? value.map(String) : []);

/** Another version is stored than the call names. */
export function tellStale(before: Json, wanted: unknown): string {
  const { _version: version, updated_at: at, updated_by: by, locale } = before;
  const where = typeof locale === 'string' ? ` in ${locale}` : '';
  const saved = [at && `at ${at}`, by && `by ${by}`].filter(Boolean).join(' ');
  return `Nothing was sent: if_version is ${String(wanted)}, but version ${String(version)} is stored${where}${saved && `, saved ${saved}`}. Read it again, and send what it still lacks.`;
}

/** Undefined where nothing is wanted. */
export function tellDemands(demands: Demands, before: Json, given: Arguments): string | undefined {
  const { needs, losses, drops } = demands;
  if (needs.length + losses.length + drops.length === 0) return undefined;
  const { _version: version, updated_at: at } = before;
  const again: Record<string, unknown> = {};
  if (typeof version === 'number' && given.if_version === undefined) again.if_version = version;
  const replace = [...new Set(losses.map(({ field }) => field))];
  if (replace.length > 0) again.replace = [...toNames(given.replace), ...replace];
  if (drops.length > 0) again.drop = [...new Set([...toNames(given.drop), ...drops.map(({ path }) => path)])];
  const lines = [
    ...losses.map(
      ({ address, kind, title, text }) =>
        `${address}: this would remove the ${kind} ${title}${text ? ` (${text})` : ''}`,
    ),
    ...drops.map(drop => `${drop.path}: this ${tellLoss(drop, 'the field')}`),
    ...needs.map(({ address, reason }) => `${address}: ${reason}`),
  ];
  return [
    `Nothing was saved. Version ${String(version)} is stored${at ? `, saved at ${String(at)}` : ''}:`,
    ...cutLines(lines, most).map(line => `- ${line}`),
    `If you mean that, send the same call with ${JSON.stringify(again).slice(1, -1)}.${losses.length > 0 ? ' To keep what is there, include it.' : ''}`,
  ].join('\n');
}
