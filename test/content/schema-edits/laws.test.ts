// What edits of a content type hold to, whatever list of them is given.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editType } from '../../../src/content/schema-edits/edit.ts';
import type { SchemaEdit } from '../../../src/content/schema-edits/editing.ts';
import { listPartPaths } from '../../../src/content/schema-edits/level.ts';
import '../../draws.ts';
import { times } from '../../long.ts';
import { find, type, uids } from './type.ts';

describe('any list of changes', () => {
  const paths = listPartPaths(type);
  const path = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...paths) },
    { weight: 1, arbitrary: fc.constantFrom('nix', 'seo.nix', 'button.label', '') },
  );
  const lastOf = (of: string): string => of.split('.').at(-1) as string;
  const newField = fc.record(
    {
      data_type: fc.constantFrom('text', 'number', 'json', 'file', 'isodate', 'group', 'string'),
      mandatory: fc.boolean(),
      description: fc.string({ maxLength: 5 }),
      choices: fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 }),
    },
    { requiredKeys: ['data_type'] },
  );
  const place = fc.oneof(
    fc.constant({}),
    path.map(before => ({ before: lastOf(before) })),
    path.map(after => ({ after })),
  );
  const change: fc.Arbitrary<SchemaEdit> = fc.oneof(
    fc.tuple(path, fc.constantFrom('fresh', 'other'), newField, place).map(([above, uid, add, at]) => ({
      field: above.includes('.') ? `${above.slice(0, above.lastIndexOf('.'))}.${uid}` : uid,
      add,
      ...at,
    })),
    fc
      .tuple(
        path,
        fc.dictionary(
          fc.constantFrom('mandatory', 'display_name', 'description', 'x', 'uid'),
          fc.constantFrom(true, 'abc', null),
          { maxKeys: 2 },
        ),
      )
      .map(([field, members]) => ({ field, change: members })),
    fc.tuple(path, place).map(([field, at]) => ({ field, move: true, ...at })),
    path.map(field => ({ field, remove: true })),
  );

  it('is carried out as a whole or not at all, and leaves what it does not name the same object', () => {
    const stored = JSON.stringify(type);
    let [done, refused] = [0, 0];
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), edits => {
        const made = editType(type, edits);
        expect(JSON.stringify(type)).toBe(stored);
        if ('problems' in made) {
          expect(made.problems.length).toBeGreaterThan(0);
          refused += 1;
          return;
        }
        done += 1;
        const { whole, value } = made;
        for (const key of Object.keys(type)) if (!(key in value)) expect(whole[key]).toBe(type[key]);
        const named = edits.map(({ field }) => field);
        for (const each of paths) {
          // Named itself, or around or within what is named: those are other objects.
          if (named.some(name => name === each || name.startsWith(`${each}.`) || each.startsWith(`${name}.`))) continue;
          const uid = lastOf(each);
          if (edits.some(({ change }) => change?.uid === uid)) continue;
          expect(find(whole, each), `${each} beside ${named.join(', ')}`).toBe(find(type, each));
        }
        // What was not moved keeps its order.
        const moved = new Set(
          edits.flatMap(({ field, move, change }) => (move || change?.uid !== undefined ? [field] : [])),
        );
        const kept = (uids(type) as string[]).filter(uid => uids(whole).includes(uid) && !moved.has(uid));
        expect(uids(whole).filter(uid => kept.includes(uid as string))).toEqual(kept);
      }),
      { numRuns: 400 * times },
    );
    expect(done).toBeGreaterThan(40 * times);
    expect(refused).toBeGreaterThan(40 * times);
  });

  it('one after the other comes to the same as all at once', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 2, maxLength: 4 }), edits => {
        const made = editType(type, edits);
        if ('problems' in made) return;
        let whole = type;
        for (const each of edits) {
          const next = editType(whole, [each]);
          // In between, something may be wanting that a later change brings.
          if ('problems' in next) return;
          whole = next.whole;
        }
        expect(whole).toEqual(made.whole);
      }),
      { numRuns: 300 * times },
    );
  });
});
