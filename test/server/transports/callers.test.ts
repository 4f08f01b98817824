// Several stacks and several callers over HTTP, by the built bundle: each sees what its token allows, and no more.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSandbox } from '../../../src/sandbox/index.ts';
import { uidOf } from '../../../src/sandbox/seed/form/names.ts';
import { writes } from '../../../src/stack/access.ts';
import { toCode } from '../../harness.ts';
import { standard, toListed } from '../../operations.ts';
import { connect, generations, serve, textOf } from './serving.ts';

const bearers = { EDITORS: 'editors-token', READERS: 'readers-token', OURS: 'ours-token' };

async function start(env: Record<string, string> = {}) {
  const [shop, blog] = await Promise.all([startSandbox(), startSandbox()]);
  onTestFinished(async () => {
    await shop.close();
    await blog.close();
  });
  const folder = mkdtempSync(join(tmpdir(), 'callers-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'stacks.json');
  const toEntry = ({ origin, api_key }: typeof shop, token_env: string) => ({ host: origin, api_key, token_env });
  writeFileSync(
    file,
    JSON.stringify({
      stacks: { shop: toEntry(shop, 'SHOP'), blog: toEntry(blog, 'BLOG') },
      bearers: {
        editors: { token_env: 'EDITORS', stacks: ['shop', 'blog'], tools_deny: ['delete_*'] },
        readers: { token_env: 'READERS', stacks: ['blog'], read_only: true },
      },
    }),
  );
  const tokens = { SHOP: shop.tokens.read_write ?? '', BLOG: blog.tokens.read_write ?? '' };
  const served = await serve(['--http', '0', '--stacks', file], { ...tokens, ...bearers, ...env });
  return { served, shop, blog, file };
}

describe.each(generations)('a client of generation %s', generation => {
  it('sees what its token allows', async () => {
    const { served, shop, blog } = await start({ CONTENTSTACK_HTTP_TOKEN: bearers.OURS });
    const editor = await connect(generation, served.url, bearers.EDITORS);
    const seen = (await editor.listTools()).tools;
    expect(seen.map(({ name }) => name)).toEqual(toListed(standard.filter(({ name }) => !name.startsWith('delete_'))));
    expect(seen[0]?.inputSchema.properties?.stack).toMatchObject({ enum: ['shop', 'blog'] });
    const label = { label: { name: 'From an editor' } };
    const made = await editor.callTool({ name: 'create_label', arguments: { stack: 'shop', ...label } });
    expect(JSON.parse(textOf(made))).toMatchObject({ stack: 'shop' });

    const reader = await connect(generation, served.url, bearers.READERS);
    expect((await reader.listTools()).tools.map(({ name }) => name)).toEqual(
      toListed(standard.filter(each => !writes(each))),
    );
    expect(reader.getInstructions()).not.toContain('shop');
    expect(textOf(await reader.callTool({ name: 'list_labels', arguments: {} }))).not.toContain('From an editor');
    const call = reader.callTool({ name: 'create_label', arguments: label });
    await expect(call).rejects.toMatchObject({ code: -32602 });

    const all = await connect(generation, served.url, bearers.OURS);
    expect((await all.listTools()).tools.length).toBe(toListed(standard).length);
    for (const client of [editor, reader, all]) await client.close();
    const posts = [shop, blog].map(({ requests }) => requests.filter(({ method }) => method === 'POST').length);
    expect(posts).toEqual([1, 0]);
    // No caller's token goes on, in whatever place.
    expect(JSON.stringify([shop.requests, blog.requests])).not.toMatch(/editors-token|readers-token|ours-token/);
  });
});

it('is open to nobody without a token, where only others have one', async () => {
  const { served, shop } = await start();
  const ask = (token: string) =>
    fetch(served.url, { method: 'POST', headers: token === '' ? {} : { authorization: `Bearer ${token}` } });
  for (const token of ['', bearers.OURS, shop.tokens.read_write ?? 'x']) expect((await ask(token)).status).toBe(401);
  expect((await ask(bearers.READERS)).status).toBe(415);
  await expect
    .poll(() => fetch(`${served.origin}/readyz`).then(answer => answer.json()))
    .toEqual({ ready: true, stacks: { shop: 'ready', blog: 'ready' } });
  expect(await served.end()).toBe(0);
});

it('ends with 2 and the path of what is wrong', async () => {
  const { file } = await start();
  await expect(serve(['--http', '0', '--stacks', file], bearers)).rejects.toThrow(
    /it ended with 2: .*stacks\.json: stacks\.shop\.token_env names SHOP, which is not set/,
  );
});

it('reads no file of its machine for a caller', async () => {
  const { served } = await start({ CONTENTSTACK_UPLOAD_DIRS: tmpdir() });
  const client = await connect('2, modern', served.url, bearers.EDITORS);
  const folder = mkdtempSync(join(tmpdir(), 'mine-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'mine.txt');
  writeFileSync(path, 'mine');
  const result = await client.callTool({ name: 'upload_asset', arguments: { stack: 'shop', upload: path } });
  expect(result).toMatchObject({ isError: true });
  expect(textOf(result)).toContain('files on this machine are not read');
  await client.close();
});

it('takes the code of a first step from no other caller', async () => {
  const { served, shop } = await start({ CONTENTSTACK_HTTP_TOKEN: bearers.OURS });
  const editor = await connect('2, modern', served.url, bearers.EDITORS);
  const other = await connect('2, modern', served.url, bearers.OURS);
  const args = {
    stack: 'shop',
    content_type_uid: 'page',
    entry_uid: uidOf('page', 'about'),
    entry: { environments: ['production'], locales: ['en-us'] },
  };
  const publish = async (client: typeof editor, confirm?: string) =>
    textOf(await client.callTool({ name: 'publish_entry', arguments: { ...args, ...(confirm ? { confirm } : {}) } }));
  const first = await publish(editor);
  expect(first).toMatch(/^Nothing was done yet\./);
  expect(first).toContain('stack shop');
  const code = toCode(first);
  expect(await publish(other, code)).toMatch(/^Nothing was done yet\. That code does not hold/);
  const posts = () => shop.requests.filter(({ method }) => method === 'POST').length;
  expect(posts()).toBe(0);
  expect(JSON.parse(await publish(editor, code))).toMatchObject({ stack: 'shop', did: 'Publish an entry' });
  expect(posts()).toBe(1);
  for (const client of [editor, other]) await client.close();
});
