// What a changed content type costs its entries: counted by language, held against the state, with near misses beside.
import { describe, expect, it } from 'vitest';
import type { Seed } from '../../../src/sandbox/seed/form/format.ts';
import type { Json } from '../../harness.ts';
import { makeSeed, plant, text, translate, uidOf } from '../find/seed.ts';
import { listRows, openStack, type Stack } from '../sandbox.ts';

const task = 'change_content_type';
const dry = (content_type_uid: string, changes: Json[]) => ({ content_type_uid, changes, dry_run: true });
const columns = ['field', 'effect', 'why', 'locale', 'entries'];

/** Says something, as far as this test needs to know. */
const isHeld = (value: unknown): boolean => {
  if (value === undefined || value === null || value === '') return false;
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value !== 'object') return true;
  const { title, href, type } = value as Json;
  return type === 'doc' || !('href' in value) || Boolean(title || href);
};

/** By language, how many entries have a version of their own with a value there: told from the state alone. */
function countHeld({ sandbox }: Stack, type: string, field: Json): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const record of Object.values(sandbox.state.branches.main?.entries[type] ?? {})) {
    if (record.deleted_at !== undefined) continue;
    for (const [locale, versions] of Object.entries(record.locales)) {
      if (field.non_localizable === true && locale !== 'en-us') continue;
      const value = (versions.at(-1)?.fields as Json)[field.uid as string];
      const isGroup = field.data_type === 'group' || field.data_type === 'global_field';
      const holds = isGroup && !Array.isArray(value) ? Object.values(value ?? {}).some(isHeld) : isHeld(value);
      if (holds) counts[locale] = (counts[locale] ?? 0) + 1;
    }
  }
  return counts;
}

it('counts who holds what is removed, for each field of the demo stack', async () => {
  await using opened = await openStack({ settings: { MAX_RESULT_TOKENS: '100000' } });
  const { content_types } = await opened.send('GET', '/content_types');
  let [held, fields] = [0, 0];
  for (const { uid, schema } of content_types as { uid: string; schema: Json[] }[]) {
    for (const field of schema.filter(each => !['title', 'url'].includes(String(each.uid)))) {
      const answer = await opened.call(task, dry(uid, [{ field: field.uid, remove: true }]));
      const told = Object.fromEntries(listRows(answer, ['locale', 'entries']) as [string, number][]);
      expect(told, `${uid}.${field.uid}`).toEqual(countHeld(opened, uid, field));
      fields += 1;
      held += Object.keys(told).length;
    }
  }
  expect(fields).toBeGreaterThan(35);
  expect(held).toBeGreaterThan(60);
});

/** A story in three languages and two in the master's: each hit stands beside one that is not. */
const stories: Seed['entries'] = [
  plant(
    1,
    [
      {
        title: 'One',
        note: 'A long note, as notes go',
        tone: 'loud',
        words: ['a', 'b', 'c'],
        price: 10,
        day: '2026-05-01',
        related: [{ uid: uidOf(2), _content_type_uid: 'story' }],
      },
    ],
    {},
    [
      translate('fr-fr', { title: 'Un', note: 'A long note, as notes go', tone: 'loud', words: ['a'], lines: 'x' }),
      translate('de-de', { title: 'Eins', note: 'Kurz', tone: 'quiet', words: [], price: 10 }),
    ],
  ),
  plant(2, [{ title: 'Two', note: 'Short', tone: 'quiet', words: ['a'], price: 99, day: '2026-07-01', lines: 'same' }]),
  plant(
    3,
    [
      {
        title: 'Three',
        note: 'Short',
        words: [],
        lines: 'same',
        related: [{ uid: uidOf(1), _content_type_uid: 'story' }],
      },
    ],
    {},
    [translate('de-de', { title: 'Drei', lines: 'same', note: 'Short' })],
  ),
];

const open = (more: Json[] = []) => {
  const seed = makeSeed(stories);
  const entries = more as unknown as Seed['entries'];
  return openStack({ seed: { ...seed, entries: [...seed.entries, ...entries] } });
};

describe('an entry becomes invalid', () => {
  it.each([
    [
      'mandatory, where it is empty',
      { field: 'lines', change: { mandatory: true } },
      [
        ['en-us', 1],
        ['de-de', 1],
      ],
      'mandatory and empty',
    ],
    [
      'mandatory, and the same in every language',
      { field: 'lines', change: { mandatory: true, non_localizable: true } },
      [['en-us', 1]],
      'mandatory and empty',
    ],
    [
      'a new field that is mandatory',
      { field: 'extra', add: { data_type: 'text', mandatory: true } },
      [
        ['en-us', 3],
        ['fr-fr', 1],
        ['de-de', 2],
      ],
      'mandatory and empty',
    ],
    [
      'a choice less',
      { field: 'tone', change: { choices: ['quiet'] } },
      [
        ['en-us', 1],
        ['fr-fr', 1],
      ],
      'none of the choices',
    ],
    ['fewer values', { field: 'words', change: { max_instance: 2 } }, [['en-us', 1]], 'more than 2'],
    [
      'one value in place of several',
      { field: 'words', change: { multiple: false } },
      [
        ['en-us', 2],
        ['fr-fr', 1],
      ],
      'a list, where one value is wanted',
    ],
    [
      'a shorter text',
      { field: 'note', change: { max: 10 } },
      [
        ['en-us', 1],
        ['fr-fr', 1],
      ],
      'more than 10 characters',
    ],
    ['a smaller number', { field: 'price', change: { max: 50 } }, [['en-us', 1]], 'more than 50'],
    ['an earlier end', { field: 'day', change: { endDate: '2026-06-01' } }, [['en-us', 1]], 'after 2026-06-01'],
    [
      'no story any more',
      { field: 'related', change: { reference_to: ['person'] } },
      [
        ['en-us', 2],
        ['fr-fr', 1],
        ['de-de', 2],
      ],
      'refers to story',
    ],
    [
      'what no other may say, by language',
      { field: 'lines', change: { unique: true } },
      [['en-us', 2]],
      'as in another entry',
    ],
  ])('%s', async (_, edit, found, why) => {
    await using opened = await open();
    const answer = await opened.call(task, dry('story', [edit]));
    const [lines, others] = [
      listRows(answer, columns),
      listRows(answer, columns).filter(([, effect]) => effect !== 'invalid'),
    ];
    const told = lines.filter(([, effect, says]) => effect === 'invalid' && says === why).map(row => row.slice(3));
    expect(told).toEqual(found);
    // Only what languages do not share is lost beside it.
    expect(others.every(([, effect, says]) => effect === 'lost' && says === "not the master language's")).toBe(true);
  });
});

it('tells what languages say otherwise, where they are to say the same', async () => {
  await using opened = await open();
  const rows = async (field: string) =>
    listRows(await opened.call(task, dry('story', [{ field, change: { non_localizable: true } }])), columns);
  // The same in French; German says something else, and nothing in the third.
  expect(await rows('note')).toEqual([['note', 'lost', "not the master language's", 'de-de', 1]]);
  expect(await rows('lines')).toEqual([['lines', 'lost', "not the master language's", 'fr-fr', 1]]);
  expect(await rows('price')).toEqual([]);
});

it('tells of no difference to what did not come', async () => {
  // All alike in both languages, but the last.
  const many = Array.from({ length: 150 }, (_, index) =>
    plant(
      100 + index,
      [{ lines: 'x' }],
      {},
      index < 120 ? [] : [translate('fr-fr', { lines: index < 149 ? 'x' : 'y' })],
    ),
  );
  await using opened = await openStack({ seed: makeSeed(many) });
  const args = dry('story', [{ field: 'lines', change: { non_localizable: true } }]);
  expect((await opened.call(task, args)).says).toContain('1 would lose a value, of 150 entries');
  opened.sandbox.fault({
    ...{ method: 'GET', path: '/content_types/story/entries', nth: 2, times: 1 },
    answer: { status: 400, body: { error_message: 'no', error_code: 1 } },
  });
  expect((await opened.call(task, args)).says).toMatch(/no entry would lose .* that could be looked at$/);
});

it('names entries with what they hold, and says that a format is not looked at', async () => {
  await using opened = await open();
  const answer = await opened.call(
    task,
    dry('story', [
      { field: 'day', remove: true },
      { field: 'note', change: { format: '^[A-Z]' } },
    ]),
  );
  expect(answer.says).toContain('2 would lose a value, of 3 entries in 3 languages');
  expect(listRows(answer, ['field', 'effect', 'locale', 'entries', 'examples'])).toEqual([
    [
      'day',
      'lost',
      'en-us',
      2,
      expect.stringContaining(`"One" (${uidOf(1)}): "2026-05-01"; "Two" (${uidOf(2)}): "2026-07-01"`),
    ],
    // A translation begins as what it is made from.
    ['day', 'lost', 'fr-fr', 1, expect.stringContaining(`"Un" (${uidOf(1)}): "2026-05-01"`)],
    ['day', 'lost', 'de-de', 1, expect.stringContaining(`"Eins" (${uidOf(1)}): "2026-05-01"`)],
    ...[
      ['en-us', 3],
      ['fr-fr', 1],
      ['de-de', 2],
    ].map(each => ['note', 'not looked at', ...each, expect.any(String)]),
  ]);
});

it('goes through all pages, and never says none where one did not come', async () => {
  const many = Array.from({ length: 230 }, (_, index) => plant(100 + index, [{ lines: index === 150 ? 'held' : '' }]));
  await using opened = await open(many as unknown as Json[]);
  const args = dry('story', [{ field: 'lines', remove: true }]);
  const whole = await opened.call(task, args);
  expect(whole.says).toContain('4 would lose a value, of 233 entries');
  opened.sandbox.fault({
    ...{ method: 'GET', path: '/content_types/story/entries', nth: 2, times: 1 },
    answer: { status: 400, body: { error_message: 'no', error_code: 1 } },
  });
  const broken = await opened.call(task, args);
  expect(broken.says).toContain('at least 3 would lose a value, of 133 entries');
  expect(broken.notes).toContainEqual(expect.stringMatching(/^not read: story in en-us, 101 to 200/));
});

describe('a global field', () => {
  const entries = [
    plant(1, [
      {
        cta: { label: 'Go', target: { title: '', href: '' } },
        sections: [{ cta: { label: 'In', _metadata: { uid: 'cs1' } } }],
      },
    ]),
    plant(2, [{ sections: [{ hero: { headline: 'x', cta: { label: 'Deep' }, _metadata: { uid: 'cs2' } } }] }]),
    plant(3, [{ cta: { label: '' }, seo: { description: 'no label' } }]),
  ];
  const remove = { content_type_uid: 'cta', global_field: true, changes: [{ field: 'label', remove: true }] };

  it('is changed in all that use it, wherever it stands', async () => {
    await using opened = await openStack({ seed: makeSeed(entries) });
    const answer = await opened.call(task, remove);
    expect(answer.says).toContain('2 lost a value, of 3 entries');
    expect(listRows(answer, ['content_type', 'field', 'entries'])).toEqual([
      ['story', 'sections.hero.cta.label', 1],
      ['story', 'sections.cta.label', 1],
      ['story', 'cta.label', 1],
    ]);
    const { global_field } = await opened.send('GET', '/global_fields/cta');
    expect(((global_field as Json).schema as Json[]).map(({ uid }) => uid)).toEqual(['target']);
  });

  it('is named where its fields are asked for in a content type', async () => {
    await using opened = await openStack({ seed: makeSeed(entries) });
    const said = await opened.fail(task, dry('story', [{ field: 'sections.cta.label', remove: true }]));
    expect(said).toContain(
      'global field cta, which is changed for all that use it: with content_type_uid: "cta" and global_field: true',
    );
  });

  it('is left alone where it may not be written', async () => {
    for (const off of ['update_global_field', 'get_global_field']) {
      await using opened = await openStack({ seed: makeSeed(entries), settings: { TOOLS_DENY: off } });
      expect(await opened.fail(task, remove)).toContain(`global_field: ${off} is off here`);
    }
    await using blind = await openStack({ seed: makeSeed(entries), settings: { TOOLS_DENY: 'list_content_types' } });
    expect((await blind.call(task, { ...remove, dry_run: true })).says).toContain(
      'how many entries lose a value is not known: content types cannot be listed here',
    );
  });

  it('that holds another is saved by the newer API', async () => {
    await using opened = await openStack({ seed: makeSeed(entries) });
    const global_field = {
      uid: 'big',
      title: 'Big',
      schema: [text('a'), { ...text('cta'), data_type: 'global_field', reference_to: 'cta' }],
    };
    await opened.send('POST', '/global_fields', { global_field }, { api_version: '3.2' });
    await opened.call(task, {
      content_type_uid: 'big',
      global_field: true,
      changes: [{ field: 'b', add: { data_type: 'text' } }],
    });
    const { global_field: now } = await opened.send('GET', '/global_fields/big');
    expect(((now as Json).schema as Json[]).map(({ uid }) => uid)).toEqual(['a', 'cta', 'b']);
    expect(((now as Json).schema as Json[])[1]).not.toHaveProperty('schema');
  });
});
