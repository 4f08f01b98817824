// Metrics: what messages and requests are counted as, and the text that Prometheus reads. Loaded where they are asked for.
import Counter from 'prom-client/lib/counter.js';
import Gauge from 'prom-client/lib/gauge.js';
import Histogram from 'prom-client/lib/histogram.js';
import Registry from 'prom-client/lib/registry.js';
import { toKind } from '../door/kind.ts';
import type { Departure } from '../door/request.ts';
import type { Effect } from '../operations/operation.ts';
import type { Ended, Watcher } from '../server/watching/watch.ts';
import type { Member } from '../stack/members.ts';
import { labels, other, type RowName, rows } from './rows.ts';
import { type Known, toErrorType, toTarget } from './told.ts';

/** What is looked at when somebody asks. */
export interface Observed {
  members: readonly Member[];
  isReady(): boolean;
}

export interface Metrics {
  watcher: Watcher;
  onDeparture(departure: Departure): void;
  type: string;
  /** As they are now. */
  text(observed: Observed | undefined): Promise<string>;
}

type Of<T extends 'counter' | 'gauge' | 'histogram'> = {
  [K in RowName]: (typeof rows)[K]['type'] extends T ? K : never;
}[RowName];

export function toMetrics(version: string, known: Known): Metrics {
  const registry = new Registry();
  const toConfiguration = (key: RowName) => {
    const { name, meaning: help, labels: labelNames } = rows[key];
    return { name, help, labelNames: [...labelNames] as string[], registers: [registry] };
  };
  const histogram = (key: Of<'histogram'>) =>
    new Histogram({ ...toConfiguration(key), buckets: [...rows[key].buckets] });
  const counter = (key: Of<'counter'>) => new Counter(toConfiguration(key));
  const gauge = (key: Of<'gauge'>) => new Gauge(toConfiguration(key));

  const operations = histogram('operations');
  const requests = counter('requests');
  const durations = histogram('durations');
  const waits = histogram('waits');
  const retries = counter('retries');
  const questions = counter('questions');
  const answers = counter('answers');
  const writes = counter('writes');
  const [limit, waiting, ready] = [gauge('limit'), gauge('waiting'), gauge('ready')];
  gauge('build').set({ version, node: process.versions.node }, 1);
  gauge('started').set(Math.round(Date.now() / 1000 - process.uptime()));
  const [processor, memory] = [counter('processor'), gauge('memory')];

  const lookAround = (observed: Observed | undefined): void => {
    for (const each of [limit, waiting, processor]) each.reset();
    const { user, system } = process.cpuUsage();
    processor.inc((user + system) / 1e6);
    memory.set(process.memoryUsage.rss());
    ready.set(observed?.isReady() ? 1 : 0);
    const members = observed?.members ?? [];
    for (const [index, { stack }] of members.entries())
      for (const [kind, going] of Object.entries(stack.now().health().pace)) {
        const at = { kind, ...(members.length > 1 ? { stack_index: String(index + 1) } : {}) };
        limit.set(at, going.limit);
        waiting.set(at, going.waiting);
      }
  };

  return {
    watcher: message => {
      let effect: Effect = 'read';
      let isHeld = false;
      let hasWritten = false;
      const count = (ended: Ended): void => {
        const { tool = message.method === 'tools/call' ? other : undefined } = toTarget(message, known);
        const error = toErrorType(ended);
        operations.observe(
          {
            [labels.method]: message.method,
            ...(tool === undefined ? {} : { [labels.tool]: tool }),
            ...(error === undefined ? {} : { [labels.error]: error }),
          },
          (ended.at - message.at) / 1000,
        );
        if (effect === 'read' || ended.outcome === 'question' || isHeld) return;
        writes.inc({ effect, outcome: ended.outcome === 'ok' && !hasWritten ? 'nothing' : ended.outcome });
      };
      return {
        called: ({ tool }) => {
          ({ effect } = tool.offered);
        },
        left: ({ request }) => {
          hasWritten ||= request.effect !== 'read';
        },
        asked: () => questions.inc({ how: 'person' }),
        heard: answer => answers.inc({ answer }),
        answered: result => {
          isHeld = result.isHeld === true;
          if (isHeld) questions.inc({ how: 'code' });
        },
        ended: count,
      };
    },
    onDeparture: ({ request, isAgain, askedAt, leftAt, endedAt, answer }) => {
      const kind = toKind(request);
      requests.inc({ kind, status: toStatus(answer?.status) });
      durations.observe({ kind }, (endedAt - leftAt) / 1000);
      waits.observe({ kind }, (leftAt - askedAt) / 1000);
      if (isAgain) retries.inc({ kind });
    },
    type: registry.contentType,
    async text(observed) {
      lookAround(observed);
      return registry.metrics();
    },
  };
}

/** What no HTTP has is one more, however many there are. */
function toStatus(status: number | undefined): string {
  if (status === undefined) return 'none';
  return status >= 100 && status <= 599 ? String(status) : other;
}
