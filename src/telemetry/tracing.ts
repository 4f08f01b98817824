// Spans: one of each message, and below it one of each time that a request left for the API. Loaded where an SDK waits for them.
import {
  type Attributes,
  type Context,
  context,
  isSpanContextValid,
  type Link,
  metrics,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import type { Departure } from '../door/request.ts';
import { toBrief } from '../operations/brief.ts';
import { toTemplate } from '../operations/operation.ts';
import type { Ended, Message, Watcher } from '../server/watching/watch.ts';
import { contextKeys, executeTool, attributes as name, operationDuration } from './names.ts';
import { type Known, type Target, toErrorType, toTarget } from './told.ts';

/** Of the name that a client gives a request, so many characters. */
const longestId = 100;

export function toTracing(about: { name: string; version: string }, known: Known): Watcher {
  const tracer = trace.getTracer(about.name, about.version);
  const duration = metrics.getMeter(about.name, about.version).createHistogram(operationDuration.name, {
    description: 'How long messages took.',
    unit: 's',
    advice: { explicitBucketBoundaries: [...operationDuration.buckets] },
  });
  return message => {
    const target = toTarget(message, known);
    const { parent, links } = toOrigin(message);
    const of = [message.method, target.tool ?? target.prompt].filter(Boolean).join(' ');
    const attributes = toAttributes(message, target);
    const id = { [name.requestId]: toBrief(String(message.id), longestId) };
    const kind = SpanKind.SERVER;
    const span = tracer.startSpan(
      of,
      { kind, startTime: message.at, attributes: { ...attributes, ...id }, links },
      parent,
    );
    const below = trace.setSpan(parent, span);
    const sent = new Map<Departure['request'], number>();
    return {
      left(departure) {
        const times = sent.get(departure.request) ?? 0;
        sent.set(departure.request, times + 1);
        const { request, leftAt, endedAt } = departure;
        const attributes = toSentAttributes(departure, times);
        const template = `${request.method} ${attributes[name.template]}`;
        const one = tracer.startSpan(template, { kind: SpanKind.CLIENT, startTime: leftAt, attributes }, below);
        fail(one, attributes[name.error]);
        one.end(endedAt);
      },
      ended(ended) {
        const error = toErrorAttributes(ended);
        span.setAttributes(error);
        fail(span, error[name.error]);
        span.end(ended.at);
        duration.record((ended.at - message.at) / 1000, { ...attributes, ...error }, below);
      },
    };
  };
}

function fail(span: Span, error: unknown): void {
  if (error !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
}

/**
 * The parent is what the message says; else the span in which the operator's own SDK works, such as that of the request by
 * HTTP. What else led here, that span or what the headers say, becomes a link.
 */
function toOrigin({ meta, headers }: Message): { parent: Context; links: Link[] } {
  const around = context.active();
  const ambient = trace.getSpanContext(around);
  const outside = ambient ?? toSpanContext(extract(headers));
  const own = extract(key => meta[key]);
  const isOwn = toSpanContext(own) !== undefined;
  // Whoever is above brings no baggage along.
  const parent = isOwn ? own : propagation.deleteBaggage(ambient ? around : ROOT_CONTEXT);
  return { parent, links: outside && (isOwn || !ambient) ? [{ context: outside }] : [] };
}

function extract(look: (key: string) => unknown): Context {
  const carrier = Object.fromEntries(
    contextKeys.flatMap(key => {
      const value = look(key);
      return typeof value === 'string' ? [[key, value]] : [];
    }),
  );
  return propagation.extract(ROOT_CONTEXT, carrier);
}

function toSpanContext(of: Context) {
  const found = trace.getSpanContext(of);
  return found && isSpanContextValid(found) ? found : undefined;
}

function toAttributes({ method, protocol, isRemote }: Message, { tool, prompt }: Target): Attributes {
  return {
    [name.method]: method,
    ...(tool === undefined ? {} : { [name.tool]: tool }),
    ...(prompt === undefined ? {} : { [name.prompt]: prompt }),
    ...(method === 'tools/call' ? { [name.operation]: executeTool } : {}),
    ...(protocol === undefined ? {} : { [name.protocol]: protocol }),
    ...(isRemote ? { [name.transport]: 'tcp', [name.networkProtocol]: 'http' } : { [name.transport]: 'pipe' }),
  };
}

function toErrorAttributes(ended: Ended): Attributes {
  const error = toErrorType(ended);
  return {
    ...(error === undefined ? {} : { [name.error]: error }),
    ...(ended.code === undefined ? {} : { [name.rpcStatus]: String(ended.code) }),
  };
}

/** The template, never the path, as uids stand in that. */
function toSentAttributes({ request, origin, answer, error }: Departure, times: number): Attributes {
  const { hostname, port, protocol } = new URL(origin);
  const status = answer?.status;
  const failed = status === undefined ? toErrorName(error) : status >= 400 ? String(status) : undefined;
  return {
    [name.httpMethod]: request.method,
    [name.template]: `/v3${toTemplate(request.line)}`,
    [name.host]: hostname,
    [name.port]: Number(port || (protocol === 'https:' ? 443 : 80)),
    ...(status === undefined ? {} : { [name.httpStatus]: status }),
    ...(times === 0 ? {} : { [name.resend]: times }),
    ...(failed === undefined ? {} : { [name.error]: failed }),
  };
}

/** The system's own code, or the kind of error; never its words. */
function toErrorName(error: unknown): string {
  const { code, name: kind = 'Error' } = (error ?? {}) as { code?: unknown; name?: string };
  return typeof code === 'string' ? code : kind;
}
