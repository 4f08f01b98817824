// What is refused in another language than the master's, and what may always be sent.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CheckOptions, check } from '../../src/content/check/check.ts';
import { toWritable } from '../../src/content/check/writable.ts';
import { asset, document, entry, field, group, type Json, richText, schema, text, values } from './schema.ts';

const languages = { locale: 'en-us', masterLocale: 'en-us' };

const run = (sent: Json, more: Partial<CheckOptions> = {}) =>
  check(sent, { schema, stored: entry(), ...languages, ...more });

/** Each problem as `kind address` and, where there is one, `~near`. */
const tell = (sent: Json, more: Partial<CheckOptions> = {}): string[] =>
  run(sent, more).problems.map(
    ({ kind, address, near }) => `${kind} ${address}${near === undefined ? '' : ` ~${near}`}`,
  );

const long = JSON.parse('12345678901234567890') as number;

describe('in another language', () => {
  const french = { locale: 'fr-fr', stored: { ...entry(), locale: 'fr-fr' } };

  it.each<[string, Json, string[]]>([
    ['a price', { price: 1, title: 'x' }, ['shared price']],
    ['the same price', { price: 59 }, []],
    [
      'a field that is shared, deep inside',
      {
        sections: [
          {
            columns: { column: [{ code: 'X', name: 'Nord', _metadata: { uid: 'csb1' } }], _metadata: { uid: 'csa3' } },
          },
        ],
      },
      ['shared sections[csa3].columns.column[csb1].code'],
    ],
    [
      'one in an item that is new',
      { sections: [{ columns: { column: [{ code: 'X', name: 'Neu', _metadata: { uid: 'csnew' } }] } }] },
      [],
    ],
    ['an operator', { price: { ADD: 1 } }, ['shared price']],
    ['its own language in the entry', { title: 'x', locale: 'fr-fr' }, []],
    ['another language in the entry', { title: 'x', locale: 'en-us' }, ['locale locale']],
  ])('%s', (_, sent, expected) => {
    expect(tell(sent, french)).toEqual(expected);
  });

  it('a group that is shared as a whole', () => {
    const types = [group('place', [text('street'), field('picture', 'file')], { non_localizable: true })];
    const stored = { place: { street: 'High Street', picture: asset('blta') }, locale: 'fr-fr' };
    const more = { schema: types, stored, locale: 'fr-fr' };
    expect(tell({ place: { street: 'Grande Rue', picture: 'blta' } }, more)).toEqual(['shared place']);
    expect(tell({ place: stored.place }, more)).toEqual([]);
    expect(tell({ place: { street: 'x' } }, { ...more, locale: 'en-us' })).toEqual([]);
  });
});

describe('lets pass', () => {
  const broken: Json = {
    ...entry(),
    category: 'no choice any more',
    sizes: ['XXL', 'S'],
    body: '<p>HTML where JSON should be</p>',
    rank: '59',
    day: '2026-03-09T09:00:00',
    cover: 'Morning at the hut',
    gone: { from: 'the schema' },
    summary: 'the word [secret] stands here',
    settings: { n: long },
    related: [{ uid: 'blt1', _content_type_uid: 'gone_type' }],
    sections: [{ gone_block: { a: 1 } }, { hero: { text: 'no headline', old: 'x', _metadata: { uid: 'csa1' } } }],
  };

  it('whatever is stored already, and checks what is changed beside it', () => {
    expect(tell({ ...broken }, { stored: broken })).toEqual([]);
    expect(tell({ ...broken, category: 'none either' }, { stored: broken })).toEqual(['choice category']);
    expect(tell({ sizes: ['XXL', 'M'] }, { stored: broken })).toEqual([]);
    const sections = structuredClone(broken.sections) as Json[];
    (sections[1]?.hero as Json).text = 'other';
    expect(tell({ sections }, { stored: broken })).toEqual([]);
  });

  it('an entry as it is read, in the form it can be sent', () => {
    fc.assert(
      fc.property(values(schema), found => {
        const stored = { ...found, uid: 'blt1', locale: 'en-us', _version: 3, tags: ['a'] };
        const { value, problems } = toWritable(stored, schema);
        expect(problems).toEqual([]);
        const checked = check(value, { schema, stored, ...languages });
        expect(checked).toEqual({
          value,
          problems: [],
          more: 0,
          isUnchanged: true,
          notes: [],
          moreNotes: 0,
          needs: [],
          losses: [],
        });
        const raw = check(stored, { schema, stored, ...languages });
        expect(raw).toEqual({ ...checked, value });
      }),
      { numRuns: 60 },
    );
  });

  it('what a plugin may have named', () => {
    const types = [richText('body', { plugins: ['bltplugin'] })];
    const body = { type: 'doc', children: [{ type: 'quote', uid: 'q', children: [{ text: 'x' }] }] };
    expect(tell({ body }, { schema: types })).toEqual([]);
    expect(tell({ body: document(['x']) })).toEqual([]);
  });

  it.each(['2026-03-09', '2026-03-09T09:00Z', '2026-03-09T09:00:00.000+01:00', '2024-02-29T23:59:59-0500'])(
    'the date %s',
    day => {
      expect(tell({ day })).toEqual([]);
    },
  );

  it('what a request keeps of the CMA, when it is named', () => {
    const _variant = { _change_set: ['title'] };
    expect(run({ title: 'x', _variant }, { keep: ['_variant'] }).value).toEqual({ title: 'x', _variant });
    expect(run({ title: 'x', uid: 'bltnew' }, { stored: undefined }).value).toEqual({ title: 'x', uid: 'bltnew' });
  });
});
