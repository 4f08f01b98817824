// An endpoint that speaks both protocols over HTTP, and behind which a scripted solver sits in place of a model.
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readBody } from 'node:stream/consumers';
import type { Solver } from '../task.ts';
import { bringToLife, type Move, type Puppet } from './puppet.ts';
import type { Tool } from './talk.ts';

type Json = Record<string, unknown>;

interface Arrived {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** In place of an answer. */
export interface Trouble {
  status: number;
  body: string;
}

export interface Endpoint extends AsyncDisposable {
  origin: string;
  arrived: Arrived[];
}

interface Speech {
  readTools(body: Json): Tool[];
  /** Of the last message: the editor's words, or the result of the call before. */
  readHeard(message: Json): { prompt: string } | { result: string };
  toAnswer(move: Move, id: string): Json;
}

/** By the path at which each protocol is spoken. */
const speeches: Record<string, Speech> = {
  '/v1/chat/completions': {
    readTools: ({ tools }) =>
      (tools as { function: Tool & { parameters: object } }[]).map(({ function: { parameters, ...tool } }) => ({
        ...tool,
        inputSchema: parameters,
      })),
    readHeard: ({ role, content }) => (role === 'tool' ? { result: String(content) } : { prompt: String(content) }),
    toAnswer: (move, id) => {
      const called =
        'name' in move
          ? {
              content: null,
              tool_calls: [
                { id, type: 'function', function: { name: move.name, arguments: JSON.stringify(move.args) } },
              ],
            }
          : { content: move.text };
      const choice = { index: 0, message: { role: 'assistant', ...called }, finish_reason: 'stop' };
      return { id, object: 'chat.completion', choices: [choice], usage: { prompt_tokens: 100, completion_tokens: 10 } };
    },
  },
  '/v1/messages': {
    readTools: ({ tools }) =>
      (tools as (Tool & { input_schema: object })[]).map(({ input_schema, ...tool }) => ({
        ...tool,
        inputSchema: input_schema,
      })),
    readHeard: ({ content }) =>
      typeof content === 'string'
        ? { prompt: content }
        : { result: (content as { content: string }[])[0]?.content ?? '' },
    toAnswer: (move, id) => ({
      id,
      type: 'message',
      role: 'assistant',
      content: [
        'name' in move
          ? { type: 'tool_use', id, name: move.name, input: move.args }
          : { type: 'text', text: move.text },
      ],
      usage: { input_tokens: 60, cache_read_input_tokens: 40, output_tokens: 10 },
    }),
  },
};

/**
 * @param solvers one for each conversation, in their order.
 * @param trouble for the request of this number.
 */
export async function startEndpoint(
  solvers: readonly Solver[],
  trouble: (request: number) => Trouble | undefined = () => undefined,
): Promise<Endpoint> {
  const waiting = [...solvers];
  const arrived: Arrived[] = [];
  let puppet: Puppet | undefined;
  const answer = async (path: string, body: Json): Promise<Json> => {
    const speech = speeches[path];
    const last = (body.messages as Json[]).at(-1);
    if (!speech || !last) throw new Error(`nobody is at ${path}`);
    const heard = speech.readHeard(last);
    if ('prompt' in heard) {
      const solver = waiting.shift();
      if (!solver) throw new Error('no conversation was expected any more');
      puppet = bringToLife(solver, heard.prompt, speech.readTools(body));
      return speech.toAnswer(await puppet.first, `call_${arrived.length}`);
    }
    if (!puppet) throw new Error('a result without a call');
    return speech.toAnswer(await puppet.hear(heard.result), `call_${arrived.length}`);
  };
  const server = createServer(async (request, response) => {
    const { url: path = '', headers } = request;
    const body = await readBody(request);
    arrived.push({ path, headers, body });
    const fault = trouble(arrived.length);
    const { status, body: said } = fault ?? {
      status: 200,
      body: JSON.stringify(await answer(path, JSON.parse(body) as Json)),
    };
    // Nobody has to wait before the next try.
    response.writeHead(status, { 'content-type': 'application/json', 'retry-after-ms': '1' }).end(said);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
