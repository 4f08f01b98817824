// A collector of OpenTelemetry on loopback that keeps what it is sent, and the SDK that sends it, as the docs say it is loaded.
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import { installAside } from '../../src/packaging/npm.ts';
import { blocksOf, read } from '../docs/pages.ts';

export interface Span {
  name: string;
  /** 2 is SERVER, 3 is CLIENT. */
  kind: number;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[];
  links?: { traceId: string; spanId: string }[];
  status: { code?: number };
}

export interface Collector {
  /** What makes an SDK send here. */
  env: Record<string, string>;
  spans(): Span[];
  /** All of it, as it came. */
  text(): string;
}

/** Closed at the end of the test. */
export async function collect(): Promise<Collector> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', chunk => {
      body += chunk;
    });
    request.on('end', () => {
      if (request.url === '/v1/traces') bodies.push(body);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  type Sent = { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] };
  return {
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` },
    spans: () =>
      bodies
        .flatMap(body => (JSON.parse(body) as Sent).resourceSpans)
        .flatMap(({ scopeSpans }) => scopeSpans)
        .flatMap(({ spans }) => spans),
    text: () => bodies.join('\n'),
  };
}

export const attributesOf = ({ attributes }: Span): Record<string, string | number | undefined> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue]));

const page = read('docs/watching.md');
const [, packages = ''] = /^npm install (@opentelemetry\/.*)$/m.exec(page) ?? [];
const [preload = ''] = blocksOf(page, 'js');

const home = fileURLToPath(
  new URL(`../../node_modules/.cache/opentelemetry-${packages.replace(/[^\d.]+/g, '-')}`, import.meta.url),
);

/** By the command of the docs. Two files of tests may do so at once, and none may find half of it. */
async function install(): Promise<void> {
  if (existsSync(home)) return;
  mkdirSync(dirname(home), { recursive: true });
  const own = mkdtempSync(`${home}.`);
  await installAside(own, packages.split(' '));
  try {
    renameSync(own, home);
  } catch {
    // The other was there first.
    rmSync(own, { recursive: true });
  }
}

/** The file of the docs where its packages are found, with more at its end. @returns what `--import` takes. */
export async function makePreload(more = ''): Promise<string> {
  await install();
  const folder = mkdtempSync(join(home, 'test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'otel.mjs');
  writeFileSync(file, `${preload}\n${more}`);
  return pathToFileURL(file).href;
}
