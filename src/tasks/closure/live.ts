// Where an item is live for who visits one environment in one language: in that language, or in one that it falls back to.
import { isObject, type Json } from '../../content/value.ts';
import { listStates, type State } from '../states.ts';
import { assetUid } from '../types.ts';

export interface Live extends State {
  /** The language whose text it is: that of the publish, or what it fell back to then. */
  text: string;
}

/** What is live in an environment in one language itself. @param chain the languages it falls back to. */
export function findOwn(item: Json, environment: string, locale: string, chain: readonly string[]): Live | undefined {
  const state = listStates(item)?.find(each => each.environment === environment && each.locale === locale);
  if (!state) return undefined;
  const own = typeof item.locale === 'string' ? item.locale : locale;
  // Published before the language had a text of its own, it is another's, though the numbers may be alike.
  const isOlder = own === locale && Date.parse(state.at ?? '') < Date.parse(String(item.created_at));
  return { ...state, text: isOlder ? (chain[0] ?? own) : own };
}

/**
 * What visitors get where nothing is live in their own language.
 * @param find the item as read in a language. @param chain the languages that theirs falls back to, the nearest first.
 */
export function findFallback(
  type: string,
  find: (locale: string) => Json | 'none' | undefined,
  environment: string,
  locale: string,
  chain: readonly string[],
): Live | undefined {
  const read = [locale, ...chain].map(find).filter(isObject);
  const states = read.flatMap(item => listStates(item) ?? []).filter(state => state.environment === environment);
  for (const code of chain) {
    const state = states.find(each => each.locale === code);
    if (state) return { ...state, text: code };
  }
  // A file is live in every language alike.
  const [first] = type === assetUid ? states : [];
  return first && { ...first, text: first.locale };
}
