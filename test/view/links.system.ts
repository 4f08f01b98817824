// Where a stack of a region is served, rows lead to Contentstack's web app: by the host, on a click, filled in with uids alone.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Stage, setStage } from './stage.ts';
import type { Json } from './wire.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

const app = 'https://eu-app.contentstack.com/#!/stack/blt0123456789abcdef';

/** The demo stack is in no region: what the server of one adds is put beside its answer. */
async function open(links: Json) {
  const opening = await stage.prepare('findings');
  const data = opening.result.structuredContent as Json;
  const structuredContent = { ...data, beside: { ...(data.beside as Json), links } };
  return stage.show({ ...opening, result: { ...opening.result, structuredContent } });
}

it('opens each finding where the web app has it', async () => {
  await using view = await open({
    entry: `${app}/content-type/{type}/{locale}/entry/{uid}/edit?branch=main`,
    asset: `${app}/assets/{uid}?branch=main`,
  });
  await view.reaches('shown');
  for (const name of ['Broken references', 'Undescribed images']) {
    const group = view.at.locator('details').filter({ has: view.at.getByRole('heading', { name }) });
    await group.getByRole('button', { name: 'Open in Contentstack' }).first().click();
  }
  await expect.poll(() => view.seen.links.length).toBe(2);
  const [entry, asset] = view.seen.links;
  expect(entry).toMatch(
    /\/#!\/stack\/blt0123456789abcdef\/content-type\/\w+\/en-us\/entry\/blt\w+\/edit\?branch=main$/,
  );
  expect(asset).toMatch(/\/#!\/stack\/blt0123456789abcdef\/assets\/blt\w+\?branch=main$/);
});

it.each([
  'https://enemy.example/{uid}',
  'http://app.contentstack.com/{uid}',
  'https://x@app.contentstack.com/{uid}',
  'javascript:{uid}',
])('offers nothing for %s', async template => {
  await using view = await open({ entry: template, asset: template });
  await view.reaches('shown');
  expect(await view.at.getByRole('button', { name: 'Open in Contentstack' }).count()).toBe(0);
});
