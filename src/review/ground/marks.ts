// Two texts of one place, with the words marked that only one of them has.
import { diffWordsWithSpace } from 'diff';
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
  for (const { value, added, removed } of diffWordsWithSpace(before, after)) {
    if (!added) old.appendChild(removed ? el('del', {}, value) : toMarked(value));
    if (!removed) now.appendChild(added ? el('ins', {}, value) : toMarked(value));
  }
  return { before: old, after: now };
}
