// The walk over an entry: everything in it once, with its field, its role and whether it can be translated.
import { expect, it } from 'vitest';
import { printAddress } from '../../src/content/address.ts';
import { listInstances } from '../../src/content/instances.ts';
import { merge } from '../../src/content/merge/merge.ts';
import { listNodes } from '../../src/content/rich-text-nodes.ts';
import { walk } from '../../src/content/walk.ts';
import { entry, field, group, type Json, schema, text } from './schema.ts';

const visits = [...walk(entry(), schema)].map(visit => ({ ...visit, at: printAddress(visit.address) }));
const find = (at: string) => visits.find(visit => visit.at === at);

it('visits every text of an entry, and none of what the CMA adds', () => {
  const texts = visits.filter(({ value }) => typeof value === 'string').map(({ at }) => at);
  expect(texts).toMatchInlineSnapshot(`
    [
      "title",
      "url",
      "summary",
      "html",
      "category",
      "sizes[0]",
      "sizes[1]",
      "day",
      "more.title",
      "more.href",
      "editor[0]",
      "items[csi1].label",
      "items[csi1].version",
      "items[csi1].children[csc1].label",
      "items[csi2].label",
      "items[csi2].version",
      "version",
      "action",
      "constructor",
      "seo.title",
      "seo.description",
      "sections[csa1].hero.headline",
      "sections[csa1].hero.text",
      "sections[csa1].hero.button.label",
      "sections[csa1].hero.button.target.title",
      "sections[csa1].hero.button.target.href",
      "sections[csa1].hero.button.style.tone",
      "sections[csa2].rich_text.heading",
      "sections[csa3].columns.heading",
      "sections[csa3].columns.column[csb1].name",
      "sections[csa3].columns.column[csb1].code",
      "sections[csa3].columns.column[csb1].cards[csk1].card.name",
      "sections[csa3].columns.column[csb1].cards[csk1].card.meta.alt",
      "sections[csa3].columns.column[csb1].cards[csk1].card.meta.note",
      "sections[csa3].columns.column[csb2].name",
      "sections[csa3].columns.column[csb2].code",
      "button.label",
      "button.target.title",
      "button.target.href",
      "button.style.tone",
      "tags[0]",
      "tags[1]",
    ]
  `);
});

it.each([
  ['sections', 'field', 'sections'],
  ['sections[csa1]', 'item', 'sections'],
  ['sections[csa1].hero', 'block', 'sections'],
  ['sections[csa1].hero.headline', 'field', 'headline'],
  ['sections[csa1].hero.button.style.tone', 'field', 'tone'],
  ['sections[csa3].columns.column[csb1].cards[csk1].card.meta.note', 'field', 'note'],
  ['sections[csa2].rich_text.body[rp0]', 'node', 'body'],
  ['body[dp1].children[0]', 'node', 'body'],
  ['items[csi1].children[csc1].order', 'field', 'order'],
  ['related[blt0000000000000012]', 'item', 'related'],
  ['gallery[blt00000000000000a2]', 'item', 'gallery'],
  ['more.href', 'member', 'more'],
  ['settings.theme.dark', 'member', 'settings'],
  ['future.beam[0]', 'member', 'future'],
  ['tags[1]', 'item', 'tags'],
])('knows %s as a %s of %s', (at, role, uid) => {
  const visit = find(at);
  expect(visit?.role).toBe(role);
  expect(visit?.field?.uid).toBe(uid);
});

it('knows which block a block is', () => {
  expect(find('sections[csa1].hero')?.block?.title).toBe('Hero');
  expect(find('sections[csa1].hero.headline')?.block).toBeUndefined();
});

it('tells what is the same in every language, and all that lies in it', () => {
  const shared = visits.filter(({ isLocalizable }) => !isLocalizable).map(({ at }) => at);
  expect(shared).toEqual([
    'price',
    'sections[csa3].columns.column[csb1].code',
    'sections[csa3].columns.column[csb2].code',
  ]);
  const inner = [group('place', [text('street')], { non_localizable: true })];
  expect([...walk({ place: { street: 'High Street' } }, inner)].map(({ isLocalizable }) => isLocalizable)).toEqual([
    false,
    false,
  ]);
});

it('passes over what no schema knows, wherever it stands', () => {
  const odd: Json = {
    gone: { deep: 1 },
    seo: { old: 'x', title: 'T' },
    sections: [{ unknown: { a: 1 } }, 'x', null],
    items: 'no list',
  };
  const seen = [...walk(odd, schema)].map(({ address, role }) => `${printAddress(address)} ${role}`);
  expect(seen).toEqual([
    'gone member',
    'gone.deep member',
    'seo field',
    'seo.old member',
    'seo.title field',
    'sections field',
    'sections[0] item',
    'sections[0].unknown block',
    'sections[0].unknown.a member',
    'sections[1] item',
    'sections[2] item',
    'items field',
  ]);
});

it('enters neither assets nor entries that a read shows in place of files and references', () => {
  const read = {
    cover: { uid: 'blta', title: 'X' },
    related: [{ uid: 'bltb', _content_type_uid: 'page', title: 'Y' }],
  };
  expect([...walk(read, schema)].map(({ address }) => printAddress(address))).toEqual([
    'cover',
    'related',
    'related[bltb]',
  ]);
});

it('addresses what has no uid, or shares one, by its place', () => {
  const twice = {
    items: [{ label: 'a' }, { label: 'b', _metadata: { uid: 'x' } }, { label: 'c', _metadata: { uid: 'x' } }],
  };
  const seen = [...walk(twice, schema)].map(({ address }) => printAddress(address));
  expect(seen).toContain('items[0].label');
  expect(seen).toContain('items[1].label');
  expect(seen).not.toContain('items[x]');
});

it('takes lists of any length, where a call takes no more than some hundred thousand arguments', () => {
  const many = 150_000;
  const fields = [text('title'), field('data', 'json')];
  const long = { title: 'a', data: { numbers: Array.from({ length: many }, (_, place) => place) } };
  const children = long.data.numbers.map(() => ({ text: 'a' }));
  expect([...walk(long, fields)].length).toBeGreaterThan(many);
  expect([...listNodes({ type: 'doc', children: [{ type: 'p', children }] })]).toHaveLength(many + 1);
  expect(listInstances(long)).toEqual([]);
  expect(merge(long, { ...long, title: 'b' }, long, fields)).toMatchObject({ value: { title: 'b' }, conflicts: [] });
});
