// What a model and the evaluation say to each other, whichever protocol carries it.

export interface Tool {
  name: string;
  description?: string | undefined;
  inputSchema: object;
}

export interface Call {
  id: string;
  name: string;
  /** Absent where the model wrote no JSON object. */
  args?: Record<string, unknown> | undefined;
}

/** What a model says at once: words, or calls whose results it waits for. */
export interface Turn {
  text: string;
  calls: readonly Call[];
  /** In tokens, as the endpoint counts them. */
  read: number;
  written: number;
}

/** The result of a call. */
export interface Heard {
  id: string;
  text: string;
  isError: boolean;
}

/** One conversation: the editor's words come first, and then the results of all calls of the turn before. */
export type Talk = (heard: string | readonly Heard[]) => Promise<Turn>;

/** A model at its endpoint. */
export type Speaker = (given: { instructions: string; tools: readonly Tool[] }) => Talk;

export interface Endpoint {
  model: string;
  baseURL: string;
  key: string;
}

/** For both clients: they wait and try again where they are told of too many requests or of a fault. */
export const patience = { maxRetries: 4, timeout: 180_000 };

/** The endpoint answered, and not as its protocol says. */
export class Unreadable extends Error {}

/** Models write arguments as text; not always as JSON. */
export function readArguments(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text === '' ? '{}' : text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
