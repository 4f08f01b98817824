// What a request comes to, as the rules see it: what it does, and what it hits.
import type { Effect, RequestLine } from '../operations/operation.ts';

/** The request that is about to leave. Structurally what the door sends. */
export interface Leaving {
  line: RequestLine;
  effect: Effect;
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string>>;
  body?: string;
  form?: readonly unknown[];
}

/** What is known of the stack beforehand. */
export interface Known {
  /** The branch of a request that names none. */
  branch: string;
  /** Alias → branch. */
  aliases: Readonly<Record<string, string>>;
  /** Uid → name. */
  environments: ReadonlyMap<string, string>;
  /** The code of the master language. */
  master?: string;
}

/** Names, or what nobody can tell beforehand. */
export type Dim = readonly string[] | 'unreadable';

/** A branch by all its names: a rule may say any of them. */
export type BranchDim = readonly (readonly string[])[] | 'unreadable';

/** Every combination of what stands in it is hit. What a request does not have at all is absent. */
export interface Target {
  environments?: Dim;
  locales?: Dim;
  content_types?: Dim;
  entries?: Dim;
  /** The keys of what is hit by it, so that several requests can be counted together. */
  items: Dim;
}

export interface Deed {
  effect: Effect;
  /** It opens a way out for data, or brings code into the browsers of editors. */
  opens: boolean;
  /** It gives another name to what rules know by its name, so what they say of publishing counts too. */
  renames: boolean;
  /** In the third person: `publishes`. */
  does: string;
  targets: readonly Target[];
  branches?: BranchDim;
}
