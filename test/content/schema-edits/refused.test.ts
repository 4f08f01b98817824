// Edits of a content type that are refused before anything is sent, each with the way out.
import { describe, expect, it } from 'vitest';
import type { SchemaEdit } from '../../../src/content/schema-edits/editing.ts';
import type { Json } from '../../../src/content/value.ts';
import { field, schema, text } from '../schema.ts';
import { edit, refuse, type, uids } from './type.ts';

describe('what is refused', () => {
  const add = (field: string, more: Json): SchemaEdit[] => [{ field, add: more }];
  const types = ['post', 'page', 'person'];
  it.each([
    ['no verb', [{ field: 'summary' }], /^changes\[0\]: summary: say add, change, move or remove$/],
    ['two verbs', [{ field: 'summary', remove: true, change: { x: 1 } }], /change and remove are two changes/],
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
      /another list: values would not follow/,
    ],
    ['what is there already', add('summary', { data_type: 'text' }), /summary is there already: change it/],
    ['two uids', add('note', { uid: 'more', data_type: 'link' }), /its uid in add is more/],
    ['no data type', add('note', {}), /note: it needs a data_type: text, number,/],
    ['a wrong data type', add('note', { data_type: 'string' }), /no data_type "string"; did you mean text\?/],
    ['a data type of every object', add('note', { data_type: 'constructor' }), /no data_type "constructor"/],
    ['a hyphen', add('hero-image', { data_type: 'file' }), /hero-image: its uid may have only letters/],
    ['a reserved uid', add('seo.created_at', { data_type: 'text' }), /seo\.created_at: the CMA reserves this uid/],
    ['a path without name', add('seo.', { data_type: 'text' }), /is not the path of a field/],
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
    ['a choice twice', add('note', { data_type: 'text', choices: ['a', 'a'] }), /choice "a" is there twice/],
    ['a text among numbers', add('note', { data_type: 'number', choices: ['1'] }), /must have a number as its value/],
    ['a number among texts', add('note', { data_type: 'text', choices: [1] }), /must have a text as its value/],
    ['no global field', add('note', { data_type: 'global_field' }), /needs the uid of a global field/],
    [
      'a uid of taxonomies for a text',
      add('taxonomies', { data_type: 'text' }),
      /taxonomies is there already|only a taxonomy field can have this uid/,
    ],
    [
      'a block without a name',
      [{ field: 'sections.hero', change: { title: '' } }],
      /sections\.hero: its title must be a text/,
    ],
    ['taxonomies without any', [{ field: 'taxonomies', change: { taxonomies: [] } }], /needs taxonomies: a list/],
    [
      'a broken pattern',
      [{ field: 'summary', change: { format: '(' } }],
      /summary: its format is not a regular expression/,
    ],
    ['crossed limits', [{ field: 'gallery', change: { min_instance: 3, max_instance: 2 } }], /min_instance 3 is above/],
    ['taxonomies elsewhere', add('seo.taxonomies', { data_type: 'taxonomy', taxonomies: ['topic'] }), /is at the top/],
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
      /rank: it would no longer be a field, but field_rules\[0\] looks at it/,
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
      /seo: change what is in it by its own path, such as seo\.title/,
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
      /^gone: it would no longer be a field/,
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
