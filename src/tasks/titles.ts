// What an item is called: by its title, or a file without one by its file name.
import type { Json } from '../content/value.ts';

export const titleOf = ({ title, filename }: Json): string | undefined =>
  [title, filename].find((each): each is string => typeof each === 'string' && each !== '');
