// When a change of a content type asks, what it asks, and what keeps it from being made.
import { describe, expect, it, vi } from 'vitest';
import type { Json } from '../../harness.ts';
import { openStack, type Stack } from '../sandbox.ts';

const task = 'change_content_type';
const removing = { content_type_uid: 'product', changes: [{ field: 'sizes', remove: true }] };

const call = async ({ client }: Stack, args: Json): Promise<string> => {
  const { content } = await client.callTool({ name: task, arguments: args });
  return content.map(part => (part.type === 'text' ? part.text : '')).join('\n');
};

const toCode = (said: string): string | undefined => /"confirm": "([\w-]+)"/.exec(said)?.[1];

async function read(opened: Stack, uid = 'product'): Promise<Json> {
  const { content_type } = await opened.send('GET', `/content_types/${uid}`);
  return content_type as Json;
}

const uids = ({ schema }: Json): unknown[] => (schema as Json[]).map(({ uid }) => uid);

it('asks once where something would be lost, with all that would be', async () => {
  const asked: string[] = [];
  await using opened = await openStack({
    reply: question => {
      asked.push(question);
      return { action: 'decline' };
    },
  });
  const before = await read(opened);
  expect(await call(opened, removing)).toMatch(/^Nothing was done: .* decline/);
  expect(asked).toHaveLength(1);
  const [question = ''] = asked;
  expect(question.split('\n')).toEqual([
    'Change the content type "Product" (product), at version 1 on branch main?',
    '- sizes: removed, text "Sizes" multiple',
    expect.stringMatching(/^Lost: values of 10 of 16 entries in 3 languages\.$/),
    expect.stringMatching(/^- sizes \(removed\): 10 in en-us; such as ".+" \(blt[0-9a-f]{16}\): \[".+\]$/),
  ]);
  expect(await read(opened)).toEqual(before);
});

it.each([
  ['a field that is new', [{ field: 'note', add: { data_type: 'text' } }]],
  [
    'names and order',
    [
      { field: 'price', change: { display_name: 'Price' } },
      { field: 'price', move: true, before: 'sku' },
    ],
  ],
  [
    'what nobody holds',
    [
      { field: 'note', add: { data_type: 'text' } },
      { field: 'note', change: { mandatory: false } },
    ],
  ],
  ['a limit that all keep', [{ field: 'price', change: { max: 10_000 } }]],
])('does not ask about %s', async (_, changes) => {
  await using opened = await openStack({
    reply: () => {
      throw new Error('asked');
    },
  });
  expect(await call(opened, { content_type_uid: 'product', changes })).toContain('saved as v2');
});

it('takes two steps where nobody can be asked, and the second holds for what was told alone', async () => {
  await using opened = await openStack();
  const first = await call(opened, removing);
  expect(first).toMatch(/^Nothing was done yet\.\nChange the content type "Product"/);
  // Another entry holds a value by now.
  const { entries } = await opened.send('GET', '/content_types/product/entries');
  const bare = (entries as Json[]).find(({ sizes }) => !Array.isArray(sizes) || sizes.length === 0) as Json;
  await opened.send('PUT', `/content_types/product/entries/${bare.uid}`, { entry: { sizes: ['M'] } });
  const second = await call(opened, { ...removing, confirm: toCode(first) });
  expect(second).toContain('That code does not hold');
  expect(second).toContain('11 in en-us');
  const third = await call(opened, { ...removing, confirm: toCode(second) });
  expect(third).toContain('saved as v2');
  expect(uids(await read(opened))).not.toContain('sizes');
});

it('is not made of another version than was told of', async () => {
  await using opened = await openStack();
  await opened.call(task, { content_type_uid: 'product', changes: [{ field: 'note', add: { data_type: 'text' } }] });
  const content_type = await read(opened);
  // Its answer is on its way while somebody else saves.
  opened.sandbox.fault({ method: 'GET', path: '/content_types/product', nth: 1, times: 1, delay: 3_000 });
  opened.sandbox.requests.length = 0;
  const asked = vi.waitUntil(() => opened.sandbox.requests.length > 0, { timeout: 30_000, interval: 5 });
  const [said] = await Promise.all([
    call(opened, { content_type_uid: 'product', changes: [{ field: 'note', remove: true }] }),
    asked.then(() =>
      opened.send('PUT', '/content_types/product', { content_type: { ...content_type, description: 'Theirs.' } }),
    ),
  ]);
  const now = await read(opened);
  expect(now.description).toBe('Theirs.');
  expect(said).toContain('the content type was saved meanwhile, as version 3: send the same call again');
  expect(uids(now)).toContain('note');
});

describe('is refused', () => {
  it.each([
    ['another version', { ...removing, if_version: 7 }, 'if_version: it is 7, but version 1 is stored'],
    ['nothing', { content_type_uid: 'product' }, 'changes: say what is to change'],
    ['no such content type', { ...removing, content_type_uid: 'prodct' }, 'Did you mean product?'],
    [
      'no such field',
      { content_type_uid: 'product', changes: [{ field: 'size', remove: true }] },
      'there is no field size; did you mean sizes?',
    ],
    [
      'the title',
      { content_type_uid: 'product', changes: [{ field: 'title', remove: true }] },
      'title: every content type has it',
    ],
    [
      'a target that there is not',
      {
        content_type_uid: 'product',
        changes: [{ field: 'maker', add: { data_type: 'reference', reference_to: ['autor'] } }],
      },
      'there is no content type "autor"; did you mean author?',
    ],
    [
      'two verbs',
      { content_type_uid: 'product', changes: [{ field: 'sizes', remove: true, move: true }] },
      'move and remove are two changes',
    ],
  ])('%s', async (_, args, says) => {
    await using opened = await openStack();
    const before = await read(opened);
    expect(await opened.fail(task, args)).toContain(says);
    expect(await read(opened)).toEqual(before);
    expect(opened.sandbox.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('by the API, in its words', async () => {
    await using opened = await openStack();
    const changes = Array.from({ length: 6 }, (_, index) => ({
      field: `blocks_${index}`,
      add: { data_type: 'blocks', blocks: [{ uid: 'one', schema: [{ uid: 'a', data_type: 'text' }] }] },
    }));
    const said = await opened.fail(task, { content_type_uid: 'product', changes });
    expect(said).toContain('has more than 5 modular blocks fields');
    expect(said).toContain('Nothing was saved.');
  });
});

it('says that it cannot tell where entries may not be read, and asks', async () => {
  await using opened = await openStack({ settings: { TOOLS_DENY: 'list_entries' } });
  const said = await call(opened, removing);
  expect(said).toContain(
    'How many entries lose a value, or become invalid, is not known: entries cannot be listed here.',
  );
  expect(await call(opened, { ...removing, confirm: toCode(said) })).toContain(
    'how many entries lose a value is not known',
  );
  expect(uids(await read(opened))).not.toContain('sizes');
});

it('is found by its title, and takes the version that it was read at', async () => {
  await using opened = await openStack();
  const args = { content_type_uid: 'Product', if_version: 1, changes: [{ field: 'note', add: { data_type: 'text' } }] };
  expect((await opened.call(task, args)).says).toContain('saved as v2');
  expect(await opened.fail(task, args)).toContain('version 2 is stored');
});
