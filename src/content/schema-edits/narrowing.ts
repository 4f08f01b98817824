// Which values a field took before a change of its members, and takes no more.
import { choicesOf, type Field, isList, isSeveral, kindOf, targetsOf } from '../schema.ts';
import { isObject, member } from '../value.ts';
import { countCharacters, readText } from '../where/blank.ts';

/** One way in which a field takes less than before. */
interface Narrowing {
  /** What is wrong with such a value, in a few words. */
  says: string;
  /** @param value the field's whole value, which says something. */
  isWrong(value: unknown): boolean;
}

/** Of two fields of one type. What is in groups and blocks is not looked at. */
export function listNarrowings(before: Field, after: Field): Narrowing[] {
  if (isList(before) !== isList(after)) {
    return isList(after)
      ? [{ says: 'one value, where a list is wanted', isWrong: value => !Array.isArray(value) }]
      : [{ says: 'a list, where one value is wanted', isWrong: Array.isArray }];
  }
  return [...narrowCounts(before, after), ...(narrow[kindOf(after)]?.(before, after) ?? [])];
}

const itemsOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

const any =
  (isWrong: (item: unknown) => boolean): Narrowing['isWrong'] =>
  value =>
    itemsOf(value).some(isWrong);

/** A limit that is new, or closer. */
function findLimit(key: string, before: Field, after: Field, isUpper: boolean): number | undefined {
  const [old, now] = [before[key], after[key]];
  if (typeof now !== 'number') return undefined;
  if (typeof old === 'number' && (isUpper ? now >= old : now <= old)) return undefined;
  return now;
}

function narrowCounts(before: Field, after: Field): Narrowing[] {
  const [least, most] = [
    findLimit('min_instance', before, after, false),
    findLimit('max_instance', before, after, true),
  ];
  const isOne = isSeveral(before) && !isSeveral(after);
  return [
    ...(isOne
      ? [{ says: 'several, where one is wanted', isWrong: (value: unknown) => itemsOf(value).length > 1 }]
      : []),
    ...(least === undefined
      ? []
      : [{ says: `fewer than ${least}`, isWrong: (value: unknown) => itemsOf(value).length < least }]),
    ...(most === undefined
      ? []
      : [{ says: `more than ${most}`, isWrong: (value: unknown) => itemsOf(value).length > most }]),
  ];
}

type Narrow = (before: Field, after: Field) => Narrowing[];

/** @param measure of one value; undefined where there is nothing to measure. */
const narrowRange =
  (measure: (field: Field, item: unknown) => number | undefined, unit: string): Narrow =>
  (before, after) => {
    const [least, most] = [findLimit('min', before, after, false), findLimit('max', before, after, true)];
    const test = (says: string, isOutside: (size: number) => boolean): Narrowing => ({
      says,
      isWrong: any(item => {
        const size = measure(after, item);
        return size !== undefined && isOutside(size);
      }),
    });
    return [
      ...(least === undefined ? [] : [test(`less than ${least}${unit}`, size => size < least)]),
      ...(most === undefined ? [] : [test(`more than ${most}${unit}`, size => size > most)]),
    ];
  };

const narrowChoices: Narrow = (before, after) => {
  const [old, now] = [choicesOf(before), choicesOf(after)];
  if (!now || old?.every(({ value }) => now.some(each => each.value === value))) return [];
  const isWrong = any(item => item !== '' && !now.some(({ value }) => value === item));
  return [{ says: 'none of the choices', isWrong }];
};

const narrowTargets: Narrow = (before, after) => {
  const now = targetsOf(after);
  const old = targetsOf(before);
  const gone = old.filter(uid => !now.includes(uid));
  if (gone.length === 0) return [];
  // Old fields hold uids alone, all of the one content type that they name.
  const typeOf = (item: unknown): unknown => (typeof item === 'string' ? old[0] : member(item, '_content_type_uid'));
  const isWrong = any(item => gone.some(uid => uid === typeOf(item)));
  return [{ says: `refers to ${gone.join(' or ')}`, isWrong }];
};

const listTaxonomies = ({ taxonomies }: Field): unknown[] =>
  (Array.isArray(taxonomies) ? taxonomies : []).map(each => member(each, 'taxonomy_uid'));

const narrowTaxonomies: Narrow = (before, after) => {
  const now = listTaxonomies(after);
  const gone = listTaxonomies(before).filter(uid => !now.includes(uid));
  if (gone.length === 0) return [];
  const isWrong = any(item => gone.includes(member(item, 'taxonomy_uid')));
  return [{ says: `a term of ${gone.join(' or ')}`, isWrong }];
};

const toTime = (value: unknown): number => (typeof value === 'string' && value !== '' ? Date.parse(value) : Number.NaN);

const narrowDates: Narrow = (before, after) => {
  const [from, to] = [toTime(after.startDate), toTime(after.endDate)];
  // What is no date compares as neither before nor after.
  const isCloser = from > toTime(before.startDate) || (Number.isNaN(toTime(before.startDate)) && !Number.isNaN(from));
  const isSooner = to < toTime(before.endDate) || (Number.isNaN(toTime(before.endDate)) && !Number.isNaN(to));
  return [
    ...(isCloser ? [{ says: `before ${after.startDate}`, isWrong: any(item => toTime(item) < from) }] : []),
    ...(isSooner ? [{ says: `after ${after.endDate}`, isWrong: any(item => toTime(item) > to) }] : []),
  ];
};

const listExtensions = ({ extensions }: Field): string[] =>
  (Array.isArray(extensions) ? extensions : []).map(each => String(each).toLowerCase());

/** None means any. A file that is known by its uid alone is not judged. */
const narrowFiles: Narrow = (before, after) => {
  const [old, now] = [listExtensions(before), listExtensions(after)];
  if (now.length === 0 || (old.length > 0 && old.every(each => now.includes(each)))) return [];
  const isWrong = any(item => {
    const name = isObject(item) && typeof item.filename === 'string' ? item.filename : undefined;
    return name !== undefined && !now.includes(name.slice(name.lastIndexOf('.') + 1).toLowerCase());
  });
  return [{ says: `no ${now.join(' or ')}`, isWrong }];
};

const narrowTexts: Narrow = (before, after) => [
  ...narrowChoices(before, after),
  ...narrowRange((field, item) => {
    const text = readText(field, item);
    return text === undefined ? undefined : countCharacters(text);
  }, ' characters')(before, after),
];

const narrowNumbers: Narrow = (before, after) => [
  ...narrowChoices(before, after),
  ...narrowRange((_, item) => (typeof item === 'number' ? item : undefined), '')(before, after),
];

const narrow: Partial<Record<ReturnType<typeof kindOf>, Narrow>> = {
  text: narrowTexts,
  number: narrowNumbers,
  reference: narrowTargets,
  taxonomy: narrowTaxonomies,
  isodate: narrowDates,
  file: narrowFiles,
};
