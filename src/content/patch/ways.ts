// What every verb of an edit is given: the entry as it is so far, the schema, and how to look things up.
import { printAddress } from '../address.ts';
import type { Path } from '../resolve.ts';
import type { Writing } from '../rich-text/apply.ts';
import type { Field } from '../schema.ts';
import type { Finding } from '../spoken/finding.ts';
import type { Draft } from './draft.ts';
import { refuse } from './edit.ts';
import type { Spot } from './spot.ts';

export interface Ways {
  draft: Draft;
  schema: readonly Field[];
  finding: Finding;
  writing: Writing;
  /** The version that was read was named: places, Markdown of a whole and wholes of lists hold. */
  isExact: boolean;
  /** The version that is stored, where it is known. */
  version: number | undefined;
  /** Which of the edits it is, from 0. */
  index: number;
  notes: string[];
}

/** `, with if_version: 5` */
export const askVersion = ({ version }: Pick<Ways, 'version'>): string =>
  `if_version${version === undefined ? '' : `: ${version}`}`;

/** Puts a value where none of what earlier edits did is lost. */
export function put(spot: Spot, value: unknown, ways: Ways, changed: readonly Path[] = [spot.path]): void {
  const { draft, index, notes } = ways;
  if (value === spot.value || changed.length === 0) {
    notes.push(`${printAddress(spot.address)} is that already`);
    return;
  }
  const trails = changed.map(path => draft.trailTo(path));
  for (const trail of trails) refuseUndoing(trail, spot, ways);
  draft.put(spot.path, value);
  for (const trail of trails) draft.touch(trail, index);
}

export function refuseUndoing(trail: readonly string[], spot: Spot, { draft }: Ways): void {
  const earlier = draft.findTouched(trail);
  if (earlier !== undefined) {
    refuse(`${printAddress(spot.address)} would undo what edits[${earlier}] does: say it in one of them`);
  }
}
