// What Markdown says, without the marks for bold, headings, links and code: near enough to look for words in it.

import { readTag, skipComment } from './html.ts';
import { decodeRuns, joinRuns, type Run, unescapeRuns } from './seen.ts';

/** What stands beside the text: where a link leads, and what is shown when one points at it. */
interface Beside {
  kind: 'url' | 'title' | 'attribute';
  /** Of an attribute of HTML. */
  name?: string;
  isQuoted?: boolean;
  runs: readonly Run[];
}

/**
 * The text of a link stands for the link, its address is gone. What is written in Markdown alone is to be looked for in
 * the source.
 */
export const readMarkdown = (source: string): string => joinRuns(scanMarkdown(source).runs);

/** Within words an underscore is one of their letters. */
const isLetter = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char);

const marker = /[ \t]{0,3}(?:#{1,6}|>|[-+]|\d{1,9}[.)])[ \t]+/y;
const item = /[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]/y;
const blanks = /[ \t]*/y;
const fence = /[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})([^\n]*)/y;
const definition = / {0,3}\[[^\]\n]+\]:/y;
const definitions = /^ {0,3}\[([^\]\n]+)\]:/gm;
const label = /\[([^[\]\n]*)\]/y;
const target =
  /[ \t\n]*(?:<([^<>\n]*)>|((?:[^\s()<>\\]|\\.|\([^\s()]*\))*))(?:[ \t\n]+(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'))?[ \t\n]*\)/dy;
const autolink = /<([a-z][a-z0-9+.-]{1,31}:[^\s<>]*)>/iy;
const bare = /https?:\/\/[^\s<>)\]]+/iy;
const ticks = /`+/g;

/** An opening bracket with a closing one further away is not the start of an address. */
const longestAddress = 2_000;

const toLabel = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase();

/** The same with where each piece is stored, and what stands beside. In time that grows with the text alone. */
export function scanMarkdown(source: string): { runs: Run[]; beside: Beside[] } {
  const [runs, beside]: [Run[], Beside[]] = [[], []];
  const labels = new Set([...source.matchAll(definitions)].map(([, name = '']) => toLabel(name)));
  const findTicks = toFinder(source);
  let [at, from, depth] = [0, 0, 0];
  let hasTags = true;
  let closing = -1;
  let [isBlank, isList] = [true, false];
  const put = (start: number, end: number, as?: Run['as']): void => {
    if (end > start) runs.push(...decodeRuns(source, start, end, as ?? (depth > 0 ? 'code' : undefined)));
  };
  /** What was read so far is text; what goes on to `end` is none. */
  const leave = (end: number): void => {
    put(from, at);
    [at, from] = [end, end];
  };
  const match = (pattern: RegExp, start = at): RegExpExecArray | null => {
    pattern.lastIndex = start;
    return pattern.exec(source);
  };
  openLine();
  while (at < source.length) {
    const char = source[at] as string;
    const next = source[at + 1];
    if (char === '\n') {
      at += 1;
      openLine();
    } else if (char === '\\' && next !== undefined && /[!-/:-@[-`{-~]/.test(next)) {
      const start = at;
      leave(at + 2);
      runs.push({ text: next, from: start, to: at, ...(depth > 0 ? { as: 'code' as const } : {}) });
    } else if (char === '`') openTicks();
    else if (char === ']' && next === '(') openTarget();
    else if (char === ']' && next === '[' && labels.has(toLabel(match(label, at + 1)?.[1] ?? ''))) {
      leave(label.lastIndex);
    } else if (char === '[' && labels.size > 0 && labels.has(toLabel(match(label)?.[1] ?? ''))) {
      const [start, end] = [at + 1, label.lastIndex];
      const isLink = source[end] === '(' || (source[end] === '[' && source[end + 1] !== ']');
      leave(isLink ? start : end);
      // It is the name of a link as well: changed, it would lead nowhere.
      if (!isLink) put(start, end - 1, 'url');
    } else if (char === '<') openTag();
    else if ((char === 'h' || char === 'H') && !isLetter(source[at - 1]) && match(bare)) {
      const start = at;
      leave(bare.lastIndex);
      put(start, at, 'url');
    } else if (char === '!' && next === '[') leave(at + 1);
    else if (char === '_' && isLetter(source[at - 1]) && isLetter(next)) at += 1;
    else if ('*_~[]'.includes(char)) leave(at + 1);
    else at += 1;
  }
  put(from, source.length);
  return { runs, beside };

  function openLine(): void {
    const wasBlank = isBlank;
    const end = source.indexOf('\n', at) < 0 ? source.length : source.indexOf('\n', at);
    const indent = match(blanks)?.[0] ?? '';
    isBlank = at + indent.length >= end;
    if (isBlank) return;
    // Four blanks behind an empty line are code, unless they go on in a list.
    if (wasBlank && !isList && /\t| {4}/.test(indent)) {
      isBlank = true;
      putRaw(at, end, 'code');
      return;
    }
    if (match(item)) isList = true;
    else if (wasBlank && indent === '') isList = false;
    const [opened, mark = '', info = ''] = match(fence) ?? [];
    const marked = match(marker);
    if (opened !== undefined && !(mark.startsWith('`') && info.includes('`'))) putFence(mark, end - info.length);
    else if (match(definition)) putRaw(at, end, 'url');
    else if (marked) leave(at + marked[0].length);
  }

  /** As it stands: no mark is one in there. */
  function putRaw(start: number, end: number, as: 'code' | 'url'): void {
    put(from, at);
    if (end > start) runs.push({ text: source.slice(start, end), from: start, to: end, as });
    [at, from] = [end, end];
  }

  /** To a line that closes it, or to the end. */
  function putFence(mark: string, start: number): void {
    const close = new RegExp(`^[ \\t>]*${mark[0]}{${mark.length},}[ \\t]*$`, 'gm');
    close.lastIndex = start;
    const end = close.exec(source);
    putRaw(start, end ? end.index : source.length, 'code');
    if (end) leave(end.index + end[0].length);
  }

  function openTicks(): void {
    const { length, end } = findTicks(at);
    leave(at + length);
    if (end === undefined) return;
    putRaw(at, end, 'code');
    leave(end + length);
  }

  function openTarget(): void {
    const found = match(target, at + 2);
    if (found) {
      const [, pointed, plain, double, single] = found;
      const index = found.indices ?? [];
      const spots = [index[1] ?? index[2], index[3] ?? index[4]] as const;
      leave(target.lastIndex);
      if ((pointed ?? plain ?? '') !== '' && spots[0]) add('url', spots[0]);
      if ((double ?? single ?? '') !== '' && spots[1]) add('title', spots[1]);
      return;
    }
    if (closing < at + 2 && closing !== source.length) {
      const next = source.indexOf(')', at + 2);
      closing = next < 0 ? source.length : next;
    }
    const end = closing;
    const start = at + 2;
    const isAddress = end < source.length && end - at < longestAddress;
    leave(isAddress ? end + 1 : at + 1);
    if (isAddress) add('url', [start, end]);
  }

  function add(kind: 'url' | 'title', [start, end]: readonly [number, number]): void {
    beside.push({ kind, runs: unescapeRuns(source, start, end) });
  }

  function openTag(): void {
    const linked = match(autolink);
    if (linked) {
      const start = at + 1;
      leave(autolink.lastIndex);
      put(start, at - 1, 'url');
      return;
    }
    const comment = skipComment(source, at);
    if (comment !== undefined) {
      leave(comment);
      return;
    }
    const tag = hasTags ? readTag(source, at) : 'text';
    if (typeof tag === 'string') {
      hasTags &&= tag === 'text';
      at += 1;
      return;
    }
    for (const { name, runs: own, isQuoted } of tag.attributes)
      beside.push({ kind: 'attribute', name, isQuoted, runs: own });
    leave(tag.end);
    if (tag.name === 'code' || tag.name === 'pre') depth = Math.max(0, depth + (tag.isEnd ? -1 : 1));
  }
}

/** Of a run of backticks: how long it is, and where one as long closes it before the paragraph ends. */
function toFinder(source: string): (at: number) => { length: number; end: number | undefined } {
  const byLength = new Map<number, number[]>();
  const lengths = new Map<number, number>();
  for (const { 0: run, index } of source.matchAll(ticks)) {
    lengths.set(index, run.length);
    const known = byLength.get(run.length) ?? [];
    if (known.length === 0) byLength.set(run.length, known);
    known.push(index);
  }
  const looked = new Map<number, number>();
  return at => {
    const length = lengths.get(at) ?? 1;
    const places = byLength.get(length) ?? [];
    let next = looked.get(length) ?? 0;
    while (next < places.length && (places[next] as number) <= at) next += 1;
    looked.set(length, next);
    const end = places[next];
    const isClosed = end !== undefined && !/\n[ \t]*\n/.test(source.slice(at, end));
    return { length, end: isClosed ? end : undefined };
  };
}
