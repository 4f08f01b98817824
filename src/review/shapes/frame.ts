// What stands around every answer: its line of numbers, what was rehearsed, the notes, and what was cut.
import { type Child, el } from '../ground/dom.ts';
import type { Shown } from '../ground/shown.ts';

/** Beyond these the notes are folded. */
const mostNotes = 3;

export function toHead(title: string, { says, stack, branch, rehearsal, notes }: Shown): Child[] {
  const place = [stack === undefined ? '' : `Stack ${stack}`, branch === '' ? '' : `branch ${branch}`].filter(Boolean);
  return [
    el('h1', {}, title),
    place.length > 0 && el('p', { class: 'place' }, place.join(', ')),
    rehearsal !== undefined && el('p', { class: 'warn' }, `Rehearsal: ${rehearsal}.`),
    el('p', { class: 'says' }, says),
    ...toNotes(notes),
  ];
}

function toNotes(notes: readonly string[]): Child[] {
  if (notes.length === 0) return [];
  const list = el('ul', { class: 'notes' }, ...notes.map(note => el('li', {}, note)));
  if (notes.length <= mostNotes) return [list];
  return [el('details', {}, el('summary', {}, `${notes.length} notes`), list)];
}

/** @param covers what a code holds for, though it is not to be seen. */
export const toCut = ({ more }: Shown, covers = ''): Child =>
  more > 0 &&
  el('p', { class: 'warn cut' }, `${more} more ${more === 1 ? 'row is' : 'rows are'} not shown here.${covers}`);

/** Lines that few want to see. */
export const toFolded = (words: string, lines: readonly HTMLElement[]): Child =>
  lines.length > 0 && el('details', {}, el('summary', {}, words), el('ul', { class: 'lines' }, ...lines));

/** The name of a group: its tick, what it is, and below it its state and the way there. */
export const toName = (nameId: string, name: string, tick: Child, state: string, link: Child): HTMLElement =>
  el(
    'div',
    { class: 'name-of' },
    el('h2', {}, tick, el('span', { id: nameId }, name)),
    (state !== '' || link) && el('p', { class: 'kind' }, state, link),
  );

/** What the server says of how to go on. */
export const toLeft = ({ left }: Shown): Child => left !== '' && el('p', { class: 'left' }, left);
