// A yes, and a code, that one replica has taken is used up in another.
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { expect, it, onTestFinished } from 'vitest';
import { startSandbox } from '../../../src/sandbox/index.ts';
import { toEnv } from '../../command.ts';
import { toCode } from '../../harness.ts';
import { serve } from '../../server/transports/serving.ts';
import { startStore } from './redis.ts';

const page = { content_type_uid: 'page', entry_uid: 'blt3f72decd51552ad5' };
const publish = { ...page, entry: { environments: ['production'], locales: ['en-us'] } };
const yes = { confirm: { action: 'accept', content: { confirm: true } } };

interface Outcome {
  requestState?: string;
  content?: { text: string }[];
}

async function startReplicas(env: Record<string, string>) {
  const store = await startStore();
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  const own = {
    ...toEnv(sandbox),
    ...env,
    CONTENTSTACK_HTTP_TOKEN: 'ours',
    CONTENTSTACK_TOKEN_SCOPE: 'read-write',
    CONTENTSTACK_SHARED_LIMIT: store.url,
  };
  const both = await Promise.all([serve(['--http', '0'], own), serve(['--http', '0'], own)]);
  for (const { origin } of both)
    await expect.poll(() => fetch(`${origin}/readyz`).then(({ status }) => status), { timeout: 20_000 }).toBe(200);
  const writes = () => sandbox.requests.filter(({ method }) => method === 'POST').map(({ path }) => path);
  return { both, writes };
}

async function connect(url: string, canAsk: boolean) {
  const client = new Client(
    { name: 'test', version: '1' },
    {
      capabilities: canAsk ? { elicitation: {} } : {},
      versionNegotiation: { mode: 'auto' },
      inputRequired: { autoFulfill: false },
    },
  );
  const requestInit = { headers: { authorization: 'Bearer ours' } };
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit }));
  onTestFinished(() => client.close());
  return async (args: object, rest: object = {}): Promise<Outcome> => {
    const params = { name: 'publish_entry', arguments: { ...args }, ...rest };
    return (await client.request({ method: 'tools/call', params }, { allowInputRequired: true })) as Outcome;
  };
}

const usedUp = { content: [{ text: expect.stringContaining('this confirmation has already been used') }] };

it('is a yes', async () => {
  const { both, writes } = await startReplicas({});
  const [one, other] = await Promise.all(both.map(({ url }) => connect(url, true)));
  if (!one || !other) throw new Error('there are two');
  const { requestState = '' } = await one(publish);
  await new Promise(resolve => setTimeout(resolve, 400));
  const answered = { requestState, inputResponses: yes };
  const first = await one(publish, answered);
  expect(first.content?.[0]?.text).not.toContain('Nothing');
  expect(await other(publish, answered)).toMatchObject(usedUp);
  expect(writes().length).toBe(1);
  // At once at both: one of them does it.
  const { requestState: next = '' } = await other(publish);
  await new Promise(resolve => setTimeout(resolve, 400));
  const again = { requestState: next, inputResponses: yes };
  await Promise.all([one(publish, again), other(publish, again), one(publish, again), other(publish, again)]);
  expect(writes().length).toBe(2);
});

it('is a code', async () => {
  const { both, writes } = await startReplicas({});
  const [one, other] = await Promise.all(both.map(({ url }) => connect(url, false)));
  if (!one || !other) throw new Error('there are two');
  const confirm = toCode((await one(publish)).content?.[0]?.text ?? '');
  expect(confirm).toBeTypeOf('string');
  await other({ ...publish, confirm });
  expect(await one({ ...publish, confirm })).toMatchObject(usedUp);
  expect(writes().length).toBe(1);
});
