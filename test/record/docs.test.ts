// The page on the record shows lines as they are written, and the outcomes that there are.
import { expect, it } from 'vitest';
import about from '../../package.json' with { type: 'json' };
import { fields, inOrder, type Line, outcomes } from '../../src/record/fields.ts';
import { toText } from '../../src/record/text.ts';
import { blocksOf, read } from '../docs/pages.ts';

const page = read('docs/watching.md');
const shown = JSON.parse(blocksOf(page, 'json').find(block => block.startsWith('{"v":1')) ?? '') as Line;

it('with fields of the table, in its order, whose text is the first that is shown', () => {
  expect(JSON.stringify(inOrder(shown))).toBe(JSON.stringify(shown));
  expect(Object.keys(shown).filter(key => !(key in fields))).toEqual([]);
  expect(shown.version).toBe(about.version);
  const [text = ''] = blocksOf(page, 'text');
  const [first, , wrong] = text.split('\n');
  expect(first).toBe(toText(shown));
  const { v, id, version } = shown;
  const bearer = {
    v,
    event: 'wrong_bearer',
    time: '2026-11-30T12:05:02.000Z',
    id,
    transport: 'http',
    version,
  } as const;
  expect(wrong).toBe(toText({ ...bearer, token_digest: '5f0c1ab2', address: '10.0.3.7', count: 41 }));
});

it('with each outcome', () => {
  for (const outcome of outcomes) expect(fields.outcome).toContain(`\`${outcome}\``);
});
