// Reads the body of a request as JSON, so that the SDK need neither read nor copy it.

import { soften, withoutMark } from './envelope.ts';

type Chunks = AsyncIterable<Uint8Array, void, void>;

/**
 * @param most in bytes.
 * @returns what it says, or the body to be read again where it is no JSON or too long: what is wrong with it the SDK says.
 */
export async function readJson(body: Chunks, most: number): Promise<{ json: unknown } | { again: Chunks }> {
  const chunks: Uint8Array[] = [];
  const rest = body[Symbol.asyncIterator]();
  async function* read(): AsyncGenerator<Uint8Array> {
    yield* chunks;
    yield* { [Symbol.asyncIterator]: () => rest };
  }
  let size = 0;
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    chunks.push(next.value);
    size += next.value.byteLength;
    if (size > most) return { again: read() };
  }
  try {
    return { json: soften(JSON.parse(withoutMark(Buffer.concat(chunks).toString()))) };
  } catch {
    return { again: read() };
  }
}
