// Markdown's tree by the tests' own walk: what is written, with which marks, link and blocks around it.
import { parseMarkdown } from '../../../src/content/rich-text/shown/markdown-parser.ts';

export interface Parsed {
  type: string;
  value?: string;
  url?: string;
  depth?: number;
  ordered?: boolean;
  children?: Parsed[];
}

/** Of each run of text without blanks: the text, its marks, its link, the blocks around that Markdown knows. */
export type Run = [text: string, marks: string, url: string, around: string];

export const parse = (markdown: string): Parsed => parseMarkdown(markdown.replaceAll('\r\n', '\n')) as Parsed;

const flags = ['bold', 'italic', 'strikethrough', 'inlineCode', 'underline', 'superscript', 'subscript'];

export function join(runs: Run[]): Run[] {
  const joined: Run[] = [];
  for (const [text, ...rest] of runs) {
    const last = joined.at(-1);
    const own = text.replaceAll(/[\s\u00ad\u200b\u2060\ufeff]+/g, '');
    if (last && last.slice(1).join('\0') === rest.join('\0')) last[0] += own;
    else if (own !== '') joined.push([own, ...rest]);
  }
  return joined;
}

const marked: Record<string, string> = {
  ...{ strong: 'bold', emphasis: 'italic', delete: 'strikethrough', b: 'bold', i: 'italic', s: 'strikethrough' },
  ...{ u: 'underline', sup: 'superscript', sub: 'subscript', inlineCode: 'inlineCode' },
};

export function listRuns(root: Parsed): Run[] {
  const toType = ({ type, depth, ordered }: Parsed): string | undefined => {
    if (type === 'heading') return `h${depth}`;
    if (type === 'list') return ordered ? 'ol' : 'ul';
    return ['blockquote', 'code', 'table'].includes(type) ? type : undefined;
  };
  const open = (node: Parsed, marks: readonly string[], url: string, around: string): Run[] => {
    const type = toType(node);
    const inner = type === undefined ? around : `${around}/${type}`;
    const own = [...marks, ...(marked[node.type] ? [marked[node.type] ?? ''] : [])];
    if (node.value !== undefined) return [[node.value, flags.filter(flag => own.includes(flag)).join(), url, inner]];
    let tagged = own;
    return (node.children ?? []).flatMap(child => {
      if (child.type !== 'html') return open(child, tagged, node.url ?? url, inner);
      const [, end, tag = ''] = /^<(\/?)(\w+)/.exec(child.value ?? '') ?? [];
      const mark = marked[tag];
      if (mark !== undefined) tagged = end ? tagged.slice(0, tagged.lastIndexOf(mark)) : [...tagged, mark];
      return [];
    });
  };
  return join(open(root, [], '', ''));
}

/** Names of tokens, each as often as it opens. */
export function listTags({ type, value = '', children = [] }: Parsed): string[] {
  const [, name] = type === 'html' ? (/^<(x\d+)/.exec(value) ?? []) : [];
  return name === undefined ? children.flatMap(listTags) : [name];
}
