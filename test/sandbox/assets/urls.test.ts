// Addresses of assets: the url of each version, and the permanent URL.
import { imageSize } from 'image-size';
import { describe, expect, it } from 'vitest';
import { articles, hill, openStack, seed, snow } from '../small-stack.ts';
import { form, load, note, upload } from '../uploads.ts';

describe('urls', () => {
  it('lead nowhere with another name, branch, key or asset, nor after deletion', async () => {
    const client = await openStack();
    const { url, uid } = await upload(client);
    const text = String(url);
    for (const wrong of [
      `${text}x`,
      `${text}?branch=none`,
      text.replace(client.sandbox.api_key, 'blt1'),
      text.replace(String(uid), hill),
    ]) {
      expect((await load(wrong)).status).toBe(404);
    }
    await client.remove(`/assets/${uid}`);
    expect((await load(url)).status).toBe(404);
  });

  it('of another branch name it, or an alias of it, and its files are kept once', async () => {
    const client = await openStack({ seed: { ...seed, aliases: [{ alias: 'soon', target: 'next' }] } });
    const next = { headers: { branch: 'next' } };
    const { body } = await client.post('/assets', undefined, { form: form(note()), ...next });
    expect(body.asset.url).toMatch(/\?branch=next$/);
    expect((await load(body.asset.url)).text).toBe('Hello');
    const [bare] = String(body.asset.url).split('?');
    expect((await load(`${bare}?branch=soon`)).text).toBe('Hello');
    expect((await load(bare)).status).toBe(404);
    expect((await client.get(`/assets/${body.asset.uid}`)).status).toBe(422);
    const { uid } = await upload(client);
    expect(Object.keys(client.sandbox.state.files)).toHaveLength(1);
    await client.remove(`/assets/${uid}`);
    expect(Object.keys(client.sandbox.state.files)).toHaveLength(1);
    await client.remove(`/assets/${body.asset.uid}`, undefined, next);
    expect(client.sandbox.state.files).toEqual({});
  });

  it('of seeded assets give small files that really are of their type', async () => {
    const client = await openStack({ seed: (await import('../../../src/sandbox/seed/demo/index.ts')).demoSeed });
    const asked = { token: client.sandbox.tokens.read_write ?? '' };
    const { body } = await client.get('/assets?include_dimension=true', asked);
    expect(body.assets).toHaveLength(12);
    for (const asset of body.assets) {
      const { status, type, bytes, text } = await load(asset.url);
      expect([status, type]).toEqual([200, asset.content_type]);
      if (asset.dimension) expect(imageSize(bytes)).toMatchObject(asset.dimension);
      else expect(text).toMatch(/^(<svg |%PDF-)/);
    }
  });

  it('is a whole asset in an entry that holds it', async () => {
    const { get } = await openStack();
    const { cover } = (await get(`${articles}/${snow}`)).body.entry;
    expect(cover).toEqual((await get(`/assets/${hill}`)).body.asset);
    expect((await load(cover.url)).type).toBe('image/jpeg');
  });
});

describe('permanent URL', () => {
  async function openPermanent(options: Parameters<typeof openStack>[0] = {}) {
    const client = await openStack(options);
    const { origin, api_key } = client.sandbox;
    const { uid } = await upload(client);
    const url = `${origin}/v3/assets/${api_key}/${uid}/my-note`;
    await client.put(`/assets/${uid}`, { asset: { permanent_url: url } });
    return { ...client, url, path: `/assets/${uid}` };
  }

  it('gives the latest version, or the one in an environment', async () => {
    const { url, path, post, put } = await openPermanent();
    expect((await load(`${url}?environment=production`)).status).toBe(404);
    await post(`${path}/publish`, { asset: { environments: ['production'], locales: ['en-us'] } });
    await put(path, undefined, { form: form(note('Later')) });
    expect(await load(url)).toMatchObject({ status: 200, type: 'text/plain', text: 'Later' });
    expect((await load(`${url}?environment=production`)).text).toBe('Hello');
  });

  it('is 404 with another slug or for an asset without one', async () => {
    const { url, sandbox } = await openPermanent();
    expect((await load(`${url}s`)).status).toBe(404);
    expect((await load(`${sandbox.origin}/v3/assets/${sandbox.api_key}/${hill}/hill.jpg`)).status).toBe(404);
  });

  it('is public but for wrong credentials, or wants a token', async () => {
    const { url, sandbox } = await openPermanent();
    const headers = { api_key: sandbox.api_key, authorization: sandbox.tokens.reader ?? '' };
    expect((await load(url, headers)).status).toBe(200);
    expect((await load(url, { ...headers, authorization: 'cs1' })).status).toBe(401);
    const other = await openPermanent({ choices: { permanentUrlAccess: 'token' } });
    expect((await load(other.url)).status).toBe(412);
    expect((await load(other.url, { api_key: other.sandbox.api_key })).status).toBe(401);
    expect((await load(other.url, headers)).status).toBe(200);
  });
});
