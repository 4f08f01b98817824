// A row of a publish plan: one item in one environment and one language, what is live there and what would go.

/** Why a row is in the plan, and the uids of what needs it in the same place. */
interface Why {
  kind: 'named' | 'needed';
  by: readonly string[];
}

/** What the publish queue will do with the same item in the same place. */
export interface Pending {
  action: string;
  version: number | undefined;
  /** In milliseconds; undefined for what is under way. */
  at: number | undefined;
}

export interface Row {
  /** Uid of the content type; `sys_assets` for files. */
  type: string;
  uid: string;
  title: string;
  /** The language it is published in. */
  locale: string;
  environment: { uid: string; name: string };
  /** Of an item of a release that takes it off; `publish` everywhere else. */
  action: 'publish' | 'unpublish';
  /** The latest version in that language, or in the one that it falls back to. */
  latest: number | undefined;
  /** What is live there now. */
  live: number | undefined;
  /** What would go live; undefined for what is taken off, and where nothing is there to go. */
  goes: number | undefined;
  why: Why;
  /** How many references lie between what was named and this; 0 for what was named. */
  depth: number;
  /**
   * `as it is: …`, `left out: …`: it is as it should be, or not to be taken along, and nothing would be done. Such a row is
   * never carried out.
   */
  skip?: string;
  /** What is wrong with it, in words: a row with any of these is never carried out. */
  wrong: readonly string[];
  /** What one should know of it; it is carried out all the same. */
  notes: readonly string[];
  /** What stands against publishing it from here, by rights or by the owner's rules: a release may take it all the same. */
  forbidden?: string;
  /** A publish does not cancel them. */
  pending: readonly Pending[];
  /** When the text, its state there, its workflow stage or content type last changed, by the API's clock, in milliseconds: later than the plan, and the row is left out. */
  changed: number;
}

/** What would be carried out. */
export const isDue = ({ skip, wrong }: Row): boolean => skip === undefined && wrong.length === 0;

/** Nothing is to be done, as it is so already or will be. */
export const isAsItIs = ({ skip }: Row): boolean => skip?.startsWith('as it is') === true;

/** What tells a row, and that it is as it was, told to go or not: what a code is made of. */
export const toMark = (row: Row): unknown[] => {
  const { type, uid, locale, environment, action, live, goes } = row;
  return [type, uid, locale, environment.uid, action, live ?? null, goes ?? null, isDue(row)];
};

/** What a call of plan_publish asks for; publish_plan takes the same. */
export interface Asked {
  entries?: { content_type: string; uid: string; locale?: string; version?: number }[];
  assets?: string[];
  /** Uid or name of a release: its items, as they stand in it. */
  release?: string;
  /** What is live there at an older version than was saved: of these content types, or of all. */
  stale?: boolean;
  content_types?: string[];
  /** Names or uids. */
  environments?: string[];
  /** For all that is named; the master's where neither this nor an entry's own says. */
  locales?: string[];
  /** `missing`: what is needed and live nowhere there, the default; `behind`: also what is live at an older version; `none`. */
  references?: 'missing' | 'behind' | 'none';
  /** Page types that are gone into, though they are pages of their own: a border otherwise. */
  pages?: string[];
}

export interface Plan {
  rows: readonly Row[];
  /** Of the whole, in words: what could not be read, what is scheduled. */
  notes: readonly string[];
  /** Something that must be known did not come: no code is given, and nothing carried out. */
  isPartial: boolean;
  /** Of a release: as it is. Then the way is its deployment, as a whole. */
  release?: { uid: string; name: string; isLocked: boolean };
}
