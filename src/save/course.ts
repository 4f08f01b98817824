// A save of a task on its way: what it stands on, and what is known by then.
import type { Field } from '../content/schema.ts';
import type { Json } from '../content/value.ts';
import type { Answer } from '../operations/answer.ts';
import type { Arguments } from '../operations/arguments.ts';
import type { Operation } from '../operations/operation.ts';
import type { Saving } from '../operations/saving.ts';
import type { Stack } from '../stack/stack.ts';
import type { Reader, Refused } from './reads.ts';
import type { Write } from './write.ts';

/** What a save of a task stands on. */
export interface Saver {
  /** With the task's operations alone, and its door. */
  stack: Stack;
  branch: string;
  signal: AbortSignal;
  /** Sends the write. @throws {NoAnswer} */
  send(operation: Operation, given: Arguments): Promise<Answer>;
  /** What is rehearsed goes as far as the door, which keeps it: there it is told what would travel. */
  isSentToo?: boolean;
  /** A refusal in the words that the operation itself would have for it. */
  tell(refused: Refused): Promise<string>;
  write: Omit<Write, 'operation' | 'given'>;
}

/** A save on its way. */
export interface Course {
  saver: Saver;
  saving: Saving;
  operation: Operation;
  reader: Reader;
  /** As read; undefined for what is new. */
  stored: Json | undefined;
  /** The name of the thing in the API's bodies. */
  key: string;
  /** Of an entry's content type; empty for what has none. */
  schema: readonly Field[];
  locale: string | undefined;
  isTranslation: boolean;
}
