// What list_activity is asked of and is not there is refused: it never reads as if nothing had happened.
import { expect, it } from 'vitest';
import { uidOf } from '../../../src/sandbox/seed/form/names.ts';
import type { Json } from '../../harness.ts';
import { openStack } from '../sandbox.ts';
import { audited, jonas, maya, openPlanted, queued } from './plant.ts';

const layers = uidOf('blog_post', 'winter-layers');
const nobody = 'blt0123456789abcdef';
const at = '2026-11-10T10:00:00.000Z';

it.each([
  [{ locale: 'it' }, 'locale: no language is called "it"; there are en-us, fr-fr, de-de'],
  [{ content_type_uid: 'blogs' }, 'content_type_uid: no content type is called "blogs"; did you mean blog_post?'],
  [{ entry_uid: 'About us' }, 'entry_uid: "About us" is no uid; find_in_content and list_entries find a uid'],
  [{ entry_uid: 'About us', content_type_uid: 'page' }, 'entry_uid: "About us" is no uid'],
  [{ environment: 'prod' }, 'environment: no environment is called "prod"'],
])('refuses %j before anything is read', async (args, says) => {
  await using stack = await openPlanted([audited(at, 'update')], []);
  expect(await stack.fail('list_activity', args)).toContain(says);
  expect(stack.sandbox.requests.filter(({ path }) => path === '/v3/audit-logs')).toEqual([]);
});

it.each([
  [{ locale: 'fr' }, { locale: 'fr-fr' }],
  [{ locale: 'French' }, { locale: 'fr-fr' }],
  [{ locale: 'FR-FR' }, { locale: 'fr-fr' }],
  [{ content_type_uid: 'Blog_Post' }, { content_type_uid: 'blog_post' }],
  [{ content_type_uid: 'assets' }, { content_type_uid: 'sys_assets' }],
  [{ environment: 'Production' }, { environment: 'production' }],
])('takes %j as %j', async (given, meant) => {
  await using stack = await openStack();
  const [one, other] = [await stack.call('list_activity', given), await stack.call('list_activity', meant)];
  expect(one).toEqual(other);
  expect(one.says).toMatch(/^\d+ events/);
});

it('still takes what else the log tells of', async () => {
  await using stack = await openPlanted(
    [audited(at, 'update', { uid: 'w', content_type: undefined, locale: undefined }, { module: 'webhook' })],
    [],
  );
  expect(await stack.brief({ content_type_uid: 'webhook' })).toEqual(['saved w']);
});

it.each<Json>([
  { entry_uid: 'Home', content_type_uid: 'page' },
  { entry_uid: nobody, content_type_uid: 'page' },
  { entry_uid: nobody, content_type_uid: 'page', locale: 'de-de' },
  { entry_uid: nobody, content_type_uid: 'page', environment: 'production' },
  { entry_uid: nobody, content_type_uid: 'page', what: ['publish'] },
  { entry_uid: layers, content_type_uid: 'page' },
])('refuses an entry that is not there: %j', async args => {
  await using stack = await openPlanted([audited(at, 'update')], [queued(at)]);
  expect(await stack.fail('list_activity', args)).toContain(`entry_uid: no entry "${args.entry_uid}" in page`);
});

it('says of which type an entry is, where the log tells of it', async () => {
  await using stack = await openPlanted(
    [audited(at, 'update', { uid: layers, content_type: { uid: 'blog_post' } })],
    [],
  );
  expect(await stack.fail('list_activity', { entry_uid: layers, content_type_uid: 'page' })).toContain(
    `entry_uid: no entry "${layers}" in page; it is of blog_post`,
  );
});

it('tells what happened to an entry until it was deleted, and that it is gone', async () => {
  await using stack = await openPlanted([audited(at, 'delete', { uid: nobody })], []);
  for (const more of [{}, { locale: 'en-us' }]) {
    const answer = await stack.call('list_activity', { entry_uid: nobody, content_type_uid: 'page', ...more });
    expect(answer.says).toBe('1 event: 1 deleted');
    expect(answer.notes).toContain(`entry "${nobody}" is not there now: its versions cannot be read`);
  }
});

it('calls nothing not there that is: an entry to which nothing happened, or where that cannot be asked', async () => {
  await using stack = await openPlanted([], []);
  const args = { entry_uid: layers, content_type_uid: 'blog_post', what: ['publish'] };
  const { answer, paths } = await stack.watch('list_activity', args);
  expect(answer.says).toBe('nothing happened');
  expect(paths.filter(path => path.endsWith('/locales'))).toHaveLength(1);
  await using without = await openPlanted([], [], { settings: { TOOLS_DENY: 'list_entry_locales' } });
  expect((await without.call('list_activity', { ...args, entry_uid: nobody })).says).toBe('nothing happened');
  const untyped = await stack.call('list_activity', { entry_uid: nobody });
  expect(untyped.notes).toEqual([
    `nothing that was read tells of "${nobody}": whether there is such an entry is only known with its content_type_uid; find_in_content and list_entries find a uid by the title`,
  ]);
});

it('names who there is, in place of somebody nobody knows', async () => {
  await using stack = await openPlanted([audited(at, 'update')], []);
  expect(await stack.fail('list_activity', { who: nobody })).toMatch(
    new RegExp(`who: no user is called "${nobody}"; there are .*Maya Lindqvist`),
  );
  expect((await stack.call('list_activity', { who: jonas })).says).toBe('nothing happened');
  await using unnamed = await openPlanted([audited(at, 'update')], [], { users: 'refuse' });
  for (const who of [nobody, 'Maya'])
    expect(await unnamed.fail('list_activity', { who })).toMatch(
      new RegExp(`who: .*; .*there are .*${maya} \\(Admin\\)`),
    );
  // Who has left may still stand in the log.
  await using left = await openPlanted([audited(at, 'update', {}, { created_by: nobody })], []);
  expect(await left.brief({ who: nobody })).toEqual(['saved a en-us']);
  expect(await left.fail('list_activity', { who: nobody, what: ['delete'] })).toContain('who: no user is called');
});

it('knows a content type that has come since, and those beyond the first hundred', async () => {
  await using stack = await openStack();
  const add = (uid: string, title: string) => {
    const schema = [{ uid: 'title', display_name: 'Title', data_type: 'text', mandatory: true, unique: true }];
    return stack.send('POST', '/content_types', { content_type: { uid, title, schema } });
  };
  const fail = (content_type_uid: string) => stack.fail('list_activity', { content_type_uid });
  const says = async (content_type_uid: string) => (await stack.call('list_activity', { content_type_uid })).says;
  await add('zz_last', 'The Last');
  expect(await says('zz_last')).toBe('nothing happened');
  for (let count = 0; count < 100; count++) await add(`many_${count}`, `Many ${count}`);
  // There are too many to keep by now.
  await expect
    .poll(() => {
      stack.stack.now().freshen('change');
      return stack.stack.now().vocabulary.content_types;
    })
    .toBeUndefined();
  expect(await says('zz_last')).toBe('nothing happened');
  expect(await says('the last')).toBe('nothing happened');
  expect(await fail('zz_lost')).toContain('no content type is called "zz_lost"; did you mean zz_last?');
});
