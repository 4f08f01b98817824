// Stands for the writing half of rich text until that is here: what it takes and gives.
import type { Json } from '../value.ts';

/** What stands for `![alt](target)`: an asset to embed. */
export interface Picture {
  uid: string;
  url?: string;
  name?: string;
  /** Content type, such as image/png. */
  type?: string;
}

export interface Writing {
  /** Tokens that may go: `x5`. */
  drop?: readonly string[];
  /** Of a new picture by what stands in its brackets; undefined: refused, naming it. */
  findPicture?: (target: string) => Picture | undefined;
  /** 32 hexadecimal digits; random when not given. */
  newUid?: () => string;
}

/** A problem is a sentence without its address, with the way out. */
export type Written = { document: Json } | { problems: string[] };

const missing = { problems: ['cannot be written here yet'] };

export const applyMarkdown = async (_document: unknown, _markdown: string, _writing?: Writing): Promise<Written> =>
  missing;

export const toDocument = async (_markdown: string, _writing?: Writing): Promise<Written> => missing;

export const listPictures = async (_markdown: string): Promise<string[]> => [];

export const insertMarkdown = async (
  _document: unknown,
  _markdown: string,
  _place: { before?: string; after?: string; first?: true },
  _writing?: Writing,
): Promise<Written> => missing;
