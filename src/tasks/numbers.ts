// Numbers in words, for the line with which every answer of a task begins.
import type { Scanned } from './scan.ts';
import { assetUid } from './types.ts';

/** `1 entry`, `5 entries`. @param several where that is not the word and an s. */
export const count = (number: number, one: string, several = `${one}s`): string =>
  `${number} ${number === 1 ? one : several}`;

/** `a, b and c` */
export const join = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** What was gone through: `62 entries and 20 assets, 3 languages`. An entry counts once for each language that it is in. */
export function tellScope(
  { entries, assets }: { entries: number; assets: number },
  locales: readonly string[],
): string {
  const things = [
    ...(entries > 0 || assets === 0 ? [count(entries, 'entry', 'entries')] : []),
    ...(assets > 0 ? [count(assets, 'asset')] : []),
  ];
  return `${join(things)}${entries > 0 || assets === 0 ? `, ${count(locales.length, 'language')}` : ''}`;
}

/** Behind a number that is not all there is. */
export const tellSoFar = ({ left, isPartial }: Scanned): string =>
  left ? ' so far' : isPartial ? ', as far as it could be read' : '';

/** Whether a type stands for files. */
export const isAssets = (typeUid: string): boolean => typeUid === assetUid;
