// Edits spelt out for who sent whole fields: they make what was sent, and are as small as can be.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toWritable } from '../../../src/content/check/writable.ts';
import { diff } from '../../../src/content/diff.ts';
import type { Edit } from '../../../src/content/patch/edit.ts';
import { spellEdits } from '../../../src/content/patch/spell.ts';
import { times } from '../../long.ts';
import { entry, hero, type Json, schema, values } from '../schema.ts';
import { run } from './patching.ts';
import { drawn } from './schemas.ts';

// biome-ignore lint/suspicious/noExplicitAny: entries are changed freely here
type Alter = (found: any) => void;

const alter = (change: Alter): Json => {
  const after = entry();
  change(after);
  return after;
};

const long = (word: string): string =>
  `It is a long text, as people write them, in which ${word} is but one word among many that stay just as they are.`;

it('says a text as a whole in which the same words follow each other', async () => {
  const summary = 'on and '.repeat(20_000);
  const edits = await spellEdits({ summary }, { summary: `${summary}on` }, schema);
  expect(edits).toEqual({ edits: [{ at: 'summary', set: `${summary}on` }], needsVersion: false });
});

describe('says', () => {
  it.each<[string, Alter, Edit[], boolean?]>([
    ['a text as a whole', e => Object.assign(e, { title: 'X' }), [{ at: 'title', set: 'X' }]],
    ['a file as its uid', e => Object.assign(e.cover, { uid: 'blt2' }), [{ at: 'cover', set: 'blt2' }]],
    ['a part of a link', e => Object.assign(e.more, { href: '/x' }), [{ at: 'more.href', set: '/x' }]],
    ['what is emptied', e => Object.assign(e, { summary: '' }), [{ at: 'summary', set: null }]],
    [
      'an item that moved',
      e => e.sections.unshift(e.sections.pop()),
      [{ at: 'sections[csa3]', move: true, first: true }],
    ],
    [
      'a block that is gone, and what changed beside it',
      e => {
        e.sections.splice(1, 1);
        e.sections[0].hero.headline = 'X';
      },
      [
        { at: 'sections[csa2]', remove: true },
        { at: 'sections[csa1].hero.headline', set: 'X' },
      ],
    ],
    [
      'a block between two',
      e => e.sections.splice(1, 0, { rich_text: { heading: 'X' } }),
      [{ at: 'sections', insert: { rich_text: { heading: 'X' } }, after: 'csa1' }],
    ],
    [
      'tags by themselves',
      e => Object.assign(e, { tags: ['mill', 'a', 'b'] }),
      [
        { at: 'tags[team]', remove: true },
        { at: 'tags', insert: ['a', 'b'] },
      ],
    ],
    [
      'a reference before all',
      e => e.related.unshift({ uid: 'blt1', _content_type_uid: 'page' }),
      [{ at: 'related', insert: { uid: 'blt1', _content_type_uid: 'page' }, first: true }],
    ],
    [
      'a word of rich text',
      e => Object.assign(e.body.children[1].children[0], { text: 'And when we went.' }),
      [{ at: 'body[dp1]', replace: 'left.', with: 'went.' }],
    ],
    ['paragraphs that changed places', e => e.body.children.reverse(), [{ at: 'body[dp1]', move: true, first: true }]],
    [
      'what only counts by its place',
      e => e.settings.list.splice(0, 1),
      [{ at: 'settings.list[0]', remove: true }],
      true,
    ],
    [
      'what no edit says by itself as a whole',
      e => Object.assign(e.body.children[0], { type: 'h2' }),
      [{ at: 'body', markdown: '## It rained when we arrived.\n\nAnd when we left.' }],
      true,
    ],
  ])('%s', async (_, change, edits, needsVersion = false) => {
    expect(await spellEdits(entry(), alter(change), schema)).toEqual({ edits, needsVersion });
  });

  it('the words that differ in a long text, with those around that make them stand once', async () => {
    const spell = async (before: string, after: string) =>
      (await spellEdits({ summary: before }, { summary: after }, schema))?.edits;
    expect(await spell(long('rain'), long('snow'))).toEqual([{ at: 'summary', replace: 'rain', with: 'snow' }]);
    expect(await spell(long('as'), long('like'))).toEqual([
      { at: 'summary', replace: 'which as is', with: 'which like is' },
    ]);
    expect(await spell(long('rain'), long('cold rain'))).toEqual([
      { at: 'summary', replace: ' rain', with: ' cold rain' },
    ]);
    expect(await spell(long('rain'), 'All new.')).toEqual([{ at: 'summary', set: 'All new.' }]);
  });

  it('nothing of what is the same, is no field, or is an operator', async () => {
    expect(await spellEdits(entry(), entry(), schema)).toBeUndefined();
    expect(await spellEdits(entry(), { nothing: 1 }, schema)).toBeUndefined();
    expect(await spellEdits(entry(), { title: 'X', related: { PUSH: { data: [] } } }, schema)).toBeUndefined();
  });

  it('what was not named in a group as emptied, or leaves it', async () => {
    const sent = { seo: { title: 'X' }, sections: [{ hero: { headline: 'Y', _metadata: { uid: 'csa1' } } }] };
    const kept = await spellEdits(entry(), sent, schema, { isKept: true });
    expect(kept?.edits).toEqual([
      { at: 'seo.title', set: 'X' },
      { at: 'sections[csa2]', remove: true },
      { at: 'sections[csa3]', remove: true },
      { at: 'sections[csa1].hero.headline', set: 'Y' },
    ]);
    expect((await spellEdits(entry(), { seo: sent.seo }, schema))?.edits).toEqual([
      { at: 'seo.title', set: 'X' },
      { at: 'seo.description', set: null },
      { at: 'seo.no_index', set: null },
    ]);
  });
});

/** Without uids that are made anew, and what says nothing. */
function toBare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toBare);
  if (typeof value !== 'object' || value === null) return value;
  const isNode = 'children' in value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      const isLeftOut = key === '_metadata' || (isNode && ['uid', '_version'].includes(key));
      const bare = toBare(inner);
      const isNothing = bare === null || bare === '' || (typeof bare === 'object' && Object.keys(bare).length === 0);
      return isLeftOut || isNothing ? [] : [[key, bare]];
    }),
  );
}

it('makes of any entry any other', async () => {
  await fc.assert(
    fc.asyncProperty(values(schema), values(schema), fc.boolean(), async (before, other, isOwn) => {
      // Uids of the one may be those of other things in the other: so it is with what is sent.
      const after = isOwn ? { ...before, ...other } : other;
      const spelt = await spellEdits(before, after, schema);
      const { value, problems } = await run(before, spelt?.edits ?? [], spelt?.needsVersion ?? false);
      expect(problems).toEqual([]);
      const made = Object.fromEntries(Object.keys(after).map(key => [key, { ...before, ...value }[key]]));
      const toSent = (each: Json): Json => toWritable(each, schema).value;
      expect(diff(toBare(toSent(made)), toBare(toSent(after)), { schema })).toEqual([]);
    }),
    { numRuns: 25 * times },
  );
});

it('makes of an entry of any shape another', async () => {
  const pair = drawn.chain(({ fields, entry: before }) =>
    values(fields).map(other => ({ fields, before, after: { ...before, ...other } })),
  );
  await fc.assert(
    fc.asyncProperty(pair, async ({ fields, before, after }) => {
      const spelt = await spellEdits(before, after, fields);
      const { value, problems } = await run(before, spelt?.edits ?? [], spelt?.needsVersion ?? false, fields);
      expect(problems).toEqual([]);
      const toSent = (each: Json): Json => toWritable(each, fields).value;
      expect(diff(toBare(toSent({ ...before, ...value })), toBare(toSent(after)), { schema: fields })).toEqual([]);
    }),
    { numRuns: 25 * times },
  );
});

it('keeps blocks whole that nobody touched', async () => {
  const after = alter(e => {
    e.sections.splice(1, 0, hero('csnew', 'New'));
    e.sections.reverse();
  });
  const spelt = await spellEdits(entry(), { sections: after.sections }, schema);
  expect(JSON.stringify(spelt)).not.toContain('Fort William');
  const { value } = await run(entry(), spelt?.edits ?? [], false);
  expect(diff(value, { sections: after.sections }, { schema })).toEqual([]);
});
