// What a content type must satisfy: each rule by a schema that breaks it.
import { expect, it } from 'vitest';
import { openStack } from '../small-stack.ts';

type Json = Record<string, unknown>;

const field = (uid: string, data_type = 'text', more: Json = {}): Json => ({
  uid,
  display_name: uid,
  data_type,
  ...more,
});
const title = field('title', 'text', { mandatory: true, unique: true });
const many = (count: number, make: (index: number) => Json): Json[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** A group in a group in a group… */
const nest = (depth: number): Json =>
  field('group', 'group', { schema: [depth > 1 ? nest(depth - 1) : field('leaf')] });

const nestBlocks = (depth: number): Json =>
  field('parts', 'blocks', {
    blocks: [{ uid: 'one', title: 'One', schema: [depth > 1 ? nestBlocks(depth - 1) : field('leaf')] }],
  });

const block = (more: Json): Json => field('parts', 'blocks', { blocks: [more] });

const brokenNames: [string, Json, string][] = [
  ['no title', { title: undefined }, 'title'],
  ['long title', { title: 'x'.repeat(201) }, 'title'],
  ['a title that is taken', { title: 'Author' }, 'title'],
  ['no uid', { uid: undefined }, 'uid'],
  ['a uid with a hyphen', { uid: 'two-words' }, 'uid'],
  ['a uid with capitals', { uid: 'Place' }, 'uid'],
  ['a long uid', { uid: 'x'.repeat(201) }, 'uid'],
  ['a reserved uid', { uid: 'built_io_upload' }, 'uid'],
  ['a uid that is taken', { uid: 'author' }, 'uid'],
  ['the uid of a global field', { uid: 'seo' }, 'uid'],
  ['a long description', { description: 'x'.repeat(256) }, 'description'],
  ['no schema', { schema: undefined }, 'schema'],
  ['an empty schema', { schema: [] }, 'schema'],
  ['no title field', { schema: [field('name')] }, 'schema'],
  ['a page without url', { options: { is_page: true } }, 'schema'],
];

it.each(brokenNames)('refuses %s', async (_, change, area) => {
  const { get, post } = await openStack();
  const type = { uid: 'place', title: 'Place', schema: [title], ...change };
  const reply = await post('/content_types', { content_type: type });
  expect(reply).toMatchObject({ status: 422, body: { error_code: 115 } });
  expect(reply.body.errors).toHaveProperty(area);
  expect((await get('/content_types/place')).status).toBe(422);
});

const brokenFields: [string, Json[]][] = [
  ['an unknown data type', [field('x', 'colour')]],
  ['a field uid with a hyphen', [field('a-b')]],
  ['a reserved field uid', [field('created_at')]],
  ['a field uid ending in _ids', [field('post_ids')]],
  ['no display name', [field('x', 'text', { display_name: '' })]],
  ['a field uid twice', [field('x'), field('x', 'number')]],
  ['a field uid twice in a group', [field('g', 'group', { schema: [field('x'), field('x')] })]],
  ['an empty group', [field('g', 'group', { schema: [] })]],
  ['a group with what is no field', [field('g', 'group', { schema: [null] })]],
  ['blocks with what is no block', [field('parts', 'blocks', { blocks: [null] })]],
  ['groups nested six deep', [nest(6)]],
  ['blocks nested four deep', [nestBlocks(4)]],
  ['blocks without blocks', [field('parts', 'blocks', { blocks: [] })]],
  [
    'a block uid twice',
    [field('parts', 'blocks', { blocks: many(2, () => ({ uid: 'one', title: 'One', schema: [field('x')] })) })],
  ],
  [
    'more than 100 blocks',
    [field('parts', 'blocks', { blocks: many(101, n => ({ uid: `b${n}`, title: 'B', schema: [field('x')] })) })],
  ],
  ['a block uid that is odd', [block({ uid: 'a-b', title: 'x', schema: [field('x')] })]],
  ['a block without fields', [block({ uid: 'one', title: 'One' })]],
  ['a block of an unknown global field', [block({ uid: 'one', title: 'One', reference_to: 'nothing' })]],
  ['six blocks fields', many(6, index => ({ ...nestBlocks(1), uid: `parts_${index}` }))],
  ['more than 500 fields', many(500, index => field(`x${index}`))],
  [
    'sixteen JSON rich text fields',
    many(16, index => field(`x${index}`, 'json', { field_metadata: { allow_json_rte: true } })),
  ],
  ['eleven custom fields', many(11, index => field(`x${index}`, 'text', { extension_uid: 'blt1' }))],
  ['a reference to nothing', [field('x', 'reference')]],
  ['a reference to an unknown type', [field('x', 'reference', { reference_to: ['nothing'] })]],
  ['an unknown global field', [field('x', 'global_field', { reference_to: 'nothing' })]],
  ['a taxonomy field by another name', [field('topics', 'taxonomy', { taxonomies: [{ taxonomy_uid: 't' }] })]],
  ['a taxonomy field without taxonomies', [field('taxonomies', 'taxonomy')]],
  ['a select without choices', [field('x', 'text', { enum: { choices: [] } })]],
  [
    'a select with too many choices',
    [field('x', 'text', { enum: { choices: many(101, index => ({ value: `${index}` })) } })],
  ],
  ['a format that is no pattern', [field('x', 'text', { format: '(' })]],
];

it.each(brokenFields)('refuses %s', async (_, fields) => {
  const { post } = await openStack({ choices: { unknownExtension: 'allow' } });
  const reply = await post('/content_types', {
    content_type: { uid: 'place', title: 'Place', schema: [title, ...fields], field_rules: [] },
  });
  expect(reply).toMatchObject({ status: 422, body: { error_code: 115, errors: { schema: [expect.any(String)] } } });
});

it('takes what is just within the limits', async () => {
  const { post } = await openStack();
  const self = field('self', 'reference', { reference_to: ['place', 'author'], schema: [null], blocks: [null] });
  const schema = [title, nest(5), nestBlocks(3), self];
  const reply = await post('/content_types', { content_type: { uid: 'place', title: 'Place', schema } });
  expect(reply.status).toBe(201);
});

it('may take references to types that do not exist yet', async () => {
  const { post } = await openStack({ choices: { unknownReferenceTo: 'allow' } });
  const schema = [title, field('x', 'reference', { reference_to: ['later'] })];
  expect((await post('/content_types', { content_type: { uid: 'place', title: 'Place', schema } })).status).toBe(201);
});

it('never changes the uid of a type', async () => {
  const { put } = await openStack();
  const reply = await put('/content_types/author', {
    content_type: { uid: 'writer', title: 'Author', schema: [title] },
  });
  expect(reply.body.errors).toHaveProperty('uid');
});
