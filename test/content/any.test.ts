// Whatever is sent, stored or written in a schema: nothing throws, nothing is changed in place, nothing is lost unnamed.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseAddress } from '../../src/content/address.ts';
import { check } from '../../src/content/check/check.ts';
import { listUnsaved } from '../../src/content/check/unsaved.ts';
import { toWritable } from '../../src/content/check/writable.ts';
import { diff } from '../../src/content/diff.ts';
import { merge } from '../../src/content/merge/merge.ts';
import { resolveAddress } from '../../src/content/resolve.ts';
import { walk } from '../../src/content/walk.ts';
import { toSchemas } from './anything.ts';
import { type Json, schema, values } from './schema.ts';

const languages = { locale: 'en-us', masterLocale: 'en-us' };

const keys = fc.constantFrom(
  ...schema.map(({ uid }) => uid),
  'entry',
  'tags',
  'cut',
  'rest',
  'PUSH',
  'PULL',
  'UPDATE',
  'MOVE',
  'data',
  'index',
  'query',
  'hero',
  'uid',
  '_metadata',
  'type',
  'children',
  'text',
  'a.b',
  '__proto__',
  'toString',
  'length',
);
const anything = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom(null, '', 'x', 'doc', '[secret]', 0, 1, -1, Number.POSITIVE_INFINITY, true, 'blt1', '2026-01-01'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(keys, tie('value')), { maxLength: 4 }).map(pairs => Object.fromEntries(pairs)),
  ),
})).value;
const object = fc.array(fc.tuple(keys, anything), { maxLength: 6 }).map(pairs => Object.fromEntries(pairs) as Json);

const schemas = toSchemas(keys, anything);

it('takes anything for an entry, a stored entry and a schema', () => {
  fc.assert(
    fc.property(object, object, schemas, fc.boolean(), (sent, stored, fields, isTranslation) => {
      const before = JSON.stringify([sent, stored, fields]);
      const locale = isTranslation ? 'fr-fr' : 'en-us';
      const { value, problems } = check(sent, { schema: fields, stored, locale, masterLocale: 'en-us' });
      for (const { address } of problems) expect(parseAddress(address), address).toBeDefined();
      toWritable(stored, fields);
      diff(stored, value, { schema: fields });
      diff(stored, sent);
      listUnsaved(sent, stored, fields, isTranslation);
      for (const { address, value: seen } of walk(sent, fields)) {
        const resolved = resolveAddress(sent, address);
        expect(resolved.found && resolved.value).toBe(seen);
      }
      expect(JSON.stringify([sent, stored, fields])).toBe(before);
    }),
    { numRuns: 300 },
  );
});

it('merges anything', () => {
  fc.assert(
    fc.property(object, object, object, fc.option(schemas, { nil: undefined }), (base, mine, theirs, fields) => {
      const before = JSON.stringify([base, mine, theirs]);
      const { conflicts } = merge(base, mine, theirs, fields);
      for (const { address } of conflicts) expect(parseAddress(address), address).toBeDefined();
      expect(merge(base, base, theirs, fields)).toMatchObject({ conflicts: [], changed: [] });
      expect(merge(base, mine, base, fields).conflicts).toEqual([]);
      expect(JSON.stringify([base, mine, theirs])).toBe(before);
    }),
    { numRuns: 300 },
  );
});

/** By the test's own walk: uids of all instances in a value. */
function listUids(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(listUids);
  if (typeof value !== 'object' || value === null) return [];
  const own = (value as { _metadata?: { uid?: string } })._metadata?.uid;
  return [...(own === undefined ? [] : [own]), ...Object.values(value).flatMap(listUids)];
}

/** Leaves out every item or member for which the dice say so; what names an instance stays. */
function thin(value: unknown, roll: () => boolean): unknown {
  if (Array.isArray(value)) return value.filter(() => roll()).map(item => thin(item, roll));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key === '_metadata' || roll());
  return Object.fromEntries(entries.map(([key, inner]) => [key, thin(inner, roll)]));
}

it('names every stored instance and member that what is sent leaves out', () => {
  const containers = schema.filter(({ data_type }) => ['blocks', 'group', 'global_field'].includes(data_type));
  fc.assert(
    fc.property(values(containers), fc.array(fc.boolean(), { minLength: 200, maxLength: 200 }), (found, dice) => {
      const stored = { ...found, locale: 'en-us' };
      let thrown = 0;
      const roll = () => dice[thrown++ % dice.length] !== false || thrown % 3 !== 0;
      const sent = thin(found, roll) as Json;
      // Emptied blocks are no blocks any more; what is malformed is another matter.
      const { value, losses, problems } = check(sent, { schema, stored, ...languages });
      fc.pre(!problems.some(({ kind }) => kind === 'shape'));
      const left = new Set(listUids(value));
      const named = losses.flatMap(({ address }) => {
        const resolved = resolveAddress(stored, parseAddress(address) ?? []);
        expect(resolved.found, address).toBe(true);
        return resolved.found ? listUids(resolved.value) : [];
      });
      const gone = Object.keys(sent)
        .flatMap(key => listUids(found[key]))
        .filter(uid => !left.has(uid));
      expect(new Set(named.filter(uid => !left.has(uid)))).toEqual(new Set(gone));
    }),
    { numRuns: 200 },
  );
});

it('loses nothing of what a whole entry sends back', () => {
  fc.assert(
    fc.property(values(schema), found => {
      const stored = { ...found, locale: 'en-us' };
      expect(check(found, { schema, stored, ...languages })).toMatchObject({ losses: [], needs: [], problems: [] });
    }),
    { numRuns: 60 },
  );
});
