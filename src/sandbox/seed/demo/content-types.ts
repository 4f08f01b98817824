// The content types of the demo stack: page, blog_post, author, product, announcement, navigation, site_settings.
import type { Json } from '../../state/json.ts';
import {
  blocks,
  boolean,
  file,
  globalField,
  group,
  htmlText,
  hyperlink,
  isodate,
  jsonText,
  markdown,
  multiline,
  number,
  reference,
  references,
  select,
  seoGroup,
  text,
  title,
  url,
} from '../form/fields.ts';
import type { Seed } from '../form/format.ts';

type Definition = Seed['content_types'][number];

const required = { mandatory: true };
const shared = { non_localizable: true };

const plain = { is_page: false, singleton: false, title: 'title', sub_title: [], publishable: true };
const paged = (url_prefix: string): Json => ({ ...plain, is_page: true, url_pattern: '/:title', url_prefix });

export const globalFields: Definition[] = [
  {
    uid: 'call_to_action',
    title: 'Call to action',
    description: 'A line of text and the button below it.',
    schema: [
      text('heading', 'Heading', 'Say what the reader gets, in a few words.', required),
      hyperlink('button', 'Button'),
      select('tone', 'Tone', 'How loud the button is.', ['quiet: Quiet', 'strong: Strong'], { default_value: 'quiet' }),
    ],
  },
];

const page: Definition = {
  uid: 'page',
  title: 'Page',
  description: 'A page of the site that is put together from sections.',
  options: { ...paged('/'), sub_title: ['url'] },
  schema: [
    title(),
    url(),
    jsonText('intro', 'Introduction', 'One or two paragraphs above the sections.'),
    blocks('sections', 'Sections', 'What the page is made of, from top to bottom.', [
      {
        uid: 'hero',
        title: 'Hero',
        schema: [
          text('headline', 'Headline', 'At most eight words.', required),
          multiline('text', 'Text'),
          file('image', 'Image', 'Landscape, at least 1600 pixels wide.', { extensions: ['jpg', 'png'] }),
          hyperlink('link', 'Link'),
        ],
      },
      {
        uid: 'rich_text',
        title: 'Rich text',
        schema: [text('heading', 'Heading'), jsonText('body', 'Body', '', required)],
      },
      {
        uid: 'quote',
        title: 'Quote',
        schema: [
          multiline('text', 'Text', 'Without quotation marks.', required),
          reference('author', 'Who said it', '', ['author']),
        ],
      },
      {
        uid: 'product_grid',
        title: 'Product grid',
        schema: [
          text('heading', 'Heading'),
          references('products', 'Products', 'Four or eight look best.', ['product'], required),
          number('columns', 'Columns', '', { default_value: 4 }),
        ],
      },
      { uid: 'call_to_action', title: 'Call to action', reference_to: 'call_to_action' },
    ]),
    seoGroup(),
  ],
};

const blogPost: Definition = {
  uid: 'blog_post',
  title: 'Blog post',
  description: 'An article of the journal.',
  options: { ...paged('/journal'), sub_title: ['headline'] },
  schema: [
    title(),
    url(),
    text('headline', 'Headline', 'The line above the article; the title is used in lists.', required),
    multiline('summary', 'Summary', 'Two sentences for lists and for the newsletter.', required),
    file('hero_image', 'Hero image', 'Landscape.', { extensions: ['jpg', 'png'] }),
    reference('author', 'Author', '', ['author'], required),
    select(
      'category',
      'Category',
      'Decides the shelf in the journal.',
      ['skills: Skills', 'gear: Gear', 'care: Care and repair', 'trips: Trips', 'people: People'],
      { ...required, ...shared, default_value: 'skills' },
    ),
    isodate('date', 'Date', 'Shown to readers; the journal is sorted by it.', { ...required, ...shared }),
    number('reading_minutes', 'Reading time in minutes', '', { default_value: 4 }),
    boolean('featured', 'Featured', 'Shown at the top of the journal.', shared),
    jsonText('body', 'Body', '', required),
    references('related_posts', 'Related posts', 'At most three.', ['blog_post'], { max_instance: 3 }),
    seoGroup(),
  ],
};

const author: Definition = {
  uid: 'author',
  title: 'Author',
  description: 'A person who writes for the journal or is quoted on a page.',
  options: { ...plain, sub_title: ['role'] },
  schema: [
    title('Name'),
    text('role', 'Role', 'What they do at Larkfell.'),
    markdown('bio', 'Biography', 'Three sentences in Markdown.', required),
    file('photo', 'Photo', 'Square.', { ...shared, extensions: ['jpg', 'png'] }),
    group(
      'social_links',
      'Social links',
      '',
      [
        select('network', 'Network', '', ['mastodon: Mastodon', 'instagram: Instagram', 'website: Website'], required),
        hyperlink('profile', 'Profile'),
      ],
      { multiple: true },
    ),
  ],
};

const product: Definition = {
  uid: 'product',
  title: 'Product',
  description: 'One thing we sell, in all its sizes.',
  options: { ...plain, sub_title: ['sku'] },
  schema: [
    title('Product name'),
    text('sku', 'SKU', 'LF, three letters, three digits: LF-JKT-101.', {
      ...required,
      ...shared,
      unique: true,
      format: '^LF-[A-Z]{3}-[0-9]{3}$',
      error_messages: { format: 'Write the SKU as LF-ABC-123.' },
    }),
    select('range', 'Range', '', ['clothing: Clothing', 'packs: Packs', 'camp: Camp', 'small: Small things'], {
      ...required,
      ...shared,
    }),
    number('price', 'Price in euro', 'With VAT.', { ...required, ...shared }),
    select('sizes', 'Sizes', 'Leave empty for one size.', ['XS', 'S', 'M', 'L', 'XL'], { ...shared, multiple: true }),
    boolean('in_stock', 'In stock', '', { ...shared, default_value: true }),
    htmlText('description', 'Description', 'Two or three short paragraphs.', required),
    file('gallery', 'Gallery', 'The first picture is the one in lists.', { ...shared, multiple: true }),
    group(
      'specs',
      'Specifications',
      'The table below the description.',
      [text('name', 'Name', '', required), text('value', 'Value', '', required)],
      { multiple: true },
    ),
  ],
};

const announcement: Definition = {
  uid: 'announcement',
  title: 'Announcement',
  description: 'The bar at the top of every page, while it lasts.',
  options: { ...plain, sub_title: ['starts_at'] },
  schema: [
    // Some come back every year.
    title('Title', { unique: false }),
    multiline('message', 'Message', 'One sentence.', required),
    select('level', 'Level', '', ['info: Information', 'offer: Offer', 'urgent: Urgent'], {
      ...shared,
      default_value: 'info',
    }),
    isodate('starts_at', 'Starts at', '', { ...required, ...shared }),
    isodate('ends_at', 'Ends at', 'Without an end it stays until it is unpublished.', shared),
    references('products', 'Products it is about', '', ['product'], shared),
    globalField('call_to_action', 'Call to action', '', 'call_to_action'),
  ],
};

const itemTarget = [
  text('label', 'Label', '', required),
  reference('page', 'Page', 'A page of this site.', ['page', 'blog_post']),
  hyperlink('link', 'Link', 'Or an address elsewhere.'),
];

const navigation: Definition = {
  uid: 'navigation',
  title: 'Navigation',
  description: 'A menu of the site.',
  options: plain,
  schema: [
    title(),
    select('place', 'Place', '', ['header: Header', 'footer: Footer'], { ...required, ...shared }),
    group(
      'items',
      'Items',
      'At most seven.',
      [
        ...itemTarget,
        group('children', 'Items below', 'Shown when the item is opened.', itemTarget, { multiple: true }),
      ],
      { multiple: true, max_instance: 7 },
    ),
  ],
};

const siteSettings: Definition = {
  uid: 'site_settings',
  title: 'Site settings',
  description: 'What is the same on every page.',
  options: { ...plain, singleton: true },
  schema: [
    title(),
    text('site_name', 'Name of the site', '', { ...required, ...shared }),
    text('tagline', 'Tagline', 'Shown beside the logo.'),
    file('logo', 'Logo', 'SVG.', { ...shared, extensions: ['svg'] }),
    text('contact_email', 'Contact address', '', {
      ...required,
      ...shared,
      format: '^[a-z.]+@[a-z.-]+$',
      error_messages: { format: 'Write an e-mail address in lower case.' },
    }),
    multiline('shipping_note', 'Shipping note', 'Shown in the basket.'),
    number('free_shipping_from', 'Free shipping from, in euro', '', { ...shared, default_value: 80 }),
    reference('featured_post', 'Featured post', 'On the home page.', ['blog_post']),
    seoGroup(),
  ],
};

export const contentTypes: Definition[] = [page, blogPost, author, product, announcement, navigation, siteSettings];
