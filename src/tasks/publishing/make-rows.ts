// The rows of a plan out of what a closure found: what goes, why not, and what one should know of it.
import { type Json, member } from '../../content/value.ts';
import type { Closing, Node } from '../closure/closure.ts';
import { tellGone } from '../existence.ts';
import { titleOf } from '../titles.ts';
import { assetUid } from '../types.ts';
import { type Queue, tellPending } from './pending.ts';
import type { Pending, Row } from './row.ts';
import type { Rules } from './rules.ts';
import { type Faults, listGone, tellNode } from './wrong.ts';

interface Making {
  faults: Faults;
  rules: Rules;
  queue: Queue;
  closing: Closing;
}

/** In the order of the nodes. Without what does not exist, and without what nobody asked to know. */
export function toRows(nodes: readonly Node[], making: Making): Row[] {
  const isPassedOver = makePassedOver(nodes);
  return nodes.filter(node => isTold(node, making.closing)).map(node => toRow(node, making, isPassedOver(node)));
}

function isTold({ fate, isNamed }: Node, { references }: Closing): boolean {
  if (isNamed) return fate !== 'unread';
  if (fate === 'unread' || fate === 'gone') return false;
  return references !== 'none' || fate === 'unasked';
}

function toRow(node: Node, { faults, rules, queue, closing }: Making, isPassedOver: boolean): Row {
  const { type, uid, place, item, own, isNamed, fate, depth } = node;
  const where = { type: type.uid, uid, ...place };
  const pending = queue.find(where);
  const skip = tellSkip(node, pending, faults);
  const latest = typeof item?._version === 'number' ? item._version : undefined;
  const acts = skip === undefined;
  return {
    ...where,
    title: (item && titleOf(item)) ?? '',
    action: node.isTakenOff ? 'unpublish' : 'publish',
    latest,
    live: own?.version,
    goes: acts && fate === 'goes' ? (node.version ?? latest) : undefined,
    why: { kind: isNamed ? 'named' : 'needed', by: [...new Set(node.neededBy.map(by => by.uid))] },
    depth,
    ...(acts ? {} : { skip }),
    wrong: acts ? [...(fate === 'gone' ? [tellGone(type.uid, uid)] : []), ...(faults.wrong.get(node) ?? [])] : [],
    notes: [
      ...(acts ? listNotes(node, closing, rules, isPassedOver) : []),
      ...pending.filter(({ at }) => acts || at !== undefined).map(each => tellWaiting(each, node)),
    ],
    pending,
    changed: Math.max(0, ...listTimes(node)),
  };
}

/**
 * Of a version that was named only that counts, whatever was saved since. With another content type or workflow stage what was
 * told to stay may go.
 */
function listTimes({ type, text, item, own, fallback, version }: Node): number[] {
  const saved = version === undefined ? item?.updated_at : text?.updated_at;
  return [saved, own?.at, fallback?.at, type.changedAt, member(item?._workflow, 'updated_at')]
    .map(time => Date.parse(String(time)))
    .filter(time => !Number.isNaN(time));
}

function tellSkip(node: Node, pending: readonly Pending[], faults: Faults): string | undefined {
  const { fate, own, fallback, item, type, isNamed, isTakenOff, version = item?._version } = node;
  const latest = item?._version;
  const since = own && latest !== own.version ? `, and v${latest} was saved since` : '';
  const isUnderWay = ({ at, action, version: other }: Pending): boolean =>
    at === undefined && (isTakenOff ? action === 'unpublish' : action === 'publish' && other === version);
  if (fate === 'same')
    return isTakenOff
      ? 'as it is: it is not live there'
      : `as it is: v${own?.version} is live there${isNamed ? since : ''}`;
  if (fate === 'behind')
    return `as it is: v${own?.version} is live there${since || ', with the text of another language'}`;
  if (fate === 'fallback')
    return type.uid === assetUid
      ? `as it is: v${fallback?.version} is live there, in ${fallback?.locale}`
      : `as it is: visitors get v${fallback?.version} in ${fallback?.locale}`;
  if (fate === 'border') return `left out: a page of its own, not live there; pages: ["${type.uid}"] takes such along`;
  if (fate === 'unasked') return 'left out: not live there, and references are not taken along';
  if (fate === 'outside') return 'left out: not live there, and not in the release';
  if (pending.some(isUnderWay)) return `as it is: v${version} is on its way there`;
  const isRight = (faults.wrong.get(node)?.length ?? 0) === 0;
  if (fate === 'goes' && isRight && faults.isIdle(node)) return 'left out: only what cannot go needs it';
  return undefined;
}

/** So many things that stay unpublished are named. */
const mostNamed = 3;

function listNotes(node: Node, { references }: Closing, rules: Rules, isPassedOver: boolean): string[] {
  const { fate, item, own, place, type, text, version, needs } = node;
  if (fate === 'off') return rules.judge(node).notes;
  const latest = Number(item?._version);
  const goes = version ?? latest;
  const staying = needs.filter(({ to }) => ['border', 'unasked', 'outside'].includes(to.fate));
  const named = staying.slice(0, mostNamed).map(({ to }) => tellNode(to));
  const more = staying.length > mostNamed ? ` and ${staying.length - mostNamed} more` : '';
  return [
    ...(isFallback(text ?? item, node)
      ? [`it has no text in ${place.locale}: that of ${(text ?? item)?.locale} goes`]
      : []),
    ...(goes < latest ? [`v${latest} was saved since`] : []),
    ...(own && own.version > goes && type.uid !== assetUid ? [`takes it back from v${own.version}`] : []),
    ...(staying.length > 0 ? [`it points at what stays unpublished: ${named.join(', ')}${more}`] : []),
    ...(references === 'none' ? listGone(node).map(each => `it points at what is gone: ${each}`) : []),
    ...(isPassedOver ? ["Contentstack's own publish with references would pass it over"] : []),
    ...rules.judge(node).notes,
  ];
}

const isFallback = (text: Json | undefined, { type, place }: Node): boolean =>
  type.uid !== assetUid && typeof text?.locale === 'string' && text.locale !== place.locale;

function tellWaiting(pending: Pending, node: Node): string {
  const { item, version = item?._version } = node;
  const isBack = pending.action === 'publish' && pending.version !== undefined && pending.version < Number(version);
  return `${tellPending(pending)}${isBack ? ', an older one' : ''}`;
}

/** So deep Contentstack goes. */
const deepest = 5;

/** Its own publish with references ends at what is published already, and some levels down. */
function makePassedOver(nodes: readonly Node[]): (node: Node) => boolean {
  const reached = new Map<Node, number>(nodes.filter(({ isNamed }) => isNamed).map(node => [node, 0]));
  for (const [node, depth] of reached) {
    if (depth >= deepest || !(node.isNamed || node.fate === 'goes')) continue;
    for (const { to } of node.needs) if (!reached.has(to)) reached.set(to, depth + 1);
  }
  return node => node.fate === 'goes' && !reached.has(node);
}
