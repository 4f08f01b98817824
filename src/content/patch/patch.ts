// Edits by address on an entry: all of them are made, or none.
import { lowerField } from '../lower.ts';
import type { Writing } from '../rich-text/apply.ts';
import { type Field, topFields } from '../schema.ts';
import type { Finding } from '../spoken/finding.ts';
import { isSame, type Json } from '../value.ts';
import { Draft } from './draft.ts';
import { type Edit, Refused, readVerb, refuse, tellAt, type Verb } from './edit.ts';
import { guardPlace } from './holder.ts';
import { applyInsert, applyMove, applyRemove } from './items.ts';
import { findAgain, locate } from './locate.ts';
import { applyReplace } from './replace.ts';
import { applyWhole } from './rich-text.ts';
import { applySet } from './set.ts';
import type { Spot } from './spot.ts';
import type { Ways } from './ways.ts';

export type { Edit } from './edit.ts';

interface Patching {
  /** Of the content type, global fields spelt out. */
  schema: readonly Field[];
  finding: Finding;
  writing: Writing;
  /**
   * The edits were made for this very version: places (`tags[2]`), tokens, and wholes (of rich text, of a list of blocks)
   * are those that were read.
   */
  isExact: boolean;
}

/** `value`: members at the top that became others, in the form the CMA takes; empty where all is so already. */
type Patched = { value: Json; notes: string[] } | { problems: string[] };

/**
 * In their order, each on what those before it made; places are those of the entry as it was read. What an edit does not
 * name stays the same object.
 * @param entry as a read gave it; never changed itself.
 * @returns problems that begin with `edits[i]` and name the address, what is wrong, and what is near.
 */
export async function patch(entry: Json, edits: readonly Edit[], patching: Patching): Promise<Patched> {
  const { schema, finding, writing, isExact } = patching;
  const draft = new Draft(entry);
  const version = typeof entry._version === 'number' ? entry._version : undefined;
  const [notes, problems]: [string[], string[]] = [[], []];
  for (const [index, edit] of edits.entries()) {
    const ways: Ways = { draft, schema, finding, writing, isExact, version, index, notes: [] };
    try {
      await apply(edit, entry, ways);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      problems.push(...error.problems.map(problem => `edits[${index}]: ${problem}`));
    }
    notes.push(...ways.notes.map(note => `edits[${index}]: ${note}`));
  }
  return problems.length > 0 ? { problems } : { value: listChanged(entry, draft.root, schema), notes };
}

type Apply = (spot: Spot, edit: Edit, ways: Ways) => void | Promise<void>;

const verbs: Record<Verb, Apply> = {
  set: applySet,
  markdown: applyWhole,
  replace: applyReplace,
  insert: applyInsert,
  move: applyMove,
  remove: applyRemove,
};

async function apply(edit: Edit, entry: Json, ways: Ways): Promise<void> {
  const verb = readVerb(edit);
  const spot = find(edit, entry, ways);
  if (spot.isByPlace) guardPlace(tellAt(edit), ways);
  await verbs[verb](spot, edit, ways);
}

function find(edit: Edit, entry: Json, { draft, schema }: Ways): Spot {
  try {
    return locate(draft, schema, edit.at);
  } catch (error) {
    const isGone = draft.root !== entry && findAgain(new Draft(entry), schema, edit.at) !== undefined;
    if (isGone) return refuse(`${tellAt(edit)} is no longer there after the edits before it`);
    throw error;
  }
}

function listChanged(before: Json, after: Json, schema: readonly Field[]): Json {
  const changed = topFields(schema).filter(({ uid }) => after[uid] !== before[uid]);
  return Object.fromEntries(
    changed
      .map(field => [field.uid, lowerField(field, before[field.uid]), lowerField(field, after[field.uid])] as const)
      .filter(([, old, now]) => !isSame(old, now))
      .map(([uid, , now]) => [uid, now]),
  );
}
