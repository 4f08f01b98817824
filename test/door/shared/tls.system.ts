// A store behind TLS, as another machine would have it: with a certificate that is trusted, and with one that is not.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { expect, it, onTestFinished } from 'vitest';
import { startSandbox } from '../../../src/sandbox/index.ts';
import { readAll, startProcess } from './fleet.ts';
import { startStore } from './redis.ts';

async function findPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise(resolve => server.close(resolve));
  return port;
}

it('is asked in secret, by a password from a file, and only where its certificate is trusted', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tls-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const { private: key, cert } = generate([{ name: 'commonName', value: 'localhost' }], {
    keySize: 2048,
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  const [keyFile, certFile] = [write('key', key), write('cert', cert)];
  const port = await findPort();
  const tls = ['--tls-port', String(port), '--tls-cert-file', certFile, '--tls-key-file', keyFile];
  const store = await startStore('hiddenword', [...tls, '--tls-ca-cert-file', certFile, '--tls-auth-clients', 'no']);
  const sandbox = await startSandbox({ limits: {} });
  onTestFinished(() => sandbox.close());
  const env = {
    CONTENTSTACK_SHARED_LIMIT: `rediss://localhost:${port}`,
    CONTENTSTACK_SHARED_LIMIT_PASSWORD_FILE: write('password', 'hiddenword\n'),
  };
  const one = await startProcess(sandbox, { ...env, NODE_EXTRA_CA_CERTS: certFile });
  expect(await readAll(one, 3)).toEqual([]);
  expect(one.said()).toEqual([]);
  expect(await store.ask('KEYS', '*')).toContain(':reads:log');
  const other = await startProcess(sandbox, env);
  expect(await readAll(other, 3)).toEqual([]);
  expect(other.said()).toEqual([expect.stringMatching(/is away \(\w*SELF_SIGNED\w*\)/)]);
});
