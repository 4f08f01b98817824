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

/** As many days as fit side by side. */
const mostDays = 120;

const size = { width: 600, height: 96 };

const sum = (counts: readonly number[]): number => counts.reduce((all, each) => all + each, 0);

/** @param days in order, at least one. */
export function toPlot(days: readonly Day[]): HTMLElement {
  const all = fill(days);
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
  const span = `${all[0]?.date} to ${all.at(-1)?.date}, by day in UTC`;
  return el(
    'figure',
    {},
    plot,
    el('figcaption', {}, `${span}; most on ${busiest.date}: ${sum(busiest.counts)}`),
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

/** A day without anything has its place too. */
function fill(days: readonly Day[]): Day[] {
  const [first, last] = [Date.parse(days[0]?.date ?? ''), Date.parse(days.at(-1)?.date ?? '')];
  const known = new Map(days.map(each => [each.date, each]));
  const all: Day[] = [];
  for (let time = Math.max(first, last - (mostDays - 1) * dayMs); time <= last; time += dayMs) {
    const date = new Date(time).toISOString().slice(0, 10);
    all.push(known.get(date) ?? { date, counts: series.map(() => 0) });
  }
  return all;
}

function draw(tag: 'svg' | 'rect', attributes: Record<string, string>): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
