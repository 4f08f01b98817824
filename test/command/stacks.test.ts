// The commands of the built bundle where there are several stacks: each is printed, and what is wrong ends with 2.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { run as runWith } from '../command.ts';

const folder = mkdtempSync(join(tmpdir(), 'commands-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: object): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

const file = write('stacks.json', {
  stacks: {
    shop: { api_key: 'blt-shop', token_env: 'SHOP', modules: ['entries'] },
    blog: { api_key: 'blt-blog', token_env: 'BLOG', read_only: true },
  },
});

// In the sandbox a token's name stands for it.
const run = (...args: string[]) => runWith(args, { SHOP: 'read_write', BLOG: 'expired' });

it('prints the tools of each stack, with reasons in the words of the file', async () => {
  const { code, out } = await run('tools', '--sandbox', '--stacks', file);
  expect(code).toBe(0);
  expect(out).toMatch(/^Stack shop\n\nAccess {4}read-write.*Stack blog\n\nAccess {4}read-only/s);
  expect(out).toContain('stacks.shop.modules does not name');
  expect(out).toContain('stacks.blog.read_only is true');
  const json = JSON.parse((await run('tools', '--json', '--sandbox', '--stacks', file)).out);
  expect(Object.keys(json.stacks)).toEqual(['shop', 'blog']);
  expect(Object.keys(json.stacks.blog)).toEqual(['kept', 'withheld', 'facts']);
});

it('has the doctor look at each stack, and fails for any', async () => {
  const { code, out } = await run('doctor', '--sandbox', '--stacks', file);
  expect(code).toBe(1);
  expect(out).toMatch(/Stack shop\n.*All is well\..*Stack blog\n.*fault {2}token.*set BLOG/s);
  const json = JSON.parse((await run('doctor', '--json', '--sandbox', '--stacks', file)).out);
  expect(json.stacks).toMatchObject({ shop: { ok: true }, blog: { ok: false } });
});

it('ends with 2 and the place of a module that there is not', async () => {
  const wrong = write('wrong.json', { stacks: { shop: { api_key: 'blt1', token_env: 'SHOP', modules: ['entires'] } } });
  const { code, out, err } = await run('tools', '--stacks', wrong);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/^contentstack-cma-mcp: stacks\.shop\.modules names "entires".*did you mean entries\?/);
});
