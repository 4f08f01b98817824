// Each kind of field by what a person says of it, beside what only looks like it.
import { describe, expect, it } from 'vitest';
import type { Field } from '../../../src/content/schema.ts';
import { listDefaults } from '../../../src/content/spoken/defaults.ts';
import type { Finding } from '../../../src/content/spoken/finding.ts';
import { nameInstances } from '../../../src/content/spoken/instance.ts';
import { toNested } from '../../../src/content/spoken/nested.ts';
import { toStored } from '../../../src/content/spoken/stored.ts';
import { asset, field, group, type Json, references, select, text } from '../schema.ts';

const [ines, other, post] = ['blt00000000000000a1', 'blt00000000000000a2', 'blt00000000000000b1'];
const picture = 'blt00000000000000f1';

/** A stack of three entries and a file, by what they are called. */
const finding: Finding = {
  async entry(said, types) {
    const all = [
      { uid: ines, _content_type_uid: 'author', title: 'Ines Aguilar' },
      { uid: other, _content_type_uid: 'author', title: 'Other (the second)' },
      { uid: post, _content_type_uid: 'post', title: 'A post' },
      { uid: 'home', _content_type_uid: 'post', title: 'Home' },
    ];
    const found = all.find(each => types.includes(each._content_type_uid) && [each.uid, each.title].includes(said));
    return found ?? { problem: `no ${types.join(' or ')} is ${said}` };
  },
  async file(said) {
    const names = [picture, 'hill.jpg', 'Hill', 'https://images.example/v3/assets/x/hill.jpg'];
    return names.includes(said) ? { uid: picture, name: 'hill.jpg' } : { problem: `no file is ${said}` };
  },
  term: async said =>
    said === 'Snow' ? { taxonomy_uid: 'topic', term_uid: 'snow' } : { problem: `no term is ${said}` },
};

const say = async (of: Field, value: unknown, held?: unknown) => {
  const { value: stored, problems, notes } = await toStored(of, value, [of.uid], { finding, writing: {}, held });
  return problems.length > 0 ? { problems } : notes.length > 0 ? { stored, notes } : stored;
};

const author = references('author', ['author'], { field_metadata: { ref_multiple: false } });
const related = references('related', ['author', 'post']);
const pair = (uid: string, type = 'author') => ({ uid, _content_type_uid: type });

describe('a reference', () => {
  it.each([
    ['Ines Aguilar', ines],
    [`Ines Aguilar (author ${ines})`, ines],
    [`author ${ines}`, ines],
    [ines, ines],
    [`Ines Aguilar (${ines})`, ines],
    ['Other (the second)', other],
    [`Other (the second) (author ${other})`, other],
  ])('is %s', async (said, uid) => {
    expect(await say(author, said)).toEqual([pair(uid)]);
    expect(await say(related, [said])).toEqual([pair(uid)]);
  });

  it('is of the type that is named, by a uid of any shape', async () => {
    expect(await say(related, ['Home (post home)', `post ${post}`])).toEqual([
      pair('home', 'post'),
      pair(post, 'post'),
    ]);
  });

  it('stays as it is in stored form, and looks nothing up', async () => {
    const stored = [pair('blt00000000000000ff'), pair('x', 'post')];
    expect(await say(related, stored)).toEqual(stored);
    expect(await say(related, [])).toEqual([]);
    expect(await say(related, null)).toBe(null);
    expect(await say(author, '')).toEqual([]);
  });

  it('stays though it points at nothing, where it is there already', async () => {
    const lost = 'blt00000000000000ff';
    const held = [pair(ines), pair(lost)];
    expect(await say(related, [`gone (author ${lost})`, 'Ines Aguilar'], held)).toEqual([pair(lost), pair(ines)]);
    expect(await say(related, [`gone (author ${lost})`])).toEqual({
      problems: [`related[0]: no author is ${lost}`],
    });
    expect(await say({ ...author, reference_to: 'author' }, ines, [ines])).toEqual([ines]);
  });

  it('is refused where it may not be or is not', async () => {
    expect(await say(author, `A post (post ${post})`)).toEqual({
      problems: ['author: may not refer to post: it takes author'],
    });
    expect(await say(related, ['Ines Aguilar', 'Nobody'])).toEqual({
      problems: ['related[1]: no author or post is Nobody'],
    });
  });

  it('tells a title that is another’s', async () => {
    expect(await say(author, `Other (author ${ines})`)).toMatchObject({
      stored: [pair(ines)],
      notes: [`author: ${ines} is "Ines Aguilar", not "Other"`],
    });
    expect(await say(author, `gone (author ${ines})`)).toEqual([pair(ines)]);
    expect(await say(author, 'Ines Aguilar (author blt00000000000000ff)')).toEqual({
      problems: [`author: no author is blt00000000000000ff; Ines Aguilar is author ${ines}`],
    });
  });
});

describe('a file', () => {
  const cover = field('cover', 'file');
  it.each([picture, 'hill.jpg', `Hill (hill.jpg ${picture})`, `Hill (${picture})`, `a (1).jpg ${picture}`, 'Hill'])(
    'is %s',
    async said => {
      expect(await say(cover, said)).toBe(picture);
      expect(await say({ ...cover, multiple: true }, [said, said])).toEqual([picture, picture]);
    },
  );

  it('is an address, or what a read shows', async () => {
    expect(await say(cover, 'https://images.example/v3/assets/x/hill.jpg')).toBe(picture);
    expect(await say(cover, asset('blt1'))).toEqual(asset('blt1'));
    expect(await say(cover, 'gone (blt2)', 'blt2')).toBe('blt2');
    expect(await say(cover, `Picture blt1 (blt1.jpg blt1)`, asset('blt1'))).toBe('blt1');
  });

  it('is refused where it is not', async () => {
    expect(await say(cover, 'hil.jpg')).toEqual({ problems: ['cover: no file is hil.jpg'] });
  });
});

describe('a choice', () => {
  const choices = [
    { value: 'care', key: 'Care and repair' },
    { value: 'gear', key: 'Gear' },
    { value: 'care (Care and repair)', key: 'Odd' },
  ];
  const category = select('category', choices.slice(0, 2));
  it.each(['care', 'Care and repair', 'care (Care and repair)', 'CARE', 'care and repair'])('is %s', async said => {
    expect(await say(category, said)).toBe('care');
  });

  it('is first of all a value', async () => {
    expect(await say(select('category', choices), 'care (Care and repair)')).toBe('care (Care and repair)');
  });

  it('is a number where values are', async () => {
    const size = field('size', 'number', {
      enum: {
        choices: [
          { value: 1, key: 'One' },
          { value: 2, key: 'Two' },
        ],
      },
    });
    expect(await say(size, 'Two')).toBe(2);
    expect(await say(size, '2 (Two)')).toBe(2);
    expect(await say({ ...size, multiple: true }, ['One', 2])).toEqual([1, 2]);
  });

  it('is refused with what there is, and stays where it is there already', async () => {
    expect(await say(category, 'Cares')).toMatchObject({
      problems: [expect.stringMatching(/^category: is not one of.*did you mean care\?$/)],
    });
    expect(await say(category, 'old', 'old')).toBe('old');
  });
});

describe('other values', () => {
  const more = field('more', 'link');
  it('are links, with what is not shown of them', async () => {
    expect(await say(more, { href: '/a' })).toEqual({ title: '', href: '/a' });
    expect(await say(more, '[See (all)](/all)')).toEqual({ title: 'See (all)', href: '/all' });
    expect(await say(more, '/all')).toEqual({ title: '', href: '/all' });
    expect(await say(more, '/all', { title: 'See', href: '/a' })).toEqual({ title: 'See', href: '/all' });
    expect(await say(more, '', { title: 'See', href: '/a' })).toEqual({ title: '', href: '' });
    // Not an address, and so surely meant as the title.
    expect(await say(more, 'Shop now', { title: 'See', href: '/a' })).toMatchObject({
      problems: [expect.stringContaining('is not an address')],
    });
    expect(await say(more, { title: 'A' }, { title: 'B', href: '' })).toEqual({ title: 'A', href: '' });
    expect(await say(more, { title: 'A' }, { title: 'A', href: '', extra: null })).toEqual({
      title: 'A',
      href: '',
      extra: null,
    });
  });

  it('are terms', async () => {
    const terms = field('taxonomies', 'taxonomy', { taxonomies: [{ taxonomy_uid: 'topic' }] });
    const snow = { taxonomy_uid: 'topic', term_uid: 'snow' };
    expect(await say(terms, ['topic:snow', 'Snow', 'topic:Snow', snow])).toEqual([snow, snow, snow, snow]);
    expect(await say(terms, ['place:alps'])).toEqual({ problems: ['taxonomies[0]: no term is place:alps'] });
  });

  it('are numbers, dates and texts as they are', async () => {
    for (const [kind, value] of [
      ['number', 5],
      ['boolean', false],
      ['isodate', '2026-01-02'],
      ['text', 'Ines (x)'],
      ['text', ''],
    ] as const) {
      expect(await say(field('any', kind), value)).toBe(value);
    }
  });

  it('are HTML where the field takes HTML, and no Markdown', async () => {
    const html = text('html', { field_metadata: { allow_rich_text: true } });
    for (const said of [
      '# A heading',
      'Some **bold** words',
      '- one\n- two',
      '[a](/b)',
      '```\ncode\n```',
      '| a |\n|---|\n| b |',
    ]) {
      expect(await say(html, said), said).toMatchObject({
        problems: [expect.stringMatching(/^html: takes HTML, and .* is Markdown/)],
      });
    }
    for (const said of ['<p>Some **bold**</p>', 'Plain words', 'a * b * c', '#1 of 2', 'A list: [1], (2)', '']) {
      expect(await say(html, said), said).toBe(said);
    }
    expect(await say(html, '# Kept', '# Kept')).toBe('# Kept');
    expect(await say(text('md', { field_metadata: { markdown: true } }), '# A heading')).toBe('# A heading');
  });
});

describe('blocks and groups', () => {
  const sections = field('sections', 'blocks', {
    multiple: true,
    blocks: [
      { uid: 'hero', schema: [text('line'), author] },
      { uid: 'rows', schema: [group('row', [text('name'), field('image', 'file')], { multiple: true })] },
    ],
  });
  const uid = expect.stringMatching(/^cs[0-9a-f]{16}$/);

  it('take such values at any depth, and get uids', async () => {
    expect(
      await say(sections, [
        { hero: { line: 'x', author: 'Ines Aguilar' } },
        { rows: { row: [{ name: 'a', image: 'hill.jpg' }, {}] } },
      ]),
    ).toEqual([
      { hero: { line: 'x', author: [pair(ines)], _metadata: { uid } } },
      {
        rows: { row: [{ name: 'a', image: picture, _metadata: { uid } }, { _metadata: { uid } }], _metadata: { uid } },
      },
    ]);
  });

  it('keep the uids of what they are, wherever these stand', async () => {
    const held = [
      { hero: { line: 'One line', _metadata: { uid: 'cs1' } } },
      { hero: { line: 'Another line', _metadata: { uid: 'cs2' } } },
    ];
    expect(
      await say(
        sections,
        [
          { hero: { line: 'new' }, _metadata: { uid: 'cs2' } },
          { hero: { line: 'One line' } },
          { hero: { line: 'Third words here' } },
        ],
        held,
      ),
    ).toEqual([
      { hero: { line: 'new', _metadata: { uid: 'cs2' } } },
      { hero: { line: 'One line', _metadata: { uid: 'cs1' } } },
      { hero: { line: 'Third words here', _metadata: { uid } } },
    ]);
    // What was stored without one is left to the CMA.
    expect(await say(sections, [{ hero: { line: 'One line' } }], [{ hero: { line: 'One line' } }])).toEqual([
      { hero: { line: 'One line' } },
    ]);
  });

  it('name the place of what is wrong in them, and leave other shapes to the check', async () => {
    expect(await say(sections, [{ hero: { author: 'Nobody' } }, { rows: { row: [{}, { image: 'no.jpg' }] } }])).toEqual(
      {
        problems: ['sections[0].hero.author: no author is Nobody', 'sections[1].rows.row[1].image: no file is no.jpg'],
      },
    );
    for (const odd of ['a text', { hero: {} }, [{ nope: { author: 'Nobody' } }], [1, null], [{ hero: 'x' }]]) {
      expect(await say(sections, odd)).toEqual(odd);
    }
  });

  it('are all new in an entry that is', async () => {
    const said = [{ rows: { row: [{ name: 'a', _metadata: { uid: 'cs9' } }], _metadata: { uid: 'cs8', note: 1 } } }];
    const { value } = await toStored(sections, said, ['sections'], { finding, writing: {}, isNew: true });
    expect(value).toEqual([{ rows: { row: [{ name: 'a' }], _metadata: { note: 1 } } }]);
    let count = 0;
    const newUid = () => {
      count += 1;
      return String(count).padEnd(32, '0');
    };
    const named = nameInstances([sections], { sections: value, other: [{}] }, { newUid });
    const found = [...JSON.stringify(named).matchAll(/"uid":"(\w+)"/g)].map(([, each]) => each);
    expect(new Set(found).size).toBe(2);
    expect(named).toMatchObject({
      sections: [{ rows: { _metadata: { note: 1, uid }, row: [{ _metadata: { uid } }] } }],
      other: [{}],
    });
  });
});

describe('fields by address', () => {
  const schema = [
    group('seo', [text('title'), text('description')]),
    field('sections', 'blocks', { blocks: [{ uid: 'hero', schema: [text('line')] }] }),
    text('tag', { multiple: true }),
  ];
  const nest = (fields: Json) => toNested(fields, schema);

  it('become groups, blocks and items, in the order of the addresses', () => {
    expect(
      nest({
        'seo.title': 'T',
        'sections[cs2].hero.line': 'a',
        'sections[cs1].hero': {},
        'seo.description': 'D',
        'tag[1]': 'b',
        'tag[0]': 'a',
      }),
    ).toEqual({
      value: {
        seo: { title: 'T', description: 'D' },
        sections: [{ hero: { line: 'a' } }, { hero: {} }],
        tag: ['a', 'b'],
      },
      problems: [],
    });
  });

  it('fill up a group that was given as a whole, and say no place twice', () => {
    expect(nest({ seo: { title: 'T' }, 'seo.description': 'D' }).value).toEqual({
      seo: { title: 'T', description: 'D' },
    });
    expect(nest({ 'seo.description': 'D', seo: { title: 'T' } }).value).toEqual({
      seo: { description: 'D', title: 'T' },
    });
    expect(nest({ 'seo.description': 'D', seo: 'T' }).problems).toHaveLength(1);
    expect(nest({ seo: { title: 'T' }, 'seo.title': 'U' }).problems).toEqual([
      'seo.title: is given twice, as a part and as a whole',
    ]);
    expect(nest({ 'seo.title': 'U', seo: { title: 'T' } }).problems).toEqual([
      'seo: is given twice, as a part and as a whole',
    ]);
    expect(nest({ sections: [], 'sections[0].hero.line': 'x' }).problems).toHaveLength(1);
  });

  it('leave alone what is no address of a field', () => {
    const odd = { 'title.x': 1, 'seo..x': 2, sectoins: 3, '[0]': 4 };
    expect(nest(odd)).toEqual({ value: odd, problems: [] });
  });
});

it('knows what the CMA fills in itself', () => {
  const standard = (default_value: unknown) => ({ field_metadata: { default_value } });
  const schema = [
    text('tone', standard('calm')),
    text('given', standard('calm')),
    text('none', standard('')),
    field('off', 'boolean', standard(false)),
    field('link', 'link', standard({ title: '', url: '' })),
    group('seo', [text('robots', standard('index'))]),
    field('sections', 'blocks', { blocks: [{ uid: 'hero', schema: [text('tone', standard('loud'))] }] }),
  ];
  expect(listDefaults(schema, { given: '', sections: [{ hero: {} }] })).toEqual({
    tone: 'calm',
    off: false,
    'sections[0].hero.tone': 'loud',
  });
});
