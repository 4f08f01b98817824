// What is wrong with what a plan would publish, by the content type of today, by what it points at and by the publish rules.
import { checkStored, toStrict } from '../../content/check/stored.ts';
import type { Field } from '../../content/schema.ts';
import type { Json } from '../../content/value.ts';
import { clip } from '../../content/words.ts';
import type { Closing, Node } from '../closure/closure.ts';
import { tellGone } from '../existence.ts';
import { titleOf } from '../titles.ts';
import { assetUid, type Type } from '../types.ts';
import type { Rules } from './rules.ts';

export interface Faults {
  /** Of what goes or is taken off: why it must not. */
  wrong: ReadonlyMap<Node, readonly string[]>;
  /** Of what goes along: it is needed by nothing that goes or is live. */
  isIdle: (node: Node) => boolean;
}

/** `page "About us" (blt…)` */
export const tellNode = ({ type, uid, item }: Node): string => {
  const title = item && titleOf(item);
  const kind = type.uid === assetUid ? 'asset' : type.uid;
  return title === undefined ? `${kind} ${uid}` : `${kind} ${JSON.stringify(clip(title, 60))} (${uid})`;
};

/** Of these something would be done. */
const acts = ({ fate }: Node): boolean => fate === 'goes' || fate === 'off' || fate === 'nowhere';

/** More problems of one text are counted alone. */
const mostProblems = 6;

export function findFaults(nodes: readonly Node[], rules: Rules, { references }: Pick<Closing, 'references'>): Faults {
  const check = makeCheck();
  const wrong = new Map<Node, string[]>();
  for (const node of nodes) {
    if (!acts(node)) continue;
    wrong.set(node, [
      ...(node.isTakenOff ? [] : listOwn(node, check)),
      ...(references === 'none' || node.isTakenOff ? [] : listGone(node)),
      ...rules.judge(node).wrong,
    ]);
  }
  if (references !== 'none') spread(nodes, wrong);
  const reached = findReached(nodes, wrong);
  return { wrong, isIdle: node => !reached.has(node) };
}

function makeCheck(): (text: Json, type: Type) => string[] {
  const schemas = new Map<Type, readonly Field[]>();
  const known = new Map<Json, string[]>();
  return (text, type) => {
    const schema = schemas.get(type) ?? toStrict(type.schema);
    schemas.set(type, schema);
    const told = known.get(text);
    if (told) return told;
    // As a whole: a publish is refused for what all languages share, too.
    const { problems, more } = checkStored(text, { schema, hasRules: type.hasRules });
    const first = problems.slice(0, mostProblems).map(({ address, reason }) => `${address} ${reason}`);
    const rest = problems.length - first.length + more;
    const all = [...first, ...(rest > 0 ? [`and ${rest} more`] : [])];
    known.set(text, all);
    return all;
  };
}

function listOwn(node: Node, check: ReturnType<typeof makeCheck>): string[] {
  const { type, place, text, fate, lacksVersion, version } = node;
  if (!type.isPublishable) return ['entries of this content type are never published'];
  if (fate === 'nowhere') return [`it has no text in ${place.locale}, nor in a language that it falls back to`];
  if (lacksVersion) return [`there is no version ${version} of it in ${place.locale}`];
  return text && type.uid !== assetUid ? check(text, type) : [];
}

/** What its text points at and is gone, with the place. */
export const listGone = ({ gone, needs }: Node): string[] => [
  ...gone,
  ...needs
    .filter(({ to }) => to.fate === 'gone')
    .map(({ address, to }) => `${address}: ${tellGone(to.type.uid, to.uid)}`),
];

/** What needs something that cannot go, and is live nowhere there, would go with a hole. */
function spread(nodes: readonly Node[], wrong: Map<Node, string[]>): void {
  const isBad = (node: Node): boolean => (wrong.get(node)?.length ?? 0) > 0;
  const left = nodes.filter(isBad);
  for (let bad = left.pop(); bad; bad = left.pop()) {
    if (bad.own || bad.fallback) continue;
    for (const needer of bad.neededBy) {
      if (needer.fate !== 'goes') continue;
      const isNew = !isBad(needer);
      const told = wrong.get(needer) ?? [];
      wrong.set(needer, [...told, `it needs ${tellNode(bad)}, which cannot go`]);
      if (isNew) left.push(needer);
    }
  }
}

/** From what was named, over all that goes or is live. */
function findReached(nodes: readonly Node[], wrong: ReadonlyMap<Node, readonly string[]>): Set<Node> {
  const reached = new Set(nodes.filter(({ isNamed }) => isNamed));
  const left = [...reached];
  for (let node = left.pop(); node; node = left.pop()) {
    if ((wrong.get(node)?.length ?? 0) > 0) continue;
    for (const { to } of node.needs) {
      if (reached.has(to)) continue;
      reached.add(to);
      left.push(to);
    }
  }
  return reached;
}
