// Acting from a view: what is ticked is what the person's message says, no more and no less, by mouse and by keyboard.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { codeOf, toCall, wordsOf } from './model.ts';
import type { View } from './open-view.ts';
import { readTold, type Stage, setStage } from './stage.ts';
import type { Json, Opening } from './wire.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

/** The call that the one message of the view names. */
async function readCall(view: View & { opening: Opening }) {
  await expect.poll(() => view.seen.messages.length).toBe(1);
  const [message] = view.seen.messages as [Json];
  expect(message.role).toBe('user');
  return toCall(wordsOf(message), { name: view.opening.tool.name, args: view.opening.args });
}

const boxes = ({ at }: View) => at.getByRole('checkbox');
const names = (view: View): Promise<string[]> =>
  boxes(view).evaluateAll(all =>
    all.map(box => {
      const { ownerDocument, getAttribute } = box as unknown as {
        ownerDocument: Named;
        getAttribute: (of: string) => string;
      };
      const ids = getAttribute.call(box, 'aria-labelledby').split(' ');
      return ids.map(id => ownerDocument.getElementById(id).textContent).join(' ');
    }),
  );
interface Named {
  getElementById(id: string): { textContent: string };
}

it('ticks each row of a plan that goes, and no other, and leaves out what is not ticked', async () => {
  await using view = await stage.open('plan');
  await view.reaches('shown');
  const { rows } = readTold(view.opening.result);
  const going = rows.filter(({ state }) => String(state).startsWith('goes'));
  const own = going.map(({ title, locale, environment }) => `${title}, ${locale} ${environment}`);
  const all = await names(view);
  expect(all.filter(name => / (production|staging)$/.test(name)).sort()).toEqual(own.sort());
  await view.at.getByRole('button', { name: `Publish ${going.length} rows` }).waitFor();

  const [first, second] = going as [(typeof going)[0], (typeof going)[0]];
  await view.at.getByRole('checkbox', { name: `${first.title}, ${first.locale} ${first.environment}` }).uncheck();
  await view.at.getByRole('checkbox', { name: `${second.title}, ${second.locale} ${second.environment}` }).uncheck();
  await view.at.getByRole('button', { name: `Publish ${going.length - 2} of ${going.length}` }).click();
  const call = await readCall(view);
  expect(call?.name).toBe('publish_plan');
  const { code, except, ...same } = call?.args ?? {};
  expect(same).toEqual(view.opening.args);
  expect(code).toBe(codeOf(view.opening.result));
  expect((except as string[]).length).toBe(2);
  for (const { uid } of [first, second]) expect(String(except)).toContain(uid);
  // The decision is made: nothing can be ticked or sent again.
  await expect.poll(() => view.at.getByRole('button', { name: /^Publish/ }).isDisabled()).toBe(true);
  expect(
    await boxes(view).evaluateAll(all => all.every(box => (box as unknown as { disabled: boolean }).disabled)),
  ).toBe(true);
  expect(view.seen.calls).toEqual([]);
});

it('takes out places of a bulk edit', async () => {
  await using view = await stage.open('bulk');
  await view.reaches('shown');
  const { rows } = readTold(view.opening.result);
  const [{ title, locale, address, uid }] = rows as [(typeof rows)[0]];
  await view.at.getByRole('checkbox', { name: `${title}, ${locale} ${address}` }).uncheck();
  await view.at.getByRole('button', { name: `Change ${rows.length - 1} of ${rows.length} places` }).click();
  const call = await readCall(view);
  expect(call).toEqual({
    name: 'bulk_edit',
    args: { ...view.opening.args, code: codeOf(view.opening.result), except: [`${uid} ${locale} ${address}`] },
  });
});

it('restores the rest where some places are taken out', async () => {
  await using view = await stage.open('restore');
  await view.reaches('shown');
  const { rows } = readTold(view.opening.result);
  const [{ title, locale, address }] = rows as [(typeof rows)[0]];
  await view.at.getByRole('checkbox', { name: `${title}, ${locale} ${address}` }).uncheck();
  await view.at.getByRole('button', { name: `Restore ${rows.length - 1} of ${rows.length} changes` }).click();
  const call = await readCall(view);
  const [first, ...rest] = view.opening.args.rows as Json[];
  expect(call).toEqual({
    name: 'restore_entries',
    args: { dry_run: false, rows: [{ ...first, except: [address] }, ...rest] },
  });
});

it('takes a place out of the language that was unticked alone, where another row names no language', async () => {
  const opening = await stage.prepare('restore');
  const named = { content_type_uid: 'page', entry_uid: 'blt29ffe8869c2255ad', to: 2 };
  const columns = [
    'content_type',
    'uid',
    'title',
    'locale',
    'version',
    'outcome',
    'address',
    'change',
    'before',
    'after',
  ];
  const rows = ['en-us', 'fr-fr'].flatMap(locale =>
    ['title', 'intro'].map(address => [
      'page',
      named.entry_uid,
      'Home',
      locale,
      3,
      'would be saved',
      address,
      'set',
      'a',
      'b',
    ]),
  );
  const data = { branch: 'main', says: 'nothing was saved (dry_run)', columns, rows };
  const args = { rows: [named, { ...named, locale: 'fr-fr' }], dry_run: true };
  await using view = await stage.show({ ...opening, args, result: { content: [], structuredContent: data } });
  await view.reaches('shown');
  await view.at.getByRole('checkbox', { name: 'Home, fr-fr title' }).uncheck();
  await view.at.getByRole('button', { name: 'Restore 3 of 4 changes' }).click();
  await expect.poll(() => view.seen.messages.length).toBe(1);
  const [{ content }] = view.seen.messages as [{ content: [{ text: string }] }];
  expect(content[0].text).toContain(
    JSON.stringify({ dry_run: false, rows: [named, { ...named, locale: 'fr-fr', except: ['title'] }] }),
  );
});

it('keeps what was decided when more rows are shown', async () => {
  const opening = await stage.prepare('plan');
  const told = opening.result.structuredContent as { rows: unknown[] };
  const count = told.rows.length - 5;
  const data = { ...told, rows: told.rows.slice(0, count), rows_left: 5, next_rows: { skip: count } };
  await using view = await stage.show({ ...opening, result: { ...opening.result, structuredContent: data } });
  await view.reaches('shown');
  const act = view.at.getByRole('button', { name: /^Publish/ });
  await act.click();
  await expect.poll(() => view.seen.messages.length).toBe(1);
  await view.at.getByRole('button', { name: 'Show the next rows' }).click();
  await expect.poll(() => view.at.getByText('more rows are not shown here').count()).toBe(0);
  expect(view.seen.calls).toEqual([{ name: 'plan_publish', arguments: { ...opening.args, skip: count } }]);
  expect(await act.isDisabled()).toBe(true);
  expect(await view.at.locator('input[type="checkbox"]:enabled').count()).toBe(0);
});

it('offers nothing to press where there is nothing to decide', async () => {
  for (const name of ['compare', 'outcome', 'changed'] as const) {
    await using view = await stage.open(name);
    await view.reaches('shown');
    expect(await boxes(view).count(), name).toBe(0);
    expect(await view.at.getByRole('button', { name: /publish|change|restore/i }).count(), name).toBe(0);
  }
});

it('is used by the keyboard alone', async () => {
  await using view = await stage.open('plan');
  await view.reaches('shown');
  const focused = () => view.frame().evaluate('document.activeElement?.tagName + " " + document.activeElement?.type');
  const tabTo = async (what: string) => {
    for (let presses = 0; presses < 100 && (await focused()) !== what; presses += 1)
      await view.page.keyboard.press('Tab');
    expect(await focused()).toBe(what);
  };
  await tabTo('INPUT checkbox');
  await view.page.keyboard.press('Space');
  // The first stands for all of its row.
  await view.at.getByRole('button', { name: 'Publish 17 of 19' }).waitFor();
  await tabTo('BUTTON button');
  await view.page.keyboard.press('Enter');
  expect((await readCall(view))?.name).toBe('publish_plan');
});
