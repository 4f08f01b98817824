// A real https server on loopback with a certificate made for it, and the options by which a download gets there.
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type GenerateResult, generate } from 'selfsigned';
import { onTestFinished } from 'vitest';
import type { DownloadOptions } from '../../../src/door/uploads/download.ts';

/** Made once: it takes a while. */
let made: GenerateResult | undefined;

/** For all that ends in `.example.test`. */
export function makeCertificate(): GenerateResult {
  made ??= generate([{ name: 'commonName', value: 'example.test' }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: '*.example.test' }] },
    ],
  });
  return made;
}

export interface SecureServer {
  port: number;
  /** Below a name that the certificate is for. */
  url(path: string, name?: string): string;
  /** What arrived, as `host path`. */
  seen: string[];
  /** Connections, also those that no request came by. */
  connections(): number;
}

export async function openSecureServer(reply: RequestListener, host = '127.0.0.1'): Promise<SecureServer> {
  const { cert, private: key } = makeCertificate();
  const seen: string[] = [];
  let connections = 0;
  const server = createServer({ cert, key }, (request, response) => {
    seen.push(`${request.headers.host} ${request.url}`);
    reply(request, response);
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>(resolve => server.listen(0, host, resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: (path, name = 'files') => `https://${name}.example.test:${port}${path}`,
    seen,
    connections: () => connections,
  };
}

/** Names lead to 127.0.0.1, which counts as public; nothing else of this machine does. */
export const toHere = (): Required<Pick<DownloadOptions, 'resolve' | 'isAllowed' | 'ca'>> => ({
  resolve: async () => [{ address: '127.0.0.1', family: 4 }],
  isAllowed: address => address === '127.0.0.1',
  ca: makeCertificate().cert,
});
