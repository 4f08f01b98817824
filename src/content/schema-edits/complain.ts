// What the API would refuse of a changed content type, named before it is sent; and what it would take, and nobody means.
import { toPlace } from '../query/place.ts';
import { type Field, fieldsOf, findField, isList } from '../schema.ts';
import { isObject, type Json, member } from '../value.ts';
import type { Editing } from './editing.ts';
import { globalOf, listKeyOf, type Part, partsOf } from './level.ts';
import { complainOfPart } from './part.ts';

/** Only what the changes brought about: what was stored is the stack's own. */
export function complain(before: Json, after: Json, editing: Editing): { problems: string[]; notes: string[] } {
  if (after === before) return { problems: [], notes: [] };
  const isWhole = editing.isGlobal !== true;
  return {
    problems: [
      ...complainOfParts(before, after, editing),
      ...(isWhole ? [...complainOfFixed(after), ...complainOfRules(before, after)] : []),
    ],
    notes: isWhole ? listNotes(before, after) : [],
  };
}

/** Parts that are the same objects as before are not looked at, nor is what lies in them. */
function complainOfParts(before: Json, after: Json, editing: Editing): string[] {
  const known = new Map<string, Part>();
  const old = new Set<unknown>([before]);
  for (const { part, path } of listAll(before)) {
    known.set(path, part);
    old.add(part);
  }
  const found: string[] = [];
  const enter = (holder: Json, above: string, isBlocks: boolean): void => {
    if (old.has(holder)) return;
    const parts = partsOf(holder);
    const twice = parts.find(({ uid }, index) => parts.findIndex(each => each.uid === uid) < index);
    if (twice) found.push(`${above}${twice.uid}: another has this uid`);
    for (const part of parts) {
      const path = `${above}${part.uid}`;
      if (old.has(part)) continue;
      const place = { path, isTop: above === '', isBlock: isBlocks, types: editing.types, isNew: !known.has(path) };
      const stored = known.get(path);
      const same = new Set(stored ? complainOfPart(stored, { ...place, isNew: false }) : []);
      found.push(...complainOfPart(part, place).filter(each => !same.has(each)));
      enter(part, `${path}.`, part.data_type === 'blocks');
    }
  };
  if (partsOf(after).length === 0) found.push('no field would be left');
  enter(after, '', false);
  return found;
}

function* listAll(holder: Json, above = ''): Generator<{ part: Part; path: string }> {
  for (const part of partsOf(holder)) {
    const path = `${above}${part.uid}`;
    yield { part, path };
    if (listKeyOf(part) !== undefined && globalOf(part) === undefined) yield* listAll(part, `${path}.`);
  }
}

const isOneText = (field: Field | undefined): boolean => field?.data_type === 'text' && !isList(field);

/** What every content type has, and every page. */
function complainOfFixed(after: Json): string[] {
  const fields = fieldsOf(after) ?? [];
  const isPage = member(after.options, 'is_page') === true;
  return [
    ...(isOneText(findField(fields, 'title'))
      ? []
      : ['title: every content type has it, as a single text, so it cannot be removed, renamed or given another type']),
    ...(!isPage || isOneText(findField(fields, 'url'))
      ? []
      : [
          'url: every page has it, as a single text; add it, or say that it is not a page: "set": {"options": {"is_page": false}}',
        ]),
  ];
}

interface Mention {
  path: string;
  says: string;
}

/** Fields that are named in the rules by which an editor shows and hides fields. */
function listRuleMentions({ field_rules: rules }: Json): Mention[] {
  const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
  return list(rules).flatMap((rule, index) => [
    ...list(member(rule, 'conditions')).map(each => ({
      path: String(member(each, 'operand_field')),
      says: `field_rules[${index}] looks at it`,
    })),
    ...list(member(rule, 'actions')).map(each => ({
      path: String(member(each, 'target_field')),
      says: `field_rules[${index}] acts on it`,
    })),
  ]);
}

const leads = (type: Json, path: string): boolean => toPlace(path, fieldsOf(type) ?? []).to !== 'nowhere';

function complainOfRules(before: Json, after: Json): string[] {
  const broken = listRuleMentions(after).filter(
    // Of rules that are given anew all count.
    ({ path }) => !leads(after, path) && (leads(before, path) || after.field_rules !== before.field_rules),
  );
  const byPath = new Map<string, Set<string>>();
  for (const { path, says } of broken) byPath.set(path, (byPath.get(path) ?? new Set()).add(says));
  return [...byPath].map(
    ([path, says]) =>
      `${path}: it would no longer be a field, but ${[...says].join(', ')}; also give the rules without it: "set": {"field_rules": […]}`,
  );
}

/** The API takes a title or a pattern of URLs with a field that is gone, and an editor sees nothing there. */
function listNotes(before: Json, after: Json): string[] {
  const [old, now] = [before, after].map(type => new Set((fieldsOf(type) ?? []).map(({ uid }) => uid))) as [
    Set<string>,
    Set<string>,
  ];
  const options = isObject(after.options) ? after.options : {};
  return Object.entries(options).flatMap(([key, value]) =>
    [value]
      .flat()
      .flatMap(each => (typeof each === 'string' ? listNamed(key, each) : []))
      .filter(uid => old.has(uid) && !now.has(uid))
      .map(uid => `options.${key} still names ${uid}: change it by "set": {"options": {…}}`),
  );
}

const listNamed = (key: string, text: string): string[] =>
  key === 'url_pattern' ? [...text.matchAll(/:(\w+)/g)].map(([, uid = '']) => uid) : [text];
