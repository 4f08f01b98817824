// The operators that change part of a value: PUSH, PULL, UPDATE, ADD, SUB.
import { expect, it } from 'vitest';
import { ann, articles, bob, openStack, snow } from '../small-stack.ts';

const path = `${articles}/${snow}`;

it.each([
  ['PUSH appends values', { ranks: { PUSH: { data: [2, 3] } } }, { ranks: [1, 4, 2, 3] }],
  ['PUSH appends one value', { ranks: { PUSH: { data: 2 } } }, { ranks: [1, 4, 2] }],
  ['PUSH starts a list', { notes: { PUSH: { data: ['a'] } } }, { notes: ['a'] }],
  ['PULL takes values out', { ranks: { PULL: { query: { $in: [4, 9] } } } }, { ranks: [1] }],
  ['PULL takes instances out', { steps: { PULL: { query: { what: 'go' } } } }, { steps: [{ what: 'stop' }] }],
  ['PULL looks into a field', { steps: { PULL: { query: { what: { $in: ['go', 'stop'] } } } } }, { steps: [] }],
  ['UPDATE replaces one value', { ranks: { UPDATE: { index: 1, data: 7 } } }, { ranks: [1, 7] }],
  [
    'UPDATE changes a field of one instance',
    { steps: { UPDATE: { index: 0, data: { what: 'run' } } } },
    { steps: [{ what: 'run', sign: 'A' }, { what: 'stop' }] },
  ],
  [
    'UPDATE changes a field of a group',
    { place: { UPDATE: { data: { number: 9 } } } },
    { place: { street: 'High Street', number: 9 } },
  ],
  [
    'UPDATE nests',
    { place: { UPDATE: { data: { number: { ADD: 2 } } } } },
    { place: { street: 'High Street', number: 6 } },
  ],
  ['ADD counts up', { rank: { ADD: 2 } }, { rank: 7 }],
  ['SUB counts down', { rank: { SUB: 2 } }, { rank: 3 }],
  ['several at once', { rank: { ADD: 1 }, title: 'Late Snow' }, { rank: 6, title: 'Late Snow' }],
])('%s', async (_, entry, expected) => {
  const { get, put } = await openStack();
  const reply = await put(path, { entry });
  expect(reply.body).toMatchObject({ notice: 'Entry updated successfully.', entry: { _version: 2 } });
  expect((await get(path)).body.entry).toMatchObject(expected);
});

it('PUSH adds references and instances', async () => {
  const { get, put } = await openStack();
  await put(path, {
    entry: {
      writers: { PUSH: { data: [{ uid: bob, _content_type_uid: 'author' }] } },
      steps: { PUSH: { data: { what: 'end' } } },
    },
  });
  const { entry } = (await get(path)).body;
  expect(entry.writers.map((item: { uid: string }) => item.uid)).toEqual([ann, bob]);
  expect(entry.steps[2]).toMatchObject({ what: 'end', _metadata: { uid: expect.any(String) } });
});

it.each([
  ['PUSH onto what is no list', { rank: { PUSH: { data: 1 } } }, 'rank'],
  ['PUSH without data', { ranks: { PUSH: 1 } }, 'ranks'],
  ['PUSH of a wrong value', { ranks: { PUSH: { data: 'x' } } }, 'ranks'],
  ['UPDATE beyond the list', { ranks: { UPDATE: { index: 5, data: 1 } } }, 'ranks'],
  ['ADD to a text', { title: { ADD: 1 } }, 'title'],
  ['SUB of a text', { rank: { SUB: '1' } }, 'rank'],
  ['UPDATE of a list without index', { ranks: { UPDATE: { data: 1 } } }, 'ranks'],
  ['PULL within a group', { place: { UPDATE: { data: { number: { PULL: { query: { $in: [4] } } } } } } }, 'place'],
])('refuses %s', async (_, entry, at) => {
  const { put } = await openStack();
  const reply = await put(path, { entry });
  expect(reply).toMatchObject({ status: 422, body: { error_code: 119, errors: { [at]: [expect.any(String)] } } });
});

it('is not held up by a PULL with a pattern that never ends', async () => {
  const { put } = await openStack();
  await put(path, { entry: { notes: [`${'a'.repeat(60)}!`] } });
  const reply = await put(path, { entry: { notes: { PULL: { query: { $regex: '^(a+)+$' } } } } });
  expect(reply).toMatchObject({ status: 422, body: { error_code: 141 } });
});

it('takes PULL for one field at a time', async () => {
  const { get, put } = await openStack();
  const pull = { PULL: { query: { $in: [4] } } };
  const reply = await put(path, { entry: { ranks: pull, notes: pull, rank: { ADD: 1 } } });
  expect(reply).toMatchObject({ status: 422, body: { error_code: 119 } });
  expect(Object.keys(reply.body.errors)).toEqual(['ranks', 'notes']);
  expect((await get(path)).body.entry).toMatchObject({ ranks: [1, 4], rank: 5, _version: 1 });
});

it('refuses a PULL that is no query', async () => {
  const { put } = await openStack();
  expect((await put(path, { entry: { ranks: { PULL: { query: { $where: '1' } } } } })).body.error_code).toBe(141);
  expect((await put(path, { entry: { ranks: { PULL: {} } } })).body.error_code).toBe(141);
});
