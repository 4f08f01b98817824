// The pages of the site, each put together from sections.
import type { Json } from '../../state/json.ts';
import type { SeedEntry } from '../form/format.ts';
import { assetOf, type Editor, entry, live, publish, refer, save, staged } from '../form/names.ts';
import { doc, embedAsset, h2, link, list, sections, seo } from '../form/values.ts';

type Section = [uid: string, values: Json];

const hero = (headline: string, text: string, image: string, button?: Json): Section => [
  'hero',
  { headline, text, image: assetOf(image), ...(button ? { link: button } : {}) },
];
const richText = (heading: string, body: Json): Section => ['rich_text', { heading, body }];
const said = (author: string, text: string): Section => ['quote', { text, author: refer('author', author) }];
const grid = (heading: string, ...products: string[]): Section => [
  'product_grid',
  { heading, products: refer('product', ...products), columns: 4 },
];
const action = (heading: string, button: Json, tone: 'quiet' | 'strong' = 'quiet'): Section => [
  'call_to_action',
  { heading, button, tone },
];

/** The fields of a page; in another language the sections keep their identity by the same slug. */
const values = (slug: string, title: string, path: string, search: string, intro: string, parts: Section[]): Json => ({
  title,
  url: path,
  intro: doc(intro),
  sections: sections(slug, ...parts),
  seo: seo(`${title} | Larkfell`, search),
});

const page = (
  slug: string,
  [moment, by]: [string, Editor],
  fields: Json,
  published: SeedEntry['published'] = live('01-16T07:00'),
  laterSaves: SeedEntry['saves'] = [],
): SeedEntry => entry('page', slug, [save(moment, by, fields), ...laterSaves], published);

const home = page(
  'home',
  ['01-09T09:00', 'aoife'],
  values(
    'home',
    'Home',
    '/',
    'Clothes, packs and tents for people who walk. Made to be mended.',
    'We make a small number of things for walking, and mend them for as long as you keep them.',
    [
      hero('Made to be mended', 'Outdoor gear for a long time.', 'winter-ridge', link('See the shop', '/shop')),
      grid('What we would pack this month', 'fell-shell', 'moss-fleece', 'tarn-35', 'cairn-socks'),
      said('ines-aguilar', 'I own one shell. It has been back to the bench three times, and up the same ridge forty.'),
      action('Something torn?', link('Send it to the bench', '/repairs'), 'strong'),
    ],
  ),
  [...live('10-20T07:00', { version: 4 }), ...live('02-20T07:00', { locale: 'fr-fr' })],
  [
    save('02-19T10:00', 'maya', {
      intro: doc('We make few things for walking, and mend them as long as you keep them.'),
    }),
    save(
      '02-19T15:00',
      'luc',
      values(
        'home',
        'Accueil',
        '/',
        'Vêtements, sacs et tentes pour celles et ceux qui marchent.',
        'Nous fabriquons peu de choses pour marcher, et nous les réparons aussi longtemps que vous les gardez.',
        [
          hero('Fait pour être réparé', 'Du matériel qui dure.', 'winter-ridge', link('Voir la boutique', '/shop')),
          grid('Dans notre sac ce mois-ci', 'fell-shell', 'moss-fleece', 'tarn-35', 'cairn-socks'),
          action('Un accroc ?', link("Envoyez-le à l'atelier", '/repairs'), 'strong'),
        ],
      ),
      { locale: 'fr-fr' },
    ),
    save('06-15T09:20', 'aoife', { seo: seo('Larkfell', 'Gear for people who walk. Made to be mended.') }),
    save('10-19T17:00', 'maya', { tags: ['autumn'] }),
  ],
);

const about = page(
  'about',
  ['01-09T10:00', 'aoife'],
  values(
    'about',
    'About us',
    '/about',
    'Who makes Larkfell gear, and where.',
    'Larkfell is fourteen people in a former weaving mill, between a river and a railway line.',
    [
      hero('Fourteen people, one mill', 'And a dog who may not come into the workshop.', 'hut-morning'),
      richText(
        'How we began',
        doc('Maya could not find a jacket that anyone would mend. So she made one.', h2('Since then'), 'Ten winters.'),
      ),
      said('maya-lindqvist', 'We are not in a hurry. Neither is anyone who walks.'),
    ],
  ),
  [...live('01-16T07:00', { version: 1 }), ...live('03-20T07:00', { locale: 'fr-fr' })],
  [
    save(
      '03-19T11:00',
      'luc',
      values(
        'about',
        'Qui sommes-nous',
        '/qui-sommes-nous',
        'Qui fabrique le matériel Larkfell, et où.',
        "Larkfell, c'est quatorze personnes dans une ancienne filature, entre une rivière et une voie ferrée.",
        [hero('Quatorze personnes, une filature', "Et un chien qui n'entre pas dans l'atelier.", 'hut-morning')],
      ),
      { locale: 'fr-fr' },
    ),
    save('11-04T09:15', 'maya', { intro: doc('Larkfell is sixteen people in a former weaving mill.') }),
  ],
);

const shipping = page(
  'shipping-and-returns',
  ['01-10T09:00', 'jonas'],
  values(
    'shipping-and-returns',
    'Shipping and returns',
    '/shipping-and-returns',
    'What shipping costs, how long it takes and how to send things back.',
    'Orders before noon leave the mill the same day.',
    [
      richText(
        'Prices',
        doc(
          list(
            '**Within the EU:** 6 euro, free from 80.',
            '**Elsewhere in Europe:** 14 euro.',
            'Repairs: always free.',
          ),
        ),
      ),
      richText('Returns', doc('Sixty days, unworn or worn once. The label is in the parcel.')),
    ],
  ),
);

export const pages: SeedEntry[] = [
  home,
  about,
  shipping,
  page(
    'repairs',
    ['01-10T10:00', 'aoife'],
    values(
      'repairs',
      'Repairs',
      '/repairs',
      'Send us what is torn; we mend it for the price of the postage.',
      'Whatever we made, we mend, whoever owns it now.',
      [
        hero('The repair bench', 'Three weeks in summer, five in winter.', 'repair-bench'),
        richText(
          'How it works',
          doc(list('Wash it.', 'Pin a note to the tear.', 'Post it. We write within two days.')),
        ),
        said('tomas-berg', 'Please wash it first. I say this with love.'),
        action('Ready?', link('Print a label', '/repairs/label'), 'strong'),
      ],
    ),
    live('02-03T07:00'),
    [save('02-02T15:30', 'aoife', { tags: ['repair'] })],
  ),
  page(
    'shop',
    ['01-10T11:00', 'jonas'],
    values('shop', 'Shop', '/shop', 'All we make, on one page.', 'Sixteen things. That is all of them.', [
      grid('Clothing', 'fell-shell', 'brae-softshell', 'lark-down', 'moss-fleece', 'wren-crew', 'scree-trousers'),
      grid('To carry', 'tarn-35', 'tarn-60'),
      grid('To sleep and cook', 'bothy-2', 'hollow-bag', 'rest-mat', 'ember-stove'),
    ]),
  ),
  page(
    'shop-winter',
    ['09-21T09:00', 'jonas'],
    values(
      'shop-winter',
      'Winter shop',
      '/shop/winter',
      'Layers, down and a warm night.',
      'What we wear from November to April.',
      [
        hero('Three layers', 'Read why before you buy.', 'winter-ridge', link('Layering', '/journal/winter-layers')),
        grid('Layers', 'wren-crew', 'moss-fleece', 'lark-down', 'fell-shell'),
      ],
    ),
    publish(['production', 'staging', 'preview'], '10-01T07:00'),
  ),
  page(
    'journal',
    ['01-11T09:00', 'maya'],
    values('journal', 'Journal', '/journal', 'Skills, gear, care and trips.', 'A new story on most Tuesdays.', []),
  ),
  page(
    'size-guide',
    ['01-11T10:00', 'jonas'],
    values(
      'size-guide',
      'Size guide',
      '/size-guide',
      // As long as it may be.
      'How to measure your chest, your waist and the inside of your leg, what you wear while you do it, which size to take between two sizes, and how to send one back.',
      'Measure over what you will wear below it.',
      [
        richText(
          'Between two sizes',
          doc('Shells: the larger one. Merino: the smaller one.', embedAsset('size-guide')),
        ),
      ],
    ),
  ),
  page(
    'materials',
    ['03-05T09:00', 'jonas'],
    values(
      'materials',
      'Materials',
      '/materials',
      'Where our wool, down and nylon come from, who makes them, what we saw when we went there, and why we would rather make one jacket less than buy from somebody whom we have not met.',
      'Five suppliers, all of whom we have visited.',
      [
        richText('Wool', doc('From two farms. The sheep keep their tails.')),
        richText('Nylon', doc('Old fishing nets, mostly.')),
      ],
    ),
    live('03-06T07:00'),
  ),
  page(
    'contact',
    ['01-11T11:00', 'aoife'],
    values('contact', 'Contact', '/contact', '', 'We answer within two working days.', [
      action('A question about a size?', link('Write to us', 'mailto:hello@larkfell.example')),
    ]),
  ),
  page(
    'careers',
    ['10-15T09:00', 'maya'],
    values('careers', 'Work with us', '/careers', '', 'We look for a second person at the bench.', [
      richText('What you do', doc('Zips in the morning, sleeves in the afternoon.')),
    ]),
    staged('10-16T09:00'),
  ),
];
