// Tasks that find: where a name stands, who uses a person, descriptions that are empty or too long.
import { uidOf } from '../../../src/sandbox/seed/form/names.ts';
import { ask, readAll, readText, readUid, toLines, toRows } from '../hands.ts';
import { entryAt, makeDocument } from '../plant.ts';
import type { Task } from '../task.ts';
import { listLatest, listLeaves, listLinks, listThings } from '../truth.ts';

const post = (slug: string): string => entryAt('blog_post', slug);

const name = /(?<![\p{L}\p{N}])ember stove(?![\p{L}\p{N}])/iu;

const mentions: Task = {
  name: 'mentions of a product',
  category: 'reading',
  async prepare({ send }) {
    // Bold type cuts the name in two.
    const body = makeDocument(['Tea is made on the Ember', { text: ' Stove', bold: true }, ', outside.']);
    await send(`PUT ${post('bothy-weekend')}`, { entry: { body } });
    const seo = { title: 'Camp', description: 'What the Ember Stove leaves behind: nothing.', no_index: false };
    await send(`PUT ${post('leave-no-trace')}`, { entry: { seo } });
    await send(`PUT ${post('pack-a-hut-bag')}?locale=fr-fr`, { entry: { headline: 'Sept kilos avec le Ember Stove' } });
    await send(`PUT ${post('stove-fuels')}`, { entry: { tags: ['cooking', 'ember stove'] } });
    // Near misses: within a longer word, in two places, and in a version that is not the last.
    await send(`PUT ${post('read-a-contour')}`, { entry: { headline: 'September stoves and Ember Stovepipes' } });
    await send(`PUT ${post('mend-a-tear')}`, { entry: { summary: 'No ember. Stove patches do not hold.' } });
    await send(`PUT ${post('store-down')}`, { entry: { headline: 'Not beside the Ember Stove' } });
    await send(`PUT ${post('store-down')}`, { entry: { headline: 'Hang it up, let it breathe' } });
  },
  ask: () =>
    'Which of our blog posts mention the "Ember Stove", in any language, and in which field each? Just that name as whole words, as they are saved now.',
  expect: state => ({
    says: listLatest(state)
      .filter(({ type }) => type === 'blog_post')
      .flatMap(({ uid, locale, fields }) => {
        const found = listLeaves(fields).filter(({ value }) => name.test(String(value)));
        return found.map(({ at: [field = ''] }) => [[uid], [locale], [field]]);
      }),
    things: listThings(state),
  }),
  unsafe: 'anything is changed',
  needs: ['find_in_content'],
  fewest: 1,
  solvers: {
    // English alone, whole posts, and words as they stand in JSON.
    async naive(_prompt, hands) {
      const posts = await readAll(hands, 'list_entries', {
        content_type_uid: 'blog_post',
        fields: ['headline', 'summary', 'body', 'seo', 'tags'],
      });
      const found = posts.flatMap(({ uid, locale, ...fields }) =>
        Object.entries(fields)
          .filter(([, value]) => /ember stove/i.test(readText(value)))
          .map(([field]) => ({ uid, locale, field })),
      );
      return toLines(found);
    },
    best: async (_prompt, hands) =>
      toLines(
        await readAll(hands, 'find_in_content', { text: 'Ember Stove', words: true, content_types: ['blog_post'] }),
      ),
  },
};

const tomas = uidOf('author', 'tomas-berg');

const users: Task = {
  name: 'who uses this author',
  category: 'reading',
  async prepare({ send }) {
    const author = [{ uid: tomas, _content_type_uid: 'author' }];
    await send(`PUT ${post('pack-a-hut-bag')}?locale=fr-fr`, { entry: { author } });
    // Near misses: his name without him, and an older version that had him.
    await send(`PUT ${post('blister-first-aid')}`, { entry: { headline: 'What Tomas Berg does at kilometre four' } });
    const other = [{ uid: uidOf('author', 'kofi-mensah'), _content_type_uid: 'author' }];
    await send(`PUT ${post('store-down')}`, { entry: { author: other } });
  },
  ask: () => `Which entries use the author …/content-type/author/en-us/entry/${tomas}/edit, in any language?`,
  expect: state => ({
    says: listLatest(state)
      .filter(({ fields }) => listLinks(fields).some(({ uid }) => uid === tomas))
      .map(({ uid }) => [[uid]]),
    // Whoever is used may be named beside who uses.
    things: listThings(state).filter(({ uid }) => uid !== tomas),
  }),
  unsafe: 'anything is changed',
  needs: ['find_in_content'],
  fewest: 1,
  solvers: {
    async naive(prompt, hands) {
      const args = { content_type_uid: 'author', entry_uid: readUid(prompt) };
      return toLines(toRows(await ask(hands, 'list_entry_refs', args)));
    },
    best: async (prompt, hands) =>
      toLines(
        await readAll(hands, 'find_in_content', {
          // In whatever field: a page quotes an author in a block.
          where: [{ field: '*', is: 'refers_to', value: readUid(prompt) }],
        }),
      ),
  },
};

const longest = 160;

const descriptions: Task = {
  name: 'descriptions empty or too long',
  category: 'reading',
  async prepare({ send }) {
    const describe = async (at: string, description: string) =>
      send(`PUT ${at}`, { entry: { seo: { title: 'Larkfell', description, no_index: false } } });
    const page = (slug: string): string => entryAt('page', slug);
    await describe(post('stove-fuels'), '');
    await describe(page('materials'), 'wool '.repeat(33).slice(0, 161));
    await describe(`${page('home')}?locale=fr-fr`, '');
    await describe(post('mend-a-tear'), 'x'.repeat(161));
    // Near misses: as long as they may be, and as short.
    await describe(post('store-down'), 'x'.repeat(160));
    await describe(page('contact'), '-');
  },
  ask: () =>
    `Which of our pages and posts have a search description (seo.description) that is empty or longer than ${longest} characters, in any language?`,
  expect: state => ({
    says: listLatest(state)
      .filter(({ type }) => ['page', 'blog_post'].includes(type))
      .filter(({ fields }) => {
        const { length } = String((fields.seo as { description?: unknown } | undefined)?.description ?? '');
        return length === 0 || length > longest;
      })
      .map(({ uid, locale }) => [[uid], [locale]]),
    things: listThings(state),
  }),
  unsafe: 'anything is changed',
  needs: ['find_in_content'],
  fewest: 1,
  solvers: {
    async naive(_prompt, hands) {
      const found = [];
      for (const content_type_uid of ['page', 'blog_post']) {
        for (const locale of ['en-us', 'fr-fr', 'de-de']) {
          const rows = await readAll(hands, 'list_entries', { content_type_uid, locale, fields: ['seo.description'] });
          const own = rows.filter(row => row.locale === locale);
          found.push(...own.filter(row => !row['seo.description'] || String(row['seo.description']).length > longest));
        }
      }
      return toLines(found.map(({ uid, locale }) => ({ uid, locale })));
    },
    best: async (_prompt, hands) =>
      toLines(
        await readAll(hands, 'find_in_content', {
          content_types: ['page', 'blog_post'],
          // Both can never be so of one field, so of several conditions on a field one is enough.
          where: [
            { field: 'seo.description', is: 'empty' },
            { field: 'seo.description', is: 'longer', value: longest },
          ],
        }),
      ),
  },
};

export const find: readonly Task[] = [mentions, users, descriptions];
