// Two streams as an MCP transport that knows what is still to be answered, so that it can end without losing a write.
import type { Readable, Writable } from 'node:stream';
import {
  isJSONRPCNotification,
  isJSONRPCRequest,
  isJSONRPCResponse,
  type JSONRPCMessage,
  type JSONRPCRequest,
  ProtocolErrorCode,
  type RequestId,
  serializeMessage,
  type Transport,
} from '@modelcontextprotocol/server';
import { isObject } from '../../operations/is-object.ts';
import { findId, soften, withoutMark } from './envelope.ts';
import { toLines } from './lines.ts';
import { largestMessage } from './size.ts';

interface Wire extends Transport {
  /** Takes no more requests and cancels those for which nobody need wait. Resolves when the others have been answered. */
  finish(): Promise<void>;
  /** Answers what is still open with that its fate is not known. @returns what that is. */
  giveUp(): JSONRPCRequest[];
}

/** @param isWorthWaiting whether a request is still to be answered when the end has come. */
export function toWire(input: Readable, output: Writable, isWorthWaiting: (request: JSONRPCRequest) => boolean): Wire {
  const open = new Map<RequestId, JSONRPCRequest>();
  /** What the user is being asked, and for which request: that one has not begun, and nobody is left to answer. */
  const asked = new Map<RequestId, RequestId>();
  let isEnding = false;
  let isClosed = false;
  let onIdle = (): void => {};

  const settle = (id: unknown): void => {
    open.delete(id as RequestId);
    // What was asked for it is not waited for any more, answered or not.
    for (const [question, request] of asked) if (request === id) asked.delete(question);
    const batch = batches.get(id as RequestId);
    if (batch) void leave(batch, id as RequestId).catch(() => {});
    if (isEnding && open.size === 0) onIdle();
  };
  const write = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      if (isClosed) return reject(new Error('the connection is closed'));
      output.write(text, error => (error ? reject(error) : resolve()));
    });
  const send = (message: JSONRPCMessage): Promise<void> => write(serializeMessage(message));
  /** @param id null where it is not known, as JSON-RPC has it. */
  const refuse = (id: RequestId | null, code: number, message: string): void =>
    void answer({ jsonrpc: '2.0', id: id as RequestId, error: { code, message } }).catch(() => {});
  const batches = new Map<RequestId, Batch>();
  /** What answers one of a batch waits for the others. */
  const answer = async (message: JSONRPCMessage): Promise<void> => {
    const id = 'id' in message && !('method' in message) ? message.id : undefined;
    const batch = id === undefined || id === null ? undefined : batches.get(id);
    if (!batch || id === undefined) return send(message);
    batch.answers.push(message);
    return leave(batch, id);
  };
  const leave = async (batch: Batch, id: RequestId): Promise<void> => {
    batches.delete(id);
    batch.open.delete(id);
    if (batch.open.size === 0 && batch.answers.length > 0) await write(`${JSON.stringify(batch.answers)}\n`);
  };

  const take = (message: JSONRPCMessage): void => {
    if (isJSONRPCRequest(message)) {
      if (isEnding) {
        refuse(message.id, ProtocolErrorCode.InternalError, 'The server is shutting down; nothing was done.');
        return;
      }
      open.set(message.id, message);
    } else if (isJSONRPCNotification(message)) {
      if (message.method === 'notifications/cancelled') settle(message.params?.requestId);
    } else if (message.id !== undefined) {
      asked.delete(message.id);
    }
    wire.onmessage?.(message);
  };
  const read = (line: string): void => {
    if (isClosed || line.trim() === '') return;
    let given: unknown;
    try {
      given = soften(JSON.parse(withoutMark(line)));
    } catch {
      skip(null, ProtocolErrorCode.ParseError, 'Parse error: a line must be one JSON-RPC message');
      return;
    }
    if (!Array.isArray(given)) readOne(given);
    else if (given.length === 0) skip(null, ProtocolErrorCode.InvalidRequest, 'Invalid Request: an empty batch');
    else readBatch(given);
  };
  const readBatch = (given: unknown[]): void => {
    const ids = given.flatMap(each => (isJSONRPCRequest(each) ? [each.id] : []));
    const batch: Batch = { open: new Set(ids), answers: [] };
    for (const id of ids) batches.set(id, batch);
    for (const each of given) readOne(each);
  };
  const readOne = (given: unknown): void => {
    const isMessage = [isJSONRPCRequest, isJSONRPCNotification, isJSONRPCResponse].some(is => is(given));
    if (isMessage) take(given as JSONRPCMessage);
    else skip(toId(given) ?? null, ProtocolErrorCode.InvalidRequest, 'Invalid Request');
  };
  /** Who waits for an answer gets one; what was wrong with the line may be private. */
  const skip = (id: RequestId | null, code: number, message: string): void => {
    refuse(id, code, message);
    wire.onerror?.(new Error('skipped a line that is not a JSON-RPC message'));
  };
  const ondata = toLines(largestMessage, read, (start, end) => {
    const id = findId(start, end) ?? null;
    refuse(id, ProtocolErrorCode.InvalidRequest, `Invalid Request: the message is longer than ${largestMessage} bytes`);
    wire.onerror?.(new Error(`skipped a line longer than ${largestMessage} bytes`));
  });
  const onbroken = (): void => void wire.close();

  const wire: Wire = {
    async start() {
      input.on('data', ondata);
      output.on('error', onbroken);
    },
    async send(message, options) {
      if (isJSONRPCRequest(message) && options?.relatedRequestId !== undefined)
        asked.set(message.id, options.relatedRequestId);
      try {
        // What nobody has asked for is not missed: who tells it does not wait, and would not hear that it has failed.
        await ('id' in message ? answer(message) : answer(message).catch(() => {}));
      } finally {
        if ('id' in message && !('method' in message)) settle(message.id);
      }
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      input.off('data', ondata);
      input.destroy();
      onIdle();
      wire.onclose?.();
    },
    finish() {
      const idle = new Promise<void>(resolve => {
        onIdle = resolve;
      });
      isEnding = true;
      for (const [requestId, request] of open) {
        if (isWorthWaiting(request) && ![...asked.values()].includes(requestId)) continue;
        take({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId } });
      }
      if (isClosed || open.size === 0) onIdle();
      return idle;
    },
    giveUp() {
      const left = [...open.values()].filter(each => each.method === 'tools/call' && isWorthWaiting(each));
      for (const { id } of left) refuse(id, ProtocolErrorCode.InternalError, unfinished);
      return left;
    },
  };
  return wire;
}

const unfinished =
  'The server has ended before the answer came. What was sent may have been applied anyway: read what it was meant to change before trying again.';

/** Requests that came as one are answered as one. */
interface Batch {
  open: Set<RequestId>;
  answers: JSONRPCMessage[];
}

/** Of what is JSON but no message of the protocol: the id, if it can be answered. */
function toId(given: unknown): RequestId | undefined {
  const id = isObject(given) ? given.id : undefined;
  return typeof id === 'string' || Number.isSafeInteger(id) ? (id as RequestId) : undefined;
}
