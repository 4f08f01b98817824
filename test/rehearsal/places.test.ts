// Rehearsals where a call comes by another way: the smaller surface, one stack of several, over HTTP, in a small answer.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import { ofTasks, toArguments } from '../chaos/arguments.ts';
import type { Json } from '../harness.ts';
import { connect, generations, serve, textOf } from '../server/transports/serving.ts';
import { mark, openBoth } from './both.ts';

it('holds for what run_write calls', async () => {
  await using both = await openBoth({ SURFACE: 'tasks' });
  const { rehearsing, writes } = both;
  const label = { label: { name: 'Somewhere' } };
  const made = await rehearsing.call('run_write', { operation: 'create_label', arguments: label });
  expect(made.answer).toMatchObject({
    rehearsal: mark,
    would: { do: 'Create a label', send: [{ method: 'POST', path: '/v3/labels', body: label }] },
  });
  const refused = await rehearsing.call('run_write', { operation: 'create_label', arguments: {} });
  expect(refused.isError).toBe(true);
  expect(refused.text).toContain(`This is a rehearsal: ${mark}.`);
  const read = await rehearsing.call('run_read', { operation: 'list_labels' });
  expect(read.text).not.toContain('rehearsal');
  expect(writes()).toEqual([]);
});

it('keeps to the room that an answer has, and cuts the requests with a word', async () => {
  const least = 400;
  await using both = await openBoth({ MAX_RESULT_TOKENS: String(least) });
  const { rehearsing, sandbox } = both;
  const long = { title: 'Long', message: 'All of this travels. '.repeat(600), starts_at: '2026-12-01T08:00:00.000Z' };
  const calls: [string, Json][] = [
    ['create_entry', { content_type_uid: 'announcement', entry: long }],
    ['create_content_type', toArguments('create_content_type', sandbox)],
    ['edit_entry', ofTasks.edit_entry as Json],
    ['restore_entries', { ...ofTasks.restore_entries, publish: true }],
    ['deploy_release', toArguments('deploy_release', sandbox)],
  ];
  for (const [name, args] of calls) {
    const { text, isError, answer } = await rehearsing.call(name, args);
    expect(isError, text).toBe(false);
    expect(answer.rehearsal, name).toBe(mark);
    expect(text, name).toContain('/v3/');
    expect(encode(text).length, `${name}: ${text}`).toBeLessThanOrEqual(least);
  }
  const { text } = await rehearsing.call(...(calls[0] as [string, Json]));
  expect(text).toMatch(/"cut":\{"send\.0\.body.*characters/);
});

describe.each(generations)('over HTTP, to a client of generation %s', generation => {
  it('rehearses in the stack that says so, and nowhere else', async () => {
    const [shop, blog] = await Promise.all([startSandbox(), startSandbox()]);
    const folder = mkdtempSync(join(tmpdir(), 'rehearsal-'));
    onTestFinished(async () => {
      rmSync(folder, { recursive: true });
      await Promise.all([shop.close(), blog.close()]);
    });
    const file = join(folder, 'stacks.json');
    const toEntry = ({ origin, api_key }: typeof shop, token_env: string) => ({ host: origin, api_key, token_env });
    const stacks = { shop: { ...toEntry(shop, 'SHOP'), dry_run: true }, blog: toEntry(blog, 'BLOG') };
    const bearers = { editors: { token_env: 'EDITORS', stacks: ['shop', 'blog'] } };
    writeFileSync(file, JSON.stringify({ stacks, bearers }));
    const tokens = { SHOP: String(shop.tokens.read_write), BLOG: String(blog.tokens.read_write) };
    const { url } = await serve(['--http', '0', '--stacks', file], { ...tokens, EDITORS: 'editors-token' });
    const client = await connect(generation, url, 'editors-token');
    expect(client.getInstructions()).toMatch(
      /In stack shop.*This is a rehearsal \(stacks\.shop\.dry_run is true\).*In stack blog/,
    );
    const label = { label: { name: 'From an editor' } };
    const call = async (stack: string) =>
      JSON.parse(textOf(await client.callTool({ name: 'create_label', arguments: { stack, ...label } }))) as Json;
    const made = await call('shop');
    expect(Object.keys(made).slice(0, 2)).toEqual(['stack', 'rehearsal']);
    expect(made).toMatchObject({
      ...{ stack: 'shop', rehearsal: 'nothing was written, as stacks.shop.dry_run is true' },
      would: { send: [{ method: 'POST', path: '/v3/labels' }] },
    });
    expect(await call('blog')).toMatchObject({ stack: 'blog', did: 'Create a label' });
    const posted = ({ requests }: typeof shop) => requests.filter(({ method }) => method === 'POST').length;
    expect([posted(shop), posted(blog)]).toEqual([0, 1]);
    expect(shop.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
    await client.close();
  });
});
