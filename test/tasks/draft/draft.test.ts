// A draft as it is saved: what is stored, what is told, and that nothing else in the stack became another.
import { expect, it } from 'vitest';
import { assetOf, uidOf } from '../../../src/sandbox/seed/form/names.ts';
import type { Json } from '../../harness.ts';
import { openStack } from '../sandbox.ts';
import { fieldsOf, openWithNotes, recordsOf, toRest } from './stack.ts';

const stove = { uid: uidOf('product', 'ember-stove'), _content_type_uid: 'product' };
const bar = { content_type_uid: 'announcement', fields: { title: 'Bar', message: 'Soon.', starts_at: '2026-05-04' } };
const uid = expect.stringMatching(/^cs[0-9a-f]{16}$/);

it('stores a page with its blocks, and tells it by address', async () => {
  await using opened = await openStack();
  const before = toRest(opened);
  const { answer, paths } = await opened.watch('draft_entry', {
    content_type_uid: 'page',
    fields: {
      title: 'Huts',
      sections: [
        { hero: { headline: 'A hut each night', image: 'hut-morning.jpg', link: '[See](/huts)' } },
        { product_grid: { products: ['Ember Stove', 'Rest Mat'] } },
        { quote: { text: 'Warm.', author: 'Ines Aguilar' } },
        { call_to_action: { heading: 'Book', tone: 'Strong' } },
      ],
      'seo.description': 'Where to sleep.',
    },
  });
  expect(paths.filter(path => !path.startsWith('GET'))).toEqual(['POST /v3/content_types/page/entries']);
  const [hut, author] = [assetOf('hut-morning'), uidOf('author', 'ines-aguilar')];
  expect(fieldsOf(opened, 'page', answer.uid)).toMatchObject({
    title: 'Huts',
    url: '/huts',
    sections: [
      { hero: { headline: 'A hut each night', image: hut, link: { title: 'See', href: '/huts' }, _metadata: { uid } } },
      { product_grid: { products: [stove, { uid: uidOf('product', 'rest-mat') }], columns: 4, _metadata: { uid } } },
      { quote: { text: 'Warm.', author: [{ uid: author, _content_type_uid: 'author' }], _metadata: { uid } } },
      { call_to_action: { heading: 'Book', tone: 'strong', _metadata: { uid } } },
    ],
    seo: { description: 'Where to sleep.' },
  });
  expect(answer.says).toMatch(/^drafted "Huts" \(page blt[0-9a-f]{16} en-us\): \d+ fields; nothing is live$/);
  expect(answer.version).toBe(1);
  // The same addresses as read_entry has them, so that edits can follow.
  const read = await opened.call('read_entry', { content_type_uid: 'page', entry_uid: answer.uid });
  expect(Object.keys(answer.fields as Json)).toEqual(expect.arrayContaining(Object.keys(read.fields as Json)));
  expect(answer.fields).toMatchObject(read.fields as Json);
  expect(toRest(opened, answer.uid)).toBe(before);
});

it('makes a copy of an entry from what read_entry shows of it, with uids of its own', async () => {
  await using opened = await openStack();
  const from = { content_type_uid: 'product', entry_uid: uidOf('product', 'bothy-2') };
  const { fields } = (await opened.call('read_entry', from)) as { fields: Json };
  const given = { ...fields, title: 'Bothy 3 Tent', sku: 'LF-TNT-103' };
  const { uid: made } = await opened.call('draft_entry', { content_type_uid: 'product', fields: given });
  const [old, now] = [from.entry_uid, made].map(each => fieldsOf(opened, 'product', each) as Json);
  const strip = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value, (key, each) => (key === '_metadata' ? undefined : each)));
  expect(strip(now)).toMatchObject({ ...(strip(old) as Json), title: 'Bothy 3 Tent', sku: 'LF-TNT-103' });
  const uids = (value: unknown) =>
    [...JSON.stringify(value).matchAll(/"_metadata":\{"uid":"(\w+)"/g)].map(([, each]) => each);
  expect(uids(old).length).toBeGreaterThan(0);
  expect(uids(now).length).toBe(uids(old).length);
  expect(uids(now).filter(each => uids(old).includes(each))).toEqual([]);
});

it('leaves defaults to the API, tells them, and keeps what is said instead', async () => {
  await using opened = await openStack();
  const dry = await opened.call('draft_entry', { ...bar, dry_run: true });
  expect(dry.says).toBe('nothing was saved (dry_run): "Bar" (announcement en-us) would have 3 fields');
  expect(dry.defaults).toEqual({ level: 'info' });
  const left = await opened.call('draft_entry', bar);
  expect(fieldsOf(opened, 'announcement', left.uid)).toMatchObject({ level: 'info' });
  expect(left.fields).toMatchObject({ level: 'info (Information)' });
  const said = await opened.call('draft_entry', { ...bar, fields: { ...bar.fields, level: 'Offer' } });
  expect(fieldsOf(opened, 'announcement', said.uid)).toMatchObject({ level: 'offer' });
});

it('rehearses: shows what would be stored, and what is wrong, without a write', async () => {
  await using opened = await openWithNotes();
  const before = toRest(opened);
  const fine = await opened.watch('draft_entry', {
    content_type_uid: 'page',
    dry_run: true,
    fields: {
      title: 'Huts',
      sections: [
        { hero: { headline: 'A', image: 'hut-morning.jpg' } },
        { product_grid: { products: ['Ember Stove'] } },
      ],
    },
  });
  expect(fine.answer.fields).toEqual({
    title: 'Huts',
    'sections[0].hero.headline': 'A',
    'sections[0].hero.image': `Morning at the hut (hut-morning.jpg ${assetOf('hut-morning')})`,
    'sections[1].product_grid.products': [`Ember Stove (product ${stove.uid})`],
  });
  expect(fine.answer.defaults).toEqual({ 'sections[1].product_grid.columns': 4 });
  const wrong = await opened.watch('draft_entry', {
    content_type_uid: 'announcement',
    dry_run: true,
    fields: { titel: 'x', message: 'm', products: ['Ember Stov'] },
  });
  expect(wrong.answer.says).toBe('nothing was saved (dry_run), nor would it be: 4 problems');
  expect(wrong.answer.problems).toEqual([
    expect.stringMatching(/^products\[0\]: .*did you mean Ember Stove/),
    'titel: is no field here; did you mean title?',
    'title: is mandatory and missing',
    'starts_at: is mandatory and missing',
  ]);
  expect([...fine.paths, ...wrong.paths].filter(path => !path.startsWith('GET'))).toEqual([]);
  expect(toRest(opened)).toBe(before);
});

it('knows before it sends that a title or an address is taken, and that a type can have only one entry', async () => {
  await using opened = await openStack();
  const taken = {
    content_type_uid: 'product',
    fields: { title: 'Ember Stove', sku: 'LF-STV-999', range: 'camp', price: 1, description: '<p>x</p>' },
  };
  const { paths } = await opened.watch('draft_entry', { ...taken, dry_run: true });
  const said = await opened.fail('draft_entry', taken);
  expect(said).toContain(`title: "Ember Stove" is taken by product ${stove.uid}, and no two may have the same`);
  expect(said).not.toContain('sku:');
  expect(paths.length).toBeLessThanOrEqual(3);
  const page = { content_type_uid: 'page', fields: { title: 'New', url: '/' } };
  expect(await opened.fail('draft_entry', page)).toMatch(/url: "\/" is taken by page blt[0-9a-f]+, "Home"/);
  const single = await opened.call('draft_entry', {
    content_type_uid: 'site_settings',
    dry_run: true,
    fields: { title: 'x' },
  });
  expect(single.problems).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^content_type_uid: site_settings can have only one entry, and that is blt/),
    ]),
  );
});

it('warns of an address that another page has, where addresses need not be unique', async () => {
  await using opened = await openStack();
  const { content_type } = (await opened.send('GET', '/content_types/page')) as { content_type: Json };
  const schema = (content_type.schema as Json[]).map(field =>
    field.uid === 'url' ? { ...field, unique: false } : field,
  );
  await opened.send('PUT', '/content_types/page', { content_type: { ...content_type, schema } });
  const { notes } = await opened.call('draft_entry', { content_type_uid: 'page', fields: { title: 'New', url: '/' } });
  expect(notes).toEqual([expect.stringMatching(/^url: "\/" is taken by page blt[0-9a-f]+, "Home"$/)]);
});

it.each(['with a master version', 'alone'] as const)(
  'drafts in another language, and tells what became of the master: %s',
  async firstInOtherLanguage => {
    await using opened = await openStack({ choices: { firstInOtherLanguage } });
    const { answer } = await opened.watch('draft_entry', { ...bar, locale: 'French' });
    expect(fieldsOf(opened, 'announcement', answer.uid, 'fr-fr')).toMatchObject({ title: 'Bar' });
    const hasMaster = fieldsOf(opened, 'announcement', answer.uid) !== undefined;
    expect(hasMaster).toBe(firstInOtherLanguage !== 'alone');
    expect(answer.notes).toEqual([
      expect.stringContaining(hasMaster ? 'it has a version in en-us' : 'it has no version in en-us'),
    ]);
    expect(await opened.fail('draft_entry', { ...bar, locale: 'Klingon' })).toContain(
      'no language is called "Klingon"',
    );
  },
);

it('says whose content type it is, and of assets where they come from', async () => {
  await using opened = await openStack();
  expect(await opened.fail('draft_entry', { ...bar, content_type_uid: 'anouncement' })).toContain(
    'did you mean announcement?',
  );
  expect(await opened.fail('draft_entry', { ...bar, content_type_uid: 'sys_assets' })).toContain('upload_asset');
  const { uid: made } = await opened.call('draft_entry', { ...bar, content_type_uid: 'Announcement' });
  expect(recordsOf(opened, 'announcement').map(each => each.uid)).toContain(made);
});

it('takes a field that came since the content type was read', async () => {
  await using opened = await openWithNotes();
  await opened.call('draft_entry', { content_type_uid: 'note', fields: { title: 'First' } });
  const { content_type } = (await opened.send('GET', '/content_types/note')) as { content_type: Json };
  const schema = [...(content_type.schema as Json[]), { ...(content_type.schema as Json[])[2], uid: 'photo' }];
  await opened.send('PUT', '/content_types/note', { content_type: { ...content_type, schema } });
  const { uid: made } = await opened.call('draft_entry', {
    content_type_uid: 'note',
    fields: { title: 'Second', photo: 'winter-ridge.jpg' },
  });
  expect(fieldsOf(opened, 'note', made)).toMatchObject({ photo: assetOf('winter-ridge') });
});
