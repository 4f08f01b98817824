// What a condition becomes for one field: a test of the values there, or the reason why it does not apply to such a field.
import { kindOf } from '../schema.ts';
import { isObject, type Json } from '../value.ts';
import type { Spot, Target } from './field.ts';

export interface Test {
  keep: (spot: Spot) => Spot[];
  query?: Json | undefined;
}

/** With the reason, for the model. */
export interface Unfit {
  not: 'unfit';
  why: string;
}

export const unfit = ({ path }: Target, why: string): Unfit => ({ not: 'unfit', why: `${path} ${why}` });

/** @param holds `near` for what only just does; see `Spot`. Of a list each item is asked by itself. */
export const toItems = ({ field }: Target, holds: (value: unknown) => boolean | 'near'): Test => {
  const keepOne = (spot: Spot, value: unknown): Spot[] => {
    const held = holds(value);
    if (held === 'near') return [{ ...spot, isNear: true }];
    return held ? [spot] : [];
  };
  return {
    keep: ({ address, value }) => {
      if (!Array.isArray(value)) return keepOne({ address, value }, value);
      return value.flatMap((item, place) =>
        keepOne(
          { address: [...address, { place }], value: item },
          kindOf(field) === 'taxonomy' && isObject(item) ? item.term_uid : item,
        ),
      );
    },
  };
};
