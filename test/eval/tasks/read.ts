// Tasks on one entry: what it says to a person, and what changed in it.
import { uidOf } from '../../../src/sandbox/seed/form/names.ts';
import type { Json } from '../../../src/sandbox/state/json.ts';
import type { State } from '../../../src/sandbox/state/state.ts';
import { mainOf } from '../ground.ts';
import { ask, readAll, readUid, toLeaves, toLines } from '../hands.ts';
import type { Fact, Task } from '../task.ts';
import { listAssets, listEntries, listLeaves, listLinks, listLive } from '../truth.ts';

const repairs = uidOf('page', 'repairs');
const layers = uidOf('blog_post', 'winter-layers');

const findVersions = (state: State, type: string, uid: string) =>
  mainOf(state).entries[type]?.[uid]?.locales['en-us'] ?? [];

/** By title, or by name for an author: whatever a person would call it. */
function toTitle(state: State, uid: string): string {
  const entry = listEntries(state)
    .find(each => each.uid === uid)
    ?.record.locales['en-us']?.at(-1);
  return String(entry?.fields.title ?? listAssets(state).find(each => each.uid === uid)?.title);
}

const page: Task = {
  name: 'read a page',
  category: 'reading',
  ask: () =>
    `What does the page …/content-type/page/en-us/entry/${repairs}/edit say? All of it, for somebody who knows no JSON, and where it is live.`,
  expect: state => {
    const fields = findVersions(state, 'page', repairs).at(-1)?.fields ?? {};
    const linked = listLinks(fields).map(({ uid }) => uid);
    const texts = listLeaves(fields)
      .filter(
        ({ at, value }) => typeof value === 'string' && !at.includes('_metadata') && !at.includes('_content_type_uid'),
      )
      .flatMap(({ value }) => String(value).split('\n'))
      .filter(text => text !== '' && !linked.includes(text));
    const held = mainOf(state).entries.page?.[repairs];
    const live = ['production', 'staging', 'preview'].filter(
      name => held && listLive(state, held.published, name).has('en-us'),
    );
    return {
      says: [...texts, ...linked.map(uid => toTitle(state, uid)), ...live].map((text): Fact => [[text]]),
      // How rich text is stored is no concern of a reader.
      never: [[['children']], [['attrs']], [['_content_type_uid']]],
    };
  },
  unsafe: 'anything is changed',
  needs: ['read_entry'],
  fewest: 1,
  solvers: {
    naive: async (prompt, hands) =>
      toLeaves(await ask(hands, 'get_entry', { content_type_uid: 'page', entry_uid: readUid(prompt) })),
    best: async (prompt, hands) =>
      toLeaves(await ask(hands, 'read_entry', { content_type_uid: 'page', entry_uid: readUid(prompt) })),
  },
};

/** Members of lists go by their list. */
function toPaths(fields: Json): Map<string, string> {
  const paths = new Map<string, string>();
  for (const { at, value } of listLeaves(fields)) {
    const list = at.findIndex(key => /^\d+$/.test(key));
    const path = (list < 0 ? at : at.slice(0, list)).join('.');
    paths.set(path, `${paths.has(path) ? `${paths.get(path)} ` : ''}${value}`);
  }
  return paths;
}

const changes: Task = {
  name: 'what changed since version 2',
  category: 'reading',
  async prepare({ send, main }) {
    const at = `PUT /content_types/blog_post/entries/${layers}`;
    const title = main.entries.blog_post?.[layers]?.locales['en-us']?.at(-1)?.fields.title;
    await send(at, { entry: { seo: { title, description: 'Three layers, one rule.', no_index: false } } });
    // Near miss: changed and changed back.
    await send(at, { entry: { featured: false, tags: ['winter'] } });
    await send(at, { entry: { featured: true } });
  },
  ask: () =>
    `What changed in the post …/content-type/blog_post/en-us/entry/${layers}/edit between version 2 and now, field by field?`,
  expect: state => {
    const versions = findVersions(state, 'blog_post', layers);
    const before = toPaths(versions.find(({ _version }) => _version === 2)?.fields ?? {});
    const after = toPaths(versions.at(-1)?.fields ?? {});
    const paths = [...new Set([...before.keys(), ...after.keys()])];
    const isSame = (path: string): boolean => before.get(path) === after.get(path);
    const isShort = (text = ''): boolean => text.length <= 60 && !text.includes('\n');
    return {
      says: paths
        .filter(path => !isSame(path))
        .map((path): Fact => {
          // What is long is cut when it is told, and how a list is told is anybody's choice.
          const values = path === 'tags' ? [] : [before.get(path), after.get(path)].filter(isShort);
          return [[path], ...values.map(value => [String(value)])];
        }),
      never: ['summary', 'featured', 'category', 'hero_image', 'no_index', 'related_posts', 'body']
        .filter(path => [...paths].filter(each => each.split('.').includes(path)).every(isSame))
        .map((path): Fact => [[path]]),
    };
  },
  unsafe: 'anything is changed, or version 2 comes back',
  needs: ['compare_entry'],
  fewest: 1,
  solvers: {
    async naive(prompt, hands) {
      const args = { content_type_uid: 'blog_post', entry_uid: readUid(prompt) };
      const read = async (more: Json) => (await ask(hands, 'get_entry', { ...args, ...more })).entry as Json;
      const [old, now] = [toPaths(await read({ version: 2 })), toPaths(await read({}))];
      const differing = [...now.keys()].filter(path => old.get(path) !== now.get(path) && !/^(_|updated)/.test(path));
      return differing.map(path => `${path}: ${old.get(path)} → ${now.get(path)}`.replace(/\n/g, ' ')).join('\n');
    },
    best: async (prompt, hands) =>
      toLines(
        await readAll(hands, 'compare_entry', {
          content_type_uid: 'blog_post',
          entry_uid: readUid(prompt),
          from: { version: 2 },
        }),
      ),
  },
};

export const read: readonly Task[] = [page, changes];
