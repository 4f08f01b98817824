// What an entry points at: each kind of field, of any depth, and what only looks like it.
import { expect, it } from 'vitest';
import { printAddress } from '../../src/content/address.ts';
import { hasLocalizable } from '../../src/content/fields-at.ts';
import { listMentions } from '../../src/content/mentions.ts';
import { listPointers, listPointing } from '../../src/content/pointers.ts';
import type { Field } from '../../src/content/schema.ts';

const field = (uid: string, data_type: string, more: object = {}): Field => ({ uid, data_type, ...more });
const schema = [
  field('title', 'text'),
  field('old', 'reference', { reference_to: 'person' }),
  field('any', 'reference', { reference_to: ['person', 'sys_assets'], non_localizable: true }),
  field('file', 'file'),
  field('dam', 'json', { extension_uid: 'bltext', multiple: true }),
  field('marked', 'json', { extension_uid: 'bltext', field_metadata: { is_asset: true } }),
  field('custom', 'json', { extension_uid: 'bltext' }),
  field('html', 'text', { field_metadata: { allow_rich_text: true }, multiple: true }),
  field('box', 'group', {
    schema: [field('plain', 'text'), field('deep', 'group', { multiple: true, schema: [field('pic', 'file')] })],
  }),
];

const list = (entry: object): string[] =>
  [...listPointers(entry, schema)].map(
    ({ address, type, uid, isThere, isLocalizable }) =>
      `${printAddress(address)}: ${type} ${uid}${isThere === undefined ? '' : isThere ? ' there' : ' gone'}${isLocalizable ? '' : ' shared'}`,
  );

it('finds references old and new, files, and assets of custom fields', () => {
  expect(
    list({
      title: 'bltnothing',
      old: ['a'],
      any: [
        { uid: 'b', _content_type_uid: 'person' },
        { uid: 'c', _content_type_uid: 'sys_assets' },
        { uid: 'c1', _content_type_uid: 'built_io_upload' },
        // Of which type nobody knows.
        { uid: 'd' },
      ],
      file: { uid: 'e', filename: 'e.jpg' },
      dam: [
        { uid: 'f', unique_identifier: 'x', asset: { uid: 'f' } },
        { uid: 'g', unique_identifier: 'y' },
      ],
      marked: { uid: 'h' },
      custom: { uid: 'i' },
      box: { plain: 'x', deep: [{ pic: 'j' }, { pic: null }, { pic: '' }] },
    }),
  ).toEqual([
    'old[0]: person a',
    'any[b]: person b shared',
    'any[c]: sys_assets c shared',
    'any[c1]: sys_assets c1 shared',
    'file: sys_assets e there',
    'dam[f]: sys_assets f there',
    'dam[g]: sys_assets g',
    'marked: sys_assets h',
    'box.deep[0].pic: sys_assets j gone',
  ]);
});

it('finds embeds in HTML, and takes no time for what is none', () => {
  const html = [
    '<p><a data-sys-entry-uid="a" data-sys-content-type-uid="person" href="/x">x</a> data-sys-entry-uid="z"</p>',
    "<figure class='y' data-sys-asset-uid='b'></figure><a data-sys-entry-uid='c'>without a type</a>",
  ];
  expect(list({ html })).toEqual(['html[0]: person a', 'html[1]: sys_assets b']);
  expect(list({ html: ['<a data-sys- '.repeat(100_000), `<a${' data-sys-entry-uid'.repeat(100_000)}`] })).toEqual([]);
});

it('names the fields at the top in which something can be pointed at', () => {
  expect(listPointing(schema)).toEqual(['old', 'any', 'file', 'dam', 'marked', 'custom', 'html', 'box']);
});

it('tells whether there is anything to translate', () => {
  const shared = { non_localizable: true };
  expect(hasLocalizable([field('a', 'text', shared), field('b', 'number')])).toBe(true);
  expect(
    hasLocalizable([field('a', 'text', shared), field('b', 'group', { schema: [field('c', 'text', shared)] })]),
  ).toBe(false);
  expect(hasLocalizable([field('b', 'group', { ...shared, schema: [field('c', 'text')] })])).toBe(false);
  expect(hasLocalizable([field('b', 'blocks', { blocks: [{ uid: 'x', schema: [field('c', 'text')] }] })])).toBe(true);
});

it('finds what is named anywhere, also within an address', () => {
  const mentions = [
    ...listMentions({ a: ['see https://x.example/v3/blt0123456789abcdef/1.jpg'], b: { c: 'short', d: 5, e: null } }),
  ];
  expect(mentions).toContain('blt0123456789abcdef');
  expect(mentions).not.toContain('short');
});
