// Finds the value at an address, or says what is near where it leads nowhere.
import { type Address, identify, printAddress, type Step } from './address.ts';
import { nearestPaths } from './near.ts';
import { listNodes, nodeUid, pathTo } from './rich-text-nodes.ts';
import { isObject } from './value.ts';
import { walk } from './walk.ts';

/** Keys and places, as one steps through the value itself. */
export type Path = readonly (string | number)[];

type Resolved =
  | { found: true; value: unknown; path: Path }
  /** `within` is as far as the address leads; `near` are addresses that lead somewhere, best first, at most three. */
  | { found: false; within: Address; near: string[] };

/** So many addresses of a value are looked through for near ones. */
const mostCompared = 5000;

/** @param root an entry as read or sent, or any other value. */
export function resolveAddress(root: unknown, address: Address): Resolved {
  let value = root;
  const path: (string | number)[] = [];
  for (const [index, step] of address.entries()) {
    const next = follow(value, step);
    if (!next) return { found: false, within: address.slice(0, index), near: listNear(root, address) };
    path.push(...next.path);
    value = next.value;
  }
  return { found: true, value, path };
}

/** The value at an address, or undefined. */
export function readAddress(root: unknown, address: Address): unknown {
  let value = root;
  for (const step of address) value = follow(value, step)?.value;
  return value;
}

function follow(value: unknown, step: Step): { value: unknown; path: Path } | undefined {
  if (Array.isArray(value)) {
    const place = findPlace(value, step);
    return place === undefined ? undefined : { value: value[place], path: [place] };
  }
  if (!isObject(value)) return undefined;
  if (typeof step === 'string') return Object.hasOwn(value, step) ? { value: value[step], path: [step] } : undefined;
  if ('place' in step) return undefined;
  for (const node of listNodes(value)) {
    if (nodeUid(node.value) === step.uid) return { value: node.value, path: pathTo(node) };
  }
  return undefined;
}

/** `sections.1` is understood as `sections[1]`; a file as sent is its uid. */
function findPlace(items: readonly unknown[], step: Step): number | undefined {
  if (typeof step === 'object' && 'uid' in step) {
    const known = items.findIndex(item => identify(item) === step.uid);
    const place = known < 0 ? items.indexOf(step.uid) : known;
    return place < 0 ? undefined : place;
  }
  const place = typeof step === 'string' ? (/^\d{1,9}$/.test(step) ? Number(step) : -1) : step.place;
  return place >= 0 && place < items.length ? place : undefined;
}

function listNear(root: unknown, address: Address): string[] {
  const known: string[] = [];
  for (const visit of walk(root)) {
    if (known.push(printAddress(visit.address)) >= mostCompared) break;
  }
  return nearestPaths(printAddress(address), known);
}
