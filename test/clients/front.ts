// HTTPS before a sandbox, for clients that take nothing else: it hands on what comes, and notes what was answered.
import { request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type GenerateResult, generate } from 'selfsigned';

/** Where the clients send what they send when they are told of no other region. */
export const host = 'api.contentstack.io';

export interface Answer {
  request: string;
  status: number;
  /** What a refusal says. */
  says: string;
}

export interface Front extends AsyncDisposable {
  port: number;
  /** In the order they came. */
  answers: Answer[];
}

/** For `host`, and signed by itself. */
export function makeCertificate(): GenerateResult {
  return generate([{ name: 'commonName', value: host }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
    ],
  });
}

/** @param origin of the sandbox. */
export async function openFront(origin: string, certificate: GenerateResult): Promise<Front> {
  const answers: Answer[] = [];
  const { hostname, port, host: own } = new URL(origin);
  const server = createServer({ cert: certificate.cert, key: certificate.private }, (incoming, outgoing) => {
    const { method = '', url = '', headers } = incoming;
    const onward = request({ hostname, port, method, path: url, headers: { ...headers, host: own } }, answer => {
      const { statusCode: status = 0 } = answer;
      const noted: Answer = { request: `${method} ${url}`, status, says: '' };
      answers.push(noted);
      answer.on('data', part => {
        if (status >= 400) noted.says += part;
      });
      outgoing.writeHead(status, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', error => outgoing.destroy(error));
    incoming.pipe(onward);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    answers,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
