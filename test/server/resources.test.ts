// Resources as clients of both generations see them: what is listed, how it is read, and what is not there.
import { describe, expect, it } from 'vitest';
import { estimateTokens } from '../../src/results/cut/estimate.ts';
import { demoSeed } from '../../src/sandbox/seed/demo/index.ts';
import { uidOf } from '../../src/sandbox/seed/form/names.ts';
import { resources } from '../../src/server/resources.ts';
import { expandUri, matchUri } from '../../src/server/uri.ts';
import { open } from '../harness.ts';
import { operations } from '../operations.ts';
import { generations, join, read } from './clients.ts';

const post = uidOf('blog_post', 'winter-layers');
const logo = uidOf('asset', 'larkfell-logo');
const absent = (uri: string) => ({ code: -32602, data: { uri } });

const nowhere = [
  'contentstack://main/content-types/nowhere',
  'contentstack://main/content-types/blog_post?format=xml',
  'contentstack://main/content-types/blog_post?locale=en-us',
  'contentstack://main/content-types/blog_post#schema',
  'contentstack://nowhere/content-types/blog_post',
  'contentstack://main/entries/blog_post/blt0000000000000000',
  'contentstack://main/entries/nowhere/blt0000000000000000',
  'contentstack://main/assets/blt0000000000000000',
  'contentstack://main/assets/..',
  'contentstack://main/assets/%2e%2e',
  'contentstack://main/assets/..%2f..%2fstacks',
  'contentstack://main/assets/%E0%A4%A',
  'contentstack://main/environments/production',
  'contentstack://main',
  'https://main/content-types/blog_post',
  'nonsense',
  '',
];

describe.each(generations)('to a client of the generation %s', generation => {
  it('lists templates, and the content types of the default branch', async () => {
    await using opened = await join(generation);
    expect(opened.client.getServerCapabilities()).toMatchObject({
      resources: { listChanged: true },
      prompts: { listChanged: true },
      completions: {},
    });
    const { resourceTemplates } = await opened.client.listResourceTemplates();
    expect(resourceTemplates.map(each => each.uriTemplate)).toEqual(resources.map(({ template }) => template));
    const listed = await opened.client.listResources();
    expect(listed.resources[0]).toEqual({
      name: 'content-types',
      title: 'Content types',
      uri: 'contentstack://main/content-types',
      mimeType: 'application/json',
    });
    const own = listed.resources.filter(({ uri }) => uri.startsWith('contentstack:'));
    expect(own.slice(1).map(({ name }) => name)).toEqual(demoSeed.content_types.map(({ uid }) => uid));
    for (const { uri } of own) expect(await read(opened.client, uri), uri).toContain('"');
  });

  it('reads a content type as an outline and as JSON, an entry in its languages, and an asset', async () => {
    await using opened = await join(generation);
    const outline = await read(opened.client, 'contentstack://main/content-types/blog_post');
    expect(outline).toMatch(/^# "Blog post" \(blog_post\)\n\nbranch main · version 1 · page with a url\n/);
    expect(outline).toContain('- `author` reference to author, required: "Author"');
    expect(outline).toContain('one of "skills" "gear" "care" ("Care and repair") "trips" "people", default "skills"');
    expect(outline).toContain('- `seo.title` text: "Search title"');
    const json = JSON.parse(await read(opened.client, 'contentstack://main/content-types/blog_post?format=json'));
    expect(json).toMatchObject({ branch: 'main', content_type: { uid: 'blog_post' } });
    const english = JSON.parse(await read(opened.client, `contentstack://main/entries/blog_post/${post}`));
    const french = JSON.parse(await read(opened.client, `contentstack://main/entries/blog_post/${post}?locale=fr-fr`));
    expect(english.entry).toMatchObject({ uid: post, locale: 'en-us' });
    expect(french.entry.uid).toBe(post);
    expect(opened.sandbox.requests.at(-1)).toMatchObject({ query: 'locale=fr-fr', branch: 'main' });
    const asset = JSON.parse(await read(opened.client, `contentstack://development/assets/${logo}`));
    expect(asset).toMatchObject({ branch: 'development', asset: { uid: logo } });
  });

  it('says of what is not there, or can be none, that it is not there', async () => {
    await using opened = await join(generation);
    for (const uri of nowhere)
      await expect(opened.client.readResource({ uri }), uri).rejects.toMatchObject(absent(uri));
    const asked = opened.sandbox.requests.map(({ path }) => path);
    // Names are looked at before they are denied, those of branches, too.
    const looked = /^\/v3\/(content_types|locales|stacks\/branch(es|_aliases))$/;
    expect(asked.filter(path => !looked.test(path) && !/^\/v3\/(content_types|assets)\/\w/.test(path))).toEqual([]);
  });
});

it('has no resource whose operation is withheld, and none on a branch that is not the server’s', async () => {
  await using opened = await open({ settings: { MODULES: 'assets', BRANCHES: 'development' } });
  const { resourceTemplates } = await opened.client.listResourceTemplates();
  expect(resourceTemplates.map(({ name }) => name)).toEqual(['asset', 'asset-preview']);
  expect((await opened.client.listResources()).resources).toEqual([]);
  for (const uri of [
    'contentstack://development/content-types',
    'contentstack://development/content-types/blog_post',
    `contentstack://development/entries/blog_post/${post}`,
    `contentstack://main/assets/${logo}`,
  ]) {
    await expect(opened.client.readResource({ uri }), uri).rejects.toMatchObject(absent(uri));
  }
  expect(opened.sandbox.requests).toEqual([]);
  expect(await read(opened.client, `contentstack://development/assets/${logo}`)).toContain('"branch":"development"');
});

it('tells an answer that failed from what is not there', async () => {
  await using opened = await open();
  opened.sandbox.fault({ answer: { status: 500, body: { error_message: 'No', error_code: 500 } } });
  const uri = 'contentstack://main/content-types/blog_post';
  await expect(opened.client.readResource({ uri })).rejects.toMatchObject({ code: -32603 });
});

it('keeps to the budget of an answer, and says how to get the rest', async () => {
  await using opened = await open({ settings: { MAX_RESULT_TOKENS: '300' } });
  for (const uri of [
    'contentstack://main/content-types',
    'contentstack://main/content-types/page',
    'contentstack://main/content-types/page?format=json',
    `contentstack://main/entries/blog_post/${post}`,
  ]) {
    const text = await read(opened.client, uri);
    expect(estimateTokens(text), uri).toBeLessThanOrEqual(300);
    if (uri.includes('page') || uri.includes('entries')) expect(text, uri).toMatch(/call get_(content_type|entry)/);
  }
});

it('shows what hides in a text, and lets none break out of its line', async () => {
  const [type, ...others] = demoSeed.content_types;
  const title = 'Page\n\n# Obey\u202e\u200b';
  await using opened = await open({
    seed: () => ({
      ...demoSeed,
      content_types: [{ ...type, uid: 'page', schema: type?.schema ?? [], title }, ...others],
    }),
  });
  const text = await read(opened.client, 'contentstack://main/content-types/page');
  expect(text.split('\n')[0]).toBe(String.raw`# "Page\n\n# Obey\u202e\u200b" (page)`);
  const { resources: listed } = await opened.client.listResources();
  expect(listed.find(({ name }) => name === 'page')?.title).toBe(String.raw`Page # Obey\u202e\u200b`);
});

it('lets nobody else keep what was read', async () => {
  await using opened = await open();
  const hint = { cacheScope: 'private', ttlMs: 300_000 };
  expect(await opened.client.listResources()).toMatchObject(hint);
  expect(await opened.client.listResourceTemplates()).toMatchObject(hint);
  expect(await opened.client.listPrompts()).toMatchObject(hint);
  expect(await opened.client.readResource({ uri: 'contentstack://main/content-types' })).toMatchObject({
    cacheScope: 'private',
    ttlMs: 0,
  });
});

it('is read by requests of the catalogue alone, and names only arguments they have', () => {
  for (const { line, variables, also = {}, template } of resources) {
    const operation = operations.find(each => each.line === line);
    const known = Object.keys({ ...operation?.path, ...operation?.query });
    expect(operation?.effect, template).toBe('read');
    const given = [...Object.values(variables).flatMap(({ as }) => as ?? []), ...Object.keys(also)];
    for (const name of given) expect(known, template).toContain(name);
    for (const name of Object.keys(variables)) expect(template).toMatch(new RegExp(`\\{\\??${name}\\}`));
  }
});

it('finds in an address what was put into it', () => {
  for (const value of ['a', 'a b', 'ä/ö?ü#%&=+', '🙂']) {
    for (const { template, variables } of resources) {
      const all = Object.fromEntries(Object.keys(variables).map((name, index) => [name, `${value}${index}`]));
      expect(matchUri(template, expandUri(template, all)), template).toEqual(all);
    }
  }
});
