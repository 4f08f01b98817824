// Edits on whatever may be stored, along whatever a schema may say: refused or made, but never thrown; and no document breaks.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { printAddress } from '../../../src/content/address.ts';
import type { Edit } from '../../../src/content/patch/edit.ts';
import { spellEdits } from '../../../src/content/patch/spell.ts';
import { listNodes } from '../../../src/content/rich-text-nodes.ts';
import { walk } from '../../../src/content/walk.ts';
import { times } from '../../long.ts';
import { toSchemas } from '../anything.ts';
import { documents, element, p } from '../rich-text/documents.ts';
import { type Json, richText, schema } from '../schema.ts';
import { run } from './patching.ts';

const names = [
  ...schema.map(({ uid }) => uid),
  'hero',
  'uid',
  '_metadata',
  'type',
  'children',
  'text',
  'attrs',
  'href',
];
const keys = fc.constantFrom(...names, 'a.b', '__proto__', 'toString', 'length');

const toObject = <Value>(value: fc.Arbitrary<Value>, maxLength: number): fc.Arbitrary<Json> =>
  fc.array(fc.tuple(keys, value), { maxLength }).map(pairs => Object.fromEntries(pairs));

const anything = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom<unknown>(null, '', 'x', 'doc', 'p', 0, 1, true, 'blt1', '2026-01-01', '<x1/>'),
    fc.array(tie('value'), { maxLength: 3 }),
    toObject(tie('value'), 4),
    fc.tuple(tie('value'), tie('value')).map(([child, attrs]) => element('p', attrs as Json, child)),
    fc.tuple(tie('value'), tie('value')).map(children => ({ type: 'doc', uid: 'd', attrs: {}, children })),
  ),
})).value;

const fields = toSchemas(keys, anything);

const verbs = ['set', 'insert', 'move', 'remove', 'replace', 'markdown'] as const;
const draft = fc.record({ which: fc.nat(), verb: fc.constantFrom(...verbs), value: anything, beside: fc.nat() });

function toEdit(
  { which, verb, value, beside }: { which: number; verb: string; value: unknown; beside: number },
  known: readonly string[],
): Edit {
  const at = known[which % Math.max(1, known.length)] ?? 'title';
  if (verb === 'replace') return { at, replace: JSON.stringify(value).slice(0, 4), with: 'E', all: true };
  if (verb === 'markdown') return { at, markdown: JSON.stringify(value) };
  const places = [{ first: true }, { after: known[beside % Math.max(1, known.length)] ?? 'x' }, {}] as const;
  const where = verb === 'insert' || verb === 'move' ? places[beside % 3] : {};
  return { at, [verb]: ['move', 'remove'].includes(verb) ? true : value, ...where };
}

it('takes anything for an entry, a schema and a value', async () => {
  await fc.assert(
    fc.asyncProperty(fields, toObject(anything, 8), fc.array(draft, { maxLength: 8 }), async (own, entry, drafts) => {
      const known = [...walk(entry, own)].map(({ address }) => printAddress(address));
      const edits = drafts.map(each => toEdit(each, known));
      const before = JSON.stringify([own, entry, edits]);
      const { value, problems } = await run(entry, edits, true, own);
      if (problems.length > 0) expect(value).toEqual({});
      expect(JSON.stringify([own, entry, edits])).toBe(before);
    }),
    { numRuns: 400 * times },
  );
});

it('spells out edits of anything', async () => {
  await fc.assert(
    fc.asyncProperty(fields, toObject(anything, 6), toObject(anything, 6), async (own, stored, sent) => {
      const spelt = await spellEdits(stored, sent, own);
      expect(spelt?.edits ?? [{}]).not.toEqual([]);
    }),
    { numRuns: 200 * times },
  );
});

it('leaves every document one that an editor can open', async () => {
  const markdown = fc.constantFrom('New.', '# A\n\n- b\n- c', '> q', '**bold** and [x](/y)', '| A |\n| - |\n| 1 |');
  const step = fc.record({
    which: fc.nat(),
    verb: fc.constantFrom('set', 'insert', 'move', 'remove', 'replace'),
    text: markdown,
    beside: fc.nat(),
  });
  await fc.assert(
    fc.asyncProperty(documents, fc.array(step, { minLength: 1, maxLength: 5 }), async (drawn, steps) => {
      const stored = { ...drawn, children: [...drawn.children, p('The end.')] };
      const uids = [...listNodes(stored)].flatMap(({ value }) => ((value as Json).uid as string | undefined) ?? []);
      fc.pre(new Set(uids).size === uids.length);
      let entry: Json = { body: stored };
      // One by one, as what one of them refuses would keep back the others.
      for (const { which, verb, text, beside } of steps) {
        const [uid, other] = [uids[which % uids.length] as string, uids[beside % uids.length] as string];
        const node = `body[${uid}]`;
        const edits: Record<string, Edit> = {
          set: { at: node, set: text, drop: ['x1', 'x2', 'x3'] },
          insert: { at: 'body', insert: text, after: other },
          move: { at: node, move: true, before: other },
          remove: { at: node, remove: true },
          replace: { at: node, replace: 'e', with: '', all: true },
        };
        const { value } = await run(entry, [edits[verb] as Edit], true, [richText('body')]);
        entry = { ...entry, ...value };
      }
      const nodes = [...listNodes(entry.body)].map(({ value }) => value as Json);
      const made = nodes.flatMap(({ uid }) => (uid as string | undefined) ?? []);
      expect(new Set(made).size).toBe(made.length);
      // A table of one row has a body without any.
      for (const { children, text, type } of nodes)
        if (text === undefined && type !== 'tbody') expect(children).not.toEqual([]);
      for (const { type, text } of nodes) expect(typeof (text ?? type)).toBe('string');
    }),
    { numRuns: 100 * times },
  );
});
