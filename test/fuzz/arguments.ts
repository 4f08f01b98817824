// Arguments made from what a client sees of a tool: such as fit its schema, such as nearly fit, and such as mean harm.
import fc from 'fast-check';

export interface Schema {
  type?: string;
  enum?: unknown[];
  maximum?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
}

export interface Tool {
  name: string;
  inputSchema: Schema;
}

export interface Case {
  kind: 'valid' | 'near' | 'hostile';
  name: string;
  args: Record<string, unknown>;
}

const deep = (levels: number): unknown => {
  let value: unknown = 'deep';
  for (let level = 0; level < levels; level += 1) value = level % 2 ? { in: value } : [value];
  return value;
};

/** Tricks with paths, headers, queries and JSON, of every script and of no sense. No address that could be dialled. */
const hostileText = fc.oneof(
  fc.constantFrom(
    ...[
      '..',
      '../..',
      '%2e%2e%2fstacks',
      'a/../../stacks',
      '//x/v3',
      '?x=',
      '#y',
      '\\..\\',
      '%00',
      '\u0000',
      '\r\nhost: x',
    ],
    ...[
      '$all',
      '__proto__',
      'constructor',
      'toString',
      'null',
      'NaN',
      '{}',
      '[]',
      '{"a":',
      '/etc/passwd',
      'file:///etc/passwd',
    ],
    ...[
      'data:image/png;base64,AAAA',
      'data:;base64,',
      'data:text/plain;name=..%2fa;base64,eA==',
      'ftp://x',
      'http://127.0.0.1:9/',
    ],
    ...['', ' ', '\u202e', '\ud800', '\u2028', '🙂', 'é', '<script>', "' OR 1=1", 'all', 'title@9', 'a.b.c.0', '@'],
    'x'.repeat(20_000),
    '🙂'.repeat(3_000),
  ),
  fc.string(),
  fc.string({ unit: 'binary' }),
);

const anything: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 1e308, 2 ** 53, [], {}, [null], [[[]]], deep(200)),
  fc.constant(Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`key_${index}`, index]))),
);

const name = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'hasOwnProperty',
    'limit',
    'branch',
    'api_key',
    'authorization',
    'include[]',
    '',
  ),
  fc.string({ maxLength: 30 }),
  fc.constantFrom('a rather long name '.repeat(1_000), 'long'.repeat(5_000)),
);

const moments = fc
  .date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') })
  .map(date => date.toISOString());

// Made once: with these, making the arguments of all tools took longer than their calls.
const identifier = fc.stringMatching(/^[a-z][a-z0-9_]{0,12}$/);
/** Integers whose digits would be lost are refused: half of all that are drawn, and they would hide what comes after. */
const toHeld = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, inner) =>
    Number.isInteger(inner) && !Number.isSafeInteger(inner) ? inner % 1000 : inner,
  );
const someJson = fc.jsonValue({ maxDepth: 2 }).map(toHeld);
const plainJson = fc.jsonValue({ maxDepth: 1 }).map(toHeld);
const counts = fc.integer({ min: 0 });
const numbers = fc.double({ noNaN: true, noDefaultInfinity: true });

/**
 * @param wordsFor what means something to the stack under the name of an argument: uids, names, languages.
 * @param sets arguments that go together, as an entry and its content type.
 */
export function toCases(
  tools: readonly Tool[],
  wordsFor: (argument: string) => readonly string[],
  sets: readonly Record<string, unknown>[],
): fc.Arbitrary<Case> {
  const together = fc.option(fc.constantFrom(...sets), { nil: {}, freq: 4 });
  const words = fc.constantFrom(...wordsFor(''));
  const usual = fc.oneof(
    { weight: 2, arbitrary: words },
    { weight: 2, arbitrary: identifier },
    { weight: 1, arbitrary: moments },
    { weight: 1, arbitrary: hostileText },
  );
  const textFor = (argument: string) =>
    fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...wordsFor(argument)) }, { weight: 1, arbitrary: usual });
  const fitting = (schema: Schema, argument: string, depth = 0): fc.Arbitrary<unknown> => {
    if (schema.enum) return fc.constantFrom(...schema.enum);
    switch (schema.type) {
      case 'string':
        return textFor(argument);
      case 'integer':
        return fc.oneof(fc.integer({ min: 0, max: Math.min(schema.maximum ?? 5, 100) }), counts);
      case 'number':
        return numbers;
      case 'boolean':
        return fc.boolean();
      case 'array':
        return fc.array(fitting(schema.items ?? {}, argument, depth + 1), { maxLength: 3 });
      case 'object':
        return object(schema, depth);
      default:
        return fc.oneof(textFor(argument), someJson);
    }
  };
  const object = ({ properties = {}, required = [], additionalProperties }: Schema, depth: number) => {
    const own = Object.entries(properties).map(([key, inner]) => {
      const value = fitting(inner, key, depth + 1);
      const maybe = fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
      return [key, required.includes(key) ? value : maybe] as const;
    });
    const isFree = depth > 0 && Object.keys(properties).length === 0 && additionalProperties !== false;
    const rest = typeof additionalProperties === 'object' ? fitting(additionalProperties, '', depth + 1) : plainJson;
    const more = isFree ? fc.dictionary(fc.oneof(words, name), rest, { maxKeys: 2 }) : fc.constant({});
    return fc
      .tuple(fc.record(Object.fromEntries(own)), more, depth === 0 ? together : fc.constant({}))
      .map(([known, extra, set]) => {
        const matching = Object.entries(set).filter(([key]) => known[key] !== undefined);
        return withoutGaps({ ...extra, ...known, ...Object.fromEntries(matching) });
      });
  };
  const near = (tool: Tool) =>
    fc
      .tuple(object(tool.inputSchema, 0), fc.constantFrom('drop', 'change', 'add', 'quote'), fc.nat(), name, anything)
      .map(([args, how, which, stray, value]) => {
        const keys = Object.keys(args);
        const key = keys[which % Math.max(1, keys.length)] ?? stray;
        if (how === 'drop') return withoutGaps({ ...args, [key]: undefined });
        if (how === 'quote') return { ...args, [key]: JSON.stringify(args[key]) ?? '' };
        return { ...args, [how === 'change' ? key : stray]: value };
      });
  const hostile = (tool: Tool) =>
    fc
      .tuple(
        fc.record(Object.fromEntries(Object.keys(tool.inputSchema.properties ?? {}).map(key => [key, anything]))),
        fc.dictionary(name, anything, { maxKeys: 3 }),
      )
      .map(([own, stray]) => ({ ...stray, ...own }));
  const ofTool = (kind: Case['kind'], tool: Tool) => {
    const made = { valid: (each: Tool) => object(each.inputSchema, 0), near, hostile }[kind](tool);
    return made.map(args => ({ kind, name: tool.name, args: args as Record<string, unknown> }));
  };
  // Made once for each tool: that is what takes the time.
  const every = tools.map(tool =>
    fc.oneof(
      { weight: 4, arbitrary: ofTool('valid', tool) },
      { weight: 3, arbitrary: ofTool('near', tool) },
      { weight: 2, arbitrary: ofTool('hostile', tool) },
    ),
  );
  return fc.oneof(...every);
}

const withoutGaps = (object: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
