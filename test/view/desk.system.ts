// The page of `npm run view` as a newcomer uses it: a plan is looked at, a row is taken out, and the rest goes live.
import { expect, it } from 'vitest';
import { startBrowser } from './browser.ts';
import { startDesk } from './desk.ts';
import { states } from './states.ts';

it('lets a newcomer publish a plan, who plays person and model', async () => {
  await using browsing = await startBrowser();
  await using desk = await startDesk();
  const page = await browsing.browser.newPage({ viewport: { width: 1500, height: 1000 } });
  const errors: string[] = [];
  page.on('pageerror', error => void errors.push(String(error)));
  page.on('console', message => void (message.type() === 'error' && errors.push(message.text())));
  await page.goto(desk.url);
  const view = page.frameLocator('#view').frameLocator('iframe');
  const button = (name: string | RegExp) => page.getByRole('button', { name });

  expect(await page.getByRole('navigation').getByRole('button').allTextContents()).toEqual(
    states.map(({ title }) => title),
  );
  await button('A plan to publish').click();
  await view.getByRole('checkbox', { name: 'About us, en-us production' }).uncheck();
  await view.getByRole('button', { name: 'Publish 18 of 19' }).click();
  const log = page.getByRole('list').filter({ hasText: 'The assistant calls' });
  await log.getByText('call publish_plan with the same arguments').waitFor();
  await button('Do what it says').click();
  await log.getByText('The server asks:').waitFor();
  await button('Yes').click();
  await view.getByRole('heading', { name: 'What came of the publish' }).waitFor();
  await view.getByText('18 of 19 rows live, 1 left out').waitFor();
  expect(errors).toEqual([]);
});

it('sends nothing when the answer is no, and goes on', async () => {
  await using browsing = await startBrowser();
  await using desk = await startDesk();
  const page = await browsing.browser.newPage({ viewport: { width: 1500, height: 1000 } });
  await page.goto(desk.url);
  const view = page.frameLocator('#view').frameLocator('iframe');
  await page.getByRole('button', { name: 'What came of a plan' }).click();
  // A person takes a moment to read; what answers at once is taken for the client itself.
  await page.getByRole('button', { name: 'No' }).waitFor();
  await page.waitForTimeout(1_000);
  await page.getByRole('button', { name: 'No' }).click();
  await view.getByText('declined').first().waitFor();
  await page.getByLabel('Theme').selectOption('dark');
  await page.getByRole('button', { name: 'What happened' }).click();
  await view.getByRole('heading', { name: 'Activity' }).waitFor();
});

it('answers nobody but its own page', async () => {
  await using desk = await startDesk();
  const page = await (await fetch(desk.url)).text();
  const [, door] = /door: '(\/[\w-]+\/)'/.exec(page) ?? [];
  const ask = (path: string) => fetch(new URL(path, desk.url), { method: 'POST', body: '{"uri":"none"}' });
  expect((await ask(`${door}read`)).status).toBe(500);
  expect((await ask('/read')).status).toBe(404);
  expect((await ask('/00000000-0000-4000-8000-000000000000/read')).status).toBe(404);
  const elsewhere = desk.url.replace('127.0.0.1', 'localhost');
  expect((await fetch(new URL(`${door}read`, elsewhere), { method: 'POST', body: '{}' })).status).toBe(404);
});
