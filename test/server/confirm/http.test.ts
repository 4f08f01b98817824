// Asking over HTTP: in the protocol of today each round is a request of its own; in that of 2025 nobody can be asked.
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { expect, it, onTestFinished } from 'vitest';
import { toCode } from '../../harness.ts';
import { serve } from '../transports/serving.ts';
import { type Reply, yes } from './clients.ts';

const page = { content_type_uid: 'page', entry_uid: 'blt3f72decd51552ad5' };

async function connect(url: string, mode: 'legacy' | 'auto', reply: Reply, after = 0) {
  const client = new Client(
    { name: 'test', version: '1' },
    { capabilities: { elicitation: {} }, versionNegotiation: { mode } },
  );
  const asked: string[] = [];
  client.setRequestHandler('elicitation/create', async ({ params }) => {
    asked.push(params.message);
    await new Promise(resolve => setTimeout(resolve, after));
    return { ...reply };
  });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  onTestFinished(() => client.close());
  const call = async (name: string, args: object) => {
    const { content, isError } = await client.callTool({ name, arguments: { ...args } });
    const [first] = content;
    return { text: first?.type === 'text' ? first.text : '', isError: isError === true };
  };
  return { asked, call };
}

it('asks in the protocol of today, and does what the answer says', async () => {
  const { url } = await serve(['--sandbox', '--http', '0', '--confirm', 'always']);
  const no = await connect(url, 'auto', { action: 'decline' }, 400);
  expect(await no.call('delete_entry', page)).toEqual({ isError: true, text: 'Nothing was done: the user declined.' });
  const one = await connect(url, 'auto', yes, 400);
  expect((await one.call('get_entry', page)).isError).toBe(false);
  expect(await one.call('delete_entry', page)).toMatchObject({ isError: false });
  for (const { asked } of [no, one]) expect(asked).toEqual([expect.stringContaining('the entry "About us"')]);
  expect((await one.call('get_entry', page)).isError).toBe(true);
});

it('cannot ask in the protocol of 2025, which takes a session for it: always refuses, auto takes two calls', async () => {
  const strict = await connect((await serve(['--sandbox', '--http', '0', '--confirm', 'always'])).url, 'legacy', yes);
  expect(await strict.call('delete_entry', page)).toEqual({
    isError: true,
    text: expect.stringMatching(/^Nothing was done: CONTENTSTACK_CONFIRM is always/),
  });
  expect((await strict.call('get_entry', page)).isError).toBe(false);
  const lenient = await connect((await serve(['--sandbox', '--http', '0'])).url, 'legacy', yes);
  const first = await lenient.call('delete_entry', page);
  expect(first).toEqual({ isError: false, text: expect.stringMatching(/^Nothing was done yet\./) });
  expect((await lenient.call('get_entry', page)).isError).toBe(false);
  const again = await lenient.call('delete_entry', { ...page, confirm: toCode(first.text) });
  expect(again).toEqual({ isError: false, text: expect.stringContaining('deleted') });
  expect([...strict.asked, ...lenient.asked]).toEqual([]);
});
