// Lists name who did something where users may be listed; else they give the uid, and the role where roles may be.
import { expect, it } from 'vitest';
import { type Json, type Opened, type Options, open } from '../harness.ts';
import { toItems } from './tour.ts';

const post = { content_type_uid: 'blog_post', limit: 3 };
const allow: Options = { choices: { usersWithToken: 'allow' } };

const who = async (opened: Opened, tool = 'list_entries', args: Json = post, column = 'updated_by') =>
  toItems(await opened.call(tool, args)).map(item => item[column]);

const asked = ({ sandbox }: Opened): string[] => {
  const paths = sandbox.requests.map(({ path }) => path.replace('/v3/', ''));
  sandbox.requests.length = 0;
  return paths.filter(path => /users|roles/.test(path));
};

const uids = async ({ sandbox }: Opened): Promise<unknown[]> => {
  const headers = { api_key: sandbox.api_key, authorization: sandbox.tokens.read_write ?? '' };
  const answer = await fetch(`${sandbox.origin}/v3/content_types/blog_post/entries?limit=3`, { headers });
  sandbox.requests.length = 0;
  return ((await answer.json()) as { entries: Json[] }).entries.map(({ updated_by }) => updated_by);
};

it('names users, asked for once, when first needed', async () => {
  await using opened = await open(allow);
  const { users } = opened.sandbox.state;
  const names = (await uids(opened)).map(uid => `${users[String(uid)]?.first_name} ${users[String(uid)]?.last_name}`);
  await opened.call('list_labels');
  expect(asked(opened)).toEqual([]);
  expect(await who(opened)).toEqual(names);
  expect(asked(opened)).toEqual(['stacks/users']);
  expect(await who(opened)).toEqual(names);
  const [{ uid } = {} as Json] = toItems(await opened.call('list_entries', post));
  const entry = { content_type_uid: 'blog_post', entry_uid: uid };
  expect((await who(opened, 'list_entry_versions', entry))[0]).toBe(names[0]);
  expect((await who(opened, 'list_audit_logs', { limit: 3 }, 'created_by')).join()).toMatch(/^[A-Z]\w+ /);
  expect(asked(opened)).toEqual([]);
  // By path it is what is stored.
  expect(await who(opened, 'list_entries', { ...post, fields: ['updated_by'] })).toEqual(await uids(opened));
});

it('gives the uid and the role where users are refused, which is no failure', async () => {
  await using opened = await open();
  const plain = await uids(opened);
  const shown = await who(opened);
  expect(asked(opened)).toEqual(['stacks/users', 'roles']);
  for (const [index, uid] of plain.entries()) expect(shown[index]).toMatch(new RegExp(`^${uid} \\(\\w[\\w, ]+\\)$`));
  await who(opened);
  expect(asked(opened)).toEqual([]);
  expect(await opened.call('server_status')).not.toHaveProperty('last_failure');
});

it('asks only by operations that are there', async () => {
  await using opened = await open({ ...allow, settings: { MODULES: 'entries' } });
  expect(await who(opened)).toEqual(await uids(opened));
  expect(asked(opened)).toEqual([]);
  await using silent = await open({ ...allow, settings: { LIVE_SCHEMA: 'false' } });
  expect(await who(silent)).toEqual(await uids(silent));
  expect(asked(silent)).toEqual([]);
});

it('gives the list all the same where nothing is answered', async () => {
  await using opened = await open(allow);
  for (const path of [/users$/, /roles$/]) opened.sandbox.fault({ method: 'GET', path, times: 9, cut: 'before' });
  expect(await who(opened)).toEqual(await uids(opened));
});

it('tells two of one name apart', async () => {
  await using opened = await open(allow);
  const plain = (await uids(opened)).map(String);
  for (const user of Object.values(opened.sandbox.state.users)) {
    user.first_name = 'Jo';
    user.last_name = 'Doe';
  }
  expect(await who(opened)).toEqual(plain.map(uid => `Jo Doe (${uid})`));
});
