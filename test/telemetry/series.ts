// What `/metrics` says, read as Prometheus reads it: series with their labels and values.

export interface Series {
  name: string;
  labels: Record<string, string>;
  value: number;
}

/** @throws where a line is none of the text format. */
export function toSeries(text: string): Series[] {
  return text
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => {
      const [, name, inside = '', value] = /^([a-z_:][\w:]*)(?:\{(.*)\})? (\S+)$/i.exec(line) ?? [];
      if (name === undefined) throw new Error(`no series: ${line}`);
      const labels = [...inside.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key = '', said = '']) => [key, said]);
      return { name, labels: Object.fromEntries(labels), value: Number(value) };
    });
}

/** The sum of the series of that name that have these labels. */
export const sum = (series: readonly Series[], name: string, labels: Record<string, string> = {}): number =>
  series
    .filter(each => each.name === name && Object.entries(labels).every(([key, value]) => each.labels[key] === value))
    .reduce((total, { value }) => total + value, 0);
