// Counts by day as bars: a picture for the eye, with the same numbers in words.
import { type Child, el } from '../ground/dom.ts';

/** Each has a shade and a word, in the order in which the server counts them. */
export const series: readonly string[] = ['published', 'saved', 'created', 'other'];

export interface Day {
  /** `2026-11-06` */
  date: string;
  /** In the order of `series`. */
  counts: readonly number[];
}

const dayMs = 86_400_000;

/** As many as fit side by side. */
const mostBars = 120;

const size = { width: 600, height: 96 };

const sum = (counts: readonly number[]): number => counts.reduce((all, each) => all + each, 0);

/** @param days in order, at least one. */
export function toPlot(days: readonly Day[]): HTMLElement {
  const { bins: all, length } = toBins(days);
  const most = Math.max(1, ...all.map(({ counts }) => sum(counts)));
  const step = size.width / all.length;
  const plot = draw('svg', {
    viewBox: `0 0 ${size.width} ${size.height}`,
    preserveAspectRatio: 'none',
    'aria-hidden': 'true',
  });
  for (const [index, { counts }] of all.entries()) {
    let top = size.height;
    for (const [kind, count] of counts.entries()) {
      if (count <= 0) continue;
      const height = (count / most) * size.height;
      top -= height;
      const place = { x: String(index * step), y: String(top) };
      const extent = { width: String(Math.max(1, step - 1)), height: String(height) };
      plot.appendChild(draw('rect', { class: `bar-${kind}`, ...place, ...extent }));
    }
  }
  const busiest = all.reduce((one, other) => (sum(other.counts) > sum(one.counts) ? other : one));
  const span = `${days[0]?.date} to ${days.at(-1)?.date}, ${tellLength(length)} (UTC)`;
  return el(
    'figure',
    {},
    plot,
    el('figcaption', {}, `${span}; most ${length === 1 ? 'on' : 'from'} ${busiest.date}: ${sum(busiest.counts)}`),
    el('ul', { class: 'legend' }, ...toLegend(all)),
  );
}

const toLegend = (days: readonly Day[]): Child[] =>
  series.map((name, kind) =>
    el(
      'li',
      {},
      el('span', { class: `swatch bar-${kind}`, 'aria-hidden': 'true' }),
      `${sum(days.map(({ counts }) => counts[kind] ?? 0))} ${name}`,
    ),
  );

/** Days side by side as long as there are few; else weeks, or as many days together as make few bars. One without anything has its place too. */
function toBins(days: readonly Day[]): { bins: Day[]; length: number } {
  const [first, last] = [Date.parse(days[0]?.date ?? ''), Date.parse(days.at(-1)?.date ?? '')];
  const span = (last - first) / dayMs + 1;
  const length = span <= mostBars ? 1 : Math.max(7, Math.ceil(span / mostBars));
  const bins = Array.from({ length: Math.ceil(span / length) }, (_, index) => ({
    date: new Date(first + index * length * dayMs).toISOString().slice(0, 10),
    counts: series.map(() => 0),
  }));
  for (const { date, counts } of days) {
    const bin = bins[Math.floor((Date.parse(date) - first) / dayMs / length)];
    if (bin) bin.counts = bin.counts.map((count, kind) => count + (counts[kind] ?? 0));
  }
  return { bins, length };
}

const tellLength = (length: number): string =>
  length === 1 ? 'by day' : length === 7 ? 'by week' : `by ${length} days`;

function draw(tag: 'svg' | 'rect', attributes: Record<string, string>): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
