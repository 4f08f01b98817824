// What spoken values need of the stack, and what becomes of them: the I/O lies with whoever calls.
import type { Address } from '../address.ts';
import { printAddress } from '../address.ts';
import type { Picture, Writing } from '../rich-text/apply.ts';

/** A sentence that fits behind an address: `is the title of two entries: blt1, blt2; give the uid`. */
export interface NotFound {
  problem: string;
}

export interface FoundEntry {
  uid: string;
  _content_type_uid: string;
  /** Told where another one was said. */
  title?: string | undefined;
}

export interface FoundFile extends Picture {
  title?: string | undefined;
}

/** Looks things up by what a person says of them. One thing alone fits, or it is not found. */
export interface Finding {
  /** @param text a uid or a title. @param types the uids of content types it may be of. */
  entry(text: string, types: readonly string[]): Promise<FoundEntry | NotFound>;
  /** @param text a uid, a file name, a URL or a title. */
  file(text: string): Promise<FoundFile | NotFound>;
  /** By the name of a term, where taxonomies can be read. */
  term?(text: string, taxonomies: readonly string[]): Promise<{ taxonomy_uid: string; term_uid: string } | NotFound>;
}

export interface Ways {
  finding: Finding;
  writing: Writing;
  /** What is stored there now, as read: what is said of it again stays as it is. */
  held?: unknown;
  /** Of an entry that is not there yet: no uid of an instance is taken over, as none may be in two entries. */
  isNew?: boolean | undefined;
}

export interface Spoken {
  /** As it may be stored. */
  value: unknown;
  /** Each begins with an address. */
  problems: string[];
  notes: string[];
}

export const plain = (value: unknown): Spoken => ({ value, problems: [], notes: [] });

/** The value stays as it was said: what is refused is not sent. */
export const refuse = (value: unknown, address: Address, ...reasons: string[]): Spoken => ({
  value,
  problems: reasons.map(reason => `${printAddress(address)}: ${reason}`),
  notes: [],
});

/** One of several parts. */
export const join = (value: unknown, parts: readonly Spoken[]): Spoken => ({
  value,
  problems: parts.flatMap(({ problems }) => problems),
  notes: parts.flatMap(({ notes }) => notes),
});
