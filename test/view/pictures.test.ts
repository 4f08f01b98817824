// The pictures in docs/ are those that the browser makes (PICTURES=1), no larger than they must be, and each is shown on a page.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { pages, read } from '../docs/pages.ts';
import { paths } from './paths.ts';
import { pictures } from './pictures.ts';

const made = pictures.map(({ name }) => `${name}.png`).sort();

it('are all there, and no others', () => {
  expect(existsSync(paths.pictures) ? readdirSync(paths.pictures).sort() : []).toEqual(made);
});

it('are small', () => {
  for (const name of made) expect(statSync(join(paths.pictures, name)).size, name).toBeLessThan(80_000);
});

it('are each shown on a page, and no page shows another', () => {
  const shown = pages.flatMap(page => [...read(page).matchAll(/\bpictures\/([\w-]+\.png)\)/g)].map(([, name]) => name));
  expect([...new Set(shown)].sort()).toEqual(made);
});
