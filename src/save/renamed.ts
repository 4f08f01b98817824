// Where a file is stored under another name than it was given, the receipt says so.
import type { Json } from '../content/value.ts';
import type { Arguments } from '../operations/arguments.ts';
import type { Outcome } from '../results/show/receipt.ts';

/** @param after the asset, as the answer shows it. */
export function tellRenamed({ upload }: Arguments, after: Json): Outcome {
  const given = typeof upload === 'string' ? toName(upload) : undefined;
  const { filename } = after;
  if (given === undefined || typeof filename !== 'string' || given === filename) return {};
  const why = toStem(given) === toStem(filename) ? ', as its content says' : '';
  return { notes: [`${JSON.stringify(given)} is stored as ${JSON.stringify(filename)}${why}`] };
}

const toStem = (name: string): string => name.replace(/\.[^.]*$/, '');

/** The last part of a path or address, or the name that a `data:` source brings. */
function toName(source: string): string | undefined {
  const [, inline] = /^data:[^,]*;name=([^;,]*)/i.exec(source.slice(0, 2_000)) ?? [];
  if (/^data:/i.test(source) && inline === undefined) return undefined;
  try {
    // The name of a local file is as it stands there.
    const coded = inline ?? (/^[a-z][a-z\d+.-]+:\/\//i.test(source) ? new URL(source).pathname : undefined);
    const path = coded === undefined ? source : decodeURIComponent(coded);
    return path.split(/[/\\]/).at(-1) || undefined;
  } catch {
    return undefined;
  }
}
