// Addresses: printed, parsed, found again, and what is near one that leads nowhere.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Address, parseAddress, printAddress, type Step } from '../../src/content/address.ts';
import { readAddress, resolveAddress } from '../../src/content/resolve.ts';
import { walk } from '../../src/content/walk.ts';
import { entry, schema, values } from './schema.ts';

const anyKey = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('a.b', 'a[0]', '"', '__proto__', 'constructor', '0', '', ' ', '\\"', 'é', '[x]', '\ud800'),
);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  anyKey,
  anyKey.map(uid => ({ uid })),
  fc.nat().map(place => ({ place })),
);

describe('addresses', () => {
  it.each([
    ['seo.description', ['seo', 'description']],
    ['sections[csa1b2].rich_text.body', ['sections', { uid: 'csa1b2' }, 'rich_text', 'body']],
    ['sections[2]', ['sections', { place: 2 }]],
    ['taxonomies[topic:hiking]', ['taxonomies', { uid: 'topic:hiking' }]],
    ['settings."a.b"["12"]', ['settings', 'a.b', { uid: '12' }]],
    ['[csa1].hero', [{ uid: 'csa1' }, 'hero']],
    ['', []],
  ] satisfies [string, Address][])('are written as %s', (text, address) => {
    expect(printAddress(address)).toBe(text);
    expect(parseAddress(text)).toEqual(address);
  });

  it.each(['a.', '.a', 'a..b', 'a[', 'a[]', 'a]b', 'a["x]', '"a', 'a."', 'a[0]b', 'a"b"', '["\\x"]'])(
    'are not %s',
    text => {
      expect(parseAddress(text)).toBeUndefined();
    },
  );

  it('are read as they were printed, whatever the keys and uids', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 8 }), address => {
        expect(parseAddress(printAddress(address))).toEqual(address);
      }),
    );
  });

  it('lead to what the walk saw there', () => {
    fc.assert(
      fc.property(values(schema), fc.boolean(), (found, isWithSchema) => {
        for (const { address, value } of walk(found, isWithSchema ? schema : undefined)) {
          const resolved = resolveAddress(found, address);
          expect(resolved.found && resolved.value, printAddress(address)).toBe(value);
          const path = resolved.found ? resolved.path : [];
          // biome-ignore lint/suspicious/noExplicitAny: stepping through any JSON
          expect(path.reduce<any>((held, key) => held[key], found)).toBe(value);
        }
      }),
      { numRuns: 60 },
    );
  });
});

const find = (text: string, root: unknown = entry()) => resolveAddress(root, parseAddress(text) ?? []);

describe('what an address leads to', () => {
  it.each([
    ['seo.description', 'Who makes it, and where.'],
    ['sections[csa2].rich_text.heading', 'How we began'],
    ['sections[1].rich_text.heading', 'How we began'],
    ['sections.1.rich_text.heading', 'How we began'],
    ['sections[csa3].columns.column[csb1].cards[csk1].card.meta.alt', 'a hill'],
    ['items[csi1].children[csc1].label', 'Below'],
    ['body[dp1].children[0].text', 'And when we left.'],
    ['related[blt0000000000000012]._content_type_uid', 'page'],
    ['gallery[blt00000000000000a2].filename', 'blt00000000000000a2.jpg'],
    ['editor[blt0000000000000013]', 'blt0000000000000013'],
    ['tags[1]', 'mill'],
    ['constructor', 'built by hand'],
    ['items[csi1].version', 'a'],
    ['taxonomies[topic:hiking].term_uid', 'hiking'],
  ])('%s', (text, value) => {
    expect(find(text)).toMatchObject({ found: true, value });
  });

  it.each([
    ['seo_description', ['seo.description']],
    ['description', ['seo.description']],
    ['sections[csa2].heading', ['sections[csa2].rich_text.heading', 'sections[csa3].columns.heading']],
    ['sections[csa2].rich_text.headin', ['sections[csa2].rich_text.heading']],
    ['titel', ['title']],
    ['zebra_crossing', []],
  ])('near %s is what was meant', (text, near) => {
    const resolved = find(text);
    expect(resolved.found).toBe(false);
    expect(resolved.found ? [] : resolved.near.slice(0, near.length || 1)).toEqual(near);
  });

  it('says how far it led', () => {
    expect(find('sections[csa9].hero.headline')).toMatchObject({ found: false, within: ['sections'] });
    expect(find('tags[9]')).toMatchObject({ found: false, within: ['tags'] });
  });

  it.each([
    '__proto__',
    'toString',
    'seo.hasOwnProperty',
    'sections.length',
    'title.length',
    'constructor.name',
    'sections[-1]',
  ])('never is what every object has: %s', text => {
    const address = parseAddress(text);
    expect(resolveAddress(entry(), address ?? []).found).toBe(false);
    expect(readAddress(entry(), address ?? [])).toBeUndefined();
  });

  it('names no item by a uid that two share', () => {
    const twice = { list: [{ uid: 'a', n: 1 }, { uid: 'a', n: 2 }, { uid: 'b' }] };
    const printed = [...walk(twice)].map(({ address }) => printAddress(address));
    expect(printed).toEqual(expect.arrayContaining(['list[0]', 'list[1].n', 'list[b]']));
  });

  it('finds nodes of documents that nest without end', () => {
    let node: Record<string, unknown> = { type: 'p', uid: 'bottom', children: [{ text: 'deep' }] };
    for (let depth = 0; depth < 20_000; depth += 1) node = { type: 'blockquote', uid: `b${depth}`, children: [node] };
    const document = { body: { type: 'doc', uid: 'd', children: [node] } };
    expect(find('body[bottom].children[0].text', document)).toMatchObject({ found: true, value: 'deep' });
  });
});
