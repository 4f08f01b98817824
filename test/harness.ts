// Sandbox + server + connected client in one call: the product's own parts, joined as main.ts joins them.
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type ClientCapabilities, InMemoryTransport } from '@modelcontextprotocol/client';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { type Sandbox, startSandbox } from '../src/sandbox/index.ts';
import { type ServerContext, toServerFactory } from '../src/server/server.ts';
import { toSettings } from '../src/settings/settings.ts';
import { connectStack } from '../src/stack/connect.ts';
import { tasks as catalogue } from '../tools/index.ts';
import { operations as all } from './operations.ts';

/** In milliseconds, for what is found out at the start: a test begins when all is known. */
const patience = 60_000;

/** A sandbox without limits need not be spared. */
const unpaced = { RATE_READS: 'off', RATE_WRITES: 'off', RATE_BULK: 'off' };

export type Json = Record<string, unknown>;

type SandboxOptions = NonNullable<Parameters<typeof startSandbox>[0]>;

interface Reply {
  action: 'accept' | 'decline' | 'cancel';
  content?: { confirm: boolean };
}

export interface Options extends SandboxOptions {
  /** Name of a token of the seed; read_write when not given. */
  token?: string;
  settings?: Parameters<typeof toSettings>[0];
  /** How long the stack's words are taken for current, in milliseconds. */
  wordLife?: number;
  /** Those of the catalogue when not given. */
  tasks?: typeof catalogue;
  operations?: typeof all;
  /** `raw`: answers as the CMA gave them, for tests of what a call brought about. */
  answers?: 'raw';
  /** Which protocol the client speaks. */
  era?: 'legacy' | 'auto';
  /** Hears what the server tells its operator. */
  log?: ServerContext['log'];
  watchers?: ServerContext['watchers'];
  onDeparture?: NonNullable<Parameters<typeof connectStack>[2]>['onDeparture'];
  /** Answers what the server asks the user; without it the client cannot be asked. */
  reply?: (question: string) => Reply | Promise<Reply>;
  /** What the client says of itself beside that. */
  extensions?: Record<string, Json>;
}

export interface Opened {
  sandbox: Sandbox;
  client: Client;
  /** As the server holds it. */
  stack: ReturnType<typeof connectStack>['stack'];
  /** For other clients. */
  factory: ReturnType<typeof toServerFactory>;
  /** Tool names as listed. */
  list(): Promise<string[]>;
  /** The JSON of the answer. @throws with the tool's text when it is an error. */
  call(name: string, args?: Json): Promise<Json>;
  /** The text of an answer that must be an error. @throws when it is none. */
  fail(name: string, args?: Json): Promise<string>;
  close(): Promise<void>;
}

/** Closed by the test: `await using opened = await open()`, or close(). */
export async function open(options: Options = {}): Promise<Opened & AsyncDisposable> {
  const {
    token = 'read_write',
    settings: given = {},
    era = 'auto',
    answers,
    reply,
    extensions,
    wordLife,
    log,
    watchers,
    onDeparture,
    ...more
  } = options;
  const { tasks = catalogue, operations = all, ...rest } = more;
  const sandbox = await startSandbox(rest);
  const value = sandbox.tokens[token] ?? token;
  const settings = toSettings({
    ...unpaced,
    ...given,
    HOST: sandbox.origin,
    API_KEY: sandbox.api_key,
    MANAGEMENT_TOKEN: value,
  });
  const connected = connectStack(operations, settings, {
    tasks,
    deadline: patience,
    ...(wordLife === undefined ? {} : { wordLife }),
    ...(onDeparture ? { onDeparture } : {}),
  });
  await connected.stack.ready();
  // On a machine that has other work some of it comes to nothing at first, or is not waited for.
  for (const until = Date.now() + patience; connected.stack.now().access.facts.open && Date.now() < until; )
    await sleep(20);
  // What a test counts are its own requests, not those by which the server found out what it may do.
  sandbox.requests.splice(0);
  const secrets = { token: value, apiKey: sandbox.api_key };
  const show: Pick<ServerContext, 'present'> = answers === 'raw' ? { present: (_operation, _given, body) => body } : {};
  const factory = toServerFactory({
    version: '0.0.0-test',
    stack: connected.stack,
    where: 'a test',
    settings,
    ...show,
    ...(log ? { log } : {}),
    ...(watchers ? { watchers } : {}),
  });
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  const server = serveStdio(factory, { transport: serverSide });
  const client = new Client(
    { name: 'test', version: '1.0.0' },
    {
      capabilities: {
        ...(reply ? { elicitation: {} } : {}),
        ...(extensions ? { extensions } : {}),
      } as ClientCapabilities,
      versionNegotiation: { mode: era },
    },
  );
  if (reply)
    client.setRequestHandler('elicitation/create', async ({ params }) => ({ ...(await reply(params.message)) }));
  await client.connect(clientSide);

  const askOnce = async (name: string, args: Json) => {
    const result = await client.callTool({ name, arguments: args });
    const [content] = result.content;
    const text = content?.type === 'text' ? content.text : '';
    expectNoSecret(text, secrets);
    return { isError: result.isError === true, text };
  };
  // As an assistant does whose user wants it: what takes two calls is called again.
  const ask = async (name: string, args: Json) => {
    const first = await askOnce(name, args);
    const code = toCode(first.text);
    return code === undefined ? first : askOnce(name, { ...args, confirm: code });
  };
  const close = async () => {
    await client.close();
    await server.close();
    await connected.close();
    await sandbox.close();
  };
  return {
    sandbox,
    client,
    stack: connected.stack,
    factory,
    list: async () => (await client.listTools()).tools.map(tool => tool.name),
    async call(name, args = {}) {
      const { isError, text } = await ask(name, args);
      if (isError) throw new Error(`${name}: ${text}`);
      return JSON.parse(text) as Json;
    },
    async fail(name, args = {}) {
      const { isError, text } = await ask(name, args);
      if (!isError) throw new Error(`${name} succeeded: ${text}`);
      return text;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Of a call of which nothing was done yet. */
export const toCode = (text: string): string | undefined =>
  /^Nothing was done yet[\s\S]*"confirm": "([\w-]+)"/.exec(text)?.[1];

/** Every answer of every test is looked through. The message does not show what was found. */
function expectNoSecret(text: string, { token, apiKey }: { token: string; apiKey: string }): void {
  if (text.includes(token)) throw new Error('the answer holds the token');
  // Where Contentstack itself puts the key: in the addresses of assets and of its app.
  const rest = text.replaceAll(`/v3/assets/${apiKey}/`, '').replaceAll(`/stack/${apiKey}/`, '');
  if (rest.includes(apiKey)) throw new Error('the answer holds the API key');
}
