// What telemetry tells of a message: its method, what it calls if that is known here, and of which kind its failure was. Pure.
import type { Ended, Message } from '../server/watching/watch.ts';
import { toolError } from './names.ts';

/** What this server has, by name: no other name becomes part of a span or a series, as clients could make up any number. */
export interface Known {
  tools: ReadonlySet<string>;
  prompts: ReadonlySet<string>;
}

export interface Target {
  tool?: string;
  prompt?: string;
}

export function toTarget({ method, name = '' }: Message, { tools, prompts }: Known): Target {
  if (method === 'tools/call' && tools.has(name)) return { tool: name };
  return method === 'prompts/get' && prompts.has(name) ? { prompt: name } : {};
}

/** Undefined where it did not fail; a question to a person is no failure. */
export function toErrorType({ outcome, code }: Ended): string | undefined {
  if (outcome === 'failed') return toolError;
  if (outcome === 'refused') return String(code);
  return outcome === 'cancelled' ? 'cancelled' : undefined;
}
