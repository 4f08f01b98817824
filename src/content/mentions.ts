// Finds the uids that are named anywhere in a value: in fields, in attributes of rich text, in addresses within Markdown.
import { listValues } from './value.ts';

/** Longer than most words, and as long as the shortest uid that Contentstack makes. */
const uidLike = /[\w-]{10,200}/g;

/** Of any depth. A name that only looks like a uid is found, too: who asks knows which uids there are. */
export function* listMentions(value: unknown): Generator<string> {
  for (const next of listValues(value))
    if (typeof next === 'string') for (const [name] of next.matchAll(uidLike)) yield name;
}
