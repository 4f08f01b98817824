// A policy is read as a whole or not at all: what is wrong is named by its place, with what was meant.
import { describe, expect, it } from 'vitest';
import { BadPolicy, readPolicy } from '../../src/policy/policy.ts';
import { tellRules } from '../../src/policy/told.ts';

const rule = { name: 'never production', effects: ['publish'], environments: ['production'], then: 'deny' };

const read = (file: unknown) => readPolicy(typeof file === 'string' ? file : JSON.stringify(file), 'policy.json');

function refuse(file: unknown): string {
  try {
    read(file);
  } catch (error) {
    expect(error).toBeInstanceOf(BadPolicy);
    return (error as BadPolicy).message;
  }
  throw new Error('it was taken');
}

it('reads what is right', () => {
  expect(read({ $schema: 'policy.schema.json', rules: [rule] })).toEqual({
    source: 'policy.json',
    otherwise: 'allow',
    rules: [rule],
  });
  expect(read({ otherwise: 'deny', rules: [] })).toMatchObject({ otherwise: 'deny', rules: [] });
  expect(read(`\uFEFF${JSON.stringify({ rules: [{ ...rule, environments: [' production '] }] })}`).rules[0]).toEqual(
    rule,
  );
});

it('is told in short, a line for each rule and one for the rest', () => {
  const many = { name: 'few at once', over: 20, then: 'ask' };
  const off = { name: 'by release', environments: ['production', 'preview'], publish: 'release' };
  expect(tellRules(read({ otherwise: 'deny', rules: [rule, many, off] }))).toEqual([
    'never production: deny publish; environments production',
    'few at once: ask; over 20 items',
    'by release: publish release; environments production, preview',
    'otherwise: deny',
  ]);
});

describe('tells by its place', () => {
  it.each<[string, unknown]>([
    ['it is not valid JSON: see line 2', '{\n"rules": [,]\n}'],
    ['it is not an object', '[]'],
    ['it has the key rules twice in one place', '{"rules": [], "otherwise": "deny", "rules": []}'],
    ['rules is missing', { otherwise: 'deny' }],
    ['rules is not a list', { rules: rule }],
    ['rules[0] is not an object', { rules: ['deny'] }],
    ['otherwise is "denied"; did you mean deny?', { otherwise: 'denied', rules: [] }],
    ['rule is not known; did you mean rules?', { rule: [rule], rules: [rule] }],
    [
      'rules[1].enviroments is not known; did you mean environments?',
      { rules: [rule, { name: 'b', enviroments: [] }] },
    ],
    ['rules[0].then is "deney"; did you mean deny?', { rules: [{ ...rule, then: 'deney' }] }],
    ['rules[0].then is "xyzzy"; it takes allow, ask, deny', { rules: [{ ...rule, then: 'xyzzy' }] }],
    ['rules[0].then is no word; it takes allow, ask, deny', { rules: [{ ...rule, then: true }] }],
    ['rules[0].effects[0] is "publishing"; did you mean publish?', { rules: [{ ...rule, effects: ['publishing'] }] }],
    ['rules[0].name is missing', { rules: [{ over: 1, then: 'deny' }] }],
    ['rules[0].environments is not a list', { rules: [{ ...rule, environments: 'production' }] }],
    [
      'rules[0].environments is an empty list: leave it out, or name something',
      { rules: [{ ...rule, environments: [] }] },
    ],
    ['rules[0].locales[1] is not a text', { rules: [{ ...rule, locales: ['en-us', 1] }] }],
    ['rules[0].locales[0] is empty', { rules: [{ ...rule, locales: [' '] }] }],
    ['rules[0].over is not a whole number of at least 1', { rules: [{ ...rule, over: 1.5 }] }],
    ['rules[0].over is not a whole number of at least 1', { rules: [{ ...rule, over: '20' }] }],
    ['rules[0].name has more than 100 characters', { rules: [{ ...rule, name: 'x'.repeat(101) }] }],
  ])('%s', (says, file) => {
    expect(refuse(file)).toBe(says);
  });
});

describe('refuses what would look as if it held', () => {
  it.each<[string, unknown[]]>([
    [
      'rules[0].environments[0] is a placeholder that was not filled in',
      [{ ...rule, environments: ['<your environment>'] }],
    ],
    ['rules[0].name is a placeholder that was not filled in', [{ ...rule, name: '{{name}}' }]],
    ['rules[0].name is empty or has signs that no line can show', [{ ...rule, name: ' ' }]],
    ['rules[0].name is empty or has signs that no line can show', [{ ...rule, name: 'never\nproduction' }]],
    ['rules[0].content_types[0] is sys_asset; did you mean sys_assets?', [{ ...rule, content_types: ['sys_asset'] }]],
    ['rules[0] has no condition: what always holds is said by otherwise', [{ name: 'all', then: 'deny' }]],
    ['rules[0] has neither then nor publish', [{ name: 'one', over: 1 }]],
    ['rules[0] has both then and publish: it takes one of them', [{ ...rule, publish: 'off' }]],
    [
      'rules[0].effects has more than publish, which is all that a rule with the key publish speaks of',
      [{ name: 'one', effects: ['publish', 'delete'], publish: 'off' }],
    ],
    [
      'rules[0].over cannot stand in a rule that allows: it would allow many and not few',
      [{ name: 'one', over: 3, then: 'allow' }],
    ],
    [
      'rules[0].environments[0] is a uid; a rule names an environment by its name',
      [{ ...rule, environments: ['blt9f5f38997f1533ee'] }],
    ],
    [
      'rules[0].content_types[0] is built_io_upload; did you mean sys_assets?',
      [{ ...rule, content_types: ['built_io_upload'] }],
    ],
    ['rules[0].content_types[0] is $all; did you mean *?', [{ ...rule, content_types: ['$all'] }]],
    [
      'rules[1].name is "Never production", which another rule has',
      [rule, { ...rule, name: 'Never production', over: 2 }],
    ],
    [
      'rules[1] has the same conditions as "never production" and says something else',
      [rule, { ...rule, name: 'but', then: 'ask' }],
    ],
  ])('%s', (says, rules) => {
    expect(refuse({ rules })).toBe(says);
  });

  it('a policy that forbids nothing', () => {
    expect(refuse({ rules: [] })).toBe('it has no rules and forbids nothing');
  });
});

it('quotes nothing that stands in a file that is no JSON', () => {
  expect(refuse('{"rules": [ "cs0123456789abcdef" ')).not.toContain('cs01');
});
