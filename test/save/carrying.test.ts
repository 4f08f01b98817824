// What a release or a bulk call publishes is told item by item: what was live there, and what is sent.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { uidOf } from '../../src/sandbox/seed/form/names.ts';
import { type Json, open } from '../harness.ts';

const release = { release_uid: 'bltbdcf5efa416104c6' };

it('says of each item of a release which version is live and which is sent, and what it takes off', async () => {
  await using opened = await open();
  const items = (await opened.call('list_release_items', release)).rows as unknown[][];
  expect(items.length).toBe(3);
  opened.sandbox.requests.length = 0;
  const receipt = await opened.call('deploy_release', { ...release, release: { environments: ['staging'] } });
  const places = receipt.places as string[];
  expect(places.length).toBe(3);
  expect(places).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^"Ten years of Larkfell" staging en-us: version \d+ → version \d+$/),
      expect.stringMatching(/^"Down at the old price" staging en-us: (version \d+|not live) → not live$/),
    ]),
  );
  // The items, and one list for each content type and language.
  expect(opened.sandbox.requests.filter(({ method }) => method === 'GET').length).toBeLessThanOrEqual(5);
});

it('counts all items of a release that has more than a page of them', async () => {
  await using opened = await open({ settings: { CONFIRM: 'never' } });
  const held = opened.sandbox.state.branches.main?.releases[release.release_uid]?.items ?? [];
  const [first] = held;
  held.push(...Array.from({ length: 127 }, (_, index) => ({ ...first, uid: `blt${index}` }) as (typeof held)[number]));
  const { places } = await opened.call('deploy_release', { ...release, release: { environments: ['staging'] } });
  expect((places as string[]).at(-1)).toBe('and 110 more');
});

it('says so of a bulk call, and where what is live was not read', async () => {
  await using opened = await open({ settings: { MODULES: 'all' } });
  const { state } = opened.sandbox;
  const entries = Object.entries(state.branches.main?.entries ?? {})
    .flatMap(([content_type, all]) => Object.keys(all).map(uid => ({ uid, content_type, locale: 'en-us', version: 1 })))
    .filter(({ content_type }, index, all) => all.findIndex(each => each.content_type === content_type) === index)
    .slice(0, 6);
  const receipt = await opened.call('bulk_publish', { entries, environments: ['staging'], locales: ['en-us'] });
  const places = receipt.places as string[];
  expect(places.length).toBe(entries.length);
  expect(places.filter(place => /(version \d+|not live) → version 1$/.test(place)).length).toBe(4);
  expect(places.filter(place => place.endsWith('version 1, what was live was not read')).length).toBe(
    entries.length - 4,
  );
});

it('reads a release of the newer kind as one, to save it and to ask about it', async () => {
  await using opened = await open({ reply: () => ({ action: 'accept', content: { confirm: true } }) });
  const newer = { ...release, release_version: '2.0' };
  for (const [name, args] of [
    ['update_release', { release: { name: 'Ten years on' } }],
    ['deploy_release', { release: { environments: ['production'] } }],
    ['delete_release', {}],
  ] as const) {
    await opened.call(name, { ...newer, ...args });
    const around = opened.sandbox.requests.filter(({ path }) => path.includes('/releases'));
    expect(around.length, name).toBeGreaterThan(1);
    expect(new Set(around.map(({ release_version }) => release_version)), name).toEqual(new Set(['2.0']));
    await opened.sandbox.reset();
  }
});

it('says when nothing happens before', async () => {
  await using opened = await open();
  const scheduled_at = new Date(Date.now() + 7_200_000).toISOString();
  const receipt = await opened.call('deploy_release', {
    ...release,
    release: { environments: ['staging'], scheduled_at },
  });
  expect(receipt.scheduled).toMatch(/^nothing happens before .*, in 2 hours$/);
});

it('says what a file is stored as, where that is another name than it was given', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'carrying-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  await using opened = await open({ settings: { UPLOAD_DIRS: folder } });
  const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const upload = `data:image/webp;name=x.webp;base64,${png}`;
  const made = await opened.call('upload_asset', { upload });
  expect(made.notes).toEqual(['"x.webp" is stored as "x.png", as its content says']);
  const { uid } = made.asset as Json;
  const replaced = await opened.call('replace_asset', { asset_uid: uid, upload });
  expect(replaced.notes).toEqual(['"x.webp" is stored as "x.png", as its content says']);
  const same = await opened.call('upload_asset', { upload: upload.replace('x.webp', 'x.png') });
  expect(same.notes).toBeUndefined();
  // What would be an escape in an address is a part of a file's name; the API itself stores no percent sign.
  writeFileSync(join(folder, 'a%20b.png'), Buffer.from(png, 'base64'));
  const local = await opened.call('upload_asset', { upload: join(folder, 'a%20b.png') });
  expect(local.notes).toEqual(['"a%20b.png" is stored as "a_20b.png"']);
});

it('names the branch behind an alias', async () => {
  await using opened = await open();
  const page = { content_type_uid: 'page', entry_uid: uidOf('page', 'about'), branch: 'live' };
  const receipt = await opened.call('update_entry', { ...page, entry: { title: 'About all of us' } });
  expect(receipt).toMatchObject({ branch: 'live', alias_of: 'main' });
});

it('refuses channels that never fire, and lets those go back that are stored', async () => {
  await using opened = await open();
  const webhook = (channels: string[]) => ({
    name: 'W',
    channels,
    destinations: [{ target_url: 'https://elsewhere.example', authentication_type: 'None' }],
  });
  for (const channel of [
    'entry.publish',
    'entries.create',
    'content_types.entries.publish',
    'content_types',
    'asset.create',
  ]) {
    const text = await opened.fail('create_webhook', { webhook: webhook([channel, 'assets.create']) });
    expect(text, channel).toMatch(/webhook\.channels: "[^"]+" is not a channel that fires/);
    expect(text).not.toContain('"assets.create"');
  }
  expect(opened.sandbox.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  const channels = [
    ...['content_types.entries.create', 'content_types.page.entries.environments.production.publish.success'],
    ...[
      'assets.environments.unpublish.fail',
      'releases.environments.deploy',
      'branch.create.completed',
      'taxonomies.terms.update',
    ],
  ];
  await opened.call('create_webhook', { webhook: webhook(channels) });
  const [held] = Object.values(opened.sandbox.state.webhooks) as unknown as { uid: string; channels: string[] }[];
  if (held) held.channels = ['entry.publish'];
  const own = { webhook_uid: held?.uid };
  await opened.call('update_webhook', { ...own, webhook: { channels: ['entry.publish', 'assets.create'] } });
  expect(await opened.fail('update_webhook', { ...own, webhook: { channels: ['entry.unpublish'] } })).toContain(
    'not a channel',
  );
  await using off = await open({ settings: { CHECK: 'off' } });
  await off.call('create_webhook', { webhook: webhook(['entry.publish']) });
});
