// The view by all ways: transport, era, kind of frame, with and without the host's policy, in both themes.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wordsOf } from './model.ts';
import { eras, transports } from './speaker.ts';
import { readTold, type Stage, setStage } from './stage.ts';
import { frames, type Json, themes } from './wire.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

const ways = transports.flatMap(transport => eras.map(era => ({ transport, era })));

describe.each(ways)('over $transport in the era of $era', way => {
  const index = ways.indexOf(way);
  // Each way with each kind of frame; policy and theme by turns, so that every frame is seen with both.
  const cases = frames.map((frame, at) => ({
    ...{ frame, csp: (index + at) % 2 === 0, theme: themes[(index + at + Number(index > 1)) % 2] ?? 'light' },
  }));

  it.each(cases)('acts in $frame, policy $csp, $theme', async how => {
    await using view = await stage.open('plan', { ...how, width: 360 }, way);
    await view.reaches('shown');
    expect(await view.frame().evaluate('getComputedStyle(document.documentElement).colorScheme')).toContain(how.theme);
    const { rows } = readTold(view.opening.result);
    const going = rows.filter(({ state }) => String(state).startsWith('goes')).length;
    await view.at.getByRole('button', { name: `Publish ${going} rows` }).click();
    await expect.poll(() => view.seen.messages.length).toBe(1);
    expect(wordsOf(view.seen.messages[0] as Json)).toContain('call publish_plan with the same arguments and {"code":');
    const { errors, forbidden, requests, left } = view;
    expect({ errors, forbidden, requests, left }).toEqual({ errors: [], forbidden: [], requests: [], left: [] });
  });

  it('has the data beside the text wherever the server can know that views are shown', async () => {
    const { result } = await stage.prepare('plan', way);
    const knows = way.transport === 'stdio' || way.era === '2026';
    expect('structuredContent' in result).toBe(knows);
    expect(readTold(result).rows.length).toBeGreaterThan(0);
  });
});
