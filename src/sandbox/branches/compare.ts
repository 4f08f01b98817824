// How two branches differ in their content types and global fields: which item is where, and field by field.
import { isDeepStrictEqual } from 'node:util';
import { type Field, toFields } from '../model/schema.ts';
import type { Json } from '../state/json.ts';
import { isObject, pick } from '../state/json.ts';
import type { Kind } from '../state/merges.ts';
import type { Branch } from '../state/state.ts';

export type Definition = Json & { uid: string; title: string; schema: Json[] };

/** A content type or global field that is in one branch only, or not the same in both. */
export interface Difference {
  kind: Kind;
  uid: string;
  status: 'base_only' | 'compare_only' | 'modified';
  base?: Definition;
  compare?: Definition;
}

const containers = { content_type: 'content_types', global_field: 'global_fields' } as const;

export const findDefinition = (branch: Branch, kind: Kind, uid: string): Definition | undefined =>
  pick<{ current: Definition }>(branch[containers[kind]], uid)?.current;

/** What a definition says beside its fields; dates, numbers of versions and labels are no differences. */
const attributes = ['title', 'description', 'options', 'field_rules'];

export function compareItem(base: Branch, compare: Branch, kind: Kind, uid: string): Difference | undefined {
  const [left, right] = [findDefinition(base, kind, uid), findDefinition(compare, kind, uid)];
  if (left && right) {
    const isSame = [...attributes, 'schema'].every(key => isDeepStrictEqual(left[key], right[key]));
    return isSame ? undefined : { kind, uid, status: 'modified', base: left, compare: right };
  }
  if (left) return { kind, uid, status: 'base_only', base: left };
  return right && { kind, uid, status: 'compare_only', compare: right };
}

export function compareBranches(base: Branch, compare: Branch, kinds: Kind[]): Difference[] {
  return kinds.flatMap(kind => {
    const uids = [base, compare].flatMap(branch => Object.keys(branch[containers[kind]]));
    const known = [...new Set(uids)].sort();
    return known.map(uid => compareItem(base, compare, kind, uid)).filter(found => found !== undefined);
  });
}

export const showDifference = ({ kind, uid, status, base, compare }: Difference): Json => ({
  title: (base ?? compare)?.title,
  uid,
  type: kind,
  status,
});

export function showDetails({ kind, uid, status, base, compare }: Difference, hasSchemas: boolean): Json {
  const side = (own: Definition | undefined, other: Definition | undefined): Json => ({
    differences: own ? [...listAttributes(own, other), ...listFields(own, other)] : [],
    schema: hasSchemas && own ? own.schema : null,
  });
  return { uid, type: kind, status, base_branch: side(base, compare), compare_branch: side(compare, base) };
}

/** An item that one branch has alone differs by its fields. */
const listAttributes = (own: Definition, other: Definition | undefined): Json[] =>
  other === undefined
    ? []
    : attributes
        .filter(key => own[key] !== undefined && !isDeepStrictEqual(own[key], other[key]))
        .map(key => ({ path: key, value: own[key] }));

/** A field whose place among the fields that both have is another one differs, too. */
function listFields(own: Definition, other: Definition | undefined): Json[] {
  const [fields, others] = [toFields(own.schema), toFields(other?.schema)];
  const common = (list: Field[], in_: Field[]): string[] =>
    list.map(({ uid }) => uid).filter(uid => in_.some(field => field.uid === uid));
  const [order, otherOrder] = [common(fields, others), common(others, fields)];
  return fields.flatMap((field, index) => {
    const counterpart = others.find(({ uid }) => uid === field.uid);
    const isInPlace = order.indexOf(field.uid) === otherOrder.indexOf(field.uid);
    const isSame = counterpart !== undefined && isInPlace && isDeepStrictEqual(field, counterpart);
    return isSame ? [] : [{ ...field, path: `schema[${index}]` }];
  });
}

/** The definition with what both branches have in it; where they disagree, the preferred one is right. */
export function mergeDefinitions(base: Definition, compare: Definition, preferred: 'base' | 'compare'): Definition {
  const [first, second] = preferred === 'base' ? [compare, base] : [base, compare];
  const merged = Object.fromEntries(attributes.map(key => [key, second[key] ?? first[key]]));
  const told = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
  return { ...told, uid: base.uid, title: second.title, schema: mergeLists(base.schema, compare.schema, preferred) };
}

/** Fields and blocks by their uid: those of the base in their order, new ones after what they stand after. */
function mergeLists(base: Json[], compare: Json[], preferred: 'base' | 'compare'): Json[] {
  const out = base.map(item => {
    const other = compare.find(({ uid }) => uid === item.uid);
    return other ? mergeItems(item, other, preferred) : item;
  });
  compare.forEach((item, index) => {
    if (base.some(({ uid }) => uid === item.uid)) return;
    const before = compare[index - 1]?.uid;
    out.splice(out.findIndex(({ uid }) => uid === before) + 1, 0, item);
  });
  return out;
}

function mergeItems(base: Json, compare: Json, preferred: 'base' | 'compare'): Json {
  const kept = preferred === 'base' ? base : compare;
  if (base.data_type !== compare.data_type) return kept;
  const inner = ['schema', 'blocks'].flatMap(key => {
    const [left, right] = [base[key], compare[key]];
    const areLists = Array.isArray(left) && Array.isArray(right);
    return areLists ? [[key, mergeLists(left.filter(isObject), right.filter(isObject), preferred)]] : [];
  });
  return { ...kept, ...Object.fromEntries(inner) };
}
