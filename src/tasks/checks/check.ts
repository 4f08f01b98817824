// What a check of content is: which fields it needs, which rows it holds against each other, and what it does with them.
import type { Json } from '../../content/value.ts';
import type { Ground } from '../../operations/task.ts';
import type { Lane, Type } from '../types.ts';

export interface Finding {
  type: string;
  uid: string;
  title?: string | undefined;
  locale?: string | undefined;
  address?: string | undefined;
  /** A few words. */
  says: string;
}

export interface Told {
  findings: Finding[];
  /** Of a check that is apart: in how much it looked, as `5 scheduled actions`. */
  scope?: string;
  notes?: string[];
  /** Something could not be read: there may be more. */
  isPartial?: boolean;
  /** Nothing can be told; `notes` say why. */
  isUnknown?: boolean;
}

/** A check that is at work in one call. */
export interface Watch {
  /** @param own the rows that have a version in the lane's language. @param all those that only fall back too, where they come. */
  see?(lane: Lane, own: readonly Json[], all: readonly Json[]): void | Promise<void>;
  /** What was seen since the last time is whole, and counts. */
  keep?(): void;
  /** It is not, and does not. */
  drop?(): void;
  /** How many requests it takes at least to tell what was seen. */
  countRest?(): number;
  tell(isWhole: boolean): Promise<Told>;
}

/** What one call is about. */
export interface Audit {
  ground: Ground;
  /** All content types there are. */
  types: readonly Type[];
  /** Those that are asked for, without assets. */
  chosen: readonly Type[];
  /** Languages that are asked for. */
  locales: readonly string[];
  /** All languages there are. */
  codes: readonly string[];
  master: string | undefined;
  /** The languages that a language falls back to, the nearest first. */
  listFallbacks: (code: string) => string[];
  /** The environments that are asked for; all when none is. */
  environments: readonly { uid: string; name: string }[];
  /** Whether the call is about a content type, or about assets. */
  isChosen: (type: string) => boolean;
}

export interface Check {
  /** One finding, and several. */
  nouns: readonly [string, string];
  /** Operations without which it cannot be told. */
  needs?: readonly string[];
  /** Rows that are held against each other; each stands for itself when absent. */
  joins?: 'type' | 'language' | 'all';
  /** It looks at no row of a scan. */
  isApart?: true;
  /** It looks at assets; all others are not shown any. */
  seesAssets?: true;
  /** It looks at entries that only fall back too. */
  seesFallback?: true;
  /** Fields at the top that it needs beside the system's; all when absent. */
  only?: (type: Type) => readonly string[];
  start(audit: Audit): Watch;
}

/** What was seen, until it is known to be whole. */
export class Kept<T> {
  readonly all: T[] = [];
  private seen: T[] = [];

  add(...items: T[]): void {
    this.seen.push(...items);
  }

  keep(map: (items: T[]) => T[] = items => items): void {
    for (const item of map(this.seen)) this.all.push(item);
    this.seen = [];
  }

  drop(): void {
    this.seen = [];
  }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** What of a row tells where a finding is. */
export const toPlace = ({ type, locale }: Lane, item: Json): Omit<Finding, 'says'> => ({
  type: type.uid,
  uid: String(item.uid),
  title: text(item.title),
  locale,
});
