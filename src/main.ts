#!/usr/bin/env node
// The command: settings → access → server → transport. The only joint of catalogue and machine.

import about from '../package.json' with { type: 'json' };
import { modules } from '../tools/index.ts';
import { type Access, type TokenFacts, toAccess } from './access.ts';
import { connectCma } from './cma.ts';
import { toHelp } from './help.ts';
import { toListing, toListingJson } from './listing.ts';
import type { Sandbox } from './sandbox/index.ts';
import { type ServerContext, toServerFactory } from './server.ts';
import { BadSetting, type Invocation, readInvocation, type Settings } from './settings.ts';
import { serveOverStdio } from './transports/stdio.ts';
import { toReadUpload } from './upload.ts';

// A token may have been given as a flag: this takes the arguments out of the process list.
process.title = about.name;

const operations = modules.flatMap(module => module.operations);

/** What a command works with: where to send, as whom, and what that leaves. */
interface Opened {
  settings: Settings;
  access: Access;
  where: string;
  close(): Promise<void>;
}

const commands: Record<Invocation['command'], (invocation: Invocation) => Promise<number>> = {
  async serve(invocation) {
    const { settings, access, where, close } = await open(invocation);
    const cma = toCma(settings, access);
    await serveOverStdio(
      toServerFactory({
        version: about.version,
        access,
        cma,
        where,
        secrets: { token: settings.token, apiKey: settings.apiKey },
      }),
    );
    if ('close' in cma) await cma.close();
    await close();
    return 0;
  },

  async tools(invocation) {
    const { access, close } = await open(invocation);
    print(invocation.switches.json ? toListingJson(access) : toListing(access));
    await close();
    return 0;
  },

  async sandbox(invocation) {
    const sandbox = await startSandbox(invocation.port);
    print(JSON.stringify({ origin: sandbox.origin, api_key: sandbox.api_key, tokens: sandbox.tokens }));
    await new Promise(resolve => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
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

async function open({ settings, switches }: Invocation): Promise<Opened> {
  if (!switches.sandbox) {
    const access = toAccess(operations, toTokenFacts(settings), settings);
    return { settings, access, where: `a stack in region ${settings.region}`, close: async () => {} };
  }
  const sandbox = await startSandbox(0);
  const on = toSandboxSettings(settings, sandbox);
  const token = sandbox.state.tokens.find(({ value }) => value === on.token);
  const known: TokenFacts | undefined = token && { scope: token.scope, why: `the sandbox's token ${token.name}` };
  const where = 'the sandbox, a demo stack in memory that forgets on exit';
  try {
    return { settings: on, access: toAccess(operations, toTokenFacts(on, known), on), where, close: sandbox.close };
  } catch (error) {
    await sandbox.close();
    throw error;
  }
}

/** Loaded on demand: who serves a real stack does not pay for it. */
async function startSandbox(port: number): Promise<Sandbox> {
  const sandbox = await import('./sandbox/index.ts');
  return sandbox.startSandbox({ port });
}

/** Credentials of a real stack, perhaps set for everyday use, mean nothing there and are left alone. */
function toSandboxSettings(settings: Settings, sandbox: Sandbox): Settings {
  const { token = '' } = settings;
  const values = Object.values(sandbox.tokens);
  const chosen = sandbox.tokens[token] ?? (values.includes(token) ? token : sandbox.tokens.read_write);
  return { ...settings, origin: sandbox.origin, apiKey: sandbox.api_key, token: chosen };
}

function toTokenFacts({ tokenScope, token, apiKey }: Settings, known?: TokenFacts): TokenFacts {
  if (tokenScope !== 'detect') return { scope: tokenScope, why: `CONTENTSTACK_TOKEN_SCOPE is ${tokenScope}` };
  if (known) return known;
  if (!token || !apiKey) return { scope: 'read-only', why: 'no credentials are set' };
  return { scope: 'read-only', why: 'its scope is not known; set CONTENTSTACK_TOKEN_SCOPE=read-write if it may write' };
}

function toCma({ apiKey, token, origin, timeoutMs, uploadDirs }: Settings, access: Access): ServerContext['cma'] {
  if (apiKey && token) {
    return connectCma(
      { origin, apiKey, token },
      {
        timeoutMs,
        kept: access.kept,
        withheld: access.withheld.map(({ operation }) => operation),
        readUpload: toReadUpload(uploadDirs),
      },
    );
  }
  const names = [apiKey ? '' : 'CONTENTSTACK_API_KEY', token ? '' : 'CONTENTSTACK_MANAGEMENT_TOKEN'].filter(Boolean);
  const missing = `Nothing was sent: ${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'} not set. Add ${names.length > 1 ? 'them' : 'it'} to the environment of this server and restart it, or start it with --sandbox to try it without an account.`;
  return { missing };
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
