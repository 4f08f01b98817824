// A product is renamed in all content, but not inside addresses, uids or code: two calls, and nothing else in the stack is another.
import { expect, it } from 'vitest';
import { uidOf } from '../../../src/sandbox/seed/form/names.ts';
import type { Json } from '../../harness.ts';
import { listRows, openStack, type Stack } from '../sandbox.ts';
import { copy, editTwice, listChanged, put, read } from './stack.ts';

const leaf = (text: string, more: Json = {}): Json => ({ text, ...more });
const node = (type: string, uid: string, children: Json[], attrs: Json = {}): Json => ({ type, uid, attrs, children });
const doc = (uid: string, ...children: Json[]): Json => ({ type: 'doc', uid, attrs: {}, children });

const html =
  '<p class="ember stove">The <b>Ember</b>&nbsp;<i>Sto</i>ve &amp; you. <a href="/shop/ember stove" title="The Ember Stove">Buy</a> <code>ember stove</code></p>';
const markdown =
  'Maya likes the **Ember** Stove, [an ember stove](<https://x.example/Ember Stove> "Ember Stove") and `Ember Stove`.';

/** The name in every kind of field, beside what only looks like it. */
async function plant(opened: Stack): Promise<void> {
  await put(opened, 'product', 'ember-stove', { description: html, tags: ['camp', 'Ember Stove', 'ember-stove'] });
  await put(opened, 'author', 'maya-lindqvist', { bio: markdown });
  const about = await read(opened, 'page', 'about');
  const [hero, ...sections] = about.sections as Json[];
  const link = { title: 'Our Ember Stove', href: 'https://shop.example/Ember Stove' };
  await put(opened, 'page', 'about', {
    intro: doc(
      'd1',
      node('p', 'p1', [
        leaf('The '),
        leaf('Ember', { bold: true }),
        leaf(' St', { italic: true }),
        leaf('ove, or '),
        node('a', 'a1', [leaf('Ember Stove')], { url: 'https://x.example/Ember Stove', target: '_self' }),
        leaf('.'),
      ]),
      node('code', 'c1', [leaf('find("Ember Stove")')]),
      node('p', 'p2', [leaf('Ember Stoves, September Stove, https://x.example/q=Ember')]),
    ),
    sections: [
      { hero: { ...(hero?.hero as Json), image: uidOf('asset', 'hut-morning'), headline: 'Ember stove days', link } },
      ...sections,
    ],
  });
  const url = '/journal/Ember Stove';
  await put(opened, 'blog_post', 'stove-fuels', { url, seo: { title: 'Ember Stove fuels', description: 'Fuels.' } });
  await put(opened, 'product', 'fell-shell', { title: 'Veste, pas Ember Stove' }, 'fr-fr');
}

const asked = { find: 'Ember Stove', with: 'Blaze Oven', words: true };

it(
  'changes what readers see, in every kind of field and language, and not another byte',
  { timeout: 30_000 },
  async () => {
    await using opened = await openStack();
    await plant(opened);
    const before = copy(opened);
    const [about, post] = [await read(opened, 'page', 'about'), await read(opened, 'blog_post', 'stove-fuels')];
    const { plan, done } = await editTwice(opened, asked);
    expect(plan.says).toMatch(/^nothing is written yet: 14 places in 6 entries, 2 languages; found: /);
    expect(done.says).toBe('saved 6 of 6 versions: 14 places');
    const uid = (type: string, name: string): string => `${type} ${uidOf(type, name)}`;
    const title = 'announcement';
    expect(listChanged(before, opened).sort()).toEqual(
      [
        `${uid('product', 'ember-stove')} en-us: description, tags, title`,
        `${uid('author', 'maya-lindqvist')} en-us: bio`,
        `${uid('page', 'about')} en-us: intro, sections`,
        `${uid('blog_post', 'stove-fuels')} en-us: seo`,
        `${uid('product', 'fell-shell')} fr-fr: title`,
        expect.stringMatching(new RegExp(`^${title} blt\\w+ en-us: title$`)),
      ].sort(),
    );
    expect(await read(opened, 'product', 'ember-stove')).toMatchObject({
      title: 'Blaze Oven',
      description:
        '<p class="ember stove">The <b>Blaze</b>&nbsp;<i>Oven</i> &amp; you. <a href="/shop/ember stove" title="The Blaze Oven">Buy</a> <code>ember stove</code></p>',
      tags: ['camp', 'Blaze Oven', 'ember-stove'],
      sku: 'LF-STV-801',
    });
    expect((await read(opened, 'author', 'maya-lindqvist')).bio).toBe(
      'Maya likes the **Blaze** Oven, [an Blaze Oven](<https://x.example/Ember Stove> "Blaze Oven") and `Ember Stove`.',
    );
    const changed = await read(opened, 'page', 'about');
    const old = about.intro as Json;
    const children = structuredClone(old.children) as Json[];
    (children[0] as Json).children = [
      leaf('The '),
      leaf('Blaze', { bold: true }),
      leaf(' Oven', { italic: true }),
      leaf(', or '),
      node('a', 'a1', [leaf('Blaze Oven')], { url: 'https://x.example/Ember Stove', target: '_self' }),
      leaf('.'),
    ];
    expect((changed.intro as Json).children).toEqual(children);
    expect((changed.sections as Json[])[0]).toMatchObject({
      hero: {
        headline: 'Blaze Oven days',
        link: { title: 'Our Blaze Oven', href: 'https://shop.example/Ember Stove' },
        _metadata: ((about.sections as Json[])[0]?.hero as Json)._metadata,
      },
    });
    expect(await read(opened, 'blog_post', 'stove-fuels')).toMatchObject({
      url: post.url,
      seo: { title: 'Blaze Oven fuels', description: 'Fuels.' },
    });
  },
);

it('tells apart what it leaves, and finds nothing a second time', async () => {
  await using opened = await openStack();
  await plant(opened);
  const { plan, done } = await editTwice(opened, asked);
  const rows = listRows(plan, ['content_type', 'locale', 'address', 'before', 'after']);
  expect(rows).toContainEqual(['product', 'fr-fr', 'title', 'Veste, pas Ember Stove', 'Veste, pas Blaze Oven']);
  expect(rows).toContainEqual([
    'page',
    'en-us',
    'intro[p1]',
    expect.stringMatching(/Ember Stove.*\(2 times\)$/),
    expect.stringContaining('Blaze Oven'),
  ]);
  expect(listRows(done, ['outcome', 'content_type', 'locale', 'address', 'before', 'after'])).toEqual(
    rows.map(row => ['saved', ...row]),
  );
  const [left] = (plan.notes as string[]).filter(note => note.startsWith('left as it is'));
  expect(left).toMatch(/\d in an address \(.*\), \d in code \(.*intro\[c1\].*also: \[urls, code\]/);
  const again = await opened.call('bulk_edit', asked);
  expect(again.says).toMatch(/^nothing to change; found: 0 of /);
  expect(again.next).toBeUndefined();
  const used = await opened.call('bulk_edit', { ...asked, ...(plan.next as Json) });
  expect(used.says).toBe('nothing left to do');
});

it('takes addresses and code where they are named', async () => {
  await using opened = await openStack();
  await plant(opened);
  await editTwice(opened, { ...asked, also: ['urls', 'code'] });
  expect((await read(opened, 'blog_post', 'stove-fuels')).url).toBe('/journal/Blaze Oven');
  expect((await read(opened, 'product', 'ember-stove')).description).toContain('<code>Blaze Oven</code>');
});
