// Bars as SVG, in colours that can be read on a light page and on a dark one.
import { format, type Kind, type Panel, type Shown } from './shown.ts';

const width = 760;
/** Where the bars begin and how long the longest is; behind it stands its number. */
const left = 250;
const long = 400;
const row = 22;
/** Of one bar beside others in a row. */
const thin = 11;

const colours: Record<Kind, string> = { ours: '#3b82f6', other: '#d97706', floor: '#8b949e' };
const ink = '#7d8590';

interface Made {
  parts: string[];
  height: number;
}

/** A tenth of a pixel is as fine as anybody sees. */
const round = (value: number): number => Number(value.toFixed(1));

const toXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function toText(x: number, y: number, text: string, more = ''): string {
  return `<text x="${x}" y="${y}"${more && ` ${more}`}>${toXml(text)}</text>`;
}

function toBar(x: number, y: number, length: number, height: number, kind: Kind): string {
  return `<rect x="${x}" y="${y}" width="${round(length)}" height="${height}" rx="2" fill="${colours[kind]}"/>`;
}

/** @param avoided where a line stands that no number may be crossed by. */
function toRow({ label, bars }: Panel['rows'][number], y: number, scale: number, avoided: number): Made {
  const height = bars.length > 1 ? thin : row - 8;
  const parts = bars.flatMap(({ kind, value }, index) => {
    const top = y + index * (thin + 1);
    const length = Math.max(1, value * scale);
    const [text, end] = [format(value), left + length + 6];
    const isCrossed = end - 3 < avoided && avoided < end + text.length * 7;
    return [
      toBar(left, top, length, height, kind),
      toText(round(isCrossed ? avoided + 6 : end), top + height - (bars.length > 1 ? 1.5 : 3), text, 'class="number"'),
    ];
  });
  const whole = bars.length > 1 ? bars.length * (thin + 1) + 8 : row;
  const middle = y + (bars.length > 1 ? (bars.length * (thin + 1)) / 2 + 4 : height - 3);
  return { parts: [toText(left - 10, middle, label, 'text-anchor="end"'), ...parts], height: whole };
}

function toPanel({ title, unit, rows, limit }: Panel, y: number): Made {
  const values = rows.flatMap(({ bars }) => bars.map(({ value }) => value));
  // Where all are nothing, so is each bar.
  const scale = long / (Math.max(...values, limit?.value ?? 0) || 1);
  const parts = [toText(left, y + 12, `${title}, ${unit}`, 'class="title"')];
  let height = 24;
  for (const each of rows) {
    const made = toRow(each, y + height, scale, limit ? left + limit.value * scale : 0);
    parts.push(...made.parts);
    height += made.height;
  }
  if (limit) {
    const x = round(left + limit.value * scale);
    const end = y + height;
    parts.push(`<path d="M${x} ${y + 20}V${end}" stroke="${ink}" stroke-dasharray="3 3"/>`);
    parts.push(toText(x, end + 12, limit.label, `class="number" text-anchor="${x > 500 ? 'end' : 'middle'}"`));
    height += 16;
  }
  return { parts, height: height + 14 };
}

function toLegend(legend: NonNullable<Shown['legend']>): string[] {
  let x = left;
  return Object.entries(legend).flatMap(([kind, text]) => {
    const parts = [toBar(x, 8, thin, thin, kind as Kind), toText(x + thin + 6, 17.5, text)];
    x += 40 + text.length * 7;
    return parts;
  });
}

export function toPlot({ title, legend, panels }: Pick<Shown, 'title' | 'legend' | 'panels'>): string {
  const parts = legend ? toLegend(legend) : [];
  let height = legend ? 34 : 6;
  for (const panel of panels) {
    const made = toPanel(panel, height);
    parts.push(...made.parts);
    height += made.height;
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${toXml(title)}</title>`,
    `<style>text{font:12px -apple-system,"Segoe UI",Helvetica,Arial,sans-serif;fill:${ink}}.title{font-weight:600;font-size:13px}.number{font-size:11px}</style>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}
