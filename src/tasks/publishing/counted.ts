// Which arguments a plan's code is made for: both tools must make the same of the same.
import type { Arguments } from '../../operations/arguments.ts';
import type { Asked } from './row.ts';

/** In the order of the code; a key of `Asked` that is missing here would let a plan be carried out for something else. */
const keys: Readonly<Record<keyof Asked, true>> = {
  entries: true,
  assets: true,
  release: true,
  stale: true,
  content_types: true,
  environments: true,
  locales: true,
  references: true,
  pages: true,
};

/** What counts of a call of either tool: neither paging, nor the code, nor what narrows or directs the carrying out. */
export const toCounted = (asked: Asked): Arguments =>
  Object.fromEntries(
    (Object.keys(keys) as (keyof Asked)[]).flatMap(key => (asked[key] === undefined ? [] : [[key, asked[key]]])),
  );
