// Arguments to request: where each travels, how it is written, and what never leaves.
import { describe, expect, it } from 'vitest';
import { toRequest } from '../../src/door/request.ts';
import { BadArgument } from '../../src/operations/answer.ts';
import { find } from '../operations.ts';

const request = (name: string, given: Record<string, unknown>) => toRequest(find(name), given, 'main');

const entry = { content_type_uid: 'page', entry_uid: 'blt1' };

it('puts path arguments in their braces and always names the branch', () => {
  const made = request('get_entry', entry);
  expect(made).toMatchObject({ method: 'GET', path: '/content_types/page/entries/blt1', headers: { branch: 'main' } });
  expect(made.query.toString()).toBe('');
  expect(made).not.toHaveProperty('body');
  expect(made).not.toHaveProperty('form');
});

it('writes query arguments under their wire names', () => {
  const { query } = request('list_entries', {
    content_type_uid: 'page',
    query: { title: { $in: ['a', 'b'] } },
    only: ['title', 'url'],
    include: ['author'],
    include_embedded_items: 'BASE',
    limit: 5,
    include_count: false,
  });
  expect([...query].sort()).toEqual([
    ['include[]', 'author'],
    ['include_count', 'false'],
    ['include_embedded_items[]', 'BASE'],
    ['limit', '5'],
    ['only[BASE][]', 'title'],
    ['only[BASE][]', 'url'],
    ['query', '{"title":{"$in":["a","b"]}}'],
  ]);
});

it('sends the body as the CMA has it, key for key', () => {
  const publish = { entry: { environments: ['staging'], locales: ['en-us'] }, locale: 'en-us', version: 2 };
  expect(JSON.parse(request('publish_entry', { ...entry, ...publish }).body ?? '')).toEqual(publish);
});

it('has no body when no argument for it is given', () => {
  expect(request('delete_entry', entry)).not.toHaveProperty('body');
  expect(JSON.parse(request('delete_entry', { ...entry, entry: { locales: ['fr-fr'] } }).body ?? '')).toEqual({
    entry: { locales: ['fr-fr'] },
  });
});

it('sends api_version only when asked for', () => {
  const targets = { entry: { environments: ['a'], locales: ['b'] } };
  expect(request('publish_entry', { ...entry, ...targets }).headers).toEqual({ branch: 'main' });
  expect(request('publish_entry', { ...entry, ...targets, api_version: '3.2' }).headers).toEqual({
    branch: 'main',
    api_version: '3.2',
  });
});

it('sends an import as a file of JSON', () => {
  const made = request('import_entry', { content_type_uid: 'page', entry: { title: 'A' }, overwrite: true });
  expect(made.form).toEqual([{ name: 'entry', json: '{"title":"A"}' }]);
  expect(made.query.toString()).toBe('overwrite=true');
  expect(made).not.toHaveProperty('body');
});

it('sends the values of a form under their wire names, a file by its source', () => {
  const made = request('upload_asset', { upload: 'a.png', title: 'A', tags: ['x', 'y'] });
  expect(made.form).toEqual([
    { name: 'asset[upload]', source: 'a.png' },
    { name: 'asset[title]', text: 'A' },
    { name: 'asset[tags]', text: 'x,y' },
  ]);
  const extension = { upload: 'a.html', title: 'A', type: 'widget', scope: { content_types: ['$all'] }, enable: true };
  expect(request('upload_extension', extension).form).toEqual(
    expect.arrayContaining([
      { name: 'extension[scope]', text: '{"content_types":["$all"]}' },
      { name: 'extension[enable]', text: 'true' },
    ]),
  );
});

it('sends the headers that a request always needs', () => {
  expect(request('get_bulk_job', { job_id: 'j' }).headers).toEqual({
    branch: 'main',
    api_version: '3.2',
    bulk_version: '2.0',
  });
  expect(request('list_bulk_jobs', {}).headers).toEqual({ branch: 'main', bulk_version: '2.0' });
});

it('writes as JSON what has a `toString` of its own, should a schema ever let it through', () => {
  const odd = { toString: 1 };
  const made = request('get_entry', { ...entry, entry_uid: odd, locale: [odd] });
  expect([made.path, ...made.query.values()]).toEqual([
    `/content_types/page/entries/${encodeURIComponent('{"toString":1}')}`,
    '{"toString":1}',
  ]);
  expect(request('create_global_field', { api_version: odd }).headers.api_version).toBe('{"toString":1}');
});

it('reads an asset whose file is wanted, or takes it by its slug', () => {
  const { line, method, path, query, isLinked } = request('download_asset', { asset_uid: 'blt1', environment: 'live' });
  expect([line, method, path]).toEqual(['GET /assets/{asset_uid}', 'GET', '/assets/blt1']);
  expect([String(query), isLinked]).toEqual(['environment=live&include_dimension=true', true]);
  expect(request('download_asset', { asset_uid: 'blt1', slug: 'logo' })).not.toHaveProperty('isLinked');
  expect(() => request('download_asset', { asset_uid: 'blt1', slug: '' })).toThrow('slug: must not be empty');
});

it('leaves the API key to the door', () => {
  expect(request('download_asset', { asset_uid: 'blt1', slug: 'logo' }).path).toBe('/assets/{api_key}/blt1/logo');
});

it('does not send a mask back as a value', () => {
  const webhook = { name: 'A', destinations: [{ bearer_token: '[secret]' }] };
  expect(() => request('update_webhook', { webhook_uid: 'blt1', webhook })).toThrow('stands for something');
  const text = { body: 'curl -H "Authorization: Bearer [secret]"' };
  expect(() => request('update_entry', { ...entry, entry: text })).toThrow('stands for something');
  const asRead = { title: 'A', api_key: '[secret]' };
  expect(request('update_entry', { ...entry, entry: asRead }).body).toBe('{"entry":{"title":"A"}}');
});

describe('a path argument', () => {
  it.each([
    '',
    ' ',
    '.',
    '..',
    '...',
    'a/b',
    '../x',
    'a\\b',
    '%2e%2e',
    'a%2Fb',
    'a?b',
    'a#b',
    'a\nb',
    'a\u0000',
    '\u007f',
    '\u0085',
  ])('is refused when it is %j', bad => {
    expect(() => request('get_entry', { ...entry, entry_uid: bad })).toThrow(BadArgument);
  });

  it.each([
    ['blt0a1b2c3d4e5f6a7b', 'blt0a1b2c3d4e5f6a7b'],
    ['fr-fr', 'fr-fr'],
    ['qa_2.eu', 'qa_2.eu'],
    ['été', '%C3%A9t%C3%A9'],
    ['a b', 'a%20b'],
    ['$all', '%24all'],
  ])('goes out as one segment when it is %j', (given, sent) => {
    expect(request('get_environment', { environment_name: given }).path).toBe(`/environments/${sent}`);
  });
});

it.each(['．．', '2.0\r\nhost: evil', '\u0000', 'é'])('refuses %j where a header is to hold it', value => {
  const targets = { entry: { environments: ['a'], locales: ['b'] } };
  expect(() => request('publish_entry', { ...entry, ...targets, api_version: value })).toThrow(BadArgument);
  expect(() => toRequest(find('get_entry'), entry, value)).toThrow(BadArgument);
});
