// Versions, environments, languages and branches as compare_entry takes them: what is read, and what is told where there is none.
import { expect, it } from 'vitest';
import { uidOf } from '../../../src/sandbox/seed/form/names.ts';
import { type Json, open } from '../../harness.ts';
import { listRows, openStack } from '../sandbox.ts';
import { columns, openSheet } from './sheet.ts';

const layers = { content_type_uid: 'blog_post', entry_uid: uidOf('blog_post', 'winter-layers') };
const sale = { content_type_uid: 'announcement', entry_uid: uidOf('announcement', 'winter-sale') };
const entryPath = (given: typeof layers): string =>
  `GET /v3/content_types/${given.content_type_uid}/entries/${given.entry_uid}`;
const typePath = (given: typeof layers): string => `GET /v3/content_types/${given.content_type_uid}`;

it('says how much changed between a version and the latest, by one read of each and one of the content type', async () => {
  await using sheet = await openSheet({ line: 'one', rank: 1, seo: { description: 'a', deep: { word: 'b' } } });
  await sheet.save({ line: 'two' });
  await sheet.save({ seo: { description: 'c', deep: { word: 'd' } }, rank: 2 });
  const given = { content_type_uid: 'sheet', entry_uid: sheet.uid };
  const { answer, paths } = await sheet.watch('compare_entry', { ...given, from: { version: 1 } });
  expect(answer.says).toBe('4 changes in 3 fields between v1 and v3 (en-us)');
  expect(listRows(answer, columns)).toEqual([
    ['line', 'set', 'one', 'two'],
    ['rank', 'set', 1, 2],
    ['seo.description', 'set', 'a', 'c'],
    ['seo.deep.word', 'set', 'b', 'd'],
  ]);
  expect(paths).toEqual([typePath(given), entryPath(given), entryPath(given)]);
  const back = await sheet.call('compare_entry', { ...given, from: { version: 2 }, to: { version: 1 } });
  expect(back).toMatchObject({
    says: '1 change in 1 field between v2 and v1 (en-us)',
    rows: [['line', 'set', 'two', 'one']],
  });
});

it('says that there is no difference, and does not read one version twice', async () => {
  await using sheet = await openSheet({ line: 'one' });
  await sheet.save({ line: 'two' });
  await sheet.save({ line: 'one' });
  const given = { content_type_uid: 'sheet', entry_uid: sheet.uid };
  const same = await sheet.call('compare_entry', { ...given, from: { version: 1 } });
  expect(same.says).toBe('no difference between v1 and v3 (en-us)');
  expect(same).not.toHaveProperty('rows');
  const { answer, paths } = await sheet.watch('compare_entry', { ...given, from: { version: 3 } });
  expect(answer.says).toBe('no difference between v3 and v3 (en-us)');
  expect(paths).toEqual([typePath(given), entryPath(given)]);
});

it('compares what is live in an environment, by its publish details', async () => {
  await using stack = await openStack();
  await stack.send('PUT', `/content_types/blog_post/entries/${layers.entry_uid}`, { entry: { headline: 'All new' } });
  const { answer, paths } = await stack.watch('compare_entry', { ...layers, from: { environment: 'production' } });
  expect(answer.says).toMatch(/^\d+ changes? in \d+ fields? between v3, live in production and v4 \(en-us\)$/);
  expect(listRows(answer, columns)).toContainEqual(['headline', 'set', expect.any(String), 'All new']);
  expect(paths).toEqual([typePath(layers), entryPath(layers), entryPath(layers)]);
  // The other way round, and with what is live elsewhere, of which the latest tells it all.
  const places = { from: { environment: 'production' }, to: { environment: 'staging' } };
  const both = await stack.watch('compare_entry', { ...layers, ...places });
  expect(both.answer.says).toBe('no difference between v3, live in production and v3, live in staging (en-us)');
  expect(both.paths).toHaveLength(3);
});

it('says where it is live when it is not live there', async () => {
  await using stack = await openStack();
  const { says, notes } = await stack.call('compare_entry', { ...sale, from: { environment: 'preview' } });
  expect(says).toBe('nothing to compare: the entry is not live in preview in en-us');
  expect(notes).toContainEqual(expect.stringMatching(/^it is live in .*production \(en-us, v1\)/));
  const german = await stack.call('compare_entry', { ...sale, from: { environment: 'production', locale: 'de-de' } });
  expect(german.says).toBe('nothing to compare: the entry is not live in production in de-de');
  expect(await stack.fail('compare_entry', { ...sale, from: { environment: 'produktion' } })).toMatch(
    /did you mean production/,
  );
});

it('says up to which version there is one', async () => {
  await using stack = await openStack();
  const { says, notes } = await stack.call('compare_entry', { ...layers, from: { version: 9 } });
  expect(says).toBe('nothing to compare: there is no version 9 in en-us');
  expect(notes).toContain('en-us has versions up to 3');
});

it('compares two languages without what they share', async () => {
  await using sheet = await openSheet({
    line: 'The tent',
    sku: 'x1',
    lines: 'Words',
    specs: [{ name: 'a', value: 'b' }],
  });
  await sheet.save({ title: 'Eins', line: 'Das Zelt' }, 'de-de');
  const given = { content_type_uid: 'sheet', entry_uid: sheet.uid };
  const answer = await sheet.call('compare_entry', { ...given, from: { locale: 'en-us' }, to: { locale: 'de-de' } });
  expect(answer.says).toBe('2 changes in 2 fields between v1 (en-us) and v1 (de-de)');
  expect(listRows(answer, columns)).toEqual(
    expect.arrayContaining([
      ['title', 'set', 'One', 'Eins'],
      ['line', 'set', 'The tent', 'Das Zelt'],
    ]),
  );
  expect(answer.notes).toContain('left out, as all languages share them: sku');
  // Even where it was another in the version that is compared.
  await sheet.save({ sku: 'y2' });
  const older = { from: { locale: 'en-us', version: 1 }, to: { locale: 'de-de' } };
  const again = await sheet.call('compare_entry', { ...given, ...older });
  expect(again.says).toBe(answer.says);
  const { rows } = await sheet.call('compare_entry', { ...given, from: { version: 1 } });
  expect(rows).toEqual([['sku', 'set', 'x1', 'y2']]);
});

it('takes items of two languages for one another, though their uids differ', async () => {
  const items = (uid: string, ...values: string[]): Json[] =>
    values.map((value, index) => ({ name: `n${index}`, value, _metadata: { uid: `${uid}${index}` } }));
  await using sheet = await openSheet({ specs: items('csx', 'one', 'two') });
  await sheet.save({ specs: items('csy', 'eins', 'zwei') }, 'de-de');
  const given = { content_type_uid: 'sheet', entry_uid: sheet.uid };
  const answer = await sheet.call('compare_entry', { ...given, from: { locale: 'en-us' }, to: { locale: 'de-de' } });
  expect(answer.rows).toEqual([
    ['specs[csy0].value', 'set', 'one', 'eins'],
    ['specs[csy1].value', 'set', 'two', 'zwei'],
  ]);
});

it('says that a language falls back, and compares what it falls back to', async () => {
  await using sheet = await openSheet({ line: 'The tent' });
  await sheet.save({ line: 'The red tent' });
  const given = { content_type_uid: 'sheet', entry_uid: sheet.uid };
  const answer = await sheet.call('compare_entry', { ...given, from: { locale: 'de-de' }, to: { locale: 'en-us' } });
  expect(answer.says).toBe('no difference between v2 and v2 (en-us)');
  expect(answer.notes).toContain('de-de has no version of its own and falls back to en-us: that is compared');
  // The language of one side is that of the other.
  const older = await sheet.call('compare_entry', { ...given, from: { locale: 'fr-fr', version: 1 } });
  expect(older.says).toBe('1 change in 1 field between v1 and v2 (en-us)');
  expect(older.notes).toContain('fr-fr has no version of its own and falls back to en-us: that is compared');
});

it('compares two branches, and says which fields only one of them has', async () => {
  await using stack = await openStack();
  const there = { branch: 'development' };
  const { content_type: type } = (await stack.send('GET', '/content_types/announcement', undefined, there)) as {
    content_type: { schema: Json[] };
  };
  const more = { uid: 'audience', display_name: 'Audience', data_type: 'text', field_metadata: {} };
  const changed = { ...type, schema: [...type.schema.filter(({ uid }) => uid !== 'level'), more] };
  await stack.send('PUT', '/content_types/announcement', { content_type: changed }, there);
  const path = `/content_types/announcement/entries/${sale.entry_uid}`;
  await stack.send('PUT', path, { entry: { message: 'Shorter.', audience: 'Walkers' } }, there);
  const given = { ...sale, from: { branch: 'main' }, to: { branch: 'development' } };
  const { answer, paths } = await stack.watch('compare_entry', given);
  expect(answer.says).toBe('3 changes in 3 fields between v1 in branch main and v2 in branch development (en-us)');
  expect(listRows(answer, columns)).toEqual(
    expect.arrayContaining([
      ['message', 'set', expect.any(String), 'Shorter.'],
      ['audience', 'added', null, 'Walkers'],
      ['level', 'removed', 'offer', null],
    ]),
  );
  expect(answer.notes).toContain('only the content type in main has level');
  expect(answer.notes).toContain('only the content type in development has audience');
  expect(paths.toSorted()).toEqual([typePath(sale), typePath(sale), entryPath(sale), entryPath(sale)].toSorted());
});

it('says that the other branch has no such entry, and reaches no branch that is not its own', async () => {
  await using stack = await openStack();
  const { entry } = (await stack.send('POST', '/content_types/author/entries', {
    entry: { title: 'New', bio: 'x' },
  })) as { entry: { uid: string } };
  const given = { content_type_uid: 'author', entry_uid: entry.uid, from: { branch: 'development' } };
  const { says, notes } = await stack.call('compare_entry', given);
  expect(says).toMatch(new RegExp(`^nothing to compare: branch development shows no entry ${entry.uid}`));
  expect(notes).toEqual(['the other side is there: v1 (en-us) in branch main']);
  await using limited = await openStack({ settings: { BRANCHES: 'main' } });
  expect(await limited.fail('compare_entry', { ...sale, from: { branch: 'development' } })).toMatch(/development/);
  expect(limited.sandbox.requests.filter(({ branch }) => branch === 'development')).toEqual([]);
});

it('takes no sides that are one, and tells an unknown entry as get_entry does', async () => {
  await using stack = await openStack();
  expect(await stack.fail('compare_entry', { ...sale, from: { locale: 'en-us' } })).toMatch(/is the same as `to`/);
  expect(await stack.fail('compare_entry', { ...sale, from: { version: 1, environment: 'staging' } })).toMatch(
    /give version or environment, not both/,
  );
  expect(stack.sandbox.requests).toEqual([]);
  const gone = { ...sale, entry_uid: 'blt0000000000000000', from: { version: 1 } };
  expect(await stack.fail('compare_entry', gone)).toMatch(/There is no entry "blt0000000000000000"/);
});

it('goes on with the rows that do not fit', async () => {
  const items = (word: string): Json[] =>
    Array.from({ length: 150 }, (_, index) => ({
      name: `n${index}`,
      value: `${word} ${index}`,
      _metadata: { uid: `cs${index}x` },
    }));
  await using sheet = await openSheet({ specs: items('old') });
  await sheet.save({ specs: items('new') });
  const given = { content_type_uid: 'sheet', entry_uid: sheet.uid, from: { version: 1 } };
  let seen = 0;
  for (let next: Json = {}; ; ) {
    const answer = await sheet.call('compare_entry', { ...given, ...next });
    expect(answer.says).toBe('150 changes in 1 field between v1 and v2 (en-us)');
    seen += (answer.rows as unknown[]).length;
    if (!answer.rows_left) break;
    next = answer.next_rows as Json;
  }
  expect(seen).toBe(150);
});

it('holds a language alone against the master, and says what it takes', async () => {
  await using opened = await open();
  const asked = { content_type_uid: 'blog_post', entry_uid: 'blte857017fa36831c3' };
  const alone = await opened.call('compare_entry', { ...asked, from: { locale: 'de-de' } });
  const both = await opened.call('compare_entry', { ...asked, from: { locale: 'de-de' }, to: { locale: 'en-us' } });
  expect(alone).toEqual(both);
  expect(JSON.stringify(alone.rows)).not.toContain('.uid"');
  const titled = { ...asked, entry_uid: 'Winter layering, explained' };
  expect(await opened.fail('compare_entry', { ...titled, from: { version: 1 } })).toContain('give the uid');
  expect(await opened.fail('read_entry', { ...titled })).toContain('find_in_content finds it by the title');
  expect(await opened.fail('read_entry', { ...asked, content_type_uid: 'sys_assets' })).toContain('get_asset');
});

it('tells that nothing is recorded apart from what is not live', async () => {
  await using opened = await open();
  const asked = { content_type_uid: 'blog_post', entry_uid: 'blt9e8b1c313cfb9a5c' };
  const answer = await opened.call('compare_entry', { ...asked, from: { environment: 'production' } });
  expect(answer.says).toContain('no publish of the entry is recorded in production');
  const read = await opened.call('read_entry', { ...asked, environment: 'production' });
  expect(read.says).toContain('has no publish recorded in production');
});

it('tells a text that was made anew by what it says, in the order of time, cut where it differs', async () => {
  await using opened = await open();
  const about = { content_type_uid: 'page', entry_uid: uidOf('page', 'about') };
  const { rows } = await opened.call('compare_entry', { ...about, from: { environment: 'production' } });
  expect((rows as string[][]).map(([, kind]) => kind)).toEqual(['set']);
  const given = { from: 'saved', to: 'production', fields: true };
  const stale = await opened.call('compare_environments', given);
  const cells = (stale.rows as string[][]).map(row => row.at(-1) ?? '');
  const prices = cells.filter(cell => cell.includes('price:'));
  expect(prices).toEqual(['v1 → v2: price: 219 → 199']);
  for (const cell of cells) {
    const [, before, after] = /: (.*) → (.*?)(; |$)/.exec(cell.replace(/^v\d+ → v\d+/, '')) ?? [];
    expect(before, cell).not.toBe(after);
  }
});
