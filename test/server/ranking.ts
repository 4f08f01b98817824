// How a client ranks tools that searches them instead of loading them all: by their words alone.
import MiniSearch from 'minisearch';
import { type Operation, places, toArgumentName } from '../../src/operations/operation.ts';

/** What a client has of a tool, as running text. */
export interface Words {
  name: string;
  title: string;
  description: string;
  arguments: string;
}

/** The short list of English words that search engines leave out by default (Lucene's). */
const stopWords = new Set(
  'a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with'.split(
    ' ',
  ),
);

/** Lower case, a plural `s` dropped; null for a stop word. */
export function toTerm(word: string): string | null {
  const term = word.toLowerCase();
  return stopWords.has(term) ? null : term.replace(/(?<=..[^s])s$/, '');
}

/**
 * BM25 as MiniSearch brings it: its own k, b and d, all fields equal, no fuzziness. In place of a stemmer, plurals count as
 * singulars and a word of four letters or more also finds the words it begins (`translate`, `translated`).
 * @returns for a question the names of the tools, the nearest first.
 */
export function makeRanking(tools: readonly Words[]): (question: string) => string[] {
  const search = new MiniSearch({
    idField: 'name',
    fields: ['words', 'title', 'description', 'arguments'],
    processTerm: toTerm,
    searchOptions: { prefix: term => term.length >= 4 },
  });
  search.addAll(tools.map(tool => ({ ...tool, words: tool.name.replaceAll('_', ' ') })));
  return question => search.search(question).map(({ id }) => String(id));
}

/** What stands in the catalogue, whatever of it is shown. */
export const toWords = (operation: Operation): Words => ({
  name: operation.name,
  title: operation.title,
  description: operation.description,
  arguments: places.flatMap(place => Object.keys(operation[place]).map(toArgumentName)).join(' '),
});
