// Compares two sides of one entry, and says in words which they are and what there is where one is not.
import { compareEntries, joinSchemas, tellSchemas } from '../content/comparison/entries.ts';
import { listShared } from '../content/fields-at.ts';
import { listReferences } from '../content/referrers.ts';
import type { Found, Ground } from '../operations/task.ts';
import { count } from './numbers.ts';
import { completeSides, type Read, type Side, toSideReader } from './sides.ts';
import { readType, requireUid } from './types.ts';

type There = Extract<Read, { entry: unknown }>;

/**
 * One read of the content type on each branch, and one for each version that is compared; one more where what is live
 * has to be found out and is not the latest.
 * @throws {BadTask | Refused}
 */
export async function compareSides(
  ground: Ground,
  type: string,
  uid: string,
  given: { from: Side; to?: Side | undefined },
): Promise<Found> {
  requireUid(type, uid);
  const words = given.to ? undefined : await ground.words('locales');
  const sides = completeSides(given.from, given.to, words?.find(({ isMaster }) => isMaster)?.value);
  const [before, after] = sides.map(({ branch }) => branch ?? ground.branch) as [string, string];
  const now = (await readType(ground, type, after)).schema;
  const old = before === after ? now : (await readType(ground, type, before)).schema;
  const schema = old === now ? now : joinSchemas(old, now);
  const read = toSideReader(ground, type, uid, listReferences(schema));
  // The latest first: it may be the very version that the other side names.
  const isFirst = sides[0].version === undefined;
  const first = await read(sides[isFirst ? 0 : 1]);
  const second = await read(sides[isFirst ? 1 : 0]);
  const [from, to] = isFirst ? [first, second] : [second, first];
  if ('missing' in from || 'missing' in to) return tellMissing(from, to, before === after);
  const areLanguages = from.locale !== to.locale;
  const { rows, fields, files } = compareEntries(from.entry, to.entry, schema, areLanguages);
  const shared = areLanguages ? listShared(schema) : [];
  return {
    says: tellCount(rows.length, fields, from, to),
    notes: [
      ...tellSaved(from, to),
      ...tellFallbacks(sides, [from, to]),
      ...(shared.length > 0 ? [`left out, as all languages share them: ${shared.join(', ')}`] : []),
      ...(old === now ? [] : tellSchemas(old, now, [before, after])),
    ],
    columns: ['address', 'change', 'before', 'after'],
    rows,
    beside: { files },
  };
}

function tellCount(changes: number, fields: number, from: There, to: There): string {
  const found = changes === 0 ? 'no difference' : `${count(changes, 'change')} in ${count(fields, 'field')}`;
  const [one, other] = [from, to].map(side => tellSide(side, from, to));
  return `${found} between ${one} and ${other}${from.locale === to.locale ? ` (${to.locale})` : ''}`;
}

/** What is the same on both sides is said of none. */
function tellSide({ version, environment, locale, branch }: There, from: There, to: There): string {
  const where = environment === undefined ? '' : `, live in ${environment}`;
  const language = from.locale === to.locale ? '' : ` (${locale})`;
  return `v${version}${where}${from.branch === to.branch ? '' : ` in branch ${branch}`}${language}`;
}

function tellSaved(...sides: There[]): string[] {
  const told = sides.flatMap(({ entry: { updated_at: at }, version }) =>
    typeof at === 'string' ? [`v${version} was saved ${at}`] : [],
  );
  return told.length > 0 ? [[...new Set(told)].join(', ')] : [];
}

const tellFallbacks = (asked: readonly Side[], sides: readonly There[]): string[] => [
  ...new Set(
    sides.flatMap(({ isFallback, locale }, index) =>
      isFallback
        ? [`${asked[index]?.locale} has no version of its own and falls back to ${locale}: that is compared`]
        : [],
    ),
  ),
];

/** @throws {Refused} where nothing is known but that: what the operation would say is told. */
function tellMissing(from: Read, to: Read, isOneBranch: boolean): Found {
  const sides = [from, to];
  const refused = sides.flatMap(side => ('refused' in side && side.refused ? [side.refused] : []));
  const [first] = refused;
  if (first && (isOneBranch || refused.length === 2)) throw first;
  const there = sides.flatMap(side => ('entry' in side ? [tellThere(side, isOneBranch)] : side.there));
  const missing = sides.flatMap(side => ('missing' in side ? [side.missing] : []));
  return { says: `nothing to compare: ${[...new Set(missing)].join(', and ')}`, notes: [...new Set(there)] };
}

const tellThere = ({ version, locale, branch }: There, isOneBranch: boolean): string =>
  `the other side is there: v${version} (${locale})${isOneBranch ? '' : ` in branch ${branch}`}`;
