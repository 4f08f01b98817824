// Makes the pictures of the docs anew where PICTURES=1 asks for it, and else sees that each can still be made.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { paths } from './paths.ts';
import { pictures, width } from './pictures.ts';
import { type Stage, setStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

it.each(pictures)('shows $name, $theme', async ({ name, state, theme, height }) => {
  await using view = await stage.open(state, { theme, width });
  await view.reaches('shown');
  await expect.poll(() => view.seen.sizes.at(-1)?.height ?? 0).toBeGreaterThan(200);
  const images = view.at.getByRole('img');
  if (view.seen.reads.length > 0) await expect.poll(() => images.count()).toBeGreaterThan(0);
  const seen = Math.min(height, view.seen.sizes.at(-1)?.height ?? height);
  const bytes = await view.page.screenshot({ clip: { x: 0, y: 0, width, height: seen } });
  expect(bytes.length).toBeLessThan(80_000);
  if (!process.env.PICTURES) return;
  mkdirSync(paths.pictures, { recursive: true });
  writeFileSync(join(paths.pictures, `${name}.png`), bytes);
});
