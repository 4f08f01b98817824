// Metrics and traces, where somebody wants them: without the setting and an SDK nothing is loaded, listened at or sent.
import type { Server } from 'node:http';
import type { Departure } from '../door/request.ts';
import { prompts } from '../server/prompts.ts';
import { reachNames } from '../server/reach.ts';
import { statusDefinition } from '../server/status.ts';
import { bind } from '../server/transports/bind.ts';
import type { Watcher } from '../server/watching/watch.ts';
import type { At, Http } from '../settings/http.ts';
import { listen } from './listener.ts';
import type { Metrics, Observed } from './metrics.ts';
import type { Known } from './told.ts';

export interface Telemetry {
  watchers: readonly Watcher[];
  /** Told of each time a request left. */
  onDeparture?: Metrics['onDeparture'];
  /** From now on there is something to look at. */
  observe(observed: Observed): void;
  close(): void;
}

interface Wanted {
  /** Where metrics are served, if they are. */
  metrics: (At & Pick<Http, 'hosts'>) | undefined;
  about: { name: string; version: string };
  /** Names of all tools of the catalogue. */
  tools: readonly string[];
  log(line: string): void;
}

/** Under this name the API finds what an SDK has registered; it is the same for all copies of the API in a process. */
const registered = Symbol.for('opentelemetry.js.api.1');

const isSdkThere = (): boolean => {
  const { trace, metrics } =
    (globalThis as { [registered]?: { trace?: unknown; metrics?: unknown } })[registered] ?? {};
  return trace !== undefined || metrics !== undefined;
};

/** @throws {BadSetting} when there is no listening where metrics are to be served. */
export async function openTelemetry({ metrics: at, about, tools, log }: Wanted): Promise<Telemetry> {
  const known = (): Known => ({
    tools: new Set([...tools, ...reachNames, statusDefinition.name]),
    prompts: new Set(prompts.map(({ name }) => name)),
  });
  const tracing = isSdkThere() ? [(await import('./tracing.ts')).toTracing(about, known())] : [];
  if (!at) return { watchers: tracing, observe() {}, close() {} };
  const server = await bind(at.host, at.port, 'CONTENTSTACK_METRICS');
  const { toMetrics } = await import('./metrics.ts');
  const metrics = toMetrics(about.version, known());
  let observed: Observed | undefined;
  const text = () => metrics.text(observed);
  log(listen({ server, host: at.host, names: at.hosts, type: metrics.type, text }));
  return {
    watchers: [...tracing, metrics.watcher],
    onDeparture: (departure: Departure) => metrics.onDeparture(departure),
    observe(seen) {
      observed = seen;
    },
    close: () => end(server),
  };
}

/** Whoever reads just now is not waited for. */
function end(server: Server): void {
  server.close();
  server.closeAllConnections();
}
