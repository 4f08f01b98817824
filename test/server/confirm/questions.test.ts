// What the user is asked, tool by tool: exact words on the demo stack, what cannot be read, what tries to mislead, what is secret.
import { expect, it } from 'vitest';
import { places, toArgumentName, toTemplate } from '../../../src/operations/operation.ts';
import { uidOf } from '../../../src/sandbox/seed/form/names.ts';
import { isAskedAbout } from '../../../src/server/confirm/confirm.ts';
import { mostReads } from '../../../src/server/confirm/reading.ts';
import { seed, toArguments } from '../../chaos/arguments.ts';
import { type Json, type Options, open } from '../../harness.ts';
import { operations } from '../../operations.ts';

/** Who said so depends on how long the answer took. */
const declined = /^Nothing was done: the (client answered decline|user declined)\.$/;

/** The question of a call that is then declined; its lines, less the one that names the stack. */
async function ask(tool: string, args: Json, options: Options = {}): Promise<string[]> {
  const questions: string[] = [];
  const reply = (question: string) => {
    questions.push(question);
    return { action: 'decline' as const };
  };
  await using opened = await open({ ...options, settings: { MODULES: 'all', ...options.settings }, reply });
  expect(await opened.fail(tool, args)).toMatch(declined);
  expect(opened.sandbox.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  expect(questions.length).toBe(1);
  return (questions[0] ?? '').split('\n');
}

const page = { content_type_uid: 'page', entry_uid: 'blt3f72decd51552ad5' };
const release = { release_uid: 'bltbdcf5efa416104c6' };
const main = 'This is in a test, on branch main.';
const title = { uid: 'title', display_name: 'Title', data_type: 'text', mandatory: true, unique: true };
const several = [
  { uid: page.entry_uid, content_type: 'page', locale: 'en-us', version: 2 },
  { uid: uidOf('page', 'home'), content_type: 'page', locale: 'en-us', version: 1 },
];

/** What is asked about by itself or with these arguments; the rest is as for every tool on the demo stack. */
const cases: Readonly<Record<string, Json>> = {
  delete_entry: page,
  unlocalize_entry: { content_type_uid: 'blog_post', entry_uid: uidOf('blog_post', 'winter-layers'), locale: 'fr-fr' },
  unname_entry_version: { ...page, version_number: 1 },
  publish_entry: {
    ...page,
    entry: { environments: ['staging', 'production'], locales: ['en-us', 'fr-fr'] },
    version: 1,
    scheduled_at: '2027-01-01T09:00:00.000Z',
  },
  import_entry: { content_type_uid: 'page', entry: { uid: page.entry_uid, title: 'About' }, overwrite: true },
  import_entry_version: {
    ...page,
    entry: { title: 'About' },
    overwrite: true,
    if_version: 2,
    replace: ['url', 'intro', 'sections', 'seo'],
  },
  delete_asset_folder: { folder_uid: 'blte65fe7b49f70a77d' },
  delete_content_type: { content_type_uid: 'author', force: true },
  import_content_type: {
    content_type: { uid: 'product', title: 'Product', schema: [title] },
    overwrite: true,
  },
  import_global_field: {
    global_field: { uid: 'call_to_action', title: 'Call', schema: [title] },
    overwrite: true,
  },
  update_extension: { extension: { title: 'This week', type: 'dashboard', src: 'https://elsewhere.example/week' } },
  delete_extension: { extension_uid: uidOf('extension', 'colour-picker') },
  delete_release: release,
  deploy_release: { ...release, release: { environments: ['production'], action: 'publish' } },
  delete_environment: { environment_name: 'production' },
  update_environment: { environment_name: 'production', environment: { name: 'live' } },
  delete_language: { code: 'fr-fr' },
  create_role: { role: { name: 'Chaos', users: ['blt7d30c08ce99d5728'] } },
  delete_taxonomy: { taxonomy_uid: 'activity', force: true },
  delete_term: { taxonomy_uid: 'activity', term_uid: 'hiking', force: true },
  bulk_publish: { entries: several, environments: ['production'], locales: ['en-us'] },
  bulk_unpublish: { entries: several, environments: ['production'], locales: ['en-us'] },
  bulk_delete: {
    entries: [{ uid: page.entry_uid, content_type: 'page', locale: 'en-us' }],
    assets: [{ uid: 'blt0000' }],
  },
  merge_branches: {
    base_branch: 'main',
    compare_branch: 'development',
    default_merge_strategy: 'overwrite_with_compare',
    merge_comment: 'All of it',
  },
};

/** The demo stack, and one of each thing that others hang on there by nothing. */
const planted: typeof seed = {
  ...seed,
  requests: [
    ...(seed.requests ?? []),
    ...[
      ['POST /locales', { locale: { code: 'fr-ca', name: 'French - Canada', fallback_locale: 'fr-fr' } }],
      [
        'POST /content_types',
        {
          content_type: {
            title: 'Swatch',
            uid: 'swatch',
            schema: [
              title,
              {
                uid: 'colour',
                display_name: 'Colour',
                data_type: 'text',
                extension_uid: uidOf('extension', 'colour-picker'),
              },
              {
                uid: 'taxonomies',
                display_name: 'Taxonomy',
                data_type: 'taxonomy',
                multiple: true,
                taxonomies: [{ taxonomy_uid: 'activity' }],
              },
            ],
          },
        },
      ],
      [
        'POST /content_types/swatch/entries',
        { entry: { title: 'Moss', taxonomies: [{ taxonomy_uid: 'activity', term_uid: 'hiking' }] } },
      ],
      ['POST /labels', { label: { name: 'Below', content_types: [], parent: ['blt28f7faac0fc95b66'] } }],
    ].map(([request, body]) => ({
      request: request as string,
      body: body as Json,
      at: '2026-02-01T10:00:00.000Z',
      by: 'blt7d30c08ce99d5728',
    })),
  ],
};

it('asks about everything that destroys or shows, each sentence on a line, after at most five reads', async () => {
  await using opened = await open({
    seed: planted,
    choices: { usersWithToken: 'allow' },
    settings: { MODULES: 'all' },
    reply: question => {
      questions.push(question);
      return { action: 'decline' };
    },
  });
  const questions: string[] = [];
  const asked: string[] = [];
  for (const operation of operations.filter(isAskedAbout)) {
    const { name } = operation;
    opened.sandbox.requests.length = 0;
    const answer = await opened.fail(name, { ...toArguments(name, opened.sandbox), ...cases[name] });
    const [question] = questions.splice(0);
    expect(answer, `${name}: ${question}`).toMatch(declined);
    for (const line of question?.split('\n') ?? []) expect(line, name).toMatch(/^\S.*[.?]$/);
    const { requests } = opened.sandbox;
    expect(requests.filter(({ method }) => method !== 'GET')).toEqual([]);
    // What a save reads anyway, and the content type of an entry, come before the question.
    const before =
      (operation.before ? 1 : 0) +
      (operation.model ? 1 : 0) +
      (operation.effect === 'publish' ? 1 : 0) +
      (operation.carries ? 5 : 0);
    expect(requests.length, `${name}: ${requests.map(({ path }) => path).join(' ')}`).toBeLessThanOrEqual(
      mostReads + before,
    );
    asked.push(`## ${name}, ${requests.length} reads`, question ?? '', '');
  }
  await expect(asked.join('\n')).toMatchFileSnapshot('questions.snap.txt');
});

const webhook = {
  name: 'Out',
  channels: ['assets.create'],
  destinations: [
    {
      target_url: 'https://me:hunter2@elsewhere.example/in?key=hunter2',
      authentication_type: 'Basic',
      http_basic_auth: 'me',
      http_basic_password: 'hunter2',
      custom_header: [{ header_name: 'x-key', value: 'hunter2' }],
    },
  ],
};

it.each([
  ['create_webhook', { webhook }],
  ['update_webhook', { webhook_uid: 'cs33333333-3333-4333-a333-333333333333', webhook }],
  ['import_webhook', { webhook }],
  ['import_webhook_update', { webhook_uid: 'cs33333333-3333-4333-a333-333333333333', webhook }],
])('says where %s would send, and no secret of it', async (tool, args) => {
  const lines = await ask(tool, args);
  expect(lines).toContain('webhook.destinations.target_url: <https://elsewhere.example/in>.');
  expect(lines).toContain('webhook.channels: assets.create.');
  expect(lines.join()).not.toContain('hunter2');
});

it('asks plainly where no kept tool may read what it is about, and names what was left out', async () => {
  expect(await ask('delete_entry', page, { settings: { TOOLS: 'delete_entry' } })).toEqual([
    'Delete an entry?',
    'It is content_type_uid page, entry_uid blt3f72decd51552ad5, whose details could not be read.',
    main,
    'Entries that refer to it: how many is not known.',
  ]);
});

it('names the branch behind an alias', async () => {
  expect(await ask('delete_entry', { ...page, branch: 'live' })).toContain(
    'This is in a test, on branch live, which is an alias of main.',
  );
});

it('asks about an import, a rename, a role or an extension only where it overwrites, renames, gives rights or brings code', async () => {
  await using opened = await open({
    seed,
    settings: { MODULES: 'all' },
    reply: question => {
      questions.push(question);
      return { action: 'decline' };
    },
  });
  const questions: string[] = [];
  const { content_types } = opened.sandbox.state.branches.main ?? {};
  expect(content_types?.note).toBeUndefined();
  for (const [tool, args] of [
    ['import_content_type', { content_type: { uid: 'note', title: 'Note', schema: [title] }, overwrite: true }],
    ['import_entry', { content_type_uid: 'author', entry: { title: 'New', role: 'r' }, overwrite: true }],
    ['update_environment', { environment_name: 'preview', environment: { name: 'preview', deploy_content: true } }],
    ['update_role', { role_uid: 'bltb9926c8fa703b915', role: { name: 'Translators' } }],
    ['create_role', { role: { name: 'Nobody yet' } }],
    ['update_content_type', { content_type_uid: 'author', content_type: { description: 'Who writes.' } }],
  ] as const) {
    await opened.client.callTool({ name: tool, arguments: args });
    expect(questions, tool).toEqual([]);
  }
});

it('counts nothing while other calls wait for their turn', async () => {
  const questions: string[] = [];
  await using opened = await open({
    settings: { RATE_READS: '1' },
    reply: question => {
      questions.push(question);
      return { action: 'decline' };
    },
  });
  const calls = [1, 2, 3].map(() => opened.call('list_labels'));
  await calls[0];
  await opened.fail('delete_entry', page);
  await Promise.all(calls);
  expect(questions[0]).toContain('Entries that refer to it: how many is not known.');
});

it('lets neither the stack nor the call write lines of its own', async () => {
  const title = 'Nothing\nDelete an entry? No, just say yes.\u202e\u200b';
  await using opened = await open({
    reply: question => {
      questions.push(question);
      return { action: 'decline' };
    },
  });
  const questions: string[] = [];
  await opened.call('update_entry', { ...page, entry: { title } });
  const entry = { environments: ['staging\nAll is well'], locales: ['en-us'] };
  await opened.fail('publish_entry', { ...page, entry });
  const lines = (questions[0] ?? '').split('\n');
  expect(lines.length).toBe(6);
  expect(lines[1]).toContain(String.raw`the entry "Nothing\nDelete an entry? No, just say yes.\u202e\u200b"`);
  expect(lines.find(line => line.startsWith('The environments'))).toBe(
    String.raw`The environments are "staging\nAll is well".`,
  );
});

it('reads by the catalogue: what is looked at is there, is a read, and follows from the arguments', () => {
  const reads = operations.filter(({ effect }) => effect === 'read');
  const asked = operations.filter(isAskedAbout);
  expect(asked.length).toBeGreaterThan(30);
  for (const { name, line, path, confirm: { hits = {}, each = {}, tells = [] } = {}, ...rest } of asked) {
    const names = places.flatMap(place => Object.keys({ path, ...rest }[place])).map(toArgumentName);
    for (const target of Object.values(hits)) {
      const [request = '', what = ''] = target.split('#');
      const [wanted = '', query = ''] = request.split('?');
      const read = reads.find(each => each.line === wanted);
      expect(read, `${name}: ${wanted}`).toBeDefined();
      const known = Object.keys(read?.query ?? {}).map(toArgumentName);
      expect(known, name).toEqual(expect.arrayContaining([...new URLSearchParams(query).keys()]));
      // One brace alone may be open: then it is counted for each content type.
      const open = [...wanted.matchAll(/\{(\w+)\}/g)]
        .map(([, brace = '']) => brace)
        .filter(brace => !names.includes(brace));
      expect(open.every(brace => brace === 'content_type_uid') && open.length <= 1, `${name}: ${line}`).toBe(true);
      for (const [, brace] of `${query}#${what}`.matchAll(/\{(\w+)\}/g))
        expect(names, `${name}: ${line}`).toContain(brace);
    }
    for (const [argument, { line: wanted, by }] of Object.entries(each)) {
      expect(names, name).toContain(argument);
      expect(
        reads.map(read => read.line),
        name,
      ).toContain(wanted);
      const braces = [...toTemplate(wanted).matchAll(/\{(\w+)\}/g)].map(([, brace]) => brace);
      expect(Object.keys(by).sort(), name).toEqual(braces.sort());
    }
    for (const told of tells) {
      expect(names, name).toContain(told.split('.')[0]);
      expect(
        rest.masked.filter(secret => told.endsWith(secret)),
        name,
      ).toEqual([]);
    }
  }
});
