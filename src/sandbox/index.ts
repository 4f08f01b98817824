// The sandbox: a stack in memory behind a real HTTP server on loopback that answers like the Content Management API.
import { setMaxListeners } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import { makeApp } from './http/app.ts';
import { makeBackground } from './http/background.ts';
import type { Pace } from './http/call.ts';
import { isControl, makeControl } from './http/control.ts';
import { type Wire, withFaults } from './http/fault-answer.ts';
import { type FaultSpec, makeFaults } from './http/faults.ts';
import type { LimitSetting } from './http/limits.ts';
import { makeRequestLog, type RecordedRequest } from './http/request-log.ts';
import type { Seed } from './seed/form/format.ts';
import { plantDemo } from './seed/planting/demo.ts';
import { type GivenChoices, settleChoices } from './state/choices.ts';
import { type Kept, keepState, readStateFile } from './state/file.ts';
import type { State } from './state/state.ts';
import { Unusable } from './state/unusable.ts';
import { wiring } from './wiring/index.ts';

export { Unusable };
export { readLimits } from './http/limits.ts';
export { plantDemo } from './seed/planting/demo.ts';
export { readChoices } from './state/choices.ts';

// What a start on the demo stack does without is loaded when it is asked for.
export const generateSeed = async (entries: number): Promise<Seed> =>
  (await import('./seed/demo/generate.ts')).generateSeed(entries);
export const readSeedFile = async (path: string): Promise<Seed> =>
  (await import('./seed/planting/file.ts')).readSeedFile(path);

export interface SandboxOptions {
  /** Any free one when absent. */
  port?: number;
  /** A function is called when the seed is needed: it may be large, or read from a file. */
  seed?: Seed | (() => Seed | Promise<Seed>);
  /** A file that the state is kept in; while there is one, the seed is not used. @throws {Unusable} */
  stateFile?: string;
  /** Enforced only when given; the rate headers are there either way. */
  limits?: LimitSetting;
  /** Milliseconds that every answer of the API waits, as if it came from afar. */
  latency?: number;
  /** How long jobs take; a few milliseconds when absent. */
  pace?: Partial<Pace>;
  /** Other answers where the reference is unsure. */
  choices?: GivenChoices;
}

/** Long enough for a client to see that it has to wait, short enough for a test not to mind. */
const brisk: Pace = { queue: 20, work: 20, retry: 200, timeout: 30_000 };

export interface Sandbox {
  origin: string;
  api_key: string;
  /** Token values by name. */
  tokens: Record<string, string>;
  state: State;
  /** The last ones that arrived, oldest first. */
  requests: RecordedRequest[];
  /** Something goes wrong with the next request that fits. @throws when the fault is not valid. */
  fault(spec: FaultSpec): void;
  /** Back to the seed; nothing of what arrived, what went wrong or what is still under way is left. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { seed, stateFile } = options;
  const plant = async (): Promise<Kept> => {
    if (seed === undefined) return { state: plantDemo(), choices: {} };
    const planted = await (typeof seed === 'function' ? seed() : seed);
    const { plantSeed } = await import('./seed/planting/plant.ts');
    try {
      return { state: plantSeed(planted), choices: planted.choices ?? {} };
    } catch (error) {
      throw new Unusable(`the seed cannot be used: ${(error as Error).message}`);
    }
  };
  const { state, choices: given } = (stateFile === undefined ? undefined : readStateFile(stateFile)) ?? (await plant());
  const choices = settleChoices(given, options.choices);
  const pace = { ...brisk, ...options.pace };
  const keeper = stateFile === undefined ? undefined : keepState(stateFile, () => ({ state, choices: given }));
  const changed = (): void => keeper?.changed();
  const log = makeRequestLog();
  const faults = makeFaults();
  const jobs = makeBackground(changed);
  const closing = new AbortController();
  // As many as there are answers that wait.
  setMaxListeners(0, closing.signal);
  const limits = options.limits ?? false;
  const { background } = jobs;
  const app = makeApp({ wiring, state, choices, pace, limits, log, changed, background });
  const reset = async (): Promise<void> => {
    await jobs.stop();
    replace(state, (await plant()).state);
    changed();
    await keeper?.flush();
    log.requests.length = 0;
    faults.clear();
  };
  const control = makeControl({ faults, requests: log.requests, reset, describe: () => describe(state) });
  const faulty = withFaults(app.fetch, faults, log, closing.signal);
  const far = (request: Request, wire: Wire) => later(options.latency, closing.signal, () => faulty(request, wire));
  const fetch = (request: Request, wire: Wire) =>
    isControl(new URL(request.url).pathname) ? control.fetch(request, wire) : far(request, wire);
  // The port first: where it is taken, no file is left behind.
  const { server, port } = await listen(fetch, options.port ?? 0);
  changed();
  try {
    // A file that cannot be written is better known now than at the end.
    await keeper?.flush();
  } catch (error) {
    await stop(server);
    throw error;
  }
  const origin = `http://127.0.0.1:${port}`;
  // For webhooks: they are told when something is due, not when the next request comes.
  const clock = setInterval(() => app.catchUp(origin), 200).unref();
  return {
    origin,
    api_key: state.api_key,
    tokens: Object.fromEntries(state.tokens.map(({ name, value }) => [name, value])),
    state,
    requests: log.requests,
    fault: faults.add,
    reset,
    async close() {
      clearInterval(clock);
      closing.abort();
      await jobs.stop();
      await stop(server);
      await keeper?.flush();
    },
  };
}

/** At once without a wait, and when the sandbox closes. */
async function later<T>(wait: number | undefined, signal: AbortSignal, work: () => T | Promise<T>): Promise<T> {
  if (wait) await sleep(wait, undefined, { signal }).catch(() => {});
  return work();
}

const describe = (state: State): object => ({
  sandbox: `A stand-in for Contentstack's Content Management API, under /v3; the stack is '${state.name}'.`,
  api_key: state.api_key,
  branches: Object.keys(state.branches),
  control: ['GET|POST|DELETE /faults', 'GET|DELETE /requests', 'POST /reset'],
});

/** The object stays the one that everybody holds; what it says is another's. */
function replace(state: State, fresh: State): void {
  for (const key of Object.keys(state)) delete (state as unknown as Record<string, unknown>)[key];
  Object.assign(state, fresh);
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
  fetch: (request: Request, wire: Wire) => Response | Promise<Response>,
  port: number,
): Promise<{ server: Server; port: number }> {
  return new Promise((resolve, reject) => {
    const server = serve(
      {
        fetch: (request, env) => fetch(request, env as Wire),
        port,
        hostname: '127.0.0.1',
        // As long as hosts mostly do. After the five seconds of Node a busy machine would meet closed ones with its next write.
        serverOptions: { keepAliveTimeout: 60_000 },
      },
      (info: AddressInfo) => resolve({ server, port: info.port }),
    );
    server.once('error', ({ code = 'no port' }: NodeJS.ErrnoException) =>
      reject(new Unusable(`the sandbox cannot listen on port ${port} (${code})`, 'port')),
    );
  });
}
