// Conditions over a whole stack: who uses what, what is empty or too long, what is asked of the API, and what of a field that is not everywhere.
import { describe, expect, it } from 'vitest';
import { type Json, type Opened, open } from '../../harness.ts';
import { cover, day, editor, field, live, makeSeed, plant, translate, uidOf } from './seed.ts';

const person = (number: number, fields: Json) => ({
  ...plant(number, []),
  content_type: 'person',
  saves: [{ locale: 'en-us', at: day(1), by: editor, fields }],
});
const pointer = (number: number, type = 'person'): Json => ({ uid: uidOf(number), _content_type_uid: type });
const embed = {
  type: 'reference',
  uid: 'r1',
  attrs: { type: 'entry', 'entry-uid': uidOf(90), 'content-type-uid': 'person' },
  children: [{ text: '' }],
};

const entries = [
  plant(1, [{ note: 'x'.repeat(10), seo: { description: 'y'.repeat(30) }, price: 5 }]),
  plant(2, [{ note: '', price: 6, cover, items: [{ label: 'One', _metadata: { uid: 'cs1' } }] }]),
  plant(3, [{ related: [pointer(90)], price: 5, seo: { description: ' ' } }]),
  plant(4, [{ related: [pointer(91)], sections: [{ hero: { headline: '', _metadata: { uid: 'cs1' } } }] }]),
  plant(5, [{ body: { type: 'doc', uid: 'd0', attrs: {}, children: [embed] } }]),
  plant(6, [{ note: `Blt ${uidOf(90)}` }], {}, [translate('fr-fr', { related: [pointer(90)], price: 7 })]),
  person(90, { title: 'Ann', city: 'Bern' }),
  person(91, { title: 'Bob' }),
];

/** `number address`, for each row. */
async function find(opened: Opened, args: Json): Promise<string[]> {
  const {
    all = {},
    columns = [],
    rows = [],
  } = (await opened.call('find_in_content', args)) as {
    all?: Json;
    columns?: string[];
    rows?: unknown[][];
  };
  return rows.map(row => {
    const cells: Json = { ...all, ...Object.fromEntries(columns.map((name, index) => [name, row[index]])) };
    return `${Number(String(cells.uid).slice(-3))} ${cells.address}`;
  });
}
const where = (...conditions: Json[]): Json => ({ where: conditions, locales: ['en-us'] });

describe('conditions', () => {
  it('are met by values of their field', async () => {
    await using opened = await open({ seed: makeSeed(entries) });
    const cases: [Json, string[]][] = [
      [{ field: 'seo.description', is: 'longer', value: 29 }, ['1 seo.description']],
      [{ field: 'seo.description', is: 'longer', value: 30 }, []],
      [{ field: 'note', is: 'missing' }, ['2 note']],
      [{ field: 'price', is: 'equals', value: 5 }, ['1 price', '3 price']],
      [{ field: 'sections.hero.headline', is: 'empty' }, ['4 sections[cs1].hero.headline']],
      [{ field: 'city', is: 'empty' }, ['91 city']],
      [{ field: 'cover', is: 'filled' }, ['2 cover']],
      [{ field: 'items.label', is: 'equals', value: 'One' }, ['2 items[cs1].label']],
      [{ field: 'cover', is: 'refers_to', value: cover }, ['2 cover']],
    ];
    for (const [condition, rows] of cases)
      expect(await find(opened, where(condition)), JSON.stringify(condition)).toEqual(rows);
    const empty = await find(opened, where({ field: 'seo.description', is: 'empty' }));
    expect(empty).toEqual(['2', '3', '4', '5', '6'].map(number => `${number} seo.description`));
  });

  it('are looked at once, however often a type or language is named', async () => {
    await using opened = await open({ seed: makeSeed(entries) });
    const where = [{ field: 'price', is: 'equals', value: 6 }];
    const twice = { content_types: ['story', 'Story'], locales: ['en-us', 'en-us'], where };
    expect(await find(opened, twice)).toEqual(['2 price']);
  });

  it('hold all at once, and with the text', async () => {
    await using opened = await open({ seed: makeSeed(entries) });
    const both = where({ field: 'price', is: 'equals', value: 5 }, { field: 'seo.description', is: 'filled' });
    expect(await find(opened, both)).toEqual(['1 price', '1 seo.description']);
    const text = { text: 'nothing', ...where({ field: 'related', is: 'filled' }) };
    expect(await find(opened, text)).toEqual(['3 note', '4 note']);
    expect(await find(opened, { ...text, text: 'ann' })).toEqual([]);
  });

  it('tell who uses an entry or a file, wherever it can be pointed at', async () => {
    await using opened = await open({ seed: makeSeed(entries) });
    const answer = await opened.call('find_in_content', { where: [{ is: 'refers_to', value: uidOf(90) }] });
    expect(answer.says).toBe(
      '3 of 6 entries, 3 languages; 5 entries have no fr-fr of their own, 6 no de-de: all were searched in the language they fall back to',
    );
    expect(await find(opened, { where: [{ is: 'refers_to', value: uidOf(90) }] })).toEqual([
      `3 related[${uidOf(90)}]`,
      '5 body[r1]',
      `6 related[${uidOf(90)}]`,
    ]);
    expect(await find(opened, { where: [{ is: 'refers_to', value: cover }] })).toEqual(['2 cover']);
  });

  it('take no title for a uid, and tell a uid that nothing has from one that nothing points at', async () => {
    await using opened = await open({ seed: makeSeed(entries) });
    const ask = (value: unknown, more: Json = {}) => ({ where: [{ is: 'refers_to', value }], ...more });
    for (const title of ['Ann', 'Ember Stove', 'bltnothere', ` ${uidOf(90)} x`, 90, '2026']) {
      const said = await opened.fail('find_in_content', ask(title));
      expect(said, String(title)).toContain('refers_to takes a uid');
      expect(said).toContain('its row has the uid');
    }
    expect(opened.sandbox.requests.filter(({ path }) => path.endsWith('/entries'))).toEqual([]);
    const unknown = await opened.call('find_in_content', ask('blt00000000000000ff'));
    expect(unknown).toMatchObject({
      notes: ['blt00000000000000ff was not seen: nothing in story, sys_assets has that uid; not looked for in person'],
    });
    const person = ['story', 'person'];
    expect(await opened.call('find_in_content', ask('blt00000000000000ff', { content_types: person }))).toMatchObject({
      notes: ['blt00000000000000ff was not seen: nothing in story has that uid; not looked for in person'],
    });
    // Story 5 is there, and nothing points at it.
    expect(await opened.call('find_in_content', ask(uidOf(5)))).not.toHaveProperty('notes');
    expect(await opened.call('find_in_content', ask(uidOf(90)))).not.toHaveProperty('notes');
    // What the API left out may be it.
    const filtered = where({ field: 'related', is: 'refers_to', value: 'blt00000000000000ff' });
    expect((await opened.call('find_in_content', filtered)).notes).toContain(
      'blt00000000000000ff was not seen: nothing in sys_assets has that uid; not looked for in story, person',
    );
    const alone = { ...filtered, content_types: ['story'] };
    expect((await opened.call('find_in_content', alone)).notes).toEqual([
      'whether anything has the uid blt00000000000000ff was not looked for',
    ]);
  });

  it('tells that the whole stack has no such uid where it is seen', async () => {
    const pages = makeSeed(entries);
    const knows = field('knows', 'reference', { reference_to: ['person'], field_metadata: { ref_multiple: true } });
    pages.content_types = pages.content_types.map(type =>
      type.uid === 'person' ? { ...type, schema: [...type.schema, knows, field('photo', 'file')] } : type,
    );
    await using opened = await open({ seed: pages });
    const ask = (value: string) => ({ where: [{ is: 'refers_to', value }] });
    expect((await opened.call('find_in_content', ask('blt00000000000000ff'))).notes).toEqual([
      'nothing here has the uid blt00000000000000ff',
    ]);
    const asked = opened.sandbox.requests.filter(({ path }) => path.includes('/assets'));
    expect(asked.map(({ path }) => path)).toEqual(['/v3/assets/blt00000000000000ff']);
    const unused = { uid: 'blt00000000000000a2', title: 'Two' };
    await using other = await open({
      seed: { ...pages, assets: [...pages.assets, { ...pages.assets[0], ...unused } as (typeof pages.assets)[number]] },
    });
    expect(await other.call('find_in_content', ask(unused.uid))).not.toHaveProperty('notes');
  });

  it('are named where a text is a uid, which is no text', async () => {
    await using opened = await open({ seed: makeSeed(entries) });
    const answer = await opened.call('find_in_content', { text: uidOf(90) });
    expect(answer.notes).toEqual([expect.stringContaining('refers_to')]);
    expect(await opened.call('find_in_content', { text: 'blt' })).not.toHaveProperty('notes');
  });

  it('take a value of the field alone, and tell which there are', async () => {
    await using opened = await open({ seed: makeSeed(entries) });
    const fail = (field: string, value: unknown) =>
      opened.fail('find_in_content', where({ field, is: 'equals', value }));
    expect(await fail('tone', 'Silent')).toContain('tone is one of quiet (Hushed), loud (Loud)');
    expect(await fail('day', 'last week')).toContain('day holds dates: give one as 2026-01-12');
  });

  it('compare texts without their case unless it is asked for, and tell which differ', async () => {
    const people = ['Bern', 'BERN', 'bern', 'Berne'].map((city, index) => person(90 + index, { title: city, city }));
    await using opened = await open({ seed: makeSeed(people) });
    const asked = { ...where({ field: 'city', is: 'equals', value: 'bern' }), content_types: ['person'] };
    expect(await find(opened, asked)).toEqual(['90 city', '91 city', '92 city']);
    expect((await opened.call('find_in_content', asked)).notes).toEqual([
      '2 differ only in case; `case: true` leaves them out',
    ]);
    expect((await opened.call('find_in_content', { text: 'BERN', ...asked })).notes).toHaveLength(1);
    opened.sandbox.requests.splice(0);
    const exact = await opened.call('find_in_content', { ...asked, case: true });
    expect(exact).not.toHaveProperty('notes');
    expect(exact.says).toBe('1 entry, 1 language');
    expect(opened.sandbox.requests.at(-1)?.query).toContain('query=');
  });

  it('are about assets as well', async () => {
    const assets = [{ uid: 'blt00000000000000a2', title: 'Two', description: 'Something' }];
    await using opened = await open({ seed: makeSeed(entries, assets) });
    const asked = { content_types: ['sys_assets'], where: [{ field: 'description', is: 'empty' }] };
    expect(await opened.call('find_in_content', asked)).toMatchObject({
      says: '1 of 2 assets',
      rows: [expect.arrayContaining([cover])],
    });
    const named = { content_types: ['sys_assets', 'Assets'], where: [{ field: 'title', is: 'equals', value: 'Two' }] };
    expect((await opened.call('find_in_content', named)).says).toBe('1 of 2 assets');
  });
});

describe('what the API can leave out', () => {
  const queries = (opened: Opened): (string | null)[] =>
    opened.sandbox.requests
      .filter(({ path }) => path.endsWith('/entries'))
      .map(({ query }) => new URLSearchParams(query).get('query'));

  it('is asked of it, and nothing is left out that is meant', async () => {
    await using opened = await open({ seed: makeSeed(entries) });
    expect(await find(opened, where({ field: 'price', is: 'equals', value: '5' }))).toEqual(['1 price', '3 price']);
    expect(queries(opened)).toEqual(['{"price":5}']);
    opened.sandbox.requests.splice(0);
    const asked = where({ field: 'related', is: 'refers_to', value: uidOf(90) });
    expect(await find(opened, asked)).toEqual([`3 related[${uidOf(90)}]`]);
    expect(queries(opened)).toEqual([`{"related.uid":"${uidOf(90)}"}`]);
    expect((await opened.call('find_in_content', asked)).says).toBe('1 entry, 1 language');
  });

  it('is none where what is live is asked for, which may be another text', async () => {
    const changed = plant(7, [{ price: 5 }, { price: 8 }], { published: [live('production', 1)] });
    await using opened = await open({ seed: makeSeed([...entries, changed]) });
    const asked = { ...where({ field: 'price', is: 'equals', value: 5 }), environment: 'production' };
    expect(await find(opened, asked)).toEqual(['7 price']);
    expect(queries(opened)).toEqual([null]);
  });

  it('names the fields that are needed, and no others', async () => {
    await using opened = await open({ seed: makeSeed(entries) });
    await find(opened, where({ field: 'seo.description', is: 'empty' }));
    const [request] = opened.sandbox.requests.filter(({ path }) => path.endsWith('/entries'));
    const only = new URLSearchParams(request?.query).getAll('only[BASE][]');
    expect(only).toContain('seo');
    expect(only).not.toContain('note');
    opened.sandbox.requests.splice(0);
    await find(opened, { text: 'x', content_types: ['story'], locales: ['en-us'] });
    const texts = new URLSearchParams(opened.sandbox.requests.find(({ path }) => path.endsWith('/entries'))?.query);
    expect(texts.getAll('only[BASE][]')).toEqual(expect.arrayContaining(['note', 'tags', 'cover', 'sections', 'app']));
    for (const no of ['price', 'related']) expect(texts.getAll('only[BASE][]')).not.toContain(no);
  });
});

describe('a field that is not everywhere', () => {
  it('is a mistake where no type has it, with the path that was meant', async () => {
    await using opened = await open({ seed: makeSeed(entries) });
    const fail = (condition: Json, more: Json = {}) => opened.fail('find_in_content', { where: [condition], ...more });
    expect(await fail({ field: 'seo_description', is: 'empty' })).toContain('did you mean seo.description?');
    expect(await fail({ field: 'headline', is: 'empty' })).toContain('did you mean sections.hero.headline?');
    expect(await fail({ field: 'zzz', is: 'empty' })).toContain('no field "zzz" in any of these content types');
    expect(await fail({ field: 'seo.description', is: 'empty' }, { content_types: ['person'] })).toContain('in person');
    expect(await fail({ field: 'price', is: 'longer', value: 3 })).toContain('price is not a text');
    expect(await fail({ field: 'bio', is: 'missing' })).toContain('bio is not mandatory');
    expect(await fail({ field: 'related', is: 'equals', value: 'x' })).toContain('refers_to');
    expect(await fail({ field: 'note', is: 'longer' })).toContain('takes a number of characters');
    expect(await fail({ field: 'note', is: 'longer', value: 'many' })).toContain('takes a number of characters');
    expect(await fail({ is: 'empty' })).toContain('name a field');
    expect(await fail({ is: 'refers_to' })).toContain('takes a uid');
    expect(await fail({ field: 'note', is: 'equals' })).toContain('takes a value');
    const requests = opened.sandbox.requests.filter(({ path }) => path !== '/v3/content_types');
    expect(requests).toEqual([]);
  });

  it('is not searched for where it is not, and that is said', async () => {
    await using opened = await open({ seed: makeSeed(entries) });
    const answer = await opened.call('find_in_content', where({ field: 'city', is: 'filled' }));
    expect(answer).toMatchObject({
      says: '1 of 2 entries, 1 language',
      notes: ['not searched, as they have no field city: story, sys_assets'],
    });
    const none = {
      where: [
        { field: 'city', is: 'filled' },
        { field: 'note', is: 'filled' },
      ],
    };
    expect(await opened.fail('find_in_content', none)).toContain('no content type has all of these fields');
  });

  it('refuses types, languages and environments that there are not', async () => {
    await using opened = await open({ seed: makeSeed(entries) });
    const fail = (more: Json) => opened.fail('find_in_content', { text: 'x', ...more });
    expect(await fail({ content_types: ['storey'] })).toContain('did you mean story?');
    expect(await fail({ locales: ['en-uk'] })).toContain('en-us');
    expect(await fail({ environment: 'prodution' })).toContain('production');
    expect(await fail({ after: 'nowhere' })).toContain('after');
  });
});
