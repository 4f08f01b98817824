// The built command over stdio, as both generations of clients start it: resources, prompts and completion of the demo stack.
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { expect, it, onTestFinished } from 'vitest';
import { bundle } from '../command.ts';
import { type Asking, complete, generations, prompt, read } from './clients.ts';

async function start(generation: (typeof generations)[number]): Promise<Asking> {
  const command = { command: process.execPath, args: [bundle, '--sandbox'], env: { PATH: process.env.PATH ?? '' } };
  if (generation === 'SDK 1.x') {
    const client = new OldClient({ name: 'test', version: '1' });
    onTestFinished(() => client.close());
    await client.connect(new OldTransport(command));
    return client as unknown as Asking;
  }
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: generation } });
  onTestFinished(() => client.close());
  await client.connect(new StdioClientTransport(command));
  return client;
}

it.each(generations)('offers them to a client of the generation %s', async generation => {
  const client = await start(generation);
  const { resources } = await client.listResources();
  expect(resources.map(({ uri }) => uri)).toContain('contentstack://main/content-types/blog_post');
  expect(await read(client, 'contentstack://main/content-types/blog_post')).toMatch(/^# "Blog post"/);
  const { prompts } = await client.listPrompts();
  expect(prompts.length).toBe(6);
  expect(await prompt(client, 'audit_content_type', { content_type: 'blog_post' })).toContain('list_entries');
  const [entry = ''] = await complete(client, 'review_entry', ['entry', 'winter'], { content_type: 'blog_post' });
  expect(await read(client, `contentstack://main/entries/blog_post/${entry}`)).toContain('Winter');
});
