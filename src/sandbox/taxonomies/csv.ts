// A taxonomy as a table: a row for the taxonomy, then one for each term in the columns of its level.
import type { Json } from '../state/json.ts';

export interface TaxonomyFile {
  taxonomy: Json;
  terms: Json[];
}

const head = ['Taxonomy Name', 'Taxonomy UID', 'Taxonomy Description'];
const levelHead = (level: number): string[] => [`Term Level${level} Name`, `Term Level${level} UID`];

const quote = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Terms must come parents first; below its parent is where each has its row. */
export function writeCsv({ taxonomy, terms }: TaxonomyFile): string {
  const rows = [[taxonomy.name, taxonomy.uid, taxonomy.description ?? ''].map(String)];
  let deepest = 1;
  const add = (parent: unknown, level: number): void => {
    for (const term of terms.filter(({ parent_uid }) => parent_uid === parent)) {
      deepest = Math.max(deepest, level);
      const indent = Array.from({ length: head.length + 2 * (level - 1) }, () => '');
      rows.push([...indent, String(term.name), String(term.uid)]);
      add(term.uid, level + 1);
    }
  };
  add(null, 1);
  const heads = [...head, ...Array.from({ length: deepest }, (_, index) => levelHead(index + 1)).flat()];
  const full = rows.map(row => heads.map((_, index) => row[index] ?? ''));
  return [heads, ...full].map(row => `${row.map(quote).join(',')}\n`).join('');
}

/** Undefined where the first row names no taxonomy. A row that makes no sense ends the reading: what came before counts. */
export function readCsv(text: string): TaxonomyFile | undefined {
  const [heads = [], first, ...rest] = splitRows(text).filter(row => row.some(cell => cell.trim() !== ''));
  const [name, uid, description] = first ?? [];
  if (heads[0]?.trim() !== head[0] || !name) return undefined;
  const terms: Json[] = [];
  const above: string[] = [];
  for (const row of [['', '', '', ...(first ?? []).slice(head.length)], ...rest]) {
    if (row.every(cell => cell === '')) continue;
    const term = readTerm(row, above);
    if (!term) break;
    terms.push(term);
  }
  return { taxonomy: { name, uid: uid || toUid(name), description: description ?? '' }, terms };
}

/** @param above the uids from the root to the term of the row before; changed to those of this row. */
function readTerm(row: string[], above: string[]): Json | undefined {
  const [start = '', ...others] = row.slice(head.length);
  const cells = [start, ...others];
  const at = cells.findIndex(cell => cell !== '');
  const level = Math.floor(at / 2);
  const name = cells[level * 2] ?? '';
  const isAlone = cells.every((cell, index) => cell === '' || Math.floor(index / 2) === level);
  if (row.slice(0, head.length).some(cell => cell !== '') || at < 0 || name === '' || !isAlone) return undefined;
  if (level > above.length) return undefined;
  const uid = cells[level * 2 + 1] || toUid(name);
  const parent_uid = level === 0 ? null : (above[level - 1] ?? null);
  above.splice(level, above.length, uid);
  return { uid, name, parent_uid };
}

const toUid = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/\W+/g, '_')
    .replace(/^_+|_+$/g, '');

function splitRows(text: string): string[][] {
  const rows: string[][] = [[]];
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g;
  for (const [, quoted, plain = '', end] of text.replace(/^\uFEFF/, '').matchAll(cells)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    // The expression also fits the nothing behind the last cell.
    if (end === '') break;
    if (end !== ',') rows.push([]);
  }
  return rows;
}
