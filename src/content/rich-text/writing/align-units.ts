// Pairs the characters of an edited line with those of the stored one: by words, and in a word that changed by how it begins and ends.
import { alignEqual } from './align.ts';
import { unseen } from './labels.ts';
import { foldChar, isBlankUnit, toWords, type Unit } from './units.ts';

export type EditedUnit = Omit<Unit, 'path' | 'value'>;

/** In order: what stayed, what came and what went; what came in place of something stands in one step with it. */
type Step =
  | { kind: 'kept'; stored: Unit; edited: EditedUnit }
  | { kind: 'changed'; gone: Unit[]; edited: EditedUnit[] };

export function alignUnits(stored: readonly Unit[], edited: readonly EditedUnit[]): Step[] {
  const [from, to] = [toWords(stored), toWords(edited)];
  const pairs = alignEqual(
    from.map(({ key }) => key),
    to.map(({ key }) => key),
  );
  const steps: Step[] = [];
  let [one, other] = [0, 0];
  for (const [nextOne, nextOther] of [...pairs, [from.length, to.length] as const]) {
    const gone = from.slice(one, nextOne).flatMap(({ units }) => units);
    const came = to.slice(other, nextOther).flatMap(({ units }) => units);
    steps.push(...alignHunk(gone, came));
    const [kept, keptEdited] = [from[nextOne]?.units ?? [], to[nextOther]?.units ?? []];
    if (nextOne < from.length) steps.push(...pairEqual(kept, keptEdited));
    [one, other] = [nextOne + 1, nextOther + 1];
  }
  return steps;
}

/** Words that are equal but for what has no width. */
function pairEqual(stored: readonly Unit[], edited: readonly EditedUnit[]): Step[] {
  const steps: Step[] = [];
  let at = 0;
  const skip = (): void => {
    for (; at < edited.length && foldChar(edited[at] as EditedUnit) === ''; at += 1);
  };
  for (const unit of stored) {
    skip();
    const other = edited[at];
    if (foldChar(unit) === '' || !other) steps.push({ kind: 'changed', gone: [unit], edited: [] });
    else {
      steps.push({ kind: 'kept', stored: unit, edited: other });
      at += 1;
    }
  }
  return steps;
}

function alignHunk(gone: readonly Unit[], came: readonly EditedUnit[]): Step[] {
  const isSame = (one: Unit | undefined, other: EditedUnit | undefined): boolean =>
    one !== undefined && other !== undefined && foldChar(one) === foldChar(other);
  let start = 0;
  while (isSame(gone[start], came[start])) start += 1;
  let end = 0;
  const most = Math.min(gone.length, came.length) - start;
  while (end < most && isSame(gone[gone.length - 1 - end], came[came.length - 1 - end])) end += 1;
  const keep = (from: number, fromEdited: number, count: number): Step[] =>
    gone.slice(from, from + count).map((stored, place) => {
      return { kind: 'kept', stored, edited: came[fromEdited + place] as EditedUnit };
    });
  const middle: Step = {
    kind: 'changed',
    gone: gone.slice(start, gone.length - end),
    edited: came.slice(start, came.length - end),
  };
  const isEmpty = middle.gone.length === 0 && middle.edited.length === 0;
  return [...keep(0, 0, start), ...(isEmpty ? [] : [middle]), ...keep(gone.length - end, came.length - end, end)];
}

/** It has no width. */
export const isNone = ({ char, isToken }: Pick<Unit, 'char' | 'isToken'>): boolean =>
  !isToken && char.replace(unseen, '') === '';

/**
 * Of a line: blanks at its ends and beside its breaks, and what has no width. The Markdown does not show them.
 * @returns for each whether it stands before what is shown, or behind it.
 */
export function listInvisible<Any extends EditedUnit>(line: readonly Any[]): ReadonlyMap<Any, 'before' | 'behind'> {
  const found = new Map<Any, 'before' | 'behind'>();
  const lookFrom = (units: readonly Any[], side: 'before' | 'behind'): void => {
    let isEdge = true;
    for (const unit of units) {
      if (isNone(unit) || (isEdge && isBlankUnit(unit))) found.set(unit, side);
      else isEdge = foldChar(unit) === '\n';
    }
  };
  lookFrom([...line].reverse(), 'behind');
  lookFrom(line, 'before');
  return found;
}
