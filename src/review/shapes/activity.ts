// What happened: how much on which day, as a small plot, and the events below it, a line each.
import { type Child, el } from '../ground/dom.ts';
import type { Json } from '../ground/host.ts';
import { makeLinks } from '../ground/links.ts';
import { cellOf, type Shown } from '../ground/shown.ts';
import type { Scene, View } from '../ground/view.ts';
import { toCut, toFolded, toHead, toLeft } from './frame.ts';
import { type Day, series, toPlot } from './plot.ts';

/** Lines that are seen at once. */
const mostSeen = 15;

export function showActivity({ host, shown }: Scene): View {
  const title = 'Activity';
  const days = readDays(shown);
  const toLink = makeLinks(host, shown);
  const lines = shown.rows.map(row => toLine(row, toLink));
  return {
    title,
    parts: [
      ...toHead(title, shown),
      days.length > 0 && toPlot(days),
      lines.length > 0 && el('h2', {}, 'Events, newest first'),
      el('ul', { class: 'lines' }, ...lines.slice(0, mostSeen)),
      toFolded(`${lines.length - mostSeen} earlier events`, lines.slice(mostSeen)),
      toCut(shown),
      toLeft(shown),
    ],
  };
}

/** `2026-11-06 10:10 saved v2 …` */
function toLine(row: Json, toLink: (row: Json) => Child): HTMLElement {
  const cell = (column: string): string => cellOf(row, column);
  const what = [cell('what'), cell('version') && `v${cell('version')}`].filter(Boolean).join(' ');
  const where = [cell('content_type'), cell('locale'), cell('environment')].filter(Boolean).join(', ');
  return el(
    'li',
    {},
    el('span', { class: 'kind' }, cell('when').slice(0, 16).replace('T', ' ')),
    el('span', { class: 'what' }, what),
    el('span', { class: 'title' }, cell('title') || cell('uid')),
    where !== '' && el('span', { class: 'aside' }, where),
    cell('by') !== '' && el('span', { class: 'aside' }, `by ${cell('by')}`),
    cell('details') !== '' && el('span', { class: 'aside' }, cell('details')),
    toLink(row),
  );
}

const form = /^\d{4}-\d{2}-\d{2}$/;

/** As the server counted all of them; else the events that came. */
function readDays({ beside, rows }: Shown): Day[] {
  const days = new Map<string, number[]>();
  const add = (date: string, counts: readonly number[]): void => {
    if (!form.test(date) || Number.isNaN(Date.parse(date))) return;
    const known = days.get(date) ?? series.map(() => 0);
    days.set(
      date,
      known.map((count, index) => count + (Number.isFinite(counts[index]) ? (counts[index] as number) : 0)),
    );
  };
  if (Array.isArray(beside.days)) {
    for (const [date, ...counts] of beside.days.filter(Array.isArray)) add(String(date), counts.map(Number));
  } else {
    for (const row of rows) {
      const place = series.indexOf(cellOf(row, 'what'));
      const own = place < 0 ? series.length - 1 : place;
      add(
        cellOf(row, 'when').slice(0, 10),
        series.map((_, index) => Number(index === own)),
      );
    }
  }
  return [...days].map(([date, counts]) => ({ date, counts })).sort((one, other) => (one.date < other.date ? -1 : 1));
}
