// Where an address leads in an entry that is edited.
import type { Address } from '../address.ts';
import type { Path } from '../resolve.ts';
import { type Field, isList, kindOf } from '../schema.ts';

/** As `walk` has them, and `entry` for all of it. */
type Role = 'entry' | 'field' | 'item' | 'block' | 'node' | 'member';

export interface Spot {
  role: Role;
  /** As things stand now, by uids where there are any. */
  address: Address;
  path: Path;
  /** Undefined for what is not there yet. */
  value: unknown;
  /** The innermost around; absent for the entry. */
  field?: Field | undefined;
  /** What lies directly in the entry, a group or a block. */
  fields?: readonly Field[] | undefined;
  /** Of a node or member: the whole value of the field, or item of its list, in which it lies. */
  around?: Spot | undefined;
  /** Some step counts places, which only hold for the version that was read. */
  isByPlace: boolean;
}

/** What it holds is a list of values of its field. */
export const isListSpot = ({ role, field }: Spot): boolean => role === 'field' && field !== undefined && isList(field);

/** Whether a spot holds one JSON rich text. */
export const isRichTextSpot = (spot: Spot): boolean =>
  spot.field !== undefined &&
  kindOf(spot.field) === 'rich_text' &&
  (spot.role === 'item' || (spot.role === 'field' && !isListSpot(spot)));
