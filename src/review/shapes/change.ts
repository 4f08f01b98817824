// One change of an entry: where, what was there, what is there now; words that differ are marked, pictures stand side by side.
import { type Child, el } from '../ground/dom.ts';
import type { Json } from '../ground/host.ts';
import { toSides } from '../ground/marks.ts';
import { cellOf } from '../ground/shown.ts';

interface Drawn {
  /** The picture of a file that a cell names. */
  toPicture(cell: string): HTMLElement | undefined;
}

const kinds = new Map([['set', 'changed']]);

/** How often it stands in one place, as the server writes it after the text. */
const times = / \((\d+) times\)$/;

/** @param tick before the address, where it can be left out. @param nameId of the element with the address. */
export function toChange(row: Json, { toPicture }: Drawn, tick?: HTMLElement, nameId?: string): HTMLElement {
  const [address, kind] = [cellOf(row, 'address'), cellOf(row, 'change')];
  const said = cellOf(row, 'before');
  const count = times.exec(said)?.[1];
  const [before, after] = [said.replace(times, ''), cellOf(row, 'after')];
  const head = el(
    'p',
    { class: 'address' },
    tick,
    el('span', nameId === undefined ? {} : { id: nameId }, address),
    kind !== '' && el('span', { class: 'kind' }, kinds.get(kind) ?? kind),
    count !== undefined && el('span', { class: 'kind' }, `${count} times`),
  );
  const sides = kind === 'moved' ? { before, after } : toSides(before, after);
  return el(
    'li',
    { class: 'change' },
    head,
    el(
      'div',
      { class: 'sides' },
      toSide('Before', sides.before, toPicture(before)),
      toSide('After', sides.after, toPicture(after)),
    ),
  );
}

const toSide = (name: string, text: Child, picture: Child): HTMLElement =>
  el(
    'div',
    { class: `side ${name.toLowerCase()}` },
    el('span', { class: 'name' }, name),
    el('span', { class: 'text' }, text),
    picture,
  );
