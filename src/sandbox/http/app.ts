// The HTTP application: runs the checks in order, hands a request to its route, and dresses every answer alike.
import { type Context, Hono } from 'hono';
import { recordEvents } from '../audit-log/log.ts';
import { forgetIndexes, forgetRecalled } from '../records/index.ts';
import type { Choices } from '../state/choices.ts';
import { deriveUid, makeUid, tellTime } from '../state/clock.ts';
import { copyJson } from '../state/copy.ts';
import type { Due, Json, State } from '../state/state.ts';
import { showPublicKeys } from '../webhooks/keys.ts';
import { modules } from '../wiring/modules.ts';
import { workers } from '../wiring/workers.ts';
import { admit } from './auth.ts';
import { parseBody, receiveBody } from './body.ts';
import { type Answer, type Call, isObject, Raw } from './call.ts';
import { doDue, type Pace } from './due.ts';
import { handle, type Served } from './handle.ts';
import { type LimitSetting, makeCounter } from './limits.ts';
import { CmaError, makeHeaders, refusePath, refuseRate, writeErrorBody } from './replies.ts';
import { noteBody, type RequestLog } from './request-log.ts';

interface Setting {
  state: State;
  choices: Choices;
  pace: Pace;
  limits: LimitSetting;
  log: RequestLog;
  /** Called when a request or deferred work may have changed the state. */
  changed: () => void;
  background: Call['background'];
}

export interface App {
  fetch: Hono['fetch'];
  /** Does what is due by now; called before every request, and when its time has come. */
  catchUp: (origin: string) => void;
}

export function makeApp({ state, choices, pace, limits, log, changed, background }: Setting): App {
  const app = new Hono();
  const count = makeCounter(limits);
  const shared = { state, choices, pace, background, newUid: makeUid };

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
      // What a refused request would have done is done to a copy.
      ...(refusal ? { state: copyJson(state) } : {}),
      branch,
      origin: url.origin,
      stamp: { at: tellTime(), by: deriveUid(token?.name ?? '') },
      ...(token ? { token } : {}),
      params,
      query: url.searchParams,
      header,
      body: parseBody(received, request.method, choices.emptyJsonBody === 'refuse'),
      form: received.form,
      told: [],
    };
    if (refusal) call.branch = call.state.branches[branch.uid] ?? branch;
    const given = handle(call, served);
    if (refusal) throw refusal;
    // State is plain JSON: a copy keeps an answer from changing with what comes after it.
    const answered = given instanceof Raw ? given : copyJson(given);
    const exchanged = isObject(answered) && !(answered instanceof Raw) ? answered : {};
    recordEvents(call, { request: toLogged(call.body), response: exchanged });
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
        // An order moves an entry into an environment or out of it, and changes nothing else of it.
        (due.work === 'order' ? forgetRecalled : forgetIndexes)(state);
        recordEvents(call, { request: {}, response: {} });
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

  for (const module of modules) {
    for (const route of module.routes) {
      app.on(route.method, `/v3${route.path}`, context => respond(context, { module, route }));
    }
  }
  // Where receivers of webhooks get what they check the signature with; not a part of the API.
  app.get('/.well-known/public-keys.json', async context => context.json(await showPublicKeys()));
  app.notFound(context => respond(context));
  return { fetch: app.fetch, catchUp };
}

const toPath = (url: URL): string => url.pathname.replace(/^\/v3/, '').replace(/(.)\/$/, '$1');

/** Who loads a file shows nothing; the file is of the whole stack. */
const toOpenAdmission = (state: State) => {
  const [branch] = Object.values(state.branches);
  return branch && { token: undefined, branch, refusal: undefined };
};

const toLogged = (body: unknown): Json => (isObject(body) ? body : {});
