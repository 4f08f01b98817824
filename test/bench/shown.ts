// The form in which a suite is shown: goals, tables and bars, made from its numbers and nothing else.
import type { Range, Spread } from './measure.ts';

/** Why something has no quartiles: it is a number of things, the most of all runs, or there was one run alone. */
export type Sharp = 'counted' | 'the most' | 'one run';

/** A goal, as data: the verdict follows. */
export interface Goal {
  says: string;
  value: number;
  /** The quartiles of the value. */
  range: Range | Sharp;
  unit: string;
  is: 'at most' | 'at least' | 'below';
  limit: number;
  /** The same of a limit that is itself measured. */
  limitRange?: Range;
  /** Shown when it is missed: what is known of the reason. */
  why: string;
  /** The title of the panel that draws it, with its limit. */
  plot: string;
}

export interface Table {
  head: string[];
  rows: string[][];
}

export type Kind = 'ours' | 'other' | 'floor';

export interface Panel {
  title: string;
  unit: string;
  rows: { label: string; bars: { kind: Kind; value: number }[] }[];
  limit?: { value: number; label: string };
}

export interface Shown {
  title: string;
  /** For the page: what came out, in a sentence or two. */
  headline: string;
  /** How it is measured, and what the numbers do not say. */
  method: string;
  goals: Goal[];
  tables: Table[];
  /** What the kinds of bars are, where several stand in one row. */
  legend?: Partial<Record<Kind, string>>;
  panels: Panel[];
}

/** A median, with its quartiles. */
export const formatSpread = (spread: Spread): string => `${format(spread.median)} (${formatRange(spread)})`;

export const formatRange = ({ low, high }: Range): string => `${format(low)}–${format(high)}`;

/** Three digits, and whole thousands with a comma; a dash for what could not be measured. */
export function format(value: number): string {
  if (Number.isNaN(value)) return '–';
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}

export function isMet({ value, is, limit }: Goal): boolean {
  if (is === 'at most') return value <= limit;
  return is === 'at least' ? value >= limit : value < limit;
}

/** The quartiles of value and limit overlap: were all measured again, the verdict could be the other one. */
export function isNoise({ range, limit, limitRange = { low: limit, high: limit } }: Goal): boolean {
  return typeof range === 'object' && range.low < limitRange.high && limitRange.low < range.high;
}

/** None where both could be the other way: then they are the same, as far as this run can tell. */
export function judge(goal: Goal): string {
  if (Number.isNaN(goal.value)) return 'not measured here';
  if (isNoise(goal)) return 'equal';
  if (isMet(goal)) return 'met';
  const by = Math.abs(goal.value - goal.limit);
  const part = goal.limit === 0 ? '' : ` (${format((by / goal.limit) * 100)} %)`;
  return `**missed** by ${format(by)} ${goal.unit}${part}`;
}
