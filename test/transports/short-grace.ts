// The server as main.ts joins it, with next to no grace when it is to end.
import { connectStack } from '../../src/connect.ts';
import { toServerFactory } from '../../src/server.ts';
import { readInvocation } from '../../src/settings.ts';
import { serveOverStdio } from '../../src/transports/stdio.ts';
import { operations } from '../operations.ts';

const { settings } = readInvocation([]);
const connected = connectStack(operations, settings);
const factory = toServerFactory({ version: '0.0.0', stack: connected.stack, where: 'a test', settings });
void serveOverStdio(factory, { reads: name => name.startsWith('list_'), grace: 100 }).then(connected.close);
