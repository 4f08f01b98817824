// Takes nodes out of rich text, moves them, and finds the blocks that something stands beside.
import { parseAddress, printAddress } from '../address.ts';
import { childrenOf, listNodes, nodeUid, pathTo } from '../rich-text-nodes.ts';
import { member } from '../value.ts';
import { type Edit, refuse } from './edit.ts';
import { findPlace, moveItem, takeOut, toHolder } from './holder.ts';
import { findAgain } from './locate.ts';
import { toNothing } from './settle.ts';
import type { Spot } from './spot.ts';
import { refuseUndoing, type Ways } from './ways.ts';

/** Among the blocks at the top of a document, the one in which a node lies that an anchor names by uid or address. */
export function findBlock({ path, value }: Spot, anchor: string, { draft, schema }: Ways): number | undefined {
  const isOwn = (node: unknown): boolean => nodeUid(node) === anchor;
  for (const node of listNodes(value)) if (isOwn(node.value)) return pathTo(node)[1] as number;
  const spot = parseAddress(anchor) ? findAgain(draft, schema, anchor) : undefined;
  const isHere = spot?.role === 'node' && path.every((step, index) => spot.path[index] === step);
  return isHere ? (spot.path[path.length + 1] as number) : undefined;
}

/** Without one of them the others make no table or row any more. */
const parts: ReadonlySet<unknown> = new Set(['thead', 'tbody', 'trgrp', 'tr', 'td', 'th', 'column', 'grid-child']);

export function removeNode(spot: Spot, ways: Ways): void {
  const { around, value, address } = spot;
  const at = printAddress(address);
  const holder = toHolder(spot, ways);
  if (!holder || !around?.field) refuse(`${at} is no node of rich text`);
  if (parts.has(member(value, 'type'))) refuse(`${at} is a part of a table or row: remove all of that, or set it`);
  const isTop = holder.path.length === around.path.length + 1;
  if (holder.items.length > 1) takeOut(spot, holder, ways);
  else if (isTop) {
    const trail = ways.draft.trailTo(spot.path);
    refuseUndoing(trail, spot, ways);
    ways.draft.put(around.path, toNothing(around.field, around.value));
    ways.draft.touch(trail, ways.index);
  } else refuse(`${at} is all there is in what holds it: remove that`);
}

export async function moveNode(spot: Spot, edit: Edit, ways: Ways): Promise<void> {
  const { around, value, address } = spot;
  const at = printAddress(address);
  const holder = toHolder(spot, ways);
  if (!holder || !around) return refuse(`${at} is no node of rich text`);
  if (parts.has(member(value, 'type'))) return refuse(`${at} is a part of a table or row, which stays where it is`);
  const anchor = edit.before ?? edit.after;
  const isTop = holder.path.length === around.path.length + 1;
  const named =
    anchor === undefined || !isTop ? undefined : (findBlock(around, anchor, ways) ?? (await findText(around, anchor)));
  const to = named === undefined ? findPlace(holder, edit, ways) : named + (edit.after === undefined ? 0 : 1);
  moveItem(spot, holder, to, ways);
}

/** The one block whose Markdown begins so, or has it anywhere. */
async function findText(around: Spot, text: string): Promise<number | undefined> {
  const { toMarkdown } = await import('../rich-text/markdown.ts');
  const shown = await toMarkdown(around.value);
  const blocks = 'blocks' in shown ? shown.blocks : [];
  for (const fits of [(each: string) => each.startsWith(text), (each: string) => each.includes(text)]) {
    const [only, another] = blocks.filter(({ markdown }) => fits(markdown));
    if (only && another)
      return refuse(
        `${printAddress(around.address)} has ${JSON.stringify(text)} in several blocks: more of its text, or its uid`,
      );
    const place = only ? childrenOf(around.value).indexOf(only.node) : -1;
    if (place >= 0) return place;
  }
  return undefined;
}
