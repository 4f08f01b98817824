// What may not be published from here, whatever the stack says: by the rights of the token, or by the owner's rules.
import type { Arguments } from '../../operations/arguments.ts';
import type { Ground } from '../../operations/task.ts';
import { count } from '../numbers.ts';
import { assetUid } from '../types.ts';
import { isDue, type Plan, type Row } from './row.ts';

/** A way to publish or take off rows, and its arguments for them. */
interface Way {
  operation: string;
  toGiven: (row: Row) => Arguments;
}

const toTargets = ({ environment, locale }: Row): Arguments => ({
  environments: [environment.name],
  locales: [locale],
});

const toVersion = ({ goes }: Row): Arguments => (goes === undefined ? {} : { version: goes });

const toEntry = (row: Row): Arguments => ({
  ...{ content_type_uid: row.type, entry_uid: row.uid, locale: row.locale, ...toVersion(row) },
  entry: toTargets(row),
});

const toAsset = (row: Row): Arguments => ({ asset_uid: row.uid, ...toVersion(row), asset: toTargets(row) });

const toBulk = (row: Row): Arguments => {
  const { type, uid, locale } = row;
  const item =
    type === assetUid
      ? { assets: [{ uid, ...toVersion(row) }] }
      : { entries: [{ uid, content_type: type, locale, ...toVersion(row) }] };
  return { ...item, ...toTargets(row) };
};

const waysOf = ({ type, action }: Row): Way[] => [
  type === assetUid
    ? { operation: `${action}_asset`, toGiven: toAsset }
    : { operation: `${action}_entry`, toGiven: toEntry },
  { operation: `bulk_${action}`, toGiven: toBulk },
];

/** Of each row that would be carried out why it may not be, where no way is open. */
export function findForbidden(
  ground: Ground,
  rows: readonly Row[],
  release: Plan['release'],
): { reasons: ReadonlyMap<Row, string>; notes: string[] } {
  const due = rows.filter(isDue);
  const reasons = new Map<Row, string>();
  for (const row of due) {
    const reason = release ? forbidDeployment(ground, release, [row]) : forbidRow(ground, row);
    if (reason !== undefined) reasons.set(row, reason);
  }
  const open = due.filter(row => !reasons.has(row));
  const together = open.length > 1 ? forbidTogether(ground, open, release) : undefined;
  const byReason = new Map<string, number>();
  for (const reason of reasons.values()) byReason.set(reason, (byReason.get(reason) ?? 0) + 1);
  return {
    reasons,
    notes: [
      ...[...byReason].map(([reason, number]) => `${count(number, 'row')} may not be published from here: ${reason}`),
      ...(together === undefined ? [] : [`not all together: ${together}`]),
    ],
  };
}

const forbidDeployment = (ground: Ground, { uid }: NonNullable<Plan['release']>, rows: readonly Row[]) =>
  ground.forbids('deploy_release', [
    { release_uid: uid, release: { environments: [...new Set(rows.map(({ environment }) => environment.name))] } },
  ]);

function forbidRow(ground: Ground, row: Row): string | undefined {
  const reasons = waysOf(row).map(({ operation, toGiven }) => ground.forbids(operation, [toGiven(row)]));
  return reasons.every(reason => reason !== undefined) ? reasons[0] : undefined;
}

/** By whichever way all could go, as a rule may count them. */
function forbidTogether(ground: Ground, rows: readonly Row[], release: Plan['release']): string | undefined {
  if (release) return forbidDeployment(ground, release, rows);
  const singly = new Map<string, Arguments[]>();
  for (const row of rows) {
    const open = waysOf(row).find(({ operation, toGiven }) => ground.forbids(operation, [toGiven(row)]) === undefined);
    if (open) singly.set(open.operation, [...(singly.get(open.operation) ?? []), open.toGiven(row)]);
  }
  return [...singly].map(([operation, given]) => ground.forbids(operation, given)).find(reason => reason !== undefined);
}
