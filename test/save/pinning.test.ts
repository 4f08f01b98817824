// Items of a release at `latest`: which version that is, is read before anything is sent, and told.
import { describe, expect, it } from 'vitest';
import { uidOf } from '../../src/sandbox/seed/form/names.ts';
import { type Json, type Opened, open } from '../harness.ts';

const release_uid = uidOf('release', 'tenth-birthday');
const post = 'blt9e8b1c313cfb9a5c';
const stove = 'blt665efffe49436981';
const bench = 'bltcb8f9f8fc4526d43';
const ridge = 'bltea1956a1c8bd93c1';
const publish = { action: 'publish' };
const latest = { version: 'latest', ...publish };

const listReads = ({ sandbox }: Opened): string[] =>
  sandbox.requests
    .filter(({ method }) => method === 'GET')
    .map(({ path, query }) => {
      const asked = new URLSearchParams(query);
      return `${path.replace('/v3', '')} ${asked.get('locale') ?? ''}`.trim();
    });

const findSent = ({ sandbox }: Opened): Json[] =>
  sandbox.requests.flatMap(({ method, body }) => (method === 'GET' ? [] : [(body as { items: Json[] }).items].flat()));

describe('added to a release', () => {
  it('goes in at the version that is the latest in its language, which the receipt tells', async () => {
    await using opened = await open();
    const items = [
      { uid: post, content_type_uid: 'blog_post', locale: 'en-us', ...latest },
      { uid: 'blt384f7af0911b1526', content_type_uid: 'blog_post', locale: 'en-us', ...latest },
      { uid: stove, content_type_uid: 'product', ...latest },
      { uid: ridge, content_type_uid: 'built_io_upload', ...latest },
      { uid: bench, content_type_uid: 'announcement', locale: 'en-us', version: 1, ...publish },
    ];
    const answer = await opened.call('add_release_items', { release_uid, items });
    // One for each content type and language, whatever the number of items.
    expect(listReads(opened).sort()).toEqual([
      '/assets',
      '/content_types/blog_post/entries en-us',
      '/content_types/product/entries en-us',
    ]);
    expect(findSent(opened).map(({ uid, version, locale }) => [uid, version, locale])).toEqual([
      [post, 2, 'en-us'],
      ['blt384f7af0911b1526', 1, 'en-us'],
      [stove, 2, 'en-us'],
      [ridge, 1, 'en-us'],
      [bench, 1, 'en-us'],
    ]);
    expect(answer.latest).toEqual([
      `"A wet weekend in a bothy" (${post} en-us): version 2`,
      '"Gas, petrol or alcohol?" (blt384f7af0911b1526 en-us): version 1',
      `"Ember Stove" (${stove} en-us): version 2`,
      expect.stringMatching(/^"Winter ridge" \(bltea1956a1c8bd93c1.*\): version 1$/),
    ]);
    const held = (await opened.call('list_release_items', { release_uid, fields: ['uid', 'version'] })) as Json;
    expect(held.rows).toEqual(expect.arrayContaining([expect.arrayContaining([post, 2])]));
  });

  it('says where a language falls back, and reads which is the master where nobody knows it', async () => {
    await using opened = await open({ settings: { LIVE_SCHEMA: 'false' } });
    const answer = await opened.call('add_release_items', {
      release_uid,
      items: [
        { uid: bench, content_type_uid: 'announcement', locale: 'de-de', ...latest },
        { uid: bench, content_type_uid: 'announcement', ...latest },
      ],
    });
    expect(answer.latest).toEqual([
      expect.stringMatching(/\(bltcb8f9f8fc4526d43 de-de\): version 1 of en-us, as it has none in de-de$/),
      expect.stringMatching(/\(bltcb8f9f8fc4526d43 en-us\): version 1$/),
    ]);
    expect(listReads(opened)).toContain('/locales');
  });

  it('takes a number as before, reads nothing for it, and gives an item without a language the master’s', async () => {
    await using opened = await open();
    const item = { uid: post, content_type_uid: 'blog_post', ...publish };
    const told = await opened.call('add_release_items', { release_uid, items: [{ ...item, version: '1' }] });
    expect(told).not.toHaveProperty('latest');
    expect(listReads(opened)).toEqual([]);
    expect(findSent(opened)).toEqual([{ ...item, version: 1, locale: 'en-us' }]);
  });

  it('refuses a version that is missing or none, and says nothing of the release', async () => {
    await using opened = await open();
    const item = { uid: post, content_type_uid: 'blog_post', locale: 'en-us', ...publish };
    const missing = await opened.fail('add_release_items', { release_uid, items: [item] });
    expect(missing).toBe(
      'Nothing was sent, because the arguments are not valid:\n- items.0.version: required: the number of a version, or "latest" for the one that is the latest now',
    );
    for (const version of ['newest', 0, 1.5, [1], null]) {
      const text = await opened.fail('add_release_items', { release_uid, items: [{ ...item, version }] });
      expect(text).toContain('items.0.version: ');
      expect(text).not.toMatch(/no (such )?release/i);
    }
    expect(opened.sandbox.requests).toEqual([]);
    for (const [uid, type] of [
      [post, 'blog_post'],
      [ridge, 'built_io_upload'],
    ]) {
      const far = { ...item, uid, content_type_uid: type, version: 99 };
      const refused = await opened.fail('add_release_items', { release_uid, items: [far] });
      expect(refused).toMatch(/version/i);
      expect(refused).not.toMatch(/no (such )?release/i);
    }
  });

  it('sends nothing where one of them is not there, or its versions cannot be read', async () => {
    await using opened = await open();
    const items = [
      { uid: post, content_type_uid: 'blog_post', ...latest },
      { uid: 'blt0000000000000000', content_type_uid: 'blog_post', ...latest },
    ];
    const text = await opened.fail('add_release_items', { release_uid, items });
    expect(text).toContain(
      'items.1.uid: there is no entry of blog_post "blt0000000000000000" whose latest version could be taken',
    );
    expect(findSent(opened)).toEqual([]);
    await using without = await open({ settings: { TOOLS_DENY: 'list_entries' } });
    const blind = await without.fail('add_release_items', { release_uid, items });
    expect(blind).toMatch(/^Nothing was sent: the latest version could not be read, as list_entries of blog_post/);
    expect(findSent(without)).toEqual([]);
  });

  it('is told by a rehearsal as it would go in', async () => {
    await using opened = await open({ settings: { DRY_RUN: 'true' } });
    const items = [{ uid: post, content_type_uid: 'blog_post', ...latest }];
    const answer = await opened.call('add_release_items', { release_uid, items });
    expect(answer).toMatchObject({
      latest: [expect.stringContaining('version 2')],
      would: { send: [{ body: { items: [{ uid: post, version: 2, locale: 'en-us' }] } }] },
    });
    expect(findSent(opened)).toEqual([]);
  });
});

describe('in bulk', () => {
  const settings = { MODULES: 'all' };

  it('is looked up the same way, a hundred at once', async () => {
    await using opened = await open({ settings });
    const items = [{ uid: post, content_type_uid: 'blog_post', locale: 'en-us', ...latest }];
    const answer = await opened.call('bulk_add_to_release', { release: release_uid, items, reference: false });
    expect(answer.latest).toEqual([`"A wet weekend in a bothy" (${post} en-us): version 2`]);
    expect(findSent(opened)).toMatchObject([{ uid: post, version: 2 }]);
    opened.sandbox.requests.splice(0);
    const many = Array.from({ length: 201 }, (_, index) => ({
      ...{ uid: `blt${String(index).padStart(16, '0')}`, content_type_uid: 'blog_post', locale: 'en-us' },
      version: 'latest',
    }));
    await opened.fail('bulk_add_to_release', { release: release_uid, items: many });
    expect(listReads(opened).length).toBe(3);
    expect(findSent(opened)).toEqual([]);
  });

  it('takes the language of the call where it is one, and leaves to the API what names no version', async () => {
    await using opened = await open({ settings });
    const item = { uid: post, content_type_uid: 'blog_post' };
    const call = { release: release_uid, items: [{ ...item, version: 'latest' }], action: 'publish' };
    const two = await opened.fail('bulk_add_to_release', { ...call, locale: ['en-us', 'fr-fr'] });
    expect(two).toContain('items.0.locale: the latest version may differ between en-us, fr-fr: name one');
    await opened.call('bulk_add_to_release', { ...call, locale: ['en-us'] });
    await opened.call('bulk_add_to_release', { ...call, items: [item] });
    expect(findSent(opened)).toEqual([{ ...item, version: 2, locale: 'en-us' }, item]);
  });
});

describe('taken out of a release', () => {
  it('is what stands there, by its uid alone', async () => {
    await using opened = await open();
    const items = [{ uid: stove, content_type_uid: 'product' }];
    await opened.call('remove_release_items', { release_uid, items });
    expect(findSent(opened)).toEqual([{ ...items[0], version: 2, locale: 'en-us' }]);
    const text = await opened.fail('remove_release_items', { release_uid, items });
    expect(text).toContain(`items.0.uid: "${stove}" is not among the items`);
    expect(text).not.toMatch(/no (such )?release/i);
  });
});
