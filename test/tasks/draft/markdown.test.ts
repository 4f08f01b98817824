// A post from Markdown, as an editor hands it over: headings, lists, links, pictures, a quote, a table, code.
import { expect, it } from 'vitest';
import { assetOf, uidOf } from '../../../src/sandbox/seed/form/names.ts';
import type { Json } from '../../harness.ts';
import { openStack } from '../sandbox.ts';
import { fieldsOf, toRest } from './stack.ts';

const body = `Two days, one stove.

## What to take

- A **stove**, and *no* more
- [Fuel](https://larkfell.example/fuel)
  - for two days

1. Pack
2. Walk

![Ridge in winter](winter-ridge.jpg)

> We are not in a hurry.

| Day | Hours |
| --- | --- |
| 1 | 5 |
| 2 | 4 |

\`\`\`js
const stove = '\${lit}';
\`\`\`

---

### And then \`home\`

Down ~~slowly~~.`;

const post = {
  content_type_uid: 'blog_post',
  fields: {
    title: 'Two days out',
    headline: 'With one stove',
    summary: 'Short. Dry.',
    author: 'Ines Aguilar',
    category: 'Trips',
    date: '2026-05-04',
    hero_image: 'hut-morning.jpg',
    related_posts: ['Winter layering, explained'],
    body,
  },
};

interface Node {
  type?: string;
  uid?: string;
  text?: string;
  attrs?: Json;
  children?: Node[];
}

const listNodes = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(listNodes)];

it('stores each kind of block, embeds the picture, and shows the same Markdown again', async () => {
  await using opened = await openStack();
  const before = toRest(opened);
  const { answer, paths } = await opened.watch('draft_entry', post);
  // The type, an author, a post, two files, what is taken; then one write.
  expect(paths.filter(path => path.startsWith('GET')).length).toBe(6);
  expect(paths.at(-1)).toBe('POST /v3/content_types/blog_post/entries');
  const stored = fieldsOf(opened, 'blog_post', answer.uid) as Json;
  expect(stored).toMatchObject({
    url: '/journal/two-days-out',
    author: [{ uid: uidOf('author', 'ines-aguilar'), _content_type_uid: 'author' }],
    category: 'trips',
    hero_image: assetOf('hut-morning'),
  });
  const document = stored.body as Node;
  expect(document.children?.map(({ type }) => type)).toEqual([
    ...['p', 'h2', 'ul', 'ol', 'reference', 'blockquote', 'table', 'code', 'hr', 'h3', 'p'],
  ]);
  const picture = document.children?.[4]?.attrs;
  expect(picture).toMatchObject({
    'asset-uid': assetOf('winter-ridge'),
    'asset-name': 'winter-ridge.jpg',
    type: 'asset',
  });
  const uids = listNodes(document).flatMap(({ uid }) => (uid === undefined ? [] : [uid]));
  expect(new Set(uids).size).toBe(uids.length);
  const read = await opened.call('read_entry', { content_type_uid: 'blog_post', entry_uid: answer.uid });
  const shown = (read.fields as Json).body as string;
  expect(shown.replace(/<x1 asset="[^"]*"\/>/, '![Ridge in winter](winter-ridge.jpg)')).toBe(body);
  expect(toRest(opened, answer.uid)).toBe(before);
});

it('names the pictures that it does not find, and what may not be written, beside all else', async () => {
  await using opened = await openStack();
  const before = toRest(opened);
  const wrong = 'Hi\n\n![a](winter-rigde.jpg)\n\n![b](https://elsewhere.example/b.png)';
  const { title: _, ...fields } = post.fields;
  const said = await opened.fail('draft_entry', { ...post, fields: { ...fields, body: wrong } });
  expect(said).toMatch(/- body: the picture "winter-rigde.jpg": .*did you mean Winter ridge \(winter-ridge.jpg/);
  expect(said).toMatch(/- body: the picture "https:\/\/elsewhere.example\/b.png": .*upload_asset/);
  expect(said).toContain('- title: is mandatory and missing');
  // What stands for something in another text stands for nothing here.
  const token = await opened.fail('draft_entry', {
    ...post,
    fields: { ...post.fields, body: 'Hi\n\n<x1 entry="product: Stove"/>' },
  });
  expect(token).toMatch(/- body: .*<x1.*is not a token/);
  expect(toRest(opened)).toBe(before);
});

it('takes an empty text for none, and a document as it is', async () => {
  await using opened = await openStack();
  const empty = await opened.fail('draft_entry', { ...post, fields: { ...post.fields, body: ' ' } });
  expect(empty).toContain('- body: is mandatory');
  const document = {
    type: 'doc',
    uid: 'd',
    attrs: {},
    children: [{ type: 'p', uid: 'p', attrs: {}, children: [{ text: 'x' }] }],
  };
  const { uid } = await opened.call('draft_entry', { ...post, fields: { ...post.fields, body: document } });
  expect(fieldsOf(opened, 'blog_post', uid)).toMatchObject({ body: document });
});
