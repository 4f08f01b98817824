// Edits of a content type: what each makes of the schema, and what is refused before anything is sent.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editType } from '../../../src/content/schema-edits/edit.ts';
import type { Editing, SchemaEdit } from '../../../src/content/schema-edits/editing.ts';
import { listPartPaths } from '../../../src/content/schema-edits/level.ts';
import type { Json } from '../../../src/content/value.ts';
import '../../draws.ts';
import { times } from '../../long.ts';
import { field, schema, text } from '../schema.ts';

const type: Json = {
  uid: 'post',
  title: 'Post',
  description: 'What we write.',
  schema,
  options: {
    is_page: true,
    singleton: false,
    title: 'title',
    sub_title: ['summary'],
    url_pattern: '/:category/:title',
  },
  field_rules: [
    {
      match_type: 'all',
      conditions: [{ operand_field: 'rank', operator: 'equals', value: 1 }],
      actions: [{ action: 'show', target_field: 'seo.description' }],
    },
  ],
  labels: ['blt1'],
};

function edit(edits: SchemaEdit[], editing?: Editing, of: Json = type): { whole: Json; value: Json; notes: string[] } {
  const done = editType(of, edits, editing);
  if ('problems' in done) throw new Error(done.problems.join('\n'));
  return done;
}

const refuse = (edits: SchemaEdit[], editing?: Editing, of: Json = type): readonly string[] => {
  const done = editType(of, edits, editing);
  return 'problems' in done ? done.problems : ['nothing'];
};

/** A part of a schema by its path. */
function find(of: Json, path: string): Json | undefined {
  let holder: Json | undefined = of;
  for (const uid of path.split('.')) {
    const list = (holder?.data_type === 'blocks' ? holder.blocks : holder?.schema) as Json[] | undefined;
    holder = list?.find(each => each.uid === uid);
  }
  return holder;
}

const uids = (of: Json, path?: string): unknown[] => {
  const holder = path === undefined ? of : find(of, path);
  return ((holder?.blocks ?? holder?.schema) as Json[]).map(({ uid }) => uid);
};

describe('add', () => {
  it('puts a field at the end, and fills in what an editor would', () => {
    const { whole, value } = edit([{ field: 'sub_title', add: { data_type: 'text' } }]);
    expect(Object.keys(value)).toEqual(['schema']);
    expect(uids(whole).at(-1)).toBe('sub_title');
    expect(find(whole, 'sub_title')).toEqual({
      data_type: 'text',
      display_name: 'Sub title',
      uid: 'sub_title',
      field_metadata: { description: '', default_value: '', version: 3 },
      format: '',
      error_messages: { format: '' },
      mandatory: false,
      unique: false,
      multiple: false,
      non_localizable: false,
    });
  });

  it.each([
    ['before', { before: 'html' }, ['summary', 'note', 'html']],
    ['after', { after: 'html' }, ['html', 'note', 'category']],
    ['a path of the same list', { after: 'seo.title' }, ['title', 'note', 'description'], 'seo.note'],
  ])('stands %s another', (_, place, beside, path = 'note') => {
    const { whole } = edit([{ field: path, add: { data_type: 'number' }, ...place }]);
    const list = path.includes('.') ? uids(whole, 'seo') : uids(whole);
    expect(list.join(' ')).toContain(beside.join(' '));
  });

  it.each([
    [
      'keeps what is said',
      { data_type: 'text', mandatory: true, display_name: 'Own' },
      { mandatory: true, display_name: 'Own' },
    ],
    [
      'takes metadata that stand beside it',
      { data_type: 'text', description: 'Short.', multiline: true },
      { field_metadata: { description: 'Short.', default_value: '', version: 3, multiline: true } },
    ],
    [
      'makes choices of words',
      { data_type: 'text', choices: ['S', 'M'] },
      { display_type: 'dropdown', enum: { advanced: false, choices: [{ value: 'S' }, { value: 'M' }] } },
    ],
    [
      'knows choices with labels',
      { data_type: 'text', multiple: true, enum: { choices: [{ value: 's', key: 'Small' }] } },
      { display_type: 'checkbox', multiple: true, enum: { advanced: true, choices: [{ value: 's', key: 'Small' }] } },
    ],
    [
      'takes JSON for rich text',
      { data_type: 'json' },
      {
        reference_to: ['sys_assets'],
        field_metadata: expect.objectContaining({ allow_json_rte: true, embed_entry: false }),
      },
    ],
    [
      'lets rich text embed what it refers to',
      { data_type: 'json', reference_to: ['sys_assets', 'post'] },
      { field_metadata: expect.objectContaining({ embed_entry: true }) },
    ],
    [
      'leaves JSON of an app to the app',
      { data_type: 'json', extension_uid: 'blt1' },
      { config: {}, field_metadata: { extension: true }, extension_uid: 'blt1' },
    ],
    [
      'refers to one',
      { data_type: 'reference', reference_to: 'post' },
      { reference_to: ['post'], multiple: false, field_metadata: expect.objectContaining({ ref_multiple: false }) },
    ],
    [
      'refers to several',
      { data_type: 'reference', reference_to: ['post'], multiple: true },
      { multiple: false, field_metadata: expect.objectContaining({ ref_multiple: true }) },
    ],
    ['has no limits of dates', { data_type: 'isodate' }, { startDate: null, endDate: null }],
    ['takes any file', { data_type: 'file', multiple: true }, { extensions: [], multiple: true }],
    ['is off', { data_type: 'boolean' }, { field_metadata: { description: '', default_value: false } }],
    [
      'fills in the fields of a group',
      { data_type: 'group', schema: [{ uid: 'alt', data_type: 'text' }] },
      { schema: [expect.objectContaining({ display_name: 'Alt', format: '' })], multiple: false },
    ],
    [
      'fills in blocks',
      { data_type: 'blocks', blocks: [{ uid: 'big_quote', schema: [{ uid: 'words', data_type: 'text' }] }] },
      {
        multiple: true,
        blocks: [
          { uid: 'big_quote', title: 'Big quote', schema: [expect.objectContaining({ display_name: 'Words' })] },
        ],
      },
    ],
    ['points at a global field', { data_type: 'global_field', reference_to: 'seo' }, { reference_to: 'seo' }],
  ])('%s', (_, add, found) => {
    const { whole } = edit([{ field: 'one_more', add: add as Json }]);
    expect(find(whole, 'one_more')).toMatchObject(found as Json);
  });

  it('goes into groups, blocks and the fields of blocks', () => {
    const { whole } = edit([
      { field: 'items.children.note', add: { data_type: 'text' } },
      { field: 'sections.quote', add: { schema: [{ uid: 'words', data_type: 'text' }] }, before: 'hero' },
      { field: 'sections.quote.author', add: { data_type: 'reference', reference_to: ['person'] } },
      { field: 'sections.columns.column.cards.card.meta.extra', add: { data_type: 'number' }, before: 'note' },
    ]);
    expect(uids(whole, 'items.children')).toEqual(['label', 'order', 'note']);
    expect(uids(whole, 'sections')).toEqual(['quote', 'hero', 'rich_text', 'columns', 'cta']);
    expect(uids(whole, 'sections.quote')).toEqual(['words', 'author']);
    expect(uids(whole, 'sections.columns.column.cards.card.meta')).toEqual(['alt', 'extra', 'note']);
  });

  it('takes the uid in what is added where the path is that of what it goes into', () => {
    const { whole } = edit([
      { field: 'seo', add: { uid: 'keywords', data_type: 'text' } },
      { field: 'sections[csa1].hero', add: { uid: 'kicker', data_type: 'text' } },
    ]);
    expect(uids(whole, 'seo')).toEqual(['title', 'description', 'no_index', 'keywords']);
    expect(uids(whole, 'sections.hero')).toContain('kicker');
  });

  it('makes a page of what was none, with a url that is its own', () => {
    const plain = { ...type, schema: schema.filter(({ uid }) => uid !== 'url'), options: { is_page: false } };
    const { whole, value } = edit(
      [{ field: 'url', add: { data_type: 'text' }, after: 'title' }],
      { set: { options: { is_page: true } } },
      plain,
    );
    expect(find(whole, 'url')).toMatchObject({ mandatory: true, field_metadata: { _default: true } });
    expect(value.options).toEqual({ is_page: true });
  });
});

describe('change', () => {
  it('merges objects, takes away what is null and leaves all else as it is', () => {
    const { whole } = edit([
      { field: 'category', change: { mandatory: true, description: 'The shelf.', display_type: null } },
    ]);
    const [before, after] = [find(type, 'category') as Json, find(whole, 'category') as Json];
    const { display_type: _, ...rest } = before;
    expect(after).toEqual({
      ...rest,
      mandatory: true,
      field_metadata: { description: 'The shelf.', default_value: '' },
    });
    expect(after.enum).toBe(before.enum);
    expect(Object.keys(after)).toEqual(Object.keys(rest));
  });

  it('replaces choices, and says them in short', () => {
    const { whole } = edit([{ field: 'sizes', change: { choices: ['S', 'M'] } }]);
    expect(find(whole, 'sizes')?.enum).toEqual({ advanced: false, choices: [{ value: 'S' }, { value: 'M' }] });
  });

  it('lets a reference take several, in the way that its schema says it', () => {
    const { whole } = edit([
      { field: 'author', change: { multiple: true } },
      { field: 'editor', change: { multiple: true } },
    ]);
    expect(find(whole, 'author')).toMatchObject({ multiple: false, field_metadata: { ref_multiple: true } });
    expect(find(whole, 'editor')).toMatchObject({ multiple: true, reference_to: 'person' });
  });

  it('gives another data type what it needs', () => {
    const { whole } = edit([{ field: 'rank', change: { data_type: 'reference', reference_to: 'post' } }]);
    expect(find(whole, 'rank')).toMatchObject({
      reference_to: ['post'],
      field_metadata: { description: '', ref_multiple: false },
    });
  });

  it('renames, also a kind of block', () => {
    const { whole } = edit([
      { field: 'summary', change: { uid: 'teaser' } },
      { field: 'sections.hero', change: { uid: 'banner', title: 'Banner' } },
    ]);
    expect(uids(whole)[2]).toBe('teaser');
    expect(uids(whole, 'sections')[0]).toBe('banner');
  });

  it('changes nothing where all is as it was', () => {
    const { value, whole } = edit([{ field: 'summary', change: { mandatory: false, display_name: 'Summary' } }]);
    expect(value).toEqual({});
    expect(whole).toBe(type);
  });
});

describe('move and remove', () => {
  it('moves among its fellows', () => {
    const { whole } = edit([
      { field: 'price', move: true, before: 'title' },
      { field: 'seo.no_index', move: true, after: 'title' },
      { field: 'sections.cta', move: true, before: 'sections.hero' },
    ]);
    expect(uids(whole).slice(0, 3)).toEqual(['price', 'title', 'url']);
    expect(uids(whole, 'seo')).toEqual(['title', 'no_index', 'description']);
    expect(uids(whole, 'sections')).toEqual(['cta', 'hero', 'rich_text', 'columns']);
    expect(find(whole, 'price')).toBe(find(type, 'price'));
  });

  it('stays where it stands already', () => {
    expect(edit([{ field: 'url', move: true, after: 'title' }]).value).toEqual({});
  });

  it('removes fields, kinds of blocks and what is in them', () => {
    const { whole, notes } = edit([
      { field: 'summary', remove: true },
      { field: 'category', remove: true },
      { field: 'sections.rich_text', remove: true },
      { field: 'sections.hero.text', remove: true },
    ]);
    expect(listPartPaths(type).filter(path => !listPartPaths(whole).includes(path))).toEqual([
      'summary',
      'category',
      'sections.hero.text',
      'sections.rich_text',
      'sections.rich_text.heading',
      'sections.rich_text.body',
    ]);
    expect(notes).toEqual([
      expect.stringContaining('options.sub_title still names summary'),
      expect.stringContaining('options.url_pattern still names category'),
    ]);
  });

  it('lets later changes see what earlier ones did', () => {
    const { whole } = edit([
      { field: 'facts', add: { data_type: 'group', schema: [{ uid: 'height', data_type: 'number' }] } },
      { field: 'facts.width', add: { data_type: 'number' }, before: 'height' },
      { field: 'facts.height', remove: true },
      { field: 'facts', move: true, before: 'title' },
    ]);
    expect(uids(whole)[0]).toBe('facts');
    expect(uids(whole, 'facts')).toEqual(['width']);
  });
});

describe('set', () => {
  it('changes the other members, and merges options', () => {
    const { value } = edit([], { set: { title: 'Article', options: { sub_title: [] } } });
    expect(value).toEqual({ title: 'Article', options: { ...(type.options as Json), sub_title: [] } });
  });

  it('lets rules go with a field that they name', () => {
    const { value } = edit([{ field: 'rank', remove: true }], { set: { field_rules: [] } });
    expect(Object.keys(value).sort()).toEqual(['field_rules', 'schema']);
  });
});

describe('what is refused', () => {
  const add = (field: string, more: Json): SchemaEdit[] => [{ field, add: more }];
  const types = ['post', 'page', 'person'];
  it.each([
    ['no verb', [{ field: 'summary' }], /^changes\[0\]: summary: say add, change, move or remove$/],
    ['two verbs', [{ field: 'summary', remove: true, change: {} }], /change and remove are two changes/],
    ['a slip', [{ field: 'sumary', remove: true }], /no field sumary; did you mean summary\?/],
    ['a slip on the way', [{ field: 'soe.title', change: {} }], /no field soe\.title; did you mean seo\.title\?/],
    ['a place with remove', [{ field: 'summary', remove: true, after: 'url' }], /go with add and move/],
    ['a move to nowhere', [{ field: 'summary', move: true }], /say before or after/],
    ['a move to two places', [{ field: 'summary', move: true, before: 'url', after: 'title' }], /not both/],
    ['a move beside itself', [{ field: 'summary', move: true, before: 'summary' }], /beside itself/],
    [
      'a move beside nothing',
      [{ field: 'summary', move: true, after: 'titel' }],
      /no field titel; did you mean title\?/,
    ],
    [
      'a move to another list',
      [{ field: 'summary', move: true, after: 'seo.title' }],
      /another list: values do not follow/,
    ],
    ['what is there already', add('summary', { data_type: 'text' }), /summary is there already: change it/],
    ['two uids', add('note', { uid: 'more', data_type: 'link' }), /its uid in add is more/],
    ['no data type', add('note', {}), /note: it needs a data_type: text, number,/],
    ['a wrong data type', add('note', { data_type: 'string' }), /no data_type "string"; did you mean text\?/],
    ['a data type of every object', add('note', { data_type: 'constructor' }), /no data_type "constructor"/],
    ['a hyphen', add('hero-image', { data_type: 'file' }), /hero-image: its uid must be of letters/],
    ['a reserved uid', add('seo.created_at', { data_type: 'text' }), /seo\.created_at: the CMA keeps this uid/],
    ['a path without name', add('seo.', { data_type: 'text' }), /is no path of a field/],
    [
      'a field in a text',
      add('summary.note', { data_type: 'text' }),
      /summary holds no other fields: its data_type is text/,
    ],
    ['a field in a global field', add('button.note', { data_type: 'text' }), /global field button.*global_field: true/],
    [
      'a field of a block that is global',
      [{ field: 'sections.cta.label', remove: true }],
      /sections\.cta is the global field button/,
    ],
    ['an empty group', add('facts', { data_type: 'group' }), /facts: a group needs a field/],
    ['an empty block', add('sections.quote', {}), /sections\.quote: a block needs a schema/],
    ['no target', add('note', { data_type: 'reference' }), /needs content types as reference_to/],
    [
      'an unknown target',
      add('note', { data_type: 'reference', reference_to: ['persons'] }),
      /no content type "persons"; did you mean person\?/,
    ],
    ['no choices', add('note', { data_type: 'text', choices: [] }), /needs choices/],
    ['a choice twice', add('note', { data_type: 'text', choices: ['a', 'a'] }), /choice "a" stands in it twice/],
    ['a text among numbers', add('note', { data_type: 'number', choices: ['1'] }), /must have a number as its value/],
    [
      'a broken pattern',
      [{ field: 'summary', change: { format: '(' } }],
      /summary: its format is no regular expression/,
    ],
    ['crossed limits', [{ field: 'gallery', change: { min_instance: 3, max_instance: 2 } }], /min_instance 3 is above/],
    [
      'taxonomies elsewhere',
      add('seo.taxonomies', { data_type: 'taxonomy', taxonomies: ['topic'] }),
      /stands at the top/,
    ],
    ['the title gone', [{ field: 'title', remove: true }], /^title: every content type has it/],
    ['the title renamed', [{ field: 'title', change: { uid: 'name' } }], /^title: every content type has it/],
    ['the title as a number', [{ field: 'title', change: { data_type: 'number' } }], /^title: every content type/],
    ['the url of a page gone', [{ field: 'url', remove: true }], /^url: every page has it.*is_page/],
    [
      'the last field of a group',
      [
        { field: 'sections.rich_text.heading', remove: true },
        { field: 'sections.rich_text.body', remove: true },
      ],
      /sections\.rich_text: a block needs/,
    ],
    [
      'a group emptied',
      ['title', 'description', 'no_index'].map(uid => ({ field: `seo.${uid}`, remove: true })),
      /seo: a group needs a field/,
    ],
    [
      'what a rule looks at',
      [{ field: 'rank', remove: true }],
      /rank: it is no field then, and field_rules\[0\] looks at it/,
    ],
    [
      'what a rule acts on',
      [{ field: 'seo', change: { uid: 'meta' } }],
      /seo\.description: .*field_rules\[0\] acts on it/,
    ],
    ['a uid that another has', [{ field: 'rank', change: { uid: 'price' } }], /price: another has this uid/],
    [
      'a group by its members',
      [{ field: 'seo', change: { schema: [] } }],
      /seo: what is in it is changed by its own path, such as seo\.title/,
    ],
    ['an empty name', [{ field: 'summary', change: { display_name: '' } }], /summary: its display_name must be a text/],
  ])('%s', (_, edits, says) => {
    const [problem, ...more] = refuse(edits as SchemaEdit[], { types });
    expect(problem).toMatch(says as RegExp);
    expect(more.length).toBeLessThanOrEqual(1);
  });

  it.each([
    [{ uid: 'other' }, /^set: uid: it cannot be changed/],
    [{ schema: [] }, /^set: schema: its fields are changed by changes/],
    [{ constructor: 1 }, /^set: constructor: there are title, description/],
    [{ description: null }, /give ""/],
    [
      { field_rules: [{ match_type: 'all', conditions: [{ operand_field: 'gone' }], actions: [] }] },
      /^gone: it is no field/,
    ],
  ])('of the type %j', (set, says) => {
    expect(refuse([], { set })[0]).toMatch(says);
  });

  it('each problem is told, and nothing is done', () => {
    expect(
      refuse([
        { field: 'nix', remove: true },
        { field: 'summary', remove: true },
        { field: 'nox', move: true },
      ]),
    ).toEqual([expect.stringMatching(/^changes\[0\]/), expect.stringMatching(/^changes\[2\]/)]);
  });

  it('nothing of what was stored so before', () => {
    const odd = {
      ...type,
      schema: [...schema, field('a-b', 'group', { schema: [] }), text('empty', { enum: { choices: [] } })],
    };
    expect(
      refuse(
        [
          { field: 'a-b', change: { display_name: 'Odd' } },
          { field: 'future', change: { mandatory: true } },
        ],
        {},
        odd,
      ),
    ).toEqual(['nothing']);
  });

  it('a global field keeps its own rules', () => {
    const global = { uid: 'seo', title: 'SEO', schema: [text('title'), text('description')] };
    expect(uids(edit([{ field: 'title', remove: true }], { isGlobal: true }, global).whole)).toEqual(['description']);
    expect(
      refuse(
        ['title', 'description'].map(each => ({ field: each, remove: true })),
        { isGlobal: true },
        global,
      ),
    ).toEqual(['no field would be left']);
    expect(refuse([], { isGlobal: true, set: { options: {} } }, global)[0]).toMatch(/there are title, description/);
  });
});

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
