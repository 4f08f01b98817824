// A spoken link: `{title, href}`, an address alone, or as Markdown writes it.
import type { Address } from '../address.ts';
import { isEmpty, isObject, member } from '../value.ts';
import { plain, refuse, type Spoken } from './finding.ts';

const markdown = /^\[([^\]]*)\]\(\s*<?([^\s<>]*)>?\s*\)$/;

/** A path, a place on the page, a query, or something with a scheme or a domain; empty for none. */
const isAddress = (text: string): boolean => text === '' || /^[/#?.]|^[a-z][a-z0-9+.-]*:|^[^\s]+\.[^\s]+$/i.test(text);

/** What is not shown as it is empty is stored as it was, else empty. */
export function toLink(value: unknown, held: unknown, address: Address): Spoken {
  if (typeof value === 'string') {
    const text = value.trim();
    const [, title, href] = markdown.exec(text) ?? [];
    if (href !== undefined) return plain({ title, href });
    if (!isAddress(text)) return refuse(value, address, 'is not an address: give {title, href}');
    return plain({ title: text === '' ? '' : (member(held, 'title') ?? ''), href: text });
  }
  if (!isObject(value)) return plain(value);
  const blank = isObject(held) ? Object.entries(held).filter(([, part]) => isEmpty(part)) : [];
  return plain({ title: '', href: '', ...Object.fromEntries(blank), ...value });
}
