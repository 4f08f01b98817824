// A bulk edit: without a code it tells what would become what; with it the rows are made anew, and carried out where nothing changed since.
import { BadTask, type Found, type Ground, NotDone } from '../../operations/task.ts';
import { makeFinding } from '../lookups.ts';
import { type Asked, requireSense, toCounted } from './asked.ts';
import { carryOut, mostAtOnce } from './carry-out.ts';
import { toChange } from './change.ts';
import { readExcept } from './except.ts';
import { printRange, type Range, readRange } from './range.ts';
import { collectRows, type Row, type Rows, toAddress } from './rows.ts';
import { tellDone, tellPlan, tellUnfit, toQuestion } from './tell.ts';

export async function editInBulk(ground: Ground, asked: Asked): Promise<Found> {
  requireSense(asked);
  const range = readRange(asked.after);
  const change = toChange(asked, makeFinding(ground));
  const found = await collectRows(ground, asked, change, range);
  return asked.code === undefined ? plan(ground, asked, range, found) : carry(ground, asked, range, found, change);
}

/** What tells each row, and that it is as it was. */
const toDigested = (rows: readonly Row[]): unknown[] => rows.map(({ mark, version }) => [mark.lane, mark.uid, version]);

function plan(ground: Ground, asked: Asked, range: Range, found: Rows): Found {
  const { rows, unfit, scanned } = found;
  if (rows.length === 0 && unfit.length > 0 && !scanned.left) throw new BadTask(tellUnfit(found));
  // What did not come may hold what the next part would pass by.
  if (scanned.isPartial) {
    const says = 'not all could be read, so there is no code for it: call it again';
    return tellPlan(found, asked, { says, next: asked.after === undefined ? {} : { after: asked.after } });
  }
  const on = scanned.left && toNextPlan(found, range);
  if (rows.length === 0) {
    const left = scanned.left && on !== undefined ? { says: scanned.left.says, next: { after: on } } : undefined;
    return tellPlan(found, asked, left);
  }
  // Of a part of the stack alone, the code holds for that part.
  const after = scanned.left ? printRange({ ...range, to: found.last, beyond: on }) : asked.after;
  const code = ground.toCode(toCounted(asked, after), toDigested(rows));
  const forbidden = ground.forbids('update_entry', rows.map(toAddress));
  const part = scanned.left
    ? `; this is a part of it (${scanned.left.says}), and when it is done the answer says how to go on`
    : '';
  const told = tellPlan(found, asked, {
    says: `nothing is written yet: if this is what the user wants, call it again with this code, good for thirty minutes; except: [uids or addresses] leaves some out${part}`,
    next: toNext(code, after),
  });
  const notes = forbidden === undefined ? [] : [`not as a whole: ${forbidden} Leave some out, or ask for fewer`];
  return { ...told, notes: [...notes, ...(told.notes ?? [])] };
}

/** With what belongs to it, though the call before may have had that as well. */
const toNext = (code: string, after: string | undefined) => ({ code, ...(after ? { after } : {}) });

/** Where the next plan begins, after one that reached its bound. */
function toNextPlan({ rows, scanned, last, isFiltered }: Rows, range: Range): string | undefined {
  const cursor = scanned.left?.next.after;
  if (typeof cursor !== 'string') return undefined;
  // What was asked for may be none of it once it is changed: then the list is shorter, and is gone through from its start.
  const isMoved = isFiltered && rows.length > 0 && last !== undefined;
  return isMoved ? printRange({ from: `${last.lane}/0`, done: last }) : printRange({ from: cursor, done: range.done });
}

async function carry(
  ground: Ground,
  asked: Asked,
  range: Range,
  found: Rows,
  change: ReturnType<typeof toChange>,
): Promise<Found> {
  const { code = '', except = [] } = asked;
  const { rows, scanned } = found;
  const agreed = { agreed: true, except };
  const begun = ground.readCode(code, toCounted(asked, asked.after, agreed));
  const planned = begun ?? ground.readCode(code, toCounted(asked, asked.after));
  if (!planned)
    throw new BadTask(
      'code: is older than thirty minutes, or of a call with other arguments (`next` may have had after as well); call it without code for a new one',
    );
  const isSame = planned.isSame(toDigested(rows));
  const since = isSame ? range.since : (range.since ?? planned.at);
  const changed = since === undefined ? [] : rows.filter(({ updated }) => !(updated <= since));
  // With a content type that was changed since, rows may come up that nobody was told of, and no save shows that.
  if (!isSame && rows.length - changed.length > planned.rows)
    throw new BadTask('code: there are more rows than were told; call it without code for a new one');
  const { isRow, isPlace } = readExcept(except, rows, asked.edits === undefined);
  const isKept = (row: Row): boolean => !isRow(row) && row.places.some(({ address }) => !isPlace(row, address));
  const todo = rows
    .filter(row => !changed.includes(row) && isKept(row))
    .map(row => ({ ...row, places: row.places.filter(({ address }) => !isPlace(row, address)) }));
  const gone = Math.max(0, planned.rows - rows.length);
  const more = scanned.left ? { since: range.since ?? planned.at } : { since };
  const forbidden = ground.forbids('update_entry', todo.slice(0, mostAtOnce).map(toAddress));
  if (forbidden !== undefined) throw new NotDone(`Nothing was saved. ${forbidden}`);
  if (todo.length > 0 && !begun) {
    const versions = todo.map(({ mark, version, places }) => [mark, version, places.map(({ address }) => address)]);
    await ground.ask(toQuestion(todo, asked, ground.branch), versions, true);
  }
  const { outcomes, stopped } = await carryOut(ground, todo, {
    change,
    master: found.master,
    isLeftOut: row => address => isPlace(row, address),
    begun: scanned.rows,
  });
  const rest = todo.length - outcomes.length;
  if (scanned.isPartial && todo.length === 0)
    throw new NotDone(`Nothing was saved: ${scanned.notes.join('; ')}. Call it again, with the same code.`);
  const done = { outcomes, changed: changed.filter(isKept), rest, gone, stopped };
  return tellDone(done, found, asked, toLeft());

  function toLeft(): Found['left'] {
    const last = outcomes.at(-1)?.row.mark ?? range.done;
    if (rest > 0)
      return goOn({ ...range, done: last, ...more }, rows.slice(rows.findIndex(({ mark }) => mark === last) + 1));
    if (scanned.left) {
      const cursor = scanned.left.next.after;
      return goOn({ ...range, from: String(cursor), done: last, ...more }, []);
    }
    // What is done by now says so already, or has changed since: it is not done again.
    if (scanned.isPartial)
      return { says: 'not all could be read: call it again with the same code', next: toNext(code, asked.after) };
    if (range.beyond === undefined) return undefined;
    return {
      says: 'this part is done; the rest was not looked at yet: plan it, without code',
      next: { after: range.beyond },
    };
  }

  /** What was agreed to needs no second question: the code holds for just that. */
  function goOn(to: Range, digested: readonly Row[]): Found['left'] {
    const after = printRange(to);
    const next = ground.toCode(toCounted(asked, after, agreed), toDigested(digested));
    return {
      says: `${rest > 0 ? `${rest} to go` : 'not all was looked at'}: call it again with these`,
      next: { code: next, after },
    };
  }
}
