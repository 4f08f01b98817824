// Changes the tree of a taxonomy: adds terms, moves them, and takes them away with what is below them.
import type { Call } from '../http/call.ts';
import { refuseRequest } from '../http/replies.ts';
import { takeFlag } from '../http/take.ts';
import type { Json } from '../state/json.ts';
import { pick } from '../state/json.ts';
import type { Taxonomy, Term } from '../state/taxonomies.ts';
import { closeGap, listDescendants, listLivingTerms, measureDepth, measureHeight, placeTerm } from './term-tree.ts';
import { dropTerms } from './term-use.ts';
import { checkNew, makeWording, refuseTaxonomy } from './write.ts';

const most = { terms: 10_000, depth: 10 };

export function createTerm(call: Call, taxonomy: Taxonomy, given: Json): Term {
  checkNew('Term', 'creation', given);
  const uid = String(given.uid);
  if (isTaken(call, taxonomy, uid)) {
    throw refuseTaxonomy('Term', 'creation', { uid: ['is not unique.'] }, call.choices.takenUidStatus);
  }
  checkNumber(taxonomy, 1);
  const parent = findParent(taxonomy, given.parent_uid, 'creation');
  if (parent && measureDepth(taxonomy.terms, parent) >= most.depth) throw refuseDepth('creation');
  const order = readOrder(given.order, 'creation');
  return addTerm(call, taxonomy, given, parent?.uid ?? null, order);
}

/** At its place among its siblings: at their end where none is named. */
export function addTerm(call: Call, taxonomy: Taxonomy, given: Json, parent: string | null, order?: number): Term {
  const locales = { [call.state.master_locale]: makeWording(call, given, 'Term') };
  const term: Term = { uid: String(given.uid), parent_uid: parent, order: 0, locales };
  taxonomy.terms[term.uid] = term;
  placeTerm(taxonomy.terms, term, parent, order);
  return term;
}

export function isTaken(call: Call, taxonomy: Taxonomy, uid: string): boolean {
  const all = call.choices.termUid === 'unique in the stack' ? Object.values(call.state.taxonomies) : [taxonomy];
  return all.some(({ deleted_at, terms }) => {
    const held = pick(terms, uid);
    return deleted_at === undefined && held !== undefined && held.deleted_at === undefined;
  });
}

export function checkNumber(taxonomy: Taxonomy, added: number): void {
  if (listLivingTerms(taxonomy.terms).length + added <= most.terms) return;
  throw refuseTaxonomy('Term', 'creation', { taxonomy: [`has at most ${most.terms} terms.`] });
}

export const refuseDepth = (deed: 'creation' | 'move' | 'import'): Error =>
  refuseTaxonomy('Term', deed, { parent_uid: [`would make the taxonomy deeper than ${most.depth} levels.`] });

export const deepestTerm = most.depth;

function findParent(taxonomy: Taxonomy, uid: unknown, deed: 'creation' | 'move'): Term | undefined {
  if (uid === undefined || uid === null) return undefined;
  const parent = typeof uid === 'string' ? pick(taxonomy.terms, uid) : undefined;
  if (parent && parent.deleted_at === undefined) return parent;
  throw refuseTaxonomy('Term', deed, { parent_uid: ['is not a term of this taxonomy.'] });
}

/** A sample has it as text. */
function readOrder(order: unknown, deed: 'creation' | 'move'): number | undefined {
  if (order === undefined || order === null) return undefined;
  const number = typeof order === 'string' && /^\d+$/.test(order) ? Number(order) : order;
  if (typeof number === 'number' && Number.isInteger(number) && number >= 1) return number;
  throw refuseTaxonomy('Term', deed, { order: ['is not a whole number from 1.'] });
}

export function moveTerm(call: Call, taxonomy: Taxonomy, term: Term, given: Json): void {
  const { terms } = taxonomy;
  for (const key of ['parent_uid', 'order']) {
    if (given[key] === undefined) throw refuseTaxonomy('Term', 'move', { [key]: ['is a required field.'] });
  }
  const parent = findParent(taxonomy, given.parent_uid, 'move');
  const order = readOrder(given.order, 'move');
  const below = listDescendants(terms, term);
  if (parent && [term, ...below].includes(parent)) {
    throw refuseTaxonomy('Term', 'move', { parent_uid: ['is the term itself or below it.'] });
  }
  if (below.length > 0 && !takeFlag(call, 'force')) {
    throw refuseRequest('The term has terms below it. Use force to move it with them.', { force: ['is required.'] });
  }
  const depth = parent ? measureDepth(terms, parent) : 0;
  if (depth + measureHeight(terms, term) > most.depth) throw refuseDepth('move');
  placeTerm(terms, term, parent?.uid ?? null, order);
  for (const wording of Object.values(term.locales)) {
    wording.updated_at = call.stamp.at;
    wording.updated_by = call.stamp.by;
  }
}

/** @returns all that are gone. */
export function deleteTerm(call: Call, taxonomy: Taxonomy, term: Term): Term[] {
  const gone = [term, ...listDescendants(taxonomy.terms, term)];
  const uids = new Set(gone.map(({ uid }) => uid));
  for (const each of gone) each.deleted_at = call.stamp.at;
  closeGap(taxonomy.terms, term.parent_uid);
  dropTerms(call.state, taxonomy.uid, uid => uids.has(uid));
  return gone;
}
