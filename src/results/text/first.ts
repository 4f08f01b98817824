// What stands first in an answer, before all that it was made of: read first, and never cut.

/** @param otherwise the answer, where it is no JSON object. */
export function putFirst(text: string, key: string, words: string, otherwise: string): string {
  if (!text.startsWith('{') || !text.endsWith('}')) return otherwise;
  return `{"${key}":${JSON.stringify(words)}${text === '{}' ? '' : ','}${text.slice(1)}`;
}
