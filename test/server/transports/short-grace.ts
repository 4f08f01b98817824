// The server as main.ts joins it, with next to no grace when it is to end.

import { log } from '../../../src/command/log.ts';
import { toServerFactory } from '../../../src/server/server.ts';
import { serveOverStdio } from '../../../src/server/transports/stdio.ts';
import { readInvocation } from '../../../src/settings/invocation.ts';
import { connectStack } from '../../../src/stack/connect.ts';
import { operations, tasks } from '../../operations.ts';

const { settings } = readInvocation([]);
const connected = connectStack(operations, settings, { tasks });
const factory = toServerFactory({ version: '0.0.0', stack: connected.stack, where: 'a test', settings });
void serveOverStdio(factory, { reads: name => name.startsWith('list_'), log, grace: 100 }).then(connected.close);
