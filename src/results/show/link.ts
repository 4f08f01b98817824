// The address of an object in Contentstack's web app, for a person who wants to look.

import type { Arguments } from '../../operations/arguments.ts';
import type { Operation } from '../../operations/operation.ts';
import { findTargets } from './targets.ts';

type Json = Record<string, unknown>;

interface Linked {
  operation: Operation;
  given: Arguments;
  object: Json;
  branch: string;
}

/**
 * Made from the operation's own template; undefined where there is none, where something that it names is not known, and
 * for a host that is no region's.
 */
export function toLink(app: string | undefined, apiKey: string | undefined, linked: Linked): string | undefined {
  const { operation, given, object, branch } = linked;
  if (!operation.link || !app || !apiKey) return undefined;
  const names = [...operation.link.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const values = new Map(names.map(name => [name, object[name] ?? given[name] ?? findLocale(name, given)]));
  if ([...values.values()].some(value => typeof value !== 'string')) return undefined;
  const path = operation.link.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values.get(name))));
  return `${app}/#!/stack/${apiKey}/${path}?branch=${encodeURIComponent(branch)}`;
}

/** If several languages were published, the link shows the first. */
function findLocale(name: string, given: Arguments): unknown {
  const { locales } = findTargets(given);
  return name === 'locale' && Array.isArray(locales) ? locales[0] : undefined;
}
