// Nothing is denied without a look: what a refusal says is not there is not there, and is what the error is about.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Operation, toMethod, toTemplate } from '../../../src/operations/operation.ts';
import { seed, toArguments } from '../../chaos/arguments.ts';
import { type Json, type Opened, open } from '../../harness.ts';
import { hasTurn, isProof } from '../../long.ts';
import { find, operations } from '../../operations.ts';
import { entry, publish, say } from './refusal.ts';

const denials = /(?:No [a-z ]+ is called|There is no [a-z ]+?) "([^"]*)"/g;
const listDenied = (text: string): string[] => [...text.matchAll(denials)].map(([, name = '']) => name);

const toRequest = ({ line }: Pick<Operation, 'line'>) => ({
  method: toMethod(line),
  path: new RegExp(
    `^/v3${toTemplate(line)
      .replace('$', '\\$')
      .replace(/\{\w+\}/g, '[^/]+')}$`,
  ),
});

const clear = (origin: string) => fetch(`${origin}/faults`, { method: 'DELETE' });

/** Every text in the arguments, where all that they name is there. */
function listTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(listTexts) : [];
}

const first = (value: unknown): string => String([value].flat()[0]);

/** Errors about something else than the names of the call, and some that are about them and wrong. */
const errors: Record<string, (given: Json) => ReturnType<typeof say>> = {
  'a title': () => say(422, 119, 'Entry creation failed. Please enter valid data.', { title: ['is not unique.'] }),
  'a field': () => say(422, 141, 'Please enter valid data.', { n: ['is not a number.'] }),
  'a query': () => say(422, 141, 'The query is not valid.', { query: ['is not valid.'] }),
  'a version of an item': () => say(422, 141, 'Failed to add item(s).', { items: ['version does not exist.'] }),
  'a reference': () => say(422, 141, "The requested reference doesn't exist.", { related: ['uid is not valid.'] }),
  'a part of it': () => say(422, 141, 'Please try again.', { 'entry.hero': ["The requested asset doesn't exist."] }),
  'a schema': () =>
    say(422, 115, 'Content Type update failed.', { schema: ["refers to the content type 'bb', which does not exist"] }),
  'another content type': () =>
    say(422, 118, "The Content Type 'bb' was not found. Please try again.", { uid: ['is not valid.'] }),
  'another environment': () =>
    say(422, 141, "The environment 'bb' does not exist or is not allowed.", { environments: ['is not valid.'] }),
  'another branch': () => say(422, 905, "The branch 'bb' was not found. Please try again.", { uid: ['is not valid.'] }),
  rights: () => say(401, 161, 'Access denied. You have insufficient permissions to perform this operation.'),
  'its content type, which is there': ({ content_type_uid: uid = 'page' }) =>
    say(422, 118, `The Content Type '${uid}' was not found. Please try again.`, { uid: ['is not valid.'] }),
  'its environment, which is there': given =>
    say(
      422,
      141,
      `The environment '${first(given.environment_name ?? 'production')}' does not exist or is not allowed.`,
      {
        environments: ['is not valid.'],
      },
    ),
  'its language, which is there': () =>
    say(422, 141, "The requested language doesn't exist.", { code: ['is not valid.'] }),
  'its language, in fewer words': () => say(422, 141, 'Language was not found. Please try again.'),
  'its content type, in fewer words': () => say(422, 118, 'Content type was not found. Please try again.'),
  'its branch, which is there': ({ branch_uid: uid = 'main' }) =>
    say(422, 905, `The branch '${uid}' was not found. Please try again.`, { uid: ['is not valid.'] }),
};

describe('of what is there', () => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await open({ seed, settings: { MODULES: 'all', CONFIRM: 'never' } });
  });
  afterAll(() => opened.close());

  it.each(Object.entries(errors))(
    'no tool denies it when the error is about %s',
    { timeout: isProof ? 600_000 : 300_000 },
    async (about, toError) => {
      // By turns in `npm test`, where each tool meets two or three of them.
      const turn = Object.keys(errors).indexOf(about);
      const met = operations.filter((_, place) => hasTurn(place, turn, 8));
      const { client, sandbox } = opened;
      let refused = 0;
      for (const operation of met) {
        const given = toArguments(operation.name, sandbox);
        sandbox.fault({ ...toRequest(operation), answer: { ...toError(given), headers: { 'retry-after': '60' } } });
        const { content, isError } = await client.callTool({ name: operation.name, arguments: given });
        await clear(sandbox.origin);
        const text = content.map(part => (part.type === 'text' ? part.text : '')).join('\n');
        if (!isError) continue;
        refused += 1;
        const there = new Set(listTexts(given));
        for (const name of listDenied(text)) expect(there, `${operation.name}: ${text}`).not.toContain(name);
      }
      expect(refused).toBeGreaterThan(met.length * 0.8);
    },
  );
});

it('says nothing of a wrong name where the error is about something else', async () => {
  await using opened = await open();
  for (const body of [errors['a query'], errors['a title'], errors['a field'], errors.rights]) {
    opened.sandbox.fault({ ...toRequest(find('list_entries')), answer: body?.({}) ?? {} });
    const text = await opened.fail('list_entries', {
      content_type_uid: 'pgae',
      locale: 'xx-yy',
      environment: 'prodution',
    });
    expect(listDenied(text)).toEqual([]);
  }
});

it('denies no name that could not be looked at', async () => {
  await using opened = await open();
  const { sandbox } = opened;
  for (const [list, tool, given, wrong] of [
    ['/v3/environments', ...publish('prodution'), 'prodution'],
    ['/v3/content_types', 'list_entries', { content_type_uid: 'pgae' }, 'pgae'],
    ['/v3/locales', 'get_entry', { ...entry, locale: 'xx-yy' }, 'xx-yy'],
  ] as [string, string, Json, string][]) {
    sandbox.fault({
      method: 'GET',
      path: list,
      times: 9,
      answer: { status: 422, body: { error_code: 141, error_message: 'No.' } },
    });
    const text = await opened.fail(tool, given);
    expect(text).not.toMatch(/No [a-z ]+ is called/);
    await clear(sandbox.origin);
    expect(await opened.fail(tool, given)).toMatch(new RegExp(`No [a-z ]+ is called "${wrong}"`));
  }
});

describe('of what a colleague has made since', () => {
  const send = async ({ sandbox }: Opened, path: string, body: Json): Promise<void> => {
    const { origin, api_key, tokens } = sandbox;
    const headers = { api_key, authorization: tokens.read_write ?? '', 'content-type': 'application/json' };
    const { status } = await fetch(`${origin}/v3${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(status).toBeLessThan(300);
  };

  const make = async (opened: Opened): Promise<void> => {
    const title = { display_name: 'Title', uid: 'title', data_type: 'text', mandatory: true, unique: true };
    await send(opened, '/content_types', { content_type: { title: 'Fresh', uid: 'fresh', schema: [title] } });
    await send(opened, '/environments', {
      environment: { name: 'fresh_air', urls: [{ locale: 'en-us', url: 'https://x.example' }] },
    });
    await send(opened, '/locales', { locale: { code: 'es-es', name: 'Spanish', fallback_locale: 'en-us' } });
    const { branches } = opened.sandbox.state;
    branches.fresh_branch = {
      ...structuredClone(branches.main as NonNullable<typeof branches.main>),
      uid: 'fresh_branch',
    };
  };

  it('every tool takes the name', async () => {
    await using opened = await open({ settings: { MODULES: 'all', CONFIRM: 'never' } });
    await make(opened);
    const { call } = opened;
    await call('list_entries', { content_type_uid: 'fresh' });
    await call('get_content_type', { content_type_uid: 'fresh' });
    await call('create_entry', { content_type_uid: 'fresh', entry: { title: 'One' } });
    await call('get_environment', { environment_name: 'fresh_air' });
    await call('publish_entry', { ...entry, entry: { environments: ['fresh_air'], locales: ['en-us', 'es-es'] } });
    await call('list_entries', { content_type_uid: 'page', locale: 'es-es', environment: 'fresh_air' });
    await call('get_language', { code: 'es-es' });
    await call('list_entries', { content_type_uid: 'page', branch: 'fresh_branch' });
    await call('get_branch', { branch_uid: 'fresh_branch' });
    await call('compare_branches', { base_branch: 'main', compare_branch: 'fresh_branch' });
  });

  it.each([
    [
      'list_entries',
      { content_type_uid: 'fresh' },
      say(422, 118, "The Content Type 'fresh' was not found.", { uid: ['is not valid.'] }),
    ],
    [
      'get_environment',
      { environment_name: 'fresh_air' },
      say(422, 141, "The requested environment doesn't exist.", { name: ['is not valid.'] }),
    ],
    [
      'get_language',
      { code: 'es-es' },
      say(422, 141, "The requested language doesn't exist.", { code: ['is not valid.'] }),
    ],
    [
      'get_branch',
      { branch_uid: 'fresh_branch' },
      say(422, 905, "The branch 'fresh_branch' was not found.", { uid: ['is not valid.'] }),
    ],
  ] as [string, Json, ReturnType<typeof say>][])(
    '%s %j is not told that it is not there',
    async (tool, given, answer) => {
      await using opened = await open({ settings: { MODULES: 'all' } });
      await make(opened);
      opened.sandbox.fault({ ...toRequest(find(tool)), answer });
      const text = await opened.fail(tool, given);
      expect(text).not.toMatch(/There is no|is called/);
      expect(text).toMatch(/ is there\./);
    },
  );

  it('a prompt takes the branch, and a resource is read from it', async () => {
    await using opened = await open();
    await make(opened);
    const { client } = opened;
    const { contents } = await client.readResource({ uri: 'contentstack://fresh_branch/content-types/page' });
    expect(contents[0]).toMatchObject({ mimeType: 'text/markdown' });
    await using other = await open();
    await make(other);
    const { messages } = await other.client.getPrompt({
      name: 'explain_content_model',
      arguments: { branch: 'fresh_branch' },
    });
    expect(JSON.stringify(messages)).toContain('fresh_branch');
  });
});

it('tells of a time that is none that it is none', async () => {
  await using opened = await open();
  const [tool, given] = publish('staging');
  for (const scheduled_at of ['tomorrow 9am', '2030-01-01T09:00:00', '2030-13-01', 'now']) {
    const text = await opened.fail(tool, { ...given, scheduled_at });
    expect(text).toMatch(/scheduled_at: is not a date and time with an offset/);
  }
  expect(opened.sandbox.requests).toEqual([]);
});
