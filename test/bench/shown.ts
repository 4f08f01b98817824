// The form in which a suite is shown: goals, tables and bars, made from its numbers and nothing else.

/** What the issue asks for, as data: the verdict follows. */
export interface Goal {
  says: string;
  value: number;
  unit: string;
  is: 'at most' | 'at least' | 'below';
  limit: number;
  /** Shown when it is missed: what is known of the reason. */
  why: string;
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
  /** For the README: what came out, in a sentence or two. */
  headline: string;
  /** How it is measured, and what the numbers do not say. */
  method: string;
  goals: Goal[];
  tables: Table[];
  /** What the kinds of bars are, where several stand in one row. */
  legend?: Partial<Record<Kind, string>>;
  panels: Panel[];
}

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

export function judge(goal: Goal): string {
  if (isMet(goal)) return 'met';
  const by = Math.abs(goal.value - goal.limit);
  const part = goal.limit === 0 ? '' : ` (${format((by / goal.limit) * 100)} %)`;
  return `**missed** by ${format(by)} ${goal.unit}${part}`;
}
