// Each place where text can stand in an entry, by its address and kind; and what stands there and is no text.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printAddress } from '../../src/content/address.ts';
import type { Field } from '../../src/content/schema.ts';
import { listTextFields, listTexts } from '../../src/content/text/texts.ts';
import {
  field,
  group,
  type Json,
  schema as largeSchema,
  references,
  richText,
  select,
  text,
  values,
} from './schema.ts';

/** `address (kind): text`, with what else it is behind it. */
const list = (entry: Json, schema: Field[]): string[] =>
  [...listTexts(entry, schema)].map(
    ({ address, kind, text: says, or }) =>
      `${printAddress(address)} (${kind}): ${says}${or === undefined ? '' : ` | ${or}`}`,
  );

const marked = (uid: string, mark: Json): Field => text(uid, { field_metadata: mark });
const leaf = (says: string, more: Json = {}): Json => ({ text: says, ...more });
const node = (type: string, uid: string, children: Json[], attrs: Json = {}): Json => ({ type, uid, attrs, children });
const doc = (...children: Json[]): Json => ({ type: 'doc', uid: 'd0', attrs: {}, children, _version: 1 });

describe('plain fields', () => {
  it('tells lines, Markdown, HTML and its attributes apart', () => {
    const schema = [
      text('title'),
      marked('summary', { multiline: true }),
      marked('bio', { markdown: true }),
      marked('html', { allow_rich_text: true }),
      text('lines', { multiple: true }),
    ];
    const entry = {
      title: 'One',
      summary: 'Two\nlines',
      bio: 'the **bold** one',
      html: '<p class="stove">a <b>b</b></p><a href="/x" data-sys-entry-uid="blt1">c</a><img alt="d" src="e">',
      lines: ['f', '', 'g'],
      uid: 'blt0',
      locale: 'en-us',
    };
    expect(list(entry, schema)).toEqual([
      'title (text): One',
      'summary (multi-line): Two\nlines',
      'bio (Markdown): the bold one | the **bold** one',
      'html (HTML): a b\n\nc',
      'html (HTML href): /x',
      'html (HTML alt): d',
      'html (HTML src): e',
      'lines[0] (text): f',
      'lines[2] (text): g',
    ]);
  });

  it('has choices by value and label, tags, links and files', () => {
    const schema = [
      select('tone', [{ value: 'quiet', key: 'Hushed' }, { value: 'loud' }]),
      select('tones', [{ value: 'quiet', key: 'Hushed' }, { value: 'loud' }], { multiple: true }),
      field('size', 'number', { enum: { advanced: true, choices: [{ value: 1, key: 'Small' }, { value: 2 }] } }),
      field('more', 'link'),
      field('links', 'link', { multiple: true }),
      field('cover', 'file'),
      field('gallery', 'file', { multiple: true }),
    ];
    const file = { uid: 'blta1', title: 'Hill', filename: 'hill.jpg', url: 'https://x/y', content_type: 'image/jpeg' };
    const entry = {
      tone: 'quiet',
      tones: ['loud', 'quiet', 'old'],
      size: 1,
      more: { title: 'Read', href: '/more' },
      links: [{ title: 'A', href: '' }],
      cover: file,
      gallery: [file, 'blta2'],
      tags: ['winter', 'night'],
    };
    expect(list(entry, schema)).toEqual([
      'tone (choice): quiet | Hushed',
      'tones[0] (choice): loud',
      'tones[1] (choice): quiet | Hushed',
      'tones[2] (choice): old',
      'size (choice): Small',
      'more.title (link title): Read',
      'more.href (link href): /more',
      'links[0].title (link title): A',
      'cover.title (file title): Hill',
      'cover.filename (file name): hill.jpg',
      'gallery[blta1].title (file title): Hill',
      'gallery[blta1].filename (file name): hill.jpg',
      'tags[0] (tag): winter',
      'tags[1] (tag): night',
    ]);
    expect(list({ size: 2 }, schema)).toEqual([]);
  });

  it('takes no uid, number, date or reference for a text, in what apps keep neither', () => {
    const schema = [
      field('price', 'number'),
      field('open', 'boolean'),
      field('day', 'isodate'),
      references('related', ['page']),
      field('taxonomies', 'taxonomy', { multiple: true }),
      field('app', 'json', { extension_uid: 'blt9' }),
      text('rating', { extension_uid: 'blt9' }),
      field('note', 'json', { extension_uid: 'blt9' }),
    ];
    const entry = {
      price: 49,
      open: true,
      day: '2026-03-01',
      related: [{ uid: 'bltstove', _content_type_uid: 'page', title: 'Stove' }],
      taxonomies: [{ taxonomy_uid: 'stoves', term_uid: 'stove' }],
      app: { uid: 'bltstove', label: 'Label', list: [{ name: 'Name', asset_uid: 'bltstove' }], n: 3 },
      rating: 'five',
      note: 'Seen',
      created_by: 'bltstove',
      publish_details: [{ environment: 'bltstove' }],
    };
    expect(list(entry, schema)).toEqual([
      'app.label (custom): Label',
      'app.list[0].name (custom): Name',
      'rating (custom): five',
      'note (custom): Seen',
    ]);
  });
});

describe('members of groups, global fields and blocks', () => {
  it('has them at any depth by uid, by place where there is none', () => {
    const card = {
      uid: 'card',
      title: 'Card',
      schema: [text('name'), field('cta', 'global_field', { schema: [text('label')] })],
    };
    const schema = [
      group('seo', [text('title')]),
      group('items', [text('label'), group('children', [text('label')], { multiple: true })], { multiple: true }),
      field('sections', 'blocks', {
        multiple: true,
        blocks: [{ uid: 'row', title: 'Row', schema: [field('cards', 'blocks', { multiple: true, blocks: [card] })] }],
      }),
    ];
    const entry = {
      seo: { title: 'S' },
      items: [{ label: 'A', _metadata: { uid: 'cs1' }, children: [{ label: 'B' }, { label: 'C' }] }],
      sections: [{ row: { cards: [{ card: { name: 'D', cta: { label: 'E' } } }], _metadata: { uid: 'cs2' } } }],
    };
    expect(list(entry, schema)).toEqual([
      'seo.title (text): S',
      'items[cs1].label (text): A',
      'items[cs1].children[0].label (text): B',
      'items[cs1].children[1].label (text): C',
      'sections[cs2].row.cards[0].card.name (text): D',
      'sections[cs2].row.cards[0].card.cta.label (text): E',
    ]);
  });
});

describe('JSON rich text', () => {
  const schema = [richText('body'), richText('notes', { multiple: true })];

  it('joins the leaves of a block, through links and spans, and keeps blocks apart', () => {
    const body = doc(
      node('p', 'p1', [
        leaf('The '),
        leaf('Em', { bold: true }),
        leaf('ber '),
        node('a', 'a1', [leaf('Sto'), node('span', 's1', [leaf('ve')])], {
          url: '/stove',
          title: 'T',
          target: '_blank',
        }),
        leaf(' is\nback'),
      ]),
      node('ul', 'u1', [node('li', 'l1', [leaf('one'), node('ul', 'u2', [node('li', 'l2', [leaf('two')])])])]),
    );
    expect(list({ body }, schema)).toEqual([
      'body[p1] (rich text): The Ember Stove is\nback',
      'body[a1].attrs.url (rich text url): /stove',
      'body[a1].attrs.title (rich text title): T',
      'body[l1] (rich text): one\n\n',
      'body[l2] (rich text): two',
    ]);
  });

  it('has what pictures and embeds are called, not their uids and classes', () => {
    const empty = [leaf('')];
    const body = doc(
      node('img', 'i1', empty, { url: 'https://x/p.png', alt: 'A hill', caption: 'Up', width: 300, style: { a: 'b' } }),
      node('reference', 'r1', empty, {
        type: 'asset',
        'asset-uid': 'blta',
        'asset-name': 'hill.jpg',
        'asset-link': 'https://x/hill.jpg',
        'asset-alt': 'Hill',
        'content-type-uid': 'sys_assets',
        'class-name': 'embedded-asset',
        'display-type': 'display',
      }),
      node('p', 'p1', [
        leaf('see '),
        node('reference', 'r2', [leaf('this')], {
          type: 'entry',
          'entry-uid': 'blte',
          'display-type': 'link',
          href: '/e',
        }),
        leaf(' now'),
      ]),
    );
    expect(list({ body }, schema)).toEqual([
      'body[i1].attrs.url (rich text url): https://x/p.png',
      'body[i1].attrs.alt (rich text alt): A hill',
      'body[i1].attrs.caption (rich text caption): Up',
      'body[r1].attrs.asset-name (rich text asset-name): hill.jpg',
      'body[r1].attrs.asset-link (rich text asset-link): https://x/hill.jpg',
      'body[r1].attrs.asset-alt (rich text asset-alt): Hill',
      'body[p1] (rich text): see this now',
      'body[r2].attrs.href (rich text href): /e',
    ]);
  });

  it("takes a plugin's node for a part of the text where it stands beside text, else for a block", () => {
    const odd = (uid: string): Json => node('tooltip', uid, [leaf('odd')]);
    expect(list({ body: doc(node('p', 'p1', [leaf('so '), odd('x1'), leaf('!')])) }, schema)).toEqual([
      'body[p1] (rich text): so odd!',
    ]);
    expect(list({ body: doc(node('div', 'v1', [odd('x1'), odd('x2')])) }, schema)).toEqual([
      'body[x1] (rich text): odd',
      'body[x2] (rich text): odd',
    ]);
  });

  it('reads a list of documents, nodes without uids, and HTML where a document should be', () => {
    const entry = {
      body: '<p>as <b>HTML</b></p>',
      notes: [
        doc({ type: 'p', children: [leaf('one')] }),
        doc({ type: 'table', children: [{ type: 'td', children: [leaf('two')] }] }),
      ],
    };
    expect(list(entry, schema)).toEqual([
      'body (HTML): as HTML',
      'notes[0].children[0] (rich text): one',
      'notes[1].children[0].children[0] (rich text): two',
    ]);
  });

  it('reads documents of any depth', () => {
    let inner: Json = node('p', 'deep', [leaf('down here')]);
    for (let depth = 0; depth < 1_000; depth += 1) inner = { type: 'div', children: [inner] };
    expect([...listTexts({ body: doc(inner) }, schema)].map(({ text: says }) => says)).toEqual(['down here']);
    let span: Json = leaf('in spans');
    for (let depth = 0; depth < 1_000; depth += 1) span = { type: 'span', children: [span] };
    expect([...listTexts({ body: doc(node('p', 'p1', [span])) }, schema)].map(({ text: says }) => says)).toEqual([
      'in spans',
    ]);
  });
});

it('names the fields at the top that may hold text, and these alone', () => {
  const named = listTextFields(largeSchema);
  for (const no of ['price', 'open', 'day', 'related', 'author']) expect(named).not.toContain(no);
  fc.assert(
    fc.property(values(largeSchema), entry => {
      for (const { address } of listTexts(entry, largeSchema)) expect(named).toContain(address[0]);
    }),
  );
});
