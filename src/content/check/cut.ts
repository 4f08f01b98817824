// What is sent back is the start of what is stored: it was cut when it was read, and the rest would be gone without a word.
import type { Address } from '../address.ts';
import { isDocument, toPlainDocument } from '../rich-text-nodes.ts';
import { isObject, isSame, member } from '../value.ts';
import type { Findings } from './findings.ts';

/** Shorter ones are shown whole, and often shortened. In characters, items and nodes at the top of a document. */
const least = { text: 1_000, list: 50, document: 25 };

/** Of a text that ends within a word: nobody shortens a text there. */
const leastInWord = 500;

type Unit = 'characters' | 'items' | 'nodes';

/** @returns whether it is refused. Who means it names the field at the top in `replace`. */
function refuseStart(address: Address, shown: number, of: number, unit: Unit, findings: Findings): boolean {
  const [top] = address;
  if (typeof top !== 'string' || findings.replace.has(top)) return false;
  findings.refuse(
    address,
    'cut',
    `is the first ${shown} of ${of} ${unit} that are stored, as if it was cut when it was read: send it whole, or if the rest is to go, name ${top} in replace`,
  );
  return true;
}

export function refuseCutText(value: string, stored: unknown, address: Address, findings: Findings): void {
  if (typeof stored !== 'string' || value === '' || value.length >= stored.length || !stored.startsWith(value)) return;
  const isInWord = /^[\p{L}\p{N}]{2}$/u.test(stored.slice(value.length - 1, value.length + 1));
  if (stored.length < (isInWord ? leastInWord : least.text)) return;
  refuseStart(address, value.length, stored.length, 'characters', findings);
}

/** @param isSameStart tells whether the list is what the stored one begins with. */
export function refuseCutList(
  value: readonly unknown[],
  stored: readonly unknown[],
  address: Address,
  findings: Findings,
  isSameStart: (start: readonly unknown[]) => boolean,
  unit: Unit = 'items',
): boolean {
  const atLeast = unit === 'nodes' ? least.document : least.list;
  if (stored.length < atLeast || value.length === 0 || value.length >= stored.length) return false;
  return (
    isSameStart(stored.slice(0, value.length)) && refuseStart(address, value.length, stored.length, unit, findings)
  );
}

/** Rich text, and what has a shape of its own: whatever lies in it, place by place. */
export function refuseCutWithin(sent: unknown, held: unknown, at: Address, findings: Findings): void {
  const isText = isDocument(sent) && isDocument(held);
  // What a read adds to nodes is no difference.
  const toPlain = (list: readonly unknown[]): unknown => (isText ? toPlainDocument({ children: list }) : list);
  const left: [unknown, unknown, Address][] = [[sent, held, at]];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [value, stored, address] = next;
    if (typeof value === 'string') refuseCutText(value, stored, address, findings);
    else if (Array.isArray(value) && Array.isArray(stored)) {
      const isTop = isText && address.length === at.length + 1;
      const isStart = (start: readonly unknown[]): boolean => isSame(toPlain(value), toPlain(start));
      const [place, unit] = isTop ? ([at, 'nodes'] as const) : ([address, 'items'] as const);
      if (refuseCutList(value, stored, place, findings, isStart, unit)) continue;
      for (const [index, item] of value.entries()) left.push([item, stored[index], [...address, { place: index }]]);
    } else if (isObject(value) && isObject(stored)) {
      for (const key of Object.keys(value)) left.push([value[key], member(stored, key), [...address, key]]);
    }
  }
}
