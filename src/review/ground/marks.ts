// Two texts of one place, with the words marked that only one of them has.
import { type ChangeObject, diffWordsWithSpace } from 'diff';
import { type Child, el } from './dom.ts';
import { toMarked } from './visible.ts';

/** Longer ones come cut from the server; of a host's own no more is compared word by word. */
const longest = 2_000;

const none = (): HTMLElement => el('span', { class: 'none' }, 'nothing');

/** A side that is empty says so. */
export function toSides(before: string, after: string): { before: Child; after: Child } {
  if (before === '' || after === '' || before.length + after.length > longest)
    return { before: before === '' ? none() : before, after: after === '' ? none() : after };
  const [old, now] = [document.createDocumentFragment(), document.createDocumentFragment()];
  const parts = diffWordsWithSpace(before, after);
  const end = findEnd(parts);
  for (const [index, { value, added, removed }] of parts.entries()) {
    const isMarked = index < end;
    if (!added) old.appendChild(removed && isMarked ? el('del', {}, value) : toMarked(value));
    if (!removed) now.appendChild(added && isMarked ? el('ins', {}, value) : toMarked(value));
  }
  return { before: old, after: now };
}

/** Where two texts were cut, they may end at different places: that is no change, unless it is the only one. */
function findEnd(parts: readonly ChangeObject<string>[]): number {
  const isChange = (part: ChangeObject<string> | undefined): boolean => part?.added === true || part?.removed === true;
  if (parts.at(-1)?.value.trim() !== '…' || isChange(parts.at(-1))) return parts.length;
  let end = parts.length - 1;
  while (isChange(parts[end - 1])) end -= 1;
  return parts.slice(0, end).some(isChange) ? end : parts.length;
}
