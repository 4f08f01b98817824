// The language of the table: for each operation that writes, where its request names what it hits.
import type { RequestLine } from '../operations/operation.ts';
import type { Target } from './deed.ts';
import type { Place } from './reading.ts';

/** Where the names of one dimension come from. */
export interface From {
  at?: readonly Place[];
  /** Whatever the request says. */
  fixed?: readonly string[];
  /** With one of these the API picks more by itself. */
  hides?: readonly Place[];
  /** Where no place has a name. Without it the request has none at all. */
  otherwise?: 'master' | 'unreadable';
  /** Only where this place holds something. */
  given?: Place;
}

export type Named = Readonly<Partial<Record<'environments' | 'locales' | 'content_types' | 'entries', From>>>;

/** A list of which each item is hit by itself. */
export interface Each extends Named {
  list: Place;
  /** What the items are, where they are neither entries nor files. */
  things?: string;
  /** Of a thing that speaks of others: what an item of the list speaks of, and what all is where there is no list. */
  as?: (item: unknown) => Omit<Target, 'items'>;
  none?: Omit<Target, 'items'>;
}

export interface Places extends Named {
  /** Of what is shared by all branches: those that it names. `own`: the one that goes with the request. */
  branches?: From | 'own';
  each?: readonly Each[];
  /** With one of these the API adds what the items refer to. */
  beyond?: readonly Place[];
  /** How much is hit cannot be counted: ever, or with one of these. */
  uncounted?: true | readonly Place[];
  /** Where the thing may get another name. */
  renames?: { to: Place; from: Place };
  does?: string;
}

/** By request line; operations that share one are read alike. */
export type Table = Readonly<Partial<Record<RequestLine, Places>>>;

export const at = (...places: Place[]): From => ({ at: places });
/** Without one nobody knows which. */
export const must = (...places: Place[]): From => ({ at: places, otherwise: 'unreadable' });
export const inLocale = (...places: Place[]): From => ({ at: places, otherwise: 'master' });
export const unreadable: From = { otherwise: 'unreadable' };
export const files: From = { fixed: ['sys_assets'] };
/** All there is below a name, such as the entries of a type. */
export const anyEntry = { entries: unreadable, locales: unreadable };
export const anything = { environments: unreadable, content_types: unreadable, ...anyEntry };
