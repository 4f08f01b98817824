// What a schema must be so that every provider takes it and nothing in it is lost, for the laws of operations and of tasks.
import type * as z from 'zod';

/** Paths of objects that would swallow a key they do not know. */
export function findStripping(schema: z.ZodType, path: string): string[] {
  const def = schema.def as unknown as { type: string; catchall?: unknown; shape?: Record<string, z.ZodType> } & Record<
    string,
    z.ZodType
  >;
  const inner = [def.innerType, def.element, def.valueType].filter(child => child !== undefined);
  const children = [
    ...inner.map(child => [path, child] as const),
    ...Object.entries(def.shape ?? {}).map(([key, child]) => [`${path}.${key}`, child] as const),
  ];
  return [
    ...(def.type === 'object' && def.catchall === undefined ? [path] : []),
    ...children.flatMap(([at, child]) => findStripping(child, at)),
  ];
}

const unwanted = [
  'anyOf',
  'oneOf',
  'allOf',
  'not',
  '$ref',
  '$schema',
  '$defs',
  'const',
  'propertyNames',
  'prefixItems',
  'pattern',
  'format',
];

/** Paths of what some provider does not take. */
export function findUnportable(node: unknown, path: string): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const schema = node as Record<string, unknown>;
  const faults: string[] = [];
  for (const key of unwanted) if (key in schema && !path.endsWith('/properties')) faults.push(`${path}/${key}`);
  if (Array.isArray(schema.type)) faults.push(`${path}: a list of types`);
  if (schema.type === 'array' && !('items' in schema)) faults.push(`${path}: an array without items`);
  if (Math.abs(Number(schema.minimum ?? 0)) > 2 ** 52) faults.push(`${path}: a bound that says nothing`);
  return [...faults, ...Object.entries(schema).flatMap(([key, child]) => findUnportable(child, `${path}/${key}`))];
}
