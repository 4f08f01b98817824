// What a list of edits makes of an entry, with what they name looked up in the stack.
import { type Edit, patch } from '../content/patch/patch.ts';
import type { Field } from '../content/schema.ts';
import type { Finding } from '../content/spoken/finding.ts';
import type { Json } from '../content/value.ts';
import type { Saving } from '../operations/saving.ts';

/** @param isExact the edits are made for a version that was named: places and tokens hold. */
export const toMake =
  (edits: readonly Edit[], { finding, isExact }: { finding: Finding; isExact: boolean }): Saving['make'] =>
  (stored, schema) =>
    patch(stored as Json, edits, { schema: schema as readonly Field[], finding, writing: {}, isExact });
