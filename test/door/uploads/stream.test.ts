// Large files on their way to the CMA: the door holds pieces of them, never the whole, and says how long they are.
import { once } from 'node:events';
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it, onTestFinished } from 'vitest';
import { connectCma } from '../../../src/door/cma.ts';
import { toReadUpload, type UploadOptions } from '../../../src/door/upload.ts';
import { operations } from '../../operations.ts';
import { png, watchSpooled } from './reading.ts';
import { openSecureServer, toHere } from './secure-server.ts';

const listSpooled = watchSpooled();

const MB = 1024 * 1024;
const size = 50 * MB;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What buffers hold that are still in use, in bytes. */
function countLive(): number {
  collect();
  return process.memoryUsage().arrayBuffers;
}

interface Received {
  bytes: number;
  length: number;
  /** The most that was held at once while they came. */
  peak: number;
}

/** Sends a file through the door to a server that counts it and looks at the memory after each 5 MB: to look is dear, as all garbage of the process is collected first. */
async function sendUp(source: string, options: UploadOptions): Promise<Received> {
  const received: Received = { bytes: 0, length: 0, peak: 0 };
  const before = countLive();
  const server = createServer(async (request, response) => {
    received.length = Number(request.headers['content-length']);
    let looked = 0;
    for await (const chunk of request) {
      received.bytes += chunk.length;
      if (received.bytes - looked < 5 * MB) continue;
      looked = received.bytes;
      received.peak = Math.max(received.peak, countLive() - before);
    }
    response.end('{"asset":{"uid":"blt1"}}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { origin, apiKey: 'the-key', token: 'the-token' };
  const rates = { reads: undefined, writes: undefined, bulk: undefined };
  const connection = connectCma(credentials, { timeoutMs: 20_000, rates, readUpload: toReadUpload(options) });
  const cma = connection.open({ kept: operations });
  onTestFinished(async () => {
    await connection.close();
    server.closeAllConnections();
    server.close();
  });
  const form = [{ name: 'asset[upload]', source }];
  const place = { line: 'POST /assets', effect: 'create', method: 'POST', path: '/assets' } as const;
  const request = { ...place, query: new URLSearchParams(), headers: {} };
  const { status } = await cma.send({ ...request, form }, new AbortController().signal);
  expect(status).toBe(200);
  return received;
}

function makeFile(): { folder: string; path: string } {
  const folder = mkdtempSync(join(tmpdir(), 'large-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'large.png');
  const file = openSync(path, 'w');
  writeSync(file, png);
  ftruncateSync(file, size);
  closeSync(file);
  return { folder, path };
}

it('sends 50 MB of a file with a few of them in memory', async () => {
  const { folder, path } = makeFile();
  const { bytes, length, peak } = await sendUp(path, { directories: [folder] });
  expect(bytes).toBe(length);
  expect(bytes - size).toBeGreaterThan(0);
  expect(bytes - size).toBeLessThan(1000);
  expect(peak).toBeGreaterThan(0);
  expect(peak).toBeLessThan(size / 3);
});

it('sends 50 MB from a URL with a few of them in memory, and leaves no file behind', async () => {
  const chunk = Buffer.alloc(MB, 97);
  const source = await openSecureServer(async (_, response) => {
    for (let sent = 0; sent < size; sent += chunk.length) {
      if (!response.write(chunk)) await once(response, 'drain');
    }
    response.end();
  });
  const { bytes, length, peak } = await sendUp(source.url('/large.txt'), { urls: toHere() });
  expect(bytes).toBe(length);
  expect(bytes - size).toBeGreaterThan(0);
  expect(bytes - size).toBeLessThan(1000);
  // The server that it comes from is in this process too, with buffers of its own.
  expect(peak).toBeLessThan(size / 2);
  expect(listSpooled()).toEqual([]);
});

it.each(['sent', 'refused before the rest was read', 'cut off'])('closes each file once when it was %s', async how => {
  const { folder } = makeFile();
  const read = toReadUpload({ directories: [folder] });
  const closed: string[] = [];
  const counting: typeof read = async (source, signal) => {
    const upload = await read(source, signal);
    const close = async () => {
      closed.push(upload.file.name);
      await upload.close();
    };
    return { file: upload.file, close };
  };
  const server = createServer((request, response) => {
    if (how === 'cut off') return request.socket.destroy();
    if (how === 'sent') return request.resume().on('end', () => response.end('{}'));
    return response.writeHead(413, { connection: 'close' }).end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { origin, apiKey: 'the-key', token: 'the-token' };
  const rates = { reads: undefined, writes: undefined, bulk: undefined };
  const connection = connectCma(credentials, { timeoutMs: 20_000, rates, readUpload: counting });
  const cma = connection.open({ kept: operations });
  onTestFinished(async () => {
    await connection.close();
    server.closeAllConnections();
    server.close();
  });
  const form = ['large.png', 'large.png'].map(source => ({ name: 'asset[upload]', source }));
  const place = { line: 'POST /assets', effect: 'create', method: 'POST', path: '/assets' } as const;
  const sent = cma.send({ ...place, query: new URLSearchParams(), headers: {}, form }, new AbortController().signal);
  // The answer to half a file may get lost on its way.
  await sent.catch(() => {});
  expect(closed).toEqual(['large.png', 'large.png']);
});
