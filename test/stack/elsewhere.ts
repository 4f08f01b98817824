// What others change in the stack while a server is at work.
import { expect } from 'vitest';
import type { Sandbox } from '../../src/sandbox/index.ts';

export const toEnvironment = (name: string) => ({ environment: { name, urls: [] } });

/** Not by way of the server under test. */
export async function createElsewhere({ origin, api_key, tokens }: Sandbox, name: string): Promise<void> {
  const headers = { api_key, authorization: tokens.read_write ?? '', 'content-type': 'application/json' };
  const body = JSON.stringify(toEnvironment(name));
  expect((await fetch(`${origin}/v3/environments`, { method: 'POST', headers, body })).status).toBe(201);
}
