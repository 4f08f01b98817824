// What a client brings back is its own word: a state that was tampered with, is old, was used or is another's does nothing.
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../src/sandbox/index.ts';
import type { Agreement } from '../../../src/server/confirm/agreement.ts';
import { toAgreements } from '../../../src/server/confirm/signed.ts';
import { Keys } from '../../../src/settings/keys.ts';
import { toSettings } from '../../../src/settings/settings.ts';
import type { Json } from '../../harness.ts';
import { listWrites, toServer } from './clients.ts';

const post = { content_type_uid: 'blog_post', entry_uid: 'blte857017fa36831c3' };
const other = { content_type_uid: 'blog_post', entry_uid: 'blt664472ef0637fde5' };
const toPath = ({ entry_uid }: typeof post) => `/v3/content_types/blog_post/entries/${entry_uid}`;
const yes = { confirm: { action: 'accept', content: { confirm: true } } };

let sandbox: Sandbox;
let client: Client;

const connect = async (): Promise<Client> => {
  const made = new Client(
    { name: 'test', version: '1' },
    {
      capabilities: { elicitation: {} },
      versionNegotiation: { mode: 'auto' },
      inputRequired: { autoFulfill: false },
    },
  );
  await made.connect(new StdioClientTransport(toServer(sandbox)));
  return made;
};

beforeAll(async () => {
  sandbox = await startSandbox();
  client = await connect();
});
beforeEach(() => sandbox.reset());
afterAll(async () => {
  await client.close();
  await sandbox.close();
});

interface Outcome {
  resultType?: string;
  requestState?: string;
  inputRequests?: { confirm: { params: { message: string } } };
  isError?: boolean;
  content?: { text: string }[];
}

/** One leg of a call, as the client sends it. */
async function send(name: string, args: Json, rest: Json = {}, by = client): Promise<Outcome> {
  const params = { name, arguments: args, ...rest };
  return (await by.request({ method: 'tools/call', params }, { allowInputRequired: true })) as Outcome;
}

async function ask(args = post): Promise<{ state: string; message: string }> {
  const { requestState = '', inputRequests } = await send('delete_entry', args);
  return { state: requestState, message: inputRequests?.confirm.params.message ?? '' };
}

const readState = (state: string): Agreement =>
  JSON.parse(Buffer.from(state.split('.')[1] ?? '', 'base64url').toString()).p;

it('does what was agreed to once, and not again however often it is sent', async () => {
  const { state, message } = await ask();
  expect(message).toContain('Delete an entry?\nIt is the entry "Winter layering, explained"');
  expect(listWrites(sandbox)).toEqual([]);
  const answers = await Promise.all(
    [1, 2, 3].map(() => send('delete_entry', post, { requestState: state, inputResponses: yes })),
  );
  const again = await send('delete_entry', post, { requestState: state, inputResponses: yes });
  expect(answers.filter(({ isError, content }) => content && !isError).length).toBe(1);
  expect(again.content?.[0]?.text).toContain('this confirmation has already been used');
  expect(listWrites(sandbox)).toEqual([`DELETE ${toPath(post)}`]);
});

it('asks anew when the yes comes for other arguments, for another tool, or without its state', async () => {
  const { state } = await ask();
  for (const [tool, args, rest] of [
    ['delete_entry', other, { requestState: state, inputResponses: yes }],
    ['delete_entry', { ...post, delete_all_localized: true }, { requestState: state, inputResponses: yes }],
    ['unlocalize_entry', { ...post, locale: 'fr-fr' }, { requestState: state, inputResponses: yes }],
    ['delete_entry', post, { inputResponses: yes }],
    ['delete_entry', post, { requestState: state }],
  ] as const) {
    expect(await send(tool, args, rest)).toMatchObject({ resultType: 'input_required' });
  }
  expect(listWrites(sandbox)).toEqual([]);
});

it('refuses a state that was changed, is signed by another or is too old', async () => {
  const { state } = await ask();
  const agreement = readState(state);
  const request = { mcpReq: { method: 'tools/call' } } as Parameters<ReturnType<typeof toAgreements>['mint']>[1];
  const settings = toSettings({ API_KEY: sandbox.api_key, MANAGEMENT_TOKEN: sandbox.tokens.read_write ?? '' });
  const [, body = '', mark] = state.split('.');
  const changed = Buffer.from(Buffer.from(body, 'base64url').toString().replace(agreement.id, 'x')).toString(
    'base64url',
  );
  for (const bad of [
    `v1.${changed}.${mark}`,
    `${state.slice(0, -4)}AAAA`,
    'v1.e30.e30',
    '',
    await toAgreements({ ...settings, keys: new Keys(() => ({ apiKey: sandbox.api_key, token: 'cs-another' })) }).mint(
      agreement,
      request,
    ),
    await toAgreements(settings, -1).mint(agreement, request),
  ]) {
    const sent = send('delete_entry', post, { requestState: bad, inputResponses: yes });
    await expect(sent, bad).rejects.toMatchObject({ code: -32602, message: expect.stringContaining('requestState') });
  }
  expect(listWrites(sandbox)).toEqual([]);
});

it('takes in any process of this stack what another has signed', async () => {
  const { state } = await ask();
  const second = await connect();
  expect(await send('delete_entry', post, { requestState: state, inputResponses: yes }, second)).toMatchObject({
    content: [{ text: expect.stringContaining('deleted') }],
  });
  await second.close();
  // The first has not seen it used, but what it was about is gone.
  expect(await send('delete_entry', post, { requestState: state, inputResponses: yes })).toMatchObject({
    resultType: 'input_required',
  });
  expect(listWrites(sandbox)).toEqual([`DELETE ${toPath(post)}`]);
});

it('keeps in the state nothing but digests', async () => {
  const { state } = await ask();
  expect(Object.keys(readState(state)).sort()).toEqual(['at', 'id', 'request', 'seen', 'tool']);
  expect(Buffer.from(state.split('.')[1] ?? '', 'base64url').toString()).not.toMatch(/Winter|blog_post|blte857/);
});
