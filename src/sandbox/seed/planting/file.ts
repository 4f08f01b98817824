// Reads a seed from a file: what it leaves out comes from the demo stack, or is empty.
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { checkChoices } from '../../state/choices.ts';
import { describeIssues, parseJson, Unusable } from '../../state/unusable.ts';
import { branches, environments, locales, stack, tokens } from '../demo/stack.ts';
import type { Seed } from '../form/format.ts';

const text = z.string();
const name = z.string().min(1);
const date = z.string().refine(value => !Number.isNaN(Date.parse(value)), 'is not a date');
const json = z.record(text, z.unknown());
const scope = z.enum(['read-write', 'read-only']);
const definition = z.looseObject({ uid: name, title: name, schema: z.array(json) });

const entry = z.strictObject({
  uid: name,
  content_type: name,
  saves: z
    .array(z.strictObject({ locale: name, at: date, by: text, fields: json, name: text.optional() }))
    .min(1, 'needs at least one save'),
  published: z
    .array(z.strictObject({ environment: name, locale: name, at: date, version: z.int().optional() }))
    .optional(),
  deleted: date.optional(),
});

const asset = z.looseObject({
  uid: name,
  filename: name,
  title: text,
  content_type: name,
  file_size: z.number(),
  deleted: date.optional(),
  at: date,
  by: text,
});

const token = z.strictObject({
  name,
  value: name,
  scope,
  branches: z.array(name).optional(),
  modules: z.record(text, scope).optional(),
  expires_at: date.optional(),
  revoked: z.boolean().optional(),
});

const choices = z.record(text, z.unknown()).superRefine((given, context) => {
  for (const [path, message] of checkChoices(given)) context.addIssue({ code: 'custom', path, message });
});

const format = z.strictObject({
  stack: z.strictObject({ api_key: name, org_uid: name, name, master_locale: name }).optional(),
  tokens: z.array(token).optional(),
  users: z.array(z.looseObject({ uid: name, email: text, first_name: text, last_name: text, at: date })).optional(),
  branches: z.array(z.looseObject({ uid: name, source: text })).optional(),
  aliases: z.array(z.looseObject({ alias: name, target: name })).optional(),
  environments: z
    .array(z.strictObject({ uid: name, name, urls: z.array(z.strictObject({ locale: name, url: text })) }))
    .optional(),
  locales: z
    .array(z.strictObject({ uid: name, code: name, name, fallback_locale: text.nullable() }))
    .min(1, 'needs at least the master language')
    .optional(),
  global_fields: z.array(definition).optional(),
  content_types: z.array(definition).optional(),
  folders: z.array(z.looseObject({ uid: name, name, at: date, by: text })).optional(),
  assets: z.array(asset).optional(),
  entries: z.array(entry).optional(),
  changes: z.array(z.strictObject({ branch: name, entries: z.array(entry) })).optional(),
  history: z.literal(true).optional(),
  requests: z.array(z.looseObject({ request: name, at: date, by: text })).optional(),
  executions: z
    .array(
      z.looseObject({
        uid: name,
        webhook: name,
        channels: z.array(text),
        module: name,
        event: name,
        data: json,
        attempts: z.array(z.strictObject({ at: date, status: z.int() })),
      }),
    )
    .optional(),
  choices: choices.optional(),
} satisfies Record<keyof Seed, z.ZodType>);

/** The part that a stack cannot be without. */
const demoStack = { stack, tokens, branches, environments, locales };

/** @throws {Unusable} */
export function readSeedFile(path: string): Seed {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (error) {
    throw new Unusable(`${path} cannot be read (${(error as Error).message})`);
  }
  const parsed = format.safeParse(parseJson(path, content));
  if (!parsed.success) throw new Unusable(`${path} is not a seed: ${describeIssues(parsed.error)}`);
  // What the schema leaves open is checked, object by object, when the stack is built.
  return { content_types: [], assets: [], entries: [], ...demoStack, ...parsed.data } as Seed;
}
