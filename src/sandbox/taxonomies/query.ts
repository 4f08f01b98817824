// What a query of entries means by `taxonomies.<taxonomy_uid>`: the terms an entry must have one of.
import type { Call } from '../http/call.ts';
import { refuseRequest } from '../http/replies.ts';
import type { Json } from '../state/json.ts';
import { isObject, pick } from '../state/json.ts';
import type { Term } from '../state/taxonomies.ts';
import { listAncestors, listDescendants, listLivingTerms, type Terms } from './term-tree.ts';

const refuse = (message: string): Error => refuseRequest(message, { query: ['is not valid.'] });

type Reach = (terms: Terms, term: Term, levels: number) => Term[];

const below: Reach = (terms, term, levels) => listDescendants(terms, term, levels);

/** Counted from the term upwards. */
const above: Reach = (terms, term, levels) => listAncestors(terms, term).reverse().slice(0, levels);

const reaches: Record<string, Reach> = {
  $below: below,
  $eq_below: (terms, term, levels) => [term, ...below(terms, term, levels)],
  $above: above,
  $eq_above: (terms, term, levels) => [term, ...above(terms, term, levels)],
};

const deepest = 10;

/** @param path `taxonomies.<taxonomy_uid>` */
export function findQueriedTerms({ state, choices }: Call, path: string, condition: unknown): string[] {
  if (choices.taxonomyQuery === 'refuse') throw refuse('Taxonomies cannot be queried here.');
  const terms = pick(state.taxonomies, path.replace(/^taxonomies\./, ''))?.terms ?? {};
  if (typeof condition === 'string') return [condition];
  if (!isObject(condition)) throw refuse(`'${path}' takes a term or an operator.`);
  const { levels = deepest, ...operators } = condition;
  const [[operator, operand] = ['', undefined], another] = Object.entries(operators);
  if (another !== undefined) throw refuse(`'${path}' takes one operator.`);
  if (operator === '$exists' && typeof operand === 'boolean') return listLivingTerms(terms).map(({ uid }) => uid);
  if (operator === '$in' && Array.isArray(operand)) return operand.map(String);
  return readReach(terms, { path, operator, operand, levels });
}

function readReach(
  terms: Terms,
  { path, operator, operand, levels }: Record<'path' | 'operator', string> & Json,
): string[] {
  const reach = pick(reaches, operator);
  if (!reach || typeof operand !== 'string') throw refuse(`'${path}' does not take ${operator} with such a value.`);
  if (!Number.isInteger(levels) || Number(levels) < 1) throw refuse('levels takes a whole number from 1.');
  const term = pick(terms, operand);
  return term && term.deleted_at === undefined ? reach(terms, term, Number(levels)).map(({ uid }) => uid) : [];
}
