// Serving the stacks that were joined: over stdio to one client, over HTTP to each caller what is theirs.
import { type ServerFactory, toServerFactory } from '../server/server.ts';
import type { Caller } from '../server/transports/http.ts';
import { serveOverStdio } from '../server/transports/stdio.ts';
import { type Bearers, holdBearers, type TokenSource, toTaken } from '../settings/bearers.ts';
import { type Http, requireBearer } from '../settings/http.ts';
import { rereadAll } from '../settings/reread.ts';
import { refuse } from '../settings/settings.ts';
import { limit, type Member } from '../stack/members.ts';
import { type Joint, orClose } from './joint.ts';
import { toSecrets, type Watching } from './watching.ts';

/** What serving takes beside the stacks. */
interface Serving {
  version: string;
  /** How this program is started. */
  called: string;
  /** Whether a tool only reads: who ends before another is answered is told so. */
  reads(tool: string): boolean;
  /** What is said to who runs this, a line each. */
  log(message: string): void;
  watching: Watching;
}

export function serveStdio(joint: Joint, serving: Serving): Promise<void> {
  const { members } = joint;
  const { reads, log, watching } = serving;
  watching.recorder.begin({ over: 'stdio', members, secrets: () => toSecrets(members) });
  return serveOverStdio(toFactory(members, joint, serving), { reads, log, onHangup: () => hangUp(members, serving) });
}

/**
 * Loaded on demand: who serves over stdio does not pay for it. The port comes first, then the stacks are asked.
 * @param join joins them and ends when the work does.
 * @throws {BadSetting} when nobody could call, or anybody from elsewhere.
 */
export async function serveHttp(
  http: Http,
  serving: Serving,
  join: (work: (joint: Joint) => Promise<void>) => Promise<void>,
): Promise<void> {
  const { bind, serveOverHttp } = await import('../server/transports/http.ts');
  const server = await bind(http.host, http.port);
  const { reads, log, watching } = serving;
  const work = (joint: Joint): Promise<void> => {
    const { callers, held } = toCallers(http, joint, serving);
    return serveOverHttp({
      server,
      host: http.host,
      names: http.hosts,
      callers,
      readiness: joint.readiness,
      reads,
      log,
      onHangup: () => hangUp(joint.members, serving, held),
      onListening: url => log(`serving ${url}`),
      onWrong: watching.recorder.wrong,
    });
  };
  await orClose(
    () => void server.close(),
    () => join(work),
  );
}

function toCallers(http: Http, joint: Joint, serving: Serving): { callers: Caller[]; held: Bearers } {
  const { members, bearers } = joint;
  // Whoever shows the server's own token sees all; without one, nobody does where others have tokens.
  const everybody = http.bearer || bearers.length === 0 ? [{ name: '', source: http.bearer, members }] : [];
  const all = [...everybody, ...bearers.map(bearer => ({ ...bearer, members: limit(members, bearer) }))];
  const sources = all.flatMap(({ source }) => source ?? []);
  requireBearer(http, sources.length > 0, refuse);
  const held = holdBearers(sources, { host: http.host, taken: () => toTaken(members), refuse });
  const secrets = () => [...toSecrets(members), ...sources.flatMap(source => held.of(source))];
  serving.watching.recorder.begin({ over: 'http', members, secrets });
  /** As their files say now. */
  const look = (source: TokenSource): readonly string[] => {
    for (const says of held.look()) serving.log(says);
    return held.of(source);
  };
  const callers = all.map(({ name, source, members: seen }) => ({
    name,
    ...(source ? { tokens: () => look(source) } : {}),
    factory: toFactory(seen, joint, serving),
    onChange: (listener: () => void) => {
      for (const { stack } of seen) stack.onChange(listener);
    },
  }));
  return { callers, held };
}

function toFactory(
  [first, ...besides]: readonly Member[],
  { shared }: Joint,
  { version, called, log, watching: { recorder, telemetry } }: Serving,
): ServerFactory {
  const watchers = [...recorder.watchers, ...telemetry.watchers];
  return toServerFactory({ version, called, log, shared, ...(first as Member), besides, watchers });
}

/** Where the record is in a file, that is opened anew by the same signal. */
function hangUp(members: readonly Member[], { log, watching }: Serving, bearers?: Bearers): void {
  for (const says of rereadAll(members, bearers, watching.recorder.reopen === undefined)) log(says);
}
