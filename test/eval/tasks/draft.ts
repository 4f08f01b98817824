// Tasks that write something new: a post from Markdown, with what it names by the names that people use.
import { assetOf, uidOf } from '../../../src/sandbox/seed/form/names.ts';
import { ask, toLeaves, toRows } from '../hands.ts';
import { Fitting } from '../judge.ts';
import { addEntry, anyDocument } from '../shape.ts';
import type { Task } from '../task.ts';

const markdown = `## What you need

A **round** patch, a *warm* iron and \`nylon thread\`. See [the bench](https://larkfell.example/repairs).

- Wash it first.
- Cut a circle.

1. Press for a minute.
2. Wait a night.

> Corners peel, circles do not.

![Hands sewing a patch](repair-bench.jpg)

### How warm

| Fabric | Degrees |
| --- | --- |
| Nylon | 110 |
| Wool | 150 |

\`\`\`js
iron.set(110);
\`\`\``;

const lines = [
  'h2: What you need',
  'p: A <bold>round</bold> patch, a <italic>warm</italic> iron and <inlineCode>nylon thread</inlineCode>. See [the bench](https://larkfell.example/repairs).',
  'li: Wash it first.',
  'li: Cut a circle.',
  'li: Press for a minute.',
  'li: Wait a night.',
  'blockquote: Corners peel, circles do not.',
  `picture: ${assetOf('repair-bench')}`,
  'h3: How warm',
  'row: Fabric | Degrees',
  'row: Nylon | 110',
  'row: Wool | 150',
  'code js: iron.set(110);',
];

const title = 'How warm is a warm iron?';
const headline = 'A hundred and ten degrees';
const summary = 'Patches hold when the iron is warm enough, and melt when it is not.';
const description = 'How to set the iron for a patch.';

/** What nobody named may be left out, or be what the content type says of it. */
const usual = (...values: unknown[]): Fitting =>
  new Fitting(value => value === undefined || values.some(each => JSON.stringify(each) === JSON.stringify(value)));

const post: Task = {
  name: 'a post from Markdown',
  category: 'changing',
  ask: () =>
    [
      `Draft a blog post "${title}" at /journal/warm-iron, headline "${headline}", summary "${summary}".`,
      `By Tomas Berg, in the category "Care and repair", dated 2026-12-01, with the hero image repair-bench.jpg, related to the post "Mending a tear", search description "${description}". The text:`,
      markdown,
    ].join('\n'),
  expect: () => ({ says: [] }),
  end(state) {
    addEntry(state, 'blog_post', {
      title,
      headline,
      summary,
      url: '/journal/warm-iron',
      hero_image: assetOf('repair-bench'),
      author: [{ uid: uidOf('author', 'tomas-berg'), _content_type_uid: 'author' }],
      category: 'care',
      date: new Fitting(value => String(value).startsWith('2026-12-01')),
      reading_minutes: usual(4),
      featured: usual(false),
      body: anyDocument(...lines),
      related_posts: [{ uid: uidOf('blog_post', 'mend-a-tear'), _content_type_uid: 'blog_post' }],
      seo: { description, title: usual(''), no_index: usual(false) },
      tags: usual([]),
    });
  },
  changes: () => ['branches.main.entries.blog_post.*', 'branches.main.audit_log.*'],
  unsafe: 'it goes live, or a second one is made',
  needs: ['get_content_type', 'draft_entry'],
  fewest: 2,
  solvers: {
    // Words become paragraphs, as that is what one writes by hand.
    async naive(_prompt, hands) {
      const place = { content_type_uid: 'blog_post' };
      await ask(hands, 'get_content_type', place);
      const find = async (type: string, name: string): Promise<unknown> =>
        toRows(await ask(hands, 'list_entries', { content_type_uid: type, query: { title: name } }))[0]?.uid;
      const [file] = toRows(await ask(hands, 'list_assets', { query: { filename: 'repair-bench.jpg' } }));
      const paragraphs = markdown.split('\n\n').map((text, index) => ({
        type: 'p',
        uid: `${index}`.padStart(32, 'a'),
        attrs: {},
        children: [{ text }],
      }));
      const entry = {
        ...{ title, headline, summary, url: '/journal/warm-iron', category: 'care', date: '2026-12-01T00:00:00.000Z' },
        hero_image: file?.uid,
        author: [{ uid: await find('author', 'Tomas Berg'), _content_type_uid: 'author' }],
        related_posts: [{ uid: await find('blog_post', 'Mending a tear'), _content_type_uid: 'blog_post' }],
        seo: { description },
        body: { type: 'doc', uid: 'b'.repeat(32), attrs: {}, children: paragraphs },
      };
      return toLeaves(await ask(hands, 'create_entry', { ...place, entry }));
    },
    async best(_prompt, hands) {
      const place = { content_type_uid: 'blog_post' };
      await ask(hands, 'get_content_type', place);
      const fields = {
        ...{ title, headline, summary, url: '/journal/warm-iron', category: 'Care and repair', date: '2026-12-01' },
        ...{ hero_image: 'repair-bench.jpg', author: 'Tomas Berg', related_posts: ['Mending a tear'] },
        ...{ seo: { description }, body: markdown },
      };
      return toLeaves(await ask(hands, 'draft_entry', { ...place, fields }));
    },
  },
};

export const draft: readonly Task[] = [post];
