// A draft takes what a person says of a field, or says what is wrong with it, before anything is sent.
import { expect, it } from 'vitest';
import { assetOf, uidOf } from '../../../src/sandbox/seed/form/names.ts';
import type { Json } from '../../harness.ts';
import { fieldsOf, openWithNotes, recordsOf, shared, toRest } from './stack.ts';

const stove = { uid: uidOf('product', 'ember-stove'), _content_type_uid: 'product' };
const ridge = assetOf('winter-ridge');

it('finds references and files by whatever they are called, and looks each up once', async () => {
  await using opened = await openWithNotes();
  const { assets } = await opened.send('GET', '/assets');
  const url = String((assets as Json[]).find(({ uid }) => uid === ridge)?.url);
  const names = [
    'Ember Stove',
    'ember  stove',
    stove.uid,
    `Ember Stove (product ${stove.uid})`,
    `product ${stove.uid}`,
  ];
  const pictures = [
    'winter-ridge.jpg',
    'Winter ridge',
    ridge,
    `Winter ridge (winter-ridge.jpg ${ridge})`,
    url,
    `${url}?width=200`,
  ];
  for (const [place, picture] of pictures.entries()) {
    const about = names[place] ?? 'Ember Stove';
    const fields = { title: `Note ${place}`, about, picture };
    const { answer, paths } = await opened.watch('draft_entry', { content_type_uid: 'note', fields });
    expect(fieldsOf(opened, 'note', answer.uid)).toMatchObject({ about: [stove], picture: ridge });
    expect(answer.fields).toMatchObject({
      about: [`Ember Stove (product ${stove.uid})`],
      picture: `Winter ridge (winter-ridge.jpg ${ridge})`,
    });
    expect(paths.filter(path => path.endsWith('/assets')).length).toBe(1);
    expect(paths.filter(path => path.startsWith('POST')).length).toBe(1);
  }
  const many = await opened.watch('draft_entry', {
    content_type_uid: 'note',
    fields: { title: 'Many', about: ['Ember Stove', 'Tarn 35 Pack', 'Ember Stove'], picture: url },
  });
  // Two titles in two content types, one address, and the draft.
  expect(many.paths.filter(path => /\/(entries|assets)$/.test(path)).length).toBe(6);
});

it('takes what has a new address for the asset that it was', async () => {
  await using opened = await openWithNotes();
  const url = `https://images.contentstack.io/v3/assets/${opened.sandbox.api_key}/${ridge}/5f00000000000000/old.jpg`;
  const { uid } = await opened.call('draft_entry', { content_type_uid: 'note', fields: { title: 'N', picture: url } });
  expect(fieldsOf(opened, 'note', uid)).toMatchObject({ picture: ridge });
  const elsewhere = url.replace(ridge, 'blt00000000000000ff');
  expect(
    await opened.fail('draft_entry', { content_type_uid: 'note', fields: { title: 'M', picture: elsewhere } }),
  ).toMatch(/picture: is the address .* which no asset here has: upload_asset/);
});

it('takes an asset where a reference may be one', async () => {
  await using opened = await openWithNotes();
  const fields = { title: 'N', any: ['winter-ridge.jpg', `Winter ridge (sys_assets ${ridge})`] };
  const { uid } = await opened.call('draft_entry', { content_type_uid: 'note', fields });
  const pointer = { uid: ridge, _content_type_uid: 'sys_assets' };
  expect(fieldsOf(opened, 'note', uid)).toMatchObject({ any: [pointer, pointer] });
});

it('refuses a title that two entries share with the uids of both', async () => {
  await using opened = await openWithNotes();
  const twins = recordsOf(opened, 'announcement')
    .filter(({ locales }) => locales['en-us']?.at(-1)?.fields.title === shared)
    .map(({ uid }) => uid);
  expect(twins.length).toBe(2);
  const before = toRest(opened);
  const said = await opened.fail('draft_entry', { content_type_uid: 'note', fields: { title: 'N', about: [shared] } });
  for (const uid of twins) expect(said).toContain(`announcement ${uid}`);
  expect(said).toContain('give the uid of one');
  expect(toRest(opened)).toBe(before);
  // One of them named is one.
  const { uid } = await opened.call('draft_entry', {
    content_type_uid: 'note',
    fields: { title: 'N', about: [`${shared} (announcement ${twins[1]})`] },
  });
  expect(fieldsOf(opened, 'note', uid)).toMatchObject({ about: [{ uid: twins[1] }] });
});

it('tells all that is wrong at once, with what is near, and sends nothing', async () => {
  await using opened = await openWithNotes();
  const before = toRest(opened);
  const said = await opened.fail('draft_entry', {
    content_type_uid: 'blog_post',
    fields: {
      title: 'Winter layering, explained',
      summry: 'x',
      author: 'Ines Aguilr',
      category: 'Cares',
      hero_image: 'winter-rigde.jpg',
      related_posts: [`Ember Stove (product ${stove.uid})`, 'Choosing a sleping bag'],
      'seo.titel': 'x',
      date: '2026-05-04T10:00',
    },
  });
  for (const line of [
    /- author: no entry of author has the title "Ines Aguilr"; did you mean Ines Aguilar \(author blt/,
    /- category: is not one of the choices: .*"care" \(Care and repair\).*did you mean care\?/,
    /- hero_image: no asset .*"winter-rigde.jpg"; did you mean/,
    /- related_posts\[0\]: may not refer to product: it takes blog_post/,
    /- related_posts\[1\]: no entry of blog_post .*did you mean Choosing a sleeping bag \(blog_post blt/,
    /- summry: .*did you mean summary\?/,
    /- seo.titel: .*did you mean title\?/,
    /- date: has a time without its offset/,
    /- summary: is mandatory and missing/,
    /- headline: is mandatory and missing/,
    /- body: is mandatory and missing/,
    /- title: "Winter layering, explained" is taken by blog_post blt/,
  ]) {
    expect(said).toMatch(line);
  }
  // Each place is told once.
  const places = said
    .split('\n')
    .filter(line => line.startsWith('- '))
    .map(line => line.split(':')[0]);
  expect(new Set(places).size).toBe(places.length);
  expect(toRest(opened)).toBe(before);
});

it('knows titles by what a word processor makes of them, and not by less', async () => {
  await using opened = await openWithNotes();
  const entry = { title: 'Bob’s “big” tent – 2', sku: 'LF-TNT-900', range: 'camp', price: 1, description: '<p>x</p>' };
  const { entry: made } = await opened.send('POST', '/content_types/product/entries', { entry });
  const draft = (about: string) => ({ content_type_uid: 'note', fields: { title: 'N', about } });
  const { uid } = await opened.call('draft_entry', draft('Bob\'s "big" tent - 2'));
  expect(fieldsOf(opened, 'note', uid)).toMatchObject({ about: [{ uid: (made as Json).uid }] });
  expect(await opened.fail('draft_entry', draft('Bobs big tent 2'))).toContain('did you mean Bob’s “big” tent – 2');
  expect(await opened.fail('draft_entry', draft('.*'))).toContain(
    'no entry of announcement and product has the title ".*"',
  );
});

it('says that a title cannot be looked up where lists are off, and takes uids', async () => {
  await using opened = await openWithNotes({ settings: { TOOLS_DENY: 'list_entries,list_assets' } });
  const said = await opened.fail('draft_entry', {
    content_type_uid: 'note',
    fields: { title: 'N', any: ['Ember Stove'], picture: 'winter-ridge.jpg' },
  });
  expect(said).toMatch(/any\[0\]: .*give the uid/);
  expect(said).toMatch(/picture: .*give the uid/);
  const { uid } = await opened.call('draft_entry', {
    content_type_uid: 'note',
    fields: { title: 'N', any: [`product ${stove.uid}`], picture: ridge },
  });
  expect(fieldsOf(opened, 'note', uid)).toMatchObject({ any: [stove], picture: ridge });
});

it('leaves to the API what it checks, where the server is told to', async () => {
  const draft = {
    content_type_uid: 'page',
    fields: { title: 'N', sections: [{ hero: { text: 'x', image: 'hut-morning.jpg' } }] },
  };
  await using strict = await openWithNotes();
  expect(await strict.fail('draft_entry', draft)).toContain('- sections[0].hero.headline: is mandatory and missing');
  expect(recordsOf(strict, 'page').filter(({ locales }) => locales['en-us']?.at(-1)?.fields.title === 'N')).toEqual([]);
  await using loose = await openWithNotes({ settings: { CHECK: 'off' } });
  expect(await loose.fail('draft_entry', draft)).toContain('is a required field');
});
