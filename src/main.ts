// The command: settings → access → server → transport. The only joint of catalogue and machine.

import './operations/plain-zod.ts';
import about from '../package.json' with { type: 'json' };
import { modules, tasks } from '../tools/index.ts';
import { isSound, toDoctorJson, toDoctorText } from './command/doctor.ts';
import { examine } from './command/examine.ts';
import { toGreeting, toHelp } from './command/help.ts';
import { toListing, toListingJson } from './command/listing.ts';
import { log } from './command/log.ts';
import { checkStore } from './command/store.ts';
import type { Sandbox } from './sandbox/index.ts';
import { reachReads } from './server/reach.ts';
import { type Joint, orClose } from './serving/joint.ts';
import { serveHttp, serveStdio } from './serving/serve.ts';
import { openWatching, type Watching } from './serving/watching.ts';
import { toCalled } from './settings/called.ts';
import { type Invocation, readInvocation, readQuestion } from './settings/invocation.ts';
import { inFileWords, Keys } from './settings/keys.ts';
import { BadSetting, type Settings } from './settings/settings.ts';
import { type BearerEntry, readStacksFile } from './settings/stacks-file.ts';
import { nameStrays } from './settings/strays.ts';
import { explainNone, writes } from './stack/access.ts';
import { toWhere } from './stack/facts.ts';
import { asIs, connectAll, type Place, watchReadiness } from './stack/members.ts';

// A token may have been given as a flag: this takes the arguments out of the process list.
process.title = about.name;

const called = toCalled(process.argv[1], about);

const operations = modules.flatMap(module => module.operations);
const tools = [...operations, ...tasks].map(({ name }) => name);
const reading = new Set(
  [...operations, ...tasks]
    .filter(each => !writes(each))
    .map(({ name }) => name)
    .concat(reachReads),
);

/** Where a command sends, and as whom; who else may call over HTTP, and with what. */
interface Opened {
  places: readonly Place[];
  bearers: readonly BearerEntry[];
  /** Sentences on what was set and has no effect, or none but to take everything away. */
  notes: readonly string[];
  close(): Promise<void>;
}

const commands: Record<Invocation['command'], (invocation: Invocation) => Promise<number>> = {
  async serve(invocation) {
    const { http } = invocation;
    if (!http && process.stdin.isTTY) log(toGreeting(called));
    const watching = await openWatching(invocation, { about, tools, log });
    const serving = { version: about.version, called, reads: (name: string) => reading.has(name), log, watching };
    const join = (work: (joint: Joint) => Promise<void>) => withMembers(invocation, work, watching.telemetry);
    await orClose(watching.close, () =>
      http ? serveHttp(http, serving, join) : join(joint => serveStdio(joint, serving)),
    );
    watching.close();
    return 0;
  },

  async tools(invocation) {
    const { json } = invocation.switches;
    await withMembers(invocation, async ({ members }) => {
      const listings = members.map(async ({ stack, name, inItsWords = asIs }) => {
        const { access } = await stack.ready();
        return { name, text: json ? inItsWords(toListingJson(access)) : toListing(access, inItsWords) };
      });
      print(join(await Promise.all(listings), json));
    });
    return 0;
  },

  async doctor(invocation) {
    const { json, 'probe-regions': isAsking } = invocation.switches;
    const examining = { isAsking, isTlsOff: invocation.isTlsOff, called };
    const { places, notes, close } = await open(invocation);
    const noted = notes.map(says => ({ name: 'settings', state: 'note', says }) as const);
    const beside = [...noted, ...(await checkStore(invocation))];
    const examined = await orClose(close, () =>
      Promise.all(
        places.map(async ({ name, settings, inItsWords = asIs }) => {
          const { checks: found, facts } = await examine({ operations, tasks }, settings, examining);
          const checks = [...found, ...beside];
          const text = json ? inItsWords(toDoctorJson(checks, facts)) : toDoctorText(checks, inItsWords);
          return { name, text, isFine: isSound(checks) };
        }),
      ),
    );
    print(join(examined, json));
    await close();
    return examined.every(({ isFine }) => isFine) ? 0 : 1;
  },

  async sandbox(invocation) {
    // Heard of before the line is out: who reads it may end this at once.
    const ended = new Promise(resolve => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, resolve);
    });
    const sandbox = await startStandalone(invocation);
    print(JSON.stringify({ origin: sandbox.origin, api_key: sandbox.api_key, tokens: sandbox.tokens }));
    await ended;
    await sandbox.close();
    return 0;
  },

  async demo({ colour, settings }) {
    const { runDemo } = await import('./command/demo.ts');
    return runDemo(process.argv[1] ?? '', print, colour, settings.confirm === 'always');
  },
};

async function main(): Promise<number> {
  const argv = process.argv.slice(2);
  const asked = readQuestion(argv);
  if (asked !== undefined) {
    print(asked === 'version' ? about.version : toHelp(about));
    return 0;
  }
  const invocation = readInvocation(argv);
  return commands[invocation.command](invocation);
}

/** Texts or JSON of several stacks as one; that of a stack without a name stays as it is. */
function join(parts: readonly { name: string | undefined; text: string }[], isJson: boolean): string {
  const [first] = parts;
  if (first?.name === undefined) return first?.text ?? '';
  if (!isJson) return parts.map(({ name, text }) => `Stack ${name}\n\n${text}`).join('\n\n\n');
  return `{"stacks":{${parts.map(({ name, text }) => `${JSON.stringify(name)}:${text}`).join(',')}}}`;
}

/** @throws {BadSetting} */
async function withMembers(
  invocation: Invocation,
  work: (joint: Joint) => Promise<void>,
  telemetry?: Watching['telemetry'],
): Promise<void> {
  const { places, bearers, notes, close } = await open(invocation);
  for (const says of notes) log(says);
  const joined = await orClose(close, () =>
    connectAll(operations, places, {
      tasks,
      store: invocation.shared,
      isRemote: invocation.http !== undefined,
      ...(invocation.command === 'serve' ? { log } : {}),
      ...(telemetry?.onDeparture ? { onDeparture: telemetry.onDeparture } : {}),
    }),
  );
  const closeAll = () => joined.close().then(close);
  const readiness = watchReadiness(joined.members);
  telemetry?.observe({ members: joined.members, isReady: () => readiness().ready });
  await orClose(closeAll, () => work({ ...joined, bearers, readiness }));
  await closeAll();
}

async function open({ settings, switches, several, strays, record, stack: { limits } }: Invocation): Promise<Opened> {
  const { stacks, bearers } = several
    ? readStacksFile(several.path, several.beside)
    : { stacks: [{ settings, inItsWords: inFileWords(settings.keys) }], bearers: [] };
  const none = stacks.flatMap(each => explainNone(operations, each.settings, tasks) ?? []);
  const unused = record.path !== undefined && record.form === 'off' ? [noRecord] : [];
  const notes = [...new Set([...nameStrays(strays, several?.beside.named), ...unused, ...none])];
  const sandboxes: Sandbox[] = [];
  const places = stacks.map(async ({ settings: own, ...rest }): Promise<Place> => {
    const name = 'name' in rest ? `stack ${rest.name}` : 'a stack';
    if (!switches.sandbox) return { ...rest, settings: own, where: `${name} ${toWhere(own.origin)}` };
    const sandbox = await startSandbox(limits);
    sandboxes.push(sandbox);
    const where = `${'name' in rest ? `${name} in ` : ''}the sandbox, a demo stack in memory that forgets on exit`;
    return { ...rest, settings: toSandboxSettings(own, sandbox, (limits ?? 'off') !== 'off'), where };
  });
  return {
    places: await Promise.all(places),
    bearers,
    notes,
    async close() {
      await Promise.all(sandboxes.map(sandbox => sandbox.close()));
    },
  };
}

const noRecord = 'CONTENTSTACK_LOG_FILE has no effect, as CONTENTSTACK_LOG is off';

/** Loaded on demand: who serves a real stack does not pay for it. Without limits unless they are asked for. */
async function startSandbox(limits: string | undefined): Promise<Sandbox> {
  const sandbox = await import('./sandbox/index.ts');
  return sandbox.startSandbox({ limits: limits !== undefined && toLimits(sandbox.readLimits, limits) });
}

/** @throws {BadSetting} */
function toLimits<T>(read: (text: string) => T | undefined, text: string): T {
  const limits = read(text);
  if (limits !== undefined) return limits;
  throw new BadSetting(`--limits is "${text}"; it takes "off" or three numbers, such as 10,10,1 or 10,off,1`);
}

/** The sandbox for others than this server: with the limits of the real API, and what its flags say. */
async function startStandalone({ port, stack }: Invocation): Promise<Sandbox> {
  const { startSandbox, readSeedFile, generateSeed, readLimits, readChoices, Unusable } = await import(
    './sandbox/index.ts'
  );
  const { seed, state, entries, limits, latency, choices } = stack;
  const limit = limits === undefined ? {} : toLimits(readLimits, limits);
  try {
    return await startSandbox({
      port,
      limits: limit,
      choices: readChoices(choices),
      ...(latency === undefined ? {} : { latency }),
      ...(seed === undefined ? {} : { seed: () => readSeedFile(seed) }),
      ...(entries === undefined ? {} : { seed: () => generateSeed(entries) }),
      ...(state === undefined ? {} : { stateFile: state }),
    });
  } catch (error) {
    if (error instanceof Unusable) throw new BadSetting(`${error.option ? `--${error.option}: ` : ''}${error.message}`);
    throw error;
  }
}

/**
 * Credentials of a real stack, perhaps set for everyday use, mean nothing there and are left alone. It is nobody
 * else's, so it need not be spared unless it has limits.
 */
function toSandboxSettings(settings: Settings, sandbox: Sandbox, isLimited: boolean): Settings {
  const { token = '' } = settings.keys;
  const values = Object.values(sandbox.tokens);
  const chosen = sandbox.tokens[token] ?? (values.includes(token) ? token : sandbox.tokens.read_write);
  const rates = isLimited ? settings.rates : { reads: undefined, writes: undefined, bulk: undefined };
  return {
    ...settings,
    rates,
    origin: sandbox.origin,
    keys: new Keys(() => ({ apiKey: sandbox.api_key, token: chosen })),
  };
}

/** Only commands that do not serve over stdio print. Who reads may go when they have read enough, as `head` does. */
function print(text: string): void {
  if (process.stdout.listenerCount('error') === 0)
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') fail(error);
      process.exit();
    });
  process.stdout.write(`${text}\n`);
}

/** One paragraph and no stack: whoever starts this is a user, and a stack may hold what was given. */
function fail(error: unknown): void {
  const known = error instanceof BadSetting;
  const message = String((error as Error)?.message ?? error);
  log(known ? message : `failed (${message})`);
  process.exitCode = known ? 2 : 1;
}

main().then(code => {
  process.exitCode = code;
}, fail);
