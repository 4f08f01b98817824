// JSON rich text as Markdown that a person or a model can read and edit, with tokens for what Markdown cannot say.
import { type NotShown, type Shown, showDocument } from './shown/document.ts';
import type { FindTitle, Token } from './shown/tokens.ts';

export type { NotShown, Shown };

export interface Markdown {
  markdown: string;
  /** In the order of the Markdown. */
  tokens: readonly Token[];
  blocks: readonly Shown[];
}

/**
 * Takes any stored value and never throws. Each block reads back as what it was made of, or is a token.
 * @param findTitle titles of embedded entries and assets by uid; where it knows none, the uid stands.
 */
export async function toMarkdown(document: unknown, findTitle?: FindTitle): Promise<Markdown | NotShown> {
  const shown = await showDocument(document, findTitle);
  return 'reason' in shown ? shown : { ...shown, tokens: shown.tokens.list() };
}
