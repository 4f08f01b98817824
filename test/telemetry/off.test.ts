// Without the setting and an SDK: nothing listens, nothing of it is evaluated, and nothing is dialled but the API.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import { initialize, spawnServer, toCall } from '../server/transports/child.ts';
import { collect, makePreload } from './collector.ts';

/** Tells on stderr, a line each, of what is listened at, dialled and loaded. */
const spy = `
  const net = require('node:net');
  const dgram = require('node:dgram');
  const { syncBuiltinESMExports } = require('node:module');
  const tell = (...words) => process.stderr.write('SPY ' + words.join(' ') + '\\n');
  const around = (object, name, say) => {
    const own = object[name];
    object[name] = function (...given) { say(...given); return own.apply(this, given); };
  };
  around(net.Server.prototype, 'listen', () => tell('listen'));
  around(net.Socket.prototype, 'connect', given => {
    const { host, port, path } = [given].flat()[0] ?? {};
    tell('connect', path ?? host + ':' + port);
  });
  around(dgram, 'createSocket', () => tell('connect datagram'));
  process.on('exit', () => Object.keys(require.cache).forEach(file => tell('load', file.split(/[\\\\/]/).pop())));
  syncBuiltinESMExports();`;

async function watch(env: Record<string, string> = {}, flags: string[] = []) {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  const folder = mkdtempSync(join(tmpdir(), 'spy-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'spy.cjs');
  writeFileSync(file, spy);
  const child = spawnServer(sandbox, { flags: ['-r', file, ...flags], env });
  onTestFinished(() => void child.process.kill('SIGKILL'));
  child.send(initialize);
  await child.answer('init');
  child.send({ method: 'notifications/initialized' }, { id: 'list', method: 'tools/list' });
  await child.answer('list');
  const entry = { content_type_uid: 'page', entry_uid: 'blt3f72decd51552ad5' };
  child.send(toCall(1, 'get_entry', entry), toCall(2, 'create_label', { label: { name: 'Seen' } }));
  for (const id of [1, 2]) await child.answer(id);
  child.process.stdin.end();
  await child.ended;
  const heard = [...child.err().matchAll(/^SPY (\w+)(?: (.*))?$/gm)].map(([, what = '', which = '']) => ({
    what,
    which,
  }));
  const of = (wanted: string) => [...new Set(heard.flatMap(({ what, which }) => (what === wanted ? [which] : [])))];
  const parts = of('load').filter(name => /^(tracing|metrics)\.cjs$/.test(name));
  return { host: new URL(sandbox.origin).host, listens: of('listen').length, dialled: of('connect'), parts };
}

it('listens nowhere, loads nothing of it, and dials the API alone', async () => {
  const { host, ...seen } = await watch();
  expect(seen).toEqual({ listens: 0, dialled: [host], parts: [] });
});

it('would be seen if it did', { timeout: 120_000 }, async () => {
  const counting = await watch({ CONTENTSTACK_METRICS: '0' });
  expect(counting).toMatchObject({
    listens: 1,
    dialled: [counting.host],
    parts: ['metrics.cjs'],
  });
  const collector = await collect();
  const tracing = await watch(collector.env, ['--import', await makePreload()]);
  const { host: to } = new URL(collector.env.OTEL_EXPORTER_OTLP_ENDPOINT ?? '');
  expect(tracing).toMatchObject({ listens: 0, parts: ['tracing.cjs'] });
  expect(tracing.dialled.sort()).toEqual([tracing.host, to].sort());
});

it('is not what the environment of an SDK alone asks for', async () => {
  const { host, ...seen } = await watch({
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
    OTEL_TRACES_EXPORTER: 'otlp',
    OTEL_SERVICE_NAME: 'named',
  });
  expect(seen).toEqual({ listens: 0, dialled: [host], parts: [] });
});
