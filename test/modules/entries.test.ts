// Entries through MCP against the sandbox: each operation, and its effect read back.
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type Json, openModule } from './module.ts';

const { call, fail, open, expectAllCalled } = openModule('entries');
beforeEach(open);
afterAll(expectAllCalled);

const post = 'Winter layering, explained';
const inAMonth = new Date(Date.now() + 30 * 24 * 3600 * 1000).toISOString();

async function findPost(args: Json = {}): Promise<{ content_type_uid: string; entry_uid: string; entry: Json }> {
  const { entries } = await call('list_entries', { content_type_uid: 'blog_post', query: { title: post }, ...args });
  const [entry] = entries as Json[];
  return { content_type_uid: 'blog_post', entry_uid: String(entry?.uid), entry: entry ?? {} };
}

const address = async () => {
  const { content_type_uid, entry_uid } = await findPost();
  return { content_type_uid, entry_uid };
};

const titles = async (args: Json) =>
  ((await call('list_entries', { content_type_uid: 'blog_post', ...args })).entries as Json[]).map(
    entry => entry.title,
  );

describe('lists', () => {
  it('what matches a filter', async () => {
    expect(await titles({ query: { title: post } })).toEqual([post]);
    expect(await titles({ query: '{"title":{"$regex":"^winter layering","$options":"i"}}' })).toEqual([post]);
    expect(await titles({ query: { $and: [{ title: post }, { title: { $ne: post } }] } })).toEqual([]);
    expect(await fail('list_entries', { content_type_uid: 'blog_post', query: { $and: [{}, {}] } })).toContain(
      'code 141',
    );
  });

  it('sorted, paged and counted', async () => {
    const all = await titles({ asc: 'title' });
    expect(all).toEqual([...all].sort());
    expect(await titles({ desc: 'title' })).toEqual([...all].reverse());
    expect(await titles({ asc: 'title', skip: 2, limit: 3 })).toEqual(all.slice(2, 5));
    const page = await call('list_entries', { content_type_uid: 'blog_post', limit: 1, include_count: true });
    expect(page).toMatchObject({ count: all.length });
    expect(Object.values(await call('list_entries', { content_type_uid: 'blog_post', count: true }))).toEqual([
      all.length,
    ]);
  });

  it('only the fields asked for, or all but some', async () => {
    const { entry: narrow } = await findPost({ only: ['title', 'headline'] });
    expect(narrow).toMatchObject({ title: post, headline: expect.any(String), uid: expect.any(String) });
    expect(narrow).not.toHaveProperty('body');
    const { entry: rest } = await findPost({ except: ['body'] });
    expect(rest).toHaveProperty('headline');
    expect(rest).not.toHaveProperty('body');
  });

  it('with references resolved', async () => {
    const { entry: plain } = await findPost();
    expect(plain.author).toMatchObject([{ uid: expect.any(String), _content_type_uid: 'author' }]);
    expect((plain.author as Json[])[0]).not.toHaveProperty('title');
    const { entry: resolved } = await findPost({ include: ['author'] });
    expect(resolved.author).toMatchObject([{ title: expect.any(String), _content_type_uid: 'author' }]);
  });

  it('in a locale', async () => {
    const { entries } = await call('list_entries', { content_type_uid: 'blog_post', locale: 'fr-fr' });
    const locales = new Set((entries as Json[]).map(entry => entry.locale));
    expect([...locales]).toContain('fr-fr');
  });
});

describe('gets one', () => {
  it('whole, at its latest version or an earlier one', async () => {
    const at = await address();
    const { entry } = (await call('get_entry', at)) as { entry: Json };
    expect(entry).toMatchObject({ title: post, locale: 'en-us', uid: at.entry_uid });
    await call('update_entry', { ...at, entry: { headline: 'New' } });
    expect(await call('get_entry', { ...at, version: entry._version })).toMatchObject({
      entry: { headline: entry.headline },
    });
    expect(await call('get_entry', at)).toMatchObject({ entry: { headline: 'New' } });
  });

  it('with branch and publish details when asked', async () => {
    const at = await address();
    const { entry: plain } = (await call('get_entry', at)) as { entry: Json };
    expect(plain).not.toHaveProperty('publish_details');
    expect(await call('get_entry', { ...at, include_publish_details: true, include_branch: true })).toMatchObject({
      entry: {
        _branch: 'main',
        publish_details: expect.arrayContaining([expect.objectContaining({ locale: 'en-us' })]),
      },
    });
  });

  it('or says that there is none', async () => {
    const text = await fail('get_entry', { content_type_uid: 'blog_post', entry_uid: 'blt0000000000000000' });
    expect(text).toMatch(/status 422, code 141/);
  });
});

describe('creates', () => {
  it('a draft', async () => {
    const made = await call('create_entry', {
      content_type_uid: 'author',
      entry: { title: 'Ada Fell', bio: 'Walks.' },
    });
    expect(made).toMatchObject({ notice: 'Entry created successfully.', entry: { title: 'Ada Fell', _version: 1 } });
    const { uid } = made.entry as Json;
    const read = await call('get_entry', { content_type_uid: 'author', entry_uid: uid, include_publish_details: true });
    expect(read).toMatchObject({ entry: { title: 'Ada Fell', publish_details: [] } });
  });

  it('nothing when it does not fit its content type', async () => {
    const bare = await fail('create_entry', { content_type_uid: 'blog_post', entry: { title: post } });
    expect(bare).toContain('Nothing was sent');
    expect(bare).toContain('- entry.headline: is mandatory and missing');
    const held = (await call('get_entry', await address())).entry as Json;
    const { headline, summary, author, date, body, category } = held;
    const entry = { title: post, url: '/again', headline, summary, author, date, body, category };
    const twin = await fail('create_entry', { content_type_uid: 'blog_post', entry });
    expect(twin).toContain('code 119');
    expect(twin).toContain('- title: ');
    expect(await titles({ query: { title: post } })).toEqual([post]);
  });
});

describe('updates', () => {
  it('the fields given, in a new version', async () => {
    const at = await address();
    const before = (await call('get_entry', at)).entry as Json;
    expect(await call('update_entry', { ...at, entry: { headline: 'Warmer' } })).toMatchObject({
      notice: 'Entry updated successfully.',
    });
    const after = (await call('get_entry', at)).entry as Json;
    expect(after).toMatchObject({ headline: 'Warmer', _version: Number(before._version) + 1, body: before.body });
  });

  it('part of a list or a number, by the atomic operators', async () => {
    const at = await address();
    const before = (await call('get_entry', at)).entry as { tags: string[]; reading_minutes: number };
    await call('update_entry', { ...at, entry: { reading_minutes: { ADD: 2 } } });
    expect(await call('get_entry', at)).toMatchObject({ entry: { reading_minutes: before.reading_minutes + 2 } });
    await call('update_entry', { ...at, entry: { reading_minutes: { SUB: 1 } } });
    expect(await call('get_entry', at)).toMatchObject({ entry: { reading_minutes: before.reading_minutes + 1 } });
  });

  it('a locale, localising it, until it is unlocalised', async () => {
    const { uid } = (
      await call('create_entry', { content_type_uid: 'author', entry: { title: 'Ada Fell', bio: 'Walks.' } })
    ).entry as Json;
    const at = { content_type_uid: 'author', entry_uid: uid };
    const localised = async () =>
      ((await call('list_entry_locales', at)).locales as Json[])
        .filter(locale => locale.localized)
        .map(locale => locale.code);
    expect(await localised()).not.toContain('fr-fr');
    const saved = await call('update_entry', { ...at, locale: 'fr-fr', entry: { title: 'Ada Fell, en français' } });
    expect(saved).toMatchObject({ notice: 'Entry localized successfully.', entry: { locale: 'fr-fr' } });
    expect(await localised()).toContain('fr-fr');
    expect(await call('get_entry', at)).toMatchObject({ entry: { title: 'Ada Fell', locale: 'en-us' } });
    expect(await call('get_entry', { ...at, locale: 'fr-fr' })).toMatchObject({
      entry: { title: 'Ada Fell, en français' },
    });
    await call('unlocalize_entry', { ...at, locale: 'fr-fr' });
    expect(await localised()).not.toContain('fr-fr');
    expect(await call('get_entry', { ...at, locale: 'fr-fr' })).toMatchObject({
      entry: { title: 'Ada Fell', locale: 'en-us' },
    });
  });

  it('one branch and not the other', async () => {
    const at = await address();
    const before = (await call('get_entry', at)).entry as Json;
    await call('update_entry', { ...at, branch: 'development', entry: { headline: 'Only there' } });
    expect(await call('get_entry', { ...at, branch: 'development' })).toMatchObject({
      entry: { headline: 'Only there' },
    });
    expect(await call('get_entry', at)).toMatchObject({ entry: { headline: before.headline } });
  });
});

it('deletes one, which then keeps its title taken', async () => {
  const at = await address();
  const { headline, summary, author, date, body, category } = (await call('get_entry', at)).entry as Json;
  expect(await call('delete_entry', { ...at, delete_all_localized: true })).toMatchObject({
    notice: 'Entry deleted successfully.',
  });
  expect(await titles({ query: { title: post } })).toEqual([]);
  const entry = { title: post, url: '/again', headline, summary, author, date, body, category };
  expect(await fail('create_entry', { content_type_uid: 'blog_post', entry })).toContain('- title: ');
});

describe('versions', () => {
  const versions = async (args: Json) => (await call('list_entry_versions', args)).versions as Json[];

  it('are listed, latest first, with who and when if asked', async () => {
    const at = await address();
    const before = await versions(at);
    await call('update_entry', { ...at, entry: { headline: 'Newer' } });
    const after = await versions(at);
    expect(after.length).toBe(before.length + 1);
    expect(after[0]).toMatchObject({ _version: before.length + 1, locale: 'en-us' });
    expect(await versions({ ...at, include_updated_at: true, include_updated_by: true, limit: 1 })).toEqual([
      expect.objectContaining({ updated_at: expect.any(String), updated_by: expect.any(String) }),
    ]);
    expect(await call('list_entry_versions', { ...at, include_count: true })).toMatchObject({ count: after.length });
  });

  it('take a name, and lose it again', async () => {
    const at = await address();
    const named = async () => (await versions({ ...at, named: true })).map(version => version._version_name);
    const before = await named();
    const naming = {
      ...at,
      version_number: 1,
      entry: { _version_name: 'As first written', locale: 'en-us', force: true },
    };
    await call('name_entry_version', naming);
    expect(await named()).toContain('As first written');
    await call('unname_entry_version', { ...at, version_number: 1, entry: { locale: 'en-us' } });
    expect((await named()).length).toBe(before.includes('As first written') ? before.length - 1 : before.length);
    expect(await named()).not.toContain('As first written');
  });
});

it('lists what refers to one', async () => {
  const { entry } = await findPost();
  const [author] = entry.author as Json[];
  const { references } = await call('list_entry_refs', { content_type_uid: 'author', entry_uid: author?.uid });
  expect(references).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ entry_uid: entry.uid, content_type_uid: 'blog_post', title: post }),
    ]),
  );
});

it('exports one, imports it as another, and over itself', async () => {
  const at = await address();
  const exported = await call('export_entry', at);
  expect(exported).toMatchObject({ title: post });
  const { uid: _, ...fields } = exported;
  const copy = { ...fields, title: 'A copy', url: '/blog/a-copy' };
  const made = await call('import_entry', { content_type_uid: 'blog_post', entry: copy });
  expect(made).toMatchObject({ notice: 'Entry imported successfully.', entry: { title: 'A copy' } });
  const other = { content_type_uid: 'blog_post', entry_uid: (made.entry as Json).uid };
  await call('import_entry_version', { ...other, entry: { ...copy, headline: 'Imported over' } });
  expect(await call('get_entry', other)).toMatchObject({ entry: { headline: 'Imported over', _version: 2 } });
  expect(await call('get_entry', at)).toMatchObject({ entry: { title: post } });
});

describe('publishing', () => {
  const published = async (at: Json, environment_name: string) => {
    const { environment } = (await call('get_environment', { environment_name })) as { environment: Json };
    const { entry } = (await call('get_entry', { ...at, include_publish_details: true })) as { entry: Json };
    return (entry.publish_details as Json[]).find(
      detail => detail.environment === environment.uid && detail.locale === 'en-us',
    );
  };
  const to = (environment: string) => ({ entry: { environments: [environment], locales: ['en-us'] } });

  it('puts the latest version, or the one named, where it was asked for', async () => {
    const at = await address();
    const { entry } = (await call('update_entry', { ...at, entry: { headline: 'Fresh' } })) as { entry: Json };
    const was = await published(at, 'production');
    expect(await call('publish_entry', { ...at, ...to('staging') })).toHaveProperty('notice');
    expect(await published(at, 'staging')).toMatchObject({ version: entry._version });
    expect(await published(at, 'production')).toEqual(was);
    await call('publish_entry', { ...at, ...to('staging'), version: 1, locale: 'en-us' });
    expect(await published(at, 'staging')).toMatchObject({ version: 1 });
  });

  it('answers with a job when it goes through the bulk queue', async () => {
    const at = await address();
    expect(await call('publish_entry', { ...at, ...to('staging') })).not.toHaveProperty('job_id');
    expect(await call('publish_entry', { ...at, ...to('staging'), api_version: '3.2' })).toHaveProperty('job_id');
  });

  it('changes nothing yet when it is for later', async () => {
    const at = await address();
    await call('unpublish_entry', { ...at, ...to('staging') });
    await call('publish_entry', { ...at, ...to('staging'), scheduled_at: inAMonth });
    expect(await published(at, 'staging')).toBeUndefined();
  });

  it('is taken back from one environment and not the others', async () => {
    const at = await address();
    await call('publish_entry', { ...at, ...to('staging') });
    await call('publish_entry', { ...at, ...to('production') });
    await call('unpublish_entry', { ...at, ...to('staging') });
    expect(await published(at, 'staging')).toBeUndefined();
    expect(await published(at, 'production')).toBeDefined();
  });

  it('is refused for an environment that there is not', async () => {
    expect(await fail('publish_entry', { ...(await address()), ...to('nowhere') })).toMatch(/status 4\d\d/);
  });

  it('narrows a list to one environment', async () => {
    const at = await address();
    await call('publish_entry', { ...at, ...to('staging') });
    expect(await titles({ environment: 'staging', query: { title: post } })).toEqual([post]);
    await call('unpublish_entry', { ...at, ...to('staging') });
    expect(await titles({ environment: 'staging', query: { title: post } })).toEqual([]);
  });
});
