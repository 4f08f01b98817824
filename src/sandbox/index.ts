// The sandbox: a stack in memory behind a real HTTP server on loopback that answers like the Content Management API.
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { makeApp, type RecordedRequest } from './app.ts';
import { buildState } from './build.ts';
import { type Choices, likeliest } from './choices.ts';
import type { Pace } from './due.ts';
import type { Limits } from './limits.ts';
import type { Seed } from './seed/format.ts';
import { demoSeed } from './seed/index.ts';
import type { State } from './state.ts';

export interface SandboxOptions {
  /** Any free one when absent. */
  port?: number;
  seed?: Seed;
  /** Enforced only when given; the rate headers are there either way. */
  limits?: Partial<Limits> | false;
  /** How long jobs take; a few milliseconds when absent. */
  pace?: Partial<Pace>;
  /** Other answers where the reference is unsure. */
  choices?: Partial<Choices>;
}

/** Long enough for a client to see that it has to wait, short enough for a test not to mind. */
const brisk: Pace = { queue: 20, work: 20, retry: 200, timeout: 30_000 };

export interface Sandbox {
  origin: string;
  api_key: string;
  /** Token values by name. */
  tokens: Record<string, string>;
  state: State;
  requests: RecordedRequest[];
  close(): Promise<void>;
}

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const seed = options.seed ?? demoSeed;
  const choices: Choices = { ...likeliest, ...seed.choices, ...options.choices };
  const pace = { ...brisk, ...options.pace };
  const state = buildState(seed);
  const requests: RecordedRequest[] = [];
  const { background, settle } = makeBackground();
  const app = makeApp({ state, choices, pace, limits: options.limits ?? false, requests, background });
  const { server, port } = await listen(app.fetch, options.port ?? 0);
  const origin = `http://127.0.0.1:${port}`;
  // For webhooks: they are told when something is due, not when the next request comes.
  const clock = setInterval(() => app.catchUp(origin), 200).unref();
  return {
    origin,
    api_key: state.api_key,
    tokens: Object.fromEntries(state.tokens.map(({ name, value }) => [name, value])),
    state,
    requests,
    async close() {
      clearInterval(clock);
      await settle();
      await stop(server);
    },
  };
}

/** Work that no answer waits for; it is told to stop, and waited for, when the sandbox closes. */
function makeBackground() {
  const closing = new AbortController();
  const running = new Set<Promise<void>>();
  return {
    background(work: (signal: AbortSignal) => Promise<void>) {
      const run = work(closing.signal).catch(() => {});
      running.add(run);
      run.then(() => running.delete(run));
    },
    async settle() {
      closing.abort();
      await Promise.all(running);
    },
  };
}

function stop(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
    // Clients keep connections open for their next request; there will be none.
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}

type Server = ReturnType<typeof serve>;

function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  port: number,
): Promise<{ server: Server; port: number }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: '127.0.0.1' }, (info: AddressInfo) =>
      resolve({ server, port: info.port }),
    );
    server.once('error', reject);
  });
}
