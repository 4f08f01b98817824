// What stands around the pages: settings, menus, announcements. And what an editor has begun on the development branch.
import type { Json } from '../../state/json.ts';
import type { Seed, SeedEntry } from '../form/format.ts';
import { assetOf, at, entry, live, publish, refer, save, staged, uidOf } from '../form/names.ts';
import { doc, link, rows, seo } from '../form/values.ts';
import { post } from './post.ts';

const settings = entry(
  'site_settings',
  'site',
  [
    save('01-08T09:00', 'maya', {
      title: 'Site settings',
      site_name: 'Larkfell',
      tagline: 'Made to be mended',
      logo: assetOf('larkfell-logo'),
      contact_email: 'hello@larkfell.example',
      shipping_note: 'Free within the EU from 80 euro. Leaves the mill the same day.',
      free_shipping_from: 80,
      featured_post: refer('blog_post', 'pack-a-hut-bag'),
      seo: seo('Larkfell', 'Outdoor gear for people who walk.'),
    }),
    save('02-19T09:00', 'luc', { tagline: 'Fait pour être réparé' }, { locale: 'fr-fr' }),
    save('02-19T09:10', 'luc', { tagline: 'Gemacht zum Flicken' }, { locale: 'de-de' }),
    save('10-01T06:50', 'maya', { featured_post: refer('blog_post', 'winter-layers') }),
  ],
  [...live('10-01T07:00'), ...live('02-20T07:00', { locale: 'fr-fr' }), ...live('02-20T07:00', { locale: 'de-de' })],
);

const toPage = (label: string, slug: string): Json => ({ label, page: refer('page', slug) });
const toPost = (label: string, slug: string): Json => ({ label, page: refer('blog_post', slug) });
const below = (key: string, ...items: Json[]): Json => ({ children: rows(key, items) });

const header = (shop: string, winter: string, journal: string, layers: string, repairs: string): Json[] =>
  rows('header', [
    { ...toPage(shop, 'shop'), ...below('header/shop', toPage(winter, 'shop-winter')) },
    { ...toPage(journal, 'journal'), ...below('header/journal', toPost(layers, 'winter-layers')) },
    toPage(repairs, 'repairs'),
  ]);

const menus: SeedEntry[] = [
  entry(
    'navigation',
    'header',
    [
      save('01-13T09:00', 'aoife', {
        title: 'Main menu',
        place: 'header',
        items: rows('header', [toPage('Shop', 'shop'), toPage('Journal', 'journal'), toPage('Repairs', 'repairs')]),
      }),
      save('09-22T09:00', 'aoife', { items: header('Shop', 'Winter', 'Journal', 'Layering', 'Repairs') }),
      save(
        '09-23T09:00',
        'luc',
        { title: 'Menu principal', items: header('Boutique', 'Hiver', 'Journal', 'Les couches', 'Réparations') },
        { locale: 'fr-fr' },
      ),
      save(
        '09-23T09:20',
        'luc',
        { title: 'Hauptmenü', items: header('Laden', 'Winter', 'Journal', 'Zwiebelprinzip', 'Werkstatt') },
        { locale: 'de-de' },
      ),
    ],
    [
      ...live('10-01T07:00'),
      ...live('10-01T07:00', { locale: 'fr-fr' }),
      ...staged('10-01T07:00', { locale: 'de-de' }),
    ],
  ),
  entry(
    'navigation',
    'footer',
    [
      save('01-13T09:30', 'aoife', {
        title: 'Footer',
        place: 'footer',
        items: rows('footer', [
          toPage('About us', 'about'),
          toPage('Shipping and returns', 'shipping-and-returns'),
          toPage('Contact', 'contact'),
          { label: 'Pictures', link: link('@larkfell', 'https://social.example/larkfell') },
        ]),
      }),
    ],
    live('01-16T07:00'),
  ),
];

interface Notice {
  title: string;
  message: string;
  level: 'info' | 'offer' | 'urgent';
  from: string;
  until?: string;
  products?: string[];
  action?: [heading: string, button: string, href: string];
}

const notice = ({ title, message, level, from, until, products = [], action }: Notice): Json => ({
  title,
  message,
  level,
  starts_at: at(from),
  ...(until ? { ends_at: at(until) } : {}),
  products: refer('product', ...products),
  ...(action ? { call_to_action: { heading: action[0], button: link(action[1], action[2]), tone: 'strong' } } : {}),
});

const announcements: SeedEntry[] = [
  entry(
    'announcement',
    'winter-sale',
    [
      save(
        '10-23T09:00',
        'maya',
        notice({
          title: 'Down at the old price',
          message: 'Until the end of November the Lark jacket costs what it cost in its first winter.',
          level: 'offer',
          from: '11-01T06:00',
          until: '11-30T22:00',
          products: ['lark-down'],
          action: ['Warm until March', 'See the jacket', '/shop/winter'],
        }),
      ),
      save(
        '10-26T10:00',
        'luc',
        {
          title: "La doudoune à l'ancien prix",
          message: "Jusqu'à fin novembre, la veste Lark coûte ce qu'elle coûtait le premier hiver.",
        },
        { locale: 'fr-fr' },
      ),
    ],
    [...live('10-31T07:00'), ...live('10-31T07:00', { locale: 'fr-fr' })],
  ),
  entry(
    'announcement',
    'bench-holiday',
    [
      save(
        '06-29T09:00',
        'maya',
        notice({
          title: 'The bench is on holiday',
          message: 'No repairs from 3 to 17 August. Parcels wait in the dry.',
          level: 'info',
          from: '08-03T06:00',
          until: '08-17T06:00',
          action: ['Send it anyway', 'Repairs', '/repairs'],
        }),
      ),
    ],
    staged('06-29T10:00'),
  ),
  // Of the same name, as it is the same every time.
  entry('announcement', 'bench-holiday-december', [
    save(
      '11-04T16:00',
      'maya',
      notice({
        title: 'The bench is on holiday',
        message: 'No repairs from 21 December to 4 January. Parcels wait in the warm.',
        level: 'info',
        from: '12-21T06:00',
        action: ['Send it anyway', 'Repairs', '/repairs'],
      }),
    ),
  ]),
  entry(
    'announcement',
    'stove-recall',
    [
      save(
        '04-20T07:10',
        'jonas',
        notice({
          title: 'Ember Stove: check the valve',
          message: 'Stoves sold before March may leak. Send us a photo of the number below the burner.',
          level: 'urgent',
          from: '04-20T08:00',
          products: ['ember-stove'],
        }),
      ),
      save('04-20T09:40', 'maya', {
        message: 'Stoves sold before March may leak. Stop using yours and send us a photo of its number.',
      }),
      save('05-02T08:00', 'maya', { ends_at: at('06-30T22:00') }),
    ],
    publish(['production', 'staging', 'preview'], '04-20T09:45', { version: 2 }),
  ),
  entry('announcement', 'open-mill', [
    save(
      '11-05T13:00',
      'aoife',
      notice({
        title: 'Open mill',
        message: 'Come and see the bench on the last Saturday of November. There is soup.',
        level: 'info',
        from: '11-20T07:00',
        until: '11-28T17:00',
      }),
    ),
  ]),
];

export const site: SeedEntry[] = [settings, ...menus, ...announcements];

/** Entries that differ on `development`, with the saves made there; the last one exists there alone. */
export const developmentChanges: NonNullable<Seed['changes']> = [
  {
    branch: 'development',
    entries: [
      {
        uid: uidOf('page', 'about'),
        content_type: 'page',
        saves: [save('11-09T10:00', 'aoife', { seo: seo('The people of Larkfell', 'Sixteen people and a dog.') })],
      },
      {
        uid: uidOf('product', 'peat-gaiters'),
        content_type: 'product',
        saves: [save('11-09T11:00', 'jonas', { price: 49 })],
        published: staged('11-09T11:30'),
      },
      post('gaiters-for-bog', {
        saved: ['11-10T09:00', 'jonas'],
        title: 'Gaiters, and why you laughed at them',
        headline: 'Dry feet are never out of fashion',
        summary: 'Nobody wants gaiters until the second bog. A short defence.',
        author: 'jonas-weber',
        category: 'gear',
        minutes: 2,
        tags: ['feet'],
        body: doc('They look like chimneys. They work like chimneys, too: dry inside.'),
      }),
    ],
  },
];
