// Names that a model half knows: where they are not choices in the schemas, one refusal is enough to find the right one.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import { demoSeed } from '../../src/sandbox/seed/demo/index.ts';
import { toSettings } from '../../src/settings/settings.ts';
import { connectStack } from '../../src/stack/connect.ts';
import { type Json, type Opened, open } from '../harness.ts';
import { operations, tasks } from '../operations.ts';

let opened: Opened;
beforeAll(async () => {
  opened = await open({ settings: { MODULES: 'all', CONFIRM: 'never' } });
});
afterAll(() => opened.close());

const post = { content_type_uid: 'blog_post', entry_uid: 'blt9e8b1c313cfb9a5c' };
const toPublish = (environments: string[], locales: string[]): Json => ({ ...post, entry: { environments, locales } });

/** What was given, and what was meant. */
const cases: [what: string, tool: string, given: Json, meant: string][] = [
  ['a content type misspelt', 'list_entries', { content_type_uid: 'blogpost' }, 'blog_post'],
  ['a content type in the plural', 'list_entries', { content_type_uid: 'blog_posts' }, 'blog_post'],
  ['a content type by its title in the plural', 'list_entries', { content_type_uid: 'Blog posts' }, 'blog_post'],
  ['a content type with a hyphen', 'get_entry', { ...post, content_type_uid: 'blog-post' }, 'blog_post'],
  ['a content type in camel case', 'get_content_type', { content_type_uid: 'blogPost' }, 'blog_post'],
  ['a content type in capitals', 'get_content_type', { content_type_uid: 'BLOG_POST' }, 'blog_post'],
  ['a content type cut short', 'list_entries', { content_type_uid: 'announce' }, 'announcement'],
  [
    'a content type of another branch',
    'list_entries',
    { content_type_uid: 'authors', branch: 'development' },
    'author',
  ],
  ['a branch in capitals', 'list_entries', { content_type_uid: 'author', branch: 'MAIN' }, 'main'],
  ['a branch misspelt', 'list_assets', { branch: 'developement' }, 'development'],
  ['a branch by its short name', 'list_assets', { branch: 'dev' }, 'development'],
  ['an alias half known', 'list_assets', { branch: 'liv' }, 'live'],
  ['another name for the main branch', 'list_assets', { branch: 'master' }, 'main'],
  ['an environment abbreviated', 'publish_entry', toPublish(['prod'], ['en-us']), 'production'],
  ['an environment without vowels', 'publish_entry', toPublish(['stg'], ['en-us']), 'staging'],
  ['an environment in other words', 'get_environment', { environment_name: 'stage' }, 'staging'],
  ['an environment misspelt', 'get_environment', { environment_name: 'prodution' }, 'production'],
  ['a language by its name', 'list_entries', { content_type_uid: 'author', locale: 'German' }, 'de-de'],
  ['a language with an underscore', 'get_entry', { ...post, locale: 'fr_fr' }, 'fr-fr'],
  ['a language without its country', 'publish_entry', toPublish(['staging'], ['fr']), 'fr-fr'],
  ['a language in English', 'get_language', { code: 'french' }, 'fr-fr'],
];

it.each(cases)('%s: %s %j', async (_, tool, given, meant) => {
  expect(await opened.fail(tool, given)).toMatch(
    new RegExp(`(did|Did) you mean ${meant}\\?|[Tt]here are .*\\b${meant}\\b`),
  );
});

it('names what has come since the server looked', async () => {
  await using late = await open();
  const { api_key, origin, tokens } = late.sandbox;
  const made = await fetch(`${origin}/v3/content_types`, {
    method: 'POST',
    headers: { api_key, authorization: tokens.read_write ?? '', 'content-type': 'application/json' },
    body: JSON.stringify({
      content_type: {
        title: 'Recipe',
        uid: 'recipe',
        schema: [{ display_name: 'Title', uid: 'title', data_type: 'text', mandatory: true, unique: true }],
      },
    }),
  });
  expect(made.status).toBe(201);
  late.sandbox.requests.length = 0;
  expect(await late.fail('list_entries', { content_type_uid: 'recipes' })).toContain('Did you mean recipe?');
  // The call, and one look.
  expect(late.sandbox.requests.map(({ path }) => path)).toEqual([
    '/v3/content_types/recipes/entries',
    '/v3/content_types',
  ]);
});

it('takes a branch that has come since the start, if the token reaches it', async () => {
  const sandbox = await startSandbox();
  const few = { answer: { body: { branches: [{ uid: 'main' }] } } };
  sandbox.fault({ ...few, path: '/stacks/branches' });
  sandbox.fault({ answer: { body: { branch_aliases: [] } }, path: '/stacks/branch_aliases' });
  const settings = toSettings({
    HOST: sandbox.origin,
    API_KEY: sandbox.api_key,
    MANAGEMENT_TOKEN: sandbox.tokens.read_write ?? '',
  });
  const joined = connectStack(operations, settings, { tasks });
  await joined.stack.ready();
  const usable = () => joined.stack.now().access.facts.branches.usable;
  expect(usable()).toEqual(['main']);
  const { signal } = new AbortController();
  await joined.stack.now().seek(signal);
  expect(usable()).toEqual(['main', 'development', 'next', 'live']);
  expect(joined.stack.now().access.facts.branches.aliases).toEqual({ next: 'development', live: 'main' });
  await joined.close();
  await sandbox.close();
});

it('names nothing out of reach, be it of the token or of the settings', async () => {
  const seed = { ...demoSeed, branches: [...demoSeed.branches, { uid: 'hidden', source: 'main' }] };
  for (const options of [{ token: 'two_branches' }, { settings: { BRANCHES: 'main,development' } }]) {
    await using narrow = await open({ seed, ...options });
    const text = await narrow.fail('list_assets', { branch: 'hiden' });
    expect(text).toMatch(/"hiden" is none of the branches that can be used here; .*there are main, development/i);
    expect(text).not.toContain('hidden');
  }
});

it('looks for hundreds of content types in pages, and gives up on more', async () => {
  const [type] = demoSeed.content_types.filter(({ uid }) => uid === 'author');
  const toSeed = (count: number) => ({
    ...demoSeed,
    content_types: [
      ...demoSeed.content_types,
      ...Array.from({ length: count }, (_, index) => ({
        ...type,
        uid: `kind_${index}`,
        title: `Kind ${index}`,
        schema: type?.schema ?? [],
      })),
    ],
  });
  for (const [count, reads, told] of [
    [150, 2, true],
    [400, 3, false],
  ] as const) {
    await using large = await open({ seed: toSeed(count) });
    const text = await large.fail('list_entries', { content_type_uid: 'announcments' });
    expect(text.includes('Did you mean announcement?')).toBe(told);
    expect(large.sandbox.requests.filter(({ path }) => path === '/v3/content_types')).toHaveLength(reads);
  }
});
