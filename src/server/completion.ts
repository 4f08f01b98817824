// Completion: what fits what has been typed, best first.
import leven from 'leven';
import { redactError, type Secrets } from '../results/redact.ts';
import { toVisibleText } from '../results/text/visible.ts';
import type { Stack } from '../stack/stack.ts';
import { type Asked, type Kind, type Suggestion, suggest } from '../stack/suggest.ts';

/** What completes an argument: things of the stack, or words that are always the same. */
export type Completed = Kind | 'branches' | readonly string[];

interface Completion {
  values: string[];
  total: number;
  hasMore: boolean;
}

/** As many as the protocol lets a server give. */
const most = 100;

/** What no name or uid is longer than. */
const longest = 200;

export const noCompletion: Completion = { values: [], total: 0, hasMore: false };

/** @param chosen what the form has already, by argument. Never rejects. */
export async function complete(
  stack: Stack,
  by: Completed,
  { typed, chosen }: Pick<Asked, 'typed' | 'chosen'>,
  secrets: Secrets,
): Promise<Completion> {
  // A field that was left empty is not chosen.
  const filled = Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== ''));
  const words = onlySayable(await toWords(stack, by, { typed, chosen: filled }), secrets);
  const ranked = rank(words, typed);
  return { values: ranked.slice(0, most), total: ranked.length, hasMore: ranked.length > most };
}

/** Without values that something hides in, as who picks one cannot see it, and without those that hold a secret. */
export const onlySayable = (words: readonly Suggestion[], secrets: Secrets): readonly Suggestion[] =>
  words.filter(
    ({ value }) => value.length <= longest && toVisibleText(value) === value && redactError(value, secrets) === value,
  );

async function toWords(
  stack: Stack,
  by: Completed,
  { typed, chosen }: Pick<Asked, 'typed' | 'chosen'>,
): Promise<readonly Suggestion[]> {
  const { branches } = stack.access.facts;
  if (typeof by !== 'string') return by.map(value => ({ value, title: value }));
  if (by === 'branches') return branches.usable.map(value => ({ value, title: branches.aliases[value] ?? value }));
  const { branch = branches.default } = chosen;
  return branches.usable.includes(branch) ? suggest(stack, { kind: by, typed, branch, chosen }) : [];
}

/** Each value once: what begins so, what has it within, what is near; in each of these as it came. */
export function rank(words: readonly Suggestion[], typed: string): string[] {
  const wanted = typed.trim().slice(0, most).toLowerCase();
  const tiers: string[][] = [[], [], []];
  for (const { value, title } of words) {
    const texts = [value.toLowerCase(), title.slice(0, longest).toLowerCase()];
    if (texts.some(text => text.startsWith(wanted))) tiers[0]?.push(value);
    else if (texts.some(text => text.includes(wanted))) tiers[1]?.push(value);
    else if (texts.some(text => isNear(text, wanted))) tiers[2]?.push(value);
  }
  return [...new Set(tiers.flat())];
}

/** A third of what was typed may be wrong; the rest may not have been typed yet. */
function isNear(text: string, wanted: string): boolean {
  return leven(text.slice(0, wanted.length), wanted) <= Math.floor(wanted.length / 3);
}
