// Field visibility rules, and the finer points of schemas: what 422/115 tells about them.
import { expect, it } from 'vitest';
import { openStack, seed } from '../small-stack.ts';

type Json = Record<string, unknown>;

const field = (uid: string, data_type: string, more: Json = {}) => ({ uid, display_name: uid, data_type, ...more });
const schema = [
  field('title', 'text'),
  field('kind', 'text', { enum: { choices: [{ value: 'a' }] } }),
  field('body', 'json', { field_metadata: { allow_json_rte: true } }),
  field('place', 'group', { schema: [field('street', 'text')] }),
  field('parts', 'blocks', { blocks: [{ uid: 'quote', title: 'Quote', schema: [field('words', 'text')] }] }),
];
const rule = (operand_field: string, operator: string, target_field: string, action = 'show') => ({
  match_type: 'any',
  conditions: [{ operand_field, operator, value: 'a' }],
  actions: [{ action, target_field }],
});

const {
  conditions: [condition],
  actions: [action],
} = rule('kind', 'is', 'body');

const save = async (content_type: Json) => {
  const { post } = await openStack({ choices: { unknownExtension: 'allow' } });
  return post('/content_types', { content_type: { uid: 'ruled', title: 'Ruled', schema, ...content_type } });
};

it.each<[string, unknown]>([
  ['on a choice', [rule('kind', 'is', 'body')]],
  ['on a text, as the reference shows it', [rule('title', 'equals', 'place', 'hide')]],
  ['within a group and a block', [rule('place.street', 'contains', 'parts.quote.words')]],
])('takes a rule %s', async (_, field_rules) => {
  const reply = await save({ field_rules });
  expect(reply).toMatchObject({ status: 201, body: { content_type: { field_rules } } });
});

it.each<[string, unknown]>([
  ['on a field that is not there', [rule('nothing', 'is', 'body')]],
  ['on rich text', [rule('body', 'matches', 'kind')]],
  ['on blocks', [rule('parts', 'is', 'kind')]],
  ['with an unknown operator', [rule('kind', 'resembles', 'body')]],
  ['that acts on what is not there', [rule('kind', 'is', 'nothing')]],
  ['without conditions', [{ match_type: 'all', conditions: [], actions: [{ action: 'show', target_field: 'body' }] }]],
  ['with another action', [rule('kind', 'is', 'body', 'blink')]],
  ['that is no list', 'show'],
  ['that is no rule', ['show']],
  ['with a condition that is none', [{ ...rule('kind', 'is', 'body'), conditions: ['kind'] }]],
  ['with six conditions', [{ ...rule('kind', 'is', 'body'), conditions: Array(6).fill(condition) }]],
  ['with six actions', [{ ...rule('kind', 'is', 'body'), actions: Array(6).fill(action) }]],
  ['beside ten others', Array(11).fill(rule('kind', 'is', 'body'))],
])('refuses a rule %s', async (_, field_rules) => {
  expect(await save({ field_rules })).toMatchObject({
    status: 422,
    body: { error_code: 115, errors: { field_rules: [expect.any(String)] } },
  });
});

it.each<[string, Json]>([
  ['a choice that is too long', field('x', 'text', { enum: { choices: [{ value: 'x'.repeat(101) }] } })],
  ['a choice without value', field('x', 'text', { enum: { choices: [{ key: 'A' }] } })],
  [
    'too many fields in a group',
    field('x', 'group', { schema: Array.from({ length: 101 }, (_, n) => field(`f${n}`, 'text')) }),
  ],
  ['a range of instances that is none', field('x', 'text', { multiple: true, min_instance: 3, max_instance: 2 })],
  ['a setting under a wrong name', field('x', 'text', { extension_uid: 'blt1', config: { 'a.b': 1 } })],
  ['too many plugins in rich text', field('x', 'json', { plugins: Array.from({ length: 6 }, (_, n) => `p${n}`) })],
  ['too many types in rich text', field('x', 'json', { reference_to: Array.from({ length: 16 }, (_, n) => `t${n}`) })],
])('refuses %s', async (_, wrong) => {
  expect(await save({ schema: [field('title', 'text'), wrong] })).toMatchObject({
    status: 422,
    body: { error_code: 115, errors: { schema: [expect.any(String)] } },
  });
});

it('refuses capitals in a uid, or takes them', async () => {
  expect((await save({ uid: 'Ruled' })).body.errors).toHaveProperty('uid');
  const { get, post } = await openStack({ choices: { capitalsInTypeUids: 'allow' } });
  await post('/content_types', { content_type: { uid: 'Ruled', title: 'Ruled', schema } });
  expect((await get('/content_types/Ruled')).status).toBe(200);
});

it('does not keep what a read spells out of a global field', async () => {
  const { get, put } = await openStack();
  const read = (await get('/content_types/article?include_global_field_schema=true')).body.content_type;
  expect((await put('/content_types/article', { content_type: read })).status).toBe(200);
  const stored = (await get('/content_types/article')).body.content_type.schema;
  const find = (uid: string) => stored.find((each: { uid: string }) => each.uid === uid);
  expect(find('seo')).toMatchObject({ reference_to: 'seo' });
  expect(find('seo')).not.toHaveProperty('schema');
  expect(find('parts').blocks[1]).not.toHaveProperty('schema');
});

it('follows the references of types as far as it is chosen to', async () => {
  const shelf = {
    uid: 'shelf',
    title: 'Shelf',
    schema: [field('title', 'text'), field('to', 'reference', { reference_to: ['article'] })],
  };
  const nested = await openStack();
  await nested.post('/content_types', { content_type: shelf });
  expect((await nested.get('/content_types/author/references')).body.references.sort()).toEqual(['Article', 'Shelf']);
  const direct = await openStack({ seed, choices: { typeReferences: 'direct' } });
  await direct.post('/content_types', { content_type: shelf });
  expect((await direct.get('/content_types/author/references')).body.references).toEqual(['Article']);
});
