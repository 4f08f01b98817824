// Brings a change of what is seen to where it is stored: to the piece that held what is replaced, past tags and marks.
import type { Run } from '../text/seen.ts';
import type { Change } from './align.ts';

/** In the string that holds the run. */
export interface Edit {
  run: Run;
  from: number;
  to: number;
  text: string;
}

/**
 * @param changes within one hit, in their order, by places in what the runs say together.
 * @param start of the hit: what is put in there goes to what stands behind it, as that is what is replaced.
 */
export function toEdits(runs: readonly Run[], changes: readonly Change[], start: number): Edit[] {
  return changes.flatMap(change => (change.from < change.to ? replace(runs, change) : insert(runs, change, start)));
}

function replace(runs: readonly Run[], { from, to, text }: Change): Edit[] {
  const edits: Edit[] = [];
  let at = 0;
  for (const run of runs) {
    const [start, end] = [Math.max(from, at), Math.min(to, at + run.text.length)];
    if (start < end && run.as !== 'mark') {
      const stored = toStored(run, start - at, end - at);
      edits.push({ run, ...stored, text: edits.length === 0 ? text : '' });
    }
    at += run.text.length;
    if (at >= to) break;
  }
  // Only a line break stands there, which stays.
  return edits.length > 0 || text === '' ? edits : insert(runs, { from, to: from, text }, from - 1);
}

function insert(runs: readonly Run[], { from, text }: Change, start: number): Edit[] {
  let at = 0;
  let before: { run: Run; place: number } | undefined;
  for (const run of runs) {
    const end = at + run.text.length;
    if (run.as !== 'mark') {
      if (from > start && from > at && from <= end) return [put(run, from - at, text)];
      if (from < end) return [from >= at ? put(run, from - at, text) : put(run, 0, text)];
      before = { run, place: run.text.length };
    }
    at = end;
  }
  return before ? [put(before.run, before.place, text)] : [];
}

function put(run: Run, place: number, text: string): Edit {
  const { from, to } = toStored(run, place, place);
  return place === 0 ? { run, from, to: from, text } : { run, from: to, to, text };
}

/** Of a character that is stored by its name all or nothing. */
const toStored = ({ text, from, to }: Run, start: number, end: number): { from: number; to: number } =>
  to - from === text.length ? { from: from + start, to: from + end } : { from, to };

/** Edits of one string, which do not overlap. */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { from, to, text } of [...edits].sort((one, other) => one.from - other.from || one.to - other.to)) {
    pieces.push(source.slice(at, from), text);
    at = to;
  }
  return [...pieces, source.slice(at)].join('');
}
