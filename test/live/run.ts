// Plays the probes one after the other, judges what they show, and removes what they made, whatever happens.
import { type Line, makeApi, makeSender, type Refusal, Unreachable } from './client.ts';
import type { Ground } from './ground.ts';
import { makePrefix } from './ground.ts';
import { allPoints, type Name, NotShown, type Plain, type Point, type Probe } from './probe.ts';
import { probes } from './probes/index.ts';
import { sweep } from './sweep.ts';
import { byChance, untold } from './untold.ts';

export interface Row extends Pick<Point, 'name' | 'about'> {
  likeliest: Plain;
  verdict: 'confirmed' | 'contradicted' | 'not shown' | 'not playable';
  shown?: Plain;
  /** Why nothing was shown. */
  reason?: string;
}

export interface Outcome {
  rows: Row[];
  requests: number;
  /** Why it did not come to its end. */
  broken?: string;
  /** What could not be removed. */
  left: string;
}

export interface Access {
  origin: string;
  apiKey: string;
  token: string;
  branch?: string | undefined;
  readOnly?: string | undefined;
  limited?: string | undefined;
  module?: string | undefined;
}

export interface Conditions {
  pace: Line['pace'];
  stop?: AbortSignal | undefined;
  /** Those alone; all when absent. */
  only?: readonly Probe[];
  /** Told before each probe is played. */
  tell?: (probe: Probe) => void;
}

const openLine = ({ origin }: Access, { pace, stop }: Conditions): Line => ({
  origin,
  pace,
  stop,
  seen: { requests: 0, refusals: [] },
});

/** The ways to the API, one for each token. */
export function connect(access: Access, conditions: Conditions): { line: Line; ground: Ground } {
  const line = openLine(access, conditions);
  const send = makeSender(line);
  const own = { api_key: access.apiKey, branch: access.branch ?? 'main' };
  const by = (token: string) => makeApi(line, send, { ...own, authorization: token });
  const made = new Map<string, Promise<unknown>>();
  const ground: Ground = {
    prefix: makePrefix(),
    api: by(access.token),
    stranger: makeApi(line, send, {}),
    ...(access.readOnly ? { readOnly: by(access.readOnly) } : {}),
    ...(access.limited ? { branch: by(access.limited) } : {}),
    ...(access.module ? { module: by(access.module) } : {}),
    apiKey: access.apiKey,
    once<T>(what: string, make: () => Promise<T>): Promise<T> {
      const held = made.get(what) ?? make();
      made.set(what, held);
      return held as Promise<T>;
    },
  };
  return { line, ground };
}

type Shown = Map<Name, { answer: Plain } | { reason: string }>;

export async function run(access: Access, conditions: Conditions): Promise<Outcome> {
  const { line, ground } = connect(access, conditions);
  const shown: Shown = new Map();
  let broken: string | undefined;
  try {
    for (const probe of conditions.only ?? probes) {
      conditions.tell?.(probe);
      await play(probe, ground, shown);
    }
  } catch (error) {
    broken = explain(error, conditions);
  } finally {
    line.stop = undefined;
  }
  const left = await cleanUp(ground);
  return {
    rows: judgeAll(shown, line.seen.refusals),
    requests: line.seen.requests,
    left,
    ...(broken ? { broken } : {}),
  };
}

/** Without words that may be the stack's. */
function explain(error: unknown, { stop }: Conditions): string {
  if (stop?.aborted) return 'It was stopped.';
  if (error instanceof Unreachable) return error.message;
  return `It failed: ${error instanceof Error ? error.name : 'for no reason'}.`;
}

async function cleanUp({ api, prefix }: Ground): Promise<string> {
  try {
    return await sweep(api, name => name.startsWith(prefix));
  } catch (error) {
    return `whatever begins with ${prefix}, as it could not be looked for: ${(error as Error).message}`;
  }
}

async function play(probe: Probe, ground: Ground, shown: Shown): Promise<void> {
  const settle = (reason: string): void => {
    for (const name of probe.shows) if (!shown.has(name)) shown.set(name, { reason });
  };
  if (probe.needs && !ground[probe.needs]) return settle(lacking[probe.needs]);
  try {
    await probe.play(ground, (name, answer) => shown.set(name, { answer }));
    settle('it was not played to its end');
  } catch (error) {
    if (error instanceof NotShown) return settle(error.message);
    // An answer that is not made as the reference says.
    if (error instanceof TypeError) return settle(`the answers have another shape${readPlace(error)}`);
    throw error;
  }
}

/** The message where it names nothing but our own words. */
const readPlace = ({ message }: TypeError): string =>
  /^Cannot read properties of (undefined|null) \(reading '\w+'\)$/.test(message) ? `: ${message}` : '';

const lacking: Record<NonNullable<Probe['needs']>, string> = {
  readOnly: 'no read-only token was given',
  branch: 'no token for one branch was given',
  module: 'no token for some modules was given',
};

function judgeAll(shown: Shown, refusals: Refusal[]): Row[] {
  const [met] = refusals;
  const all: Shown = new Map(shown);
  for (const name of byChance) {
    const part = name.replace('rateRefusal.', '') as keyof Refusal;
    all.set(name, met ? { answer: met[part] } : { reason: 'no request was refused with 429' });
  }
  return allPoints.map(point => judge(point, all));
}

function judge({ name, about, answers }: Point, shown: Shown): Row {
  const row = { name, about, likeliest: answers[0] };
  const seen = shown.get(name);
  if (seen && 'answer' in seen) {
    const verdict = seen.answer === answers[0] ? 'confirmed' : 'contradicted';
    return { ...row, verdict, shown: seen.answer };
  }
  const reason = untold[name];
  if (reason !== undefined) return { ...row, verdict: 'not playable', reason };
  return { ...row, verdict: 'not shown', reason: seen?.reason ?? 'it was not played' };
}
