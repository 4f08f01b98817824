#!/usr/bin/env node
// The command: settings → access → server → transport. The only joint of catalogue and machine.

import about from '../package.json' with { type: 'json' };
import { modules } from '../tools/index.ts';
import { writes } from './access.ts';
import { connectStack } from './connect.ts';
import { isSound, toDoctorJson, toDoctorText } from './doctor.ts';
import { examine } from './examine.ts';
import { toHelp } from './help.ts';
import { toListing, toListingJson } from './listing.ts';
import type { Live } from './live.ts';
import { toAppOrigin } from './regions.ts';
import type { Sandbox } from './sandbox/index.ts';
import { type ServerFactory, toServerFactory } from './server.ts';
import { BadSetting, type Http, type Invocation, readInvocation, type Settings } from './settings.ts';
import type { Stack } from './stack.ts';
import { serveOverStdio } from './transports/stdio.ts';

// A token may have been given as a flag: this takes the arguments out of the process list.
process.title = about.name;

const operations = modules.flatMap(module => module.operations);
const reading = new Set(operations.filter(operation => !writes(operation)).map(operation => operation.name));

/** Where a command sends, and as whom. */
interface Opened {
  settings: Settings;
  where: string;
  close(): Promise<void>;
}

const commands: Record<Invocation['command'], (invocation: Invocation) => Promise<number>> = {
  async serve(invocation) {
    const { settings, where, close } = await open(invocation);
    const connected = await orClose(close, () =>
      connectStack(operations, settings, { isRemote: invocation.http !== undefined }),
    );
    const factory = toServerFactory({ version: about.version, stack: connected.stack, where, settings });
    const { http } = invocation;
    if (http) {
      await orClose(connected.close, () => orClose(close, () => serveHttp(http, connected.stack, factory)));
    } else {
      await serveOverStdio(factory, { reads: name => reading.has(name) });
    }
    await connected.close();
    await close();
    return 0;
  },

  async tools(invocation) {
    const { settings, close } = await open(invocation);
    const connected = await orClose(close, () => connectStack(operations, settings));
    const { access } = await connected.stack.ready();
    print(invocation.switches.json ? toListingJson(access) : toListing(access));
    await connected.close();
    await close();
    return 0;
  },

  async doctor(invocation) {
    const { settings, close } = await open(invocation);
    const { json, 'probe-regions': isAsking } = invocation.switches;
    const { checks, facts } = await orClose(close, () => examine(operations, settings, isAsking));
    print(json ? toDoctorJson(checks, facts) : toDoctorText(checks));
    await close();
    return isSound(checks) ? 0 : 1;
  },

  async sandbox(invocation) {
    const sandbox = await startStandalone(invocation);
    print(JSON.stringify({ origin: sandbox.origin, api_key: sandbox.api_key, tokens: sandbox.tokens }));
    await new Promise(resolve => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, resolve);
    });
    await sandbox.close();
    return 0;
  },

  async demo({ colour }) {
    const { runDemo } = await import('./demo.ts');
    return runDemo(process.argv[1] ?? '', print, colour);
  },
};

async function main(): Promise<number> {
  const invocation = readInvocation(process.argv.slice(2));
  if (invocation.switches.version) print(about.version);
  else if (invocation.switches.help) print(toHelp(about));
  else return commands[invocation.command](invocation);
  return 0;
}

/** Loaded on demand: who serves over stdio does not pay for it. */
async function serveHttp(http: Http, stack: Live<Stack>, factory: ServerFactory): Promise<void> {
  const { serveOverHttp } = await import('./transports/http.ts');
  let isReady = false;
  void stack.ready().then(() => {
    isReady = true;
  });
  await serveOverHttp({
    host: http.host,
    port: http.port,
    names: http.hosts,
    callers: [{ token: http.token, factory, onChange: stack.onChange }],
    readiness: () => ({ ready: isReady }),
    onListening: url => process.stderr.write(`contentstack-cma-mcp: serving ${url}\n`),
  });
}

async function open({ settings, switches }: Invocation): Promise<Opened> {
  if (!switches.sandbox) return { settings, where: toPlace(settings), close: async () => {} };
  const sandbox = await startSandbox(0);
  const where = 'the sandbox, a demo stack in memory that forgets on exit';
  return { settings: toSandboxSettings(settings, sandbox), where, close: sandbox.close };
}

/** The region, or the host that was set in its place. */
const toPlace = ({ region, origin }: Settings): string =>
  toAppOrigin(origin) ? `a stack in region ${region}` : `a stack at ${origin}`;

/** What was opened is closed when the work that needed it fails, so that the program ends. */
async function orClose<T>(close: () => Promise<void>, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await close();
    throw error;
  }
}

/** Loaded on demand: who serves a real stack does not pay for it. */
async function startSandbox(port: number): Promise<Sandbox> {
  const sandbox = await import('./sandbox/index.ts');
  return sandbox.startSandbox({ port });
}

/** The sandbox for others than this server: with the limits of the real API, and what its flags say. */
async function startStandalone({ port, stack }: Invocation): Promise<Sandbox> {
  const { startSandbox, readSeedFile, generateSeed, readLimits, BadFile } = await import('./sandbox/index.ts');
  const { seed, state, entries, limits } = stack;
  const limit = limits === undefined ? {} : readLimits(limits);
  if (limit === undefined) {
    throw new BadSetting(`--limits is "${limits}"; it takes "off" or three numbers, such as 10,10,1 or 10,off,1`);
  }
  try {
    return await startSandbox({
      port,
      limits: limit,
      ...(seed === undefined ? {} : { seed: () => readSeedFile(seed) }),
      ...(entries === undefined ? {} : { seed: () => generateSeed(entries) }),
      ...(state === undefined ? {} : { stateFile: state }),
    });
  } catch (error) {
    if (error instanceof BadFile) throw new BadSetting(error.message);
    throw error;
  }
}

/**
 * Credentials of a real stack, perhaps set for everyday use, mean nothing there and are left alone. It has no limits and is
 * nobody else's, so it need not be spared.
 */
function toSandboxSettings(settings: Settings, sandbox: Sandbox): Settings {
  const { token = '' } = settings;
  const values = Object.values(sandbox.tokens);
  const chosen = sandbox.tokens[token] ?? (values.includes(token) ? token : sandbox.tokens.read_write);
  const rates = { reads: undefined, writes: undefined, bulk: undefined };
  return { ...settings, rates, origin: sandbox.origin, apiKey: sandbox.api_key, token: chosen };
}

/** Only commands that do not serve over stdio print. */
function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().then(
  code => {
    process.exitCode = code;
  },
  (error: unknown) => {
    // One paragraph and no stack: whoever starts this is a user, and a stack may hold what was given.
    const known = error instanceof BadSetting;
    process.stderr.write(
      `contentstack-cma-mcp: ${known ? error.message : `failed (${(error as Error)?.message ?? error})`}\n`,
    );
    process.exitCode = known ? 2 : 1;
  },
);
