// How conditions on fields are given: the arguments of every task that looks through content.
import * as z from 'zod';
import { text } from './fields.ts';

/** @param tests the names of what can be asked of a field. */
export const toWhere = <const T extends readonly [string, ...string[]]>(tests: T) =>
  z.array(
    z.strictObject({
      field: text.describe('sections.hero.headline'),
      is: z.enum(tests).describe('missing: mandatory, empty'),
      value: z.union([z.string(), z.number(), z.boolean()]).optional(),
    }),
  );
