// How edits are given: the arguments of every task that edits.
import * as z from 'zod';
import { flag, list, text } from './fields.ts';

/** Null too: it empties. */
const any = z
  .unknown()
  .nullable()
  .optional()
  // Says nothing of what it takes; a schema without any keyword is refused by some.
  .meta({ minProperties: 0 });

/** One verb each: set, markdown, replace with with, insert, move or remove. */
export const edits = z
  .array(
    z.strictObject({
      at: z.string().describe('seo.title, sections[cs1].hero.text, body; "" for all'),
      set: any,
      markdown: text.describe('Rich text as a whole'),
      drop: list.describe('Tokens to lose: x5'),
      replace: text,
      with: text,
      all: flag,
      insert: any.describe('Into the list or rich text at'),
      move: flag,
      remove: flag,
      before: text.describe('Item, or how its text begins'),
      after: text,
      first: flag,
    }),
  )
  .min(1);
