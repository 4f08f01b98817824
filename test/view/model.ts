// What a model does with the message of a view: it makes the call that the message names.
import type { Json } from './wire.ts';

export interface Call {
  name: string;
  args: Json;
}

/** Of the code that an answer gave. */
export const codeOf = ({ content }: Json): string | undefined => {
  const [first] = (content ?? []) as { text?: string }[];
  try {
    return JSON.parse(first?.text ?? '').next?.code;
  } catch {
    return undefined;
  }
};

/** The words of a message, as `ui/message` has them. */
export const wordsOf = ({ content }: Json): string =>
  ((content ?? []) as { text?: string }[]).map(({ text }) => text ?? '').join('\n');

/** @param last the call whose answer the view shows. @returns nothing where the message names no call. */
export function toCall(words: string, last: Call): Call | undefined {
  const [, name, and] = /\bcall (\w+) with the same arguments and (\{.*\})/s.exec(words) ?? [];
  if (name === undefined || and === undefined) return undefined;
  return { name, args: { ...last.args, ...(JSON.parse(and) as Json) } };
}
