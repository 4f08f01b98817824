// What a view makes links from: the web app of the region, for entries and assets, and nothing where there is none.
import { expect, it } from 'vitest';
import { toPlaceholders } from '../../../src/server/review/review.ts';
import { operations } from '../../operations.ts';

const keys = { apiKey: 'blt0123456789abcdef', token: 'cs0123456789abcdef' } as never;

it('names the places of a row in braces', () => {
  const links = toPlaceholders(operations, { origin: 'https://eu-api.contentstack.com', keys }, 'dev');
  const stack = 'https://eu-app.contentstack.com/#!/stack/blt0123456789abcdef';
  expect(links).toEqual({
    entry: `${stack}/content-type/{type}/{locale}/entry/{uid}/edit?branch=dev`,
    asset: `${stack}/assets/{uid}?branch=dev`,
  });
});

it('has none for a host that is of no region, such as the sandbox', () => {
  expect(toPlaceholders(operations, { origin: 'http://127.0.0.1:4000', keys }, 'main')).toEqual({});
});
