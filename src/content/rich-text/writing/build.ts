// Builds the nodes of an edited block from the stored one that it was, or anew.
import { childrenOf, type Node } from '../../rich-text-nodes.ts';
import { isObject, type Json, member } from '../../value.ts';
import { clip } from '../../words.ts';
import { startOf } from '../shown/blocks.ts';
import { isFragmentOfText, isInline } from '../shown/inlines.ts';
import type { Line } from '../shown/line.ts';
import { openNodes, typeOf } from '../shown/nodes.ts';
import type { Block } from '../shown/tree.ts';
import type { Building } from './building.ts';
import { editLine, editUnits } from './edit-line.ts';
import { type Entry, keepSame, placeEntries, withChildren } from './flow.ts';
import { listSeen, wordsOf } from './labels.ts';
import type { Making } from './making.ts';
import { padLine, toNode } from './nodes.ts';
import { buildTable } from './table.ts';

type Where = 'document' | 'quote' | 'item';

const isRunOf = (block: Block, nodes: readonly Node[]): boolean =>
  block.kind === 'paragraph' && typeOf(nodes[0]?.value) !== 'p';

export function toEntry(edited: Block, where: Where, building: Building): Entry {
  const { pairing, making } = building;
  const stored = pairing.pairs.get(edited) as Block | undefined;
  const nodes = stored ? making.tokens.originOf(stored) : [];
  if (where === 'item') refuseInItem(edited, nodes[0], building);
  if (stored && pairing.equal.has(edited)) return toHeld(stored, nodes);
  if (edited.kind === 'paragraph' || edited.kind === 'heading') return toLineEntry(edited, stored, building);
  return { values: [toBlockNode(edited, stored, building)], isRun: false, stored };
}

function toHeld(stored: Block, nodes: readonly Node[]): Entry {
  const values = nodes.map(({ value }) => value);
  const isRun = isRunOf(stored, nodes);
  return { values, isRun, ...toOwnLine(stored, isRun ? values : childrenOf(values[0])), stored };
}

/** Contentstack allows no more in an item than text, lists and tables; what stands there already may stay. */
function refuseInItem(edited: Block, stored: Node | undefined, { making, problems }: Building): void {
  if (['paragraph', 'list', 'table'].includes(edited.kind)) return;
  const node = stored ?? (edited.kind === 'token' ? making.tokens.nodeOf(edited.name) : undefined);
  if (typeOf(node?.value) === 'table') return;
  for (let above = node?.parent; above; above = above.parent) if (typeOf(above.value) === 'li') return;
  const said = edited.kind === 'token' ? edited.name.replace(/^!/, 'picture ') : clip(wordsOf(edited).join(' '), 40);
  const kind = edited.kind === 'token' ? 'block' : edited.kind;
  problems.push(`a list item takes only text and lists, not this ${kind} (${said}): put it before or after the list`);
}

function toLine(nodes: readonly Node[], line: Line, { making, care }: Building): readonly unknown[] {
  const children = editLine(care === 'anew' ? [] : nodes, line, making, care === 'anew' ? 'strict' : care);
  const old = nodes.map(({ value }) => value);
  const same = keepSame(old, children);
  if (same === old) return old;
  // What had no leaves at its ends needs none now.
  const wasPadded = padLine(old).length === old.length;
  return old.length === 0 || wasPadded ? padLine(children) : children;
}

function toLineEntry(edited: Block & { line: Line }, stored: Block | undefined, building: Building): Entry {
  const { making } = building;
  const type = edited.kind === 'heading' ? `h${edited.depth}` : 'p';
  const nodes = stored ? making.tokens.originOf(stored) : [];
  if (stored && isRunOf(stored, nodes)) {
    const line = toLine(nodes, edited.line, building);
    if (edited.kind === 'paragraph') return { values: line, isRun: true, line, stored };
    return { values: [toNode(type, making.newUid(), line)], isRun: false, stored };
  }
  const [node] = nodes;
  if (!stored || !node) {
    const line = toLine([], edited.line, building);
    return { values: [toNode(type, making.newUid(), line)], isRun: false, ...toOwnLine(edited, line) };
  }
  const old = openNodes(node, node.value);
  const line = toLine(old, edited.line, building);
  const children = keepSame(childrenOf(node.value), line);
  const value = withChildren(node.value, children, typeOf(node.value) === type ? {} : { type });
  return { values: [value], isRun: false, ...toOwnLine(edited, line), stored };
}

/** It may stand in a quote or an item without its paragraph, where nothing in it would be taken for a block. */
const toOwnLine = ({ kind }: Block, line: readonly unknown[]): Pick<Entry, 'line'> =>
  kind === 'paragraph' && line.every(isInline) ? { line } : {};

function toBlockNode(edited: Block, stored: Block | undefined, building: Building): unknown {
  const { making } = building;
  const [node] = stored ? making.tokens.originOf(stored) : [];
  switch (edited.kind) {
    case 'token':
      return making.takeToken(edited.name);
    case 'rule':
      return node?.value ?? toNode('hr', making.newUid(), []);
    case 'quote':
      return toQuote(
        edited,
        node && stored?.kind === 'quote' ? { node, blocks: listSeen(stored.blocks) } : undefined,
        building,
      );
    case 'list':
      return toList(edited, stored?.kind === 'list' ? node : undefined, building);
    case 'code':
      return toCode(edited, node && stored?.kind === 'code' ? node : undefined, building);
    case 'table':
      return buildTable(edited, node && stored?.kind === 'table' ? { node, table: stored } : undefined, {
        ...building,
        toLine: (nodes, line) => toLine(nodes, line, building),
      });
    default:
      return undefined;
  }
}

function toQuote(
  { blocks }: Block & { kind: 'quote' },
  held: { node: Node; blocks: readonly Block[] } | undefined,
  building: Building,
): unknown {
  const { making } = building;
  const entries = listSeen(blocks).map(block => toEntry(block, 'quote', building));
  if (!held) {
    const [only, more] = entries;
    const children = only?.line && !more ? only.line : wrapRuns(entries, 'p', making).flatMap(({ values }) => values);
    return toNode('blockquote', making.newUid(), children);
  }
  const { node } = held;
  const settled = settleRuns(entries, held.blocks, 'p', building);
  return withChildren(
    node.value,
    orEmpty(placeEntries({ node, value: node.value }, held.blocks, settled, making.tokens)),
  );
}

const orEmpty = (children: readonly unknown[]): readonly unknown[] => (children.length > 0 ? children : [{ text: '' }]);

const wrapRuns = (entries: readonly Entry[], type: string, making: Making): Entry[] =>
  entries.map(entry => {
    if (!entry.isRun) return entry;
    const isWrapped = entry.values.every(isFragmentOfText);
    return isWrapped ? entry : { ...entry, isRun: false, values: [toNode(type, making.newUid(), entry.values)] };
  });

/** A line of its own stands beside blocks only where it did so before; beside another such line it would be one with it. */
function settleRuns(
  entries: readonly Entry[],
  stored: readonly Block[],
  type: string,
  { making, care }: Building,
): Entry[] {
  const isRun = ({ tokens }: Making, block: Block): boolean => isRunOf(block, tokens.originOf(block));
  const wasMixed = stored.length > 1 && stored.some(block => isRun(making, block));
  const isBeside = (place: number): boolean =>
    Boolean(entries[place]?.isRun && (entries[place - 1]?.isRun || entries[place + 1]?.isRun));
  return entries.map((entry, place) => {
    if (!entry.isRun || entries.length === 1) return entry;
    // Where a text came to stand in it, a plugin's block beside it would be one of its line.
    if (wasMixed && care !== 'anew' && stored.includes(entry.stored as Block) && !isBeside(place)) return entry;
    return wrapRuns([entry], type, making)[0] as Entry;
  });
}

function toList(edited: Block & { kind: 'list' }, held: Node | undefined, building: Building): unknown {
  const { making } = building;
  const children = edited.items.flatMap(item => toItem(item, building));
  const type = edited.isOrdered ? 'ol' : 'ul';
  if (!held) {
    const attrs = edited.isOrdered && edited.start !== 1 ? { start: edited.start } : {};
    return toNode(type, making.newUid(), children, attrs);
  }
  const { value } = held;
  const attrs = member(value, 'attrs');
  const isMoved = edited.isOrdered && edited.start !== startOf(value);
  return withChildren(value, keepSame(childrenOf(value), children), {
    ...(typeOf(value) === type ? {} : { type }),
    ...(isMoved ? { attrs: { ...(isObject(attrs) ? attrs : {}), start: edited.start } } : {}),
  });
}

function toItem(all: readonly Block[], building: Building): readonly unknown[] {
  const { making, pairing } = building;
  const { tokens } = making;
  const item = listSeen(all);
  const stored = pairing.pairs.get(all) as readonly Block[] | undefined;
  const [node] = stored ? tokens.originOf(stored) : [];
  if (!stored || !node) {
    const entries = item.map(block => toEntry(block, 'item', building));
    return [toNode('li', making.newUid(), toItemChildren(entries, making))];
  }
  // HTML that was pasted nests a list beside the item it belongs to.
  const isBeside = (block: Block): boolean => tokens.originOf(block)[0]?.parent === node.parent;
  const beside = new Set<object>(stored.filter(isBeside));
  if (pairing.equal.has(all)) {
    return [node.value, ...stored.filter(isBeside).flatMap(block => tokens.originOf(block).map(({ value }) => value))];
  }
  let end = item.length;
  while (end > 0 && beside.has(pairing.pairs.get(item[end - 1] as Block) ?? {})) end -= 1;
  const inside = listSeen(stored).filter(block => !beside.has(block));
  const entries = item.slice(0, end).map(block => toEntry(block, 'item', building));
  const settled = settleRuns(entries, inside, entries.slice(1).every(isListEntry) ? 'fragment' : 'p', building);
  const children = orEmpty(placeEntries({ node, value: node.value }, inside, settled, tokens));
  const lists = item.slice(end).flatMap(block => toEntry(block, 'item', building).values);
  return [withChildren(node.value, keepSame(childrenOf(node.value), children)), ...lists];
}

const isListEntry = ({ values }: Entry): boolean => ['ul', 'ol'].includes(typeOf(values[0]) ?? '');

/** A text beside a list is in a fragment, as HTML that was pasted has it. */
function toItemChildren(entries: readonly Entry[], making: Making): readonly unknown[] {
  const [first, ...others] = entries;
  if (first?.line && others.every(isListEntry)) {
    if (others.length === 0) return first.line;
    const text = toNode('fragment', making.newUid(), first.line);
    return [text, ...others.flatMap(({ values }) => values)];
  }
  return wrapRuns(entries, 'p', making).flatMap(({ values }) => values);
}

function toCode(edited: Block & { kind: 'code' }, node: Node | undefined, { making, care }: Building): unknown {
  const raw: Making = { ...making, isRaw: true };
  const plain = { isToken: false, marks: [], isCode: false, within: [], style: undefined };
  const units = (edited.text.match(/[\s\S]/gu) ?? []).map(char => ({ char, ...plain }));
  const held = node && care !== 'anew' ? openNodes(node, node.value) : [];
  const children = editUnits(held, units, raw, 'strict');
  const language = edited.language.trim();
  if (!node) return toNode('code', making.newUid(), children, language === '' ? {} : { language });
  const attrs = member(node.value, 'attrs');
  const old = member(attrs, 'language');
  const isSame = (typeof old === 'string' ? old : '').trim() === language;
  const more: Json = isSame ? {} : { attrs: { ...(isObject(attrs) ? attrs : {}), language } };
  return withChildren(node.value, keepSame(childrenOf(node.value), children), more);
}
