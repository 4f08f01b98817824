// What may not be sent, and what is put right on the way: the slips of weak assistants, and their neighbours.
import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../src/content/address.ts';
import { type CheckOptions, check } from '../../src/content/check/check.ts';
import { checkStored } from '../../src/content/check/stored.ts';
import { asset, entry, field, group, hero, type Json, schema, select, text } from './schema.ts';

const languages = { locale: 'en-us', masterLocale: 'en-us' };

const run = (sent: Json, more: Partial<CheckOptions> = {}) =>
  check(sent, { schema, stored: entry(), ...languages, ...more });

/** Each problem as `kind address` and, where there is one, `~near`. */
const tell = (sent: Json, more: Partial<CheckOptions> = {}): string[] =>
  run(sent, more).problems.map(
    ({ kind, address, near }) => `${kind} ${address}${near === undefined ? '' : ` ~${near}`}`,
  );

const reason = (sent: Json, more: Partial<CheckOptions> = {}): string =>
  run(sent, more)
    .problems.map(problem => problem.reason)
    .join('\n');

const infinite = JSON.parse('1e999') as number;
const long = JSON.parse('12345678901234567890') as number;
const story = 'Once upon a time there was a mill beside a river. '.repeat(40);

describe('refuses', () => {
  it.each<[string, Json, string[]]>([
    ['a misspelt field', { titel: 'x' }, ['unknown titel ~title']],
    ['a field that lies elsewhere', { headline: 'x' }, ['unknown headline ~sections.hero.headline']],
    ['a path as one word', { seo_description: 'x' }, ['unknown seo_description ~seo.description']],
    ['a field like nothing', { zebra: 'x' }, ['unknown zebra']],
    ['a field that nobody cleared', { titel: null }, ['unknown titel ~title']],
    ['a dotted field', { 'seo.description': 'x' }, ['dotted "seo.description" ~seo.description']],
    [
      'a dotted path into a block',
      { 'sections.1.rich_text.heading': 'x' },
      ['dotted "sections.1.rich_text.heading" ~sections.rich_text.heading'],
    ],
    [
      'an address for a key',
      { 'sections[csa2].rich_text.heading': 'x' },
      ['dotted "sections[csa2].rich_text.heading" ~sections.rich_text.heading'],
    ],
    ['a misspelt member of a group', { seo: { titel: 'x' } }, ['unknown seo.titel ~title']],
    ['a dotted member', { seo: { 'a.b': 'x' } }, ['dotted seo."a.b"']],
    [
      'a misspelt member of a block',
      { sections: [{ hero: { headline: 'x', txt: 'y' } }] },
      ['unknown sections[0].hero.txt ~text'],
    ],
    [
      'one in a group in a block in a group',
      { sections: [{ columns: { column: [{ cards: [{ card: { meta: { alte: 'x' } } }] }] } }] },
      ['unknown sections[0].columns.column[0].cards[0].card.meta.alte ~alt'],
    ],
    [
      'one in a global field in another',
      { button: { label: 'x', style: { ton: 'quiet' } } },
      ['unknown button.style.ton ~tone'],
    ],
    ['the entry within the entry', { entry: { title: 'x' } }, ['wrapper entry']],
    ['a whole answer for an entry', { branch: 'main', entry: { title: 'x' } }, ['unknown branch', 'wrapper entry']],
    ['another language in the entry', { title: 'x', locale: 'fr-fr' }, ['locale locale']],
    ['a version to go back to', { _version: 2 }, ['system _version']],
    [
      'nothing but what the CMA keeps',
      { updated_by: 'blt2', publish_details: [] },
      ['system updated_by', 'system publish_details'],
    ],
    ['a choice that is none', { category: 'fishing' }, ['choice category']],
    ['a misspelt choice', { category: 'skils' }, ['choice category ~skills']],
    ['a choice of several that is none', { sizes: ['S', 'XXL'] }, ['choice sizes[1]']],
    ['a choice in a global field', { button: { label: 'x', style: { tone: 'loud' } } }, ['choice button.style.tone']],
    ['a list for a choice', { category: ['care'] }, ['shape category']],
    ['a title for a file', { cover: 'Morning at the hut' }, ['file cover']],
    ['a file name for a file', { cover: 'boot.png' }, ['file cover']],
    [
      'an address for a file in a list',
      { gallery: ['https://example.com/a.png'] },
      ['file gallery[https://example.com/a.png]'],
    ],
    ['an object without uid for a file', { cover: { title: 'Morning' } }, ['file cover']],
    ['a title for a reference', { author: 'Tomas Berg' }, ['reference author[0]']],
    ['a reference of several types by uid alone', { related: ['blt0000000000000099'] }, ['reference related[0]']],
    [
      'a reference to another type',
      { author: [{ uid: 'blt1', _content_type_uid: 'page' }] },
      ['reference author[blt1]'],
    ],
    ['a misspelt type', { related: [{ uid: 'blt1', _content_type_uid: 'pages' }] }, ['reference related[blt1] ~page']],
    [
      'two where one may stand',
      {
        author: [
          { uid: 'blt1', _content_type_uid: 'person' },
          { uid: 'blt2', _content_type_uid: 'person' },
        ],
      },
      ['shape author'],
    ],
    ['a term without taxonomy', { taxonomies: ['hiking'] }, ['shape taxonomies[0]']],
    [
      'a term of another taxonomy',
      { taxonomies: [{ taxonomy_uid: 'topics', term_uid: 'x' }] },
      ['reference taxonomies[topics:x] ~topic'],
    ],
    ['a text for blocks', { sections: '[{"hero":{}}]' }, ['shape sections']],
    ['a block by its type', { sections: [{ type: 'quote', text: 'x' }] }, ['shape sections[0]']],
    ['an unknown block', { sections: [{ heroe: { headline: 'x' } }] }, ['unknown sections[0].heroe ~hero']],
    ['a list for a group', { seo: [{ title: 'x' }] }, ['shape seo']],
    ['a text for a group', { seo: 'x' }, ['shape seo']],
    ['one for a list of groups', { items: { label: 'x' } }, ['shape items']],
    ['HTML for JSON rich text', { body: '<p>x</p>' }, ['shape body']],
    [
      'rich text in other words',
      { body: { type: 'doc', children: [{ type: 'bullet_list', uid: 'n', children: [{ text: 'x' }] }] } },
      ['shape body[n] ~ul'],
    ],
    ['a document without anything in it', { body: { type: 'doc', uid: 'd', attrs: {}, children: [] } }, ['shape body']],
    ['a node that is none', { body: { type: 'doc', children: [{ children: [] }] } }, ['shape body']],
    [
      'two nodes of one uid',
      {
        body: {
          type: 'doc',
          children: [
            { type: 'p', uid: 'n', children: [{ text: '' }] },
            { type: 'p', uid: 'n', children: [{ text: '' }] },
          ],
        },
      },
      ['shape body[n]'],
    ],
    ['a text for a list of tags', { tags: 'a, b' }, ['shape tags']],
    ['an unreadable date', { day: 'tomorrow 9am' }, ['date day']],
    ['a time without offset', { day: '2026-03-09T09:00:00' }, ['date day']],
    ['a day that no month has', { day: '2026-02-31' }, ['date day']],
    ['a number as text', { rank: '59' }, ['shape rank']],
    ['a number without end', { rank: infinite }, ['number rank']],
    ['more digits than are kept', { rank: long }, ['number rank']],
    ['such numbers in a custom field', { settings: { a: [{ n: long }] } }, ['number settings.a[0].n']],
    ['true as text', { open: 'true' }, ['shape open']],
    ['an object for a text', { title: { text: 'x' } }, ['shape title']],
    ['a mandatory field emptied', { title: '' }, ['mandatory title']],
    ['a new item without what is mandatory', { items: [{ version: 'a' }] }, ['mandatory items[0].label']],
    [
      'a new block without what is mandatory',
      { sections: [{ hero: { text: 'x', button: {} } }] },
      ['mandatory sections[0].hero.headline'],
    ],
    [
      'what was masked when it was read',
      { summary: '[secret]', settings: { key: 'a [secret] b' } },
      ['masked summary', 'masked settings.key'],
    ],
    [
      'what was cut when it was read',
      {
        title: 'x',
        cut: { sections: '1 of 2 items', 'sections.0.hero.text': '5 of 9 characters' },
        rest: { fields: ['sections@1'] },
      },
      ['cut sections', 'cut sections[0].hero.text'],
    ],
  ])('%s', (_, sent, expected) => {
    const { problems } = run(sent);
    expect(tell(sent)).toEqual(expected);
    for (const { address } of problems) expect(parseAddress(address)).toBeDefined();
  });

  it('a key that every object has, at any depth', () => {
    expect(
      tell(
        JSON.parse('{"__proto__":{"title":"x"},"seo":{"title":"x","__proto__":{}},"settings":{"a":[{"__proto__":1}]}}'),
      ),
    ).toEqual(['key __proto__', 'key seo.__proto__', 'key settings.a[0].__proto__']);
    expect(Object.getPrototypeOf(run(JSON.parse('{"__proto__":{"x":1}}')).value)).toBe(Object.prototype);
    expect(({} as Json).title).toBeUndefined();
  });

  it('a text that ends in the middle of a word that goes on', () => {
    const stored = { ...entry(), summary: story.slice(0, 900) };
    expect(tell({ summary: story.slice(0, 703) }, { stored })).toEqual(['cut summary']);
    expect(tell({ summary: story.slice(0, 700) }, { stored })).toEqual([]);
    expect(tell({ summary: story.slice(0, 699) }, { stored })).toEqual([]);
    expect(tell({ summary: story.slice(0, 703) }, { stored, replace: new Set(['summary']) })).toEqual([]);
  });

  it('what nests deeper than any editor can', () => {
    let deep: Json = {};
    for (let depth = 0; depth < 5000; depth += 1) deep = { deep };
    expect(run({ settings: deep }).problems.map(({ kind }) => kind)).toEqual(['depth']);
  });

  it('with the choices, so that the next call is right', () => {
    expect(reason({ category: 'fishing' })).toBe(
      'is not one of the choices: "skills" (Skills), "care" (Care and repair), "gear" (Gear)',
    );
    expect(reason({ sizes: ['XXL'] })).toBe('is not one of the choices: "S", "M", "L"');
  });

  it('with where to name the language, if none was named', () => {
    expect(reason({ title: 'x', locale: 'fr-fr' }, { locale: undefined })).toBe(
      'has no effect here, and "fr-fr" would be saved over en-us: name the language beside the entry',
    );
  });

  it('with the operators, the blocks, the types', () => {
    expect(reason({ tags: { MOVE: {} } })).toContain('PUSH, PULL, UPDATE, ADD, SUB');
    expect(reason({ sections: [{ type: 'x', text: 'y' }] })).toContain('{"hero": {…}}, {"rich_text": {…}}');
    expect(reason({ related: [{ uid: 'blt1' }] })).toContain('page, post');
  });

  it('twenty problems, and counts the rest', () => {
    const sent = Object.fromEntries(Array.from({ length: 100_000 }, (_, place) => [`stray_${place}`, place]));
    const { problems, more } = run(sent);
    expect(problems).toHaveLength(20);
    expect(more).toBe(99_980);
  });

  it('a new entry that lacks what is mandatory, but for what is filled in', () => {
    const types = [
      ...schema,
      text('intro', { mandatory: true, field_metadata: { default_value: 'Hello' } }),
      field('place', 'group', { mandatory: true, schema: [text('x')] }),
    ];
    const made = { schema: types, stored: undefined };
    expect(tell({ summary: 'x' }, made)).toEqual(['mandatory title', 'mandatory place']);
    expect(tell({ summary: 'x' }, { ...made, hasRules: true })).toEqual([]);
    expect(tell({ title: 'x', place: { x: 'y' } }, made)).toEqual([]);
  });
});

describe('puts right', () => {
  it.each<[string, Json, Json]>([
    ['an asset to its uid', { cover: asset('blt00000000000000a9') }, { cover: 'blt00000000000000a9' }],
    ['assets of a list', { gallery: [asset('blta'), { uid: 'bltb' }] }, { gallery: ['blta', 'bltb'] }],
    ['one file to a list of one', { gallery: 'blta' }, { gallery: ['blta'] }],
    [
      'an entry to its reference',
      { related: [{ uid: 'blt1', _content_type_uid: 'page', title: 'x' }] },
      { related: [{ uid: 'blt1', _content_type_uid: 'page' }] },
    ],
    [
      'a uid with one type to be of',
      { author: 'blt0000000000000099' },
      { author: [{ uid: 'blt0000000000000099', _content_type_uid: 'person' }] },
    ],
    [
      'a reference without its only type',
      { author: [{ uid: 'blt9' }] },
      { author: [{ uid: 'blt9', _content_type_uid: 'person' }] },
    ],
    [
      'the type by its other name',
      { related: [{ uid: 'blt1', content_type_uid: 'page' }] },
      { related: [{ uid: 'blt1', _content_type_uid: 'page' }] },
    ],
    ['uids of an old field stay', { editor: ['blt9'] }, { editor: ['blt9'] }],
    ['a label to its value', { category: 'Care and Repair' }, { category: 'care' }],
    ['a value in other letters', { sizes: ['s', ' m '] }, { sizes: ['S', 'M'] }],
    [
      'a term with more than its name',
      { taxonomies: [{ taxonomy_uid: 'place', term_uid: 'mill', name: 'Mill' }] },
      { taxonomies: [{ taxonomy_uid: 'place', term_uid: 'mill' }] },
    ],
    [
      'what the CMA keeps',
      { title: 'x', ACL: {}, _version: 2, updated_at: 'then', locale: 'en-us', uid: 'blt00000000000000e1' },
      { title: 'x' },
    ],
    [
      'a file in a block that has no uid any more',
      { sections: [hero('csa1', 'Fourteen people, one mill')] },
      { sections: [{ hero: expect.objectContaining({ image: 'blt00000000000000a1', _metadata: { uid: 'csa1' } }) }] },
    ],
    [
      'a uid beside the block instead of in it',
      { sections: [{ hero: { headline: 'x', button: { label: 'y' } }, _metadata: { uid: 'csnew' } }] },
      { sections: [{ hero: { headline: 'x', button: { label: 'y' }, _metadata: { uid: 'csnew' } } }] },
    ],
    [
      'fields with names of ours',
      { version: 'x', action: 'y', constructor: 'z', items: [] },
      { version: 'x', action: 'y', constructor: 'z', items: [] },
    ],
    [
      'what empties a field',
      { seo: null, gallery: [], summary: '', cover: null },
      { seo: null, gallery: [], summary: '', cover: null },
    ],
    ['an app its own', { settings: 'anything', future: [{ x: 1 }] }, { settings: 'anything', future: [{ x: 1 }] }],
  ])('%s', (_, sent, value) => {
    const checked = run(sent);
    expect(checked.problems).toEqual([]);
    expect(checked.value).toEqual(value);
    expect(run(checked.value).value).toEqual(value);
  });

  it('and says so', () => {
    expect(run({ category: 'Gear' }).notes).toEqual([{ address: 'category', reason: '"Gear" is the choice "gear"' }]);
  });

  it('no choice that is misspelt, but names it, in whatever letters it is', () => {
    const types = [select('stage', [{ value: 'PRODUCTION' }, { value: 'PREVIEW' }])];
    expect(tell({ stage: 'productoin' }, { schema: types })).toEqual(['choice stage ~PRODUCTION']);
    expect(tell({ stage: 'prod' }, { schema: types })).toEqual(['choice stage ~PRODUCTION']);
  });

  it('a term of the only taxonomy that there may be', () => {
    const types = [field('taxonomies', 'taxonomy', { taxonomies: [{ taxonomy_uid: 'topic' }] })];
    const { value, problems } = run({ taxonomies: [{ term_uid: 'mill' }] }, { schema: types });
    expect([value, problems]).toEqual([{ taxonomies: [{ taxonomy_uid: 'topic', term_uid: 'mill' }] }, []]);
  });

  it('no label that fits two choices', () => {
    const types = [
      select('level', [
        { value: 'a', key: 'High' },
        { value: 'b', key: 'high' },
      ]),
    ];
    expect(tell({ level: 'HIGH' }, { schema: types })).toEqual(['choice level']);
  });

  it('copies of instances that were sent with the uid of the original', () => {
    const uids = (value: Json): unknown[] => JSON.stringify(value).match(/"cs[a-z]\d"/g) ?? [];
    const [first] = entry().sections as [Json];
    const copied = run({ sections: [...(entry().sections as Json[]), first] });
    expect(uids(copied.value)).toEqual(uids({ sections: entry().sections }));
    expect(copied.notes).toMatchObject([{ address: 'sections' }]);
    expect(copied.problems).toEqual([]);
    const pushed = run({ sections: { PUSH: { data: first } } }).value;
    expect(uids(pushed)).toEqual([]);
    // What a stack holds already may be sent back.
    const twice = { ...entry(), sections: [first, first] };
    const sent = run({ sections: twice.sections }, { stored: twice });
    expect([uids(sent.value), sent.notes]).toEqual([uids({ sections: twice.sections }), []]);
  });

  it('instances sent without their uids, where it is plain which they are', () => {
    const bare = entry().sections as Json[];
    const sent = bare.map(block =>
      Object.fromEntries(
        Object.entries(block).map(([key, inner]) => [key, { ...(inner as Json), _metadata: undefined }]),
      ),
    );
    (sent[1]?.rich_text as Json).heading = 'How it all began';
    const { value, losses, problems } = run({ sections: JSON.parse(JSON.stringify(sent)) });
    expect(problems).toEqual([]);
    expect((value.sections as Json[]).map(block => (Object.values(block)[0] as Json)._metadata)).toEqual([
      { uid: 'csa1' },
      { uid: 'csa2' },
      { uid: 'csa3' },
    ]);
    expect(losses).toEqual([]);
  });
});

it('gives no advice on numbers that the next call would be refused for', () => {
  const told = (rank: unknown): string => reason({ rank });
  expect(told(long)).toBe('is an integer beyond 2^53, whose last digits are lost');
  expect(told('12345678901234567890')).toBe('must be a number, and this one is beyond 2^53, where digits are lost');
  for (const digits of ['59.5', '-7', '007', '1.50', '9007199254740991', '9007199254740993', '9'.repeat(400)]) {
    const advised = / send (\S+) without quotes$/.exec(told(digits))?.[1];
    expect(advised !== undefined, digits).toBe(Number.isSafeInteger(Number(digits)) || digits.includes('.'));
    if (advised !== undefined) expect(tell({ rank: JSON.parse(advised) }), digits).toEqual([]);
  }
});

describe('of what is stored', () => {
  const choice = (uid: string, more: Json = {}) => select(uid, [{ value: 'a', key: 'First' }], more);
  const types = [
    group('shared', [choice('one'), text('name', { mandatory: true })], { multiple: true, non_localizable: true }),
    choice('own'),
    choice('several', { multiple: true }),
  ];
  const french = { schema: types, locale: 'fr-fr', masterLocale: 'en-us' };

  it('only what is the language its own counts, however much is wrong in what all share', () => {
    const wrong = { shared: Array.from({ length: 30 }, () => ({ one: 'x' })), own: 'y' };
    expect(checkStored(wrong, french)).toMatchObject({ problems: [{ address: 'own' }], more: 0 });
    expect(checkStored(wrong, { ...french, locale: 'en-us' })).toMatchObject({ more: 41 });
  });

  it('labels in place of values are counted as well', () => {
    const labels = { several: Array.from({ length: 50 }, () => 'First'), own: 'y' };
    const { problems, more } = checkStored(labels, french);
    expect(problems.map(({ address }) => address).slice(0, 2)).toEqual(['own', 'several[0]']);
    expect([problems.length, more]).toEqual([20, 31]);
  });
});
