// All files of keys and tokens, read again because somebody said so.
import type { Bearers } from './bearers.ts';
import type { Keys } from './keys.ts';

/** @returns what is to be told beside what each stack tells of its own, a sentence each. */
export function rereadAll(stacks: readonly { settings: { keys: Keys } }[], bearers?: Bearers): string[] {
  const all = stacks.map(({ settings: { keys } }) => keys);
  // First: what a stack is let in by now is none of a caller's.
  const changed = all.filter(keys => keys.reread());
  const told = bearers?.reread() ?? [];
  if (changed.length > 0 || told.length > 0) return told;
  const isAny = bearers?.isInFiles === true || all.some(({ inFiles }) => inFiles.length > 0);
  return [isAny ? 'read the files of keys and tokens again: nothing has changed' : none];
}

const none = 'SIGHUP reads keys and tokens again that lie in files, and none does here';
