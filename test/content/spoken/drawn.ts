// Schemas of any shape, and entries along them as a read shows them: with titles of what they refer to.
import fc from 'fast-check';
import type { Field } from '../../../src/content/schema.ts';
import type { Finding } from '../../../src/content/spoken/finding.ts';
import { isObject } from '../../../src/content/value.ts';
import { field, group, type Json, references, richText, select, text, values } from '../schema.ts';

const kinds: Record<string, (uid: string) => Field> = {
  text: uid => text(uid),
  texts: uid => text(uid, { multiple: true }),
  choice: uid =>
    select(uid, [{ value: 'care', key: 'Care and repair' }, { value: 'gear', key: 'Gear' }, { value: 'x' }]),
  choices: uid => select(uid, [{ value: 'S', key: 'Small (S)' }, { value: 'M' }], { multiple: true }),
  number: uid => field(uid, 'number'),
  boolean: uid => field(uid, 'boolean'),
  day: uid => field(uid, 'isodate'),
  file: uid => field(uid, 'file'),
  files: uid => field(uid, 'file', { multiple: true }),
  link: uid => field(uid, 'link'),
  links: uid => field(uid, 'link', { multiple: true }),
  reference: uid => references(uid, ['person'], { field_metadata: { ref_multiple: false } }),
  references: uid => references(uid, ['post', 'page']),
  terms: uid => field(uid, 'taxonomy', { multiple: true, taxonomies: [{ taxonomy_uid: 'topic' }] }),
  app: uid => field(uid, 'json', { extension_uid: 'bltext' }),
  unknown: uid => field(uid, 'hologram'),
  richText: uid => richText(uid),
  richTexts: uid => richText(uid, { multiple: true }),
};

const { fields } = fc.letrec<{ fields: Field[] }>(tie => ({
  fields: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    fc
      .array(fc.constantFrom(...Object.keys(kinds)), { minLength: 1, maxLength: 4 })
      .map(names => names.map((name, place) => (kinds[name] as (uid: string) => Field)(`${name}_${place}`))),
    fc
      .tuple(tie('fields'), tie('fields'), fc.constantFrom('group', 'groups', 'blocks', 'global'))
      .map(([around, inner, name]) =>
        [...around, hold(name, inner)].map((each, place) => ({ ...each, uid: `${each.uid}_${place}` })),
      ),
  ),
}));

function hold(name: string, inner: Field[]): Field {
  if (name === 'group') return group('group', inner);
  if (name === 'groups') return group('groups', inner, { multiple: true });
  if (name === 'global') return field('global', 'global_field', { schema: inner, reference_to: 'global' });
  const blocks = [
    { uid: 'hero', title: 'Hero', schema: inner },
    { uid: 'said', title: 'Said', schema: [text('words')] },
  ];
  return field('blocks', 'blocks', { multiple: true, blocks });
}

const titles = fc.constantFrom(
  'Ines Aguilar',
  'A hut (in winter)',
  'blt',
  'Mud, wet: (care) [1]',
  'two\nlines',
  '',
  'gone',
);

/** An entry and its schema; what it refers to and holds has a title. */
export const drawn: fc.Arbitrary<{ schema: Field[]; entry: Json }> = fields
  .map(each => [text('title'), ...each])
  .chain(schema =>
    fc
      .tuple(values(schema), fc.array(titles, { minLength: 1, maxLength: 5 }))
      .map(([found, names]) => ({ schema, entry: nameAll(found, names) as Json })),
  );

function nameAll(value: unknown, names: readonly string[], next = { number: 0 }): unknown {
  if (Array.isArray(value)) return value.map(item => nameAll(item, names, next));
  if (!isObject(value)) return value;
  const isPointer = typeof value.uid === 'string' && '_content_type_uid' in value;
  const isFile = typeof value.uid === 'string' && 'filename' in value;
  const out = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, nameAll(inner, names, next)]));
  if (!isPointer && !isFile) return out;
  next.number += 1;
  return { ...out, title: names[next.number % names.length], _version: 1 };
}

/** Nothing may be looked up. */
export const blind: Finding = {
  entry: async said => ({ problem: `was looked up: ${said}` }),
  file: async said => ({ problem: `was looked up: ${said}` }),
};

/** Knows every uid, and no title. */
export const byUid: Finding = {
  entry: async (said, [type, another]) =>
    /^blt[0-9a-f]{16}$/.test(said) && type !== undefined && another === undefined
      ? { uid: said, _content_type_uid: type }
      : { problem: `is no uid of one type: ${said}` },
  file: async said => (/^blt[0-9a-f]{16}$/.test(said) ? { uid: said } : { problem: `is no uid: ${said}` }),
};
