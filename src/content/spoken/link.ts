// A spoken link: `{title, href}`, an address alone, or as Markdown writes it.
import { isEmpty, isObject } from '../value.ts';
import { plain, type Spoken } from './finding.ts';

const markdown = /^\[([^\]]*)\]\(\s*<?([^\s<>]*)>?\s*\)$/;

/** What is not shown as it is empty is stored as it was, else empty. */
export function toLink(value: unknown, held: unknown): Spoken {
  if (typeof value === 'string') {
    const [, title, href] = markdown.exec(value.trim()) ?? [undefined, '', value.trim()];
    return plain({ title, href });
  }
  if (!isObject(value)) return plain(value);
  const blank = isObject(held) ? Object.entries(held).filter(([, part]) => isEmpty(part)) : [];
  return plain({ title: '', href: '', ...Object.fromEntries(blank), ...value });
}
