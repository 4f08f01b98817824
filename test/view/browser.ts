// The Chromium of the system, by a proxy that lets nothing out and counts what would have left.
import { accessSync, constants } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

export interface Browsing extends AsyncDisposable {
  browser: Browser;
  /** What came to the proxy, as `CONNECT example.com:443`: nothing on this machine goes there. */
  left: string[];
}

/** Where the browser itself asks for its own ends; no page of the tests names these. */
const ofBrowser = /\b(google|googleapis|gstatic)\.com\b/;

const names = ['chromium', 'chromium-browser', 'google-chrome'];

function findChromium(): string {
  const { CHROMIUM, PATH = '' } = process.env;
  const found = [
    ...(CHROMIUM ? [CHROMIUM] : []),
    ...PATH.split(delimiter).flatMap(folder => names.map(name => join(folder, name))),
  ].find(isProgram);
  if (found === undefined)
    throw new Error('There is no Chromium: apt-get install -y chromium, or name one in CHROMIUM.');
  return found;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export async function startBrowser(): Promise<Browsing> {
  const left: string[] = [];
  const see = (what: string) => !ofBrowser.test(what) && left.push(what);
  const proxy = createServer((request, response) => {
    see(`${request.method} ${request.url}`);
    response.writeHead(403).end();
  });
  proxy.on('connect', (request, socket) => {
    see(`CONNECT ${request.url}`);
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve));
  const server = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const browser = await chromium.launch({
    executablePath: findChromium(),
    proxy: { server, bypass: '127.0.0.1,localhost' },
  });
  return {
    browser,
    left,
    async [Symbol.asyncDispose]() {
      await browser.close();
      proxy.closeAllConnections();
      await new Promise(resolve => proxy.close(resolve));
    },
  };
}
