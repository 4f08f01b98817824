// Names that people give to languages and environments are understood alike by all tasks, and no name is guessed.
import { expect, it } from 'vitest';
import type { Json } from '../harness.ts';
import { openStack } from './sandbox.ts';

const find = { text: 'winter', content_types: ['blog_post'] };
const audit = { checks: ['untranslated'] };

it.each<[string, Json, Json]>([
  ['find_in_content', { ...find, locales: ['de'] }, { ...find, locales: ['de-de'] }],
  ['find_in_content', { ...find, locales: ['French', 'EN-US'] }, { ...find, locales: ['fr-fr', 'en-us'] }],
  ['find_in_content', { ...find, locales: [' german - germany'] }, { ...find, locales: ['de-de'] }],
  ['find_in_content', { ...find, environment: 'Production' }, { ...find, environment: 'production' }],
  ['audit_content', { ...audit, locales: ['fr', 'fr-FR'] }, { ...audit, locales: ['fr-fr'] }],
  ['compare_environments', { from: 'Staging', to: 'PRODUCTION' }, { from: 'staging', to: 'production' }],
])('%s takes %j as %j', async (name, given, meant) => {
  await using stack = await openStack();
  expect(await stack.call(name, given)).toEqual(await stack.call(name, meant));
});

it.each<[string, Json, string]>([
  ['find_in_content', { ...find, locales: ['d'] }, 'locales: no language is called "d"'],
  ['find_in_content', { ...find, locales: ['de-at'] }, 'locales: no language is called "de-at"; did you mean de-de?'],
  ['find_in_content', { ...find, environment: 'prod' }, 'environment: no environment is called "prod"'],
])('%s refuses %j', async (name, given, says) => {
  await using stack = await openStack();
  expect(await stack.fail(name, given)).toContain(says);
});

it('takes no beginning that two languages have, but a code that is the beginning of another', async () => {
  await using stack = await openStack();
  const add = (code: string, name: string) =>
    stack.call('add_language', { locale: { code, name, fallback_locale: 'en-us' } });
  const told = async (name: string) => {
    const { content } = await stack.client.callTool({
      name: 'find_in_content',
      arguments: { ...find, locales: [name] },
    });
    return JSON.stringify(content);
  };
  await add('de-at', 'Austrian German');
  // What the stack calls its things is learnt anew beside the calls.
  await expect.poll(() => told('de')).toContain('no language is called');
  expect(await told('Austrian')).toContain('1 language;');
  await add('de', 'Any German');
  await expect.poll(() => told('DE')).toContain('1 language;');
});
