// Names that are nearly right: of tools, environments, languages, content types, branches.
import { expect, it } from 'vitest';
import { type Json, type Options, open } from '../../harness.ts';

async function call(options: Options, name: string, args: Json = {}): Promise<string> {
  await using opened = await open(options);
  const text = await opened.client.callTool({ name, arguments: args }).then(
    ({ content: [first] }) => (first?.type === 'text' ? first.text : ''),
    (error: { code: number; message: string }) => `${error.code} ${error.message}`,
  );
  return text.replace('MCP error -32602: ', '');
}

it.each([
  ['a letter off', 'get_entri', 'get_entry'],
  ['in camel case', 'listEntries', 'list_entries'],
  ['with a hyphen', 'publish-entry', 'publish_entry'],
  ['cut short', 'list_content_ty', 'list_content_types'],
])('offers a tool whose name was given %s', async (_, name, meant) => {
  expect(await call({}, name)).toBe(`-32602 Tool ${name} not found; did you mean ${meant}?`);
});

it('offers no tool where none is near', async () => {
  expect(await call({}, 'drop_database_and_everything_else')).toBe(
    '-32602 Tool drop_database_and_everything_else not found',
  );
});

it('says why a tool is off, and offers no other for it', async () => {
  expect(await call({ token: 'read_only' }, 'delete_entry')).toMatch(
    /^-32602 Tool delete_entry not found; it is off here: the token counts as read-only: /,
  );
  expect(await call({ settings: { TOOLS_DENY: 'delete_*' } }, 'delete_entry')).toBe(
    '-32602 Tool delete_entry not found; it is off here: CONTENTSTACK_TOOLS_DENY names it',
  );
});

const entry = async (options: Options, args: Json, looks = 1) => {
  await using opened = await open(options);
  const text = await opened.fail('list_entries', { content_type_uid: 'pgae', ...args });
  expect(opened.sandbox.requests.slice(1).map(({ path }) => path)).toEqual(Array(looks).fill('/v3/content_types'));
  return text;
};

it('tells of words of the stack, as they are now on the branch of the call, unless told to know none', async () => {
  expect(await entry({}, {})).toContain('No content type is called "pgae". Did you mean page?');
  expect(await entry({}, { branch: 'development' })).toContain('Did you mean page?');
  expect(await entry({ settings: { BRANCH: 'development' } }, {})).toContain('Did you mean page?');
  const unknown = await entry({ settings: { LIVE_SCHEMA: 'false' } }, {}, 0);
  expect(unknown).not.toContain('Did you mean');
  expect(unknown).toContain('list_content_types shows what there is.');
});

it('names no tool that this configuration has not', async () => {
  const text = await entry({ settings: { LIVE_SCHEMA: 'false', MODULES: 'entries' } }, {}, 0);
  expect(text).toContain('There is no content type "pgae" on this branch.');
  expect(text).not.toContain('list_content_types');
});
