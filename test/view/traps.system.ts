// What hosts are known to do to a view: each is a case, and in none of them is anything lost, sent twice or shown wrong.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wordsOf } from './model.ts';
import { readTold, type Stage, setStage } from './stage.ts';
import { frames, type Json, type Manner, type Opening } from './wire.ts';

let stage: Stage;
let plan: Opening;
beforeAll(async () => {
  stage = await setStage();
  plan = await stage.prepare('plan');
});
afterAll(() => stage[Symbol.asyncDispose]());

const clean = { errors: [], forbidden: [], requests: [], left: [] };

/** As a screen reader is told it. */
async function read(how: Partial<Manner>, opening = plan): Promise<string> {
  await using view = await stage.show(opening, how);
  await view.reaches('shown');
  const { errors, forbidden, requests, left } = view;
  expect({ errors, forbidden, requests, left }).toEqual(clean);
  return await view.at.getByRole('main').ariaSnapshot();
}

describe('a host that leaves out a part of the result', () => {
  it('has it in all three places', () => {
    const { content, structuredContent, _meta } = plan.result as { content: [{ text: string }] } & Record<string, Json>;
    const inText = JSON.parse(content[0].text);
    expect(structuredContent).toMatchObject({ view: 'plan', says: inText.says, rows: inText.rows });
    expect(_meta?.['contentstack/review']).toEqual(structuredContent);
  });

  it.each(['meta alone', 'text alone'] as const)('shows the same from %s', async result => {
    expect(await read({ trap: { result } })).toBe(await read({}));
  });
});

describe('a host that puts a script and a policy before the view', () => {
  it.each(frames)('changes nothing (%s)', async frame => {
    expect(await read({ frame, trap: { prelude: true } })).toBe(await read({ frame }));
  });
});

describe('a result that is none', () => {
  it('says that it waits, and that the answer stands in the conversation, when nothing comes', async () => {
    await using view = await stage.show(plan, { trap: { result: 'none' } });
    await view.reaches('waiting');
    await view.at.getByText('The answer stands in the conversation.').waitFor();
    expect(await view.at.getByRole('button').count()).toBe(0);
  });

  it('waits quietly after a reload, and can be shown again', async () => {
    await using view = await stage.show(plan);
    await view.reaches('shown');
    await view.reload();
    await view.reaches('waiting');
    await expect.poll(() => view.seen.ready.length).toBe(2);
    expect(view.errors).toEqual([]);
  });

  it('shows nothing of a call that was given up', async () => {
    await using view = await stage.show(plan, { trap: { result: 'cancelled' } });
    await view.reaches('empty');
    expect(await view.at.getByRole('button').count()).toBe(0);
  });

  it('shows an error in its own words', async () => {
    await using view = await stage.show(plan, { trap: { result: 'error' } });
    await view.reaches('error');
    await view.at.getByText('The stack could not be reached.').waitFor();
  });

  it('shows a refusal of the server as what it is', async () => {
    const refused = await stage.prepare({
      name: 'refused',
      title: 'Without what it needs',
      tool: 'compare_entry',
      args: {},
    });
    expect(refused.result.isError).toBe(true);
    await using view = await stage.show(refused);
    await view.reaches('error');
    const text = (refused.result.content as { text: string }[])[0]?.text.split('\n')[0] ?? 'nothing';
    await view.at.getByText(text).waitFor();
  });
});

describe('a host that refuses the message', () => {
  it.each(['error', 'isError'] as const)('leaves the sentence to be copied (%s)', async message => {
    await using view = await stage.show(plan, { trap: { message } });
    await view.reaches('shown');
    const button = view.at.getByRole('button', { name: /^Publish/ });
    await button.click();
    const words = view.at.getByRole('textbox');
    await words.waitFor();
    expect(await words.inputValue()).toBe(wordsOf(view.seen.messages[0] ?? {}));
    // It was not taken, so it may be tried once more.
    await button.click();
    await expect.poll(() => view.seen.messages.length).toBe(2);
  });
});

describe('pictures', () => {
  it('come by the host, and stay away where it reads nothing', async () => {
    const edit = await stage.prepare('edit');
    await using view = await stage.show(edit);
    await view.reaches('shown');
    await expect.poll(() => view.at.getByRole('img').count()).toBeGreaterThan(0);
    expect(view.seen.reads.length).toBeGreaterThan(0);
    for (const uri of view.seen.reads) expect(uri).toMatch(/^contentstack:\/\/main\/assets\/\w+\/preview$/);
    expect(view.requests).toEqual([]);
    await using other = await stage.show(edit, { trap: { noResources: true } });
    await other.reaches('shown');
    expect(other.seen.reads).toEqual([]);
    expect(await other.at.getByRole('img').count()).toBe(0);
    await other.at.getByText('Tent at dusk').first().waitFor();
  });
});

describe('a tool with annotations', () => {
  it('is shown, as all of them have some', () => {
    expect(plan.tool.annotations).toMatchObject({ readOnlyHint: true });
    expect(readTold(plan.result).rows.length).toBeGreaterThan(0);
  });
});
