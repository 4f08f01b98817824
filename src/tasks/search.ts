// What a search asks of each content type: made from its conditions before anything is read.

import { type Pattern, toPattern } from '../content/text/match.ts';
import { listTextFields } from '../content/text/texts.ts';
import { isUid } from '../content/uid.ts';
import { type Condition, prepare, type Ready } from '../content/where/condition.ts';
import { eitherQuery, joinQueries } from '../content/where/query.ts';
import { BadTask } from '../operations/task.ts';
import { assetUid, type Type } from './types.ts';

/** A content type that is searched, or files. */
export interface Plan {
  type: Type;
  /** Of each group one must hold: conditions on one field are alternatives. */
  conditions: readonly (readonly Ready[])[];
  /** Fields at the top that are needed; undefined where they are so many that naming them takes too long an address. */
  only: readonly string[] | undefined;
  /** What the API can leave out. */
  query: ReturnType<typeof joinQueries>;
}

/** As many names as an address surely takes. */
const mostNamed = 60;

const mostTold = 12;

/**
 * @param hasText whether text is looked for as well.
 * @param isCase whether what equals something does to the letter.
 * @throws {BadTask} for a condition that fits none of the types, with the path that was most likely meant.
 */
export function toPlans(
  types: readonly Type[],
  given: readonly Condition[],
  hasText: boolean,
  isCase = false,
): { plans: Plan[]; notes: string[] } {
  const where = given.map(
    (condition): Condition => (condition.field === '*' ? { ...condition, field: undefined } : condition),
  );
  const problems = where.flatMap((condition, index) => checkCondition(condition, `where[${index}]`));
  if (problems.length > 0) throw new BadTask(...problems);
  const prepared = types.map(type => ({ type, all: where.map(condition => prepare(condition, type.schema, isCase)) }));
  const notes: string[] = [];
  for (const [index, { field = 'a reference' }] of where.entries()) {
    const each = prepared.map(({ type, all }) => ({ type, of: all[index] }));
    const isUsed = each.some(({ of }) => of && 'find' in of);
    const unknown = each.filter(({ of }) => of && 'not' in of && of.not === 'unknown');
    const unfit = each.flatMap(({ type, of }) => (of && 'why' in of ? [{ type, why: of.why }] : []));
    if (!isUsed && unfit.length > 0) throw new BadTask(`where[${index}]: ${unfit[0]?.why}`);
    if (!isUsed && unknown.length > 0) throw new BadTask(`where[${index}]: ${sayUnknown(field, unknown)}`);
    if (!isUsed) throw new BadTask(`where[${index}]: none of these content types has a field that refers to anything`);
    if (unknown.length > 0) notes.push(`not searched, as they have no field ${field}: ${listUids(unknown)}`);
    for (const why of new Set(unfit.map(each => each.why))) {
      notes.push(`not searched, as ${why} there: ${listUids(unfit.filter(each => each.why === why))}`);
    }
  }
  const fields = [...new Set(where.map(({ field = '*' }) => field))];
  const plans = prepared.flatMap(({ type, all }) => {
    const conditions = fields
      .map(name =>
        all.flatMap((each, index) => ((where[index]?.field ?? '*') === name && 'find' in each ? [each] : [])),
      )
      .filter(group => group.length > 0);
    return conditions.length === fields.length ? [toPlan(type, conditions, hasText)] : [];
  });
  if (plans.length === 0) throw new BadTask('where: no content type has all of these fields', ...notes);
  return { plans, notes };
}

function toPlan(type: Type, conditions: Plan['conditions'], hasText: boolean): Plan {
  const { schema } = type;
  const only = [
    ...new Set([...conditions.flat().flatMap(each => each.only), ...(hasText ? listTextFields(schema) : [])]),
  ];
  return {
    type,
    conditions,
    only: only.length > mostNamed ? undefined : only,
    // Of queries on assets less is known than of those on entries.
    query:
      type.uid === assetUid
        ? undefined
        : joinQueries(conditions.map(group => eitherQuery(group.map(({ query }) => query)))),
  };
}

function sayUnknown(
  field: string,
  each: readonly { type: Type; of: ReturnType<typeof prepare> | undefined }[],
): string {
  const near = each.flatMap(({ of }) => (of && 'near' in of && of.near !== undefined ? [of.near] : []))[0];
  const where = each.length === 1 ? each[0]?.type.uid : 'any of these content types';
  return `no field ${JSON.stringify(field)} in ${where}${near === undefined ? '' : `; did you mean ${near}?`}`;
}

const listUids = (each: readonly { type: Type }[]): string => {
  const more = each.length > mostTold ? ` and ${each.length - mostTold} more` : '';
  return (
    each
      .slice(0, mostTold)
      .map(({ type }) => type.uid)
      .join(', ') + more
  );
};

/** What no content type is needed for. */
function checkCondition({ field, is, value }: Condition, at: string): string[] {
  if (field === undefined && is !== 'refers_to') return [`${at}: name a field`];
  if (is === 'longer' || is === 'shorter') {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    const isCount = typeof number === 'number' && Number.isInteger(number) && number >= 0;
    return isCount ? [] : [`${at}: ${is} takes a number of characters as value`];
  }
  if (is === 'refers_to')
    return typeof value === 'string' && isUid(value)
      ? []
      : [
          `${at}: refers_to takes a uid, such as blt0123456789abcdef, as value; for a title find it by text: its row has the uid`,
        ];
  if (is !== 'equals') return [];
  return value === undefined || value === '' ? [`${at}: equals takes a value; for none ask for empty`] : [];
}

/** Longer than any name or phrase that is looked for. */
const longestText = 500;

/** @throws {BadTask} for a text with nothing to look for. */
export function readPattern(
  text: string | undefined,
  { words = false, case: isCase = false }: { words?: boolean; case?: boolean },
): Pattern | undefined {
  if (text === undefined) return undefined;
  if (text.length > longestText) throw new BadTask(`text: at most ${longestText} characters`);
  const pattern = toPattern(text, { words, isCase });
  if (!pattern) throw new BadTask('text: has nothing to look for; for any text at all ask where a field is filled');
  return pattern;
}
