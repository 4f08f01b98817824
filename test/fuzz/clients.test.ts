// What clients make of arguments on their way: in each such form a call of any tool reaches the request of the clean call.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toRequest } from '../../src/door/request.ts';
import { type Input, toInput } from '../../src/operations/arguments.ts';
import type { JsonSchema } from '../../src/operations/json-schema.ts';
import { type Offered, type Operation, toArgumentName, toMethod, toTemplate } from '../../src/operations/operation.ts';
import { toFieldsField } from '../../src/server/tools.ts';
import { toArguments } from '../chaos/arguments.ts';
import { type Json, open } from '../harness.ts';
import { hasTurn, toRuns } from '../long.ts';
import { operations, tasks } from '../operations.ts';

interface Node extends Record<string, unknown> {
  type?: string;
  properties?: Record<string, Node>;
  items?: Node;
  required?: string[];
  enum?: unknown[];
}

const rounds = toRuns(4, 15);

/** As a branch and `fields` are added by the machine, so here. */
const inputs = new Map(operations.map(each => [each.name, toInput(each, toFieldsField(each))]));
const toOwnInput = ({ name }: Operation) => inputs.get(name) as Input;
const schemaOf = (operation: Operation) => toOwnInput(operation).schema() as JsonSchema & Node;

/** Where `""` and `[]` clear. */
const saves = ({ effect }: Offered): boolean => effect === 'create' || effect === 'update';
const savedBy = (operation: Offered): Set<string> =>
  new Set(saves(operation) ? Object.keys({ ...operation.body, ...operation.form }).map(toArgumentName) : []);

/** What fits the schema as it is shown; free content is a few keys that look like what the forms change. */
function fitting(node: Node, depth = 0): fc.Arbitrary<unknown> {
  if (node.enum) return fc.constantFrom(...node.enum);
  switch (node.type) {
    case 'string':
      return fc.constantFrom('a', 'en-us', 'true', '12', '1.5', 'a b', 'é');
    case 'integer':
      return fc.integer({ min: 1, max: Math.min(Number(node.maximum ?? 500), 500) });
    case 'number':
      return fc.constantFrom(1, 2.5, -3);
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(fitting(node.items ?? {}, depth + 1), { minLength: 1, maxLength: 2 });
    case 'object':
      return objectOf(node, depth);
    default:
      return fc.constantFrom<unknown>('free', '7', null, '', [], { a: '1', b: null, c: '', d: ['2'] });
  }
}

function objectOf({ properties = {}, required = [] }: Node, depth: number): fc.Arbitrary<Json> {
  const entries = Object.entries(properties);
  if (entries.length === 0) return fc.constantFrom({}, { n: '1', b: 'true', j: '{"a":1}', e: '', l: [], z: null });
  const record = Object.fromEntries(entries.map(([key, node]) => [key, fitting(node, depth + 1)]));
  return fc.record(record, { requiredKeys: required }) as fc.Arbitrary<Json>;
}

type Form = (value: unknown, node: Node, isSaved: boolean) => unknown;

/** Follows the schema as far as it declares anything; `change` comes last, so that JSON made a text holds what was changed in it. */
function walk(value: unknown, node: Node, isSaved: boolean, change: Form): unknown {
  const isOf = (type: string) => node.type === type && typeof value === 'object' && value !== null;
  if (isOf('array'))
    return change(
      (value as unknown[]).map(each => walk(each, node.items ?? {}, isSaved, change)),
      node,
      isSaved,
    );
  if (!isOf('object')) return change(value, node, isSaved);
  const { properties = {} } = node;
  const own = Object.entries(value as Json).map(([key, each]) => {
    const inner = properties[key];
    return [key, inner ? walk(each, inner, isSaved, change) : each];
  });
  return change(Object.fromEntries(own), node, isSaved);
}

const isScalar = (value: unknown): boolean => ['number', 'boolean'].includes(typeof value);

/** Where null is a value of the API's: the root of a taxonomy, and what a webhook's destination does not have. It is sent then. */
const documented = [
  ...['parent_uid', 'authentication_type', 'http_basic_auth', 'http_basic_password', 'bearer_token'],
  ...['access_token_url', 'client_id', 'client_secret', 'request_query_parameters', 'custom_header'],
];

/** Adds to each declared object what a client gives for what is unset. */
const fill =
  (nothing: (node: Node, isSaved: boolean) => unknown, but: readonly string[] = []): Form =>
  (value, node, isSaved) => {
    if (node.type !== 'object' || !node.properties || typeof value !== 'object' || value === null) return value;
    const unset = Object.entries(node.properties).flatMap(([key, inner]) => {
      const given = nothing(inner, isSaved);
      return key in value || but.includes(key) || node.required?.includes(key) || given === undefined
        ? []
        : [[key, given]];
    });
    return { ...value, ...Object.fromEntries(unset) };
  };

const forms: Record<string, Form> = {
  'scalars as text': value => (isScalar(value) ? String(value) : value),
  'booleans as Python prints them': value => (typeof value === 'boolean' ? (value ? 'True' : 'False') : value),
  'objects and lists as JSON text': (value, { type }) =>
    typeof value === 'object' && value !== null && (type === 'object' || type === 'array')
      ? JSON.stringify(value)
      : value,
  'one word for a list of one': (value, { type, items }) => {
    const [only, another] = Array.isArray(value) ? value : [];
    return type === 'array' && items?.type === 'string' && another === undefined && only !== undefined ? only : value;
  },
  'null for what is unset': fill(() => null, documented),
  'an empty text for what is unset': fill((_, isSaved) => (isSaved ? undefined : '')),
  'an empty list for what is unset': fill(({ type }, isSaved) => (isSaved || type !== 'array' ? undefined : [])),
};

function disguise(operation: Offered, schema: JsonSchema & Node, clean: Json, form: Form): Json {
  const saved = savedBy(operation);
  const isRoot = (name: string) => saved.has(name);
  const own = Object.entries(clean).map(([name, value]) => {
    const node = schema.properties[name] as Node | undefined;
    return [name, node ? walk(value, node, isRoot(name), form) : value];
  });
  // The arguments themselves are an object, each of a place of its own; a text of all of them is no call.
  const unset = Object.entries(schema.properties).flatMap(([name, node]) => {
    if (name in clean || (schema.required && (schema.required as string[]).includes(name))) return [];
    const holder = { type: 'object', properties: { [name]: node as Node } };
    const filled = form({}, holder, isRoot(name));
    return typeof filled === 'object' && filled !== null ? Object.entries(filled) : [];
  });
  return { ...Object.fromEntries(unset), ...Object.fromEntries(own) };
}

function send(operation: Operation, given: Json): unknown {
  const parsed = toOwnInput(operation).parse(given);
  if ('problems' in parsed) return parsed;
  try {
    const { query, ...request } = toRequest(operation, parsed.value, 'main');
    return { ...request, query: String(query) };
  } catch (error) {
    return (error as Error).message;
  }
}

it.each(Object.keys(forms))('reaches the same request with %s, whatever fits the schema', name => {
  const form = forms[name] as Form;
  let changed = 0;
  let sent = 0;
  for (const operation of operations) {
    fc.assert(
      fc.property(objectOf(schemaOf(operation), 0), clean => {
        const wanted = send(operation, clean);
        const disguised = disguise(operation, schemaOf(operation), clean, form);
        if (JSON.stringify(disguised) !== JSON.stringify(clean)) changed += 1;
        if (typeof wanted === 'object' && wanted !== null && 'line' in wanted) sent += 1;
        // What zod refuses of the clean call is refused of the other too, if in other words.
        if (typeof wanted === 'object' && wanted !== null && 'problems' in wanted)
          expect(send(operation, disguised)).toHaveProperty('problems');
        else expect(send(operation, disguised), `${operation.name} ${JSON.stringify(disguised)}`).toEqual(wanted);
      }),
      { numRuns: rounds, endOnFailure: true },
    );
  }
  process.stdout.write(
    `fuzz: clients: ${name}: ${sent} requests of ${operations.length} tools, ${changed} calls changed by it\n`,
  );
  expect(sent).toBeGreaterThan(operations.length * rounds * 0.6);
  expect(changed).toBeGreaterThan((operations.length * rounds) / 20);
});

it.each(Object.keys(forms))('gives a task the same arguments with %s, whatever fits its schema', name => {
  const form = forms[name] as Form;
  let changed = 0;
  for (const task of tasks) {
    const input = toInput(task);
    fc.assert(
      fc.property(objectOf(input.schema() as JsonSchema & Node, 0), clean => {
        const wanted = input.parse(clean);
        const disguised = disguise(task, input.schema() as JsonSchema & Node, clean, form);
        if (JSON.stringify(disguised) !== JSON.stringify(clean)) changed += 1;
        if ('problems' in wanted) expect(input.parse(disguised)).toHaveProperty('problems');
        else
          expect(input.parse(disguised), `${task.name} ${JSON.stringify(disguised)}`).toMatchObject({
            value: wanted.value,
          });
      }),
      { numRuns: rounds, endOnFailure: true },
    );
  }
  expect(changed).toBeGreaterThan(0);
});

it('sends every "" and [] by which a saved body clears', () => {
  let cleared = 0;
  for (const operation of operations.filter(saves)) {
    const visit = (node: Node, path: string[], wrap: (inner: unknown) => Json): void => {
      for (const [key, inner] of Object.entries(node.properties ?? {})) {
        const nothing = inner.enum ? undefined : inner.type === 'string' ? '' : inner.type === 'array' ? [] : undefined;
        const holder = (value: unknown): Json => wrap({ ...complete(node), [key]: value });
        if (nothing !== undefined && !node.required?.includes(key)) {
          const given = { ...complete(schemaOf(operation)), ...holder(nothing) };
          const request = send(operation, given) as { body?: string; form?: { json?: string; text?: string }[] };
          const at = [...path, key].join('.');
          if (!('line' in (request as object))) continue;
          const sent = request.body ?? JSON.stringify(request.form);
          expect(sent?.replaceAll('\\"', '"'), `${operation.name} ${at}`).toContain(
            `"${key}":${JSON.stringify(nothing)}`,
          );
          cleared += 1;
        }
        if (inner.type === 'object') visit(inner, [...path, key], holder);
      }
    };
    for (const name of savedBy(operation)) {
      // What nobody can choose is taken and not shown.
      const node = schemaOf(operation).properties[name] as Node | undefined;
      if (node) visit(node, [name], inner => ({ [name]: inner }));
    }
  }
  process.stdout.write(`fuzz: clients: ${cleared} fields cleared\n`);
  expect(cleared).toBeGreaterThan(60);
});

/** The least that fits. */
function complete(node: Node): Json {
  const needed = Object.entries(node.properties ?? {}).filter(([key]) => node.required?.includes(key));
  return Object.fromEntries(needed.map(([key, inner]) => [key, least(inner)]));
}

function least(node: Node): unknown {
  if (node.enum) return node.enum[0];
  if (node.type === 'object') return complete(node);
  if (node.type === 'array') return [least(node.items ?? {})];
  return { integer: 1, number: 1, boolean: true }[node.type ?? ''] ?? 'a';
}

it('makes every tool send the same over HTTP, whoever calls it how', async () => {
  // What takes two calls would be sent by none of them.
  const settings = { MODULES: 'all', LIVE_SCHEMA: 'false', CONFIRM: 'never' };
  await using opened = await open({ settings, answers: 'raw' });
  const { sandbox, client } = opened;
  const record = async ({ name, line, effect }: Operation, args: Json) => {
    sandbox.requests.splice(0);
    await client.callTool({ name, arguments: args });
    const path = new RegExp(`^/v3${toTemplate(line).replace(/\{\w+\}/g, '[^/]+')}$`);
    // What is read before a write depends on what was read for an earlier one.
    return sandbox.requests
      .splice(0)
      .filter(asked => effect === 'read' || (asked.method === toMethod(line) && path.test(asked.path)))
      .map(asked => ({ method: asked.method, path: asked.path, query: asked.query, body: asked.body }));
  };
  let compared = 0;
  let called = 0;
  const throughWire = ['scalars as text', 'objects and lists as JSON text', 'null for what is unset'];
  for (const [place, operation] of operations.entries()) {
    // Its answer would be the same; its body is a stream with a border of its own each time.
    const isForm = Object.keys(operation.form).length > 0;
    const args = toArguments(operation.name, sandbox);
    await sandbox.reset();
    const wanted = await record(operation, args);
    for (const name of throughWire.filter((_, which) => hasTurn(place, which, throughWire.length))) {
      const form = forms[name] as Form;
      if (operation.effect !== 'read') await sandbox.reset();
      const got = await record(operation, disguise(operation, schemaOf(operation), args, form));
      if (isForm) expect(got.length, `${operation.name} with ${name}`).toBe(wanted.length);
      else expect(got, `${operation.name} with ${name}`).toEqual(wanted);
      compared += wanted.length;
      called += 1;
    }
  }
  process.stdout.write(`fuzz: clients: ${compared} requests compared over HTTP\n`);
  expect(compared).toBeGreaterThan(called * 0.9);
});
