// Where nobody can be asked: what cannot be undone takes two calls, and the code between them holds for nothing else.
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { uidOf } from '../../../src/sandbox/seed/form/names.ts';
import { isAskedAbout, takesCode } from '../../../src/server/confirm/confirm.ts';
import { seed, toArguments } from '../../chaos/arguments.ts';
import { type Json, type Opened, open, toCode } from '../../harness.ts';
import { operations } from '../../operations.ts';

let opened: Opened;
beforeAll(async () => {
  opened = await open({ seed, choices: { usersWithToken: 'allow' }, settings: { MODULES: 'all' } });
});
afterEach(async () => {
  vi.useRealTimers();
  await opened.sandbox.reset();
});
afterAll(() => opened.close());

const post = { content_type_uid: 'blog_post', entry_uid: uidOf('blog_post', 'winter-layers') };
const page = { content_type_uid: 'page', entry_uid: uidOf('page', 'about') };

const call = async (name: string, args: Json, by = opened): Promise<{ text: string; isError: boolean }> => {
  const { content, isError } = await by.client.callTool({ name, arguments: args });
  const [first] = content;
  return { text: first?.type === 'text' ? first.text : '', isError: isError === true };
};
const writes = ({ sandbox } = opened): string[] =>
  sandbox.requests.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);

/** The code of a first step, which does nothing. */
async function begin(name: string, args: Json, by = opened): Promise<string> {
  by.sandbox.requests.length = 0;
  const { text, isError } = await call(name, args, by);
  expect(text, name).toMatch(/^Nothing was done yet\.\n\S/);
  expect(isError).toBe(false);
  expect(writes(by)).toEqual([]);
  const code = toCode(text);
  expect(code?.length, name).toBeLessThanOrEqual(80);
  return code ?? '';
}

/** With what each tool hits something that cannot be undone, beside what it takes anyway; what publishes goes to production. */
const cases: Readonly<Record<string, Json>> = {
  ...Object.fromEntries(operations.filter(({ effect }) => effect === 'publish').map(({ name }) => [name, {}] as const)),
  delete_entry: post,
  unlocalize_entry: { ...post, locale: 'fr-fr' },
  delete_asset: { asset_uid: uidOf('asset', 'logo') },
  delete_asset_folder: { folder_uid: 'blte65fe7b49f70a77d' },
  delete_content_type: { content_type_uid: 'author', force: true },
  delete_release: {},
  remove_release_items: {},
  delete_environment: { environment_name: 'production' },
  delete_language: { code: 'fr-fr' },
  delete_role: {},
  delete_workflow: {},
  delete_taxonomy: { taxonomy_uid: 'season', force: true },
  delete_global_field: {},
  bulk_delete: { entries: [{ uid: page.entry_uid, content_type: 'page', locale: 'en-us' }], assets: undefined },
  update_content_type: {},
  update_global_field: {},
  update_environment: { environment_name: 'production', environment: { name: 'live' } },
  import_content_type: {
    content_type: {
      uid: 'product',
      title: 'Product',
      schema: [{ uid: 'title', display_name: 'Title', data_type: 'text', mandatory: true, unique: true }],
    },
    overwrite: true,
  },
  import_global_field: {
    global_field: {
      uid: 'call_to_action',
      title: 'Call',
      schema: [{ uid: 'a', display_name: 'A', data_type: 'text' }],
    },
    overwrite: true,
  },
  merge_branches: {},
};

const toCase = (name: string): Json => {
  const text = JSON.stringify({ ...toArguments(name, opened.sandbox), ...cases[name] });
  return JSON.parse(text.replace(/"environments":\[[^\]]*\]/g, '"environments":["production"]'));
};

it('has a case for each tool that takes a code and may need it', () => {
  const may = operations
    .filter(takesCode)
    .filter(({ effect, confirm }) => effect !== 'delete' || confirm?.hits !== undefined || confirm?.each !== undefined);
  const harmless = ['delete_label', 'delete_extension', 'delete_term'];
  expect(Object.keys(cases).sort()).toEqual(
    may
      .map(({ name }) => name)
      .filter(name => !harmless.includes(name))
      .sort(),
  );
  // Others have no such argument.
  expect(operations.filter(each => takesCode(each) && !isAskedAbout(each))).toEqual([]);
});

describe.each(Object.keys(cases))('%s', name => {
  it('does nothing at first, does it with the code, and not once more', async () => {
    const args = toCase(name);
    const code = await begin(name, args);
    // Changed by a letter, in other letters, made up, and none.
    const other = `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`;
    for (const wrong of [other, ` ${code}`, 'yes', '']) {
      const { text } = await call(name, { ...args, confirm: wrong });
      expect(text, `${JSON.stringify(wrong)} for ${JSON.stringify(code)}`).toMatch(/^Nothing was done yet\./);
    }
    expect(writes()).toEqual([]);
    await call(name, { ...args, confirm: code });
    expect(writes().length).toBe(1);
    expect((await call(name, { ...args, confirm: code })).text).toMatch(
      /^Nothing (more was done|was sent: if_version)|^There is no /,
    );
    expect(writes().length).toBe(1);
  });
});

it('holds for this call alone: not for another tool, other arguments or another branch', async () => {
  const code = await begin('delete_entry', post);
  for (const [tool, args] of [
    ['delete_entry', page],
    ['delete_entry', { ...post, delete_all_localized: true }],
    ['unlocalize_entry', { ...post, locale: 'fr-fr' }],
    ['delete_entry', { ...post, branch: 'development' }],
  ] as const) {
    await call(tool, { ...args, confirm: code });
    expect(writes(), tool).toEqual([]);
  }
});

it('holds for five minutes and no second more', async () => {
  // Back and never forth: who told a time that is yet to come would have others of this process wait for it.
  const beginBefore = async (seconds: number): Promise<string> => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - seconds * 1_000 });
    const code = await begin('delete_entry', post);
    vi.useRealTimers();
    return code;
  };
  const old = await beginBefore(302);
  const { text } = await call('delete_entry', { ...post, confirm: old });
  expect(text).toMatch(/^Nothing was done yet\. That code does not hold/);
  expect(writes()).toEqual([]);
  const code = await beginBefore(200);
  expect((await call('delete_entry', { ...post, confirm: code })).text).toContain('deleted');
});

it('holds until what it names has changed', async () => {
  const code = await begin('delete_entry', post);
  await opened.call('update_entry', { ...post, entry: { headline: 'Somebody was faster' } });
  opened.sandbox.requests.length = 0;
  const { text } = await call('delete_entry', { ...post, confirm: code });
  expect(text).toMatch(/^Nothing was done yet\. That code does not hold/);
  expect(writes()).toEqual([]);
  // So does the number of what is hit.
  const live = { ...page, entry: { environments: ['production'], locales: ['en-us'] } };
  const first = await begin('publish_entry', live);
  await call('publish_entry', { ...live, confirm: first });
  opened.sandbox.requests.length = 0;
  const second = await begin('publish_entry', live);
  expect(second).not.toBe(first);
});

it('is done once by two calls that come at the same time', async () => {
  const code = await begin('delete_entry', post);
  const answers = await Promise.all([1, 2, 3].map(() => call('delete_entry', { ...post, confirm: code })));
  expect(writes().length).toBe(1);
  expect(answers.filter(({ text }) => text.startsWith('Nothing more was done')).length).toBe(2);
});

it('holds back what hits something in content types that were not counted, and what could not be read', async () => {
  const { call: ask, sandbox } = opened;
  await ask('add_language', { locale: { code: 'es-es', name: 'Spanish', fallback_locale: 'en-us' } });
  const entry = { content_type_uid: 'announcement', entry_uid: 'bltad4c0322abe2f481' };
  await ask('update_entry', { ...entry, locale: 'es-es', entry: { title: 'Abajo' } });
  await begin('delete_language', { code: 'es-es' });
  // Whether it is live is not known where it cannot be read.
  const made = await ask('create_entry', {
    content_type_uid: 'author',
    entry: { title: 'Nobody', role: 'None', bio: 'None.' },
  });
  const lone = { content_type_uid: 'author', entry_uid: (made.entry as Json).uid };
  sandbox.fault({ method: 'GET', path: '/content_types/author/entries/*', answer: { status: 403, body: {} } });
  await begin('delete_entry', lone);
});

it('holds back a bulk delete of what is live, though nothing refers to it', async () => {
  const made = await opened.call('create_entry', {
    content_type_uid: 'author',
    entry: { title: 'Nobody', role: 'None', bio: 'None.' },
  });
  const uid = (made.entry as Json).uid;
  const targets = { environments: ['staging'], locales: ['en-us'] };
  await opened.call('publish_entry', { content_type_uid: 'author', entry_uid: uid, entry: targets });
  await begin('bulk_delete', { entries: [{ uid, content_type: 'author', locale: 'en-us' }] });
});

it('takes the time of its own reads for none of the answer', async () => {
  // The clock is the test's: every answer of the stack takes a second, and that of the client no time at all.
  const moment = Date.now() - 3_600_000;
  await using strict = await open({
    settings: { CONFIRM: 'always' },
    reply: () => ({ action: 'accept', content: { confirm: true } }),
  });
  const { requests } = strict.sandbox;
  vi.useFakeTimers({ toFake: ['Date'], now: moment });
  requests.push = (...items) => {
    vi.setSystemTime(Date.now() + 1_000);
    return Array.prototype.push.apply(requests, items);
  };
  expect((await call('delete_entry', page, strict)).text).toContain('the client accepted by itself');
  expect(Date.now() - moment).toBeGreaterThanOrEqual(1_000);
});

it('goes on by itself with what can be undone or hits nothing', async () => {
  const targets = { environments: ['staging'], locales: ['en-us'] };
  for (const [name, args] of [
    ['publish_entry', { ...page, entry: targets }],
    ['unpublish_entry', { ...page, entry: targets }],
    ['delete_webhook', toArguments('delete_webhook', opened.sandbox)],
    ['unname_entry_version', toArguments('unname_entry_version', opened.sandbox)],
    ['create_webhook', toArguments('create_webhook', opened.sandbox)],
    ['create_extension', toArguments('create_extension', opened.sandbox)],
  ] as const) {
    opened.sandbox.requests.length = 0;
    const { text } = await call(name, args);
    expect(text, name).toMatch(/^\{"did"/);
    expect(writes().length, name).toBe(1);
  }
});

it('takes protected environments by name in any case, and by uid; one whose name is not known counts as protected', async () => {
  const production = uidOf('environment', 'production');
  const to = (environment: string) => ({ ...page, entry: { environments: [environment], locales: ['en-us'] } });
  const isHeld = async (by: Opened, environment: string): Promise<boolean> =>
    (await call('publish_entry', to(environment), by)).text.startsWith('Nothing was done yet');
  for (const environment of ['production', production]) expect(await isHeld(opened, environment)).toBe(true);
  await using blind = await open({ settings: { LIVE_SCHEMA: 'false' } });
  expect(await isHeld(blind, production)).toBe(true);
  expect(await isHeld(blind, 'staging')).toBe(false);
  await using own = await open({ settings: { PROTECTED: 'Staging,preview' } });
  expect(await isHeld(own, 'staging')).toBe(true);
  expect(await isHeld(own, 'production')).toBe(false);
  await using none = await open({ settings: { PROTECTED: 'none', LIVE_SCHEMA: 'false' } });
  for (const environment of ['production', production]) expect(await isHeld(none, environment)).toBe(false);
});

it('is no person: always refuses all the same, never does without, and who can be asked is asked', async () => {
  const code = await begin('delete_entry', post);
  await using strict = await open({ seed, settings: { CONFIRM: 'always' } });
  expect((await call('delete_entry', { ...post, confirm: code }, strict)).text).toContain(
    'CONTENTSTACK_CONFIRM is always',
  );
  await using free = await open({ settings: { CONFIRM: 'never' } });
  expect((await call('delete_entry', post, free)).text).toMatch(/^\{"did"/);
  const questions: string[] = [];
  await using asked = await open({
    reply: question => {
      questions.push(question);
      return { action: 'decline' };
    },
  });
  expect((await call('delete_entry', { ...post, confirm: code }, asked)).isError).toBe(true);
  expect(questions.length).toBe(1);
  for (const each of [strict, asked]) expect(writes(each)).toEqual([]);
});
