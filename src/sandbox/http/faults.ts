// Faults on demand: which request one is for, and what then goes wrong.
import * as z from 'zod';

const header = z.tuple([z.string(), z.string()]);
const milliseconds = z.int().min(0).max(600_000);

const pattern = z.union([
  z.string(),
  z.instanceof(RegExp),
  z
    .strictObject({ pattern: z.string(), flags: z.string().optional() })
    .transform(({ pattern: source, flags }, context) => {
      try {
        return new RegExp(source, flags);
      } catch {
        context.addIssue({ code: 'custom', message: 'is not a regular expression' });
        return z.NEVER;
      }
    }),
]);

const answer = z.strictObject({
  status: z.int().min(200).max(599).default(200),
  /** As an object, or as a list of pairs where a name is to occur twice. */
  headers: z.union([z.array(header), z.record(z.string(), z.string()).transform(Object.entries)]).default([]),
  /** A string goes out as it is, anything else as JSON; nothing is an empty body. */
  body: z.unknown().optional(),
  /** Bytes that the body is filled up to. */
  size: z.int().min(0).max(100_000_000).optional(),
});

const fields = z.strictObject({
  /** Any when absent. */
  method: z
    .string()
    .transform(text => text.toUpperCase())
    .optional(),
  /** With or without `/v3`; `*` stands for any characters. Any path when absent. */
  path: pattern.optional(),
  /** Which of the requests that fit it is for: 1 is the next. */
  nth: z.int().min(1).default(1),
  /** How many of them, from that one on. */
  times: z.int().min(1).default(1),
  /** Answered instead of what the API would say. */
  answer: answer.optional(),
  /** With `answer`: the request is carried out all the same. */
  apply: z.boolean().default(false),
  /** Ends the connection without an answer, with the request not carried out or carried out. */
  cut: z.enum(['before', 'after']).optional(),
  /** Before the answer begins; the request has been carried out by then. */
  delay: milliseconds.optional(),
  /** The answer a few bytes at a time. */
  drip: z.strictObject({ bytes: z.int().min(1), every: milliseconds }).optional(),
  /** Ends the connection after this many bytes of the body. */
  truncate: z.int().min(0).optional(),
  /** Changes the bytes of the body. */
  garble: z.boolean().optional(),
});

const effects = ['answer', 'cut', 'delay', 'drip', 'truncate', 'garble'] as const;

const spec = fields.refine(fault => effects.some(effect => fault[effect] !== undefined), {
  message: `says nothing that goes wrong: give one of ${effects.join(', ')}`,
});

export type FaultSpec = z.input<typeof spec>;
export type Fault = z.output<typeof spec>;
export type FaultAnswer = z.output<typeof answer>;

/** A fault that cannot be carried out; the message says why. */
export class BadFault extends Error {}

interface Fired {
  fault: Fault;
  method: string;
  path: string;
}

interface Pending {
  fault: Fault;
  seen: number;
  left: number;
}

export interface Faults {
  /** One or a list of them: all or none. @throws {BadFault} */
  add(given: unknown): void;
  /** The fault that this request meets, counted as fired. */
  take(method: string, path: string): Fault | undefined;
  pending(): Fault[];
  fired: Fired[];
  clear(): void;
}

const longestFired = 1000;

export function makeFaults(): Faults {
  let pending: Pending[] = [];
  const fired: Fired[] = [];
  return {
    fired,
    pending: () => pending.map(({ fault, left }) => ({ ...fault, times: left })),
    add(given) {
      const added = [given].flat().map(each => {
        const parsed = spec.safeParse(each);
        if (!parsed.success) throw new BadFault(`The fault is not valid: ${describe(parsed.error)}.`);
        return { fault: parsed.data, seen: 0, left: parsed.data.times };
      });
      pending.push(...added);
    },
    take(method, path) {
      const fitting = pending.filter(({ fault }) => fits(fault, method, path));
      for (const each of fitting) each.seen += 1;
      const chosen = fitting.find(({ fault, seen }) => seen >= fault.nth);
      if (!chosen) return undefined;
      chosen.left -= 1;
      if (chosen.left === 0) pending = pending.filter(each => each !== chosen);
      fired.push({ fault: chosen.fault, method, path });
      if (fired.length > longestFired) fired.shift();
      return chosen.fault;
    },
    clear() {
      pending = [];
      fired.length = 0;
    },
  };
}

function fits({ method, path: wanted }: Fault, askedMethod: string, path: string): boolean {
  if (method !== undefined && method !== askedMethod) return false;
  if (wanted === undefined) return true;
  if (wanted instanceof RegExp) return new RegExp(wanted.source, wanted.flags.replace(/[gy]/g, '')).test(path);
  const whole = /^\/v3(\/|$)/.test(wanted) ? wanted : `/v3${wanted}`;
  const source = whole
    .split('*')
    .map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${source}$`).test(path);
}

const describe = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': ')).join('; ');
