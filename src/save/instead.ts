// What to call in place of a save that was refused: the task that changes only a part, with the edits spelt out.
import { parseAddress } from '../content/address.ts';
import { spellEdits } from '../content/patch/spell.ts';
import { resolveAddress } from '../content/resolve.ts';
import type { Arguments } from '../operations/arguments.ts';
import type { Operation } from '../operations/operation.ts';
import { pick } from '../results/text/paths.ts';
import type { Wanted } from './save.ts';

/** Longer, in characters, it is only named: nobody copies so much. */
const longest = 1_500;

/**
 * @param task that changes a part of what the operation changes as a whole.
 * @returns undefined where it would do nothing. Never rejects.
 */
export async function tellInstead(
  task: string,
  { path }: Operation,
  given: Arguments,
  { wanted, isStale }: Wanted,
): Promise<string | undefined> {
  if (isStale) return `${task} merges: with if_version, the version you read, it keeps what others saved since.`;
  if (!wanted) return undefined;
  const { stored, sent, schema } = wanted;
  const dotted = Object.entries(sent).filter(([key]) => isDeep(stored, key));
  const plain = Object.fromEntries(Object.entries(sent).filter(([key]) => !dotted.some(([each]) => each === key)));
  const spelt = await spellEdits(stored, plain, schema).catch(() => undefined);
  const edits = [...dotted.map(([at, set]) => ({ at, set })), ...(spelt?.edits ?? [])];
  if (edits.length === 0) return undefined;
  const version = spelt?.needsVersion && typeof stored._version === 'number' ? { if_version: stored._version } : {};
  const call = { ...pick(given, [...Object.keys(path), 'locale', 'branch', 'stack']), edits, ...version };
  const text = JSON.stringify(call);
  const says = `${task} changes only a part, and keeps the rest as it is`;
  return text.length > longest ? `${says}.` : `${says}. The same change with it: ${task} ${text}`;
}

/** An address where a field was meant: `seo.description`. */
function isDeep(stored: Arguments, key: string): boolean {
  const address = parseAddress(key);
  return address !== undefined && address.length > 1 && resolveAddress(stored, address).found;
}
