// Laws that every operation of the catalogue keeps, whatever its module.
import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { toDefaults, toInput } from '../src/operations/arguments.ts';
import { unshown } from '../src/operations/fields.ts';
import {
  type Operation,
  operation,
  places,
  toArgumentName,
  toMethod,
  toTemplate,
} from '../src/operations/operation.ts';
import { modules } from '../tools/index.ts';
import { operations } from './operations.ts';
import { findStripping, findUnportable } from './schemas.ts';

const names = operations.map(({ name }) => name);
const byName: [string, Operation][] = operations.map(each => [each.name, each]);

describe('the catalogue', () => {
  it('has each tool name once, short enough for the longest client prefix', () => {
    expect(new Set(names).size).toBe(names.length);
    // 64 characters, less those of mcp__plugin_contentstack_contentstack__
    for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9_]{0,24}$/);
  });

  it('gives each module a name, an anchor and operations of its own', () => {
    expect(new Set(modules.map(module => module.name)).size).toBe(modules.length);
    for (const module of modules) {
      expect(module.operations.length).toBeGreaterThan(0);
      expect(module.docs).toMatch(/^[a-z-]+$/);
      for (const each of module.operations) expect(each.module).toBe(module.name);
    }
  });

  it('knows by name the GETs that are not reads, whatever the verb promises', () => {
    const odd = operations.filter(each => (toMethod(each.line) === 'GET') !== (each.effect === 'read'));
    expect(odd.filter(each => toMethod(each.line) === 'GET').map(({ name }) => name)).toEqual([
      'enable_workflow',
      'disable_workflow',
      'cancel_scheduled_publish',
    ]);
    for (const each of odd) expect(each.effect).not.toBe('read');
  });

  it('does not compile with a path field that its line has not', () => {
    const facts = { title: 'x', effect: 'read', description: 'x' } as const;
    const anything = {} as z.ZodType;
    // @ts-expect-error: the brace is entry_uid
    operation('GET /entries/{entry_uid}', { ...facts, path: { entry_id: anything } });
    // @ts-expect-error: a brace without a field
    operation('GET /entries/{entry_uid}', facts);
    // @ts-expect-error: a field without a brace
    operation('GET /entries', { ...facts, path: { entry_uid: anything } });
    expect(operation('GET /entries/{entry_uid}', { ...facts, path: { entry_uid: anything } }).line).toContain(
      'entry_uid',
    );
  });
});

describe.each(byName)('%s', (_, each) => {
  it('has a title, and a description of one to three sentences', () => {
    expect(each.title).toMatch(/^[A-Z][^.]{3,40}$/);
    expect(each.description).toMatch(/^[A-Z].*\.$/);
    expect(each.description.length).toBeLessThan(260);
  });

  it('writes its request line as the reference does, every brace a path field', () => {
    expect(each.line).toMatch(/^(GET|POST|PUT|DELETE) (\/([a-z$_-]+|\{[a-z_]+\}))+$/);
    const all = [...toTemplate(each.line).matchAll(/\{(\w+)\}/g)].map(match => match[1]);
    // The machine puts the API key in.
    const braces = all.filter(name => name !== 'api_key');
    expect(Object.keys(each.path).sort()).toEqual(braces.sort());
  });

  it('has each argument once, over all the places it may travel in', () => {
    const all = places.flatMap(place => Object.keys(each[place]).map(toArgumentName));
    expect(all.length).toBe(new Set(all).size);
    for (const name of all) expect(name).toMatch(/^[A-Za-z_][A-Za-z0-9_-]{0,63}$/);
    expect(all).not.toContain('branch');
  });

  it('sends a body or a form, not both, and neither with a GET', () => {
    const bodies = [each.body, each.form].filter(fields => Object.keys(fields).length > 0);
    expect(bodies.length).toBeLessThanOrEqual(toMethod(each.line) === 'GET' ? 0 : 1);
  });

  it('drops nothing silently: an object inside an argument is strict or open', () => {
    for (const place of places) {
      for (const [name, field] of Object.entries(each[place])) expect(findStripping(field, name)).toEqual([]);
    }
  });

  it('names no secret, not even for an example', () => {
    expect(JSON.stringify([each.title, each.description, toInput(each).schema()])).not.toMatch(
      /\b(cs|blt)[0-9a-f]{6,}|Bearer /,
    );
  });

  it('shows a schema every provider takes', () => {
    const schema = toInput(each).schema();
    expect(schema.type).toBe('object');
    expect(findUnportable(schema, '')).toEqual([]);
  });

  it('lets a client that checks pass what is taken but not shown', () => {
    const schema = toInput(each).schema();
    const all = places.flatMap(place => Object.entries(each[place]).map(([name, field]) => ({ name, field })));
    const hidden = all.filter(({ name }) => !(toArgumentName(name) in schema.properties));
    for (const { name, field } of hidden) {
      if (!unshown.has(field)) expect(['include_branch', ...Object.keys(toDefaults(each))]).toContain(name);
      // What must be given can be seen.
      expect(field.isOptional(), name).toBe(true);
    }
    expect(schema).not.toHaveProperty('additionalProperties');
  });
});
