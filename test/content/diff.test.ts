// Comparing two values: exactly what changed, by address, whatever moved around it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printAddress } from '../../src/content/address.ts';
import { type Change, diff } from '../../src/content/diff.ts';
import { resolveAddress } from '../../src/content/resolve.ts';
import { asset, entry, field, hero, type Json, schema, text, values } from './schema.ts';

const tell = (changes: Change[]): string[] =>
  changes.map(change => {
    const at = `${change.kind} ${printAddress(change.address)}`;
    return change.kind === 'moved' ? `${at} ${change.from}>${change.to}` : at;
  });

const copy = <Value>(value: Value): Value => structuredClone(value);
// biome-ignore lint/suspicious/noExplicitAny: entries are changed freely here
const change = (alter: (found: any) => void): Json => {
  const after = entry();
  alter(after);
  return after;
};

describe('entries', () => {
  it.each([
    ['nothing', () => {}, []],
    [
      'a text',
      e => {
        e.title = 'About';
      },
      ['set title'],
    ],
    [
      'a member of a group',
      e => {
        e.seo.description = 'x';
      },
      ['set seo.description'],
    ],
    [
      'a member that is gone',
      e => {
        delete e.seo.title;
      },
      ['removed seo.title'],
    ],
    [
      'a field that is new',
      e => {
        e.sections[0].hero.subline = 'x';
      },
      ['added sections[csa1].hero.subline'],
    ],
    [
      'a field of a block',
      e => {
        e.sections[1].rich_text.heading = 'x';
      },
      ['set sections[csa2].rich_text.heading'],
    ],
    [
      'a group in a block in a group in a block',
      e => {
        e.sections[2].columns.column[0].cards[0].card.meta.alt = 'x';
      },
      ['set sections[csa3].columns.column[csb1].cards[csk1].card.meta.alt'],
    ],
    [
      'a global field in a global field in a block',
      e => {
        e.sections[0].hero.button.style.tone = 'strong';
      },
      ['set sections[csa1].hero.button.style.tone'],
    ],
    [
      'a block that is gone',
      e => {
        e.sections.splice(1, 1);
      },
      ['removed sections[csa2]'],
    ],
    [
      'a block between two',
      e => {
        e.sections.splice(1, 0, hero('csnew', 'New'));
      },
      ['added sections[csnew]'],
    ],
    [
      'a block that moved',
      e => {
        e.sections.unshift(e.sections.pop());
      },
      ['moved sections[csa3] 2>0'],
    ],
    [
      'a block that moved and changed',
      e => {
        e.sections[2].columns.heading = 'x';
        e.sections.unshift(e.sections.pop());
      },
      ['moved sections[csa3] 2>0', 'set sections[csa3].columns.heading'],
    ],
    [
      'blocks turned round',
      e => {
        e.sections.reverse();
      },
      ['moved sections[csa3] 2>0', 'moved sections[csa2] 1>1'],
    ],
    [
      'a menu reordered',
      e => {
        e.items.reverse();
      },
      ['moved items[csi2] 1>0'],
    ],
    [
      'a word in rich text',
      e => {
        e.body.children[1].children[0].text = 'And when we came.';
      },
      ['set body[dp1].children[0].text'],
    ],
    [
      'a paragraph that is new',
      e => {
        e.body.children.push({ type: 'p', uid: 'new', attrs: {}, children: [{ text: 'x' }] });
      },
      ['added body[new]'],
    ],
    [
      'a file',
      e => {
        e.cover = asset('blt00000000000000a9');
      },
      ['set cover'],
    ],
    [
      'a file in a list',
      e => {
        e.gallery.push(asset('blt00000000000000a9'));
      },
      ['added gallery[blt00000000000000a9]'],
    ],
    [
      'a reference that is gone',
      e => {
        e.related.shift();
      },
      ['removed related[blt0000000000000011]'],
    ],
    [
      'references turned round',
      e => {
        e.related.reverse();
      },
      ['moved related[blt0000000000000012] 1>0'],
    ],
    [
      'a term',
      e => {
        e.taxonomies.push({ taxonomy_uid: 'place', term_uid: 'mill' });
      },
      ['added taxonomies[place:mill]'],
    ],
    [
      'a tag',
      e => {
        e.tags = ['mill', 'dog'];
      },
      ['removed tags[0]', 'added tags[1]'],
    ],
    [
      'a choice of several',
      e => {
        e.sizes = ['L'];
      },
      ['removed sizes[0]'],
    ],
    [
      'what is as every object',
      e => {
        e.constructor = 'by machine';
        e.version = 'second';
        e.action = 'some';
        e.items[0].version = 'c';
      },
      ['set version', 'set action', 'set constructor', 'set items[csi1].version'],
    ],
    [
      'a value of another shape',
      e => {
        e.seo = 'x';
        e.sections = 'y';
      },
      ['set seo', 'set sections'],
    ],
    [
      'what nobody knows',
      e => {
        e.future.beam.push(2);
        e.settings.theme.dark = false;
      },
      ['added future.beam[1]', 'set settings.theme.dark'],
    ],
    // biome-ignore lint/suspicious/noExplicitAny: entries are changed freely here
  ] as [string, (found: any) => void, string[]][])('%s', (_, alter, expected) => {
    expect(tell(diff(entry(), change(alter), { schema })).sort()).toEqual([...expected].sort());
  });

  it.each([
    [
      'what the CMA keeps',
      e => {
        e._version = 9;
        e.updated_at = 'later';
        e.publish_details = [];
        e._workflow = {};
      },
    ],
    [
      'an asset read with more',
      e => {
        e.cover = { ...asset('blt00000000000000a1'), title: 'Other', _version: 7 };
      },
    ],
    [
      'a file as it is sent',
      e => {
        e.cover = 'blt00000000000000a1';
        e.gallery = ['blt00000000000000a1', 'blt00000000000000a2'];
      },
    ],
    [
      'an entry read with its reference',
      e => {
        e.related[0].title = 'Read';
      },
    ],
    [
      'the version of a document, and no style',
      e => {
        e.body._version = 8;
        e.body.children[0].attrs = { style: {} };
        delete e.body.children[1].attrs;
      },
    ],
    [
      'null for nothing',
      e => {
        e.nothing = null;
        e.seo.more = null;
      },
    ],
    [
      'the order of members',
      e => {
        e.seo = { no_index: false, description: e.seo.description, title: e.seo.title };
      },
    ],
    // biome-ignore lint/suspicious/noExplicitAny: entries are changed freely here
  ] as [string, (found: any) => void][])('take no notice of %s', (_, alter) => {
    expect(diff(entry(), change(alter), { schema })).toEqual([]);
    expect(diff(change(alter), entry(), { schema })).toEqual([]);
  });

  it('pair instances without uids by what is in them', () => {
    const bare = (words: string[]) => ({ items: words.map(label => ({ label, version: 'the same version of it' })) });
    expect(tell(diff(bare(['a', 'b', 'c']), bare(['a', 'c']), { schema }))).toEqual(['removed items[1]']);
    expect(tell(diff(bare(['a', 'b', 'c']), bare(['c', 'a', 'b']), { schema }))).toEqual(['moved items[0] 2>0']);
    expect(tell(diff(bare(['a', 'b']), bare(['a', 'x']), { schema }))).toEqual(['set items[1].label']);
  });

  it('take different uids for different things, but in two languages', () => {
    const after = change(e => {
      e.sections[0].hero._metadata.uid = 'csother';
      e.sections[0].hero.headline = 'Quatorze';
    });
    expect(tell(diff(entry(), after, { schema }))).toEqual(['removed sections[csa1]', 'added sections[csother]']);
    expect(tell(diff(entry(), after, { schema, isLoose: true }))).toEqual(['set sections[csother].hero.headline']);
  });

  it('hold no change when compared with themselves', () => {
    fc.assert(
      fc.property(values(schema), found => {
        expect(diff(found, copy(found), { schema })).toEqual([]);
        expect(diff(found, copy(found))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('differ in exactly the one leaf that was changed, wherever it is', () => {
    const plain = schema.filter(
      ({ uid }) =>
        !['sizes', 'related', 'author', 'editor', 'taxonomies', 'gallery', 'cover', 'settings', 'future'].includes(uid),
    );
    fc.assert(
      fc.property(values(plain), fc.nat(), fc.boolean(), (found, which, isWithSchema) => {
        const paths = listLeaves(found);
        const path = paths[which % Math.max(1, paths.length)];
        fc.pre(path !== undefined);
        const after = copy(found);
        alterLeaf(after, path as Path);
        const changes = diff(found, after, isWithSchema ? { schema } : {});
        expect(changes).toHaveLength(1);
        const [only] = changes as [Change];
        expect(only.kind).toBe('set');
        expect(resolveAddress(after, only.address)).toMatchObject({ found: true, path });
      }),
      { numRuns: 300 },
    );
  });
});

type Path = (string | number)[];

/** Texts, numbers and the like, but uids and what names a kind, and files: changed, these are another thing. */
function listLeaves(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) return value.flatMap((item, place) => listLeaves(item, [...path, place]));
  if (typeof value !== 'object' || value === null) return [path];
  if ('filename' in value) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    ['uid', '_metadata', 'type', '_version'].includes(key) ? [] : listLeaves(inner, [...path, key]),
  );
}

function alterLeaf(value: unknown, path: Path): void {
  // biome-ignore lint/suspicious/noExplicitAny: stepping through any JSON
  const holder = path.slice(0, -1).reduce<any>((held, key) => held[key], value);
  const key = path.at(-1) as string;
  const held = holder[key];
  holder[key] = typeof held === 'string' ? `${held} altered` : typeof held === 'number' ? held + 1 : !held;
}

describe('other values', () => {
  const type = (fields: Json[]): Json => ({ uid: 'page', title: 'Page', _version: 1, schema: fields });
  const before = type([
    text('title'),
    text('price'),
    field('seo', 'group', { schema: [text('title'), text('description')] }),
  ]);

  it('align the fields of a content type by uid', () => {
    const after = type([
      text('title'),
      field('seo', 'group', { schema: [text('title', { mandatory: true })] }),
      field('price', 'number'),
    ]);
    after._version = 2;
    expect(tell(diff(before, after, { ignore: ['_version'] })).sort()).toEqual([
      'moved schema[seo] 2>1',
      'removed schema[seo].schema[description]',
      'set schema[price].data_type',
      'set schema[seo].schema[title].mandatory',
    ]);
  });

  it('of any JSON', () => {
    expect(diff(1, 2)).toEqual([{ kind: 'set', address: [], before: 1, after: 2 }]);
    expect(diff([1, 2], [2])).toEqual([{ kind: 'removed', address: [{ place: 0 }], before: 1 }]);
    expect(diff({}, { __proto__: null, a: 1 })).toEqual([{ kind: 'added', address: ['a'], after: 1 }]);
    const own = JSON.parse('{"__proto__":{"x":1}}');
    expect(tell(diff({}, own))).toEqual(['added __proto__']);
    expect(tell(diff({ constructor: 'a' }, {}))).toEqual(['removed constructor']);
  });
});
