// What a task asks of a save, and what came of it; and what its codes say.
import type { Arguments } from './arguments.ts';

export interface Planned {
  /** When it was told, by the API's own clock, in milliseconds; it counts whole seconds. */
  at: number;
  /** How many rows there were. */
  rows: number;
  /** Whether these are the rows that were told, at the same versions. */
  isSame(rows: readonly unknown[]): boolean;
}

/** A field of a content type, as its schema has it. */
interface SchemaField extends Arguments {
  uid: string;
  data_type: string;
  display_name?: string;
  multiple?: boolean;
  mandatory?: boolean;
  non_localizable?: boolean;
}

/** What is to be saved. */
export interface Saving {
  /** One of `uses`, such as `update_entry`: what it reads before it writes must be of `uses` too. */
  operation: string;
  /** Its arguments, such as the uids and the language; not its body. */
  given: Arguments;
  branch?: string | undefined;
  /**
   * What shall be stored, from what is, neither struck nor cut. May be called again, for another version.
   * @param stored undefined where there is nothing yet.
   * @param schema of an entry's content type; empty for what has none.
   * @param read another version of it in this language; undefined where there is none.
   */
  make(
    stored: Arguments | undefined,
    schema: readonly SchemaField[],
    read: (version: number) => Promise<Arguments | undefined>,
  ): Made | Promise<Made>;
  /** The version it is made for. Where another is stored, it is made of this one, and merged with what was saved since. */
  ifVersion?: number | undefined;
  /** What is in conflict, or the same in every language, is left as it is and told, and the rest is saved. */
  isPartial?: boolean | undefined;
  /** All but the write. */
  isRehearsal?: boolean | undefined;
}

/** Members at the top that become others, in the form the API takes; or why not, a line for each. */
export type Made = { value: Arguments; notes?: readonly string[] } | { problems: readonly string[] };

export interface Conflict {
  address: string;
  base: unknown;
  mine: unknown;
  theirs: unknown;
}

/** What is stored: before, and after it. */
interface Stored {
  /** As it was read; undefined for what is new. */
  before: Arguments | undefined;
  /** As the API answered; where nothing was written, as it would be. */
  after: Arguments;
  /** Of an entry's content type. */
  schema: readonly SchemaField[];
  notes: readonly string[];
}

export type Saved =
  /** `left` with `isPartial`: what was not saved, by address, with the reason. */
  | ({ state: 'saved' | 'rehearsed' | 'same'; left: readonly string[] } & Stored)
  /** No clear answer came, and then it was looked up and found. */
  | ({ state: 'found'; left: readonly string[] } & Stored)
  /** Nothing was sent; a line for each reason. */
  | { state: 'wrong'; problems: readonly string[] }
  /** Nothing was sent: others changed the same places since. */
  | { state: 'conflict'; conflicts: readonly Conflict[]; stored: Arguments }
  /** By the API, or on the way to it: nothing was saved. */
  | { state: 'refused'; says: string }
  /** No clear answer came, and whether it was saved cannot be known. */
  | { state: 'unknown'; says: string };
