// Who is told of all that a server does: the record of calls, and metrics and traces where somebody wants them.
import { openRecorder, type Recorder, Unfit } from '../record/record.ts';
import { reachNames } from '../server/reach.ts';
import { onHangup } from '../server/transports/ending.ts';
import type { Invocation } from '../settings/invocation.ts';
import { BadSetting } from '../settings/settings.ts';
import type { Member } from '../stack/members.ts';
import { statusTool } from '../stack/status.ts';
import { openTelemetry, type Telemetry } from '../telemetry/telemetry.ts';
import { orClose } from './joint.ts';

export interface Watching {
  recorder: Recorder;
  telemetry: Telemetry;
  close(): void;
}

interface About {
  about: { name: string; version: string };
  /** Names of all tools of the catalogue. */
  tools: readonly string[];
  /** What is said to who runs this, a line each. */
  log(message: string): void;
}

/** @throws {BadSetting} when a file or a port cannot be what it is to be. */
export async function openWatching({ record, metrics }: Invocation, { about, tools, log }: About): Promise<Watching> {
  const recorder = await startRecord(record, { about, tools, log });
  const telemetry = await orClose(recorder.close, () => openTelemetry({ metrics, about, tools, log }));
  return {
    recorder,
    telemetry,
    close() {
      telemetry.close();
      recorder.close();
    },
  };
}

async function startRecord(record: Invocation['record'], { about, tools, log }: About): Promise<Recorder> {
  // Also those that stand for others: what else is called is somebody's words.
  const named = new Set([...tools, ...reachNames, statusTool.name]);
  try {
    const isTool = (name: string): boolean => named.has(name);
    const recorder = await openRecorder(record, { version: about.version, isTool, say: log });
    if (recorder.reopen) onHangup(recorder.reopen);
    return recorder;
  } catch (error) {
    if (error instanceof Unfit)
      throw new BadSetting(`CONTENTSTACK_LOG_FILE is ${JSON.stringify(record.path)}, which ${error.message}`);
    throw error;
  }
}

/** All of the stacks that must stand in no line. */
export const toSecrets = (members: readonly Member[]): string[] =>
  members
    .flatMap(({ settings: { keys } }) => [keys.pair, ...keys.former])
    .flatMap(({ apiKey, token }) => [apiKey ?? '', token ?? '']);
