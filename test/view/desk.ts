// The process behind the desk: it holds the client, and lets the page answer what the server asks.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { startSite } from './site.ts';
import { speak } from './speaker.ts';
import type { Asks, Json, Question } from './wire.ts';

export interface Desk extends AsyncDisposable {
  url: string;
}

/** On the demo stack, which is made anew each time. */
export async function startDesk(): Promise<Desk> {
  const waiting = new Map<number, (yes: boolean) => void>();
  let number = 0;
  let hear: (question: Question) => void = () => {};
  const speaker = await speak({ transport: 'stdio', era: '2026' }, { args: ['--sandbox'] }, says => {
    number += 1;
    hear({ question: number, says });
    const question = number;
    return new Promise(resolve => waiting.set(question, resolve));
  });
  // One thing is done at a time: what comes first of it, its end or a question.
  let work: Promise<unknown> = Promise.resolve();
  const next = (): Promise<unknown> =>
    Promise.race([
      work,
      new Promise<Question>(resolve => {
        hear = resolve;
      }),
    ]);
  const begin = (begun: Promise<unknown>): Promise<unknown> => {
    // Who opens something else has said no to what was asked.
    for (const reply of waiting.values()) reply(false);
    waiting.clear();
    work = begun;
    return next();
  };
  const answers: { [K in keyof Asks]?: (params: Json) => Promise<unknown> } = {
    open: ({ name, args }) => begin(speaker.open(name as string, args as Json)),
    call: ({ name, args }) => begin(speaker.call(name as string, args as Json).then(result => ({ result }))),
    read: ({ uri }) => speaker.read(uri as string),
    answer({ question, yes }) {
      const reply = waiting.get(question as number);
      waiting.delete(question as number);
      const coming = next();
      reply?.(yes === true);
      return coming;
    },
  };
  // Nobody but the page knows the path.
  const token = randomUUID();
  const serve = async (request: IncomingMessage, response: ServerResponse, method: string): Promise<void> => {
    const answer = answers[method as keyof Asks];
    try {
      if (!answer) throw new Error(`nothing is called ${method}`);
      const json = JSON.stringify(await answer(JSON.parse(await text(request))));
      response.writeHead(200, { 'content-type': 'application/json' }).end(json);
    } catch (error) {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(error instanceof Error ? error.message : '');
    }
  };
  const site = await startSite('desk', { token }, (request, response) => {
    const [, key, method = ''] = (request.url ?? '').split('/');
    const isOwn = key === token && request.method === 'POST' && `http://${request.headers.host}` === site.origins.host;
    if (isOwn) void serve(request, response, method);
    return isOwn;
  });
  return {
    url: `${site.origins.host}/`,
    async [Symbol.asyncDispose]() {
      await speaker[Symbol.asyncDispose]();
      await site[Symbol.asyncDispose]();
    },
  };
}
