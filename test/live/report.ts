// What a run has shown, as a table to look at and as files to attach to an issue: no name, uid, address or word of the stack.
import about from '../../package.json' with { type: 'json' };
import type { Outcome, Row } from './run.ts';

const verdicts = ['contradicted', 'confirmed', 'not shown', 'not playable'] as const satisfies Row['verdict'][];

const sorted = (rows: Row[]): Row[] => verdicts.flatMap(verdict => rows.filter(row => row.verdict === verdict));

export const count = (rows: Row[], verdict: Row['verdict']): number =>
  rows.filter(row => row.verdict === verdict).length;

export const toSummary = ({ rows, requests }: Outcome): string =>
  `${verdicts.map(verdict => `${count(rows, verdict)} ${verdict}`).join(', ')}; ${requests} requests`;

const tell = ({ shown, reason }: Row): string => (shown === undefined ? (reason ?? '') : `${shown}`);

/** For a terminal. */
export function toTable({ rows }: Outcome): string {
  const width = Math.max(...rows.map(({ name }) => name.length));
  const line = (row: Row): string => {
    const instead = row.verdict === 'contradicted' ? ` (and not ${row.likeliest})` : '';
    return `${row.verdict.padEnd(12)}  ${row.name.padEnd(width)}  ${tell(row)}${instead}\n${' '.repeat(14)}${row.about}\n`;
  };
  return sorted(rows).map(line).join('');
}

export interface Circumstances {
  /** Of the region alone. */
  where: string;
  at: string;
}

export const toJson = (outcome: Outcome, { where, at }: Circumstances): string =>
  `${JSON.stringify({ version: about.version, where, at, ...outcome, rows: sorted(outcome.rows) }, undefined, 2)}\n`;

const cell = (text: string): string => text.replaceAll('|', '\\|');

export function toMarkdown(outcome: Outcome, { where, at }: Circumstances): string {
  const { rows, broken, left } = outcome;
  const row = ({ name, about: guess, likeliest, verdict, ...rest }: Row): string =>
    `| ${verdict} | \`${name}\` | ${cell(guess)} | ${cell(tell({ name, about: guess, likeliest, verdict, ...rest }))} | ${likeliest} |`;
  const lines = [
    `# What a real stack has shown`,
    '',
    `${about.name} ${about.version}, ${where}, ${at}: ${toSummary(outcome)}.`,
    ...(broken ? ['', `It did not come to its end: ${broken}`] : []),
    ...(left ? ['', `Not removed: ${left}.`] : []),
    '',
    '| verdict | choice | a guess about | shown | likeliest |',
    '|---|---|---|---|---|',
    ...sorted(rows).map(row),
  ];
  return `${lines.join('\n')}\n`;
}
