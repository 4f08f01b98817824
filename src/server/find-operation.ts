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

const weights = { name: 4, title: 3, module: 2 };

/** The nearest first; what is called by its very name before all. */
function search(all: readonly Offered[], words: string): Offered[] {
  const index = new MiniSearch<{ id: string }>({ fields: ['name', 'title', 'description', 'module', 'takes'] });
  index.addAll(
    all.map(each => ({
      ...{ id: each.name, name: each.name.replaceAll('_', ' '), title: each.title },
      ...{ description: each.description, module: each.module.replaceAll('-', ' ') },
      takes: places.flatMap(place => Object.keys(each[place]).map(toArgumentName)).join(' '),
    })),
  );
  const byName = new Map(all.map(each => [each.name, each]));
  const near = index.search(words, { boost: weights, prefix: true, fuzzy: 0.2 }).map(({ id }) => String(id));
  const names = new Set([toPresentName(words.trim(), all), ...near]);
  return [...names].flatMap(name => byName.get(name) ?? []);
}
