// What one edit says: an address, one verb, and where.
import { clip } from '../words.ts';

/** As a model sends it. One of `set`, `markdown`, `replace`, `insert`, `move` and `remove`. */
export interface Edit {
  /** As read_entry shows it: `seo.description`, `sections[cs1].hero.title`, `tags[2]`; of rich text also a node: `body[uid]`. */
  at: string;
  /** A value as read_entry shows it; null empties. Of a group, a block and a link what is not named stays. */
  set?: unknown;
  /** The whole rich text anew. */
  markdown?: string;
  /** Tokens of the rich text that may go: `x5`. */
  drop?: readonly string[];
  /** A text in the value, or in all values below the address; once unless `all`. */
  replace?: string;
  with?: string;
  all?: boolean;
  /** Into the list, or as Markdown into the rich text, at the address. Several where it is a list. */
  insert?: unknown;
  /** The item at the address. */
  move?: boolean;
  remove?: boolean;
  /** Of `insert` and `move`: an item's uid, address or value, or how a text block of rich text begins; else last. */
  before?: string;
  after?: string;
  first?: boolean;
}

const verbs = ['set', 'markdown', 'replace', 'insert', 'move', 'remove'] as const;

export type Verb = (typeof verbs)[number];

/** Why an edit cannot be made: sentences without its number. */
export class Refused extends Error {
  readonly problems: readonly string[];

  constructor(...problems: string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

export function refuse(problem: string): never {
  throw new Refused(problem);
}

const isSaid = (edit: Edit, key: keyof Edit): boolean => edit[key] !== undefined && edit[key] !== false;

/** The verb of an edit. @throws {Refused} where there is none or several, or what does not belong to it. */
export function readVerb(edit: Edit): Verb {
  const [verb, another] = verbs.filter(each => (each === 'set' ? edit.set !== undefined : isSaid(edit, each)));
  if (verb === undefined) return refuse(`${tellAt(edit)} says nothing to do: one of ${verbs.join(', ')}`);
  if (another !== undefined) return refuse(`${tellAt(edit)} says both ${verb} and ${another}: make two edits of them`);
  if (verb === 'replace' && edit.with === undefined)
    refuse(`${tellAt(edit)} lacks with: the new text, or "" to take the old one out`);
  if (verb === 'replace' && edit.replace === '') refuse(`${tellAt(edit)} names no text to replace`);
  for (const [key, ...of] of belongings) {
    if (isSaid(edit, key) && !of.includes(verb))
      refuse(`${tellAt(edit)} says ${key}, which belongs to ${of.join(' and ')}`);
  }
  const places = (['before', 'after', 'first'] as const).filter(key => isSaid(edit, key));
  if (places.length > 1) refuse(`${tellAt(edit)} says both ${places.slice(0, 2).join(' and ')}: one place alone`);
  return verb;
}

const belongings: readonly (readonly [keyof Edit, ...Verb[]])[] = [
  ['with', 'replace'],
  ['all', 'replace'],
  ['drop', 'markdown', 'set'],
  ['before', 'insert', 'move'],
  ['after', 'insert', 'move'],
  ['first', 'insert', 'move'],
];

/** The address as it was sent, to begin a sentence with. */
export const tellAt = ({ at }: Pick<Edit, 'at'>): string => (at === '' ? 'the whole entry' : clip(at, 200));
