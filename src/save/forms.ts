// Texts that must have a form, such as the channels of a webhook: one that has another would be taken, and never do anything.
import type { Json } from '../content/value.ts';
import type { Arguments } from '../operations/arguments.ts';
import type { Operation } from '../operations/operation.ts';
import { readPath, toPath } from '../results/text/paths.ts';

/** What is stored already may always be sent back. @returns a line for each argument. */
export function checkForms({ forms = {} }: Operation, given: Arguments, stored: Json | undefined): string[] {
  return Object.entries(forms).flatMap(([path, { pattern, says }]) => {
    const known = new Set(toTexts(readPath(stored, toPath(path.slice(path.indexOf('.') + 1)))));
    const form = new RegExp(pattern);
    const wrong = toTexts(readPath(given, toPath(path))).filter(text => !known.has(text) && !form.test(text));
    return wrong.length > 0 ? [`${path}: ${wrong.map(text => JSON.stringify(text)).join(', ')} ${says}`] : [];
  });
}

const toTexts = (value: unknown): string[] =>
  [value].flat(2).filter((each): each is string => typeof each === 'string');
