// What a restore tells: what came of each row, what is stored otherwise by it, and what did not come back.
import { compareEntries } from '../../content/comparison/entries.ts';
import { clip } from '../../content/words.ts';
import { type Found, NotDone } from '../../operations/task.ts';
import { count } from '../numbers.ts';
import { lookedUp } from '../told-save.ts';
import { nameRow } from './row.ts';
import { type Came, type Done, isDone, type Work } from './work.ts';

/** @throws {NotDone} with a line for each row that cannot be. */
export function refuse(failed: readonly Came[], all: number): never {
  const lines = failed.flatMap(came => (isDone(came) ? [] : [`- ${nameRow(came.work.row)}: ${came.says}`]));
  if (failed.some(came => !isDone(came) && came.isUnknown)) throw new NotDone(lines.join('\n'));
  throw new NotDone(
    [
      'Nothing was restored.',
      ...(all > failed.length ? [`${failed.length} of ${all} rows cannot be done as they are:`] : []),
      ...lines,
      '`except` of a row names what shall stay as it is; partial: true restores what can be and leaves the rest.',
    ].join('\n'),
  );
}

interface Telling {
  isRehearsal: boolean;
  /** What goes live, in words. */
  published: readonly string[];
  /** Not reached. */
  left: readonly Work[];
  /** So many rows were given. */
  all: number;
}

export function tell(came: readonly Came[], { isRehearsal, published, left, all }: Telling): Found {
  const changed = came.filter(isDone).filter(({ done: { state } }) => state !== 'same');
  const made = came.map(each => toRows(each, isRehearsal));
  const [table, files] = [made.flatMap(({ rows }) => rows), made.flatMap(each => each.files)];
  const changes = table.filter(row => row[5] === states.saved || row[5] === states.rehearsed).length;
  const isSame = came.length === all && came.every(each => isDone(each) && each.done.state === 'same');
  const what = `${changed.length} of ${count(all, 'row')}: ${count(changes, 'change')}`;
  const hasWhy = table.some(row => row.at(-1) !== null);
  const columns = [
    'content_type',
    'uid',
    'title',
    'locale',
    'version',
    'outcome',
    'address',
    'change',
    'before',
    'after',
  ];
  return {
    says: isSame
      ? `nothing to restore: ${all === 1 ? 'it is' : 'all are'} as wanted already`
      : isRehearsal
        ? `nothing was saved (dry_run), ${what}`
        : `restored ${what}`,
    notes: [...came.filter(isDone).flatMap(each => tellNotes(each, all > 1)), ...published],
    columns: hasWhy ? [...columns, 'why'] : columns,
    rows: hasWhy ? table : table.map(row => row.slice(0, -1)),
    beside: { files: [...new Set(files)] },
    ...(left.length > 0
      ? { left: { says: `not reached: ${count(left.length, 'row')}`, next: { rows: left.map(({ given }) => given) } } }
      : {}),
  };
}

const states = { saved: 'saved', found: 'saved', rehearsed: 'would be saved', same: 'unchanged' };

/** One for each change; one for what has none. */
function toRows(came: Came, isRehearsal: boolean): { rows: unknown[][]; files: readonly string[] } {
  const { content_type_uid: type, entry_uid: uid, locale = null } = came.work.row;
  if (!isDone(came)) {
    const outcome = came.isUnknown ? 'not known' : isRehearsal ? 'cannot be' : 'failed';
    return { rows: [[type, uid, null, locale, null, outcome, null, null, null, null, came.says]], files: [] };
  }
  const { state, before = {}, after, schema } = came.done;
  const title = typeof after.title === 'string' ? clip(after.title, 60) : null;
  const head = [type, uid, title, after.locale, after._version, states[state]];
  const why = state === 'found' ? lookedUp : null;
  const { rows: changes, files } = compareEntries(before, after, schema, false);
  if (state === 'same' || changes.length === 0) return { rows: [[...head, null, null, null, null, why]], files: [] };
  return { rows: changes.map((change, index) => [...head, ...change, index === 0 ? why : null]), files };
}

function tellNotes({ work, done: { left, notes } }: Done, isNamed: boolean): string[] {
  const name = isNamed ? `${nameRow(work.row)}: ` : '';
  return [...left.map(line => `left as it is: ${line}`), ...notes].map(line => `${name}${line}`);
}
