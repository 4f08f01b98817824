// Hostile content in every place that the view shows, in every kind of frame: no script of it runs, nothing is asked for, nothing of it is said.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times } from '../long.ts';
import { hiding, words } from './hostile-words.ts';
import type { View } from './open-view.ts';
import { type Stage, setStage } from './stage.ts';
import { frames, type Json, type Opening } from './wire.ts';

let stage: Stage;
let opening: Opening;
beforeAll(async () => {
  stage = await setStage();
  opening = await stage.prepare('plan');
});
afterAll(() => stage[Symbol.asyncDispose]());

/** Columns by view, and what a cell must be for the view to offer its row to be unticked; all else is hostile. */
const tables: Record<string, { columns: string[]; sound?: Json }> = {
  plan: {
    columns: ['content_type', 'uid', 'title', 'locale', 'environment', 'live', 'goes', 'state'],
    sound: { state: 'goes' },
  },
  outcome: { columns: ['content_type', 'uid', 'title', 'locale', 'environment', 'live', 'goes', 'state'] },
  diff: {
    columns: [
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
      'why',
    ],
    sound: { outcome: 'would be saved' },
  },
  findings: { columns: ['check', 'content_type', 'uid', 'title', 'locale', 'address', 'finding'] },
  hits: { columns: ['content_type', 'uid', 'title', 'locale', 'version', 'address', 'before', 'after'] },
  activity: {
    columns: ['when', 'by', 'what', 'content_type', 'uid', 'title', 'locale', 'environment', 'version', 'details'],
  },
  unheard: { columns: words.slice(0, 4).map(word => `x${word}`) },
};

const link = 'https://enemy.example/#!/stack/{type}/{locale}/{uid}';

/** Each word stands once in each column. */
function toResult(view: string): Json {
  const { columns, sound = {} } = tables[view] as (typeof tables)[string];
  const rows = words.map((_, index) =>
    columns.map((column, place) => sound[column] ?? words[(index + place * 7) % words.length]),
  );
  const data = {
    ...{ view, branch: words[3], says: words[0], notes: words, left: words[1], rehearsal: words[2] },
    ...{
      columns,
      rows,
      rows_left: 3,
      next_rows: { skip: 5, limit: words[4] },
      next: { code: 'c.o-d_e', after: 'page/en-us||', skip: 0 },
    },
    beside: {
      ...{
        parts: true,
        files: [words[5], 'blt0123456789abcdef'],
        links: { entry: link, asset: `javascript:${words[6]}` },
      },
      days: words.slice(0, 50).map(word => [word, 1, word, 2]),
    },
  };
  return { content: [{ type: 'text', text: JSON.stringify(data) }], structuredContent: data };
}

/** What of the page could do something: elements beside the few that are meant, and attributes with a word of content. */
const findActive = (view: View): Promise<unknown> =>
  view.frame().evaluate(`(() => {
    const known = /^(main|h1|h2|p|ul|li|div|span|section|details|summary|table|caption|thead|tbody|tr|th|td|button|input|textarea|del|ins|figure|figcaption|svg|rect)$/i;
    const names = /^(class|id|role|scope|type|tabindex|open|readonly|rows|aria-(label|labelledby|live|hidden)|data-(state|view)|viewBox|preserveAspectRatio|x|y|width|height|disabled)$/;
    const values = /^[\\w .,#%-]*$/;
    const found = [];
    for (const element of document.querySelectorAll('#review, #review *')) {
      if (!known.test(element.tagName)) found.push(element.tagName);
      for (const { name, value } of element.attributes)
        if (!names.test(name) || !values.test(value)) found.push(element.tagName + ' ' + name + '=' + value);
    }
    const scripts = document.querySelectorAll('script').length;
    return { found, hit: self.hit ?? null, scripts };
  })()`);

/** Each frame once, with and without a policy by turns; both in the long form of `npm run prove`. */
const manners = frames
  .flatMap(frame => [true, false].map(csp => ({ frame, csp })))
  .filter(({ frame, csp }) => times > 1 || csp === (frames.indexOf(frame) % 2 === 1));

describe.each(manners)('hostile content in the frame $frame, with the policy of the host: $csp', how => {
  it('stays text in every view', async () => {
    expect(words.length).toBeGreaterThanOrEqual(200);
    await using view = await stage.show(opening, { ...how, width: 360 });
    for (const name of Object.keys(tables)) {
      await view.answer(toResult(name));
      const shown = view.at.locator(`#review[data-view="${name}"][data-state="shown"]`);
      // What the page threw says more than that it did not come.
      await shown.waitFor({ state: 'attached' }).catch(error => expect(view.errors, `${name}: ${error}`).toEqual([]));
      expect(await findActive(view), name).toEqual({ found: [], hit: null, scripts: 1 });
      expect(await view.page.evaluate('globalThis.hit ?? null')).toBeNull();
      const text = (await view.at.locator('#review').textContent()) ?? '';
      // They are all there, as somebody wrote them.
      expect(words.filter(each => /^[ -~]{1,400}$/.test(each) && !text.includes(each))).toEqual([]);
      for (const { code } of hiding)
        expect(text, code.toString(16)).toContain(`pay${`U+${code.toString(16).toUpperCase().padStart(4, '0')}`}ment`);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
      expect(text).not.toMatch(/[\u0000-\u0008\u202a-\u202e\u2066-\u2069\u200b\ufeff]/);
      for (const kind of ['act', 'more']) {
        const button = view.at.locator(`button.${kind}:enabled`);
        if ((await button.count()) > 0) await button.click();
      }
    }
    expect({ asked: view.requests, left: view.left, errors: view.errors, forbidden: view.forbidden }).toEqual({
      ...{ asked: [], left: [], errors: [], forbidden: [] },
    });
    expect(view.seen.links).toEqual([]);
    expect(view.seen.calls.every(call => call.arguments?.skip === 5 && !('limit' in call.arguments))).toBe(true);
    expect(view.seen.reads.every(uri => !/[<>"'\s]/.test(uri))).toBe(true);
    // No word of content is ever said for the person.
    expect(view.seen.messages.length).toBeGreaterThanOrEqual(2);
    for (const { content } of view.seen.messages as { content: { text: string }[] }[])
      expect(content[0]?.text).toMatch(/^[\w ]+: call [a-z_]+ with the same arguments and \{[\w",.:{}[\]|/-]*\}\.$/);
  });
});

it.each([{ code: 'a b' }, { code: 'c', after: words[0] }, { code: 'c', more: 1 }, { after: 'page/en-us' }, {}])(
  'offers nothing to press where what carries it out has another form: %j',
  async next => {
    const { structuredContent, ...rest } = toResult('hits');
    const result = { ...rest, structuredContent: { ...(structuredContent as Json), next } };
    await using view = await stage.show({ ...opening, result });
    await view.reaches('shown');
    expect(await view.at.locator('button.act').count()).toBe(0);
  },
);
