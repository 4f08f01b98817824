// What a run of the clients looks like in the end: a row for each step, and every difference that is not expected.
import type { Difference } from './compare.ts';
import type { Answer } from './front.ts';
import { judge } from './judge.ts';
import type { Known } from './known.ts';

export interface Row<Name extends string = string> {
  name: Name;
  requests: number;
  seconds: number;
  says: string;
  /** Each place begins with the name. */
  differences: Difference[];
}

/** What uids and queries say of a request is different each time. */
const toKind = (request: string): string => request.replace(/\?.*/, '').replace(/\b(blt|cs)[0-9a-f-]{12,}/g, '…');

/** That something was refused is a difference from what the CLI expects. */
export function toRefusals(answers: readonly Answer[]): Difference[] {
  return answers
    .filter(({ status }) => status >= 400)
    .map(({ request, status, says }) => ({ at: `${toKind(request)} › ${status}`, was: 'taken', is: says }));
}

const short = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 120);

/** @returns the text, and whether all is as it should be. */
export function report(rows: readonly Row[], known: readonly Known[]): { text: string; isGood: boolean } {
  const { unexpected, stale } = judge(
    rows.flatMap(({ differences }) => differences),
    known,
  );
  const table = [
    ['step', 'requests', 'seconds', 'outcome', 'differences', 'unexpected'],
    ...rows.map(({ name, requests, seconds, says, differences }) => {
      const count = differences.filter(one => unexpected.includes(one)).length;
      return [name, requests, seconds, says, differences.length, count].map(String);
    }),
  ];
  const widths = table[0]?.map((_, column) => Math.max(...table.map(cells => cells[column]?.length ?? 0))) ?? [];
  const lines = table.map(cells =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map(width => '-'.repeat(width)).join('  '));
  for (const { at, was, is } of unexpected) lines.push(`unexpected: ${at}: ${short(was)} became ${short(is)}`);
  for (const at of stale) lines.push(`no longer so, strike it from the list: ${at}`);
  return { text: lines.join('\n'), isGood: unexpected.length + stale.length === 0 };
}
