// Which differences are expected, which are not, and which were expected in vain.
import type { Difference } from './compare.ts';
import type { Known } from './known.ts';

export interface Judgement {
  unexpected: Difference[];
  expected: Difference[];
  /** Places of the list at which there is no difference. */
  stale: string[];
}

const toPattern = (at: string): RegExp => {
  const escaped = at.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  const free = escaped.replace(/\*\*|\*/g, stars => (stars === '**' ? '.*' : '[^›]*'));
  return new RegExp(`^${free}$`);
};

export function judge(differences: readonly Difference[], known: readonly Known[]): Judgement {
  const patterns = known.flatMap(({ at }) => at.map(text => ({ text, pattern: toPattern(text) })));
  const isExpected = ({ at }: Difference): boolean => patterns.some(({ pattern }) => pattern.test(at));
  return {
    unexpected: differences.filter(difference => !isExpected(difference)),
    expected: differences.filter(isExpected),
    stale: patterns.filter(({ pattern }) => !differences.some(({ at }) => pattern.test(at))).map(({ text }) => text),
  };
}
