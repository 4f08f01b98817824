// What came of saving one entry, in the words of a colleague: the version first, then what is stored otherwise, by address.
import { compareEntries } from '../content/comparison/entries.ts';
import { type Cell, listTitles, type Titles, toCells } from '../content/told.ts';
import { clip } from '../content/words.ts';
import type { Arguments } from '../operations/arguments.ts';
import type { Conflict, Saved } from '../operations/saving.ts';
import { BadTask, type Found, NotDone } from '../operations/task.ts';
import { count } from './numbers.ts';

export type Done = Extract<Saved, { after: Arguments }>;

/** @throws {BadTask | NotDone} where nothing was saved, or nobody knows. */
export function requireDone(saved: Saved): Done {
  switch (saved.state) {
    case 'wrong':
      throw new BadTask(...saved.problems);
    case 'conflict':
      throw new NotDone(tellConflicts(saved));
    case 'refused':
      throw new NotDone(`${saved.says}\nNothing was saved.`);
    case 'unknown':
      throw new NotDone(`${saved.says}\n${notKnown}`);
    default:
      return saved;
  }
}

export const notKnown =
  'Whether it was saved is not known: a look right after it did not show it, and it may still come. Read it again before you repeat this.';

/** Of a save that was found to be stored. */
export const lookedUp = 'no clear answer came, so it was looked up';

/**
 * @param what the entry's name and content type.
 * @param known titles by uid of what was looked up for it.
 */
export function tellSaved(saved: Done, what: string, link?: string, known?: Titles): Found {
  const { state, before, after, schema, notes, left } = saved;
  const areLanguages = before?.locale !== undefined && before.locale !== after.locale;
  const { rows, files } = compareEntries(before ?? {}, after, schema, areLanguages, known ? { known } : {});
  const place = `v${String(after._version)}${typeof after.locale === 'string' ? ` in ${after.locale}` : ''}`;
  const changes = count(rows.length, 'change');
  const says = {
    saved: `saved as ${place}: ${changes} in ${what}`,
    found: `saved as ${place}: ${changes} in ${what}; ${lookedUp}`,
    rehearsed: `nothing was saved (dry_run): ${changes} in ${what}, of v${String(before?._version)}`,
    same: `nothing to change in ${what}: ${place} is as wanted, and nothing was saved`,
  };
  const told = [...left.map(line => `left as it is: ${line}`), ...notes, ...(link ? [link] : [])];
  return {
    says: says[state],
    ...(told.length > 0 ? { notes: told } : {}),
    columns: ['address', 'change', 'before', 'after'],
    rows: state === 'same' ? [] : rows,
    beside: { files },
  };
}

/** So many are told one by one. */
const mostConflicts = 12;

function tellConflicts({ conflicts, stored }: { conflicts: readonly Conflict[]; stored: Arguments }): string {
  const { _version: version, updated_at: at, updated_by: by } = stored;
  const shown = conflicts.slice(0, mostConflicts).map(tellConflict);
  return [
    `Nothing was saved: version ${String(version)}${at ? `, saved at ${String(at)}` : ''}${by ? ` by ${String(by)}` : ''}, changed the same ${conflicts.length === 1 ? 'place' : 'places'}.`,
    ...shown.map(line => `- ${line}`),
    ...(conflicts.length > shown.length ? [`and ${conflicts.length - shown.length} more`] : []),
    'Ask the user which of the two is right. Then read it again, and send what it still lacks.',
  ].join('\n');
}

/** Characters of each side. */
const longest = 160;

function tellConflict({ address, mine, theirs }: Conflict): string {
  const told = toCells(theirs, mine, listTitles(theirs, mine), longest);
  return `${clip(address, 200)}: stored is ${tellCell(told.before)}, yours is ${tellCell(told.after)}`;
}

/** In a sentence. */
export const tellCell = (cell: Cell): string =>
  cell === null ? 'nothing' : typeof cell === 'string' ? JSON.stringify(cell) : String(cell);
