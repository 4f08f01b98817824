// The host's pages and the sandbox page, served from memory by two loopback servers of different origins.
import { existsSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import { build } from 'esbuild';
import { paths } from './paths.ts';

export interface Site extends AsyncDisposable {
  /** Of the host's pages, and of the sandbox page. */
  origins: { host: string; sandbox: string };
  /** Whether the site asked for that itself. */
  isOwn(url: string): boolean;
}

/** What hosts say by default, as the specification has it. */
const strict = [
  ...["default-src 'none'", "script-src 'self' 'unsafe-inline'", "style-src 'self' 'unsafe-inline'"],
  ...["img-src 'self' data:", "media-src 'self' data:", "connect-src 'none'"],
  ...["frame-src 'none'", "object-src 'none'", "base-uri 'self'"],
].join('; ');

const types: Record<string, string> = { html: 'text/html', js: 'text/javascript', css: 'text/css' };

/**
 * @param page a page of `host/`, without its ending.
 * @param fill what else stands in it between double braces.
 * @param more serves what else the host's origin has; it says whether it did.
 */
export async function startSite(
  page: string,
  fill: Readonly<Record<string, string>> = {},
  more: (...of: Parameters<RequestListener>) => boolean = () => false,
): Promise<Site> {
  const files = await bundle([page, 'sandbox']);
  const serve =
    (own: string): RequestListener =>
    (request, response) => {
      const url = new URL(request.url ?? '/', 'http://host');
      const name = url.pathname === '/' ? `${own}.html` : url.pathname.slice(1);
      const found = files.get(name);
      const type = types[name.split('.').at(-1) ?? ''];
      if (!found || !type) {
        if (own === 'sandbox' || !more(request, response)) response.writeHead(404).end();
        return;
      }
      const csp = url.searchParams.has('csp') ? { 'content-security-policy': strict } : {};
      response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store', ...csp });
      response.end(name.endsWith('.html') ? fillIn(found, { ...fill, sandbox: origins.sandbox }) : found);
    };
  const servers = [await listen(serve(page)), await listen(serve('sandbox'))] as const;
  const [host, sandbox] = servers.map(server => (server.address() as AddressInfo).port);
  // Names differ, and so do the sites of the browser.
  const origins = { host: `http://127.0.0.1:${host}`, sandbox: `http://localhost:${sandbox}` };
  const known = [`${origins.host}/`, `${origins.host}/${page}.js`, `${origins.host}/${page}.css`];
  return {
    origins,
    isOwn: url =>
      known.includes(url) || url === `${origins.sandbox}/sandbox.js` || url.startsWith(`${origins.sandbox}/?frame=`),
    async [Symbol.asyncDispose]() {
      for (const server of servers) server.closeAllConnections();
      await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))));
    },
  };
}

async function listen(listener: RequestListener): Promise<Server> {
  const server = createServer(listener);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return server;
}

const fillIn = (page: string, values: Readonly<Record<string, string>>): string =>
  page.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');

async function bundle(names: string[]): Promise<Map<string, string>> {
  const { outputFiles } = await build({
    entryPoints: names
      .flatMap(name => ['html', 'css', 'ts'].map(ending => `${paths.host}/${name}.${ending}`))
      .filter(existsSync),
    outdir: paths.host,
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2023',
    loader: { '.html': 'copy', '.css': 'copy' },
  });
  return new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
}
