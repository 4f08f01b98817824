// A file goes by what its bytes say: where that is another name than it was given, the receipt says so.
import type { Json } from '../content/value.ts';
import type { Arguments } from '../operations/arguments.ts';
import type { Outcome } from '../results/show/receipt.ts';

/** @param after the asset, as the answer shows it. */
export function tellRenamed({ upload }: Arguments, after: Json): Outcome {
  const given = typeof upload === 'string' ? toName(upload) : undefined;
  const { filename } = after;
  if (given === undefined || typeof filename !== 'string' || given === filename) return {};
  return { notes: [`${JSON.stringify(given)} is stored as ${JSON.stringify(filename)}, as its content says`] };
}

/** The last part of a path or address, or the name that a `data:` source brings. */
function toName(source: string): string | undefined {
  const [, inline] = /^data:[^,]*;name=([^;,]*)/i.exec(source.slice(0, 2_000)) ?? [];
  if (/^data:/i.test(source) && inline === undefined) return undefined;
  const path =
    inline ??
    (/^[a-z][a-z\d+.-]+:\/\//i.test(source) ? (URL.canParse(source) ? new URL(source).pathname : '') : source);
  try {
    return decodeURIComponent(path).split(/[/\\]/).at(-1) || undefined;
  } catch {
    return undefined;
  }
}
