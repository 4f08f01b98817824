// What a call of bulk_edit asks for: what to change, and in which entries.
import type { Edit } from '../../content/patch/edit.ts';
import type { Condition } from '../../content/where/condition.ts';
import { clip, tellValue } from '../../content/words.ts';
import type { Arguments } from '../../operations/arguments.ts';
import { BadTask } from '../../operations/task.ts';
import { readPattern } from '../search.ts';

/** An entry by its uids, in one language or in all that it has. */
interface Named {
  content_type: string;
  uid: string;
  locale?: string;
}

export interface Asked {
  find?: string;
  with?: string;
  words?: boolean;
  case?: boolean;
  also?: ('urls' | 'code')[];
  edits?: Edit[];
  entries?: Named[];
  where?: Condition[];
  content_types?: string[];
  locales?: string[];
  after?: string;
  code?: string;
  except?: string[];
  skip?: number;
}

/** As many as one list of the API gives. */
const mostNamed = 100;

/** @throws {BadTask} for what no entry could mend. */
export function requireSense(asked: Asked): void {
  const { find, edits = [], entries, where = [], content_types: types } = asked;
  const problems: string[] = [];
  if (find === undefined && edits.length === 0) problems.push('give find and with, or edits');
  if (find !== undefined && edits.length > 0) problems.push('give either find and with, or edits');
  if (find !== undefined && asked.with === undefined)
    problems.push('with: the new text, or "" to take the old one out');
  if (find !== undefined && find === asked.with) problems.push('with: is what find is');
  for (const name of ['with', 'words', 'case', 'also'] as const) {
    if (find === undefined && asked[name] !== undefined && !(name === 'case' && where.length > 0))
      problems.push(`${name}: belongs to find`);
  }
  if (edits.length > 0 && !entries && where.length === 0 && !types)
    problems.push('say in which entries: give entries, where or content_types');
  if (entries && entries.length === 0) problems.push('entries: names none');
  if (entries && entries.length > mostNamed)
    problems.push(`entries: at most ${mostNamed} a call, and ${entries.length} are named`);
  if (asked.except && asked.code === undefined) problems.push('except: belongs to code');
  if (problems.length > 0) throw new BadTask(...problems);
  // Nothing to look for: the same words as the search has for it.
  readPattern(find, {});
}

/** What a code holds for: not itself, nor what narrows or pages. */
export function toCounted(
  { find, with: fresh, words, case: isCase, also, edits, entries, where, content_types, locales }: Asked,
  after: string | undefined,
  more: Arguments = {},
): Arguments {
  const change = { find, with: fresh, words, case: isCase, also, edits };
  return { ...change, entries, where, content_types, locales, after: after === '' ? undefined : after, ...more };
}

/** So many edits are told one by one. */
const mostTold = 5;

/** In words, for who is asked. */
export function tellAsked({ find = '', with: fresh = '', edits = [] }: Asked): string[] {
  if (edits.length === 0)
    return [
      `${JSON.stringify(clip(find, 120))} becomes ${fresh === '' ? 'nothing' : JSON.stringify(clip(fresh, 120))}.`,
    ];
  const told = edits.slice(0, mostTold).map(edit => `${clip(edit.at, 100)}: ${tellEdit(edit)}.`);
  return [...told, ...(edits.length > mostTold ? [`And ${edits.length - mostTold} more edits.`] : [])];
}

function tellEdit(edit: Edit): string {
  if (edit.replace !== undefined) return `${tellValue(edit.replace, 60)} becomes ${tellValue(edit.with, 60)}`;
  if (edit.insert !== undefined) return `insert ${tellValue(edit.insert, 80)}`;
  if (edit.markdown !== undefined) return `becomes ${tellValue(edit.markdown, 80)}`;
  if (edit.remove) return 'is removed';
  if (edit.move) return 'is moved';
  return `becomes ${tellValue(edit.set, 80)}`;
}
