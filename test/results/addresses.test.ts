// Where a page can be seen: the environment's base URL for the language and the entry's url, and nothing that is made up.
import { describe, expect, it } from 'vitest';
import { toAddress, toAddresses } from '../../src/results/show/addresses.ts';
import { demoSeed } from '../../src/sandbox/seed/demo/index.ts';
import { uidOf } from '../../src/sandbox/seed/form/names.ts';
import { type Json, type Opened, type Options, open } from '../harness.ts';
import { toItems } from './tour.ts';

const bases: Record<string, string> = {
  production: 'https://www.larkfell.example',
  staging: 'https://staging.larkfell.example',
  preview: 'https://preview.larkfell.example',
};
const folders: Record<string, string> = { 'en-us': '', 'fr-fr': '/fr', 'de-de': '/de' };
const toUrl = (environment: string, locale: string, path: unknown): string =>
  `${bases[environment]}${folders[locale]}${path === '/' && folders[locale] === '' ? '/' : path === '/' ? '' : path}`;

const listUids = async ({ call }: Opened, content_type_uid: string): Promise<unknown[]> =>
  toItems(await call('list_entries', { content_type_uid, limit: 100 })).map(({ uid }) => uid);

/** The demo stack with other environments, or with more. */
const withEnvironments = (change: (urls: Json[]) => unknown, more = 0): Options => ({
  seed: {
    ...demoSeed,
    environments: [
      ...demoSeed.environments.map(each => ({ ...each, urls: change(each.urls) as typeof each.urls })),
      ...Array.from({ length: more }, (_, index) => ({
        uid: uidOf('environment', `more-${index}`),
        name: `more-${index}`,
        urls: [{ locale: 'en-us', url: `https://${index}.larkfell.example` }],
      })),
    ],
  },
});

const post = { content_type_uid: 'blog_post', entry_uid: 'blt90bc859ae65191d5' };
const path = '/journal/shell-or-softshell';
const draft = { content_type_uid: 'blog_post', entry_uid: 'blt9e8b1c313cfb9a5c' };
const everywhere = ['production', 'staging', 'preview'];

describe('a read', () => {
  it('says for every page of the stack, in every language, where it is live and nowhere else', async () => {
    await using opened = await open();
    await using raw = await open({ answers: 'raw' });
    const names = new Map(demoSeed.environments.map(({ uid, name }) => [uid, name]));
    const seen = { live: 0, older: 0, none: 0 };
    for (const content_type_uid of ['page', 'blog_post', 'product']) {
      for (const entry_uid of await listUids(opened, content_type_uid)) {
        for (const locale of Object.keys(folders)) {
          const asked = { content_type_uid, entry_uid, locale, include_publish_details: true };
          const { entry } = (await raw.call('get_entry', asked)) as { entry: Json };
          const told = await opened.call('get_entry', asked);
          const live = (entry.publish_details as Json[]).filter(each => each.locale === entry.locale);
          const isPage = typeof entry.url === 'string';
          const wanted = live.map(({ environment, version }) => {
            const name = String(names.get(String(environment)));
            const line = `${name}: ${toUrl(name, String(entry.locale), entry.url)}`;
            return version === entry._version ? line : `${line} if v${version} has this url`;
          });
          if (isPage && wanted.length > 0) expect((told.live_at as string[]).toSorted()).toEqual(wanted.toSorted());
          else expect(told, String(entry_uid)).not.toHaveProperty('live_at');
          const isUnknown = (entry.publish_details as Json[]).length === 0;
          if (!isUnknown || !isPage) expect(told).not.toHaveProperty('page_if_live');
          seen.live += isPage ? wanted.filter(line => !line.includes(' if ')).length : 0;
          seen.older += wanted.filter(line => line.includes(' if ')).length;
          seen.none += wanted.length === 0 ? 1 : 0;
        }
      }
    }
    expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(5);
  });

  it('claims of nothing that it is live where that was not asked, or is not known', async () => {
    await using opened = await open();
    for (const asked of [post, { ...draft, include_publish_details: true }]) {
      const told = await opened.call('get_entry', asked);
      const { url } = told.entry as Json;
      expect(told).not.toHaveProperty('live_at');
      expect(told.page_if_live).toEqual(everywhere.map(name => `${name}: ${toUrl(name, 'en-us', url)}`));
    }
  });

  it('keeps to the language that was read, also where that is not the one that was asked for', async () => {
    await using opened = await open();
    const told = await opened.call('get_entry', { ...draft, locale: 'de-de' });
    expect(told.notes).toEqual(['no de-de: this is en-us']);
    expect(told.page_if_live).toContain('production: https://www.larkfell.example/journal/bothy-weekend');
  });

  it('does so where the url is asked for, and not where other fields are', async () => {
    await using opened = await open();
    const published = { ...post, include_publish_details: true };
    expect(await opened.call('get_entry', { ...published, fields: ['url'] })).toHaveProperty('live_at');
    expect(await opened.call('get_entry', { ...published, fields: ['all'] })).toHaveProperty('live_at');
    expect(await opened.call('get_entry', { ...published, fields: ['headline'] })).not.toHaveProperty('live_at');
    const exported = JSON.stringify(await opened.call('export_entry', post));
    expect(exported).not.toMatch(/live_at|page_if_live/);
    const listed = JSON.stringify(
      await opened.call('list_entries', { content_type_uid: 'blog_post', fields: ['url'] }),
    );
    expect(listed).not.toMatch(/live_at|page_if_live|larkfell\.example/);
  });

  it('claims nothing of another branch than the one that sites read, and asks once what is a page there', async () => {
    await using opened = await open();
    const asked = { ...post, include_publish_details: true };
    const told = await opened.call('get_entry', { ...asked, branch: 'development' });
    expect(told).not.toHaveProperty('live_at');
    expect(told.page_if_live).toContainEqual(expect.stringContaining(`production: ${bases.production}${path}`));
    await opened.call('get_entry', { ...asked, branch: 'development' });
    expect(opened.sandbox.requests.filter(each => /content_types\/blog_post$/.test(each.path)).length).toBe(1);
    expect(await opened.call('get_entry', { ...asked, branch: 'live' })).toHaveProperty('live_at');
  });
});

describe('a write', () => {
  it('says after a publish where the page is to be seen, in each environment and language that it went to', async () => {
    await using opened = await open();
    const to = { environments: ['production', 'staging'], locales: ['en-us', 'de-de'] };
    const told = await opened.call('publish_entry', { ...post, entry: to });
    expect(told).not.toHaveProperty('live_at');
    expect((told.page_if_live as string[]).map(line => line.replace(/[^/]*$/, ''))).toEqual([
      'production en-us: https://www.larkfell.example/journal/',
      'staging en-us: https://staging.larkfell.example/journal/',
      'production de-de: https://www.larkfell.example/de/journal/',
      'staging de-de: https://staging.larkfell.example/de/journal/',
    ]);
    const older = await opened.call('publish_entry', {
      ...post,
      version: 1,
      entry: { environments: ['preview'], locales: ['en-us'] },
    });
    expect(older.page_if_live).toEqual([`preview en-us: ${bases.preview}${path} if v1 has this url`]);
  });

  it('says nothing after an unpublish, or of an asset, whose url is that of a file', async () => {
    await using opened = await open();
    const to = { environments: ['production'], locales: ['en-us'] };
    const [asset] = toItems(await opened.call('list_assets', { limit: 1 }));
    for (const told of [
      await opened.call('unpublish_entry', { ...post, entry: to }),
      await opened.call('publish_asset', { asset_uid: asset?.uid, asset: to }),
      await opened.call('get_asset', { asset_uid: asset?.uid, include_publish_details: true }),
    ]) {
      expect(JSON.stringify(told)).not.toMatch(/live_at|page_if_live/);
    }
  });

  it('does so of a release and of a bulk call, for the pages that go out', async () => {
    await using opened = await open({ settings: { MODULES: 'all' } });
    const released = await opened.call('deploy_release', {
      release_uid: 'bltbdcf5efa416104c6',
      release: { environments: ['staging'] },
    });
    // The other two of its items are taken off, or no page.
    expect(released.page_if_live).toEqual([
      'staging en-us: https://staging.larkfell.example/journal/ten-years-of-larkfell',
    ]);
    const [author] = await listUids(opened, 'author');
    const entries = [
      { uid: post.entry_uid, content_type: 'blog_post', locale: 'en-us' },
      { uid: author, content_type: 'author', locale: 'en-us' },
    ];
    const to = { entries, environments: ['staging'], locales: ['en-us'] };
    const bulk = await opened.call('bulk_publish', to);
    expect(bulk.page_if_live).toEqual([`staging en-us: ${bases.staging}${path}`]);
    expect(await opened.call('bulk_unpublish', to)).not.toHaveProperty('page_if_live');
  });

  it('says after a save where the page would be, by the url that is stored now, and not after one that changed nothing', async () => {
    await using opened = await open();
    const entry = { url: '/journal/shells' };
    const told = await opened.call('update_entry', { ...post, entry });
    expect(told).not.toHaveProperty('live_at');
    expect(told.page_if_live).toEqual(everywhere.map(name => `${name}: ${bases[name]}/journal/shells`));
    expect(await opened.call('update_entry', { ...post, entry })).not.toHaveProperty('page_if_live');
    // What is live is an older version, under the url of before.
    const read = await opened.call('get_entry', { ...post, include_publish_details: true });
    expect(read.live_at).toContain(`production: ${bases.production}/journal/shells if v2 has this url`);
  });
});

describe('nothing is said', () => {
  const isSilent = async (opened: Opened, asked: Json = post): Promise<void> => {
    const told = [
      await opened.call('get_entry', { ...asked, include_publish_details: true }),
      await opened.call('get_entry', asked),
      await opened.call('publish_entry', { ...asked, entry: { environments: ['production'], locales: ['en-us'] } }),
    ];
    expect(JSON.stringify(told)).not.toMatch(/live_at|page_if_live/);
  };

  it.each<[string, (urls: Json[]) => unknown]>([
    ['no environment has base URLs', () => []],
    ['none has one for the language', urls => urls.filter(({ locale }) => locale !== 'en-us')],
    ['the base is no address', urls => urls.map(each => ({ ...each, url: 'www.larkfell.example' }))],
    ['the base is empty', urls => urls.map(each => ({ ...each, url: '' }))],
    ['the base is none of the web', urls => urls.map(each => ({ ...each, url: 'ftp://larkfell.example' }))],
  ])('where %s', async (_, change) => {
    await using opened = await open(withEnvironments(change));
    await isSilent(opened);
  });

  it('where the stack is not to be asked for its words', async () => {
    await using opened = await open({ settings: { LIVE_SCHEMA: 'false' } });
    await isSilent(opened);
  });

  it('of entries without a url, and of those whose url is a field like others', async () => {
    await using opened = await open();
    const [author] = await listUids(opened, 'author');
    await isSilent(opened, { content_type_uid: 'author', entry_uid: author as string });
    const field = { data_type: 'text', display_name: 'URL', uid: 'url' };
    const title = { data_type: 'text', display_name: 'Title', uid: 'title', mandatory: true, unique: true };
    await opened.call('create_content_type', {
      content_type: { title: 'Link', uid: 'link', schema: [title, field], options: { is_page: false } },
    });
    const asked = { content_type_uid: 'link' };
    const { entry } = (await opened.call('create_entry', { ...asked, entry: { title: 'A', url: path } })) as {
      entry: Json;
    };
    expect(entry.url).toBe(path);
    await isSilent(opened, { ...asked, entry_uid: entry.uid });
  });

  it('of a url that is no text', () => {
    const environments = [{ value: 'production', uid: 'x', urls: [{ locale: 'en-us', url: 'https://a.example' }] }];
    expect(toAddresses(environments, 'en-us', '/a').map(({ url }) => url)).toEqual(['https://a.example/a']);
    for (const url of [undefined, null, 5, true, ['/a'], { href: '/a' }, '', ' ']) {
      expect(toAddresses(environments, 'en-us', url)).toEqual([]);
    }
    for (const locale of [undefined, null, 'en', 'en-gb', 'de-de']) {
      expect(toAddresses(environments, locale, '/a')).toEqual([]);
    }
  });
});

it('names few of many environments, those where the page is live among them', async () => {
  await using opened = await open(withEnvironments(urls => urls, 22));
  const read = await opened.call('get_entry', post);
  expect(read.page_if_live).toHaveLength(7);
  expect((read.page_if_live as string[]).at(-1)).toBe('and 19 more');
  const live = await opened.call('get_entry', { ...post, include_publish_details: true });
  expect((live.live_at as string[]).map(line => line.replace(/:.*/, ''))).toEqual(['production', 'staging']);
  const saved = await opened.call('update_entry', { ...post, entry: { headline: 'Hard or soft' } });
  expect(saved).not.toHaveProperty('page_if_live');
});

it('leaves a small answer to what was asked for', async () => {
  await using opened = await open({ settings: { MAX_RESULT_TOKENS: '200' } });
  expect(await opened.call('get_entry', post)).not.toHaveProperty('page_if_live');
});

describe('base URL and url are joined', () => {
  it.each([
    ['https://a.example', '/b', 'https://a.example/b'],
    ['https://a.example/', '/b', 'https://a.example/b'],
    ['https://a.example', 'b', 'https://a.example/b'],
    ['https://a.example/de', '/b/c/', 'https://a.example/de/b/c/'],
    ['https://a.example/de/', '/b', 'https://a.example/de/b'],
    ['https://a.example/de', '/de/b', 'https://a.example/de/de/b'],
    ['https://a.example', '/', 'https://a.example/'],
    ['https://a.example/de', '/', 'https://a.example/de'],
    ['https://a.example/de/', '/', 'https://a.example/de/'],
    ['http://localhost:3000', '/b', 'http://localhost:3000/b'],
    [' https://a.example ', ' /b ', 'https://a.example/b'],
    ['https://a.example', '/b?c=1&d=2#e', 'https://a.example/b?c=1&d=2#e'],
    ['https://a.example', '/b c/ü', 'https://a.example/b%20c/%C3%BC'],
    ['https://a.example', '/b%20c', 'https://a.example/b%20c'],
    ['https://a.example/de', '/b/../c', 'https://a.example/de/c'],
    ['https://a.example/de', 'https://a.example/de/b', 'https://a.example/de/b'],
    ['https://a.example', '//a.example/b', 'https://a.example/b'],
    // Nobody's password goes along.
    ['https://user:word@a.example', '/b', 'https://a.example/b'],
  ])('%s and %s', (base, url, wanted) => {
    expect(toAddress(base, url)).toBe(wanted);
  });

  it.each([
    ['https://a.example', 'https://b.example/c'],
    ['https://a.example', 'http://a.example/c'],
    ['https://a.example/de', 'https://a.example/fr/c'],
    ['https://a.example/de', 'https://a.example/details'],
    ['https://a.example', '//b.example/c'],
    ['https://a.example', '/\\b.example/c'],
    ['https://a.example', '//'],
    ['https://a.example', 'mailto:x@a.example'],
    ['https://a.example', 'javascript:alert(1)'],
    ['https://a.example/de', '/../admin'],
    ['https://a.example/de', '/%2e%2e/admin'],
    ['https://a.example', '/a\nb'],
    ['https://a.example', '/a\u202eb'],
    ['https://a.example', `/${'a'.repeat(600)}`],
    ['https://a.example/?preview=1', '/b'],
    ['https://a.example/#/', '/b'],
    ['a.example', '/b'],
    ['/de', '/b'],
    ['https://', '/b'],
    ['javascript:alert(1)//', '/b'],
    ['file:///srv', '/b'],
  ])('%s and %s make none', (base, url) => {
    expect(toAddress(base, url)).toBeUndefined();
  });
});
