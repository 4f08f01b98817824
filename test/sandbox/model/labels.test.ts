// Labels: a tree of names, and the content types they are stuck on.
import { expect, it } from 'vitest';
import { ask, openStack } from '../small-stack.ts';

const on = { headers: { branch: 'next' } };

/** Two labels, the second below the first. */
async function openTree(options: Parameters<typeof openStack>[0] = {}) {
  const client = await openStack(options);
  const make = async (label: object): Promise<string> => (await client.post('/labels', { label })).body.label.uid;
  const top = await make({ name: 'News', content_types: ['article'] });
  const below = await make({ name: 'People', parent: [top], content_types: ['author', 'article'] });
  return { ...client, top, below, make };
}

it('lists, counts, filters, pages and names the branch', async () => {
  const { get, below } = await openTree();
  const { body } = await get('/labels?include_count=true&include_branch=true&limit=1');
  expect(body).toMatchObject({ count: 2, labels: [{ uid: below, name: 'People', _branch: 'main' }] });
  const found = await get(`/labels?${ask({ name: 'News' })}`);
  expect(found.body.labels.map((label: { name: string }) => label.name)).toEqual(['News']);
  expect((await get('/labels', on)).body.labels).toEqual([]);
});

it('creates, reads, changes and deletes', async () => {
  const { get, post, put, remove } = await openStack();
  const created = await post('/labels', { label: { name: 'Draft' } });
  expect(created).toMatchObject({
    status: 201,
    body: {
      notice: 'Label created successfully.',
      label: { name: 'Draft', parent: [], content_types: [], ACL: {}, _version: 1 },
    },
  });
  const { uid } = created.body.label;
  expect((await get(`/labels/${uid}`)).body).toEqual({ label: created.body.label });
  const updated = await put(`/labels/${uid}?include_branch=true`, {
    label: { name: 'Ready', content_types: ['author'] },
  });
  expect(updated.body).toMatchObject({
    notice: 'Label updated successfully.',
    label: { uid, name: 'Ready', content_types: ['author'], _version: 2, isLabel: true, _branch: 'main' },
  });
  expect((await put(`/labels/${uid}`, { label: { content_types: [] } })).body.label).toMatchObject({
    name: 'Ready',
    content_types: [],
  });
  expect((await remove(`/labels/${uid}`)).body).toEqual({ notice: 'Label deleted successfully.' });
  for (const reply of [await get(`/labels/${uid}`), await remove(`/labels/${uid}`)]) {
    expect(reply).toMatchObject({ status: 422, body: { error_code: 141, errors: { uid: ['is not valid.'] } } });
  }
});

it('refuses names that are missing, taken or too long, and lists that are none', async () => {
  const { post, put, below } = await openTree();
  for (const name of [undefined, ' ', 7, 'News', 'x'.repeat(256)]) {
    const reply = await post('/labels', { label: { name } });
    expect(reply).toMatchObject({ status: 422, body: { error_code: 141 } });
    expect(reply.body.errors).toHaveProperty('name');
  }
  expect((await put(`/labels/${below}`, { label: { name: 'News' } })).body.errors).toHaveProperty('name');
  expect((await put(`/labels/${below}`, { label: { name: 'People' } })).status).toBe(200);
  expect((await put(`/labels/${below}`, { label: { parent: 'x' } })).body.errors).toHaveProperty('parent');
  expect((await put(`/labels/${below}`, {})).status).toBe(400);
});

it('keeps the tree a tree', async () => {
  const { put, make, top, below } = await openTree();
  const third = await make({ name: 'Third', parent: [below] });
  for (const parent of [[top], [below], [third]]) {
    expect(await put(`/labels/${top}`, { label: { parent } })).toMatchObject({ status: 422 });
  }
  expect((await put(`/labels/${third}`, { label: { parent: [top] } })).body.label.parent).toEqual([top]);
});

it('refuses parents and content types that are not there, unless told otherwise', async () => {
  const strict = await openStack();
  const lax = await openStack({ choices: { unknownLabelTargets: 'allow' } });
  for (const label of [
    { name: 'A', parent: ['nobody'] },
    { name: 'B', content_types: ['nothing'] },
  ]) {
    expect((await strict.post('/labels', { label })).status).toBe(422);
    expect((await lax.post('/labels', { label })).status).toBe(201);
  }
});

it('moves what stood below a deleted label up, deletes it too, or refuses', async () => {
  const up = await openTree();
  await up.remove(`/labels/${up.top}`);
  expect((await up.get(`/labels/${up.below}`)).body.label.parent).toEqual([]);
  const all = await openTree({ choices: { labelsBelowDeleted: 'delete' } });
  await all.remove(`/labels/${all.top}`);
  expect((await all.get('/labels')).body.labels).toEqual([]);
  const none = await openTree({ choices: { labelsBelowDeleted: 'refuse' } });
  expect((await none.remove(`/labels/${none.top}`)).status).toBe(422);
  expect((await none.remove(`/labels/${none.below}`)).status).toBe(200);
});

it('keeps labels and content types alike from either side', async () => {
  const { get, put, remove, top, below } = await openTree();
  const labelsOf = async (type: string) => (await get(`/content_types/${type}`)).body.content_type.labels;
  expect((await labelsOf('article')).sort()).toEqual([top, below].sort());
  const { content_type } = (await get('/content_types/author')).body;
  await put('/content_types/author', { content_type: { ...content_type, labels: [top] } });
  expect((await get(`/labels/${top}`)).body.label.content_types).toEqual(['article', 'author']);
  expect((await get(`/labels/${below}`)).body.label.content_types).toEqual(['article']);
  await remove(`/labels/${top}`);
  expect(await labelsOf('author')).toEqual([]);
  await remove('/content_types/article?force=true');
  expect((await get(`/labels/${below}`)).body.label.content_types).toEqual([]);
});

it('gives a single label as an object or as a list of one', async () => {
  const { get, top } = await openTree({ choices: { singleLabel: 'list' } });
  expect((await get(`/labels/${top}`)).body.label).toMatchObject([{ uid: top }]);
});

it('lets a read-only token read', async () => {
  const { get, post, sandbox } = await openTree();
  const token = sandbox.tokens.reader ?? '';
  expect((await get('/labels', { token })).status).toBe(200);
  expect((await post('/labels', { label: { name: 'X' } }, { token })).body.error_code).toBe(161);
});
