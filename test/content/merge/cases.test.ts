// What two people do to one page on a day: what comes of it, and what neither may decide for the other.
import { describe, expect, it } from 'vitest';
import { merge } from '../../../src/content/merge/merge.ts';
import { mergeText } from '../../../src/content/merge/text.ts';
import { document, entry, hero, type Json, schema } from '../schema.ts';

// biome-ignore lint/suspicious/noExplicitAny: entries are changed freely here
type Free = any;
type Alter = (found: Free) => void;

const made = (alter: Alter, from: Json = entry()): Json => {
  const changed = structuredClone(from);
  alter(changed);
  return changed;
};

/** What stands at a path becomes another. */
const set =
  (path: string, value: unknown): Alter =>
  found => {
    const keys = path.split('.');
    const holder = keys.slice(0, -1).reduce((each: Free, key) => each[key], found);
    holder[keys.at(-1) as string] = value;
  };

const both = (mine: Alter, theirs: Alter, base: Json = entry()) => {
  const merged = merge(base, made(mine, base), made(theirs, base), schema);
  return { ...merged, value: merged.value as Free, at: merged.conflicts.map(({ address }) => address) };
};

const uidsOf = (sections: Free[]): string[] => sections.map(each => (Object.values(each)[0] as Free)._metadata.uid);
const textsOf = (body: Free): string[] =>
  body.children.map((each: Free) => each.children.map((leaf: Free) => leaf.text).join(''));
const paragraphs = (...texts: string[]): Json => ({ ...entry(), body: document(texts) });

describe('kept of both', () => {
  it('fields, members of a group, fields of one block, and neighbouring blocks', () => {
    const { value, at, changed } = both(
      e => {
        e.title = 'About';
        e.seo.title = 'Mine';
        e.sections[0].hero.headline = 'Mine';
        e.items[0].label = 'Mine';
      },
      e => {
        e.rank = 4;
        e.seo.description = 'Theirs';
        e.sections[0].hero.text = 'Theirs';
        e.sections[1].rich_text.heading = 'Theirs';
        e.items[0].version = 'Theirs';
      },
    );
    expect(at).toEqual([]);
    expect(changed.sort()).toEqual(['items', 'sections', 'seo', 'title']);
    expect(value).toMatchObject({ title: 'About', rank: 4, seo: { title: 'Mine', description: 'Theirs' } });
    expect(value.sections[0].hero).toMatchObject({ headline: 'Mine', text: 'Theirs' });
    expect(value.sections[1].rich_text.heading).toBe('Theirs');
    expect(value.items[0]).toMatchObject({ label: 'Mine', version: 'Theirs' });
  });
  it('a block that one moved and the other changed', () => {
    const { value, at } = both(
      e => e.sections.push(e.sections.shift()),
      e => {
        e.sections[0].hero.headline = 'Theirs';
      },
    );
    expect(at).toEqual([]);
    expect(uidsOf(value.sections)).toEqual(['csa2', 'csa3', 'csa1']);
    expect(value.sections[2].hero.headline).toBe('Theirs');
  });
  it('a block that both moved to one place, once', () => {
    const move: Alter = e => e.sections.push(e.sections.shift());
    const { value, at } = both(
      e => {
        move(e);
        e.title = 'Mine';
      },
      e => {
        move(e);
        e.sections[0].rich_text.heading = 'Theirs';
      },
    );
    expect(at).toEqual([]);
    expect(uidsOf(value.sections)).toEqual(['csa2', 'csa3', 'csa1']);
  });
  it('blocks that one swapped, where the other put one at the end', () => {
    const { value, at } = both(
      e => e.sections.splice(0, 2, e.sections[1], e.sections[0]),
      e => e.sections.push(hero('cst', 'Theirs')),
    );
    expect(at).toEqual([]);
    expect(uidsOf(value.sections)).toEqual(['csa2', 'csa1', 'csa3', 'cst']);
  });
  it('the order in which one put several, where the other changed one of them', () => {
    const base = made(e => e.sections.push(hero('csa4', 'Four')));
    const reorder: Alter = e => {
      const [one, two, three, four] = e.sections;
      e.sections = [four, three, one, two];
    };
    const edit = set('sections.3.hero.headline', 'Theirs');
    for (const { value, at } of [both(reorder, edit, base), both(edit, reorder, base)]) {
      expect(at).toEqual([]);
      expect(uidsOf(value.sections)).toEqual(['csa4', 'csa3', 'csa1', 'csa2']);
      expect(value.sections[0].hero.headline).toBe('Theirs');
    }
  });
  it('blocks that both put in one place, and beside one that the other moved away or removed', () => {
    const { value, at } = both(
      e => e.sections.splice(1, 0, hero('csm1', 'One'), hero('csm2', 'Two')),
      e => e.sections.splice(1, 0, hero('cst1', 'One'), hero('cst2', 'Two')),
    );
    expect(at).toEqual([]);
    expect(uidsOf(value.sections)).toEqual(['csa1', 'csm1', 'csm2', 'cst1', 'cst2', 'csa2', 'csa3']);
    const beside = both(
      e => e.sections.splice(1, 0, hero('csm1', 'One')),
      e => e.sections.push(e.sections.shift()),
    );
    expect(uidsOf(beside.value.sections)).toEqual(['csm1', 'csa2', 'csa3', 'csa1']);
    const gone = both(
      e => e.sections.splice(1, 0, hero('csm1', 'One')),
      e => e.sections.shift(),
    );
    expect(uidsOf(gone.value.sections)).toEqual(['csm1', 'csa2', 'csa3']);
  });
  it('tags, references and files of a list, as read and as sent', () => {
    const { value, at, changed } = both(
      e => {
        e.tags.push('new');
        e.gallery = ['blt00000000000000a2', 'blt00000000000000a1'];
        e.related.push({ uid: 'blt0000000000000019', _content_type_uid: 'page' });
        e.cover = 'blt00000000000000a1';
      },
      e => {
        e.tags.shift();
        e.gallery.push({ uid: 'blt00000000000000a3' });
        e.related.shift();
      },
    );
    expect(at).toEqual([]);
    expect(value.tags).toEqual(['mill', 'new']);
    expect(value.gallery.map((each: Free) => each.uid ?? each)).toEqual([
      'blt00000000000000a2',
      'blt00000000000000a1',
      'blt00000000000000a3',
    ]);
    expect(value.related.map((each: Free) => each.uid)).toEqual(['blt0000000000000012', 'blt0000000000000019']);
    expect(changed.sort()).toEqual(['gallery', 'related', 'tags']);
  });
  it('paragraphs, and words of one paragraph', () => {
    const { value, at } = both(
      e => {
        e.body.children[0].children[0].text = 'It poured when we arrived.';
        e.body.children.push({ type: 'p', uid: 'dm', attrs: {}, children: [{ text: 'Mine.' }] });
      },
      e => {
        e.body.children[0].children[0].text = 'It rained when you arrived.';
        e.body.children[1].type = 'h2';
      },
    );
    expect(at).toEqual([]);
    expect(textsOf(value.body)).toEqual(['It poured when you arrived.', 'And when we left.', 'Mine.']);
    expect(value.body.children[1].type).toBe('h2');
  });
  it('the same done by both', () => {
    const alike: Alter = e => {
      e.title = 'Both';
      e.sections.shift();
      e.tags.push('both');
    };
    const { at, changed } = both(alike, alike);
    expect([at, changed]).toEqual([[], []]);
  });
  it('what a form leaves where there is nothing, as nothing', () => {
    const { at, value, changed } = both(
      e => {
        e.summary = 'Mine';
      },
      e => {
        e.summary = '';
      },
      made(e => delete e.summary),
    );
    expect([at, value.summary, changed]).toEqual([[], 'Mine', ['summary']]);
  });
});

describe('in conflict', () => {
  it.each<[string, Alter, Alter, string[]]>([
    ['a text', set('title', 'Mine'), set('title', 'Theirs'), ['title']],
    ['a choice', set('category', 'gear'), set('category', 'skills'), ['category']],
    ['the one of its kind', set('author.0.uid', 'bltm'), set('author.0.uid', 'bltt'), ['author']],
    ['a file', set('cover', 'bltm'), set('cover', 'bltt'), ['cover']],
    ['an app that nobody knows', set('settings.theme', 1), set('settings.list', 2), ['settings']],
    [
      'a field of a block',
      set('sections.0.hero.headline', 'Mine'),
      set('sections.0.hero.headline', 'Theirs'),
      ['sections[csa1].hero.headline'],
    ],
    [
      'a block removed and changed',
      e => e.sections.shift(),
      set('sections.0.hero.headline', 'Theirs'),
      ['sections[csa1]'],
    ],
    [
      'a block changed and removed',
      set('sections.0.hero.headline', 'Mine'),
      e => e.sections.shift(),
      ['sections[csa1]'],
    ],
    [
      'a block moved and removed',
      e => e.sections.push(e.sections.shift()),
      e => e.sections.shift(),
      ['sections[csa1]'],
    ],
    [
      'a block moved to two places',
      e => e.sections.splice(1, 0, e.sections.shift()),
      e => e.sections.push(e.sections.shift()),
      ['sections[csa1]'],
    ],
    ['a tag made another', set('tags.0', 'mine'), set('tags.0', 'theirs'), ['tags[0]']],
    [
      'the same words',
      set('body.children.0.children.0.text', 'It poured when we arrived.'),
      set('body.children.0.children.0.text', 'It snowed when we arrived.'),
      ['body[dp0]'],
    ],
    [
      'a word and its mark',
      set('body.children.0.children', [{ text: 'It ' }, { text: 'rained', bold: true }, { text: ' when we arrived.' }]),
      set('body.children.0.children.0.text', 'It snowed when we arrived.'),
      ['body[dp0]'],
    ],
    [
      'a paragraph removed and changed',
      e => e.body.children.shift(),
      set('body.children.0.children.0.text', 'Theirs.'),
      ['body[dp0]'],
    ],
    ['a group removed and changed', e => delete e.seo, set('seo.title', 'Theirs'), ['seo.title']],
    [
      'a list removed and changed',
      e => delete e.sections,
      set('sections.1.rich_text.heading', 'Theirs'),
      ['sections[csa2]'],
    ],
  ])('%s', (_, mine, theirs, expected) => {
    const base = entry();
    const found = both(mine, theirs, base);
    expect(found.at).toEqual(expected);
    const swapped = both(theirs, mine, base);
    expect(swapped.at).toEqual(expected);
    expect(swapped.conflicts.map(({ mine: one, theirs: other }) => [other, one])).toEqual(
      found.conflicts.map(({ mine: one, theirs: other }) => [one, other]),
    );
  });
  it('has theirs where there is one, and mine beside it', () => {
    const { value, conflicts, changed } = both(
      e => {
        e.title = 'Mine';
        e.sections[0].hero.headline = 'Mine';
        e.sections[0].hero.text = 'Mine';
      },
      e => {
        e.title = 'Theirs';
        e.sections[0].hero.headline = 'Theirs';
      },
    );
    expect(value.title).toBe('Theirs');
    expect(value.sections[0].hero).toMatchObject({ headline: 'Theirs', text: 'Mine' });
    expect(changed).toEqual(['sections']);
    expect(conflicts[0]).toEqual({ address: 'title', base: 'About us', mine: 'Mine', theirs: 'Theirs' });
  });
  it('an embed that points elsewhere, with its name and address', () => {
    const embed = (uid: string, caption: string): Json => ({
      type: 'reference',
      uid: 'dr',
      attrs: { type: 'asset', 'asset-uid': uid, 'asset-name': `${uid}.jpg`, 'asset-caption': caption },
      children: [{ text: '' }],
    });
    const set =
      (uid: string, caption: string): Alter =>
      e => {
        e.body.children.push(embed(uid, caption));
      };
    const base = made(set('blta', 'A'));
    const alter =
      (uid: string, caption: string): Alter =>
      e => {
        e.body.children.at(-1).attrs = embed(uid, caption).attrs;
      };
    expect(both(alter('bltb', 'A'), alter('blta', 'B'), base).at).toEqual(['body[dr]']);
    expect(both(alter('bltb', 'A'), set('title', 'Theirs'), base).at).toEqual([]);
  });
  it('a block that both took to another field, which would be there twice', () => {
    const fields = [
      ...schema,
      { ...(schema.find(({ uid }) => uid === 'sections') as (typeof schema)[number]), uid: 'more_sections' },
      { ...(schema.find(({ uid }) => uid === 'sections') as (typeof schema)[number]), uid: 'last_sections' },
    ];
    const take =
      (key: string): Alter =>
      e => {
        e[key] = e.sections.splice(0, 1);
      };
    const base = entry();
    const mine = made(take('more_sections'), base);
    const theirs = made(take('last_sections'), base);
    const merged = merge(base, mine, theirs, fields);
    expect(merged.conflicts.map(({ address }) => address)).toEqual(['more_sections']);
    expect(merged.value).toEqual(theirs);
  });
});

describe('any JSON', () => {
  it('such as a content type: fields by their uids', () => {
    const base = {
      title: 'Page',
      schema: [
        { uid: 'title', data_type: 'text' },
        { uid: 'url', data_type: 'text' },
      ],
      options: { a: 1 },
    };
    const mine = made(e => e.schema.push({ uid: 'new', data_type: 'text' }), base);
    const theirs = made(e => {
      e.schema[0].mandatory = true;
      e.options.b = 2;
    }, base);
    expect(merge(base, mine, theirs)).toEqual({
      value: {
        title: 'Page',
        schema: [
          { uid: 'title', data_type: 'text', mandatory: true },
          { uid: 'url', data_type: 'text' },
          { uid: 'new', data_type: 'text' },
        ],
        options: { a: 1, b: 2 },
      },
      conflicts: [],
      changed: ['schema'],
    });
  });
});

describe('words', () => {
  it.each([
    ['a b c d', 'x b c d', 'a b c y', 'x b c y'],
    ['a b', 'x b', 'a y', 'x y'],
    ['a b', 'a b c', '0 a b', '0 a b c'],
    ['a b c', 'a c', 'a b d', undefined],
    ['a', 'b', 'c', undefined],
    ['a b', 'a b c', 'a b d', undefined],
    ['a b', 'a b c', 'a b c', 'a b c'],
    ['One, two.', 'One, three.', 'One; two.', 'One; three.'],
    ['', 'a', 'b', undefined],
    ['日本語です。', '日本語でした。', '日本語です。!', '日本語でした。!'],
    ['日本語です', '日本語でした', '日本語だ', undefined],
  ])('%j: %j and %j', (base, mine, theirs, expected) => {
    expect(mergeText(base, mine, theirs)).toBe(expected);
    expect(mergeText(base, theirs, mine)).toBe(expected);
  });
  it('gives up where two rewrote what is long', () => {
    const long = (word: string) => Array.from({ length: 3000 }, (_, n) => `${word}${n}`).join(' ');
    expect(mergeText(long('a'), long('b'), `${long('a')} end`)).toBeUndefined();
  });
  it('stays with the text where a paragraph holds it twice', () => {
    const { value, at } = both(
      set('body.children.0.children.0.text', 'the red tent and the green tent'),
      set('body.children.1.children.0.text', 'The end'),
      paragraphs('the red tent and the red tent', 'And when we left.'),
    );
    expect([at, textsOf(value.body)]).toEqual([[], ['the red tent and the green tent', 'The end']]);
  });
});
