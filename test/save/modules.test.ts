// Every tool that updates a thing which can be read tells what became of it: compared here with the API's own answers, by no code of ours.
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toTemplate } from '../../src/operations/operation.ts';
import { seed, toArguments } from '../chaos/arguments.ts';
import { type Json, type Opened, open } from '../harness.ts';
import { find, operations } from '../operations.ts';

let opened: Opened;
beforeAll(async () => {
  opened = await open({ seed, settings: { MODULES: 'all', CONFIRM: 'never' } });
});
beforeEach(() => opened.sandbox.reset());
afterAll(() => opened.close());

const updating = operations.filter(({ effect, before }) => effect === 'update' && before !== undefined);

/** What nobody changes by saving; and what a read shows otherwise than a write takes it. */
const system =
  /^(_version|updated_(at|by)|deleted_at|publish_details|_in_progress|last_activity|ACL|version|urlPath|url_path)$/;

/** What only the answer to a write shows: the place of a term among its like. */
const hidden = /^order$/;

/** What this read shows, asked of the API itself. */
async function read(name: string, args: Json): Promise<Json | undefined> {
  const { line, query } = find(name);
  const path = toTemplate(line).replace(/\{(\w+)\}/g, (_, brace: string) => encodeURIComponent(String(args[brace])));
  const locale = 'locale' in query && typeof args.locale === 'string' ? `?locale=${args.locale}` : '';
  const rules = name === 'get_role' ? '?include_rules=true' : '';
  const answer = await fetch(`${opened.sandbox.origin}/v3${path}${locale}${rules}`, {
    headers: { api_key: opened.sandbox.api_key, authorization: opened.sandbox.tokens.read_write ?? '' },
  });
  if (answer.status !== 200) return undefined;
  const body = (await answer.json()) as Json;
  return (Object.values(body).find(value => typeof value === 'object' && value !== null) ?? {}) as Json;
}

const listChanged = (before: Json, after: Json): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    key =>
      !system.test(key) &&
      !isDeepStrictEqual(before[key], after[key]) &&
      !(isEmpty(before[key]) && isEmpty(after[key])),
  );

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);

const topOf = (address: string): string => /^[\w-]+/.exec(address)?.[0] ?? address;

/** What the receipt says is other than before. */
const listTold = ({ changed = [], removed = [], lost = [] }: Json): string[] => [
  ...new Set([changed, removed, lost].flatMap(each => (each as string[]).map(topOf))),
];

it('has many of them', () => {
  expect(updating.length).toBeGreaterThan(20);
});

describe.each(updating.map(({ name }) => name))('%s', name => {
  const { before = '', name: tool } = find(name);

  it('tells what is stored otherwise than before, and of the same once more nothing', async () => {
    const args = toArguments(tool, opened.sandbox);
    const old = await read(before, args);
    const receipt = await opened.call(tool, args);
    const now = await read(before, renamed(args));
    expect(now).toBeDefined();
    // What had no such thing has nothing to compare.
    const told = listTold(receipt).filter(key => !hidden.test(key));
    if (old) expect(told.sort(), JSON.stringify(receipt)).toEqual(listChanged(old, now ?? {}).sort());
    const { if_version: _, ...rest } = renamed(args);
    const again = await opened.client.callTool({ name: tool, arguments: rest });
    const text = again.content[0]?.type === 'text' ? again.content[0].text : '';
    const later = await read(before, renamed(args));
    if (again.isError) return;
    const more = listTold(JSON.parse(text)).filter(key => !hidden.test(key));
    expect(more, text).toEqual(listChanged(now ?? {}, later ?? {}));
  });
});

/** Where the call gave the thing another name, that is its address from then on. */
function renamed(args: Json): Json {
  const { environment } = args as { environment?: Json };
  return typeof environment?.name === 'string' ? { ...args, environment_name: environment.name } : args;
}
