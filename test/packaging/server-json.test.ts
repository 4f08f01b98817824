// The registry file server.json is made from package.json and the settings (`vitest -u` rewrites it), and keeps to the rules.
import { expect, it } from 'vitest';
import * as z from 'zod';
import about from '../../package.json' with { type: 'json' };
import { toServerJson } from '../../src/packaging/server-json.ts';
import { readInvocation } from '../../src/settings/invocation.ts';

const made = toServerJson(about);
const [npm] = made.packages;

/**
 * The rules of https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json for what stands in our file, in
 * our own words. Stricter in one thing: a key that the schema does not know is a slip and fails.
 */
const exact = z.string().regex(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
const rules = z.strictObject({
  $schema: z.literal('https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json'),
  name: z
    .string()
    .min(3)
    .max(200)
    .regex(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/),
  title: z.string().min(1).max(100),
  description: z.string().min(1).max(100),
  version: exact,
  packages: z.array(
    z.strictObject({
      registryType: z.enum(['npm', 'pypi', 'oci', 'nuget', 'mcpb']),
      identifier: z.string(),
      version: exact,
      runtimeHint: z.string(),
      transport: z.strictObject({ type: z.literal('stdio') }),
      environmentVariables: z.array(
        z.strictObject({
          name: z.string(),
          description: z.string(),
          format: z.enum(['string', 'number', 'boolean', 'filepath']),
          default: z.string().optional(),
          choices: z.array(z.string()).optional(),
          isRequired: z.boolean().optional(),
          isSecret: z.boolean().optional(),
        }),
      ),
    }),
  ),
});

it('is made from what there is', async () => {
  await expect(`${JSON.stringify(made, undefined, 2)}\n`).toMatchFileSnapshot('../../server.json');
});

it('keeps to the rules of the registry', () => {
  expect(rules.parse(made)).toEqual(made);
  // That they are rules at all.
  expect(rules.safeParse({ ...made, description: 'x'.repeat(101) }).success).toBe(false);
  expect(rules.safeParse({ ...made, version: '^0.1.0' }).success).toBe(false);
  // The registry looks into the package for this name, to see that both are of one owner.
  expect(made.name).toBe(about.mcpName);
});

it('asks for secrets as secrets, and for no more than is needed', () => {
  const named = (key: 'isSecret' | 'isRequired') =>
    npm?.environmentVariables.filter(each => each[key]).map(({ name }) => name);
  // The address of the store may hold its password.
  expect(named('isSecret')).toEqual([
    'CONTENTSTACK_API_KEY',
    'CONTENTSTACK_MANAGEMENT_TOKEN',
    'CONTENTSTACK_SHARED_LIMIT',
  ]);
  expect(named('isRequired')).toEqual(['CONTENTSTACK_API_KEY', 'CONTENTSTACK_MANAGEMENT_TOKEN']);
});

it('offers what the server takes: the defaults change nothing, and each choice is one', () => {
  const variables = npm?.environmentVariables ?? [];
  const defaults = variables.flatMap(each => (each.default === undefined ? [] : [[each.name, each.default]]));
  expect(readInvocation([], Object.fromEntries(defaults))).toEqual(readInvocation([], {}));
  for (const { name, format, ...rest } of variables) {
    const values = 'choices' in rest ? rest.choices : format === 'boolean' ? ['true', 'false'] : [];
    for (const value of values ?? []) expect(() => readInvocation([], { [name]: String(value) })).not.toThrow();
    if (values?.length) expect(() => readInvocation([], { [name]: 'nonsense' })).toThrow(name);
    if (format === 'number') expect(() => readInvocation([], { [name]: 'nonsense' })).toThrow(name);
  }
  const formats = Object.fromEntries(variables.map(({ name, format }) => [name.replace('CONTENTSTACK_', ''), format]));
  expect(formats).toMatchObject({ TIMEOUT_MS: 'number', RATE_READS: 'string', READ_ONLY: 'boolean', BRANCH: 'string' });
});
