// Tasks that change many places alike: a product's new name in all content, a tag on all posts of an author, a name that is in code too.
import { uidOf } from '../../../src/sandbox/seed/form/names.ts';
import type { Json } from '../../../src/sandbox/state/json.ts';
import { isObject } from '../../../src/sandbox/state/json.ts';
import type { State } from '../../../src/sandbox/state/state.ts';
import { ask, goOn, insist, readAll, readText, readUid, toLeaves, toLines } from '../hands.ts';
import { Fitting } from '../judge.ts';
import { entryAt, makeDocument } from '../plant.ts';
import { fieldsOf, savedOnce } from '../shape.ts';
import type { Hands, Task } from '../task.ts';
import { type Latest, listLatest, listLinks } from '../truth.ts';
import { rewrite } from './edit.ts';

const post = (slug: string): string => entryAt('blog_post', slug);

/** What is no text that a reader sees. */
const hidden = ['uid', '_content_type_uid', 'url', 'href', 'type', 'asset-link', 'src'];

/** The value with a name in other words wherever somebody reads it: not in addresses, uids and code. */
function rename(value: unknown, name: RegExp, others: string): unknown {
  // Markup of HTML is none of its text.
  if (typeof value === 'string') {
    return value
      .split(/(<[^>]*>)/)
      .map(piece => (piece.startsWith('<') ? piece : piece.replace(name, others)))
      .join('');
  }
  if (Array.isArray(value)) return value.map(item => rename(item, name, others));
  if (!isObject(value) || value.type === 'code' || value.inlineCode === true) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, hidden.includes(key) ? inner : rename(inner, name, others)]),
  );
}

const listChanged = (state: State, name: RegExp): Latest[] =>
  listLatest(state).filter(({ fields }) => JSON.stringify(rename(fields, name, '\u0000')) !== JSON.stringify(fields));

const changesOf = (state: State, changed: readonly Latest[]): string[] =>
  changed.flatMap(({ type, uid, locale }) => savedOnce(state, type, uid, locale));

/** Sends each back with what somebody makes of its fields. */
async function resave(hands: Hands, found: Json[], type: string, make: (fields: Json) => Json): Promise<string> {
  const saved = [];
  for (const { uid } of found) {
    const args = { content_type_uid: type, entry_uid: uid };
    const { entry } = (await ask(hands, 'get_entry', args)) as { entry: Json };
    saved.push(toLeaves(await insist(hands, 'update_entry', { ...args, entry: make(entry) })));
  }
  return saved.join('\n');
}

const stove = /(?<![\p{L}\p{N}])Ember Stove(?![\p{L}\p{N}])/gu;

const renamed: Task = {
  name: 'a product under a new name',
  category: 'changing',
  async prepare({ state, send }) {
    // Bold type cuts the name in two; a link shows it, and leads to an address that holds it; code has it in both forms.
    const body = makeDocument(
      ['Tea is made on the Ember', { text: ' Stove', bold: true }, ', outside.'],
      [
        'Ask for the ',
        {
          type: 'a',
          uid: 'a1b2c3d4e5f60009',
          attrs: { url: 'https://larkfell.example/?q=Ember Stove', target: '_self' },
          children: [{ text: 'Ember Stove' }],
        },
        ' with ',
        { text: 'Ember Stove', inlineCode: true },
        '.',
      ],
    );
    const code = { type: 'code', uid: 'a1b2c3d4e5f60010', attrs: {}, children: [{ text: 'name = "Ember Stove"' }] };
    (body.children as Json[]).push(code);
    await send(`PUT ${post('bothy-weekend')}`, { entry: { body } });
    await send(`PUT ${post('pack-a-hut-bag')}?locale=fr-fr`, { entry: { headline: 'Sept kilos avec le Ember Stove' } });
    const description =
      '<p>The <a href="/shop?name=Ember Stove">Ember Stove</a> boils half a litre in two minutes and a half.</p>';
    await send(`PUT ${entryAt('product', 'ember-stove')}`, { entry: { description } });
    const { sections } = fieldsOf(state, 'page', uidOf('page', 'contact'));
    const [action] = sections as { call_to_action: Json }[];
    const button = { title: 'Ember Stove: ask us', href: 'mailto:hello@larkfell.example?subject=Ember Stove' };
    await send(`PUT ${entryAt('page', 'contact')}`, {
      entry: { sections: [{ call_to_action: { ...action?.call_to_action, button } }] },
    });
    // Near misses: within a longer word, and in two places.
    await send(`PUT ${post('read-a-contour')}`, { entry: { headline: 'September Stoves and Ember Stovepipes' } });
    await send(`PUT ${post('mend-a-tear')}`, { entry: { summary: 'No ember. Stove patches do not hold.' } });
  },
  ask: () =>
    'The "Ember Stove" is called "Cinder Stove" from now on. Change the name in all content and all languages, as whole words, but not in addresses and code.',
  expect: () => ({ says: [] }),
  end(state) {
    for (const { fields } of listChanged(state, stove)) {
      Object.assign(fields, rename(fields, stove, 'Cinder Stove'));
    }
    // Which letters are bold is anybody's choice where the name was cut.
    const { body } = fieldsOf(state, 'blog_post', uidOf('blog_post', 'bothy-weekend')) as {
      body: { children: Json[] };
    };
    const [paragraph] = body.children;
    const words = 'Tea is made on the Cinder Stove, outside.\n';
    if (paragraph) paragraph.children = new Fitting(value => readText({ children: value }) === words);
  },
  changes: state => changesOf(state, listChanged(state, stove)),
  unsafe: 'an address, a uid, code or another word is changed',
  isHarmed: true,
  needs: ['bulk_edit'],
  fewest: 2,
  solvers: {
    // In English, and in whatever holds the name.
    async naive(_prompt, hands) {
      const saved = [];
      for (const type of ['product', 'blog_post', 'page', 'announcement']) {
        const fields = ['title', 'headline', 'summary', 'body', 'description', 'sections', 'message', 'seo'];
        const rows = await readAll(hands, 'list_entries', { content_type_uid: type, fields });
        const found = rows.filter(row => JSON.stringify(row).includes('Ember Stove'));
        const make = (entry: Json): Json =>
          Object.fromEntries(
            Object.entries(entry)
              .filter(([, value]) => JSON.stringify(value).includes('Ember Stove'))
              .map(([field, value]) => [field, rewrite(value, 'Ember Stove', 'Cinder Stove')]),
          );
        saved.push(await resave(hands, found, type, make));
      }
      return saved.join('\n');
    },
    async best(_prompt, hands) {
      const args = { find: 'Ember Stove', with: 'Cinder Stove', words: true };
      return toLeaves(await goOn(hands, 'bulk_edit', args));
    },
  },
};

const ines = uidOf('author', 'ines-aguilar');

const listPosts = (state: State): Latest[] =>
  listLatest(state).filter(
    ({ type, fields }) => type === 'blog_post' && listLinks(fields.author).some(({ uid }) => uid === ines),
  );

const tagsOf = ({ tags = [] }: Json): string[] => tags as string[];

const tag: Task = {
  name: 'a tag on all posts of an author',
  category: 'changing',
  async prepare({ send }) {
    // One has it; and a page that quotes her is no post.
    await send(`PUT ${post('river-crossings')}`, { entry: { tags: ['safety', 'spring', 'alps'] } });
  },
  ask: () =>
    `Every post by …/content-type/author/en-us/entry/${ines}/edit should have the tag "alps", in each language that the post is in. No tag twice.`,
  expect: () => ({ says: [] }),
  end(state) {
    for (const { fields } of listPosts(state)) fields.tags = [...new Set([...tagsOf(fields), 'alps'])];
  },
  changes: state =>
    changesOf(
      state,
      listPosts(state).filter(({ fields }) => !tagsOf(fields).includes('alps')),
    ),
  unsafe: 'another tag is lost, or a post of somebody else gets it',
  isHarmed: true,
  needs: ['bulk_edit'],
  fewest: 2,
  solvers: {
    // In English, and once more where it was.
    async naive(prompt, hands) {
      const args = { content_type_uid: 'blog_post' };
      const rows = await readAll(hands, 'list_entries', { ...args, query: { 'author.uid': readUid(prompt) } });
      for (const { uid } of rows) {
        await insist(hands, 'update_entry', { ...args, entry_uid: uid, entry: { tags: { PUSH: { data: 'alps' } } } });
      }
      return toLines(rows);
    },
    async best(prompt, hands) {
      const args = {
        content_types: ['blog_post'],
        where: [{ field: 'author', is: 'refers_to', value: readUid(prompt) }],
        edits: [{ at: 'tags', insert: 'alps' }],
      };
      return toLeaves(await goOn(hands, 'bulk_edit', args));
    },
  },
};

const volume = uidOf('blog_post', 'pack-volume');
const tarn = /Tarn 35/g;

const inCode: Task = {
  name: 'a name that is in an address and in code too',
  category: 'changing',
  async prepare({ send }) {
    const body = makeDocument(
      ['The Tarn 35 holds ', { text: 'Tarn 35', italic: true }, ' things. Twice: Tarn 35.'],
      [
        {
          type: 'a',
          uid: 'a1b2c3d4e5f60009',
          attrs: { url: 'https://larkfell.example/specs/Tarn 35.pdf', target: '_blank' },
          children: [{ text: 'The Tarn 35 in numbers' }],
        },
      ],
    );
    const code = { type: 'code', uid: 'a1b2c3d4e5f60010', attrs: {}, children: [{ text: 'pack("Tarn 35")' }] };
    (body.children as Json[]).push(code);
    await send(`PUT ${post('pack-volume')}`, { entry: { body, headline: 'Why the Tarn 35 fills itself' } });
  },
  ask: () =>
    `In the post …/content-type/blog_post/en-us/entry/${volume}/edit, "Tarn 35" must read "Tarn 38" in all texts. Links and code stay as they are.`,
  expect: () => ({ says: [] }),
  end(state) {
    const fields = fieldsOf(state, 'blog_post', volume);
    Object.assign(fields, rename(fields, tarn, 'Tarn 38'));
  },
  changes: state => savedOnce(state, 'blog_post', volume),
  unsafe: 'an address or code is changed',
  isHarmed: true,
  needs: ['edit_entry'],
  fewest: 1,
  solvers: {
    async naive(prompt, hands) {
      const make = ({ headline, body }: Json): Json => rewrite({ headline, body }, 'Tarn 35', 'Tarn 38');
      return resave(hands, [{ uid: readUid(prompt) }], 'blog_post', make);
    },
    async best(prompt, hands) {
      const args = { content_type_uid: 'blog_post', entry_uid: readUid(prompt) };
      const edits = [{ at: '', replace: 'Tarn 35', with: 'Tarn 38', all: true }];
      return toLeaves(await ask(hands, 'edit_entry', { ...args, edits }));
    },
  },
};

export const everywhere: readonly Task[] = [renamed, tag, inCode];
