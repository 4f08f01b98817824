// An edited line as inline nodes: what stayed keeps its leaves, what came takes those of what it replaces or stands beside.
import type { Node } from '../../rich-text-nodes.ts';
import type { Json } from '../../value.ts';
import { type Around, type Line, type Piece, toLine } from '../shown/line.ts';
import { alignUnits, type EditedUnit, isNone, listInvisible } from './align-units.ts';
import { isStyle } from './labels.ts';
import { joinUnits, type Out } from './leaves.ts';
import type { Making } from './making.ts';
import { isUnit, type Look, listUnits, type Unit, type Unseen, type Wrap } from './units.ts';

type Hidden = ReadonlyMap<Unit, 'before' | 'behind'>;

/** How freely stored nodes are kept. `strict`: blanks that were not shown go with what was beside them. */
export type Care = 'gentle' | 'strict';

/** @param nodes of the stored line; none for a new one. */
export function editLine(nodes: readonly Node[], line: Line, making: Making, care: Care = 'gentle'): unknown[] {
  return editUnits(nodes, toUnits(line, making), making, care);
}

export function editUnits(
  nodes: readonly Node[],
  edited: readonly EditedUnit[],
  making: Making,
  care: Care = 'gentle',
): unknown[] {
  const all = listUnits(nodes, making.tokens);
  const stored = all.filter(isUnit);
  const hidden: Hidden = care === 'gentle' ? listInvisible(stored) : new Map();
  const visible = stored.filter(unit => !hidden.has(unit));
  const wanted = care === 'gentle' && stored.length > 0 ? listVisible(edited, [...hidden.keys()].some(isNone)) : edited;
  const outs = toOuts(visible, wanted, making);
  const children = joinUnits(placeHidden(all, outs, hidden), making);
  const old = nodes.map(({ value }) => value);
  if (children.length === 0) return old.length > 0 && stored.length === 0 ? old : [{ text: '' }];
  return children.length === old.length && children.every((child, place) => child === old[place]) ? old : children;
}

/** Blanks that show nothing stay as they are stored. So do characters without width, if the stored line has some. */
function listVisible(edited: readonly EditedUnit[], hasNone: boolean): readonly EditedUnit[] {
  const hidden = listInvisible(edited);
  return edited.filter(unit => !hidden.has(unit) || (isNone(unit) && !hasNone));
}

/** Pairs that are leaves are told apart from those that are nodes. */
function toUnits(line: Line, { tokens }: Making): EditedUnit[] {
  return toLine(line).flatMap((piece: Piece): EditedUnit[] => {
    const isOfLeaf = (each: Around): boolean => 'pair' in each && isStyle(tokens.nodeOf(each.pair));
    const style = piece.within.findLast(isOfLeaf);
    const look: Look = {
      marks: piece.marks,
      isCode: piece.kind === 'code',
      within: piece.within.filter(each => !isOfLeaf(each)),
      style: style && 'pair' in style ? style.pair : undefined,
    };
    if (piece.kind === 'token') return [{ char: piece.text, isToken: true, ...look }];
    const chars = piece.kind === 'break' ? ['\n'] : (piece.text.match(/[\s\S]/gu) ?? []);
    return chars.map(char => ({ char, isToken: false, ...look }));
  });
}

const isWithinSame = (one: Look, other: Look): boolean =>
  one.within === other.within || JSON.stringify(one.within) === JSON.stringify(other.within);

/** A blank may have any mark or none, and a break is no code. */
function isLookSame(one: Look, other: Look, { char, isToken, isCode }: EditedUnit): boolean {
  if (one.style !== other.style || !isWithinSame(one, other)) return false;
  if (char === '\n' && !isToken) return true;
  if (one.isCode !== other.isCode) return false;
  return isUnmarked({ char, isToken, isCode }) || one.marks.join() === other.marks.join();
}

/** Of blanks of any kind marks are not seen; in code they are. */
const isUnmarked = ({ char, isToken, isCode }: Pick<Unit, 'char' | 'isToken' | 'isCode'>): boolean =>
  isToken || char === '\n' || (!isCode && !/\S/.test(char));

function toOuts(stored: readonly Unit[], edited: readonly EditedUnit[], making: Making): Out[] {
  const steps = alignUnits(stored, edited);
  const urls = new Set(edited.flatMap(({ within }) => within.flatMap(each => ('url' in each ? [each.url] : []))));
  const toPath = (within: readonly Around[], base: readonly Wrap[]) => making.toPath(within, base, urls);
  const keep = (unit: Unit): Out => ({ ...unit, unit });
  const outs: Out[] = [];
  let left: Unit | undefined;
  steps.forEach((step, index) => {
    if (step.kind === 'kept') {
      const { stored: unit, edited: wanted } = step;
      left = unit;
      if (isLookSame(unit, wanted, wanted)) outs.push({ ...keep(unit), wanted });
      else outs.push({ ...unit, ...toLook(wanted), unit, wanted, path: toPath(wanted.within, unit.path) });
      return;
    }
    const next = steps.slice(index + 1).find(each => each.kind === 'kept' || each.gone.length > 0);
    const right = next?.kind === 'kept' ? next.stored : next?.gone[0];
    const models = [...step.gone, ...(left ? [left] : []), ...(right ? [right] : [])];
    for (const wanted of step.edited) {
      const model = models.find(each => isModel(each) && isLookSame(each, wanted, wanted));
      const isBreak = wanted.char === '\n' && !wanted.isToken && !making.isRaw;
      const path = model?.path ?? toPath(wanted.within, (step.gone[0] ?? left ?? right)?.path ?? []);
      const look = model && !isBreak ? { ...toLook(wanted), marks: model.marks } : toLook(wanted);
      const value = wanted.isToken ? making.takeToken(wanted.char) : isBreak ? undefined : model?.value;
      outs.push({ ...wanted, ...look, path, value, unit: undefined, wanted, replaces: step.gone });
    }
    left = step.gone.at(-1) ?? left;
  });
  return settleBlanks(outs);
}

const toLook = ({ marks, isCode, within, style }: Look): Look => ({ marks, isCode, within, style });

/** A leaf that is a break, or stands for an entry, is none that a text could be written in. */
const isModel = ({ isToken, value }: Unit): boolean =>
  !isToken && !Object.hasOwn(value as Json, 'break') && !Object.hasOwn(value as Json, 'separaterId');

/** A blank keeps its marks only beside a word that kept them: of bold that became plain, no bold blank is left. */
function settleBlanks(outs: readonly Out[]): Out[] {
  const isSettled = (out: Out | undefined, { value, unit }: Out): boolean =>
    out !== undefined && out.value === value && out.marks.join() === unit?.marks.join();
  const nearest = (from: number, step: number): Out | undefined => {
    let at = from + step;
    while (outs[at] && isUnmarked(outs[at] as Out)) at += step;
    return outs[at];
  };
  return outs.map((out, place) => {
    if (!out.unit || !out.wanted || out.marks.length === 0 || !isBlankOfWords(out)) return out;
    const isKept = [nearest(place, -1), nearest(place, 1)].some(each => isSettled(each, out));
    return isKept ? out : { ...out, marks: out.wanted.marks };
  });
}

const isBlankOfWords = (out: Out): boolean =>
  !out.isToken && isUnmarked(out) && !/^[\r\n]+$/.test(out.char) && /\S/.test(String((out.value as Json).text));

/** What was not shown stays on its side of what it stood beside, and in the link that it stood in. */
function placeHidden(all: readonly (Unit | Unseen)[], outs: readonly Out[], hidden: Hidden): (Out | Unseen)[] {
  const placed: (Out | Unseen)[] = [...outs];
  // Of what was replaced, what came for all of it.
  const ends = new Map<readonly Unit[], [first: Out, last: Out]>();
  for (const out of outs) {
    const units = out.unit ? [out.unit] : (out.replaces ?? []);
    ends.set(units, [ends.get(units)?.[0] ?? out, out]);
  }
  const placesOf = new Map([...ends].flatMap(([units, places]) => units.map(unit => [unit, places] as const)));
  const kept = new Set(outs.flatMap(({ unit }) => unit ?? []));
  const isSeen = (each: Unit | Unseen): each is Unit => isUnit(each) && !hidden.has(each);
  const wraps = new Set(all.filter(isSeen).flatMap(({ path }) => path));
  const nexts: { seen?: Unit; place?: Out }[] = [];
  for (let index = all.length - 1; index >= 0; index -= 1) {
    const next = all[index + 1];
    const place = next && isSeen(next) ? placesOf.get(next)?.[0] : undefined;
    nexts[index] = {
      ...nexts[index + 1],
      ...(next && isSeen(next) ? { seen: next } : {}),
      ...(place ? { place } : {}),
    };
  }
  let last: Out | Unseen | undefined;
  let before: Unit | undefined;
  all.forEach((each, index) => {
    if (isSeen(each)) {
      before = each;
      last = placesOf.get(each)?.[1] ?? last;
      return;
    }
    const isBesideKept = [before, nexts[index]?.seen].some(unit => unit && kept.has(unit));
    if (isUnit(each) && isNone(each) && !isBesideKept) return;
    const after = nexts[index]?.place;
    const inner = each.path.findLast(wrap => wraps.has(wrap));
    const isIn = (other: Out | Unseen | undefined): boolean => !inner || (other?.path.includes(inner) ?? false);
    const ways = [
      ...(isIn(last) ? [last ? placed.indexOf(last) + 1 : 0] : []),
      ...(after && isIn(after) ? [placed.indexOf(after)] : []),
    ];
    const at = isUnit(each) && hidden.get(each) === 'before' ? ways.at(-1) : ways[0];
    if (at === undefined) return;
    const item = isUnit(each) ? { ...each, unit: each } : each;
    placed.splice(at, 0, item);
    last = item;
  });
  return placed;
}
