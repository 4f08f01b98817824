// The product as it serves HTTP, on the sandbox, with the fixtures of the conformance suite over it. Says where on stderr.

import { log } from '../../src/command/log.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { toAgreements } from '../../src/server/confirm/signed.ts';
import { toServerFactory } from '../../src/server/server.ts';
import { bind } from '../../src/server/transports/bind.ts';
import { serveOverHttp } from '../../src/server/transports/http.ts';
import { toSettings } from '../../src/settings/settings.ts';
import { connectStack } from '../../src/stack/connect.ts';
import { operations, tasks } from '../operations.ts';
import { withFixtures } from './fixtures.ts';

const sandbox = await startSandbox();
const settings = toSettings({
  HOST: sandbox.origin,
  API_KEY: sandbox.api_key,
  MANAGEMENT_TOKEN: sandbox.tokens.read_write ?? '',
});
const { stack, close } = connectStack(operations, settings, { tasks, isRemote: true });
await stack.ready();
const agreements = toAgreements(settings);
const listeners = new Set<() => void>();
const factory = withFixtures(toServerFactory({ version: '0.0.0-test', stack, where: 'a test', settings }), {
  mint: (payload, request) => agreements.mint(payload as unknown as Parameters<typeof agreements.mint>[0], request),
  changeTools: () => {
    for (const listener of listeners) listener();
  },
});
await serveOverHttp({
  reads: () => true,
  log,
  server: await bind('127.0.0.1', 0),
  host: '127.0.0.1',
  names: [],
  callers: [{ factory, onChange: listener => listeners.add(listener) }],
  readiness: () => ({ ready: true }),
  onListening: url => process.stderr.write(`${url}\n`),
});
await close();
await sandbox.close();
