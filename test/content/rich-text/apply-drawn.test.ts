// Edits of drawn documents: what was not touched is the same, what was written is what reads back.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyMarkdown } from '../../../src/content/rich-text/apply.ts';
import { times } from '../../long.ts';
import { documents } from './documents.ts';
import { show } from './written.ts';

it('gives the same document where the Markdown is the same', async () => {
  await fc.assert(
    fc.asyncProperty(documents, async document => {
      const { markdown } = await show(document);
      expect(await applyMarkdown(document, markdown)).toEqual({ document });
      const applied = await applyMarkdown(document, markdown);
      expect('document' in applied && applied.document === document, markdown).toBe(true);
    }),
    { numRuns: 60 * times },
  );
});
