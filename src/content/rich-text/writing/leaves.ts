// Characters joined to leaves and inline nodes again: the stored objects where nothing in them changed.
import type { Json } from '../../value.ts';
import { isObject } from '../../value.ts';
import { hasExtras } from '../shown/inlines.ts';
import { marks } from '../shown/line.ts';
import { isLeaf, openNodes } from '../shown/nodes.ts';
import type { EditedUnit } from './align-units.ts';
import { extrasOf } from './labels.ts';
import type { Making } from './making.ts';
import { foldChar, isUnit, type Look, listUnits, type Unit, type Unseen, type Wrap } from './units.ts';

/** A character to be written. */
export interface Out extends Unit {
  /** The stored one that it was. */
  unit: Unit | undefined;
  /** Those in the place of which it came. */
  replaces?: readonly Unit[];
  /** As the Markdown has it; absent for what it does not show. */
  wanted?: EditedUnit;
}

export function joinUnits(outs: readonly (Out | Unseen)[], making: Making, depth = 0): unknown[] {
  const children: unknown[] = [];
  for (let at = 0; at < outs.length; ) {
    const first = outs[at] as Out | Unseen;
    const wrap = first.path[depth];
    let end = at + 1;
    if (wrap) {
      while (end < outs.length && outs[end]?.path[depth] === wrap) end += 1;
      children.push(toInline(wrap, outs.slice(at, end), making, depth));
    } else if (!isUnit(first)) children.push(first.value);
    else if (first.isToken) children.push(first.value);
    else {
      while (end < outs.length && isOfLeaf(outs[end] as Out | Unseen, first, depth, making)) end += 1;
      addLeaf(children, outs.slice(at, end) as Out[], making);
    }
    at = end;
  }
  return children;
}

function isOfLeaf(each: Out | Unseen, first: Out, depth: number, making: Making): boolean {
  if (!isUnit(each) || each.isToken || each.path[depth] || each.value !== first.value) return false;
  const isBreak = (unit: Unit): boolean => unit.value === undefined && unit.char === '\n' && !making.isRaw;
  if (isBreak(each) || isBreak(first)) return false;
  return each.isCode === first.isCode && each.style === first.style && each.marks.join() === first.marks.join();
}

function addLeaf(children: unknown[], outs: readonly Out[], making: Making): void {
  const [first] = outs as [Out];
  const text = outs.map(({ char }) => char).join('');
  const leaf = isObject(first.value) ? first.value : undefined;
  if (leaf && leaf.text === text && isSameLook(leaf, first)) {
    children.push(leaf);
    return;
  }
  if (!leaf && text === '\n' && !making.isRaw) {
    children.push(toLeaf(undefined, first, { text, break: false, separaterId: making.newUid() }, making));
    return;
  }
  const last = children.at(-1);
  // An empty leaf stands where text may be written.
  const isRoom =
    !leaf &&
    isLeaf(last) &&
    last.text === '' &&
    isSameLook(last, first) &&
    !hasExtras(last) &&
    first.style === undefined;
  if (isRoom) children.pop();
  children.push(toLeaf(isRoom ? (last as Json) : leaf, first, { text }, making));
}

function isSameLook(leaf: Json, { marks: wanted, isCode, unit, style }: Out): boolean {
  if (unit && unit.style !== style) return false;
  return marks.every(mark => (leaf[mark] === true) === wanted.includes(mark)) && (leaf.inlineCode === true) === isCode;
}

function toLeaf(leaf: Json | undefined, look: Out, own: Json, { tokens }: Making): Json {
  // What it replaces or stands beside has the same style; what it was itself may have had another.
  const isOwn = leaf !== undefined && (!look.unit || look.unit.style === look.style);
  const styled = look.style === undefined ? undefined : tokens.nodeOf(look.style)?.value;
  const base = isOwn ? leaf : { ...toBare(leaf ?? {}), ...(isObject(styled) ? extrasOf(styled) : {}) };
  const flags = [...marks, 'inlineCode'];
  const isOn = (flag: string): boolean =>
    flag === 'inlineCode' ? look.isCode : look.marks.some(mark => mark === flag);
  const kept = Object.entries(base).filter(
    ([key, value]) => !flags.includes(key) || isOn(key) || (value !== true && isOwn),
  );
  const added = flags.filter(isOn).map((flag): [string, true] => [flag, true]);
  return { ...Object.fromEntries(kept), ...own, ...Object.fromEntries(added) };
}

/** Without its style, and without what makes it a break. */
function toBare(leaf: Json): Json {
  const away = ['break', 'separaterId', ...Object.keys(extrasOf(leaf))];
  return Object.fromEntries(Object.entries(leaf).filter(([key]) => !away.includes(key)));
}

function toInline(wrap: Wrap, outs: readonly (Out | Unseen)[], making: Making, depth: number): unknown {
  const { node, around, isChanged } = wrap;
  if (node && !isChanged && isWhole(wrap, outs, making, depth)) return node;
  const children = joinUnits(outs, making, depth + 1);
  if (!node) {
    const { url, title } = around && 'url' in around ? around : { url: '', title: '' };
    const attrs = { url, target: '_self', ...(title === '' ? {} : { title }) };
    return { type: 'a', uid: making.newUid(), attrs, children };
  }
  const old = Array.isArray(node.children) ? node.children : [];
  const isSame = children.length === old.length && children.every((child, place) => child === old[place]);
  if (isSame && !isChanged) return node;
  if (!isChanged || !around || !('url' in around)) {
    const made = { ...node, children };
    if (around && 'pair' in around) making.tokenOf.set(made, around.pair);
    return made;
  }
  const { title: _, ...rest } = isObject(node.attrs) ? node.attrs : {};
  const attrs = { ...rest, url: around.url, ...(around.title === '' ? {} : { title: around.title }) };
  return { ...node, attrs, children: isSame ? old : children };
}

/** What came from elsewhere with all that was in it. */
function isWhole({ from }: Wrap, outs: readonly (Out | Unseen)[], { tokens }: Making, depth: number): boolean {
  if (!from || outs.some(each => !isUnit(each) || each.unit !== undefined)) return false;
  const own = listUnits(openNodes(from, from.value), tokens).filter(isUnit);
  const told = (each: Unit, within: Look['within']): string =>
    JSON.stringify([foldChar(each), /^\s*$/.test(each.char) ? [] : each.marks, each.isCode, each.style, within]);
  const count = outs[0]?.path.slice(0, depth + 1).filter(({ around }) => around).length ?? 0;
  return (
    own.length === outs.length &&
    own.every((unit, place) => {
      const out = outs[place] as Out;
      return told(unit, unit.within) === told(out, out.within.slice(count));
    })
  );
}
