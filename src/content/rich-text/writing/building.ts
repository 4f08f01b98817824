// What everything that builds blocks shares.
import type { Care } from './edit-line.ts';
import type { Making } from './making.ts';
import type { Pairing } from './pair.ts';

export interface Building {
  making: Making;
  pairing: Pairing;
  /** `anew`: lines are made without the stored ones. */
  care: Care | 'anew';
  /** Sentences; more are added while it is built. */
  problems: string[];
}
