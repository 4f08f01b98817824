// The record of what was done: one watcher of all messages, and the place where its lines go.
import type { Wrong } from '../server/transports/slowing.ts';
import type { Watcher } from '../server/watching/watch.ts';
import type { Member } from '../stack/members.ts';
import { type Open, type Recording, watchCall } from './call.ts';
import { inOrder, type Line, type Outcome } from './fields.ts';
import { type Sink, toFile, toStderr } from './sink.ts';
import { toStart } from './start.ts';
import { toText } from './text.ts';
import { toWrongLine } from './wrong.ts';

export { Unfit } from './file.ts';

interface Wanted {
  form: 'off' | 'text' | 'json';
  /** Stderr when not given. */
  path: string | undefined;
}

interface About {
  version: string;
  isTool: (name: string) => boolean;
  /** What is said to who runs this, a line each. */
  say: (message: string) => void;
}

export interface Recorder {
  /** None where nothing is recorded. */
  watchers: readonly Watcher[];
  /** Tells what is served once that is known, and from now on strikes these values. */
  begin(serving: { over: 'stdio' | 'http'; members: readonly Member[]; secrets: () => readonly string[] }): void;
  wrong(shown: Wrong): void;
  /** Undefined where there is no file. */
  reopen: (() => void) | undefined;
  close(): void;
}

/** @throws {Unfit} */
export async function openRecorder({ form, path }: Wanted, about: About): Promise<Recorder> {
  if (form === 'off') return { watchers: [], begin() {}, wrong() {}, reopen: undefined, close() {} };
  const sink = path === undefined ? toStderr() : await toFile(path, about.say);
  return makeRecorder(form, sink, about, path);
}

export function makeRecorder(form: 'text' | 'json', sink: Sink, about: About, path?: string): Recorder {
  const { version, say } = about;
  let secrets = (): readonly string[] => [];
  let served: readonly Member[] = [];
  const open = new Set<Open>();
  const put = (line: Line): void => sink.write(form === 'json' ? JSON.stringify(line) : toText(line));
  const recording: Recording = {
    get secrets() {
      return secrets();
    },
    ...{ version, isTool: about.isTool, open },
    // A caller who sees one of several stacks has it without its name.
    nameOf: ({ identity }) => served.find(({ stack }) => stack.now().identity === identity)?.name,
    tells: (outcome, effect) => form === 'json' || isTold(outcome, effect),
    write: put,
    ask(line) {
      if (form === 'text') put(line);
    },
  };
  return {
    watchers: [message => watchCall(message, recording)],
    begin({ over, members, secrets: these }) {
      secrets = these;
      served = members;
      const into = `${form === 'json' ? 'JSON' : 'text'} ${path === undefined ? 'on stderr' : `in ${JSON.stringify(path)}`}`;
      // Who reads JSON line by line is not to meet another line of ours.
      if (form === 'json' && path === undefined) return;
      void Promise.all(members.map(({ stack }) => stack.ready())).then(() => {
        const start = toStart({ version, over, members, into });
        say(start);
        if (form === 'text' && path !== undefined)
          sink.write(`${new Date().toISOString().replace(/\.\d+/, '')} ${start}`);
      });
    },
    wrong: shown => put(inOrder(toWrongLine(shown, version))),
    reopen: path === undefined ? undefined : () => sink.reopen(),
    close() {
      for (const each of open) each.giveUp();
      sink.close();
    },
  };
}

/** Of what only read, and did, nobody is told: clients show these lines to their users. */
const isTold = (outcome: Outcome, effect: Line['effect']): boolean =>
  outcome !== 'ok' || (effect !== undefined && effect !== 'read');
