// Edits of entries on the demo stack: each job in one call, with what it answers, and nothing else touched.
import { expect, it } from 'vitest';
import { uidOf } from '../../../src/sandbox/seed/form/names.ts';
import type { Json } from '../../harness.ts';
import { listRows, openStack, type Stack } from '../sandbox.ts';

const post = { content_type_uid: 'blog_post', entry_uid: uidOf('blog_post', 'stove-fuels') };
const home = { content_type_uid: 'page', entry_uid: uidOf('page', 'home') };

async function read(opened: Stack, { content_type_uid, entry_uid }: Json, locale = 'en-us'): Promise<Json> {
  const { entry } = await opened.send(
    'GET',
    `/content_types/${content_type_uid}/entries/${entry_uid}?locale=${locale}`,
  );
  return entry as Json;
}

it('sets a text, and tells what is stored', async () => {
  await using opened = await openStack();
  const { answer, paths } = await opened.watch('edit_entry', {
    ...post,
    edits: [{ at: 'seo.description', set: 'New.' }],
  });
  expect(paths.filter(path => !path.startsWith('GET'))).toHaveLength(1);
  expect(answer.says).toMatch(/^saved as v\d+ in en-us: 1 change in /);
  expect(listRows(answer, ['address', 'change', 'after'])).toEqual([['seo.description', 'set', 'New.']]);
  expect(((await read(opened, post)).seo as Json).description).toBe('New.');
});

it('names what is near an address that leads nowhere', async () => {
  await using opened = await openStack();
  expect(await opened.fail('edit_entry', { ...post, edits: [{ at: 'seo.descripton', set: 'x' }] })).toContain(
    'seo.description',
  );
  expect(await opened.fail('edit_entry', { ...home, edits: [{ at: 'sections[cs0000].hero', remove: true }] })).toMatch(
    /sections\[/,
  );
});

it('empties a field by null, and by an empty text', async () => {
  await using opened = await openStack();
  await opened.call('edit_entry', { ...post, edits: [{ at: 'hero_image', set: null }] });
  await opened.call('edit_entry', { ...post, edits: [{ at: 'seo.description', set: '' }] });
  const after = await read(opened, post);
  expect([after.hero_image ?? null, (after.seo as Json).description]).toEqual([null, '']);
});

it('tells references and files by their titles, and keeps a link that only goes elsewhere', async () => {
  await using opened = await openStack();
  const edits = [
    { at: 'author', set: 'Tomas Berg' },
    { at: 'hero_image', set: 'hut-morning.jpg' },
  ];
  const told = JSON.stringify(await opened.call('edit_entry', { ...post, edits, if_version: 1 }));
  expect(told).toContain('Tomas Berg (');
  expect(told).toContain('Morning at the hut (');
});

it('says what there is where a key of an edit is none', async () => {
  await using opened = await openStack();
  const said = await opened.fail('edit_entry', { ...post, edits: [{ at: 'title', value: 'x' }] });
  expect(said).not.toContain('did you mean');
  expect(said).toMatch(/edits\.0\.value: not known here; there are at, set, /);
});

/** As somebody leaves a content type whose entries nobody brings up to date. */
async function change(opened: Stack, uid: string, toSchema: (schema: Json[]) => Json[]): Promise<void> {
  const { content_type } = (await opened.send('GET', `/content_types/${uid}`)) as { content_type: Json };
  const schema = toSchema(content_type.schema as Json[]);
  await opened.send('PUT', `/content_types/${uid}`, { content_type: { ...content_type, schema } });
}

it('edits a block beside one that today’s content type does not know, and leaves that', async () => {
  await using opened = await openStack();
  await change(opened, 'page', schema =>
    schema.map(field =>
      field.uid === 'sections'
        ? {
            ...field,
            // A field of one kind of block is gone, and another is shorter than what is stored.
            blocks: (field.blocks as Json[]).map(block => {
              if (block.uid === 'quote') return { ...block, schema: (block.schema as Json[]).slice(0, 1) };
              const inner = (block.schema ?? []) as Json[];
              return block.uid === 'product_grid'
                ? { ...block, schema: inner.filter(({ uid }) => uid !== 'columns') }
                : block;
            }),
          }
        : field,
    ),
  );
  const before = (await read(opened, home)) as { sections: Json[] };
  const [hero] = before.sections as { hero: { _metadata: Json } }[];
  const at = `sections[${String(hero?.hero._metadata.uid)}].hero.headline`;
  const answer = await opened.call('edit_entry', { ...home, edits: [{ at, set: 'Mended' }] });
  expect(answer.says).toMatch(/^saved as v5/);
  expect(listRows(answer, ['address', 'after'])).toEqual([[at, 'Mended']]);
  const after = (await read(opened, home)) as { sections: Json[] };
  expect(after.sections.slice(1)).toEqual(before.sections.slice(1));
});

it('tells what the API itself wants of the rest, where it does', async () => {
  await using opened = await openStack();
  await change(opened, 'blog_post', schema =>
    schema.map(field => (field.uid === 'hero_image' ? { ...field, mandatory: true } : field)),
  );
  const refused = await opened.fail('edit_entry', { ...post, edits: [{ at: 'title', set: 'Fuels' }] });
  expect(refused).toMatch(/Contentstack says: .*\n- hero_image: "is a required field\."/);
  expect(refused).toContain('Nothing was saved.');
  const edits = [
    { at: 'title', set: 'Fuels' },
    { at: 'hero_image', set: 'hut-morning.jpg' },
  ];
  expect((await opened.call('edit_entry', { ...post, edits })).says).toMatch(/^saved as v2/);
});

it('edits on the branch that it is told, and leaves the other', async () => {
  await using opened = await openStack();
  const before = await read(opened, home);
  await opened.call('edit_entry', {
    ...home,
    branch: 'development',
    edits: [{ at: 'intro', replace: 'walking', with: 'hiking' }],
  });
  expect(await read(opened, home)).toEqual(before);
  const there = await opened.call('read_entry', { ...home, branch: 'development', fields: ['intro'] });
  expect(JSON.stringify(there)).toContain('hiking');
});
