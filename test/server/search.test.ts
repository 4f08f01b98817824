// Plain questions find their tool: what a client sees that searches tools instead of loading them all.
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../src/operations/operation.ts';
import { modules } from '../../tools/index.ts';
import { operations } from '../operations.ts';
import { companionQuestions, heldOut, type Question, questions } from './questions.ts';
import { makeRanking, toTerm, toWords } from './ranking.ts';

const byDefault = operations.filter(({ companion }) => !companion);

/** Rank of the first accepted tool, from 1; 0 if it is not found. */
function rank(found: readonly string[], [, ...tools]: Question): number {
  return found.findIndex(name => tools.includes(name)) + 1;
}

const settings: [string, readonly Operation[], readonly Question[]][] = [
  ['fifteen modules', byDefault, questions],
  ['all modules', operations, [...questions, ...companionQuestions]],
];

describe.each(settings)('among %s', (label, catalogue, asked) => {
  const find = makeRanking(catalogue.map(toWords));

  it.each(asked.map(question => [question[0], question] as const))('%s', (_, question) => {
    const first = find(question[0]).slice(0, 3);
    expect(rank(first, question), `found ${first.join(', ')}`).toBeGreaterThan(0);
  });

  it('counts', () => {
    const ranks = asked.map(question => rank(find(question[0]), question));
    const beyond = ranks.filter(each => each === 0 || each > 3).length;
    const within = beyond === 0 ? 'all within three' : `${beyond} not within three`;
    const first = ranks.filter(each => each === 1).length;
    process.stdout.write(`search: ${first} of ${asked.length} questions find their tool first, ${within} (${label})\n`);
    expect(ranks.length).toBeGreaterThanOrEqual(55);
  });
});

it('tells how questions fare that no description was worded after', () => {
  const find = makeRanking(operations.map(toWords));
  const ranks = heldOut.map(question => rank(find(question[0]), question));
  const within = ranks.filter(each => each > 0 && each <= 3).length;
  process.stdout.write(`search: ${within} of ${heldOut.length} held-out questions within three (all modules)\n`);
  const names = new Set(operations.map(({ name }) => name));
  for (const [question, ...tools] of heldOut) for (const name of tools) expect(names, question).toContain(name);
});

describe('the questions', () => {
  const all = [...questions, ...companionQuestions];
  const byName = new Map<string, Operation>(operations.map(each => [each.name, each]));
  const accepted = (asked: readonly Question[]) => asked.flatMap(([, ...tools]) => tools);

  it('are many, and no two alike', () => {
    expect(questions.length).toBeGreaterThanOrEqual(55);
    expect(companionQuestions.length).toBeGreaterThanOrEqual(15);
    expect(new Set(all.map(([question]) => question)).size).toBe(all.length);
  });

  it('are spread over every module, each on its side', () => {
    const asked = new Set(all.map(([, tool]) => byName.get(tool)?.module));
    expect(modules.map(({ name }) => name).filter(name => !asked.has(name))).toEqual([]);
    expect(accepted(questions).filter(name => byName.get(name)?.companion !== false)).toEqual([]);
    expect(accepted(companionQuestions).filter(name => byName.get(name)?.companion !== true)).toEqual([]);
  });

  it('do not repeat the title of a tool', () => {
    const wordsOf = (text: string) => (text.match(/\w+/g) ?? []).map(toTerm).filter(term => term !== null);
    for (const { title } of operations) {
      const known = wordsOf(title);
      const echoes = all.filter(([question]) => wordsOf(question).every(word => known.includes(word)));
      expect(echoes, title).toEqual([]);
    }
  });
});
