// The proxy nginx, with the very configuration that docs/serving.md gives, and what it has written down of each request.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { blocksOf, read } from '../docs/pages.ts';
import { makeCertificate } from '../door/uploads/secure-server.ts';

/** By which clients know it; the certificate is for it. */
export const host = 'cms.example.test';

/** A request as nginx saw it. */
export interface Passed {
  /** What the client calls it, by the header `x-call`. */
  call: string;
  status: number;
  /** The ports of the replicas that it was sent to, or tried at, in turn. */
  tried: number[];
}

export interface Nginx {
  port: number;
  passed(): Passed[];
  /** What it has complained of. */
  said(): string;
}

/** A port that nobody has; it may be taken again before it is used, which then fails the test. */
export async function findPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise(resolve => server.close(resolve));
  return port;
}

/** As in the docs, but for names, ports and files. @throws where the docs have no longer what is put something else for. */
function toConfiguration(folder: string, port: number, replicas: readonly number[]): string {
  const [block = '', ...more] = blocksOf(read('docs/serving.md'), 'nginx');
  expect(more).toEqual([]);
  const put = (text: string, found: string, put: string): string => {
    expect(text).toContain(found);
    return text.replaceAll(found, put);
  };
  let text = put(block, 'listen 443 ssl', `listen 127.0.0.1:${port} ssl`);
  text = put(text, '/etc/nginx/cms.example.com', join(folder, 'cms'));
  text = put(text, 'cms.example.com', host);
  for (const [index, replica] of replicas.entries())
    text = put(text, `127.0.0.1:300${index + 1} `, `127.0.0.1:${replica} `);
  // Its own files stay in the folder; whoever is root stays root, as the folder is for nobody else.
  const own = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    name => `${name}_temp_path ${join(folder, name)};`,
  );
  return `${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes 2;
pid ${join(folder, 'pid')};
error_log stderr;
events {}
http {
${own.join('\n')}
log_format calls '$http_x_call|$status|$upstream_addr';
access_log ${join(folder, 'calls.log')} calls;
${text}
}
`;
}

export async function startNginx(replicas: readonly number[]): Promise<Nginx> {
  const folder = mkdtempSync(join(tmpdir(), 'nginx-'));
  const port = await findPort();
  const { cert, private: key } = makeCertificate();
  mkdirSync(join(folder, 'logs'));
  writeFileSync(join(folder, 'cms.crt'), cert);
  writeFileSync(join(folder, 'cms.key'), key);
  writeFileSync(join(folder, 'nginx.conf'), toConfiguration(folder, port, replicas));
  const args = ['-p', folder, '-c', join(folder, 'nginx.conf'), '-g', 'daemon off;', '-e', 'stderr'];
  // In a group of its own, so that no worker outlives the test.
  const child = spawn('nginx', args, { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  let said = '';
  child.stderr.on('data', chunk => {
    said += chunk;
  });
  const ended = new Promise<number | null>(resolve => child.on('close', resolve));
  onTestFinished(async () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    await ended;
    rmSync(folder, { recursive: true });
  });
  const isOpen = () =>
    new Promise<boolean>(resolve => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
  await expect.poll(async () => (await isOpen()) || child.exitCode !== null, { timeout: 30_000 }).toBe(true);
  expect(child.exitCode, said).toBe(null);
  return {
    port,
    said: () => said,
    passed: () =>
      readFileSync(join(folder, 'calls.log'), 'utf8')
        .trim()
        .split('\n')
        .map(line => line.split('|'))
        .map(([call = '', status = '', tried = '']) => ({
          call,
          status: Number(status),
          // A redirect within nginx is a colon, another try a comma.
          tried: [...tried.matchAll(/127\.0\.0\.1:(\d+)/g)].map(([, at]) => Number(at)),
        })),
  };
}
