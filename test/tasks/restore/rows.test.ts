// Changes of entries taken back, and entries as they once were: right, in one call, and nothing else in the stack became other.
import { describe, expect, it } from 'vitest';
import type { Json } from '../../harness.ts';
import { listRows, openStack } from '../sandbox.ts';
import { find, read, remember, save, toVersionPath, valuesOf } from './plant.ts';

const tool = 'restore_entries';

describe('undo', () => {
  it('takes my last change back, as a new version', async () => {
    await using stack = await openStack();
    const place = await find(stack, 'page', 'Home');
    const before = await read(stack, place);
    const sections = structuredClone(before.sections);
    sections[0].hero.headline = 'Wrong';
    sections[0].hero.image = sections[0].hero.image.uid;
    const wrong = await save(stack, place, { sections: sections.toSpliced(1, 1), title: 'Wrong' });
    const changed = remember(stack);
    const { answer, paths } = await stack.watch(tool, { rows: [{ ...place, undo: [wrong] }] });
    expect(answer.says).toBe('restored 1 of 1 row: 3 changes');
    expect(valuesOf(await read(stack, place))).toEqual(valuesOf(before));
    expect(changed()).toEqual([toVersionPath(place, wrong + 1)]);
    expect(listRows(answer, ['locale', 'version', 'address', 'change'])).toEqual(
      expect.arrayContaining([['en-us', wrong + 1, 'title', 'set']]),
    );
    expect(paths.filter(path => !path.startsWith('GET'))).toHaveLength(1);
  });

  it('takes the last five over three entries and two languages back in one call', async () => {
    await using stack = await openStack();
    const home = await find(stack, 'page', 'Home');
    const repairs = await find(stack, 'page', 'Repairs');
    const product = await find(stack, 'product', 'Fell Shell Jacket');
    const places = [home, repairs, product];
    const before = await Promise.all(places.map(place => read(stack, place)));
    const french = await read(stack, home, 'fr-fr');
    const first = await save(stack, home, { title: 'Wrong' });
    await save(stack, home, { title: 'Worse', tags: ['wrong'] });
    const second = await save(stack, repairs, { title: 'Wrong too' });
    const third = await save(stack, product, { specs: [] });
    const fourth = await save(stack, home, { title: 'Faux' }, 'fr-fr');
    const changed = remember(stack);
    const answer = await stack.call(tool, {
      rows: [
        { ...home, undo: [first + 1, first] },
        { ...repairs, undo: [second] },
        { ...product, undo: [third] },
        { ...home, locale: 'fr-fr', undo: [fourth] },
      ],
    });
    expect(answer.says).toMatch(/^restored 4 of 4 rows: \d+ changes$/);
    for (const [index, place] of places.entries())
      expect(valuesOf(await read(stack, place))).toEqual(valuesOf(before[index]));
    expect(valuesOf(await read(stack, home, 'fr-fr'))).toEqual(valuesOf(french));
    expect(changed().sort()).toEqual(
      [
        toVersionPath(home, first + 2),
        toVersionPath(repairs, second + 1),
        toVersionPath(product, third + 1),
        toVersionPath(home, fourth + 1, 'fr-fr'),
      ].sort(),
    );
    const again = await stack.watch(tool, { rows: [{ ...repairs, undo: [second] }] });
    expect(again.answer.says).toContain('nothing to restore');
    expect(again.paths.filter(path => !path.startsWith('GET'))).toEqual([]);
  });

  it('reads each version once, and the latest again before it is written', async () => {
    await using stack = await openStack();
    const [home, repairs] = [await find(stack, 'page', 'Home'), await find(stack, 'page', 'Repairs')];
    const wrong = await save(stack, home, { tags: ['wrong'] });
    const other = await save(stack, repairs, { tags: ['wrong'] });
    await stack.call(tool, { rows: [{ ...home, undo: [wrong] }] });
    const path = ({ entry_uid }: { entry_uid: string }) => `/v3/content_types/page/entries/${entry_uid}`;
    await save(stack, home, { tags: ['wrong'] });
    const alone = await stack.watch(tool, { rows: [{ ...home, undo: [wrong + 2] }] });
    expect(alone.paths).toEqual([`GET ${path(home)}`, `GET ${path(home)}`, `PUT ${path(home)}`]);
    await save(stack, home, { tags: ['wrong'] });
    const rows = [
      { ...home, undo: [wrong + 4] },
      { ...repairs, undo: [other] },
    ];
    const both = await stack.watch(tool, { rows });
    const tried = [home, repairs].flatMap(place => [`GET ${path(place)}`, `GET ${path(place)}`]);
    const written = [home, repairs].flatMap(place => [`GET ${path(place)}`, `PUT ${path(place)}`]);
    expect(both.paths).toEqual([...tried, ...written]);
  });

  it('keeps what others saved since elsewhere', async () => {
    await using stack = await openStack();
    const place = await find(stack, 'page', 'Home');
    const { title, tags } = await read(stack, place);
    const wrong = await save(stack, place, { title: 'Wrong' });
    await save(stack, place, { tags: ['later'] });
    await stack.call(tool, { rows: [{ ...place, undo: [wrong] }] });
    expect(await read(stack, place)).toMatchObject({ title, tags: ['later'] });
    expect(tags).not.toEqual(['later']);
  });

  it('writes nothing where the ground has moved, and says what was, what is and what would be', async () => {
    await using stack = await openStack();
    const [home, repairs] = [await find(stack, 'page', 'Home'), await find(stack, 'page', 'Repairs')];
    const { tags } = await read(stack, home);
    const wrong = await save(stack, home, { title: 'Wrong', tags: ['wrong'] });
    const other = await save(stack, repairs, { title: 'Wrong too' });
    await save(stack, home, { title: 'Right' });
    const changed = remember(stack);
    const rows = [
      { ...home, undo: [wrong] },
      { ...repairs, undo: [other] },
    ];
    const alone = await stack.fail(tool, { rows: rows.slice(0, 1) });
    const said = `page ${home.entry_uid} (en-us): title: version ${wrong} made it "Wrong", and since then it became "Right"; before it was "Home"`;
    expect(alone).toContain(`Nothing was restored.\n- ${said}`);
    const both = await stack.fail(tool, { rows });
    expect(both).toContain('1 of 2 rows cannot be done');
    expect(both).toContain(said);
    expect(changed()).toEqual([]);
    const partial = await stack.call(tool, { rows, partial: true });
    expect(await read(stack, home)).toMatchObject({ title: 'Right', tags });
    expect((await read(stack, repairs)).title).toBe('Repairs');
    expect(JSON.stringify(partial.notes)).toContain('left as it is: title');
    expect(changed()).toHaveLength(2);
  });

  it('writes nothing in a rehearsal', async () => {
    await using stack = await openStack();
    const place = await find(stack, 'page', 'Home');
    const wrong = await save(stack, place, { title: 'Wrong' });
    const changed = remember(stack);
    const answer = await stack.call(tool, { rows: [{ ...place, undo: [wrong] }], dry_run: true });
    expect(answer.says).toBe('nothing was saved (dry_run), 1 of 1 row: 1 change');
    expect(listRows(answer, ['address', 'before', 'after'])).toEqual([['title', 'Wrong', 'Home']]);
    expect(changed()).toEqual([]);
  });
});

describe('to', () => {
  it('brings version 3 back but for its picture', async () => {
    await using stack = await openStack();
    const place = await find(stack, 'blog_post', 'Winter layering, explained');
    const first = await read(stack, place);
    const third = await save(stack, place, { headline: 'The third' });
    const { entry: picture } = { entry: (await stack.send('GET', '/assets?limit=20')).assets as Json[] };
    const other = picture.find(
      ({ uid, content_type }) => uid !== first.hero_image.uid && content_type === 'image/jpeg',
    ) as Json;
    await save(stack, place, { headline: 'The fourth', hero_image: other.uid, tags: ['fourth'], related_posts: [] });
    const latest = await save(stack, place, { body: first.body, summary: 'The fifth' });
    const changed = remember(stack);
    const rows = [{ ...place, to: third, except: ['hero_image'] }];
    const answer = await stack.call(tool, { rows });
    const now = await read(stack, place);
    expect(valuesOf(now)).toEqual(valuesOf({ ...first, headline: 'The third', hero_image: now.hero_image }));
    expect(now.hero_image.uid).toBe(other.uid);
    expect(changed()).toEqual([toVersionPath(place, latest + 1)]);
    expect(listRows(answer, ['address']).flat()).not.toContain('hero_image');
  });

  it('says what an address may have been, and refuses one by place', async () => {
    await using stack = await openStack();
    const place = await find(stack, 'page', 'Home');
    const wrong = await save(stack, place, { title: 'Wrong' });
    const row = { ...place, to: wrong - 1 };
    expect(await stack.fail(tool, { rows: [{ ...row, except: ['titel'] }] })).toContain('did you mean title?');
    expect(await stack.fail(tool, { rows: [{ ...row, except: ['sections[0].hero'] }] })).toContain('by its place');
    expect(await stack.fail(tool, { rows: [{ ...row, except: ['a..b'] }] })).toContain('is no address');
  });

  it('restores in a translation what is its own', async () => {
    await using stack = await openStack();
    const place = await find(stack, 'product', 'Fell Shell Jacket');
    const german = await save(stack, place, { title: 'Zelt', description: '<p>Eins</p>' }, 'de-de');
    await save(stack, place, { title: 'Jacke', description: '<p>Zwei</p>' }, 'de-de');
    await save(stack, place, { price: 1 });
    await stack.call(tool, { rows: [{ ...place, locale: 'de-de', to: german }] });
    expect(await read(stack, place, 'de-de')).toMatchObject({ title: 'Zelt', description: '<p>Eins</p>', price: 1 });
  });
});

describe('rows that cannot be meant', () => {
  it.each<[string, Json, RegExp]>([
    ['neither', {}, /rows\[0\]: give `to`.*or `undo`/],
    ['both', { to: 1, undo: [2] }, /not both/],
    ['the first', { undo: [1] }, /version 1 is the first.*delete_entry/],
    ['a gap', { undo: [2, 4] }, /2 and 4 do not follow each other/],
    ['a version that is not there', { to: 99 }, /there is no version 99 in en-us: the latest is \d/],
    ['a language that is not there', { to: 1, locale: 'xx' }, /rows\[0\].locale: no language is called "xx"/],
    ['a language without a version', { to: 1, locale: 'de-de' }, /no version of its own in de-de: it falls back to/],
    ['a title in place of a uid', { to: 1, entry_uid: 'About us' }, /give the uid/],
    ['an entry that is not there', { to: 1, entry_uid: 'blt0000000000000000' }, /blt0000000000000000/],
  ])('%s', async (_, more, expected) => {
    await using stack = await openStack();
    const place = await find(stack, 'page', 'Home');
    const changed = remember(stack);
    expect(await stack.fail(tool, { rows: [{ ...place, ...more }] })).toMatch(expected);
    expect(changed()).toEqual([]);
  });
  it('twice the same', async () => {
    await using stack = await openStack();
    const place = await find(stack, 'page', 'Home');
    const rows = [
      { ...place, undo: [2] },
      { ...place, locale: 'en-us', undo: [3] },
    ];
    expect(await stack.fail(tool, { rows })).toContain('rows[1]: is the entry and language of rows[0]');
    expect(await stack.fail(tool, {})).toContain('rows: name the entries');
  });
});
