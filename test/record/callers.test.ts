// Over HTTP, by the built bundle: which caller did what in which of several stacks, in every protocol.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Line } from '../../src/record/fields.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { connect, generations, serve } from '../server/transports/serving.ts';

it('names the caller, the stack and the client, and never a token', async () => {
  const [shop, blog] = await Promise.all([startSandbox(), startSandbox()]);
  const folder = mkdtempSync(join(tmpdir(), 'record-'));
  onTestFinished(async () => {
    await Promise.all([shop.close(), blog.close()]);
    rmSync(folder, { recursive: true });
  });
  const [stacks, path] = ['stacks.json', 'record.jsonl'].map(name => join(folder, name)) as [string, string];
  const toEntry = ({ origin, api_key }: typeof shop, token_env: string) => ({ host: origin, api_key, token_env });
  const bearers = {
    editors: { token_env: 'EDITORS', stacks: ['shop', 'blog'] },
    readers: { token_env: 'READERS', stacks: ['blog'] },
  };
  writeFileSync(
    stacks,
    JSON.stringify({ stacks: { shop: toEntry(shop, 'SHOP'), blog: toEntry(blog, 'BLOG') }, bearers }),
  );
  const tokens = {
    SHOP: shop.tokens.read_write ?? '',
    BLOG: blog.tokens.read_write ?? '',
    EDITORS: 'token-of-the-editors',
    READERS: 'token-of-the-readers',
  };
  const served = await serve(['--http', '0', '--stacks', stacks], {
    ...{ ...tokens, CONTENTSTACK_LOG_FILE: path },
    CONTENTSTACK_TOKEN_SCOPE: 'read-write',
  });
  for (const [index, generation] of generations.entries()) {
    const editor = await connect(generation, served.url, tokens.EDITORS);
    const label = { name: `Of ${index}` };
    await editor.callTool({ name: 'create_label', arguments: { stack: index === 1 ? 'blog' : 'shop', label } });
    await editor.close();
  }
  const reader = await connect('2, modern', served.url, tokens.READERS);
  await reader.callTool({ name: 'list_labels', arguments: { stack: 'shop' } });
  await reader.callTool({ name: 'list_labels', arguments: {} });
  await reader.close();
  expect(await served.end()).toBe(0);
  const text = readFileSync(path, 'utf8');
  const lines = text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Line);
  expect(lines.map(({ caller, stack, tool, outcome, transport }) => [caller, stack, tool, outcome, transport])).toEqual(
    [
      ['editors', 'shop', 'create_label', 'ok', 'http'],
      ['editors', 'blog', 'create_label', 'ok', 'http'],
      ['editors', 'shop', 'create_label', 'ok', 'http'],
      ['readers', 'blog', 'list_labels', 'refused', 'http'],
      ['readers', 'blog', 'list_labels', 'ok', 'http'],
    ],
  );
  // A client of 2025 says what it is called in its first request alone, which over HTTP stands for itself.
  expect(lines.map(({ client }) => client?.name)).toEqual([undefined, undefined, 'new', 'new', 'new']);
  for (const token of [...Object.values(tokens), shop.api_key, blog.api_key]) expect(text.includes(token)).toBe(false);
});
