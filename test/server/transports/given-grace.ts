// The server as main.ts joins it, except that its grace when it is to end is given in GRACE, in milliseconds; over HTTP at a port.

import { log } from '../../../src/command/log.ts';
import { reachReads } from '../../../src/server/reach.ts';
import { toServerFactory } from '../../../src/server/server.ts';
import { bind, serveOverHttp } from '../../../src/server/transports/http.ts';
import { serveOverStdio } from '../../../src/server/transports/stdio.ts';
import { readInvocation } from '../../../src/settings/invocation.ts';
import { writes } from '../../../src/stack/access.ts';
import { connectStack } from '../../../src/stack/connect.ts';
import { operations, tasks } from '../../operations.ts';

const grace = Number(process.env.GRACE);
const { settings, http } = readInvocation(process.argv.slice(2));
const { stack, close } = connectStack(operations, settings, { tasks });
const factory = toServerFactory({ version: '0.0.0', stack, where: 'a test', settings });
const reading = new Set([
  ...[...operations, ...tasks].filter(each => !writes(each)).map(({ name }) => name),
  ...reachReads,
]);
const serving = { reads: (name: string) => reading.has(name), log, grace };

async function serveHttp(host: string, port: number): Promise<void> {
  await serveOverHttp({
    ...serving,
    server: await bind(host, port),
    host,
    names: [],
    callers: [{ factory, onChange: listener => stack.onChange(listener) }],
    readiness: () => ({ ready: true }),
    onListening: url => log(`serving ${url}`),
  });
}

await (http ? serveHttp(http.host, http.port) : serveOverStdio(factory, serving));
await close();
