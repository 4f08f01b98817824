// Any other table, row by row.
import { type Child, el } from '../ground/dom.ts';
import { cellOf, type Shown } from '../ground/shown.ts';

function toTable(caption: string, { columns, rows }: Pick<Shown, 'columns' | 'rows'>): HTMLElement {
  const head = el('tr', {}, ...columns.map(column => el('th', { scope: 'col' }, toTitle(column))));
  const lines = rows.map(row => el('tr', {}, ...columns.map(column => el('td', {}, cellOf(row, column)))));
  return toScrolled(
    caption,
    el('table', {}, el('caption', { class: 'aside' }, caption), el('thead', {}, head), el('tbody', {}, ...lines)),
  );
}

/** Wide tables move in a frame of their own, which a keyboard reaches. */
export const toScrolled = (name: string, table: HTMLElement): HTMLElement =>
  el('div', { class: 'scroll', role: 'region', tabindex: '0', 'aria-label': name }, table);

/** `content_type` → `Content type` */
export function toTitle(column: string): string {
  const words = column.replace(/[_.]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const showPlain = (shown: Shown): Child[] => (shown.rows.length > 0 ? [toTable('Rows', shown)] : []);
