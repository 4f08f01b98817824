// How edits of a schema are said, and what comes of them.
import type { Json } from '../value.ts';

/** One of `add`, `change`, `move` and `remove`. */
export interface SchemaEdit {
  /** From the top: `seo.title`; a kind of block is `sections.hero`. */
  field: string;
  /** A field as the schema has it; what is usual may be left out. */
  add?: Json | undefined;
  /** Members that become others; null takes one away, and objects are merged. */
  change?: Json | undefined;
  move?: boolean | undefined;
  remove?: boolean | undefined;
  /** Of what is added or moved: another of the same list, by its uid or path; else it comes last. */
  before?: string | undefined;
  after?: string | undefined;
}

/** Other members of a content type that can be changed. */
export const settable: readonly string[] = ['title', 'description', 'options', 'field_rules'];

export interface Editing {
  /** Some of `settable`; of a global field only title and description. */
  set?: Json | undefined;
  isGlobal?: boolean | undefined;
  /** Uids of all content types that references may name; not looked at where they are not known. */
  types?: readonly string[] | undefined;
}

/** `value`: members at the top that became others; each field in it that was not named is the same object. */
export type Edited = { value: Json; whole: Json; notes: string[] } | { problems: string[] };
