// The HTTP application: runs the checks in order, hands a request to its route, and dresses every answer alike.
import { Hono } from 'hono';
import { admit } from './auth.ts';
import { describeBody, parseBody, receiveBody } from './body.ts';
import type { Call, Route } from './call.ts';
import type { Choices } from './choices.ts';
import { deriveUid, tellTime } from './clock.ts';
import { type Limits, makeCounter } from './limits.ts';
import { CmaError, makeHeaders, refusePath, refuseRate, writeErrorBody } from './replies.ts';
import { contentTypeRoutes } from './routes/content-types.ts';
import { entryRoutes } from './routes/entries.ts';
import { entryLifecycleRoutes } from './routes/entry-lifecycle.ts';
import { environmentRoutes } from './routes/environments.ts';
import { languageRoutes } from './routes/languages.ts';
import type { Json, State } from './state.ts';

export interface RecordedRequest {
  method: string;
  /** With `/v3`, without the query string. */
  path: string;
  query: string;
  branch: string | undefined;
  api_version: string | undefined;
  body: unknown;
}

/** Literal paths stand before patterns that would take them, such as `import` before `:entry`. */
const routes: Route[] = [
  ...environmentRoutes,
  ...languageRoutes,
  ...contentTypeRoutes,
  ...entryLifecycleRoutes,
  ...entryRoutes,
];

interface Setting {
  state: State;
  choices: Choices;
  limits: Partial<Limits> | false;
  requests: RecordedRequest[];
}

export function makeApp({ state, choices, limits, requests }: Setting): Hono {
  const app = new Hono();
  const count = makeCounter(limits);

  async function answer(request: Request, route?: Route, params: Record<string, string> = {}): Promise<[Json, number]> {
    const url = new URL(request.url);
    const header = (name: string): string | undefined => request.headers.get(name) ?? undefined;
    const received = await receiveBody(request);
    requests.push({
      method: request.method,
      path: url.pathname,
      query: url.search.slice(1),
      branch: header('branch'),
      api_version: header('api_version'),
      body: describeBody(received),
    });
    const path = url.pathname.replace(/^\/v3/, '').replace(/(.)\/$/, '$1');
    const { token, branch } = admit(state, choices, { method: request.method, path, header });
    if (!route) throw refusePath();
    const call: Call = {
      state,
      branch,
      choices,
      stamp: { at: tellTime(), by: deriveUid(token.name) },
      params,
      query: url.searchParams,
      apiVersion: header('api_version'),
      body: parseBody(received, request.method, choices.emptyJsonBody === 'refuse'),
    };
    // State is plain JSON: a copy keeps an answer from changing with what comes after it.
    return [structuredClone(route.answer(call)), route.status ?? 200];
  }

  async function respond(request: Request, route?: Route, params?: Record<string, string>): Promise<Response> {
    const startedAt = performance.now();
    const { limit, remaining, exceeded } = count(request.method);
    const [body, status] = await (exceeded ? Promise.reject(refuseRate()) : answer(request, route, params)).catch(
      (error: unknown): [Json, number] => {
        if (error instanceof CmaError) return [writeErrorBody(error), error.status];
        const unforeseen = new CmaError(500, 500, 'Something went wrong. Please try again.');
        return [writeErrorBody(unforeseen), unforeseen.status];
      },
    );
    return Response.json(body, {
      status,
      headers: {
        ...makeHeaders(state.org_uid, startedAt),
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(remaining),
      },
    });
  }

  for (const route of routes) {
    app.on(route.method, `/v3${route.path}`, context => respond(context.req.raw, route, context.req.param()));
  }
  app.notFound(context => respond(context.req.raw));
  return app;
}
