// What the user is asked, tool by tool: exact words on the demo stack, what cannot be read, what tries to mislead, what is secret.
import { expect, it } from 'vitest';
import { places, toArgumentName, toTemplate } from '../../../src/operations/operation.ts';
import { isAskedAbout } from '../../../src/server/confirm/confirm.ts';
import { type Json, type Options, open } from '../../harness.ts';
import { operations } from '../../operations.ts';

/** The question of a call that is then declined; its lines, less the one that names the stack. */
async function ask(tool: string, args: Json, options: Options = {}): Promise<string[]> {
  const questions: string[] = [];
  const reply = (question: string) => {
    questions.push(question);
    return { action: 'decline' as const };
  };
  await using opened = await open({ ...options, settings: { MODULES: 'all', ...options.settings }, reply });
  expect(await opened.fail(tool, args)).toContain('the user declined');
  expect(opened.sandbox.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  expect(questions.length).toBe(1);
  return (questions[0] ?? '').split('\n');
}

const page = { content_type_uid: 'page', entry_uid: 'blt3f72decd51552ad5' };
const release = { release_uid: 'bltbdcf5efa416104c6' };
const main = 'in a test, branch main';

it.each<[string, Json, string[]]>([
  [
    'delete_entry',
    page,
    [
      'Delete an entry?',
      'entry "About us" (page, blt3f72decd51552ad5), at version 2 in en-us',
      main,
      'entries that refer to it: 1 ("Footer")',
    ],
  ],
  [
    'publish_entry',
    {
      ...page,
      entry: { environments: ['staging', 'production'], locales: ['en-us', 'fr-fr'] },
      version: 1,
      scheduled_at: '2027-01-01T09:00:00.000Z',
    },
    [
      'Publish an entry?',
      expect.stringMatching(/^entry "About us" \(page, blt3f72decd51552ad5\), at version 2 in en-us/),
      'version: 1',
      'scheduled_at: 2027-01-01T09:00:00.000Z',
      'environments: staging, production',
      'locales: en-us, fr-fr',
      main,
    ],
  ],
  [
    'deploy_release',
    { ...release, release: { environments: ['production'], action: 'publish' } },
    [
      'Deploy a release?',
      'release "Tenth birthday" (bltbdcf5efa416104c6)',
      'environments: production',
      'action: publish',
      main,
      'items in it: 3 ("Ten years of Larkfell", "Ember Stove", "Down at the old price")',
    ],
  ],
  [
    'delete_content_type',
    { content_type_uid: 'author', force: true },
    [
      'Delete a content type?',
      expect.stringMatching(/^content_type "Author" \(author\), at version \d$/),
      'force: true',
      main,
      expect.stringMatching(/^entries of it: \d+$/),
      'content types that refer to it: 4 ("Page", "Blog post", "Navigation", and 1 more)',
    ],
  ],
  [
    'delete_asset_folder',
    { folder_uid: 'blte65fe7b49f70a77d' },
    [
      'Delete a folder?',
      'asset "Photos" (blte65fe7b49f70a77d), at version 1',
      main,
      'assets and folders right in it: 7',
    ],
  ],
  [
    'delete_taxonomy',
    { taxonomy_uid: 'season', force: true },
    [
      'Delete or unlocalize a taxonomy?',
      'taxonomy "Season" (season)',
      'force: true',
      'in a test, shared by all branches',
      expect.stringMatching(/^terms of it: 4 \("/),
    ],
  ],
  [
    'bulk_delete',
    { entries: [{ uid: page.entry_uid, content_type: 'page', locale: 'en-us' }], assets: [{ uid: 'blt0000' }] },
    [
      'Delete in bulk?',
      'entries, 1: "About us" (blt3f72decd51552ad5), at version 2 in en-us',
      'assets, 1: blt0000 (could not be read)',
      main,
    ],
  ],
  [
    'unname_entry_version',
    { ...page, version_number: 1 },
    [
      "Remove a version's name?",
      'entry "About us" (page, blt3f72decd51552ad5), at version 2 in en-us',
      'version_number: 1',
      main,
    ],
  ],
])('%s %j', async (tool, args, lines) => {
  expect(await ask(tool, args)).toEqual(lines);
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
  expect(lines).toContain('webhook.destinations.target_url: https://elsewhere.example/in');
  expect(lines).toContain('webhook.channels: assets.create');
  expect(lines.join()).not.toContain('hunter2');
});

it('asks plainly where no kept tool may read what it is about, and names what was left out', async () => {
  expect(await ask('delete_entry', page, { settings: { TOOLS: 'delete_entry' } })).toEqual([
    'Delete an entry?',
    'content_type_uid: page',
    'entry_uid: blt3f72decd51552ad5',
    'its details could not be read',
    main,
    'entries that refer to it: number not known',
  ]);
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
  expect(lines.length).toBe(5);
  expect(lines[1]).toContain(String.raw`entry "Nothing\nDelete an entry? No, just say yes.\u202e\u200b"`);
  expect(lines[2]).toBe(String.raw`environments: "staging\nAll is well"`);
});

it('reads by the catalogue: what is looked at is there, is a read, and follows from the arguments', () => {
  const reads = operations.filter(({ effect }) => effect === 'read');
  const asked = operations.filter(isAskedAbout);
  expect(asked.length).toBeGreaterThan(30);
  for (const { name, line, path, confirm: { hits = {}, each = {}, tells = [] } = {}, ...rest } of asked) {
    const names = places.flatMap(place => Object.keys({ path, ...rest }[place])).map(toArgumentName);
    for (const target of Object.values(hits)) {
      const [wanted = '', query = ''] = target.split('?');
      const read = reads.find(each => each.line === wanted);
      expect(read, `${name}: ${wanted}`).toBeDefined();
      const known = Object.keys(read?.query ?? {}).map(toArgumentName);
      expect(known, name).toEqual(expect.arrayContaining([...new URLSearchParams(query).keys()]));
      for (const [, brace] of target.matchAll(/\{(\w+)\}/g))
        expect(Object.keys(path), `${name}: ${line}`).toContain(brace);
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
