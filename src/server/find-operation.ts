// Finds what can be called by words: its names, what each does, and the arguments of the nearest.
import MiniSearch from 'minisearch';
import { type Offered, places, toArgumentName } from '../operations/operation.ts';
import { toPresentName } from '../operations/renamed.ts';
import { fits } from '../results/cut/estimate.ts';
import type { Result } from '../results/result.ts';
import { toVisibleJson } from '../results/text/visible.ts';
import type { Offer } from './offer.ts';

type Json = Record<string, unknown>;

/** So many are shown when none is said, and with their arguments as many as fit. */
const usual = 6;

/** Of the rest so many are named. */
const mostNamed = 20;

/** @param budget of the answer, in tokens. Schemas are those that a list of all would show. */
export function findOperation(
  offer: Offer,
  { words, limit = usual }: { words: string; limit?: number },
  budget: number,
): Result {
  const all = offer.tools().map(({ offered }) => offered);
  const found = search(all, words);
  if (found.length === 0) {
    const modules = [...new Set(all.map(({ module }) => module))];
    return {
      text: `Nothing here has to do with that. There are operations for: ${modules.join(', ')}.`,
      isError: false,
    };
  }
  const definitions = new Map(offer.list('full').map(each => [each.name, each]));
  const shown = found.slice(0, limit).map(({ name, effect, description }) => ({
    ...{ operation: name, effect, does: description },
    arguments: definitions.get(name)?.inputSchema,
  }));
  const more = found.slice(shown.length, shown.length + mostNamed).map(({ name }) => name);
  const toAnswer = (full: number): Json => ({
    operations: shown.map((each, index) => (index < full ? each : { ...each, arguments: undefined })),
    ...(full < shown.length ? { note: 'Ask for one by its name to see its arguments.' } : {}),
    ...(more.length > 0 ? { more } : {}),
  });
  let full = shown.length;
  while (full > 1 && !fits(toAnswer(full), budget)) full -= 1;
  return { text: toVisibleJson(JSON.stringify(toAnswer(full))), isError: false };
}

const weights = { name: 1.5, title: 1.2, description: 1.2, module: 0.5, takes: 0.3 };

/** Of what a word may mean besides itself. */
const meaning = 0.3;

/** The nearest first; what is called by its very name before all. */
function search(all: readonly Offered[], words: string): Offered[] {
  const index = new MiniSearch<{ id: string }>({
    fields: ['name', 'title', 'description', 'module', 'takes'],
    processTerm: toTerm,
  });
  index.addAll(
    all.map(each => ({
      ...{ id: each.name, name: each.name.replaceAll('_', ' '), title: each.title },
      ...{ description: each.description, module: each.module.replaceAll('-', ' ') },
      takes: places.flatMap(place => Object.keys(each[place]).map(toArgumentName)).join(' '),
    })),
  );
  const byName = new Map(all.map(each => [each.name, each]));
  const said = new Set(words.split(/[^\p{L}\p{N}]+/u).map(toTerm));
  const near = index
    .search(words, {
      boost: weights,
      boostTerm: term => (said.has(term) ? 1 : meaning),
      // Of a short word too much else begins so, or is spelt nearly so.
      prefix: term => term.length >= 4,
      fuzzy: term => (term.length >= 5 ? 0.2 : false),
      weights: { prefix: 0.375, fuzzy: 0.1 },
      processTerm: toMeant,
    })
    .map(({ id }) => String(id));
  const names = new Set([toPresentName(words.trim(), all), ...near]);
  return [...names].flatMap(name => byName.get(name) ?? []);
}

/** Of these a question has many, and no operation is told by them. */
const idle = new Set(
  `a an and any are as at be been but by can could did do does every everything for from had has have he her how i if in into is it
  its may me my nobody not of on or our she should so some that the their them then there these they this those to us want was we
  were what whatever when where which while who whom why will with would you your`.split(/\s+/),
);

/** Lower case, in the singular; null for what says nothing. */
function toTerm(word: string): string | null {
  const term = word.toLowerCase();
  return idle.has(term) ? null : term.replace(/(?<=..[^s])s$/, '');
}

/** What people call it, and how the names of operations have it: an editor knows pages and pictures, the API entries and assets. */
const meant: Readonly<Record<string, readonly string[]>> = {
  entry: ['page', 'post', 'article', 'story', 'content'],
  asset: ['picture', 'image', 'photo', 'video', 'file', 'pdf'],
  locale: ['translation', 'language'],
  localize: ['translate'],
  publish: ['live'],
  unpublish: ['offline'],
  version: ['history'],
  refs: ['used', 'linked'],
  user: ['people', 'colleague', 'person'],
  role: ['permission', 'right'],
  rule: ['approval', 'approve'],
  workflow: ['review', 'approval', 'approve'],
  webhook: ['notification', 'notify'],
  term: ['topic', 'category', 'tag'],
  taxonomy: ['topic', 'category', 'classification'],
  variant: ['audience', 'personalise', 'personalize', 'visitor'],
  create: ['add', 'make', 'new', 'write'],
  delete: ['remove', 'trash'],
  update: ['change', 'edit', 'rename'],
  bulk: ['many', 'mass'],
};

const byWord = new Map<string, string[]>();
for (const [name, words] of Object.entries(meant))
  for (const word of words) byWord.set(word, [...(byWord.get(word) ?? []), name]);

/** A word of a question, and what else it may mean. */
function toMeant(word: string): string[] | null {
  const term = toTerm(word);
  return term === null ? null : [term, ...(byWord.get(term) ?? [])];
}
