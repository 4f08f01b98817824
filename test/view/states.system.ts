// Every state of the view in a real browser: it shows all that the text says, by roles and names, and axe finds nothing wrong.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times } from '../long.ts';
import { findFaults } from './axe.ts';
import { readTold, type Stage, setStage, type Told } from './stage.ts';
import { states } from './states.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

/** Columns whose texts a person must have before deciding. */
const words = ['title', 'address', 'before', 'after', 'finding', 'state', 'outcome', 'why'];

/** How often it stands there is told beside it. */
const plain = (cell: unknown): string => String(cell).replace(/ \(\d+ times\)$/, '');

const missing = (text: string, { says, notes, rows }: Told): string[] => {
  const cells = rows.flatMap(row => words.flatMap(name => (row[name] == null ? [] : [plain(row[name])])));
  const squeezed = text.replaceAll(/\s+/g, '');
  return [says, ...notes, ...cells].filter(each => !squeezed.includes(each.replaceAll(/\s+/g, '')));
};

describe.each(states.map(({ name }) => name))('the state %s', name => {
  it('shows all that the text says, in both themes and widths, and breaks nothing', async () => {
    await using view = await stage.open(name);
    await view.reaches('shown');
    const told = readTold(view.opening.result);
    expect(told.rows.length).toBeGreaterThan(0);
    expect(missing((await view.at.getByRole('main').textContent()) ?? '', told)).toEqual([]);
    for (const [theme, width] of [
      ['light', 1200],
      ['dark', 1200],
      ['dark', 360],
      ['light', 360],
    ] as const) {
      await view.setTheme(theme);
      await view.setWidth(width);
      // What it looks at is dear: each theme and each width once, and all four in the long form of `npm run prove`.
      if (times > 1 || (theme === 'light') === (width === 1200))
        expect(await findFaults(view), `${theme}, ${width}`).toEqual([]);
      // Nothing must be scrolled to the side, except tables in their own box.
      expect(await view.frame().evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
    expect(view.seen.ready.length).toBe(1);
    const [first, second] = view.seen.sizes;
    expect(Math.max(first?.height ?? 0, second?.height ?? 0)).toBeGreaterThan(100);
    expect({ errors: view.errors, forbidden: view.forbidden, asked: view.requests, left: view.left }).toEqual({
      ...{ errors: [], forbidden: [], asked: [], left: [] },
    });
  });
});

it('would be told by axe of words that nobody can read', async () => {
  await using view = await stage.open('compare');
  await view.reaches('shown');
  await view.frame().evaluate("document.querySelector('.says').style.color = 'light-dark(#ddd, #333)'");
  expect(await findFaults(view)).toEqual([expect.stringMatching(/^color-contrast: <p class="says"/)]);
});
