// What HTML says: its text without tags, and what their attributes hold. Read once from start to end.
import { decodeRuns, joinRuns, type Run, toMark } from './seen.ts';

interface Html {
  /** Blocks are parted by an empty line, as paragraphs are. */
  text: string;
  /** In the order in which they stand, names in small letters. */
  attributes: readonly (readonly [name: string, value: string])[];
}

interface Attribute {
  name: string;
  /** Of its value. */
  runs: readonly Run[];
  isQuoted: boolean;
}

const blocks = new Set(
  `address article aside blockquote dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header
  hr iframe li main nav ol p pre section summary table tbody td tfoot th thead tr ul video`.split(/\s+/),
);

/** What they hold is not for readers. */
const unread = new Set(['script', 'style', 'template']);

/** What it shows as it is: how a program is written, what is typed. */
const codes = new Set(['code', 'pre', 'kbd', 'samp']);

export function readHtml(html: string): Html {
  const { runs, attributes } = scanHtml(html);
  return { text: joinRuns(runs).trim(), attributes: attributes.map(({ name, runs: own }) => [name, joinRuns(own)]) };
}

/** The same with where each piece is stored. */
export function scanHtml(html: string): { runs: Run[]; attributes: Attribute[] } {
  const [runs, attributes]: [Run[], Attribute[]] = [[], []];
  let [at, depth] = [0, 0];
  const put = (from: number, to: number): void => {
    runs.push(...decodeRuns(html, from, to, depth > 0 ? 'code' : undefined));
  };
  // Once a tag never ends none does: the rest is text.
  let hasTags = true;
  while (hasTags) {
    const open = html.indexOf('<', at);
    if (open < 0) break;
    put(at, open);
    const comment = skipComment(html, open);
    if (comment !== undefined) {
      at = comment;
      continue;
    }
    const tag = readTag(html, open);
    if (typeof tag === 'string') {
      hasTags = tag === 'text';
      put(open, open + 1);
      at = open + 1;
      continue;
    }
    attributes.push(...tag.attributes);
    if (blocks.has(tag.name)) runs.push(toMark('\n\n', tag.end));
    else if (tag.name === 'br') runs.push(toMark('\n', tag.end));
    if (codes.has(tag.name)) depth = Math.max(0, depth + (tag.isEnd ? -1 : 1));
    at = unread.has(tag.name) && !tag.isEnd ? skipTo(html, tag.name, tag.end) : tag.end;
  }
  put(at, html.length);
  return { runs, attributes };
}

/** Where a comment that begins there ends; undefined where none does. */
export function skipComment(html: string, open: number): number | undefined {
  if (!html.startsWith('<!--', open)) return undefined;
  const end = html.indexOf('-->', open + 4);
  return end < 0 ? html.length : end + 3;
}

/** To the end tag, or to the end of the text: as a browser does. */
function skipTo(html: string, name: string, from: number): number {
  const end = new RegExp(`</${name}`, 'gi');
  end.lastIndex = from;
  return end.exec(html)?.index ?? html.length;
}

interface Tag {
  name: string;
  isEnd: boolean;
  /** Behind it. */
  end: number;
  attributes: Attribute[];
}

const start = /<(\/?)([a-z][a-z0-9:-]*)/iy;
const between = /[\s/]*/y;
const attribute = /([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/y;

/** `text`: it is none, but a `<` of the text itself. `endless`: nothing closes it. */
export function readTag(html: string, open: number): Tag | 'text' | 'endless' {
  start.lastIndex = open;
  const found = start.exec(html);
  if (!found) return 'text';
  const tag: Tag = { name: (found[2] ?? '').toLowerCase(), isEnd: found[1] === '/', end: 0, attributes: [] };
  let at = start.lastIndex;
  for (;;) {
    between.lastIndex = at;
    between.test(html);
    at = between.lastIndex;
    if (at >= html.length) return 'endless';
    if (html[at] === '>') return { ...tag, end: at + 1 };
    attribute.lastIndex = at;
    const [, name = '', double, single, bare] = attribute.exec(html) ?? [];
    const value = double ?? single ?? bare;
    if (value !== undefined) {
      const isQuoted = bare === undefined;
      const to = attribute.lastIndex - (isQuoted ? 1 : 0);
      tag.attributes.push({ name: name.toLowerCase(), runs: decodeRuns(html, to - value.length, to), isQuoted });
    }
    at = name === '' ? at + 1 : attribute.lastIndex;
  }
}
