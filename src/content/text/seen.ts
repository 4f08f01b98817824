// What a reader sees of a stored text, piece by piece, and where each piece is stored: so that it can be changed there alone.
import type { Node } from '../rich-text-nodes.ts';
import { decodeEntities, entity } from './entities.ts';

/** How what is new is to be written, so that it is read as itself. */
export type Form = 'plain' | 'HTML' | 'attribute' | 'bare attribute' | 'Markdown' | 'Markdown url' | 'Markdown title';

/** A piece of a text. As long as what is stored, where it is stored as it is seen. */
export interface Run {
  text: string;
  /** Where it is stored, in the string that holds it. */
  from: number;
  to: number;
  /** `mark`: shown for what is no text, such as a line break; it is never changed. */
  as?: 'code' | 'url' | 'mark';
  /** In rich text: the node that holds the string, under this key: `text`, or that of an attribute. */
  holder?: { node: Node; key: string; isAttribute: boolean };
}

export const joinRuns = (runs: readonly Run[]): string => runs.map(({ text }) => text).join('');

/** A string as it is stored. */
export const toPlainRuns = (text: string): Run[] => (text === '' ? [] : [{ text, from: 0, to: text.length }]);

export const toMark = (text: string, at: number): Run => ({ text, from: at, to: at, as: 'mark' });

/** A part of a source, in which characters may be written by their names. */
export function decodeRuns(source: string, from: number, to: number, as?: Run['as']): Run[] {
  const kind = as === undefined ? {} : { as };
  const part = source.slice(from, to);
  const runs: Run[] = [];
  let at = 0;
  const put = (end: number): void => {
    if (end > at) runs.push({ text: part.slice(at, end), from: from + at, to: from + end, ...kind });
  };
  if (part.includes('&')) {
    for (const found of part.matchAll(entity)) {
      const text = decodeEntities(found[0]);
      if (text === found[0]) continue;
      put(found.index);
      at = found.index + found[0].length;
      runs.push({ text, from: from + found.index, to: from + at, ...kind });
    }
  }
  put(part.length);
  return runs;
}

/** The same in Markdown, where a backslash takes the meaning from what follows it. */
export function unescapeRuns(source: string, from: number, to: number): Run[] {
  const runs: Run[] = [];
  let at = from;
  for (const { 0: found, index } of source.slice(from, to).matchAll(/\\[!-/:-@[-`{-~]/g)) {
    runs.push(...decodeRuns(source, at, from + index));
    at = from + index + found.length;
    runs.push({ text: found[1] as string, from: from + index, to: at });
  }
  return [...runs, ...decodeRuns(source, at, to)];
}
