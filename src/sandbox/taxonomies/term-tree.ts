// The tree that the terms of a taxonomy form: parents, children, depth, and the place of a term among its siblings.
import type { Term } from '../state/taxonomies.ts';

export type Terms = Record<string, Term>;

export const listLivingTerms = (terms: Terms): Term[] =>
  Object.values(terms).filter(({ deleted_at }) => deleted_at === undefined);

/** In their order. */
export const listChildren = (terms: Terms, parent: string | null): Term[] =>
  listLivingTerms(terms)
    .filter(({ parent_uid }) => parent_uid === parent)
    .sort((a, b) => a.order - b.order);

/** From the root down to the parent. */
export function listAncestors(terms: Terms, term: Term): Term[] {
  const found: Term[] = [];
  for (let uid = term.parent_uid; uid !== null; uid = found[0]?.parent_uid ?? null) {
    const parent = terms[uid];
    if (!parent) break;
    found.unshift(parent);
  }
  return found;
}

export const measureDepth = (terms: Terms, term: Term): number => listAncestors(terms, term).length + 1;

/** Level by level, as far down as `levels` says. */
export function listDescendants(terms: Terms, term: Term, levels = Number.POSITIVE_INFINITY): Term[] {
  const children = groupChildren(terms);
  const found: Term[] = [];
  let level = children.get(term.uid) ?? [];
  for (let depth = 1; depth <= levels && level.length > 0; depth += 1) {
    found.push(...level);
    level = level.flatMap(({ uid }) => children.get(uid) ?? []);
  }
  return found;
}

/** All of them, parents before children, siblings in their order. */
export function listInOrder(terms: Terms): Term[] {
  const children = groupChildren(terms);
  const found: Term[] = [];
  let level = children.get(null) ?? [];
  while (level.length > 0) {
    found.push(...level);
    level = level.flatMap(({ uid }) => children.get(uid) ?? []);
  }
  return found;
}

function groupChildren(terms: Terms): Map<string | null, Term[]> {
  const groups = new Map<string | null, Term[]>();
  for (const term of listLivingTerms(terms).sort((a, b) => a.order - b.order)) {
    const group = groups.get(term.parent_uid) ?? [];
    group.push(term);
    groups.set(term.parent_uid, group);
  }
  return groups;
}

/** How many levels a term and what is below it take. */
export function measureHeight(terms: Terms, term: Term): number {
  const own = measureDepth(terms, term);
  return 1 + Math.max(0, ...listDescendants(terms, term).map(each => measureDepth(terms, each) - own));
}

/** Puts a term at its place; the siblings there and here close up. A place beyond the end is the end. */
export function placeTerm(terms: Terms, term: Term, parent: string | null, order?: number): void {
  const former = term.parent_uid;
  const siblings = listChildren(terms, parent).filter(({ uid }) => uid !== term.uid);
  siblings.splice((order ?? siblings.length + 1) - 1, 0, term);
  term.parent_uid = parent;
  number(siblings);
  if (former !== parent) number(listChildren(terms, former));
}

export const closeGap = (terms: Terms, parent: string | null): void => number(listChildren(terms, parent));

function number(siblings: Term[]): void {
  siblings.forEach((sibling, index) => {
    sibling.order = index + 1;
  });
}
