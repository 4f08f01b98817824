// A stack with a field of every kind, and an entry that fills them; beside it what is easily taken for something else.

import {
  blocks,
  boolean,
  file,
  group,
  htmlText,
  hyperlink,
  isodate,
  jsonText,
  multiline,
  number,
  reference,
  references,
  select,
  text,
  title,
} from '../../../src/sandbox/seed/form/fields.ts';
import type { Seed, SeedEntry } from '../../../src/sandbox/seed/form/format.ts';
import { doc as plainDoc } from '../../../src/sandbox/seed/form/values.ts';
import type { Json } from '../../harness.ts';
import { seed as small } from '../../sandbox/small-stack.ts';

export const uids = { ann: 'blt0000000000000001', gone: 'blt00000000000000ff', thing: 'blt00000000000000ee' };
export const picture = 'blt00000000000000a1';
const lost = 'blt00000000000000a2';
const editor = 'blt00000000000000e1';

const at = (day: number): string => `2026-02-${String(day).padStart(2, '0')}T10:00:00.000Z`;

const shared = { non_localizable: true };

const thing = {
  uid: 'thing',
  title: 'Thing',
  options: { is_page: true, singleton: false, url_pattern: '/:title', url_prefix: '/' },
  schema: [
    title(),
    text('url', 'Url'),
    multiline('notes', 'Notes'),
    number('count', 'Count'),
    boolean('active', 'Active'),
    isodate('day', 'Day'),
    select('colour', 'Colour', '', ['red: Dark red', 'blue: Blue']),
    select('sizes', 'Sizes', '', ['s: Small', 'XL'], { multiple: true, ...shared }),
    file('cover', 'Cover'),
    file('gallery', 'Gallery', '', { multiple: true }),
    hyperlink('more', 'More'),
    reference('owner', 'Owner', '', ['author']),
    references('friends', 'Friends', '', ['author', 'thing']),
    jsonText('body', 'Body'),
    jsonText('asides', 'Asides', '', { multiple: true }),
    jsonText('old_body', 'Old body'),
    htmlText('html', 'HTML'),
    group('seo', 'SEO', '', [text('description', 'Description'), text('keywords', 'Keywords')]),
    group('specs', 'Specs', '', [text('name', 'Name'), reference('by', 'By', '', ['author'])], { multiple: true }),
    blocks('sections', 'Sections', '', [
      { uid: 'hero', title: 'Hero', schema: [text('headline', 'Headline'), file('image', 'Image')] },
      { uid: 'said', title: 'Said', schema: [jsonText('words', 'Words'), reference('author', 'Who', '', ['author'])] },
      { uid: 'rule', title: 'Rule', schema: [text('label', 'Label')] },
    ]),
    {
      uid: 'taxonomies',
      display_name: 'Terms',
      data_type: 'taxonomy',
      multiple: true,
      taxonomies: [{ taxonomy_uid: 'topic' }],
    },
    { uid: 'extra', display_name: 'Extra', data_type: 'json', field_metadata: {} },
    // Named like what an answer says of itself.
    text('version', 'Version'),
    text('notice', 'Notice'),
    group('fields', 'Fields', '', [text('says', 'Says'), text('cut', 'Cut')]),
  ],
};

const node = (type: string, uid: string, attrs: Json, ...children: unknown[]): Json => ({
  ...{ type, uid, attrs, children: children.map(child => (typeof child === 'string' ? { text: child } : child)) },
});

const embed = (uid: string, entry: string): Json =>
  node(
    'reference',
    uid,
    {
      ...{ 'display-type': 'block', type: 'entry', 'entry-uid': entry, 'content-type-uid': 'author' },
      ...{ 'class-name': 'embedded-entry', locale: 'en-us' },
    },
    '',
  );

export const body = node(
  'doc',
  'd1',
  {},
  node('h2', 'd2', {}, 'Warm'),
  node('p', 'd3', {}, 'Take ', { text: 'two', bold: true }, ' and a ', { text: 'red', classname: 'note' }, ' one.'),
  embed('d4', uids.ann),
  embed('d5', uids.gone),
);

/** With the uids that the API makes when blocks are saved in the web app. */
const block = (uid: string, name: string, values: Json): Json => ({ [name]: { ...values, _metadata: { uid } } });

export const fields: Json = {
  title: 'A thing',
  url: '/a-thing',
  notes: 'First line\nsecond line',
  count: 0,
  active: false,
  day: '2026-03-01T00:00:00.000Z',
  colour: 'red',
  sizes: ['s', 'XL'],
  cover: picture,
  gallery: [picture, lost],
  more: { title: 'See', href: '/see' },
  owner: [{ uid: uids.ann, _content_type_uid: 'author' }],
  friends: [
    { uid: uids.ann, _content_type_uid: 'author' },
    { uid: uids.gone, _content_type_uid: 'author' },
  ],
  body,
  asides: [plainDoc('One.'), plainDoc('**Two.**')],
  old_body: '<p>From <b>before</b></p>',
  html: '<p>Plain <i>HTML</i></p>',
  seo: { description: 'What it is', keywords: '' },
  specs: [
    { name: 'Weight', by: [{ uid: uids.ann, _content_type_uid: 'author' }] },
    { name: 'Length', by: [{ uid: uids.gone, _content_type_uid: 'author' }] },
  ],
  sections: [
    block('cs00000000000000a1', 'hero', { headline: 'Hello', image: picture }),
    block('cs00000000000000a2', 'said', {
      words: plainDoc('Cold **today**.'),
      author: [{ uid: uids.ann, _content_type_uid: 'author' }],
    }),
    block('cs00000000000000a3', 'rule', { label: '' }),
  ],
  extra: { type: 'doc', children: [{ text: 'an app of its own' }] },
  version: 'Mark II',
  fields: { says: 'so', cut: 'short' },
  tags: ['warm'],
};

type Save = SeedEntry['saves'][number];

export const save = (day: number, given: Json, locale = 'en-us'): Save => ({
  locale,
  at: at(day),
  by: editor,
  fields: given,
});

const tagIt = {
  request: `PUT /content_types/thing/entries/${uids.thing}`,
  body: { entry: { taxonomies: [{ taxonomy_uid: 'topic', term_uid: 'snow' }] } },
  ...{ at: at(27), by: editor },
};

/** @param later saves after the first. */
export function makeSeed(later: Save[] = [], more: Partial<SeedEntry> = {}, isTagged = false): Seed {
  return {
    ...small,
    content_types: [...small.content_types, thing as Seed['content_types'][number]],
    assets: [
      ...small.assets,
      ...small.assets.map(asset => ({ ...asset, uid: lost, filename: 'lost.jpg', title: 'Lost', deleted: at(28) })),
    ],
    entries: [
      ...small.entries,
      {
        uid: uids.gone,
        content_type: 'author',
        saves: [save(1, { title: 'Gone Gil' })],
        deleted: at(28),
      },
      { uid: uids.thing, content_type: 'thing', saves: [save(2, fields), ...later], ...more },
    ],
    choices: { htmlForRichText: 'accept' },
    // Terms are made after entries, so that what has one is saved once more.
    requests: [...(small.requests ?? []), ...(isTagged ? [tagIt] : [])],
  };
}
