// Environments through MCP against the sandbox: each operation, and its effect read back.
import { afterAll, beforeEach, expect, it } from 'vitest';
import { type Json, openModule } from './module.ts';

const { call, fail, open, expectAllCalled } = openModule('environments');
beforeEach(open);
afterAll(expectAllCalled);

const names = async (args: Json = {}) =>
  ((await call('list_environments', args)).environments as Json[]).map(environment => environment.name);

it('lists them, filtered, sorted and counted', async () => {
  expect(await names({ asc: 'name' })).toEqual(['preview', 'production', 'staging']);
  expect(await names({ desc: 'name', limit: 1 })).toEqual(['staging']);
  expect(await names({ query: { name: { $regex: '^p' } }, asc: 'name' })).toEqual(['preview', 'production']);
  expect(await call('list_environments', { include_count: true })).toMatchObject({ count: 3 });
});

it('gets one by name', async () => {
  const { environment } = (await call('get_environment', { environment_name: 'staging' })) as { environment: Json };
  expect(environment).toMatchObject({ name: 'staging', uid: expect.stringMatching(/^blt[0-9a-f]{16}$/) });
  expect(await fail('get_environment', { environment_name: 'nowhere' })).toMatch(/status (404|422)/);
});

it('adds one, which can then be published to', async () => {
  const urls = [{ locale: 'en-us', url: 'https://qa.example.com' }];
  const added = await call('create_environment', { environment: { name: 'qa', urls } });
  expect(added).toMatchObject({ notice: 'Environment created successfully.', environment: { name: 'qa', urls } });
  expect(await call('get_environment', { environment_name: 'qa' })).toMatchObject({ environment: { urls } });
  await fail('create_environment', { environment: { name: 'qa' } });
  expect(await names({ query: { name: 'qa' } })).toEqual(['qa']);
});

it('renames one and replaces its urls', async () => {
  const urls = [{ locale: 'fr-fr', url: 'https://apercu.example.com' }];
  await call('update_environment', { environment_name: 'preview', environment: { name: 'apercu', urls } });
  expect(await call('get_environment', { environment_name: 'apercu' })).toMatchObject({ environment: { urls } });
  await fail('get_environment', { environment_name: 'preview' });
});

it('takes back what it reads', async () => {
  const { environment } = (await call('get_environment', { environment_name: 'preview' })) as { environment: Json };
  const urls = [{ locale: 'en-us', url: 'https://new.example.com' }];
  await call('update_environment', { environment_name: 'preview', environment: { ...environment, urls } });
  expect(await call('get_environment', { environment_name: 'preview' })).toMatchObject({ environment: { urls } });
});

it('deletes one', async () => {
  const deleted = await call('delete_environment', { environment_name: 'preview' });
  expect(deleted).toEqual({ notice: 'Environment deleted successfully.' });
  expect(await names({ asc: 'name' })).toEqual(['production', 'staging']);
});
