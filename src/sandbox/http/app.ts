// The HTTP application: runs the checks in order, hands a request to its route, and dresses every answer alike.
import { type Context, Hono } from 'hono';
import type { Choices } from '../state/choices.ts';
import { deriveUid, makeUid, makeUuid, tellTime } from '../state/clock.ts';
import { copyJson } from '../state/copy.ts';
import type { Json } from '../state/json.ts';
import { isObject } from '../state/json.ts';
import type { Due, State } from '../state/state.ts';
import { admit } from './auth.ts';
import { parseBody, receiveBody } from './body.ts';
import { type Answer, type Call, type Module, type Pace, Raw, type Served } from './call.ts';
import { doDue, type Worker } from './due.ts';
import { type LimitSetting, makeCounter } from './limits.ts';
import { CmaError, makeHeaders, refusePath, refuseRate, writeErrorBody } from './replies.ts';
import { noteBody, type RequestLog } from './request-log.ts';

/** What the modules bring together. It is handed in, so that what serves requests knows none of them. */
export interface Wiring extends Pick<Call, 'carriers' | 'works'> {
  /** Where two patterns would take a path, the earlier module has it. */
  modules: readonly Module[];
  workers: Readonly<Record<string, Worker>>;
  handle: (call: Call, served: Served) => Answer;
  /** After deferred work of that name: what was remembered of entries that it may have changed is forgotten. */
  forget: (state: State, work: string) => void;
  /** After a request or deferred work: who is told of it. */
  record: (call: Call, exchange: Exchange) => void;
  /** Beside the API: what is served as it is, by path. */
  pages: Readonly<Record<string, () => Promise<object>>>;
}

/** What a request and its answer held; empty for deferred work. */
export interface Exchange {
  request: Json;
  response: Json;
}

interface Setting {
  wiring: Wiring;
  state: State;
  choices: Choices;
  pace: Pace;
  limits: LimitSetting;
  log: RequestLog;
  /** Called when a request or deferred work may have changed the state. */
  changed: () => void;
  background: Call['background'];
}

interface App {
  fetch: Hono['fetch'];
  /** Does what is due by now; called before every request, and when its time has come. */
  catchUp: (origin: string) => void;
}

export function makeApp({ wiring, state, choices, pace, limits, log, changed, background }: Setting): App {
  const app = new Hono();
  const count = makeCounter(limits);
  const { carriers, works, workers } = wiring;
  const shared = { state, choices, pace, carriers, works, background, newUid: makeUid, newUuid: makeUuid };

  async function answer(
    request: Request,
    served?: Served,
    params: Record<string, string> = {},
  ): Promise<[Answer, number]> {
    const url = new URL(request.url);
    const header = (name: string): string | undefined => request.headers.get(name) ?? undefined;
    const received = await receiveBody(request);
    const record = log.note(request);
    noteBody(record, received);
    catchUp(url.origin);
    const open = served?.route.open ? toOpenAdmission(state) : undefined;
    const { token, branch, refusal } =
      open ?? admit(state, choices, { method: request.method, path: toPath(url), header, served });
    if (!served) throw refusePath();
    const call: Call = {
      ...shared,
      // A refused request is carried out on a copy, so that nothing comes of it.
      ...(refusal ? { state: copyJson(state) } : {}),
      branch,
      origin: url.origin,
      stamp: { at: tellTime(), by: deriveUid(token?.name ?? '') },
      ...(token ? { token } : {}),
      params,
      query: url.searchParams,
      header,
      body: parseBody(
        received,
        request.method,
        choices.emptyJsonBody === 'refuse',
        /\/(un)?publish$/.test(url.pathname) ? choices.badPublishBody : undefined,
      ),
      form: received.form,
      told: [],
    };
    if (refusal) call.branch = call.state.branches[branch.uid] ?? branch;
    const given = wiring.handle(call, served);
    if (refusal) throw refusal;
    // State is plain JSON: a copy keeps an answer from changing with what comes after it.
    const answered = given instanceof Raw ? given : copyJson(given);
    const exchanged = isObject(answered) && !(answered instanceof Raw) ? answered : {};
    wiring.record(call, { request: toLogged(call.body), response: exchanged });
    record.applied = true;
    if (request.method !== 'GET' || served.route.writes) changed();
    return [answered, served.route.status ?? 200];
  }

  function catchUp(origin: string): void {
    doDue(state, {
      makeCall(due: Due) {
        const branch = state.branches[due.branch];
        const asked = { params: {}, query: new URLSearchParams(), header: () => undefined, body: undefined, form: [] };
        return branch && { ...shared, ...asked, branch, origin, stamp: { at: tellTime(), by: due.by }, told: [] };
      },
      workers,
      finish: (call, due) => {
        wiring.forget(state, due.work);
        wiring.record(call, { request: {}, response: {} });
        changed();
      },
    });
  }

  async function respond(context: Context, served?: Served): Promise<Response> {
    const request = context.req.raw;
    const startedAt = performance.now();
    const record = log.note(request);
    const { limit, remaining, exceeded } = count(request.method, context.req.path);
    const [body, status] = await (exceeded
      ? Promise.reject(refuseRate(choices.rateRefusal))
      : answer(request, served, context.req.param())
    ).catch((error: unknown): [Json, number] => {
      if (error instanceof CmaError) return [writeErrorBody(error), error.status];
      const unforeseen = new CmaError(500, 500, 'Something went wrong. Please try again.');
      return [writeErrorBody(unforeseen), unforeseen.status];
    });
    record.status = status;
    const headers = {
      ...makeHeaders(state.org_uid, startedAt),
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(remaining),
      ...(exceeded && choices.rateRefusal.retryAfter ? { 'retry-after': '1' } : {}),
    };
    if (status === 204) return new Response(null, { status, headers });
    if (exceeded && choices.rateRefusal.body === 'text')
      return new Response('Rate limit exceeded', { status, headers });
    if (!(body instanceof Raw)) return Response.json(body, { status, headers });
    return new Response(body.body as string, { status, headers: { ...headers, ...body.headers } });
  }

  for (const module of wiring.modules) {
    for (const route of module.routes) {
      app.on(route.method, `/v3${route.path}`, context => respond(context, { module, route }));
    }
  }
  for (const [path, show] of Object.entries(wiring.pages)) app.get(path, async context => context.json(await show()));
  app.notFound(context => respond(context));
  return { fetch: app.fetch, catchUp };
}

const toPath = (url: URL): string => url.pathname.replace(/^\/v3/, '').replace(/(.)\/$/, '$1');

/** Files are loaded without credentials, from any branch. */
const toOpenAdmission = (state: State) => {
  const [branch] = Object.values(state.branches);
  return branch && { token: undefined, branch, refusal: undefined };
};

const toLogged = (body: unknown): Json => (isObject(body) ? body : {});
