// Seeds: what a wrong one is told, and that a right one lasts.
import { expect, it } from 'vitest';
import { startSandbox } from '../../../src/sandbox/index.ts';
import { demoSeed } from '../../../src/sandbox/seed/demo/index.ts';
import type { Seed } from '../../../src/sandbox/seed/form/format.ts';
import { buildState } from '../../../src/sandbox/seed/planting/build.ts';
import { ann, authors, openStack, seed } from '../small-stack.ts';

const withEntry = (fields: Record<string, unknown>, more: Partial<Seed['entries'][number]> = {}): Seed => ({
  ...seed,
  entries: [
    {
      uid: 'bltwrong',
      content_type: 'author',
      saves: [{ locale: 'en-us', at: '2026-01-01T00:00:00.000Z', by: 'blt1', fields }],
      ...more,
    },
  ],
});

const save = (locale: string) => ({ locale, at: '2026-01-01T00:00:00.000Z', by: 'blt1', fields: { title: 'T' } });

const withRequest = (more: object): Seed => ({
  ...seed,
  requests: [{ request: 'POST /labels', body: {}, at: '2026-01-01T00:00:00.000Z', by: 'blt1', ...more }],
});

const published = (environment: string, locale: string) => ({
  published: [{ environment, locale, at: '2026-01-01T00:00:00.000Z' }],
});

const withAsset = (more: Partial<Seed['assets'][number]>): Seed => ({
  ...seed,
  assets: seed.assets.map(asset => ({ ...asset, ...more })),
});

it.each([
  ['a folder of an asset', withAsset({ parent_uid: 'bltgone' }), /00a1.*bltgone/],
  ['an environment of an asset', withAsset({ published: ['moon'] }), /00a1.*moon/],
  ['a value', withEntry({ title: 'T', born: 'x' }), /bltwrong.*born/],
  ['a missing title', withEntry({}), /bltwrong.*title/],
  ['a field that is not there', withEntry({ title: 'T', colour: 'red' }), /bltwrong.*colour/],
  ['a content type', withEntry({ title: 'T' }, { content_type: 'poem' }), /bltwrong.*poem/],
  ['an environment', withEntry({ title: 'T' }, published('moon', 'en-us')), /bltwrong.*moon/],
  ['a language of a save', withEntry({ title: 'T' }, { saves: [save('xx')] }), /bltwrong.*xx/],
  ['a first save in another language', withEntry({ title: 'T' }, { saves: [save('fr-fr')] }), /bltwrong.*master/],
  ['a request', withRequest({ request: 'POST /nowhere' }), /POST .nowhere: there is no such request/],
  ['a request that does nothing', withRequest({ request: 'POST /bulk/workflow' }), /POST .bulk.workflow: .*105/],
  ['the branch of a request', withRequest({ branch: 'moon' }), /there is no branch 'moon'/],
  ['a language', withEntry({ title: 'T' }, published('production', 'xx')), /bltwrong.*xx/],
  [
    'a reference',
    withEntry({ title: 'T', writers: [{ uid: 'bltgone', _content_type_uid: 'author' }] }, { content_type: 'article' }),
    /bltwrong.*bltgone/,
  ],
  ['an asset', withEntry({ title: 'T', cover: 'bltgone' }, { content_type: 'article' }), /bltwrong.*bltgone/],
  ['a schema', { ...seed, content_types: [{ uid: 'poem', title: 'Poem', schema: [] }] }, /poem.*schema/],
  ['a branch', { ...seed, branches: [{ uid: 'next', source: 'moon' }] }, /next.*moon/],
])('names what has a wrong %s', async (_, wrong, message) => {
  await expect(startSandbox({ seed: wrong })).rejects.toThrow(message);
});

it('applies what was done on a branch to that branch alone', async () => {
  const changes = [
    {
      branch: 'next',
      entries: [
        {
          uid: ann,
          content_type: 'author',
          saves: [{ locale: 'en-us', at: '2026-01-08T00:00:00.000Z', by: 'blt1', fields: { city: 'Chur' } }],
        },
      ],
    },
  ];
  const { get } = await openStack({ seed: { ...seed, changes } });
  expect((await get(`${authors}/${ann}`)).body.entry).toMatchObject({ city: 'Bern', _version: 1 });
  const there = await get(`${authors}/${ann}`, { headers: { branch: 'next' } });
  expect(there.body.entry).toMatchObject({ city: 'Chur', _version: 2, born: 1970 });
});

it('deletes what the seed says was deleted, and writes it down', async () => {
  const deleted = '2026-02-01T00:00:00.000Z';
  const [gone = ''] = seed.assets.map(({ uid }) => uid);
  const { get, sandbox } = await openStack({
    seed: {
      ...seed,
      assets: seed.assets.map(asset => (asset.uid === gone ? { ...asset, deleted } : asset)),
      entries: seed.entries.map(entry => (entry.uid === ann ? { ...entry, deleted } : entry)),
    },
  });
  for (const path of [`/assets/${gone}`, `${authors}/${ann}`]) expect((await get(path)).status).toBe(422);
  const log = sandbox.state.branches.main?.audit_log ?? [];
  const deletions = log.filter(({ event_type }) => event_type === 'delete');
  expect(deletions).toMatchObject([
    { module: 'entry', created_at: deleted, metadata: { uid: ann } },
    { module: 'asset', created_at: deleted, metadata: { uid: gone } },
  ]);
});

it('leaves the seed as it was', async () => {
  const before = structuredClone(seed);
  const { put, remove } = await openStack();
  await put(`${authors}/${ann}`, { entry: { city: 'Chur' } });
  await remove('/environments/production');
  expect(seed).toEqual(before);
});

it('answers no more once it is closed, kept connections or not', async () => {
  const { get, sandbox } = await openStack();
  expect((await get('/locales')).status).toBe(200);
  await sandbox.close();
  await expect(get('/locales')).rejects.toThrow();
});

it('comes up in the same way each time, uids and dates included', () => {
  expect(buildState(demoSeed)).toEqual(buildState(demoSeed));
});
