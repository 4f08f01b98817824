// Findings of an audit, by check: how many, where, and what is wrong.
import { type Child, el, toId } from '../ground/dom.ts';
import type { Json } from '../ground/host.ts';
import { makeLinks } from '../ground/links.ts';
import { cellOf } from '../ground/shown.ts';
import type { Scene, View } from '../ground/view.ts';
import { toCut, toHead, toLeft } from './frame.ts';
import { toTitle } from './plain.ts';

/** Groups up to this many findings are open from the start. */
const mostOpen = 12;

export function showFindings({ host, shown }: Scene): View {
  const title = 'Findings';
  const toLink = makeLinks(host, shown);
  const groups = new Map<string, Json[]>();
  for (const row of shown.rows) {
    const check = cellOf(row, 'check');
    groups.set(check, [...(groups.get(check) ?? []), row]);
  }
  const lists = [...groups].map(([check, rows]) =>
    el(
      'details',
      { class: 'group', ...(rows.length <= mostOpen ? { open: '' } : {}) },
      el(
        'summary',
        {},
        el('h2', {}, toTitle(check)),
        el(
          'span',
          { class: 'kind' },
          shown.more > 0 || shown.left !== '' ? `${rows.length} so far` : String(rows.length),
        ),
      ),
      el('ul', { class: 'findings' }, ...rows.map(row => toFinding(row, toLink))),
    ),
  );
  return { title, parts: [...toHead(title, shown), ...lists, toCut(shown), toLeft(shown)] };
}

function toFinding(row: Json, toLink: (row: Json) => Child): HTMLElement {
  const nameId = toId();
  const place = [cellOf(row, 'content_type'), cellOf(row, 'locale'), cellOf(row, 'address')].filter(Boolean);
  return el(
    'li',
    { 'aria-labelledby': nameId },
    el('span', { id: nameId, class: 'title' }, cellOf(row, 'title') || cellOf(row, 'uid')),
    el('span', { class: 'aside' }, place.join(', ')),
    el('span', { class: 'finding' }, cellOf(row, 'finding')),
    toLink(row),
  );
}
