// Every sample answer of the reference has the shape of the sandbox's answer, but for differences that are explained.
import { describe, expect, it } from 'vitest';
import { askSandbox, compareShape } from './shape.ts';
import { shapeCases } from './shapes/index.ts';

describe('the comparison itself', () => {
  it.each([
    [{ a: 'string' }, { a: 'x' }, []],
    [{ a: 'string' }, { a: 1 }, ['a: number instead of string']],
    [{ a: 'string|null' }, { a: null }, []],
    [{ a: 'string' }, {}, ['a: missing']],
    [{ 'a?': 'string' }, {}, []],
    [{ a: {} }, { a: { b: 1 }, c: 2 }, ['c: extra']],
    [[{ a: 'string' }], [{ a: 'x' }, { a: 'y', b: 1 }], ['[].b: extra']],
    [{ a: ['string'] }, { a: [] }, ['a: empty']],
    [{ a: ['string'] }, { a: {} }, ['a: object instead of list']],
  ])('of %j with %j', (sample, answer, differences) => {
    expect(compareShape(sample, answer)).toEqual(differences);
  });
});

describe('answers', () => {
  it.each(shapeCases.map(each => [each.title ? `${each.request} (${each.title})` : each.request, each] as const))(
    '%s',
    async (_, { sample, ask, choices, explained = {} }) => {
      const differences = compareShape(sample, await askSandbox(ask, choices));
      expect(differences.sort()).toEqual(Object.keys(explained).sort());
    },
  );
});
