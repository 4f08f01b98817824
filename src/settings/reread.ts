// All files of keys and tokens, read again because somebody said so.
import type { Bearers } from './bearers.ts';
import type { Keys } from './keys.ts';

/**
 * @param isNoUse the signal has no other use here, so who sent it is told that there is nothing to read.
 * @returns what is to be told beside what each stack tells of its own, a sentence each.
 */
export function rereadAll(
  stacks: readonly { settings: { keys: Keys } }[],
  bearers: Bearers | undefined,
  isNoUse: boolean,
): string[] {
  const all = stacks.map(({ settings: { keys } }) => keys);
  // First: what a stack is let in by now is none of a caller's.
  const changed = all.filter(keys => keys.reread());
  const told = bearers?.reread() ?? [];
  if (changed.length > 0 || told.length > 0) return told;
  const isAny = bearers?.isInFiles === true || all.some(({ inFiles }) => inFiles.length > 0);
  if (isAny) return ['read the files of keys and tokens again: nothing has changed'];
  return isNoUse ? [none] : [];
}

const none = 'nothing was read again at SIGHUP, as no key or token is in a file';
