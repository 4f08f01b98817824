// Carries a fault out on the wire: answers what was asked for, late, slowly, in part, wrongly or not at all.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { receiveBody } from './body.ts';
import type { Fault, FaultAnswer, Faults } from './faults.ts';
import { noteBody, type RequestLog } from './request-log.ts';

export interface Wire {
  incoming: IncomingMessage;
  outgoing: ServerResponse;
}

type Fetch = (request: Request, wire: Wire) => Response | Promise<Response>;

interface Prepared {
  status: number;
  headers: [string, string][];
  body: Buffer;
}

/** The application with faults between it and its clients. */
export function withFaults(fetch: Fetch, faults: Faults, log: RequestLog, closing: AbortSignal): Fetch {
  return async (request, wire) => {
    const fault = faults.take(request.method, new URL(request.url).pathname);
    if (!fault) return fetch(request, wire);
    const isKept = fault.cut === 'before' || (fault.answer !== undefined && !fault.apply);
    const record = log.note(request);
    if (isKept) noteBody(record, await receiveBody(request));
    const given = isKept ? undefined : await fetch(request, wire);
    if (fault.cut) {
      record.status = undefined;
      wire.outgoing.destroy();
      return RESPONSE_ALREADY_SENT;
    }
    const prepared = fault.answer ? prepareAnswer(fault.answer) : await readAnswer(given ?? new Response());
    record.status = prepared.status;
    await send(wire.outgoing, fault, prepared, closing).catch(() => wire.outgoing.destroy());
    return RESPONSE_ALREADY_SENT;
  };
}

async function readAnswer(response: Response): Promise<Prepared> {
  const body = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: [...response.headers], body };
}

function prepareAnswer({ status, headers, body, size }: FaultAnswer): Prepared {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const bytes = Buffer.from(text);
  const filled = Buffer.alloc(Math.max(size ?? 0, bytes.length), ' ');
  bytes.copy(filled);
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json';
  const isTyped = body === undefined || headers.some(([name]) => name.toLowerCase() === 'content-type');
  return { status, headers: isTyped ? headers : [['content-type', type], ...headers], body: filled };
}

async function send(outgoing: ServerResponse, fault: Fault, prepared: Prepared, signal: AbortSignal): Promise<void> {
  if (fault.delay) await sleep(fault.delay, undefined, { signal });
  const whole = fault.garble ? garble(prepared.body) : prepared.body;
  const isSized = prepared.headers.some(([name]) => name.toLowerCase() === 'content-length');
  // A 204 has no body and says nothing of its length.
  const length: [string, string][] =
    isSized || prepared.status === 204 ? [] : [['content-length', String(whole.length)]];
  outgoing.writeHead(prepared.status, [...prepared.headers, ...length].flat());
  const body = fault.truncate === undefined ? whole : whole.subarray(0, fault.truncate);
  const step = fault.drip?.bytes ?? Math.max(1, body.length);
  for (let at = 0; at < body.length; at += step) {
    if (at > 0 && fault.drip) await sleep(fault.drip.every, undefined, { signal });
    if (outgoing.destroyed) return;
    await write(outgoing, body.subarray(at, at + step));
  }
  if (fault.truncate === undefined) outgoing.end();
  else {
    outgoing.flushHeaders();
    // What has been written is to arrive before the connection ends.
    setImmediate(() => outgoing.destroy());
  }
}

/** Waits until the bytes have been handed over, or the client is gone. */
const write = (outgoing: ServerResponse, bytes: Buffer): Promise<void> =>
  new Promise((resolve, reject) => outgoing.write(bytes, error => (error ? reject(error) : resolve())));

/** Neither JSON nor text any more, and the same each time. */
const garble = (bytes: Buffer): Buffer =>
  Buffer.from(bytes.map((byte, place) => (place % 3 === 0 ? byte ^ 0x9d : byte)));
