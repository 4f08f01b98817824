// Assets: uploads and what is read from their bytes, one PUT for four things, deletion.
import { describe, expect, it } from 'vitest';
import { articles, hill, openStack, snow } from '../small-stack.ts';
import { file, form, load, note, svg, upload } from '../uploads.ts';

describe('upload', () => {
  it('stores the bytes and serves them to anyone at the url', async () => {
    const client = await openStack();
    const fields = { title: 'A note', description: 'To read', tags: 'one, two' };
    const { status, body } = await client.post('/assets', undefined, { form: form(note(), fields) });
    expect(status).toBe(201);
    expect(body).toMatchObject({ notice: 'Asset created successfully.' });
    const url = `${client.sandbox.origin}/v3/assets/${client.sandbox.api_key}/${body.asset.uid}/`;
    expect(body.asset).toEqual({
      uid: expect.stringMatching(/^blt[0-9a-f]{16}$/),
      title: 'A note',
      description: 'To read',
      tags: ['one', 'two'],
      filename: 'note.txt',
      content_type: 'text/plain',
      file_size: '5',
      url: expect.stringMatching(new RegExp(`^${url}[0-9a-f]{24}/note\\.txt$`)),
      is_dir: false,
      parent_uid: null,
      ACL: {},
      _version: 1,
      created_at: expect.any(String),
      updated_at: body.asset.created_at,
      created_by: expect.any(String),
      updated_by: body.asset.created_by,
    });
    expect(await load(body.asset.url)).toMatchObject({ status: 200, type: 'text/plain', text: 'Hello' });
    expect((await client.get(`/assets/${body.asset.uid}`)).body.asset).toEqual(body.asset);
  });

  it('takes the title from the file and the type from its name where nothing is said', async () => {
    const asset = await upload(await openStack(), {}, file('{}', 'data.json'));
    expect(asset).toMatchObject({ title: 'data.json', content_type: 'application/json', tags: [] });
    expect(asset).not.toHaveProperty('description');
  });

  it('replaces the characters that file names may not have', async () => {
    const asset = await upload(await openStack(), {}, note('x', "a b#c%d^e+f?g*h|i'j{k}l=m,n.txt"));
    expect(asset.filename).toBe('a_b_c_d_e_f_g_h_i_j_k_l_m_n.txt');
    expect(await load(asset.url)).toMatchObject({ status: 200, text: 'x' });
  });

  it('reads the dimension of a picture from its bytes', async () => {
    const client = await openStack();
    const picture = (bytes: string) => new Uint8Array(Buffer.from(bytes, 'base64'));
    const png = 'iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAYAAAC56t6BAAAAC0lEQVR42mNgwAcAAB4AAQ7WgJgAAAAASUVORK5CYII=';
    const gif = 'R0lGODlhBQAHAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=';
    const webp = 'UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoJAAQADsD+JaQAA3AAAAAA';
    const sent: [File, object][] = [
      [file(picture(png), 'a.png'), { width: 2, height: 3 }],
      [file(picture(gif), 'a.gif'), { width: 5, height: 7 }],
      [file(picture(webp), 'a.webp'), { width: 9, height: 4 }],
      [file(svg(64, 32), 'a.svg'), { width: 64, height: 32 }],
    ];
    for (const [each, dimension] of sent) {
      const query = { form: form(each) };
      const { body } = await client.post('/assets?include_dimension=true', undefined, query);
      expect(body.asset.dimension).toEqual(dimension);
    }
    const broken = { form: form(file('no picture', 'b.png')) };
    const { body } = await client.post('/assets?include_dimension=true', undefined, broken);
    expect(body.asset).toMatchObject({ content_type: 'image/png', file_size: '10' });
    expect(body.asset).not.toHaveProperty('dimension');
    expect(await upload(client, {}, file(svg(1, 1), 'c.svg'))).not.toHaveProperty('dimension');
  });

  it('gives relative urls when asked', async () => {
    const { post, sandbox } = await openStack();
    const { body } = await post('/assets?relative_urls=true', undefined, { form: form(note()) });
    expect(body.asset.url).toMatch(/^\/v3\/assets\//);
    expect((await load(sandbox.origin + body.asset.url)).text).toBe('Hello');
  });

  it('wants a file, with 422 or 400', async () => {
    const { post } = await openStack();
    const refusal = { status: 422, body: { error_code: 141, errors: { upload: ['is a required field.'] } } };
    expect(await post('/assets', undefined, { form: form(null, { title: 'x' }) })).toMatchObject(refusal);
    expect(await post('/assets', { asset: { title: 'x' } })).toMatchObject(refusal);
    const other = await openStack({ choices: { missingUpload: 400 } });
    expect((await other.post('/assets', undefined, { form: form(null, { title: 'x' }) })).status).toBe(400);
  });

  it('refuses a file above the limit, with 413 or 422', async () => {
    const choices = { assetSizeLimit: { megabytes: 0.001, status: 413 as const } };
    const { post } = await openStack({ choices });
    expect((await post('/assets', undefined, { form: form(note('x'.repeat(1048))) })).status).toBe(201);
    expect((await post('/assets', undefined, { form: form(note('x'.repeat(1049))) })).status).toBe(413);
    const other = await openStack({ choices: { assetSizeLimit: { megabytes: 0.001, status: 422 } } });
    const reply = await other.post('/assets', undefined, { form: form(note('x'.repeat(2000))) });
    expect(reply).toMatchObject({ status: 422, body: { error_code: 141, errors: { upload: ['is too large.'] } } });
  });

  it('refuses an unknown folder and an empty title', async () => {
    const { post } = await openStack();
    const send = async (fields: Record<string, string>) =>
      (await post('/assets', undefined, { form: form(note(), fields) })).body;
    expect((await send({ parent_uid: 'blt1' })).errors).toEqual({ parent_uid: ['is not valid.'] });
    expect((await send({ title: '' })).errors).toEqual({ title: ['is a required field.'] });
  });

  it('refuses the asset after the ten thousandth', async () => {
    const { post, sandbox } = await openStack();
    const { main } = sandbox.state.branches;
    const some = main?.assets[hill];
    for (let index = 1; index < 10_000 && main && some; index++) main.assets[`blt${index}`] = some;
    const reply = await post('/assets', undefined, { form: form(note()) });
    expect(reply).toMatchObject({ status: 422, body: { errors: { assets: expect.any(Array) } } });
  });
});

describe('one PUT', () => {
  it('replaces the file as a new version, and the old one stays readable', async () => {
    const client = await openStack();
    const { uid, url } = await upload(client, { title: 'Note', tags: 'a' }, file(svg(4, 4), 'one.svg'));
    const sent = { form: form(note('Again', 'two.txt')) };
    const { body } = await client.put(`/assets/${uid}?include_dimension=true`, undefined, sent);
    expect(body).toMatchObject({ notice: 'Asset updated successfully.' });
    const facts = {
      _version: 2,
      filename: 'two.txt',
      content_type: 'text/plain',
      file_size: '5',
      title: 'Note',
      tags: ['a'],
    };
    expect(body.asset).toMatchObject({ uid, ...facts });
    expect(body.asset).not.toHaveProperty('dimension');
    expect(body.asset.url).not.toBe(url);
    expect((await load(body.asset.url)).text).toBe('Again');
    expect((await load(url)).text).toBe(svg(4, 4));
    const first = (await client.get(`/assets/${uid}?version=1&include_dimension=true`)).body.asset;
    expect(first).toMatchObject({ _version: 1, filename: 'one.svg', url, dimension: { width: 4, height: 4 } });
    expect(await client.get(`/assets/${uid}?version=9`)).toMatchObject({ status: 422, body: { error_code: 141 } });
  });

  it('changes details, as JSON or as a form, in a new version or in the same one', async () => {
    const client = await openStack();
    const { uid } = await upload(client);
    const changed = await client.put(`/assets/${uid}`, {
      asset: { title: 'New', tags: ['x', 'y'], description: 'Why' },
    });
    expect(changed.body.asset).toMatchObject({ title: 'New', tags: ['x', 'y'], description: 'Why', _version: 2 });
    const again = await client.put(`/assets/${uid}`, undefined, { form: form(null, { title: 'Newer' }) });
    expect(again.body.asset).toMatchObject({ title: 'Newer', description: 'Why', _version: 3, filename: 'note.txt' });
    expect((await load(again.body.asset.url)).text).toBe('Hello');
    for (const [asset, key] of [
      [{ title: 1 }, 'title'],
      [{ description: 1 }, 'description'],
      [{ tags: [1] }, 'tags'],
      [{ parent_uid: 'blt1' }, 'parent_uid'],
    ] as const) {
      const reply = await client.put(`/assets/${uid}`, { asset });
      expect(reply).toMatchObject({ status: 422, body: { error_code: 141, errors: { [key]: [expect.any(String)] } } });
    }
    const same = await openStack({ choices: { assetDetails: 'same version' } });
    const { body } = await same.put(`/assets/${hill}`, { asset: { title: 'New' } });
    expect(body.asset).toMatchObject({ title: 'New', _version: 1 });
  });

  it('makes an earlier version the latest: as a copy, or as itself', async () => {
    const openReplaced = async (options: Parameters<typeof openStack>[0] = {}) => {
      const client = await openStack(options);
      const { uid } = await upload(client, { title: 'First' });
      await client.put(`/assets/${uid}`, undefined, { form: form(note('Second'), { title: 'Second' }) });
      return { ...client, path: `/assets/${uid}` };
    };
    const { put, path } = await openReplaced();
    const { body } = await put(path, { asset: { description: 'Back' }, version: 1 });
    expect(body.asset).toMatchObject({ _version: 3, title: 'First', description: 'Back' });
    expect((await load(body.asset.url)).text).toBe('Hello');
    expect((await put(path, { asset: {}, version: 7 })).body.errors).toEqual({ version: ['is not valid.'] });
    expect((await put(path, { version: 'x' })).body.errors).toEqual({ version: ['is not valid.'] });
    expect((await put(path, { version: 2 })).body.asset).toMatchObject({ _version: 4, title: 'Second' });

    const other = await openReplaced({ choices: { assetRevision: 'that version' } });
    expect((await other.put(other.path, { version: 1 })).body.asset).toMatchObject({ _version: 1, title: 'First' });
    expect((await other.get(other.path)).body.asset._version).toBe(1);
    expect((await other.put(other.path, { asset: { title: 'Third' } })).body.asset._version).toBe(3);
  });

  it('sets a permanent URL once', async () => {
    const { put, get, sandbox } = await openStack();
    const urlOf = (slug: string, key = sandbox.api_key) =>
      `https://images.contentstack.io/v3/assets/${key}/${hill}/${slug}`;
    const set = (permanent_url: unknown) => put(`/assets/${hill}`, { asset: { permanent_url } });
    for (const wrong of ['hill.jpg', urlOf('a/b'), urlOf(''), urlOf('x', 'blt1'), urlOf('x'.repeat(256)), 5]) {
      expect(await set(wrong)).toMatchObject({
        status: 422,
        body: { errors: { permanent_url: [expect.any(String)] } },
      });
    }
    expect((await set(urlOf('hill.jpg'))).body.asset.permanent_url).toBe(urlOf('hill.jpg'));
    expect((await get(`/assets/${hill}`)).body.asset.permanent_url).toBe(urlOf('hill.jpg'));
    expect((await set(urlOf('hill.jpg'))).status).toBe(200);
    expect((await set(urlOf('other.jpg'))).body.errors).toEqual({
      permanent_url: ['is there already and cannot be changed.'],
    });
  });
});

it('is gone after deletion, and what refers to it points nowhere', async () => {
  const { get, remove } = await openStack();
  expect((await remove(`/assets/${hill}`)).body).toEqual({ notice: 'Asset deleted successfully.' });
  expect(await get(`/assets/${hill}`)).toMatchObject({ status: 422, body: { error_code: 141 } });
  expect((await remove(`/assets/${hill}`)).status).toBe(422);
  expect((await get(`${articles}/${snow}`)).body.entry.cover).toBe(hill);
  const other = await openStack({ choices: { notFoundStatus: { assets: 404 } } });
  expect((await other.get('/assets/blt1')).status).toBe(404);
});

it('is read but not written with a read-only token', async () => {
  const { get, post, remove, sandbox } = await openStack();
  const token = sandbox.tokens.reader ?? '';
  expect((await get('/assets', { token })).status).toBe(200);
  expect((await post('/assets', undefined, { token, form: form(note()) })).status).toBe(401);
  expect((await remove(`/assets/${hill}`, undefined, { token })).status).toBe(401);
  expect((await get(`/assets/${hill}`)).status).toBe(200);
});

it('leaves its changes in the audit log', async () => {
  const client = await openStack();
  const { uid } = await upload(client, { title: 'Note' });
  await client.put(`/assets/${uid}`, { asset: { title: 'Note 2' } });
  await client.remove(`/assets/${uid}`);
  const { audit_log: all = [] } = client.sandbox.state.branches.main ?? {};
  const log = all.filter(({ module }) => module === 'asset');
  expect(log.map(({ module, event_type }) => [module, event_type])).toEqual([
    ['asset', 'create'],
    ['asset', 'update'],
    ['asset', 'delete'],
  ]);
  expect(log[1]?.metadata).toEqual({ uid, title: 'Note 2', version: 2 });
});

it('keeps its bytes in a state that is plain JSON', async () => {
  const client = await openStack();
  const { url } = await upload(client);
  const { state } = client.sandbox;
  expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  expect((await load(url)).text).toBe('Hello');
});
