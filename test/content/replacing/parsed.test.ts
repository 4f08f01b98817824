// Markdown in which a text was replaced is, to a real parser, made of the same parts as before.
import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, it } from 'vitest';
import { replaceTexts } from '../../../src/content/replacing/replace.ts';
import '../../draws.ts';
import { times } from '../../long.ts';
import { text } from '../schema.ts';

const held = text('held', { field_metadata: { markdown: true } });

const words = fc
  .array(fc.constantFrom('the ember', 'Ember', 'a stove', 'and', 'tea', '3'), { minLength: 1, maxLength: 4 })
  .map(each => each.join(' '));

const span = fc.oneof(
  { weight: 4, arbitrary: words },
  words.map(each => `**${each}**`),
  words.map(each => `*${each}*`),
  words.map(each => `\`${each}\``),
  words.map(each => `[${each}](/ember "${each}")`),
  words.map(each => `![${each}](ember.png)`),
  fc.constantFrom(
    '<https://x.example/ember>',
    'https://x.example/ember',
    '<span title="ember">x</span>',
    '\\*',
    '&amp;',
    '  \n',
  ),
);

const line = fc.array(span, { minLength: 1, maxLength: 3 }).map(each => each.join(' ').replace(/ *\n */g, '  \n'));

const block = fc.oneof(
  { weight: 3, arbitrary: line },
  line.map(each => `## ${each.replaceAll('\n', ' ')}`),
  fc
    .array(line, { minLength: 1, maxLength: 3 })
    .map(each => each.map(item => `- ${item.replaceAll('\n', ' ')}`).join('\n')),
  fc
    .array(line, { minLength: 1, maxLength: 3 })
    .map(each => each.map((item, place) => `${place + 1}. ${item.replaceAll('\n', ' ')}`).join('\n')),
  line.map(each => `> ${each.replaceAll('\n', '\n> ')}`),
  words.map(each => `\`\`\`js\n${each}\n\`\`\``),
  words.map(each => `    ${each}`),
  fc.constant('[ember]: /ember "the ember"'),
);

const document = fc.array(block, { minLength: 1, maxLength: 4 }).map(each => each.join('\n\n'));

const fresh = fc.constantFrom(
  'zq',
  'z q',
  'Q & A',
  '<b>',
  '*z*',
  'z_q',
  '_z_',
  '[z](q)',
  '`z`',
  '# z',
  '1. z',
  '- z',
  '> z',
  'z|q',
  '&amp;',
  '~z~',
  '!',
  '\\',
  '"z"',
  'z\\*',
  '[ember2]',
  '+',
  '=',
  '1)',
  '---',
);

/** Types from the top to the bottom, what leads somewhere, and the text. */
function list(source: string): string[] {
  const out: string[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === 'text')
      out.push(out.at(-1)?.startsWith('text') ? `${out.pop()}${node.value}` : `text ${node.value}`);
    else if (node.type === 'inlineCode' || node.type === 'code' || node.type === 'html')
      out.push(`${node.type} ${node.value}`);
    else out.push(`${node.type} ${'url' in node ? node.url : ''}`);
    if ('children' in node) for (const each of node.children) visit(each);
  };
  visit(fromMarkdown(source));
  return out;
}

describe('Markdown', () => {
  it('keeps its parts, and the text in them says what was meant', () => {
    fc.assert(
      fc.property(document, fresh, (source, put) => {
        const { value } = replaceTexts({ held: source }, [held], { find: 'Ember', with: put });
        const meant = list(source).map(each =>
          each.startsWith('text') ? each.replace(/(?<!\/)ember/gi, () => put) : each,
        );
        expect(list(value.held as string).map(each => each.replace(/^html <span.*/, 'html'))).toEqual(
          meant.map(each => each.replace(/^html <span.*/, 'html')),
        );
      }),
      { numRuns: 500 * times },
    );
  });
});
