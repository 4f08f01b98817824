// What a check finds: what may not be sent, and what was put right on the way.
import { type Address, printAddress, type Step } from '../address.ts';
import type { Field } from '../schema.ts';
import { clip } from '../words.ts';

/** What is wrong, as one word. */
type ProblemKind =
  | 'unknown'
  | 'dotted'
  | 'wrapper'
  | 'system'
  | 'locale'
  | 'shared'
  | 'choice'
  | 'file'
  | 'reference'
  | 'shape'
  | 'date'
  | 'number'
  | 'key'
  | 'depth'
  | 'mandatory'
  | 'operator'
  | 'cut'
  | 'masked';

export interface Problem {
  address: string;
  kind: ProblemKind;
  /** A sentence whose subject is the address: `must be a number`. */
  reason: string;
  /** What was most likely meant: a field, an address, a value. */
  near?: string;
}

/** Something that was put right, or that will have no effect, and does not keep from sending. */
export interface Note {
  address: string;
  reason: string;
}

/** So many problems are told; a caller mends these first, and near names take time to find. */
export const mostProblems = 20;

/** What a note is about. */
type NoteKind = 'choice' | 'operator' | 'copy';

/** What nobody asks about: it is neither told nor counted. */
export type IsLeftOut = (address: Address, kind: ProblemKind | NoteKind) => boolean;

/** Keys may be of any length; a longer address is cut, as nobody reads it. */
const longestAddress = 500;

const show = (address: Address): string => clip(printAddress(address), longestAddress);

export class Findings {
  readonly problems: Problem[] = [];
  readonly notes: Note[] = [];
  /** How many there are beyond those told. */
  more = 0;
  moreNotes = 0;
  /** Fields at the top of which stored parts may go. */
  readonly replace: ReadonlySet<string>;
  private readonly isLeftOut: IsLeftOut;

  constructor(replace: ReadonlySet<string> = new Set(), isLeftOut: IsLeftOut = () => false) {
    this.replace = replace;
    this.isLeftOut = isLeftOut;
  }

  /** @param near asked for only if the problem is told. */
  refuse(address: Address, kind: ProblemKind, reason: string, near?: () => string | undefined): void {
    if (this.isLeftOut(address, kind)) return;
    if (this.problems.length >= mostProblems) {
      this.more += 1;
      return;
    }
    const found = near?.();
    this.problems.push({
      address: show(address),
      kind,
      reason,
      ...(found === undefined ? {} : { near: found }),
    });
  }

  note(address: Address, kind: NoteKind, reason: string): void {
    if (this.isLeftOut(address, kind)) return;
    if (this.notes.length < mostProblems) this.notes.push({ address: show(address), reason });
    else this.moreNotes += 1;
  }
}

/** A value of a field that holds no other fields, where it is to go. */
export interface Leaf {
  field: Field;
  address: Address;
  /** What is there now, as read; undefined where nothing is. */
  stored: unknown;
  findings: Findings;
}

/** Says what is wrong with a value of one kind, and gives it as it is to be sent. */
export type CheckLeaf = (value: unknown, leaf: Leaf) => unknown;

/** Where a check is, and on what terms. */
export interface Place {
  address: Address;
  findings: Findings;
  /** The schema at the top, for near names. */
  schema: readonly Field[];
  /** The language is not the master's, whose values of fields that are not localizable count in all. */
  isTranslation: boolean;
  /** Only members that are named change, as within UPDATE: none is missing. */
  isPartial: boolean;
  /** Nothing like it is stored, so that in a translation no other language's value is changed. */
  isNew: boolean;
}

export const below = (place: Place, ...steps: Step[]): Place => ({ ...place, address: [...place.address, ...steps] });
