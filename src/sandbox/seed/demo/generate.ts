// The demo stack with any number of further articles, to see how something behaves with very many entries.
import type { Json } from '../../state/json.ts';
import {
  blocks,
  boolean,
  file,
  group,
  isodate,
  markdown,
  multiline,
  number,
  reference,
  references,
  select,
  text,
  title,
  url,
} from '../form/fields.ts';
import type { Seed, SeedEntry } from '../form/format.ts';
import { editorOf } from '../form/names.ts';
import { demoSeed } from './index.ts';

const topics = ['trails', 'weather', 'mending', 'packing', 'people', 'animals', 'food'];
const things = ['rope', 'stove', 'tarp', 'map', 'compass', 'boots', 'lamp', 'bottle', 'axe', 'blanket', 'whistle'];
const places = ['on the ridge', 'in the bog', 'by the lake', 'at the hut', 'under the pass', 'along the coast'];
const deeds = ['Carrying', 'Drying', 'Losing', 'Finding', 'Mending', 'Lending', 'Buying', 'Cleaning'];
const labels = ['winter', 'summer', 'night', 'rain', 'family', 'solo', 'beginner', 'test'];
const translations = [
  { locale: 'fr-fr', prefix: 'Carnet', summary: 'Une note de nos archives, traduite.' },
  { locale: 'de-de', prefix: 'Notiz', summary: 'Eine Notiz aus unserem Archiv, übersetzt.' },
];

const article: Seed['content_types'][number] = {
  uid: 'article',
  title: 'Article',
  description: 'A piece from the archive of the journal.',
  options: {
    is_page: true,
    singleton: false,
    title: 'title',
    sub_title: [],
    publishable: true,
    url_pattern: '/:title',
    url_prefix: '/archive/',
  },
  schema: [
    title(),
    url(),
    text('headline', 'Headline'),
    multiline('summary', 'Summary', 'One or two sentences.', { mandatory: true }),
    markdown('body', 'Body'),
    select('topic', 'Topic', 'What it is about.', topics, { mandatory: true }),
    number('rank', 'Rank', 'Its place among all articles.', { non_localizable: true }),
    number('reading_minutes', 'Minutes', 'How long it takes to read.'),
    boolean('featured', 'Featured'),
    isodate('date', 'Date'),
    file('cover', 'Cover', 'A picture.', { non_localizable: true }),
    reference('author', 'Author', 'Who wrote it.', ['author']),
    references('related', 'Related', 'What else to read.', ['article', 'product']),
    group('source', 'Source', 'Where it was printed first.', [text('paper', 'Paper'), number('page', 'Page')]),
    blocks('sections', 'Sections', '', [
      { uid: 'quote', title: 'Quote', schema: [multiline('words', 'Words'), text('by', 'Who said it')] },
      { uid: 'fact', title: 'Fact', schema: [text('label', 'Label'), number('value', 'Value')] },
    ]),
  ],
};

/** Each list is gone through at its own pace, so that the combinations do not repeat soon. */
const choose = <T>(list: T[], index: number, pace = 1): T => list[Math.floor(index / pace) % list.length] as T;

const toHex = (index: number, length: number): string => index.toString(16).padStart(length, '0');

/** The article of a number. */
export const articleUid = (index: number): string => `blta47${toHex(index, 13)}`;

const listKept = (type: string): SeedEntry[] =>
  demoSeed.entries.filter(entry => entry.content_type === type && entry.deleted === undefined);
const authors = listKept('author');
const products = listKept('product');
const covers = demoSeed.assets.filter(asset => asset.deleted === undefined);

/** Everything happens in 2025, before the rest of the stack came to be. */
const first = Date.UTC(2025, 0, 1);
const year = 360 * 24 * 3600 * 1000;

function makeFields(index: number, at: string): Json {
  const subject = `${choose(deeds, index)} a ${choose(things, index)} ${choose(places, index, 3)}`;
  const instance = (place: number): Json => ({ _metadata: { uid: `cs${toHex(index, 12)}${toHex(place, 4)}` } });
  const related = [
    ...(index > 0 ? [{ uid: articleUid(Math.floor(index / 2)), _content_type_uid: 'article' }] : []),
    ...(index % 3 === 0 ? [{ uid: choose(products, index).uid, _content_type_uid: 'product' }] : []),
  ];
  return {
    title: `${subject}, no. ${index + 1}`,
    url: `/archive/${index + 1}`,
    headline: subject,
    summary: `What happened when we went ${choose(places, index, 3)} with a ${choose(things, index)}.`,
    body: `## ${subject}\n\nWe took the **${choose(things, index, 5)}** as well, and it was needed.`,
    topic: choose(topics, index),
    rank: (index * 7919) % 100_003,
    reading_minutes: 2 + (index % 9),
    featured: index % 50 === 0,
    date: at,
    ...(index % 4 === 0 ? { cover: choose(covers, index, 4).uid } : {}),
    author: [{ uid: choose(authors, index).uid, _content_type_uid: 'author' }],
    related,
    source: { paper: choose(['Hill and Hut', 'The Walker', 'Larkfell Post'], index), page: 1 + (index % 60) },
    sections: [
      { quote: { words: 'It was dry when I packed it.', by: choose(['Maya', 'Jonas'], index), ...instance(1) } },
      { fact: { label: 'Kilometres', value: 3 + (index % 40), ...instance(2) } },
    ],
    tags: [choose(labels, index), choose(labels, index, 8)],
  };
}

function makeArticle(index: number, count: number): SeedEntry {
  const at = new Date(first + Math.floor((index / count) * year)).toISOString();
  const by = editorOf(choose(['maya', 'jonas', 'aoife'], index));
  const fields = makeFields(index, at);
  const isPublished = index % 3 === 0;
  return {
    uid: articleUid(index),
    content_type: 'article',
    saves: [
      { locale: 'en-us', at, by, fields },
      // Every fifth is translated, into one language or the other.
      ...(index % 5 === 0 ? [choose(translations, index, 5)] : []).map(({ locale, prefix, summary }) => ({
        locale,
        at,
        by: editorOf('luc'),
        fields: { title: `${prefix} ${index + 1}`, url: `/archive/${locale}/${index + 1}`, summary },
      })),
    ],
    ...(isPublished ? { published: [{ environment: 'production', locale: 'en-us', at }] } : {}),
  };
}

/** The same for the same number. The articles are on the main branch alone, as if they had come after the others were made. */
export const generateSeed = (entries: number): Seed => ({
  ...demoSeed,
  content_types: [...demoSeed.content_types, article],
  changes: [
    ...(demoSeed.changes ?? []),
    { branch: 'main', entries: Array.from({ length: entries }, (_, index) => makeArticle(index, entries)) },
  ],
});
