// A change of every kind of field is told by compare_entry, and nothing that only looks like one.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assetOf, uidOf } from '../../../src/sandbox/seed/form/names.ts';
import type { Json } from '../../harness.ts';
import { openSheet, type Sheet } from './sheet.ts';

const paragraph = (uid: string, ...texts: string[]): Json => ({
  type: 'p',
  uid,
  attrs: {},
  children: texts.map(text => ({ text })),
});
const document = (...children: Json[]): Json => ({ type: 'doc', uid: 'd0', attrs: {}, children });
const author = (slug: string): Json => ({ uid: uidOf('author', slug), _content_type_uid: 'author' });
const long = (word: string): string =>
  `${'It goes on and on. '.repeat(20)}Here is the ${word} tent. ${'And so on. '.repeat(20)}`;

const first: Json = {
  line: 'red',
  lines: long('red'),
  markdown: '# One\n\nSome *red* words.',
  html: '<p>Some <b>red</b> words.</p>',
  rank: 1,
  open: false,
  day: '2026-05-04',
  more: { title: 'Shop', href: '/shop' },
  cover: assetOf('larkfell-logo'),
  gallery: [assetOf('larkfell-logo'), assetOf('hut-morning')],
  people: [author('aoife-brennan'), author('ines-aguilar')],
  taxonomies: [{ taxonomy_uid: 'season', term_uid: 'summer' }],
  level: 'a',
  sizes: ['S'],
  sku: 'x1',
  tags: ['hut', 'snow'],
  seo: { description: 'Old words', deep: { word: 'old' } },
  specs: [
    { name: 'Weight', value: '1 kg', _metadata: { uid: 'csw' } },
    { name: 'Length', value: '2 m', _metadata: { uid: 'csl' } },
  ],
  sections: [
    {
      hero: {
        headline: 'Old',
        by: [author('aoife-brennan')],
        picture: assetOf('larkfell-logo'),
        _metadata: { uid: 'cs1' },
      },
    },
    { call: { heading: 'Come in', button: { title: 'Go', href: '/go' }, tone: 'quiet', _metadata: { uid: 'cs2' } } },
    { words: { body: document(paragraph('w1', 'In a block.')), _metadata: { uid: 'cs3' } } },
  ],
  call: { heading: 'Warm', button: { title: 'See', href: '/see' }, tone: 'quiet' },
  body: document(paragraph('p1', 'The first one.'), paragraph('p2', long('red')), paragraph('p3', 'The last one.')),
  app: { theme: { dark: true }, list: [1, 2] },
};

let sheet: Sheet & AsyncDisposable;
beforeAll(async () => {
  sheet = await openSheet(first);
});
afterAll(() => sheet.close());

/** Saves what is changed over the first version, and compares the two. */
async function rowsOf(alter: (entry: Json) => void): Promise<unknown[][]> {
  const entry = structuredClone(first);
  alter(entry);
  await sheet.save(entry);
  return sheet.compare();
}

// biome-ignore lint/suspicious/noExplicitAny: entries are changed freely here
type Alter = (entry: any) => void;

const changes: [string, Alter, unknown[][]][] = [
  [
    'a text',
    e => {
      e.line = 'green';
    },
    [['line', 'set', 'red', 'green']],
  ],
  [
    'a text that is taken away',
    e => {
      e.line = '';
    },
    [['line', 'set', 'red', '']],
  ],
  [
    'one word of a long text',
    e => {
      e.lines = long('green');
    },
    [['lines', 'set', '… is the red tent. And …', '… is the green tent. And …']],
  ],
  [
    'Markdown',
    e => {
      e.markdown = '# One\n\nSome *green* words.';
    },
    [['markdown', 'set', '# One\n\nSome *red* words.', '# One\n\nSome *green* words.']],
  ],
  [
    'HTML',
    e => {
      e.html = '<p>Some <b>green</b> words.</p>';
    },
    [['html', 'set', '<p>Some <b>red</b> words.</p>', '<p>Some <b>green</b> words.</p>']],
  ],
  [
    'a number',
    e => {
      e.rank = 0;
    },
    [['rank', 'set', 1, 0]],
  ],
  [
    'a number that is taken away',
    e => {
      e.rank = null;
    },
    [['rank', 'removed', 1, null]],
  ],
  [
    'yes and no',
    e => {
      e.open = true;
    },
    [['open', 'set', false, true]],
  ],
  [
    'a date',
    e => {
      e.day = '2026-05-05';
    },
    [['day', 'set', '2026-05-04', '2026-05-05']],
  ],
  [
    'where a link leads',
    e => {
      e.more.href = '/store';
    },
    [['more.href', 'set', '/shop', '/store']],
  ],
  [
    'a file',
    e => {
      e.cover = assetOf('hut-morning');
    },
    [['cover', 'set', `Logo (${assetOf('larkfell-logo')})`, expect.stringContaining(`(${assetOf('hut-morning')})`)]],
  ],
  [
    'files in another order',
    e => {
      e.gallery.reverse();
    },
    [[`gallery[${assetOf('hut-morning')}]`, 'moved', 'place 2', 'place 1']],
  ],
  [
    'a reference that is gone',
    e => {
      e.people.shift();
    },
    [
      [
        `people[${uidOf('author', 'aoife-brennan')}]`,
        'removed',
        `Aoife Brennan (${uidOf('author', 'aoife-brennan')})`,
        null,
      ],
    ],
  ],
  [
    'a term',
    e => {
      e.taxonomies = [{ taxonomy_uid: 'season', term_uid: 'winter' }];
    },
    [
      ['taxonomies[season:summer]', 'removed', 'season:summer', null],
      ['taxonomies[season:winter]', 'added', null, 'season:winter'],
    ],
  ],
  [
    'a choice',
    e => {
      e.level = 'b';
    },
    [['level', 'set', 'a', 'b']],
  ],
  [
    'one of several choices',
    e => {
      e.sizes = ['S', 'M'];
    },
    [['sizes[1]', 'added', null, 'M']],
  ],
  [
    'a tag',
    e => {
      e.tags = ['snow', 'hut', 'dog'];
    },
    expect.arrayContaining([['tags[2]', 'added', null, 'dog']]),
  ],
  [
    'a group',
    e => {
      e.seo.description = 'New';
    },
    [['seo.description', 'set', 'Old words', 'New']],
  ],
  [
    'a group in a group',
    e => {
      e.seo.deep.word = 'new';
    },
    [['seo.deep.word', 'set', 'old', 'new']],
  ],
  [
    'an item of a group',
    e => {
      e.specs[1].value = '3 m';
    },
    [['specs[csl].value', 'set', '2 m', '3 m']],
  ],
  [
    'an item that is new',
    e => {
      e.specs.push({ name: 'Colour', value: 'red', _metadata: { uid: 'csc' } });
    },
    [['specs[csc]', 'added', null, '{name: "Colour", value: "red"}']],
  ],
  ['items that changed places', e => void e.specs.reverse(), [['specs[csl]', 'moved', 'place 2', 'place 1']]],
  [
    'a field in a block',
    e => {
      e.sections[0].hero.headline = 'New';
    },
    [['sections[cs1].hero.headline', 'set', 'Old', 'New']],
  ],
  [
    'a reference in a block',
    e => {
      e.sections[0].hero.by.push(author('ines-aguilar'));
    },
    [
      [
        `sections[cs1].hero.by[${uidOf('author', 'ines-aguilar')}]`,
        'added',
        null,
        `Ines Aguilar (${uidOf('author', 'ines-aguilar')})`,
      ],
    ],
  ],
  [
    'a block that moved, and changed',
    e => {
      e.sections.unshift(e.sections.pop());
      e.sections[0].words.body.children[0].children[0].text = 'In the first block.';
    },
    [
      ['sections[cs3]', 'moved', 'place 3', 'place 1'],
      ['sections[cs3].words.body[w1].children[0].text', 'set', 'In a block.', 'In the first block.'],
    ],
  ],
  [
    'a block that is gone',
    e => {
      e.sections.splice(1, 1);
    },
    [
      [
        'sections[cs2]',
        'removed',
        'call {heading: "Come in", button: {title: "Go", href: "/go"}, tone: "quiet"}',
        null,
      ],
    ],
  ],
  [
    'a global field in a block',
    e => {
      e.sections[1].call.button.title = 'Come';
    },
    [['sections[cs2].call.button.title', 'set', 'Go', 'Come']],
  ],
  [
    'a global field',
    e => {
      e.call.button.href = '/new';
    },
    [['call.button.href', 'set', '/see', '/new']],
  ],
  [
    'a word in rich text',
    e => {
      e.body.children[1].children[0].text = long('green');
    },
    [['body[p2].children[0].text', 'set', '… is the red tent. And …', '… is the green tent. And …']],
  ],
  [
    'paragraphs',
    e => {
      e.body.children.shift();
      e.body.children.push(paragraph('p4', 'And one more.'));
    },
    [
      ['body[p1]', 'removed', 'p "The first one."', null],
      ['body[p4]', 'added', null, 'p "And one more."'],
    ],
  ],
  [
    "an app's JSON",
    e => {
      e.app = { theme: { dark: false }, list: [1, 2, 3] };
    },
    [
      ['app.theme.dark', 'set', true, false],
      ['app.list[2]', 'added', null, 3],
    ],
  ],
];

describe('a change', () => {
  it.each(changes)('of %s', async (_, alter, expected) => {
    const rows = await rowsOf(alter);
    expect(rows).toEqual(expected);
  });
});

const noise: [string, Alter][] = [
  ['a save of the same', () => {}],
  [
    'null for nothing',
    e => {
      e.unknown = null;
    },
  ],
  [
    'the version of a document, and a style that is none',
    e => {
      e.body._version = 7;
      e.body.children[0].attrs = { style: {} };
    },
  ],
  [
    'the members of an entry in another order',
    e => {
      e.app = { list: [1, 2], theme: { dark: true } };
    },
  ],
];

describe('no change', () => {
  it.each(noise)('in %s', async (_, alter) => {
    expect(await rowsOf(alter)).toEqual([]);
  });

  it('in a file that was changed itself, or an entry that is referred to', async () => {
    await sheet.save(first);
    await sheet.send('PUT', `/assets/${assetOf('larkfell-logo')}`, { asset: { title: 'Sign', description: 'Other' } });
    expect(await sheet.compare()).toEqual([]);
  });

  it('in what is empty on one side and absent on the other', async () => {
    await using other = await openSheet({ line: 'x', specs: [], lines: '' });
    await other.save({ lines: null, specs: null, line: 'y' });
    expect(await other.compare()).toEqual([['line', 'set', 'x', 'y']]);
  });
});
