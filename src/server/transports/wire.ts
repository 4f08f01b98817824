// Two streams as an MCP transport that knows what is still to be answered, so that it can end without losing a write.
import type { Readable, Writable } from 'node:stream';
import {
  deserializeMessage,
  isJSONRPCNotification,
  isJSONRPCRequest,
  type JSONRPCMessage,
  type JSONRPCRequest,
  ProtocolErrorCode,
  type RequestId,
  serializeMessage,
  type Transport,
} from '@modelcontextprotocol/server';
import { toLines } from './lines.ts';

/** In bytes. Far more than a model writes; a file that is larger is better given by its path or address. */
const longestLine = 10 * 1024 * 1024;

export interface Wire extends Transport {
  /** Takes no more requests and cancels those for which nobody need wait. Resolves when the others have been answered. */
  finish(): Promise<void>;
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
    if (isEnding && open.size === 0) onIdle();
  };
  const send = (message: JSONRPCMessage): Promise<void> =>
    new Promise((resolve, reject) => {
      if (isClosed) return reject(new Error('the connection is closed'));
      output.write(serializeMessage(message), error => (error ? reject(error) : resolve()));
    });
  const refuse = (id: RequestId, code: number, message: string): void =>
    void send({ jsonrpc: '2.0', id, error: { code, message } }).catch(() => {});

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
    let message: JSONRPCMessage;
    try {
      message = deserializeMessage(line);
    } catch {
      const id = toId(line);
      // Who waits for an answer gets one; what else was wrong with the line may be private.
      if (id !== undefined) refuse(id, ProtocolErrorCode.InvalidRequest, 'Invalid Request');
      wire.onerror?.(new Error('skipped a line that is not a JSON-RPC message'));
      return;
    }
    take(message);
  };
  const ondata = toLines(longestLine, read, () =>
    wire.onerror?.(new Error(`skipped a line longer than ${longestLine} bytes`)),
  );
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
        await send(message);
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
  };
  return wire;
}

/** Of what is JSON but no message of the protocol: the id, if it can be answered. */
function toId(line: string): RequestId | undefined {
  try {
    const { id } = JSON.parse(line) as { id?: unknown };
    return typeof id === 'string' || Number.isSafeInteger(id) ? (id as RequestId) : undefined;
  } catch {
    return undefined;
  }
}
