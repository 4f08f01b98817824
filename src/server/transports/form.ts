// The form of an answer over HTTP, as its caller asks for it: one JSON, a stream of events, or whichever suits.
import type { FetchLikeMcpHandler } from '@modelcontextprotocol/node';

/** `either`: as the SDK would have it. */
type Form = 'json' | 'events' | 'either';

/** What the SDK wants to hear from everybody: that both forms are understood. */
export const either = 'application/json, text/event-stream';

/** Undefined where neither form is wanted. Who takes anything gets JSON: it is read by all. */
export function toForm(accept: string | undefined): Form | undefined {
  if (accept === undefined || accept.trim() === '') return 'json';
  const types = accept
    .toLowerCase()
    .split(',')
    .map(part => part.split(';')[0]?.trim() ?? '');
  const takes = (...names: string[]): boolean => names.some(name => types.includes(name));
  const isJson = takes('application/json', 'application/*');
  const isStream = takes('text/event-stream', 'text/*');
  if (isJson && isStream) return 'either';
  if (isStream) return 'events';
  return isJson || takes('*/*') ? 'json' : undefined;
}

/** @returns the same handler, whose answers have the form that the caller's `extra` names. */
export function inForm(handler: FetchLikeMcpHandler): FetchLikeMcpHandler {
  return {
    async fetch(request, options) {
      const form = options?.authInfo?.extra?.form as Form | undefined;
      const response = await handler.fetch(request, options);
      const type = response.headers.get('content-type') ?? '';
      if (form === 'json' && type.startsWith('text/event-stream')) return toJson(response, options?.parsedBody);
      if (form === 'events' && type.startsWith('application/json') && response.ok) return toEvents(response);
      return response;
    },
  };
}

/** The answers of a stream that ends with them; what was told on the way has no place in one JSON. */
async function toJson(response: Response, asked: unknown): Promise<Response> {
  // A subscription has no end.
  if ((asked as { method?: unknown } | undefined)?.method === 'subscriptions/listen') return response;
  const events = (await response.text()).split(/\r?\n\r?\n/);
  const answers = events.flatMap(event => {
    const data = event.split(/\r?\n/).flatMap(line => (line.startsWith('data:') ? [line.slice(5).trim()] : []));
    const message = data.join('') === '' ? undefined : (JSON.parse(data.join('\n')) as Record<string, unknown>);
    return message && 'id' in message && !('method' in message) ? [message] : [];
  });
  return Response.json(Array.isArray(asked) ? answers : answers[0], { status: response.status });
}

async function toEvents(response: Response): Promise<Response> {
  const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform' };
  return new Response(`event: message\ndata: ${await response.text()}\n\n`, { status: response.status, headers });
}
