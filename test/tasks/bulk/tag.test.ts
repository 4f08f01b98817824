// A tag for every post of an author: one call that tells, one that does it.
import { expect, it } from 'vitest';
import { uidOf } from '../../../src/sandbox/seed/form/names.ts';
import type { Json } from '../../harness.ts';
import { listRows, openStack, type Stack } from '../sandbox.ts';
import { copy, editTwice, listChanged } from './stack.ts';

const author = uidOf('author', 'maya-lindqvist');
const asked = {
  edits: [{ at: 'tags', insert: 'by Maya' }],
  content_types: ['blog_post'],
  where: [{ field: 'author', is: 'refers_to', value: author }],
};

const isHers = ({ author: by }: Json): boolean => (by as Json[] | undefined)?.[0]?.uid === author;

async function listPosts(opened: Stack): Promise<Json[]> {
  const { entries } = await opened.send('GET', '/content_types/blog_post/entries');
  return entries as Json[];
}

/** One of hers has the tag already, one has it in another case, and one has a translation of its own. */
async function plant(opened: Stack): Promise<void> {
  const posts = await listPosts(opened);
  const others = posts.filter(post => !isHers(post));
  const ref = [{ uid: author, _content_type_uid: 'author' }];
  const save = (post: Json | undefined, entry: Json, locale = 'en-us') =>
    opened.send('PUT', `/content_types/blog_post/entries/${post?.uid}?locale=${locale}`, { entry });
  await save(others[0], { author: ref, tags: ['a', 'by Maya'] });
  await save(others[1], { author: ref, tags: ['BY MAYA'] });
  await save(others[2], { author: ref, tags: [] });
  await save(others[2], { title: 'Auf Deutsch', tags: ['deutsch'], author: ref, ...needed(others[2]) }, 'de-de');
  // No reference, though it says so.
  await save(others[3], { seo: { title: author } });
}

const needed = ({ headline, summary, body, url }: Json = {}): Json => ({ headline, summary, body, url: `${url}-de` });

it('gives it to each that lacks it, in each language, and to no other', async () => {
  await using opened = await openStack();
  await plant(opened);
  const before = copy(opened);
  const wanted = (await listPosts(opened)).filter(post => isHers(post) && !(post.tags as string[]).includes('by Maya'));
  expect(wanted.length).toBeGreaterThan(2);
  const { plan, done } = await editTwice(opened, asked);
  const rows = wanted.map(({ uid }) => [uid, 'en-us']);
  const german = wanted.find(({ tags }) => (tags as string[]).length === 0)?.uid;
  const all = [...rows, [german, 'de-de']].sort();
  expect(listRows(plan, ['uid', 'locale']).sort()).toEqual(all);
  expect(listRows(plan, ['address', 'before', 'after'])).toContainEqual(['tags[0]', null, 'by Maya']);
  expect(done.says).toBe(`saved ${all.length} of ${all.length} versions: ${all.length} places`);
  expect(listChanged(before, opened).sort()).toEqual(
    all.map(([uid, locale]) => `blog_post ${uid} ${locale}: tags`).sort(),
  );
  for (const { uid, tags } of wanted) {
    const { entry } = await opened.send('GET', `/content_types/blog_post/entries/${uid}`);
    expect((entry as Json).tags).toEqual([...(tags as string[]), 'by Maya']);
  }
  const again = await opened.call('bulk_edit', asked);
  expect(again.says).toMatch(/^nothing to change/);
});

it('takes a list of entries, in one language or in all, and says which there are not', async () => {
  await using opened = await openStack();
  await plant(opened);
  const { edits } = asked;
  const hers = (await listPosts(opened)).filter(isHers);
  const german = hers.find(({ tags }) => (tags as string[]).length === 0)?.uid;
  const [first, second] = hers.filter(({ uid }) => uid !== german);
  const row = (uid: unknown, more: Json = {}): Json => ({ content_type: 'blog_post', uid, ...more });
  const plan = await opened.call('bulk_edit', {
    edits: [{ at: 'tags', insert: 'new' }],
    entries: [
      row(first?.uid, { locale: 'en-us' }),
      row(second?.uid, { locale: 'de-de' }),
      row(german),
      row('blt0000000000000000'),
    ],
  });
  expect(listRows(plan, ['uid', 'locale']).sort()).toEqual(
    [
      [first?.uid, 'en-us'],
      [german, 'en-us'],
      [german, 'de-de'],
    ].sort(),
  );
  expect(plan.notes).toEqual(expect.arrayContaining([expect.stringContaining('not found: blt0000000000000000')]));
  expect(String(plan.says)).toMatch(/no de-de/);
  expect(await opened.fail('bulk_edit', { edits, entries: [row('x', { content_type: 'blog_pos' })] })).toMatch(
    /blog_post/,
  );
});

it('makes what it names at once, with what it looks up, and refuses what fits none', async () => {
  await using opened = await openStack();
  const { where, content_types } = asked;
  const given = { where, content_types };
  const { done } = await editTwice(opened, {
    ...given,
    edits: [
      { at: 'related_posts', set: ['Mending a tear'] },
      { at: 'seo.description', set: 'One.' },
    ],
  });
  expect(done.says).toMatch(/^saved (\d+) of \1 versions/);
  const [post] = (await listPosts(opened)).filter(isHers);
  expect(post).toMatchObject({
    related_posts: [{ uid: uidOf('blog_post', 'mend-a-tear') }],
    seo: { description: 'One.' },
  });
  const refused = await opened.fail('bulk_edit', { ...given, edits: [{ at: 'seo.descripton', set: 'x' }] });
  expect(refused).toMatch(/cannot be changed like this: .*edits\[0\].*seo\.description/);
});

it('leaves what all languages share to the master language', async () => {
  await using opened = await openStack();
  await plant(opened);
  const plan = await opened.call('bulk_edit', {
    ...asked,
    edits: [
      { at: 'featured', set: true },
      { at: 'tags', insert: 'both' },
    ],
  });
  const german = listRows(plan, ['locale', 'address']).filter(([locale]) => locale === 'de-de');
  expect(german).toEqual([['de-de', 'tags[1]']]);
  expect(plan.notes).toContainEqual('1 place in fields that all languages share: changed with en-us alone');
  const done = await opened.call('bulk_edit', {
    ...asked,
    edits: [
      { at: 'featured', set: true },
      { at: 'tags', insert: 'both' },
    ],
    ...(plan.next as Json),
  });
  expect(done.says).toMatch(/^saved (\d+) of \1 versions/);
});
