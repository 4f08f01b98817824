// Keeps an answer within its budget, and says of what was cut how much is missing and which `fields` give the rest.

import { toPath } from '../text/paths.ts';
import { estimateJson, fits } from './estimate.ts';
import { type Cut, shrink } from './shrink.ts';

type Json = Record<string, unknown>;

/** What is kept for the words about what was cut, in tokens: as little as will do. */
const reserves = [60, 120, 200, 300, 500];

/**
 * @param wrap makes the whole answer of the value, and of what was cut of it.
 * @param isNamed the value's keys are names by which its parts were asked for.
 */
export function toFitting(
  value: Json,
  budget: number,
  isNamed: boolean,
  wrap: (value: Json, cuts: readonly Cut[]) => Json,
): Json {
  const whole = wrap(value, []);
  if (fits(whole, budget)) return whole;
  const around = estimateJson(wrap({}, []));
  let out = whole;
  for (const reserve of reserves) {
    const { value: cut, cuts } = shrink(value, Math.max(1, budget - around - reserve), { path: '', isNamed });
    out = wrap(cut as Json, cuts);
    if (fits(out, budget)) break;
  }
  return out;
}

/**
 * @param prefix what the paths begin with that is not asked for by name, such as `entry.`.
 * @param more what the call for the rest needs besides.
 */
export function toMore(cuts: readonly Cut[], prefix = '', more: Json = {}, fields: readonly string[] = []): Json {
  if (cuts.length === 0) return {};
  const parts = cuts.map(cut => {
    const path = toPlainPath(cut.path);
    // The object itself has no name below its own: `@12` is the rest of its keys.
    const name = `${path}.` === prefix ? '' : path;
    return { ...cut, ...toPath(name.startsWith(prefix) ? name.slice(prefix.length).replace(/^\./, '') : name) };
  });
  const said = parts.map(({ name, from, shown, of, unit }) => {
    const place = from > 0 ? ` from ${from} on` : '';
    return [name || 'the rest', unit === 'value' ? 'left out' : `${shown} of ${of} ${unit}${place}`];
  });
  const rest = parts.map(({ name, from, shown }) => (from + shown > 0 ? `${name}@${from + shown}` : name));
  return { cut: Object.fromEntries(said), rest: { ...more, fields: [...fields, ...rest] } };
}

/** A part that was itself asked for from a place: `blocks@3.0.text` is `blocks.3.text`. */
function toPlainPath(path: string): string {
  const plain = path.replace(/@(\d+)\.(\d+)?/, (_, from: string, index?: string) =>
    index === undefined ? '.' : `.${Number(from) + Number(index)}`,
  );
  return plain.replace(/^\./, '');
}
