// One entry beyond its content: publishing, versions and names, references, export and import.
import { describe, expect, it } from 'vitest';
import { ann, articles, authors, bob, openStack, snow } from '../small-stack.ts';

const done = 'The requested action has been performed.';
const production = 'blt00000000000000d2';
const development = 'blt00000000000000d1';
const where = (environments: string[], locales?: string[]) => ({
  entry: { environments, ...(locales ? { locales } : {}) },
});
const details = `${authors}/${bob}?include_publish_details=true`;

describe('publishing', () => {
  it('publishes by name or uid, in each language', async () => {
    const { get, post } = await openStack();
    const reply = await post(`${authors}/${bob}/publish`, where(['development', production], ['en-us', 'fr-fr']));
    expect(reply).toMatchObject({ status: 200, body: { notice: done } });
    expect(reply.body).not.toHaveProperty('job_id');
    const published = (await get(details)).body.entry.publish_details;
    expect(published).toHaveLength(4);
    expect(published).toContainEqual({
      environment: development,
      locale: 'fr-fr',
      version: 1,
      time: expect.any(String),
      user: expect.any(String),
    });
    expect(published.find((item: { locale: string }) => item.locale === 'en-us').version).toBe(2);
  });

  it('can show the details of one language alone', async () => {
    const { get, post } = await openStack({ choices: { publishDetails: 'that locale' } });
    await post(`${authors}/${bob}/publish`, where(['development'], ['en-us', 'fr-fr']));
    expect((await get(`${details}&locale=fr-fr`)).body.entry.publish_details).toMatchObject([{ locale: 'fr-fr' }]);
  });

  it('publishes a version, and the master without languages', async () => {
    const { get, post } = await openStack();
    await post(`${authors}/${bob}/publish`, { ...where(['development']), version: 1, locale: 'en-us' });
    expect((await get(details)).body.entry.publish_details).toContainEqual(
      expect.objectContaining({ environment: development, locale: 'en-us', version: 1 }),
    );
  });

  it('takes the version for that of the language it is told, and the latest of the others', async () => {
    const { get, post } = await openStack();
    const both = { ...where(['development'], ['en-us', 'fr-fr']), locale: 'en-us', version: 2 };
    expect((await post(`${authors}/${bob}/publish`, both)).status).toBe(200);
    const { publish_details } = (await get(details)).body.entry;
    const there = publish_details.filter((item: { environment: string }) => item.environment === development);
    expect(there.map((item: { locale: string; version: number }) => [item.locale, item.version])).toEqual([
      ['en-us', 2],
      ['fr-fr', 1],
    ]);
    expect((await post(`${authors}/${bob}/publish`, { ...both, version: 3 })).status).toBe(422);
  });

  it('publishes every localised version', async () => {
    const { get, post } = await openStack();
    await post(`${authors}/${bob}/publish?publish_all_localized=true`, where(['development']));
    const { publish_details } = (await get(details)).body.entry;
    const there = publish_details.filter((item: { environment: string }) => item.environment === development);
    expect(there.map((item: { locale: string }) => item.locale)).toEqual(['en-us', 'fr-fr']);
  });

  it('gives a job with api_version 3.2', async () => {
    const { post } = await openStack();
    const reply = await post(`${authors}/${bob}/publish`, where(['production']), { headers: { api_version: '3.2' } });
    expect(reply.body).toEqual({ notice: done, job_id: expect.any(String) });
  });

  it('keeps a later time without applying it', async () => {
    const { get, post, sandbox } = await openStack();
    const scheduled_at = new Date(Date.now() + 3_600_000).toISOString();
    const reply = await post(`${authors}/${ann}/publish`, { ...where(['production']), scheduled_at });
    expect(reply.body.notice).toBe(done);
    expect((await get(`${authors}/${ann}?include_publish_details=true`)).body.entry.publish_details).toEqual([]);
    expect(sandbox.state.branches.main?.publish_queue.at(-1)).toMatchObject({
      action: 'publish',
      scheduled_at,
      environment: [production],
      locale: ['en-us'],
      publish_details: { status: 'scheduled' },
    });
    for (const wrong of ['2020-01-01', 'soon', new Date(Date.now() + 4e10).toISOString()]) {
      expect((await post(`${authors}/${ann}/publish`, { ...where(['production']), scheduled_at: wrong })).status).toBe(
        422,
      );
    }
  });

  it('unpublishes where it is told to', async () => {
    const { get, post } = await openStack();
    await post(`${authors}/${bob}/publish`, where(['development', 'production'], ['en-us', 'fr-fr']));
    expect((await post(`${authors}/${bob}/unpublish`, where(['production'], ['en-us']))).body.notice).toBe(done);
    const left = (await get(details)).body.entry.publish_details;
    expect(left).toHaveLength(3);
    expect(left).not.toContainEqual(expect.objectContaining({ environment: production, locale: 'en-us' }));
  });

  it('refuses unknown places, languages and versions', async () => {
    const { post } = await openStack();
    for (const body of [
      where(['nowhere']),
      where([]),
      where(['production'], ['xx']),
      { ...where(['production']), version: 9 },
      { ...where(['production']), version: 'x' },
      { entry: { environments: 'production' } },
    ]) {
      expect(await post(`${authors}/${bob}/publish`, body)).toMatchObject({ status: 422, body: { error_code: 141 } });
    }
    expect((await post(`${authors}/blt1/publish`, where(['production']))).body.error_code).toBe(141);
  });

  it('can answer 161 for an unknown place', async () => {
    const { post } = await openStack({ choices: { unknownEnvironment: { status: 401, code: 161 } } });
    const reply = await post(`${authors}/${bob}/publish`, where(['nowhere']));
    expect(reply).toMatchObject({ status: 401, body: { error_code: 161 } });
  });

  it('refuses an entry that lacks what has become mandatory', async () => {
    const { get, post, put } = await openStack();
    const { schema } = (await get('/content_types/author')).body.content_type;
    const extra = { uid: 'motto', display_name: 'Motto', data_type: 'text', mandatory: true };
    await put('/content_types/author', {
      content_type: { uid: 'author', title: 'Author', schema: [...schema, extra] },
    });
    const reply = await post(`${authors}/${bob}/publish`, where(['production']));
    expect(reply).toMatchObject({ status: 422, body: { error_code: 119, errors: { motto: [expect.any(String)] } } });
  });

  it('ends where the localisation ends, or lasts', async () => {
    const publish = async (client: Awaited<ReturnType<typeof openStack>>) => {
      await client.post(`${authors}/${bob}/publish`, where(['production'], ['fr-fr']));
      await client.post(`${authors}/${bob}/unlocalize?locale=fr-fr`);
      return (await client.get(details)).body.entry.publish_details;
    };
    expect(await publish(await openStack())).toMatchObject([{ locale: 'en-us' }]);
    expect(await publish(await openStack({ choices: { lostLocalisation: 'stay published' } }))).toHaveLength(2);
  });
});

describe('versions', () => {
  it('lists them, newest first', async () => {
    const { get } = await openStack();
    const path = `${authors}/${bob}/versions`;
    expect((await get(`${path}?include_count=true`)).body).toEqual({
      versions: [
        { _version: 2, locale: 'en-us', _version_name: 'moved' },
        { _version: 1, locale: 'en-us' },
      ],
      count: 2,
    });
    expect((await get(`${path}?skip=1&limit=1&include_updated_at=true&include_updated_by=true`)).body.versions).toEqual(
      [{ _version: 1, locale: 'en-us', updated_at: '2026-01-02T10:00:00.000Z', updated_by: 'blt00000000000000e1' }],
    );
    expect((await get(`${path}?named=true`)).body.versions).toEqual([
      { _version: 2, locale: 'en-us', _version_name: 'moved' },
    ]);
    expect((await get(`${path}?locale=fr-ch`)).body.versions).toEqual([{ _version: 1, locale: 'fr-fr' }]);
  });

  it('names and unnames one', async () => {
    const { get, post, remove } = await openStack();
    const path = `${authors}/${bob}/versions/1/name`;
    const named = await post(path, { entry: { _version_name: 'first', locale: 'en-us' } });
    expect(named.body).toEqual({ notice: 'Version name assigned successfully' });
    const read = async () => (await get(`${authors}/${bob}/versions?named=true`)).body.versions;
    expect(await read()).toHaveLength(2);
    expect((await remove(path, { entry: { locale: 'en-us' } })).body).toEqual({
      notice: 'Version name deleted successfully',
    });
    expect(await read()).toHaveLength(1);
    expect((await remove(path)).status).toBe(422);
  });

  it('needs force to rename, or to take a name that is taken', async () => {
    const { get, post } = await openStack();
    const name = (version: number, entry: object) => post(`${authors}/${bob}/versions/${version}/name`, { entry });
    expect((await name(2, { _version_name: 'other' })).status).toBe(422);
    expect((await name(1, { _version_name: 'moved' })).body.errors).toHaveProperty('_version_name');
    expect((await name(1, { _version_name: 'moved', force: true })).status).toBe(201);
    expect((await get(`${authors}/${bob}/versions?named=true`)).body.versions).toMatchObject([{ _version: 1 }]);
    expect((await name(1, {})).status).toBe(422);
    expect((await name(9, { _version_name: 'x' })).status).toBe(422);
  });
});

describe('references', () => {
  it('lists nothing that points at an entry of the same uid in another type', async () => {
    const { get, post } = await openStack();
    const files = { entry: { uid: bob, title: 'Bob', url: '/bob' } };
    expect((await post(`${articles}/import`, undefined, { files })).body.entry.uid).toBe(bob);
    expect((await get(`${articles}/${bob}/references`)).body.references).toEqual([]);
    expect((await get(`${authors}/${bob}/references`)).body.references).toHaveLength(1);
  });

  it('lists the entries that point here, by fields and blocks', async () => {
    const { get } = await openStack();
    expect((await get(`${authors}/${bob}/references?include_count=true`)).body).toEqual({
      references: [
        {
          entry_uid: snow,
          content_type_uid: 'article',
          content_type_title: 'Article',
          title: 'First Snow',
          locale: 'en-us',
        },
      ],
      count: 1,
    });
    const whole = (await get(`${authors}/${ann}/references?include_publish_details=true&include_branch=true`)).body;
    expect(whole.references[0]).toMatchObject({ _version: 1, _branch: 'main', publish_details: [{ version: 1 }] });
  });

  it('sees embeds in rich text, and referrers in the trash on request', async () => {
    const { get, put, remove } = await openStack();
    const embed = {
      type: 'reference',
      uid: 'r1',
      attrs: { type: 'entry', 'entry-uid': ann, 'content-type-uid': 'author' },
      children: [],
    };
    await put(`${articles}/${snow}`, {
      entry: { writers: [], parts: [], story: { type: 'doc', uid: 'd', children: [embed] } },
    });
    expect((await get(`${authors}/${ann}/references`)).body.references).toHaveLength(1);
    await put(`${articles}/${snow}`, {
      entry: {
        story: {},
        body: `<div class="embedded-entry" data-sys-entry-uid="${ann}" data-sys-content-type-uid="author"></div>`,
      },
    });
    expect((await get(`${authors}/${ann}/references`)).body.references).toHaveLength(1);
    await remove(`${articles}/${snow}`);
    expect((await get(`${authors}/${ann}/references`)).body.references).toEqual([]);
    expect((await get(`${authors}/${ann}/references?deleted=true`)).body.references).toHaveLength(1);
  });
});

describe('export and import', () => {
  it('exports the bare entry, which another branch takes', async () => {
    const { get, post } = await openStack();
    const exported = (await get(`${articles}/${snow}/export`)).body;
    expect(exported).toMatchObject({ uid: snow, title: 'First Snow', cover: 'blt00000000000000a1', locale: 'en-us' });
    const made = await post(articles, { entry: { ...exported, uid: undefined, title: 'Copy', url: '' } });
    const copy = (await get(`${articles}/${made.body.entry.uid}/export`)).body;
    const imported = await post(`${articles}/import`, undefined, {
      files: { entry: copy },
      headers: { branch: 'next' },
    });
    expect(imported).toMatchObject({
      status: 201,
      body: { notice: 'Entry imported successfully.', entry: { uid: copy.uid, title: 'Copy', _version: 1 } },
    });
  });

  it('can export the read shape, and takes it back', async () => {
    const { get, post } = await openStack({ choices: { exportShape: 'read' } });
    const exported = (await get(`${articles}/${snow}/export`)).body;
    expect(exported.cover).toMatchObject({ filename: 'hill.jpg' });
    const files = { entry: { ...exported, uid: undefined, title: 'Second Snow', url: '/second-snow' } };
    const imported = await post(`${articles}/import`, undefined, { files });
    expect(imported).toMatchObject({ status: 201, body: { entry: { cover: { filename: 'hill.jpg' } } } });
  });

  it('exports a language', async () => {
    const { get } = await openStack();
    expect((await get(`${authors}/${bob}/export?locale=fr-fr`)).body).toMatchObject({ city: 'Paris', locale: 'fr-fr' });
  });

  it('overwrites only when told to', async () => {
    const { get, post } = await openStack();
    const files = { entry: { uid: ann, title: 'Ann', city: 'Zug' } };
    const broken = { form: new FormData() };
    broken.form.append('entry', '{');
    for (const wrong of [broken, { files: { entry: ['Ann'] } }, { files: { other: {} } }]) {
      expect((await post(`${authors}/import`, undefined, wrong)).status).toBe(400);
    }
    const refused = await post(`${authors}/import`, undefined, { files });
    expect(refused.body).toMatchObject({ error_code: 119, errors: { title: ['is not unique.'] } });
    const over = await post(`${authors}/import?overwrite=true`, undefined, { files });
    expect(over.body.entry).toMatchObject({ uid: ann, city: 'Zug', _version: 2 });
    expect((await get(`${authors}/${ann}`)).body.entry).not.toHaveProperty('born');
  });

  it('imports a new version, in a language too', async () => {
    const { get, post } = await openStack();
    const files = { entry: { title: 'Ann', city: 'Zug' } };
    const { body } = await post(`${authors}/${ann}/import`, undefined, { files });
    expect(body).toMatchObject({
      notice: 'Entry imported successfully.',
      entry: { _version: 2, city: 'Zug', born: 1970 },
    });
    const whole = await post(`${authors}/${ann}/import?overwrite=true`, undefined, { files });
    expect(whole.body.entry).not.toHaveProperty('born');
    await post(`${authors}/${ann}/import?locale=fr-fr`, undefined, { files: { entry: { city: 'Zoug' } } });
    expect((await get(`${authors}/${ann}?locale=fr-fr`)).body.entry).toMatchObject({ locale: 'fr-fr', city: 'Zoug' });
  });
});
