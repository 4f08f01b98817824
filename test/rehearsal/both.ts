// Two servers on one sandbox: one that rehearses, and one that does what is asked of it.
import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import type { RecordedRequest } from '../../src/sandbox/http/request-log.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { toServerFactory } from '../../src/server/server.ts';
import { toSettings } from '../../src/settings/settings.ts';
import { connectStack } from '../../src/stack/connect.ts';
import { seed } from '../chaos/arguments.ts';
import type { Json } from '../harness.ts';
import { operations, tasks } from '../operations.ts';

type Given = NonNullable<Parameters<typeof toSettings>[0]>;

export const mark = 'nothing was written, as CONTENTSTACK_DRY_RUN is true';

/** Each request has an id of its own. */
export const toLasting = (text: string): string => text.replace(/request [0-9a-f-]{36}/g, 'request <id>');

/** All that the stack remembers, less the merge of the seed, which is carried out in its own time. */
export const toText = (state: Sandbox['state']): string =>
  JSON.stringify(state, (key, value) => {
    if (key === 'merge_jobs' || key === 'due') return undefined;
    return key === 'audit_log' ? (value as Json[]).filter(({ event_type }) => event_type !== 'merge') : value;
  });

export interface Told {
  isError: boolean;
  text: string;
  /** Of an answer that is JSON. */
  answer: Json;
}

export interface Server {
  client: Client;
  call(name: string, args: Json): Promise<Told>;
}

export interface Both extends AsyncDisposable {
  sandbox: Sandbox;
  rehearsing: Server;
  real: Server;
  /** What writes among the requests since the last reset. */
  writes(): RecordedRequest[];
}

/** Some requests write by GET: by what the reference says of them, and not by what the catalogue does. */
const writingGets = /\/workflows\/[^/]+\/(enable|disable)$|\/publish-queue\/[^/]+\/unschedule$/;

const isWrite = ({ method, path }: RecordedRequest): boolean => method !== 'GET' || writingGets.test(path);

export async function openBoth(settings: Given = {}, token = 'read_write'): Promise<Both> {
  const sandbox = await startSandbox({ seed });
  const given = { MODULES: 'all', RATE_READS: 'off', RATE_WRITES: 'off', RATE_BULK: 'off', ...settings };
  const ends: (() => Promise<unknown>)[] = [];
  const start = async (more: Given): Promise<Server> => {
    const own = toSettings({
      ...{ HOST: sandbox.origin, API_KEY: sandbox.api_key, MANAGEMENT_TOKEN: String(sandbox.tokens[token]) },
      ...given,
      ...more,
    });
    const connected = connectStack(operations, own, { tasks });
    await connected.stack.ready();
    const factory = toServerFactory({ version: '0', stack: connected.stack, where: 'a test', settings: own });
    const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
    const server = serveStdio(factory, { transport: serverSide });
    const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: 'auto' } });
    await client.connect(clientSide);
    ends.push(
      () => client.close(),
      () => server.close(),
      () => connected.close(),
    );
    return {
      client,
      async call(name, args) {
        const { content, isError } = await client.callTool({ name, arguments: args });
        const text = content.map(part => (part.type === 'text' ? part.text : '')).join('\n');
        const answer = text.startsWith('{') ? (JSON.parse(text) as Json) : {};
        return { isError: isError === true, text, answer };
      },
    };
  };
  const rehearsing = await start({ DRY_RUN: 'true' });
  const sent = sandbox.requests.filter(isWrite);
  if (sent.length > 0) throw new Error('a start that rehearses has written');
  const real = await start({});
  sandbox.requests.splice(0);
  return {
    sandbox,
    rehearsing,
    real,
    writes: () => sandbox.requests.filter(isWrite),
    async [Symbol.asyncDispose]() {
      for (const end of ends) await end();
      await sandbox.close();
    },
  };
}
