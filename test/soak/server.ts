// The server and a client in one process of their own, at work for long: prints what memory and descriptors did, as JSON.
import { readdirSync } from 'node:fs';
import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { toServerFactory } from '../../src/server/server.ts';
import { readInvocation } from '../../src/settings/invocation.ts';
import { connectStack } from '../../src/stack/connect.ts';
import { operations, tasks } from '../operations.ts';

const calls = Number(process.argv[2]);
const atOnce = 8;
/** In a quarter; each is the heap after the garbage is gone, and their median is what counts. */
const samples = 10;

const { settings } = readInvocation([], process.env);
const connected = connectStack(operations, settings, { tasks });
const factory = toServerFactory({ version: '0.0.0', stack: connected.stack, where: 'a test', settings });
const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
const server = serveStdio(factory, { transport: serverSide });
const client = new Client({ name: 'soak', version: '1' });
await client.connect(clientSide);

type Round = (number: number) => Promise<void>;
/** What one of the calls is answered, as it is meant to be. */
const mistake = 'Nothing was sent, because the arguments are not valid:\n- entry_uid: required';
const ask = async (name: string, args: Record<string, unknown> = {}): Promise<Record<string, unknown>> => {
  const { content, isError } = await client.callTool({ name, arguments: args });
  const [part] = content;
  const text = part?.type === 'text' ? part.text : '';
  if (isError && text !== mistake) process.stderr.write(`${name}: ${text}\n`);
  return isError ? {} : (JSON.parse(text) as Record<string, unknown>);
};
const uidOf = (answer: Record<string, unknown>, key: string): string =>
  String((answer[key] as { uid?: string } | undefined)?.uid ?? 'none');

/** Each leaves the stack as it was, so that nothing grows but what should not. */
const rounds: Round[] = [
  async number => {
    const entry = { title: `Soak ${number}`, bio: 'Walks.' };
    const uid = uidOf(await ask('create_entry', { content_type_uid: 'author', entry }), 'entry');
    await ask('get_entry', { content_type_uid: 'author', entry_uid: uid });
    await ask('delete_entry', { content_type_uid: 'author', entry_uid: uid });
  },
  async number => {
    const label = { name: `Soak ${number}`, content_types: ['page'] };
    const uid = uidOf(await ask('create_label', { label }), 'label');
    await ask('update_label', { label_uid: uid, label: { ...label, name: `Soaked ${number}` } });
    await ask('delete_label', { label_uid: uid });
  },
  async number => {
    const environment = { name: `soak-${number}`, urls: [] };
    await ask('create_environment', { environment });
    await ask('list_environments');
    await ask('delete_environment', { environment_name: `soak-${number}` });
  },
  async () => {
    await ask('list_entries', { content_type_uid: 'blog_post' });
    await ask('list_assets');
    await ask('list_content_types');
  },
  async () => {
    // A mistake, which is an answer too.
    await ask('get_entry', { content_type_uid: 'blog_post' });
    await ask('list_workflows');
    await ask('list_releases');
  },
];
const perRound = 3;

let number = 0;
const work = async (many: number): Promise<void> => {
  let left = Math.ceil(many / perRound);
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      number += 1;
      await rounds[number % rounds.length]?.(number);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
};
const collect = async (): Promise<number> => {
  // Twice: what finalizers let go of is garbage only then.
  for (let time = 0; time < 2; time += 1) {
    globalThis.gc?.();
    await new Promise(setImmediate);
  }
  return process.memoryUsage().heapUsed;
};
const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const descriptors = (): number => readdirSync('/proc/self/fd').length;

// What is made on first use, and the code that becomes hot, is no leak.
await work(calls / 4);

const quarters: { heap: number; descriptors: number }[] = [];
for (let quarter = 0; quarter < 4; quarter += 1) {
  const heaps: number[] = [];
  for (let sample = 0; sample < samples; sample += 1) {
    await work(calls / 4 / samples);
    heaps.push(await collect());
  }
  quarters.push({ heap: median(heaps), descriptors: descriptors() });
}
process.stdout.write(`${JSON.stringify({ calls: number * perRound, quarters })}\n`);
await client.close();
await server.close();
await connected.close();
