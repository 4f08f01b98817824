// Edits on entries of any shape: what is shown can be set, what is not named stays, and all of them are made or none.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { printAddress } from '../../../src/content/address.ts';
import { diff } from '../../../src/content/diff.ts';
import type { Edit } from '../../../src/content/patch/edit.ts';
import { toReadable } from '../../../src/content/reading/entry.ts';
import { kindOf } from '../../../src/content/schema.ts';
import { walk } from '../../../src/content/walk.ts';
import { times } from '../../long.ts';
import type { Json } from '../schema.ts';
import { run } from './patching.ts';
import { drawn } from './schemas.ts';

it('finds every address that is shown, and changes nothing when what is shown there is set', async () => {
  await fc.assert(
    fc.asyncProperty(drawn, async ({ fields, entry }) => {
      const { fields: shown, empty } = await toReadable(entry, fields);
      const edits: Edit[] = [
        ...Object.entries(shown).map(([at, set]) => ({ at, set })),
        ...empty.map(at => ({ at, set: null })),
      ];
      expect(await run(entry, edits, true, fields)).toMatchObject({ value: {}, problems: [] });
    }),
    { numRuns: 60 * times },
  );
});

it('changes at one address that alone', async () => {
  await fc.assert(
    fc.asyncProperty(drawn, fc.nat(), async ({ fields, entry }, which) => {
      const texts = [...walk(entry, fields)].filter(
        ({ field, role, value }) =>
          field && kindOf(field) === 'text' && !field.enum && typeof value === 'string' && role !== 'member',
      );
      fc.pre(texts.length > 0);
      const { address } = texts[which % texts.length] as (typeof texts)[number];
      const before = JSON.stringify(entry);
      const { value, problems } = await run(
        entry,
        [{ at: printAddress(address), set: 'quite another text' }],
        true,
        fields,
      );
      expect(problems).toEqual([]);
      const changes = diff(entry, { ...entry, ...value }, { schema: fields });
      // Of a list's plain values one goes and another comes.
      expect(new Set(changes.map(change => printAddress(change.address)))).toEqual(new Set([printAddress(address)]));
      expect(changes.at(-1)).toMatchObject({ after: 'quite another text' });
      expect(Object.keys(value)).toEqual([address[0]]);
      expect(JSON.stringify(entry)).toBe(before);
    }),
    { numRuns: 100 * times },
  );
});

const anything = fc.oneof(
  fc.constantFrom<unknown>(null, '', 'a', 'blt1', 0, true, [], {}, ['a'], { hero: {} }, { title: 'x' }, '# A\n\nb'),
  fc.jsonValue({ maxDepth: 2 }),
);

it('makes all edits or none, whatever they say, and never changes what it was given', async () => {
  await fc.assert(
    fc.asyncProperty(
      drawn,
      fc.array(fc.tuple(fc.nat(), fc.constantFrom('set', 'insert', 'move', 'remove', 'replace'), anything, fc.nat(4)), {
        maxLength: 6,
      }),
      fc.boolean(),
      async ({ fields, entry }, drafts, isExact) => {
        const known = [...walk(entry, fields)].map(({ address }) => printAddress(address));
        const edits = drafts.map(([which, verb, value, place], index): Edit => {
          const at = which % 7 === 0 ? `nowhere${which}` : (known[which % Math.max(1, known.length)] ?? 'title');
          const where: Partial<Edit> =
            place === 0 ? { first: true } : place === 1 ? { after: known[index] ?? 'x' } : {};
          if (verb === 'set') return { at, set: value };
          if (verb === 'insert') return { at, insert: value, ...where };
          if (verb === 'replace') return { at, replace: String(value).slice(0, 5) || 'e', with: 'E', all: place > 1 };
          return { at, [verb]: true, ...(verb === 'move' ? where : {}) };
        });
        const before = JSON.stringify([entry, edits]);
        const { value, problems } = await run(entry, edits, isExact, fields);
        if (problems.length > 0) expect(value).toEqual({});
        for (const problem of problems) expect(problem).toMatch(/^edits\[\d\]: \S/);
        for (const key of Object.keys(value)) expect(fields.map(({ uid }) => uid).concat('tags')).toContain(key);
        expect(JSON.stringify([entry, edits])).toBe(before);
      },
    ),
    { numRuns: 300 * times },
  );
});

const items = (count: number): Json[] =>
  Array.from({ length: count }, (_, place) => ({ label: `label ${place}`, _metadata: { uid: `cs${place}` } }));

it('gives each of two that are inserted with one uid its own', async () => {
  const [first] = items(1) as [Json];
  const { value } = await run({ items: [] }, [{ at: 'items', insert: [first, { ...first, label: 'copy' }] }]);
  const made = value.items as { label: string; _metadata: Json }[];
  expect(made).toMatchObject([first, { label: 'copy', _metadata: { uid: expect.stringMatching(/./) } }]);
  expect(made[0]?._metadata.uid).not.toBe(made[1]?._metadata.uid);
});

it('brings a list into any order by moving one item behind another', async () => {
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }), fc.boolean(), async (order, isDown) => {
      const forth = order.map(
        (item, place): Edit => ({
          at: `items[cs${item}]`,
          move: true,
          ...(place === 0 ? { first: true } : { after: `cs${order[place - 1]}` }),
        }),
      );
      const back = order.toReversed().map(
        (item, place): Edit => ({
          at: `items[cs${item}]`,
          move: true,
          ...(place === 0 ? {} : { before: `items[cs${order[6 - place]}].label` }),
        }),
      );
      const { value } = await run({ items: items(6) }, isDown ? forth : back, false);
      const made = (value.items ?? items(6)) as { label: string }[];
      expect(made.map(({ label }) => label)).toEqual(order.map(place => `label ${place}`));
    }),
    { numRuns: 50 },
  );
});

it('counts places as they were read, whatever moved meanwhile', async () => {
  const step = fc.record({ verb: fc.constantFrom('set', 'move', 'insert', 'remove'), place: fc.nat(5), to: fc.nat(5) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 10 }), async steps => {
      // By the test's own book: which of the six are where, and what they say.
      const book = items(6).map((_, place) => ({ place, label: `label ${place}` }));
      const set = new Set<number>();
      const edits = steps.flatMap(({ verb, place, to }, index): Edit[] => {
        const at = book.findIndex(each => each.place === place);
        if (at < 0 || (verb !== 'move' && set.has(place))) return [];
        const [own] = book.slice(at, at + 1) as [(typeof book)[number]];
        if (verb === 'set') {
          set.add(place);
          own.label = `set by ${index}`;
          return [{ at: `items[${place}].label`, set: own.label }];
        }
        if (verb === 'insert') {
          book.splice(at, 0, { place: -1 - index, label: `new ${index}` });
          return [{ at: 'items', insert: { label: `new ${index}` }, before: `items[${place}]` }];
        }
        book.splice(at, 1);
        if (verb === 'remove') return [{ at: `items[${place}]`, remove: true }];
        const other = book.findIndex(each => each.place === to);
        book.splice(other < 0 ? book.length : other + 1, 0, own);
        return [{ at: `items[${place}]`, move: true, ...(other < 0 ? {} : { after: `[${to}]` }) }];
      });
      const { value, problems } = await run({ items: items(6) }, edits);
      expect(problems).toEqual([]);
      const made = (value.items ?? items(6)) as { label: string }[];
      expect(made.map(({ label }) => label)).toEqual(book.map(({ label }) => label));
    }),
    { numRuns: 200 * times },
  );
});
