// What a call may give: what is accepted, and how a wrong argument is named.
import { expect, it } from 'vitest';
import * as z from 'zod';
import { toInput } from '../../src/operations/arguments.ts';
import { toArgumentName } from '../../src/operations/operation.ts';
import { find, operations } from '../operations.ts';

const input = (name: string) => toInput(find(name));

const entry = { content_type_uid: 'page', entry_uid: 'blt1' };

it('gives back what fits', () => {
  const given = { ...entry, locale: 'en-us', include: ['author'] };
  expect(input('get_entry').parse(given)).toEqual({ value: given });
});

it('keeps the fields of an entry, whatever they are', () => {
  const given = { content_type_uid: 'page', entry: { title: 'A', blocks: [{ hero: { count: 3 } }], n: null } };
  expect(input('create_entry').parse(given)).toEqual({ value: given });
});

it.each([
  [
    'a stray argument, with the nearest known',
    'get_entry',
    { ...entry, local: 'fr-fr' },
    'local: no such argument; did you mean locale?',
  ],
  [
    'a stray argument, with all when none is near',
    'get_language',
    { code: 'fr', zebra: 1 },
    'zebra: no such argument; there are code',
  ],
  [
    'an argument in other capitals, which another name begins with',
    'delete_entry',
    { ...entry, Entry: { locales: ['fr-fr'] } },
    'Entry: no such argument; did you mean entry?',
  ],
  [
    'a word that every object of JavaScript has',
    'list_assets',
    { include_folders: 'constructor' },
    'include_folders: expected boolean, received string',
  ],
  [
    'a number among words that it is none of',
    'list_releases',
    { release_version: 3 },
    'release_version: expected "2.0"',
  ],
  [
    'a fraction where a whole number is wanted',
    'list_labels',
    { limit: '1.5' },
    'limit: expected number, received string',
  ],
  [
    'the text of nothing where an object is wanted',
    'update_user_roles',
    { users: 'null' },
    'users: "null" is what a program writes for a missing value; give a value',
  ],
  [
    'the text of nothing where a version may be a word',
    'add_release_items',
    {
      release_uid: 'r',
      items: [{ uid: 'u', version: 'null', content_type_uid: 'page', action: 'publish' }],
    },
    'items.0.version: expected: the number of a version, or "latest" for the one that is the latest now',
  ],
  ['a missing argument', 'get_entry', { content_type_uid: 'page' }, 'entry_uid: required'],
  [
    'a wrong type',
    'list_entries',
    { content_type_uid: 'page', limit: 'many' },
    'limit: expected number, received string',
  ],
  [
    'a value out of bounds',
    'list_entries',
    { content_type_uid: 'page', limit: 1001 },
    'limit: expected number to be <=1000',
  ],
  [
    'a wrong type deep inside',
    'publish_entry',
    { ...entry, entry: { environments: ['a'], locales: { code: 'en-us' } } },
    'entry.locales: expected array, received object',
  ],
  [
    'a stray key deep inside',
    'create_environment',
    { environment: { name: 'x', title: 'X' } },
    'environment.title: not known here; there are name, urls, servers, deploy_content',
  ],
  [
    'an empty uid',
    'get_entry',
    { content_type_uid: 'page', entry_uid: '' },
    'entry_uid: required, and an empty text was given',
  ],
])('names %s', (_, tool, given, problem) => {
  expect(input(tool).parse(given)).toEqual({ problems: [problem] });
});

it('says why a publish rule takes no approvers, in a new one and in an update', () => {
  const why =
    'approvers cannot be set with a management token: rules that need the approval of users or roles are made in the web app';
  const rule = { workflow: 'w', workflow_stage: 's', environment: 'e', approvers: { users: ['u'], roles: [] } };
  const create = input('create_publish_rule').parse({ publishing_rule: rule });
  expect(create).toEqual({ problems: [`publishing_rule: ${why}`] });
  const update = (given: object) => input('update_publish_rule').parse({ rule_uid: 'r', publishing_rule: given });
  expect(update(rule)).toEqual({ problems: [`publishing_rule.approvers: ${why}`] });
  // A rule that is sent back as it was read has none.
  expect(update({ ...rule, approvers: { users: [], roles: [] } })).not.toHaveProperty('problems');
  for (const name of ['create_publish_rule', 'update_publish_rule']) {
    expect(JSON.stringify(input(name).schema())).not.toContain('approvers"');
  }
});

it('lets no entry change its workflow stage, by whatever request', () => {
  const given = { ...entry, variant_uid: 'v', entry: { title: 'A', _workflow: { uid: 'blt2' } } };
  for (const name of ['create_entry', 'update_entry', 'import_entry', 'import_entry_version', 'upsert_entry_variant']) {
    const { path } = find(name);
    const own = Object.fromEntries(Object.entries(given).filter(([key]) => key === 'entry' || key in path));
    expect(input(name).parse(own), name).toEqual({
      problems: ['entry._workflow: a management token does not move entries between workflow stages; leave it out'],
    });
  }
});

it('checks what it shows only briefly as if it showed it whole', () => {
  const content_type = { title: 'A', uid: 'a', schema: [{ uid: 'x', data_type: 'txt' }], titel: 'B' };
  expect(input('update_content_type').parse({ content_type_uid: 'a', content_type })).toEqual({
    problems: [
      'content_type.schema.0.display_name: required',
      expect.stringMatching(/^content_type.schema.0.data_type: expected one of "text"/),
      'content_type.titel: not known here',
    ],
  });
  expect(input('update_content_type').schema().properties.content_type).toEqual({ type: 'object' });
});

it('takes an object back as it was read, with what only a read gives', () => {
  const read = { uid: 'a', title: 'A', schema: [], created_at: '2026-01-01', _version: 3, SYS_ACL: {}, abilities: {} };
  const given = { content_type_uid: 'a', content_type: { ...read, description: 'Changed' } };
  expect(input('update_content_type').parse(given)).toEqual({ value: given });
  const stray = { content_type_uid: 'a', content_type: { ...read, descripton: 'Changed' } };
  expect(input('update_content_type').parse(stray)).toEqual({ problems: ['content_type.descripton: not known here'] });
});

it('says that a uid is wanted where the object was given, and what was nearly right deep inside', () => {
  const given = { content_type_uid: { uid: 'page', title: 'Page' }, entry_uid: {} };
  expect(input('get_entry').parse(given)).toEqual({
    problems: [
      'content_type_uid: expected string, received object; give only its uid, "page"',
      'entry_uid: expected string, received object',
    ],
  });
  expect(input('create_environment').parse({ environment: { name: 'x', url: [] } })).toEqual({
    problems: ['environment.url: not known here; did you mean urls?'],
  });
});

it('names no more problems of a long list than can be read', () => {
  const entries = Array.from({ length: 100 }, () => 'blt1');
  const parsed = input('bulk_delete').parse({ entries }) as { problems: string[] };
  expect(parsed.problems).toHaveLength(21);
  expect(parsed.problems.at(-1)).toBe('and 80 more');
});

it('names every problem, not only the first', () => {
  const parsed = input('get_entry').parse({ entry_uid: 7, versoin: 1 });
  expect(parsed).toEqual({
    problems: [
      'content_type_uid: required',
      'entry_uid: expected string, received number',
      'versoin: no such argument; did you mean version?',
    ],
  });
});

it('refuses arguments that are no object', () => {
  for (const given of [null, undefined, [], 'x', 3]) {
    expect(input('get_entry').parse(given)).toEqual({ problems: ['arguments: expected an object'] });
  }
});

it('reads an object or a list that came as a string of JSON', () => {
  const given = { content_type_uid: 'page', query: '{"title":"A"}', only: '["title","url"]' };
  expect(input('list_entries').parse(given)).toEqual({
    value: { content_type_uid: 'page', query: { title: 'A' }, only: ['title', 'url'] },
  });
});

it('leaves a string alone where a string is meant, and one that is no JSON', () => {
  expect(input('list_entries').parse({ content_type_uid: '{"a":1}' })).toEqual({
    value: { content_type_uid: '{"a":1}' },
  });
  expect(input('list_entries').parse({ content_type_uid: 'page', query: '{title' })).toEqual({
    problems: ['query: expected object, received string that is not valid JSON'],
  });
});

it('does not take a name from the prototype for an argument', () => {
  const given = JSON.parse('{"content_type_uid":"page","entry_uid":"b","__proto__":{"locale":"x"},"constructor":1}');
  const parsed = input('get_entry').parse(given);
  expect(parsed).toHaveProperty('problems');
});

it("adds the machine's own arguments to those of the operation", () => {
  const both = toInput(find('get_language'), { branch: z.enum(['main', 'development']).optional() });
  expect(Object.keys(both.schema().properties)).toEqual(['code', 'branch']);
  expect(both.parse({ code: 'fr', branch: 'main' })).toEqual({ value: { code: 'fr', branch: 'main' } });
  expect(both.parse({ code: 'fr', branch: 'mian' })).toEqual({
    problems: ['branch: expected one of "main"|"development"; did you mean main?'],
  });
});

it('takes null, and what is empty, for what is not given, but for what is saved', () => {
  const nothing = {
    locale: null,
    query: '',
    limit: null,
    only: [],
    count: '',
    asc: '',
    environment: null,
    fields: [''],
  };
  const extra = { fields: z.array(z.string()).optional(), branch: z.enum(['main', 'dev']).optional() };
  const list = toInput(find('list_entries'), extra);
  expect(list.parse({ content_type_uid: 'page', ...nothing, branch: '' })).toEqual({
    value: { content_type_uid: 'page' },
  });
  const targets = { environments: ['staging'], locales: ['en-us'], variants: null, variant_rules: '' };
  expect(input('publish_entry').parse({ ...entry, entry: targets, version: '3', scheduled_at: '' })).toEqual({
    value: { ...entry, entry: { environments: ['staging'], locales: ['en-us'] }, version: 3 },
  });
  const label = { name: 'L', parent: [], content_types: [] };
  const asset = { title: '', description: '', tags: [] };
  expect(input('update_asset').parse({ asset_uid: 'a', asset })).toEqual({ value: { asset_uid: 'a', asset } });
  expect(input('create_label').parse({ label })).toEqual({ value: { label } });
});

it('notes a null that a saved body was relieved of, and none that the API knows', () => {
  expect(input('update_asset').parse({ asset_uid: 'a', asset: { title: 'T', description: null, tags: null } })).toEqual(
    {
      value: { asset_uid: 'a', asset: { title: 'T' } },
      leftOut: [
        { path: 'asset.description', clear: '""' },
        { path: 'asset.tags', clear: '[]' },
      ],
    },
  );
  const move = { taxonomy_uid: 't', term_uid: 'u', term: { parent_uid: null, order: 1 } };
  expect(input('move_term').parse(move)).toEqual({ value: move });
  // Content is free: null clears there.
  const given = { ...entry, entry: { hero_image: null, n: '1', seo: { title: '' }, list: [] } };
  expect(input('update_entry').parse(given)).toEqual({ value: given });
});

it('names a word for nothing as that, and takes it where it may be meant', () => {
  const listed = { content_type_uid: 'page', query: 'null', limit: 'null', only: ['undefined'], environment: 'None' };
  expect(input('list_entries').parse(listed)).toEqual({
    problems: ['query', 'limit', 'only.0', 'environment'].map(path =>
      expect.stringMatching(new RegExp(`^${path}: "(null|None|undefined)" is what a program writes`)),
    ),
  });
  const destinations = [{ target_url: 'https://x.example', authentication_type: 'None' }];
  const webhook = { name: 'None', destinations, channels: ['content_types.entries.create'] };
  expect(input('create_webhook').parse({ webhook })).toEqual({ value: { webhook } });
  expect(input('get_entry').parse({ content_type_uid: 'None', entry_uid: null })).toMatchObject({
    problems: [expect.stringMatching(/^content_type_uid: "None"/), 'entry_uid: required, and null was given'],
  });
});

it('reads a number or a list only from what is exactly that', () => {
  for (const limit of ['12x', '1e3', '1.5', '12345678901234567890', ' ', '0x10'])
    expect(input('list_entries').parse({ content_type_uid: 'page', limit }), limit).toHaveProperty('problems');
  expect(input('list_entries').parse({ content_type_uid: 'page', only: '["title"' })).toEqual({
    problems: ['only: expected array, received string that is not valid JSON'],
  });
});

it('says little of much that is wrong, and soon', () => {
  const strays = Object.fromEntries(Array.from({ length: 300_000 }, (_, index) => [`stray_${index}`, index]));
  const { problems } = input('list_entries').parse({ content_type_uid: 'page', ...strays }) as { problems: string[] };
  expect(problems).toHaveLength(21);
  expect(problems.at(-1)).toBe('and 299980 more');
  const many = input('bulk_delete').parse({ entries: Array.from({ length: 1_000_000 }, () => 1) }) as {
    problems: string[];
  };
  expect(many.problems).toHaveLength(21);
  expect(many.problems.at(-1)).toBe('and more');
});

it('refuses what is nested deeper than could be shown', () => {
  const nest = (levels: number) => JSON.parse(`${'[{"a":'.repeat(levels)}1${'}]'.repeat(levels)}`) as unknown;
  expect(input('update_entry').parse({ ...entry, entry: { body: nest(100) } })).toHaveProperty('value');
  for (const body of [nest(300), nest(20_000)])
    expect(input('update_entry').parse({ ...entry, entry: { body } })).toEqual({
      problems: ['arguments: nested more than 500 levels deep'],
    });
});

/** Each body of each tool that writes, with its JSON as it comes. */
const bodies = operations
  .filter(({ effect }) => effect !== 'read')
  .flatMap(operation =>
    [...Object.keys(operation.body), ...Object.keys(operation.form)].map(wire => ({
      operation,
      argument: toArgumentName(wire),
    })),
  );

it('refuses a key that is lost on the way, in whatever a tool writes, whole or as a text of JSON', () => {
  const odd = '{"a":[{"__proto__":{"x":1}}],"__proto__":{"role":"R"},"role":"R"}';
  expect(bodies.length).toBeGreaterThan(60);
  let open = 0;
  for (const { operation, argument } of bodies) {
    const parsed = toInput(operation).parse({ [argument]: JSON.parse(odd) }) as { problems: string[] };
    expect(parsed.problems, `${operation.name} ${argument}`).toEqual([
      `${argument}.__proto__: is a key that is lost on the way`,
      `${argument}.a.0.__proto__: is a key that is lost on the way`,
    ]);
    const asText = toInput(operation).parse({ [argument]: odd }) as { problems?: string[] };
    if (asText.problems?.[0]?.startsWith(`${argument}.__proto__`)) open += 1;
  }
  // Where an object or a list of them is declared; a text stays one.
  expect(open).toBeGreaterThan(40);
});

it('refuses numbers that would not arrive, but long integers of entries, which may be stored so', () => {
  const isInfinite = /^\w+\.a(\.0)?: is a number too large for JSON, which would send nothing$/;
  const isLost = /: is an integer beyond 2\^53, whose last digits are lost$/;
  for (const { operation, argument } of bodies) {
    const [infinite, long, fine] = ['-1e999', '12345678901234567890', '[9007199254740991,1.5,1e-7,-0]'].map(
      number => toInput(operation).parse({ [argument]: JSON.parse(`{"a":${number}}`) }) as { problems?: string[] },
    );
    const why = `${operation.name} ${argument}`;
    expect(infinite?.problems?.join(), why).toMatch(isInfinite);
    expect(
      (long?.problems ?? []).some(line => isLost.test(line)),
      why,
    ).toBe(operation.model === undefined);
    expect((fine?.problems ?? []).join(), why).not.toMatch(/2\^53|too large for JSON/);
  }
});

it('looks through a body of 300,000 keys, and names few of many that are lost', () => {
  const keys = Object.fromEntries(Array.from({ length: 300_000 }, (_, index) => [`key_${index}`, { index }]));
  expect(input('create_entry').parse({ content_type_uid: 'page', entry: keys })).toHaveProperty('value');
  const bad = Object.fromEntries(Object.keys(keys).map(key => [key, Number.POSITIVE_INFINITY]));
  const { problems } = input('create_entry').parse({ content_type_uid: 'page', entry: bad }) as { problems: string[] };
  expect(problems).toHaveLength(20);
});
