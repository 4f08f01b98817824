// A text is found wherever it can stand, in entries and assets, and nowhere else.
import { describe, expect, it } from 'vitest';
import { type Json, open } from '../../harness.ts';
import { cover, live, makeSeed, plant, translate, uidOf } from './seed.ts';

const leaf = (says: string, more: Json = {}): Json => ({ text: says, ...more });
const node = (type: string, uid: string, children: Json[], attrs: Json = {}): Json => ({ type, uid, attrs, children });
const doc = (...children: Json[]): Json => ({ type: 'doc', uid: 'd0', attrs: {}, children });
const says = 'the Ember Stove is';

/** Fields that hold the text in one place, that place and its kind. */
const places: [fields: Json, address: string, kind: string][] = [
  [{ title: `1 ${says}` }, 'title', 'text'],
  [{ lines: `One\n${says}` }, 'lines', 'multi-line'],
  [{ bio: 'The **Ember** Stove' }, 'bio', 'Markdown'],
  [{ bio: '[x](/ember stove)' }, 'bio', 'Markdown'],
  [{ html: '<p>The <em>Em</em>ber&nbsp;Stove</p>' }, 'html', 'HTML'],
  [{ html: '<img src="/a.png" alt="Ember Stove">' }, 'html', 'HTML alt'],
  [{ html: '<a href="/Ember Stove">x</a>' }, 'html', 'HTML href'],
  [
    { body: doc(node('p', 'p1', [leaf('The Em'), leaf('ber', { bold: true }), leaf(' Stove')])) },
    'body[p1]',
    'rich text',
  ],
  [
    { body: doc(node('p', 'p1', [node('a', 'a1', [leaf('Ember')], { url: '/x' }), leaf(' Stove')])) },
    'body[p1]',
    'rich text',
  ],
  [
    { body: doc(node('p', 'p1', [node('a', 'a1', [leaf('x')], { url: '/ember stove' })])) },
    'body[a1].attrs.url',
    'rich text url',
  ],
  [{ words: ['x', says] }, 'words[1]', 'text'],
  [{ tags: ['x', 'ember stove'] }, 'tags[1]', 'tag'],
  [{ more: { title: says, href: '/x' } }, 'more.title', 'link title'],
  [{ more: { title: 'x', href: '/ember stove' } }, 'more.href', 'link href'],
  [{ seo: { description: says } }, 'seo.description', 'text'],
  [
    { items: [{ label: 'x', children: [{ label: says, _metadata: { uid: 'cs2' } }], _metadata: { uid: 'cs1' } }] },
    'items[cs1].children[cs2].label',
    'text',
  ],
  [{ sections: [{ hero: { headline: says, _metadata: { uid: 'cs1' } } }] }, 'sections[cs1].hero.headline', 'text'],
  [
    { sections: [{ hero: { cta: { label: says }, _metadata: { uid: 'cs1' } } }] },
    'sections[cs1].hero.cta.label',
    'text',
  ],
  [{ sections: [{ cta: { label: says, _metadata: { uid: 'cs1' } } }] }, 'sections[cs1].cta.label', 'text'],
  [{ cta: { target: { title: says, href: '' } } }, 'cta.target.title', 'link title'],
  [{ app: { note: says, uid: 'x' } }, 'app.note', 'custom'],
];

/** Fields that hold something like it. */
const misses: Json[] = [
  { lines: 'Ember\n\nStove' },
  { note: 'Ember-Stove, EmberStove, Ember and Stove' },
  { note: '/journal/ember-stove' },
  { html: '<p>Ember</p><p>Stove</p>' },
  { html: '<p class="Ember Stove" data-x="Ember Stove">x</p><!-- Ember Stove -->' },
  { body: doc(node('p', 'p1', [leaf('Ember')]), node('p', 'p2', [leaf('Stove')])) },
  { body: doc(node('p', 'Ember Stove', [leaf('x')], { 'class-name': 'Ember Stove' })) },
  { seo: { description: 'Ember' }, note: 'Stove' },
  { app: { uid: 'Ember Stove', asset_uid: 'Ember Stove' } },
  { cover },
];

const found = (answer: Json): string[] => {
  const { all = {}, columns = [], rows = [] } = answer as { all?: Json; columns?: string[]; rows?: unknown[][] };
  return rows.map(row => {
    const cells: Json = { ...all, ...Object.fromEntries(columns.map((name, index) => [name, row[index]])) };
    return [cells.uid, cells.locale, cells.address, cells.kind].filter(cell => cell != null).join(' ');
  });
};

it('finds it in each place it can stand, and in nothing that is only like it', async () => {
  const entries = [
    ...places.map(([fields], index) => plant(index, [fields])),
    ...misses.map((fields, index) => plant(100 + index, [fields])),
  ];
  await using opened = await open({ seed: makeSeed(entries) });
  const answer = await opened.call('find_in_content', { text: 'ember stove', locales: ['en-us'] });
  expect(found(answer)).toEqual(places.map(([, address, kind], index) => `${uidOf(index)} en-us ${address} ${kind}`));
  expect(answer.says).toBe(`${places.length} of ${entries.length} entries, 1 language; 0 of 1 asset`);
  expect(answer).not.toHaveProperty('notes');
});

it('finds a choice by its value and its label', async () => {
  await using opened = await open({ seed: makeSeed([plant(1, [{ tone: 'quiet' }]), plant(2, [{ tone: 'loud' }])]) });
  for (const text of ['hushed', 'quiet']) {
    expect(found(await opened.call('find_in_content', { text })), text).toEqual([`${uidOf(1)} en-us tone choice`]);
  }
});

it('finds a file by what it is called, in the assets and where an entry shows it', async () => {
  const asset = { uid: 'blt00000000000000a2', title: 'Ember Stove', filename: 'one.jpg' };
  const described = { uid: 'blt00000000000000a3', title: 'x', description: 'An ember stove' };
  const named = { uid: 'blt00000000000000a4', title: 'y', filename: 'ember stove.jpg' };
  const seed = makeSeed([plant(1, [{ cover: asset.uid }]), plant(2, [{ cover }])], [asset, described, named]);
  await using opened = await open({ seed });
  const answer = await opened.call('find_in_content', { text: 'ember stove' });
  expect(found(answer)).toEqual([
    `${uidOf(1)} en-us cover.title file title`,
    'blt00000000000000a2 title text',
    'blt00000000000000a3 description multi-line',
    'blt00000000000000a4 filename text',
  ]);
  expect(answer.says).toBe(
    '1 of 2 entries, 3 languages; 3 of 4 assets; 2 entries have no fr-fr of their own, 2 no de-de: all were searched in the language they fall back to',
  );
  opened.sandbox.requests.splice(0);
  const alone = await opened.call('find_in_content', { text: 'ember stove', content_types: ['sys_assets'] });
  expect(alone.says).toBe('3 of 4 assets');
  expect(opened.sandbox.requests.map(({ path }) => path)).toEqual(['/v3/assets']);
});

describe('words and case', () => {
  it('are minded where they are asked for', async () => {
    const entries = ['Ember Stoves', 'an ember stove', 'Ember Stove!', 'September Stove'].map((note, index) =>
      plant(index, [{ note }]),
    );
    await using opened = await open({ seed: makeSeed(entries) });
    const numbers = async (args: Json): Promise<string[]> =>
      found(await opened.call('find_in_content', { text: 'Ember Stove', ...args })).map(row => row.slice(18, 19));
    expect(await numbers({})).toEqual(['0', '1', '2', '3']);
    expect(await numbers({ words: true })).toEqual(['1', '2']);
    expect(await numbers({ case: true })).toEqual(['0', '2']);
    expect(await numbers({ case: true, words: true })).toEqual(['2']);
    expect(await numbers({ text: 'an*stove' })).toEqual(['1']);
  });

  it('takes quotes and accents as they are typed, and shows them as they are stored', async () => {
    const entries = ['Pour l’hiver', "pour l'hiver", 'La saleté', 'la salete'].map((note, index) =>
      plant(index, [{ note }]),
    );
    await using opened = await open({ seed: makeSeed(entries) });
    const search = async (args: Json): Promise<string[]> =>
      found(await opened.call('find_in_content', args)).map(row => row.slice(18, 19));
    expect(await search({ text: "L'HIVER" })).toEqual(['0', '1']);
    expect(await search({ text: 'l’hiver', case: true })).toEqual(['0', '1']);
    expect(await search({ text: 'salete' })).toEqual(['2', '3']);
    expect(await search({ text: 'salete', case: true })).toEqual(['3']);
    expect(JSON.stringify(await opened.call('find_in_content', { text: "l'hiver" }))).toContain('Pour l’hiver');
  });

  it('takes what a regular expression is made of as it is written', async () => {
    const entries = ['a.c (x)+', 'abc xx', '.*'].map((note, index) => plant(index, [{ note }]));
    await using opened = await open({ seed: makeSeed(entries) });
    for (const [text, uid] of [
      ['a.c', 0],
      ['(x)+', 0],
      ['.*', 0],
      ['^a', undefined],
      ['a.?c', undefined],
    ] as const) {
      const rows = found(await opened.call('find_in_content', { text }));
      expect(rows[0]?.slice(0, 19), text).toBe(uid === undefined ? undefined : uidOf(uid));
    }
  });
});

it('has nothing to look for in no text, blanks or asterisks', async () => {
  await using opened = await open({ seed: makeSeed([plant(1, [{}])]) });
  for (const text of ['  ', '*', ' * ']) {
    expect(await opened.fail('find_in_content', { text }), text).toContain('nothing to look for');
  }
  expect(await opened.fail('find_in_content', { text: '' })).toMatch(/text/);
  expect(await opened.fail('find_in_content')).toContain('give text, where, or both');
  expect(await opened.fail('find_in_content', { text: 'x'.repeat(501) })).toContain('at most 500');
  expect(opened.sandbox.requests).toEqual([]);
});

it('shows one row for each address, with the first place and how many there are', async () => {
  const note = `A stove. ${'Long before. '.repeat(20)} Another stove, and a stove.`;
  await using opened = await open({
    seed: makeSeed([plant(1, [{ note, lines: 'stove', html: '<a href="/stove">stove</a>' }])]),
  });
  const { rows, columns } = (await opened.call('find_in_content', { text: 'stove' })) as {
    rows: string[][];
    columns: string[];
  };
  const place = columns.indexOf('address');
  expect(rows.map(row => row.slice(place, place + 3))).toEqual([
    ['note', 'text', 'A stove. Long before. Long before. Long before. Long before. Long before. Long… (3 times)'],
    ['lines', 'multi-line', 'stove'],
    ['html', 'HTML, HTML href', 'stove (2 times)'],
  ]);
});

it('tells a text in the language that has it, not in those that fall back to it', async () => {
  const entries = [
    plant(1, [{ note: 'stove' }]),
    plant(2, [{ note: 'stove' }], {}, [translate('fr-fr', { note: 'poêle' })]),
    plant(3, [{ note: 'x' }], {}, [translate('de-de', { note: 'stove' })]),
  ];
  await using opened = await open({ seed: makeSeed(entries) });
  const search = (locales?: string[]) =>
    opened.call('find_in_content', { text: 'stove', ...(locales ? { locales } : {}) });
  const all = await search();
  expect(found(all)).toEqual([
    `${uidOf(1)} en-us note text`,
    `${uidOf(2)} en-us note text`,
    `${uidOf(3)} de-de note text`,
  ]);
  expect(all.says).toBe(
    '3 of 3 entries, 3 languages; 0 of 1 asset; 2 entries have no fr-fr of their own, 2 no de-de: all were searched in the language they fall back to',
  );
  const french = await search(['fr-fr']);
  expect(found(french)).toEqual([]);
  expect(french.says).toBe(
    '0 of 1 entry, 1 language; 0 of 1 asset; 2 entries have no fr-fr of their own and were not searched',
  );
  const both = await search(['en-us', 'de-de']);
  expect(both.says).toBe(
    '3 of 3 entries, 2 languages; 0 of 1 asset; 2 entries have no de-de of their own and were searched in the language they fall back to',
  );
});

describe('what is live', () => {
  const entries = [
    // The draft has it, what is live has not.
    plant(1, [{ note: 'x' }, { note: 'stove' }], { published: [live('production', 1)] }),
    // What is live has it, the draft has not.
    plant(2, [{ note: 'stove' }, { note: 'x' }], { published: [live('production', 1)] }),
    plant(3, [{ note: 'stove' }], { published: [live('production', 1), live('staging', 1)] }),
    plant(4, [{ note: 'stove' }], { published: [live('staging', 1)] }),
    plant(5, [{ note: 'stove' }]),
    plant(6, [{ note: 'x' }], { published: [live('production', 1), live('production', 1, 'fr-fr')] }, [
      translate('fr-fr', { note: 'stove' }),
      translate('fr-fr', { note: 'y' }),
    ]),
  ];
  const assets = [
    { uid: 'blt00000000000000a2', title: 'Stove', published: ['production'] },
    { uid: 'blt00000000000000a3', title: 'stove' },
  ];

  it('is searched in place of what is saved, with its version', async () => {
    await using opened = await open({ seed: makeSeed(entries, assets) });
    const answer = await opened.call('find_in_content', { text: 'stove', environment: 'production' });
    expect(found(answer)).toEqual([
      `${uidOf(2)} en-us note text`,
      `${uidOf(3)} en-us note text`,
      `${uidOf(6)} fr-fr note text`,
      'blt00000000000000a2 title text',
    ]);
    expect((answer.columns as string[]).at(-1) ?? answer.all).toMatch(/version|snippet/);
    expect(answer.says).toMatch(
      /^3 of 4 entries live in production, 3 languages; 1 of 1 asset live in production; \d+ entries have no fr-fr of their own, \d+ no de-de: all were searched in the language they fall back to$/,
    );
    const drafts = found(await opened.call('find_in_content', { text: 'stove' }));
    expect(drafts.map(row => row.slice(18, 19))).toEqual(['1', '3', '4', '5', '2', '3']);
    expect(found(await opened.call('find_in_content', { text: 'stove', environment: 'staging' }))).toHaveLength(2);
  });

  it('costs one request for each whose live version differs', async () => {
    await using opened = await open({ seed: makeSeed(entries, assets) });
    await opened.call('find_in_content', { text: 'stove', environment: 'production' });
    const single = opened.sandbox.requests.filter(({ path }) => /entries\/blt/.test(path));
    expect(single.map(({ path, query }) => [path.slice(-1), query])).toEqual([
      ['1', 'locale=en-us&version=1'],
      ['2', 'locale=en-us&version=1'],
      ['6', 'locale=fr-fr&version=1'],
    ]);
    // Two types in three languages, assets, the content types.
    expect(opened.sandbox.requests.length - single.length).toBe(2 * 3 + 1 + 1);
  });

  it('is not told to be all where a version cannot be read', async () => {
    await using opened = await open({ seed: makeSeed(entries, assets) });
    const path = `/content_types/story/entries/${uidOf(2)}`;
    opened.sandbox.fault({ method: 'GET', path, answer: { status: 422, body: { error_code: 141 } } });
    const answer = await opened.call('find_in_content', {
      text: 'stove',
      environment: 'production',
      locales: ['en-us'],
    });
    expect(found(answer)).toEqual([`${uidOf(3)} en-us note text`, 'blt00000000000000a2 title text']);
    expect(answer.says).toContain('not all could be read');
    expect(answer.notes).toEqual(['1 that is live could not be read']);
  });
});
