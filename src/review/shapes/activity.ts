// What happened: how much on which day, as a small plot, and the events below it.
import { type Child, el } from '../ground/dom.ts';
import { isObject, type Json } from '../ground/host.ts';
import { cellOf, type Shown } from '../ground/shown.ts';
import type { Scene, View } from '../ground/view.ts';
import { toCut, toHead, toLeft } from './frame.ts';
import { toTable } from './plain.ts';

/** Kinds of their own; all else is told together. Each has a shade and a word. */
const series = ['published', 'saved', 'created'] as const;
const others = 'other';

const day = /^\d{4}-\d{2}-\d{2}$/;
const dayMs = 86_400_000;

/** As many days as fit side by side. */
const mostDays = 120;

interface Day {
  date: string;
  counts: number[];
}

export function showActivity({ shown }: Scene): View {
  const title = 'Activity';
  const days = fill(readDays(shown));
  const columns = shown.columns.filter(column => shown.rows.some(row => cellOf(row, column) !== ''));
  return {
    title,
    parts: [
      ...toHead(title, shown),
      days.length > 0 && toPlot(days),
      shown.rows.length > 0 && toTable('Events, newest first', { columns, rows: shown.rows }),
      toCut(shown),
      toLeft(shown),
    ],
  };
}

/** As the server counted all of them; else the events that came. */
function readDays({ beside, rows }: Shown): Day[] {
  const counted: Record<string, Json> = {};
  if (isObject(beside.days))
    for (const [date, counts] of Object.entries(beside.days)) counted[date] = isObject(counts) ? counts : {};
  else
    for (const row of rows) {
      const date = cellOf(row, 'when').slice(0, 10);
      const what = cellOf(row, 'what');
      const counts = counted[date] ?? {};
      counted[date] = { ...counts, [what]: Number(counts[what] ?? 0) + 1 };
    }
  return Object.entries(counted)
    .filter(([date]) => day.test(date) && !Number.isNaN(Date.parse(date)))
    .map(([date, counts]) => ({ date, counts: toCounts(counts) }))
    .sort((one, other) => (one.date < other.date ? -1 : 1));
}

function toCounts(told: Json): number[] {
  const counts = [...series, others].map(() => 0);
  for (const [what, number] of Object.entries(told)) {
    const index = (series as readonly string[]).indexOf(what);
    const place = index < 0 ? series.length : index;
    counts[place] = (counts[place] ?? 0) + (Number.isFinite(Number(number)) ? Number(number) : 0);
  }
  return counts;
}

/** A day without anything has its place too. */
function fill(days: readonly Day[]): Day[] {
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return [];
  const from = Math.max(Date.parse(first.date), Date.parse(last.date) - (mostDays - 1) * dayMs);
  const known = new Map(days.map(each => [each.date, each]));
  const all: Day[] = [];
  for (let time = from; time <= Date.parse(last.date); time += dayMs) {
    const date = new Date(time).toISOString().slice(0, 10);
    all.push(known.get(date) ?? { date, counts: toCounts({}) });
  }
  return all;
}

const sum = (counts: readonly number[]): number => counts.reduce((all, each) => all + each, 0);

const size = { width: 600, height: 96 };

function toPlot(days: readonly Day[]): HTMLElement {
  const most = Math.max(1, ...days.map(({ counts }) => sum(counts)));
  const step = size.width / days.length;
  const plot = draw('svg', {
    viewBox: `0 0 ${size.width} ${size.height}`,
    preserveAspectRatio: 'none',
    'aria-hidden': 'true',
  });
  for (const [index, { counts }] of days.entries()) {
    let top = size.height;
    for (const [kind, count] of counts.entries()) {
      const height = (count / most) * size.height;
      top -= height;
      if (count > 0)
        plot.appendChild(
          draw('rect', {
            class: `bar-${kind}`,
            ...{ x: String(index * step), y: String(top) },
            ...{ width: String(Math.max(1, step - 1)), height: String(height) },
          }),
        );
    }
  }
  const busiest = days.reduce((one, other) => (sum(other.counts) > sum(one.counts) ? other : one));
  const [from, to] = [days[0]?.date ?? '', days.at(-1)?.date ?? ''];
  const totals = [...series, others].map((name, kind) => ({
    name,
    count: sum(days.map(({ counts }) => counts[kind] ?? 0)),
  }));
  const legend: Child[] = totals.map(({ name, count }, kind) =>
    el('li', {}, el('span', { class: `swatch bar-${kind}`, 'aria-hidden': 'true' }), `${count} ${name}`),
  );
  return el(
    'figure',
    {},
    plot,
    el('figcaption', {}, `${from} to ${to}, by day in UTC; most on ${busiest.date}: ${sum(busiest.counts)}`),
    el('ul', { class: 'legend' }, ...legend),
  );
}

function draw(tag: 'svg' | 'rect', attributes: Record<string, string>): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
