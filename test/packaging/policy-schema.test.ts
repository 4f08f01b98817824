// The JSON Schema of a policy is made from what the server takes (`vitest -u` rewrites it), and says the same of files.
import { readdirSync, readFileSync } from 'node:fs';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/server/validators/ajv';
import { expect, it } from 'vitest';
import { toPolicySchema } from '../../src/packaging/policy-schema.ts';
import { BadPolicy, readPolicy } from '../../src/policy/policy.ts';

const made = toPolicySchema();
const examples = new URL('../../docs/policies/', import.meta.url);
const isValid = new AjvJsonSchemaValidator().getValidator(JSON.parse(JSON.stringify(made)));

it('is made from what there is', async () => {
  await expect(`${JSON.stringify(made, undefined, 2)}\n`).toMatchFileSnapshot('../../docs/policy.schema.json');
});

it.each(readdirSync(examples))('takes the example %s, as the server does', name => {
  const text = readFileSync(new URL(name, examples), 'utf8');
  expect(isValid(JSON.parse(text)).errorMessage).toBeUndefined();
  expect(readPolicy(text, name).rules.length).toBeGreaterThan(0);
});

const rule = { name: 'one', over: 1, then: 'deny' };

it.each([
  ['a key that is not known', { rules: [{ ...rule, environment: ['production'] }] }],
  ['a word that is none', { rules: [{ ...rule, then: 'refuse' }] }],
  ['an effect that is none', { rules: [{ ...rule, effects: ['write'] }] }],
  ['an empty list', { rules: [{ ...rule, locales: [] }] }],
  ['an empty name', { rules: [{ ...rule, branches: [''] }] }],
  ['a rule without a name', { rules: [{ over: 1, then: 'deny' }] }],
  ['a rule that says nothing', { rules: [{ name: 'one', over: 1 }] }],
  ['a rule that says it twice', { rules: [{ ...rule, publish: 'off' }] }],
  ['no number', { rules: [{ ...rule, over: 0 }] }],
  ['no rules', { otherwise: 'deny' }],
  ['another word for the rest', { otherwise: 'none', rules: [rule] }],
])('refuses %s, as the server does', (_, file) => {
  expect(isValid(file).valid).toBe(false);
  expect(() => readPolicy(JSON.stringify(file), 'policy.json')).toThrow(BadPolicy);
});

it('takes each key that the server takes', () => {
  const names = { environments: ['a'], branches: ['a'], locales: ['a'], content_types: ['a'], entries: ['a'] };
  const full = { $schema: 'x', otherwise: 'ask', rules: [{ ...rule, effects: ['opens', 'delete'], ...names }] };
  expect(isValid(full).errorMessage).toBeUndefined();
  expect(readPolicy(JSON.stringify(full), 'policy.json').rules[0]).toMatchObject(names);
});
