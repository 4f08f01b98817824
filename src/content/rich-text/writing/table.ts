// An edited table: cell by cell, with rows and columns that came or went.
import { childrenOf, type Node } from '../../rich-text-nodes.ts';
import { isObject, type Json, member } from '../../value.ts';
import type { Line } from '../shown/line.ts';
import { openNodes, typeOf } from '../shown/nodes.ts';
import type { Block } from '../shown/tree.ts';
import type { Building } from './building.ts';
import { keepSame, withChildren } from './flow.ts';
import { keyOfLine, type Label } from './labels.ts';
import { toNode } from './nodes.ts';
import { pairSequences } from './pair.ts';

type Table = Block & { kind: 'table' };

interface Ways extends Building {
  toLine(nodes: readonly Node[], line: Line): readonly unknown[];
}

/** Of a new column, and of those beside it. */
const width = 250;

export function buildTable(edited: Table, held: { node: Node; table: Table } | undefined, ways: Ways): unknown {
  const { making } = ways;
  if (!held) {
    const [head = [], ...rows] = edited.rows;
    const toRow = (type: string, cells: readonly Line[]): unknown =>
      toNode(
        'tr',
        making.newUid(),
        cells.map(cell => toCell(type, cell, ways)),
      );
    const parts = [toNode('thead', making.newUid(), [toRow('th', head)])];
    if (rows.length > 0) {
      parts.push(
        toNode(
          'tbody',
          making.newUid(),
          rows.map(cells => toRow('td', cells)),
        ),
      );
    }
    const attrs = { rows: edited.rows.length, cols: head.length, colWidths: head.map(() => width) };
    return toNode('table', making.newUid(), parts, attrs);
  }
  return editTable(edited, held, ways);
}

const toCell = (type: string, line: Line, { making, toLine }: Ways): unknown =>
  toNode(type, making.newUid(), [toNode('p', making.newUid(), toLine([], line))]);

function editTable(edited: Table, { node, table }: { node: Node; table: Table }, ways: Ways): unknown {
  const { making, pairing } = ways;
  const columns = pairColumns(table, edited, pairing.label);
  const [head, body] = openNodes(node, node.value);
  const rows = pairRows(table, edited, columns, pairing.label);
  const toRow = (cells: readonly Line[], place: number): unknown => {
    const stored = rows.get(place);
    const [row] = stored ? making.tokens.originOf(stored) : [];
    const made = cells.map((cell, column) => {
      const from = stored?.[columns.get(column) ?? -1];
      return from ? editCell(cell, from, ways) : toCell(place === 0 ? 'th' : 'td', cell, ways);
    });
    if (!row) return toNode('tr', making.newUid(), made);
    return withChildren(row.value, keepSame(childrenOf(row.value), made));
  };
  const [headRow, ...bodyRows] = edited.rows.map(toRow);
  const parts: unknown[] = [head && withChildren(head.value, keepSame(childrenOf(head.value), [headRow]))];
  if (bodyRows.length > 0) {
    const isNew = !body;
    parts.push(
      isNew
        ? toNode('tbody', making.newUid(), bodyRows)
        : withChildren(body.value, keepSame(childrenOf(body.value), bodyRows)),
    );
  } else if (body && table.rows.length === 1) parts.push(body.value);
  const old = table.rows[0]?.length ?? 0;
  const isReshaped = edited.rows.length !== table.rows.length || columns.size !== old || edited.rows[0]?.length !== old;
  const attrs = isReshaped || isShuffled(columns) ? reshape(node, edited, columns, ways) : undefined;
  return withChildren(node.value, keepSame(childrenOf(node.value), parts), attrs ? { attrs } : {});
}

const isShuffled = (columns: ReadonlyMap<number, number>): boolean => [...columns].some(([to, from]) => to !== from);

/** What the table itself says of its shape. */
function reshape(node: Node, edited: Table, columns: ReadonlyMap<number, number>, { problems }: Ways): Json {
  const attrs = member(node.value, 'attrs');
  const known = isObject(attrs) ? attrs : {};
  const head = edited.rows[0] ?? [];
  const { colWidths } = known;
  const isOdd = Array.isArray(known.disabledCols) && known.disabledCols.length > 0;
  if (isOdd) problems.push('the rows and columns of this table are tied to merged cells: change only its texts');
  const widths = Array.isArray(colWidths) ? colWidths : undefined;
  return {
    ...known,
    rows: edited.rows.length,
    cols: head.length,
    ...(widths ? { colWidths: head.map((_, column) => widths[columns.get(column) ?? -1] ?? width) } : {}),
  };
}

function editCell(line: Line, stored: Line, { making, pairing, toLine }: Ways): unknown {
  const [cell] = making.tokens.originOf(stored);
  if (!cell) return undefined;
  if (keyOfLine(line, pairing.label) === keyOfLine(stored, pairing.label)) return cell.value;
  const children = openNodes(cell, cell.value);
  const [only, another] = children;
  if (only && !another && typeOf(only.value) === 'p') {
    const inner = keepSame(childrenOf(only.value), toLine(openNodes(only, only.value), line));
    return withChildren(cell.value, keepSame(childrenOf(cell.value), [withChildren(only.value, inner)]));
  }
  return withChildren(cell.value, keepSame(childrenOf(cell.value), toLine(children, line)));
}

/** For each column the stored one that it was. */
function pairColumns(stored: Table, edited: Table, label: Label): ReadonlyMap<number, number> {
  const list = (table: Table) => (table.rows[0] ?? []).map((_, column) => ({ table, column }));
  const columns = new Map<number, number>();
  const isAlike = stored.rows.length === edited.rows.length;
  const toCells = ({ table, column }: { table: Table; column: number }): Line[] =>
    table.rows.map(row => row[column] ?? []);
  pairSequences(list(stored), list(edited), {
    key: each =>
      JSON.stringify((isAlike ? toCells(each) : toCells(each).slice(0, 1)).map(cell => keyOfLine(cell, label))),
    family: () => 'column',
    words: each => toCells(each).flatMap(wordsOfLine),
    pair: (from, to) => columns.set(to.column, from.column),
  });
  return columns;
}

const wordsOfLine = (line: Line): string[] => line.flatMap(({ text }) => text.split(/\s+/).filter(Boolean));

/** By its place, the stored row of each; the head is the head. */
function pairRows(
  stored: Table,
  edited: Table,
  columns: ReadonlyMap<number, number>,
  label: Label,
): ReadonlyMap<number, Line[]> {
  const rows = new Map<number, Line[]>(stored.rows[0] ? [[0, stored.rows[0]]] : []);
  const list = (table: Table, places: readonly number[]) =>
    table.rows.map((row, place) => ({ row, place, places })).slice(1);
  pairSequences(list(stored, [...columns.values()]), list(edited, [...columns.keys()]), {
    key: ({ row, places }) => JSON.stringify(places.map(place => keyOfLine(row[place] ?? [], label))),
    family: () => 'row',
    words: ({ row }) => row.flatMap(wordsOfLine),
    pair: (from, to) => rows.set(to.place, from.row),
  });
  return rows;
}
