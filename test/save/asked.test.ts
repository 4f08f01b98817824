// A read that finds nothing says why it may, and takes the content type for it only where it is needed.
import { expect, it } from 'vitest';
import { type Json, type Opened, open } from '../harness.ts';

const post = { content_type_uid: 'blog_post' };

const countReads = ({ sandbox }: Opened, path: RegExp): number => {
  const found = sandbox.requests.filter(each => path.test(each.path)).length;
  sandbox.requests.length = 0;
  return found;
};

const ofType = /\/content_types\/blog_post$/;

it('tells a reference by title, a choice by label and a field that there is not', async () => {
  await using opened = await open();
  const ask = async (query: Json) => (await opened.call('list_entries', { ...post, query })).notes;
  expect(await ask({ author: 'Tomas Berg' })).toEqual([expect.stringContaining('$in_query')]);
  expect(await ask({ category: 'Care and repair' })).toEqual([expect.stringContaining('is "care"')]);
  expect(await ask({ seo_description: 'x' })).toEqual([expect.stringContaining('seo.description')]);
  expect(await ask({ body: { $regex: 'tin roof' } })).toEqual([expect.stringContaining('JSON rich text')]);
  // What the note says finds them.
  const found = await opened.call('list_entries', {
    ...post,
    query: { author: { $in_query: { title: 'Tomas Berg' } } },
  });
  expect(found.total).toBeGreaterThan(0);
  expect((await opened.call('list_entries', { ...post, query: { category: 'care' } })).total).toBeGreaterThan(0);
});

it('sends the query as it was given', async () => {
  await using opened = await open();
  await opened.call('list_entries', { ...post, query: { author: 'Tomas Berg' }, asc: 'colour' });
  const sent = opened.sandbox.requests.find(({ path }) => path.endsWith('/entries'));
  expect(Object.fromEntries(new URLSearchParams(sent?.query))).toMatchObject({
    query: '{"author":"Tomas Berg"}',
    asc: 'colour',
  });
});

it('says it of a total alone, and where whole entries are asked for', async () => {
  await using opened = await open();
  const query = { colour: 'red' };
  const notes = ['query: no field "colour"'];
  expect(await opened.call('list_entries', { ...post, query, count: true })).toMatchObject({ entries: 0, notes });
  expect(await opened.call('list_entries', { ...post, query, fields: ['all'] })).toMatchObject({ entries: [], notes });
});

it('says of an answer with rows which names lead nowhere', async () => {
  await using opened = await open();
  const sorted = await opened.call('list_entries', { ...post, asc: 'colour', include: ['athor', 'author'], limit: 2 });
  expect(sorted.notes).toEqual(
    expect.arrayContaining(['asc: no field "colour"', 'include: no field "athor"; did you mean author?']),
  );
  const only = await opened.call('list_entries', { ...post, only: ['headlin'], limit: 1 });
  expect(only.notes).toEqual(['only: no field "headlin"; did you mean headline?']);
  const [{ uid } = {} as Json] = (await opened.call('list_entries', { ...post, fields: ['all'], limit: 1 }))
    .entries as Json[];
  const one = await opened.call('get_entry', { ...post, entry_uid: uid, include: ['athor'] });
  expect(one.notes).toEqual(['include: no field "athor"; did you mean author?']);
});

it('reads the content type only where something is not plain, and anew before it denies a name', async () => {
  await using opened = await open();
  const ask = (args: Json) => opened.call('list_entries', { ...post, limit: 2, ...args });
  await ask({});
  await ask({ query: { category: 'care' }, asc: 'date', include: ['author'] });
  expect(countReads(opened, ofType)).toBe(0);
  await ask({ query: { category: 'nothing' } });
  expect(countReads(opened, ofType)).toBe(1);
  await ask({ query: { category: 'care', date: { $lt: '1999-01-01' } } });
  expect(countReads(opened, ofType)).toBe(0);
  expect((await ask({ query: { colour: 'red' } })).notes).toEqual(['query: no field "colour"']);
  expect(countReads(opened, ofType)).toBe(1);
  // Somebody else adds the field.
  const headers = { api_key: opened.sandbox.api_key, authorization: opened.sandbox.tokens.read_write ?? '' };
  const at = `${opened.sandbox.origin}/v3/content_types/blog_post`;
  const { content_type } = (await (await fetch(at, { headers })).json()) as { content_type: { schema: Json[] } };
  const colour = { uid: 'colour', data_type: 'text', display_name: 'Colour' };
  const { status } = await fetch(at, {
    method: 'PUT',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ content_type: { ...content_type, schema: [...content_type.schema, colour] } }),
  });
  expect(status).toBe(200);
  expect((await ask({ query: { colour: 'red' } })).notes).toEqual([
    expect.stringContaining('this finds the exact text alone'),
  ]);
});

it('has nothing to say where content types cannot be read', async () => {
  await using opened = await open({ settings: { TOOLS: 'list_entries' } });
  const found = await opened.call('list_entries', { ...post, query: { colour: 'red' } });
  expect(found).toMatchObject({ total: 0, rows: [] });
  expect(found).not.toHaveProperty('notes');
  expect(countReads(opened, ofType)).toBe(0);
});

it('gives the answer all the same where the content type is not answered', async () => {
  await using opened = await open();
  opened.sandbox.fault({ method: 'GET', path: ofType, cut: 'before' });
  const found = await opened.call('list_entries', { ...post, query: { colour: 'red' } });
  expect(found).toMatchObject({ total: 0, rows: [] });
});

it('names the operators there are where one is refused', async () => {
  await using opened = await open({ settings: { MODULES: 'all' } });
  for (const [tool, args] of [
    ['list_entries', post],
    ['list_assets', {}],
    ['list_content_types', {}],
    ['list_releases', {}],
  ] as const) {
    const text = await opened.fail(tool, { ...args, query: { tags: { $all: ['a'] } } });
    expect(text, tool).toContain('$and, $or, $in, $nin, $ne, $lt, $lte, $gt, $gte, $exists, $regex');
  }
});

it('tells of other lists only a name near to one that they show', async () => {
  await using opened = await open({ settings: { MODULES: 'all' } });
  const ask = async (tool: string, args: Json) => {
    opened.sandbox.requests.length = 0;
    const { notes } = await opened.call(tool, args);
    expect(opened.sandbox.requests.length, tool).toBe(1);
    return notes;
  };
  const query = (key: string) => ({ query: { [key]: 'nothing has this' } });
  expect(await ask('list_assets', query('file_name'))).toEqual(['query: no field "file_name"; did you mean filename?']);
  expect(await ask('list_content_types', query('titel'))).toEqual(['query: no field "titel"; did you mean title?']);
  expect(await ask('list_releases', query('naame'))).toEqual(['query: no field "naame"; did you mean name?']);
  for (const key of ['title', 'description', 'tags', 'created_at', 'parent_uid', 'dimension.width']) {
    expect(await ask('list_assets', query(key)), key).toBeUndefined();
  }
});
