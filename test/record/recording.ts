// A server whose record is read back: its own parts, joined as main.ts joins them.
import type { Line } from '../../src/record/fields.ts';
import { makeRecorder } from '../../src/record/record.ts';
import { tasks } from '../../tools/index.ts';
import { type Opened, type Options, open } from '../harness.ts';
import { operations } from '../operations.ts';

const names = new Set([...operations, ...tasks].map(({ name }) => name));

export interface Recorded extends Opened {
  /** As text, and as JSON. */
  texts: string[];
  lines: Line[];
  last(): Line | undefined;
  /** Closes the record, as when the server ends. */
  endRecord(): void;
}

export async function record(options: Options = {}): Promise<Recorded> {
  const texts: string[] = [];
  const lines: Line[] = [];
  const about = { version: '1.2.3', isTool: (name: string) => names.has(name), say: () => {} };
  const toSink = (write: (line: string) => void) => ({ write, reopen() {}, close() {} });
  const text = makeRecorder(
    'text',
    toSink(line => texts.push(line)),
    about,
  );
  const json = makeRecorder(
    'json',
    toSink(line => lines.push(JSON.parse(line) as Line)),
    about,
  );
  const opened = await open({ ...options, watchers: [...text.watchers, ...json.watchers] });
  const secrets = [...Object.values(opened.sandbox.tokens), opened.sandbox.api_key];
  for (const each of [text, json]) each.begin({ over: 'stdio', members: [], secrets: () => secrets });
  return {
    ...opened,
    texts,
    lines,
    last: () => lines.at(-1),
    endRecord: () => {
      for (const each of [text, json]) each.close();
    },
  };
}
