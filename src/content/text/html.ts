// What HTML says: its text without tags, and what stands in attributes of them. Read once from start to end.
import { decodeEntities } from './entities.ts';

export interface Html {
  /** Blocks are parted by an empty line, as paragraphs are. */
  text: string;
  /** In the order in which they stand, names in small letters. */
  attributes: readonly (readonly [name: string, value: string])[];
}

const blocks = new Set(
  `address article aside blockquote dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header
  hr iframe li main nav ol p pre section summary table tbody td tfoot th thead tr ul video`.split(/\s+/),
);

/** What they hold is not for readers. */
const unread = new Set(['script', 'style', 'template']);

export function readHtml(html: string): Html {
  const text: string[] = [];
  const attributes: [string, string][] = [];
  let at = 0;
  // Once a tag never ends none does: the rest is text.
  let hasTags = true;
  while (hasTags) {
    const open = html.indexOf('<', at);
    if (open < 0) break;
    text.push(html.slice(at, open));
    if (html.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open + 4);
      at = end < 0 ? html.length : end + 3;
      continue;
    }
    const tag = readTag(html, open);
    if (typeof tag === 'string') {
      hasTags = tag === 'text';
      text.push('<');
      at = open + 1;
      continue;
    }
    attributes.push(...tag.attributes);
    if (blocks.has(tag.name)) text.push('\n\n');
    else if (tag.name === 'br') text.push('\n');
    at = unread.has(tag.name) && !tag.isEnd ? skipTo(html, tag.name, tag.end) : tag.end;
  }
  text.push(html.slice(at));
  return { text: decodeEntities(text.join('')).trim(), attributes };
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
  attributes: [string, string][];
}

const start = /<(\/?)([a-z][a-z0-9:-]*)/iy;
const between = /[\s/]*/y;
const attribute = /([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/y;

/** `text`: it is none, but a `<` of the text itself. `endless`: nothing closes it. */
function readTag(html: string, open: number): Tag | 'text' | 'endless' {
  start.lastIndex = open;
  const found = start.exec(html);
  if (!found) return 'text';
  const tag = { name: (found[2] ?? '').toLowerCase(), isEnd: found[1] === '/', attributes: [] as [string, string][] };
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
    if (value !== undefined) tag.attributes.push([name.toLowerCase(), decodeEntities(value)]);
    at = name === '' ? at + 1 : attribute.lastIndex;
  }
}
