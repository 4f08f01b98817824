// Entries: reading, creating, changing and deleting them, with languages, fallback and the trash.
import { describe, expect, it } from 'vitest';
import { ann, articles, authors, bob, hill, openStack, snow } from '../small-stack.ts';

describe('reading', () => {
  it('gives the read shape with system fields', async () => {
    const { get } = await openStack();
    const { entry } = (await get(`${articles}/${snow}`)).body;
    expect(entry).toMatchObject({
      uid: snow,
      title: 'First Snow',
      url: '/news/first-snow',
      locale: 'en-us',
      tags: ['winter', 'sport'],
      ACL: {},
      _version: 1,
      _in_progress: false,
      created_at: '2026-01-06T10:00:00.000Z',
      updated_by: 'blt00000000000000e1',
      writers: [{ uid: ann, _content_type_uid: 'author' }],
    });
    expect(entry.cover).toMatchObject({ uid: hill, filename: 'hill.jpg', file_size: '1000', is_dir: false });
    expect(entry).not.toHaveProperty('publish_details');
    expect(entry.parts[0].quote._metadata.uid).toMatch(/^cs/);
    expect(entry.steps[1]._metadata.uid).not.toBe(entry.steps[0]._metadata.uid);
  });

  it('adds what is asked for', async () => {
    const { get } = await openStack();
    const { body } = await get(
      `${authors}/${bob}?include_publish_details=true&include_branch=true&include_content_type=true`,
    );
    expect(body.entry).toMatchObject({
      _branch: 'main',
      publish_details: [{ environment: 'blt00000000000000d2', locale: 'en-us', version: 1 }],
    });
    expect(body.content_type.uid).toBe('author');
  });

  it('falls back along the languages', async () => {
    const { get } = await openStack();
    const read = async (locale: string) => (await get(`${authors}/${bob}?locale=${locale}`)).body.entry;
    expect(await read('fr-fr')).toMatchObject({ locale: 'fr-fr', city: 'Paris', title: 'Bob', _version: 1 });
    expect(await read('fr-ch')).toMatchObject({ locale: 'fr-fr', city: 'Paris' });
    expect((await get(`${authors}/${ann}?locale=fr-ch`)).body.entry).toMatchObject({ locale: 'en-us', city: 'Bern' });
    const cities = (await get(`${authors}?locale=fr-ch&asc=title`)).body.entries.map(
      (entry: { city: string }) => entry.city,
    );
    expect(cities).toEqual(['Bern', 'Paris']);
  });

  it('gives an earlier version', async () => {
    const { get } = await openStack();
    expect((await get(`${authors}/${bob}?version=1`)).body.entry).toMatchObject({ city: 'Rome', _version: 1 });
    expect((await get(`${authors}/${bob}?version=7`)).status).toBe(422);
    const listed = (await get(`${authors}?version=2`)).body.entries;
    expect(listed).toMatchObject([{ uid: bob, city: 'Oslo' }]);
  });

  it('answers 141 for what is not there, is of another type or has an unknown language', async () => {
    const { get } = await openStack();
    for (const path of [
      `${authors}/blt1`,
      `${authors}/${snow}`,
      `${authors}/${ann}?locale=xx`,
      `${authors}?locale=xx`,
    ]) {
      expect(await get(path)).toMatchObject({ status: 422, body: { error_code: 141 } });
    }
  });
});

describe('creating', () => {
  it('creates in the master language, as version 1', async () => {
    const { get, post } = await openStack();
    const { status, body } = await post(`${authors}?include_branch=true`, { entry: { title: 'Cleo', city: 'Cairo' } });
    expect(status).toBe(201);
    expect(body.notice).toBe('Entry created successfully.');
    expect(body.entry).toMatchObject({ title: 'Cleo', locale: 'en-us', _version: 1, _branch: 'main', tags: [] });
    expect(body.entry.uid).toMatch(/^blt[0-9a-f]{16}$/);
    expect(body.entry.created_by).toBe(body.entry.updated_by);
    expect((await get(`${authors}/${body.entry.uid}`)).body.entry).toMatchObject({ city: 'Cairo' });
  });

  it('creates in the master language too what is first made in another one', async () => {
    const { get, post } = await openStack();
    const { entry } = (await post(`${authors}?locale=fr-fr`, { entry: { title: 'Cleo', city: 'Caen' } })).body;
    expect(entry).toMatchObject({ locale: 'fr-fr', city: 'Caen', _version: 1 });
    const path = `${authors}/${entry.uid}`;
    expect((await get(path)).body.entry).toMatchObject({ locale: 'en-us', city: 'Caen', _version: 1 });
    expect((await get(`${path}/locales`)).body.locales.map(({ code }: { code: string }) => code)).toEqual([
      'en-us',
      'fr-fr',
    ]);
    // The master's version must be as unique as any.
    expect((await post(`${authors}?locale=fr-fr`, { entry: { title: 'Ann' } })).status).toBe(422);
  });

  it('creates in one language alone, if that is chosen, and copies it to the master', async () => {
    const { get, post } = await openStack({ choices: { firstInOtherLanguage: 'alone' } });
    const { entry } = (await post(`${authors}?locale=fr-fr`, { entry: { title: 'Cleo' } })).body;
    expect(entry.locale).toBe('fr-fr');
    expect((await get(`${authors}/${entry.uid}`)).status).toBe(422);
    const copied = await post(`${authors}?copy_to_master=true`, { entry: { uid: entry.uid } });
    expect(copied.body.entry).toMatchObject({ uid: entry.uid, title: 'Cleo', locale: 'en-us' });
    expect((await get(`${authors}/${entry.uid}`)).status).toBe(200);
  });

  it('takes a uid along once', async () => {
    const { post } = await openStack();
    const entry = { title: 'Cleo', uid: 'blt00000000000000cc' };
    expect((await post(authors, { entry })).body.entry.uid).toBe(entry.uid);
    const again = await post(authors, { entry: { ...entry, title: 'Dora' } });
    expect(again).toMatchObject({ status: 422, body: { error_code: 119, errors: { uid: ['is not unique.'] } } });
    expect((await post(authors, { entry: { title: 'E', uid: '../x' } })).body.errors).toHaveProperty('uid');
  });

  it('makes a url where a page has none, and keeps one that is given', async () => {
    const { post } = await openStack();
    const made = await post(articles, { entry: { title: 'Second  Snow', url: '' } });
    expect(made.body.entry.url).toBe('/news/second-snow');
    const train = await post(articles, { entry: { title: "Japan's Train (Fast)" } });
    expect(train.body.entry.url).toBe('/news/japan-s-train-fast-');
    expect((await post(articles, { entry: { title: 'Third', url: 'third' } })).body.entry.url).toBe('third');
  });

  it('makes one entry of a single type', async () => {
    const { post } = await openStack();
    const path = '/content_types/settings/entries';
    expect((await post(path, { entry: { title: 'One' } })).status).toBe(201);
    expect(await post(path, { entry: { title: 'Two' } })).toMatchObject({ status: 422, body: { error_code: 119 } });
  });
});

describe('changing', () => {
  it('keeps the fields that are not sent and counts a version', async () => {
    const { get, put } = await openStack();
    const { body } = await put(`${authors}/${ann}`, { entry: { city: 'Basel' } });
    expect(body).toMatchObject({
      notice: 'Entry updated successfully.',
      entry: { _version: 2, city: 'Basel', born: 1970 },
    });
    const { entry } = (await get(`${authors}/${ann}`)).body;
    expect(entry).toMatchObject({ title: 'Ann', city: 'Basel', created_at: '2026-01-01T10:00:00.000Z' });
    expect(entry.updated_at > entry.created_at).toBe(true);
  });

  it('can clear the fields that are not sent', async () => {
    const { put } = await openStack({ choices: { missingFields: 'clear' } });
    const { entry } = (await put(`${authors}/${ann}`, { entry: { title: 'Ann' } })).body;
    expect(entry).not.toHaveProperty('city');
  });

  it('ignores what the type does not have and what the server sets, or refuses it', async () => {
    const entry = { city: 'Basel', colour: 'red', uid: 'x', _version: 99, created_by: 'me', ACL: [] };
    const mild = await openStack();
    const { body } = await mild.put(`${authors}/${ann}`, { entry });
    expect(body.entry).toMatchObject({ uid: ann, _version: 2, created_by: 'blt00000000000000e1' });
    expect(body.entry).not.toHaveProperty('colour');
    const strict = await openStack({ choices: { unknownFields: 'refuse' } });
    const refused = await strict.put(`${authors}/${ann}`, { entry });
    expect(refused.body.errors).toEqual({ colour: [expect.any(String)] });
    const nested = await strict.put(`${articles}/${snow}`, { entry: { place: { street: 'A', floor: 1 } } });
    expect(nested.body.errors).toHaveProperty('place.floor');
  });

  it('replaces lists and groups whole', async () => {
    const { get, put } = await openStack();
    await put(`${articles}/${snow}`, {
      entry: { place: { street: 'Low Street' }, steps: [{ what: 'rest' }], tags: ['x'] },
    });
    const { entry } = (await get(`${articles}/${snow}`)).body;
    expect(entry.place).toEqual({ street: 'Low Street' });
    expect(entry.steps).toMatchObject([{ what: 'rest' }]);
    expect(entry.tags).toEqual(['x']);
  });

  it('keeps the uids of instances that are sent back', async () => {
    const { get, put } = await openStack();
    const { steps } = (await get(`${articles}/${snow}`)).body.entry;
    await put(`${articles}/${snow}`, { entry: { steps: [steps[1], { what: 'new' }] } });
    const after = (await get(`${articles}/${snow}`)).body.entry.steps;
    expect(after[0]._metadata.uid).toBe(steps[1]._metadata.uid);
    expect(after[1]._metadata.uid).toMatch(/^cs/);
  });
});

describe('localising', () => {
  it('starts from the fallback and leaves the master alone', async () => {
    const { get, put } = await openStack();
    const { body } = await put(`${authors}/${bob}?locale=fr-ch`, { entry: { born: 1981 } });
    expect(body).toMatchObject({
      notice: 'Entry localized successfully.',
      entry: { locale: 'fr-ch', city: 'Paris', born: 1981, _version: 1 },
    });
    expect(body.entry.created_at).toBe(body.entry.updated_at);
    expect((await get(`${authors}/${bob}`)).body.entry).toMatchObject({ born: 1980, city: 'Oslo', _version: 2 });
    expect((await get(`${authors}/${bob}/locales`)).body.locales).toEqual([
      { code: 'en-us', localized: true },
      { code: 'fr-fr', localized: true },
      { code: 'fr-ch', localized: true },
    ]);
    const again = await put(`${authors}/${bob}?locale=fr-ch`, { entry: { born: 1982 } });
    expect(again.body).toMatchObject({ notice: 'Entry updated successfully.', entry: { _version: 2 } });
  });

  it('shares fields that are not localizable, in groups too', async () => {
    const { get, put } = await openStack();
    const path = `${articles}/${snow}`;
    const { steps } = (await get(path)).body.entry;
    const first = { what: 'aller', sign: 'Z', _metadata: steps[0]._metadata };
    await put(`${path}?locale=fr-fr`, { entry: { title: 'Neige', brand: 'Autre', steps: [first] } });
    await put(path, { entry: { brand: 'Nordic' } });
    const { entry } = (await get(`${path}?locale=fr-fr`)).body;
    expect(entry).toMatchObject({ title: 'Neige', brand: 'Nordic', steps: [{ what: 'aller', sign: 'A' }] });
  });

  it('unlocalises', async () => {
    const { get, post } = await openStack();
    const { body } = await post(`${authors}/${bob}/unlocalize?locale=fr-fr`);
    expect(body).toEqual({ notice: 'Entry unlocalized successfully.' });
    expect((await get(`${authors}/${bob}?locale=fr-fr`)).body.entry).toMatchObject({ locale: 'en-us', city: 'Oslo' });
  });

  it('unlocalises only where there is something to take away', async () => {
    const { post } = await openStack();
    for (const query of ['', '?locale=en-us', '?locale=fr-ch', '?locale=xx']) {
      expect(await post(`${authors}/${bob}/unlocalize${query}`)).toMatchObject({
        status: 422,
        body: { error_code: 141 },
      });
    }
  });
});

describe('deleting', () => {
  it('deletes the master version and leaves localised ones', async () => {
    const { get, remove } = await openStack();
    expect((await remove(`${authors}/${bob}`)).body).toEqual({ notice: 'Entry deleted successfully.' });
    expect((await get(`${authors}/${bob}`)).body.error_code).toBe(141);
    expect((await get(`${authors}/${bob}?locale=fr-fr`)).body.entry.city).toBe('Paris');
  });

  it('deletes all localised versions from the master alone', async () => {
    const { get, remove } = await openStack();
    expect((await remove(`${authors}/${bob}?delete_all_localized=true&locale=fr-fr`)).status).toBe(422);
    expect((await remove(`${authors}/${bob}?delete_all_localized=true`)).status).toBe(200);
    expect((await get(`${authors}/${bob}?locale=fr-fr`)).status).toBe(422);
    expect((await get(authors)).body.entries).toHaveLength(1);
  });

  it('deletes one language, or those in the body', async () => {
    const { get, put, remove } = await openStack();
    await put(`${authors}/${bob}?locale=fr-ch`, { entry: { city: 'Genf' } });
    await remove(`${authors}/${bob}?locale=fr-ch`);
    expect((await get(`${authors}/${bob}?locale=fr-ch`)).body.entry.locale).toBe('fr-fr');
    expect((await remove(`${authors}/${bob}`, { entry: { locales: ['fr-ch'] } })).status).toBe(422);
    expect((await remove(`${authors}/${bob}`, { entry: { locales: 'fr-fr' } })).body.errors).toHaveProperty('locales');
    expect((await remove(`${authors}/${bob}`, { entry: { locales: ['fr-fr'] } })).status).toBe(200);
    expect((await get(`${authors}/${bob}?locale=fr-fr`)).body.entry.locale).toBe('en-us');
  });

  it('keeps unique values of entries in the trash', async () => {
    const { post, remove } = await openStack();
    await remove(`${authors}/${ann}`);
    expect((await remove(`${authors}/${ann}`)).status).toBe(422);
    expect((await post(authors, { entry: { title: 'Ann' } })).body).toMatchObject({
      error_code: 119,
      errors: { title: ['is not unique.'] },
    });
  });
});
