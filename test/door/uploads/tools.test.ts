// Uploads through the tools: a file of this machine ends up in the stack, and over HTTP none is read.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { type Json, open } from '../../harness.ts';
import { connect, serve, textOf } from '../../server/transports/serving.ts';
import { png } from './reading.ts';

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tools-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'dot.html'), png);
  writeFileSync(join(folder, 'field.html'), '<p>Hi</p>');
  return folder;
}

it('uploads an asset and an extension from an allowed directory, and replaces the file of an asset', async () => {
  const folder = makeFolder();
  await using opened = await open({ settings: { UPLOAD_DIRS: folder }, answers: 'raw' });
  const { call, client, sandbox } = opened;
  const { asset } = (await call('upload_asset', { upload: join(folder, 'dot.html'), title: 'Dot' })) as { asset: Json };
  expect(asset).toMatchObject({ filename: 'dot.png', content_type: 'image/png', file_size: String(png.length) });
  const named = { asset_uid: asset.uid, slug: 'dot' };
  const permanent_url = `${sandbox.origin}/v3/assets/${sandbox.api_key}/${asset.uid}/dot`;
  await call('set_asset_url', { asset_uid: asset.uid, asset: { permanent_url } });
  const { content } = await client.callTool({ name: 'download_asset', arguments: named });
  expect(content).toContainEqual({ type: 'image', mimeType: 'image/png', data: png.toString('base64') });
  const replaced = await call('replace_asset', { asset_uid: asset.uid, upload: 'field.html' });
  expect(replaced.asset).toMatchObject({ filename: 'field.html', content_type: 'text/html', file_size: '9' });
  const field = { upload: 'field.html', title: 'F', type: 'field', data_type: 'text' };
  expect((await call('upload_extension', field)).extension).toMatchObject({ title: 'F' });
});

it('says why a file is not sent, and sends nothing', async () => {
  const folder = makeFolder();
  await using opened = await open({ settings: { UPLOAD_DIRS: folder, UPLOAD_URLS: 'off' } });
  const { fail, sandbox } = opened;
  for (const upload of ['/etc/passwd', 'https://example.com/a.png', 'missing.png']) {
    const said = await fail('upload_asset', { upload });
    expect(said).toMatch(/Nothing was sent.*\n- upload: [^\n]+$/);
    expect(said).not.toContain(folder);
  }
  expect(sandbox.requests.filter(({ method }) => method === 'POST')).toEqual([]);
});

it('reads no file of this machine for who calls over HTTP', async () => {
  const folder = makeFolder();
  const { url } = await serve(['--sandbox', '--http', '0'], { CONTENTSTACK_UPLOAD_DIRS: folder });
  const client = await connect('2, modern', url);
  const args = { upload: join(folder, 'dot.html') };
  const refused = await client.callTool({ name: 'upload_asset', arguments: args });
  expect(textOf(refused)).toContain('files on this machine are not read for callers over HTTP');
  const inline = { upload: `data:;name=dot.png;base64,${png.toString('base64')}` };
  expect(await client.callTool({ name: 'upload_asset', arguments: inline })).not.toMatchObject({ isError: true });
  await client.close();
});
