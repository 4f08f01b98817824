// Rows of one entry in one language, which stand together in every layout.
import type { Json } from './host.ts';
import { cellOf } from './shown.ts';

/** In the order of their first rows; none is empty. */
export function groupRows(rows: readonly Json[]): [Json, ...Json[]][] {
  const groups = new Map<string, [Json, ...Json[]]>();
  for (const row of rows) {
    const key = JSON.stringify(['content_type', 'uid', 'locale'].map(name => cellOf(row, name)));
    const known = groups.get(key);
    if (known) known.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}
