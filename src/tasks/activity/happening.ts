// What happened once, whoever told of it: the audit log, the publish queue or the versions of an entry.

import { assetUid } from '../types.ts';

/** The words of `what`; a happening goes by one or several. */
export const verbs = [
  'create',
  'save',
  'localize',
  'delete',
  'publish',
  'unpublish',
  'schedule',
  'deploy',
  'other',
] as const;
export type Verb = (typeof verbs)[number];

export interface Happening {
  source: 'audit' | 'queue' | 'versions';
  /** In milliseconds. */
  time: number;
  /** Other times under which another source may tell of it, such as when it was asked for. */
  near?: readonly number[];
  /** Uid of who did it; empty where that is not told. */
  by: string;
  verbs: readonly Verb[];
  /** In words: `published`, `publish failed`. */
  says: string;
  /** The same in all sources: what is one happening has one of these. */
  act: string;
  /** Uid of the content type, `sys_assets`, or what else it is; absent where that is not told. */
  type?: string | undefined;
  uid: string;
  title?: string | undefined;
  /** Codes. Empty where there is none, or it is not told. */
  locales: readonly string[];
  /** Uids or names. */
  environments: readonly string[];
  version?: number | undefined;
  details?: string | undefined;
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Not a number for what is no time. */
export const timeOf = (value: unknown): number => Date.parse(textOf(value));

/** A text, the uid, code or name of an object, or several of them. */
export function listNames(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(listNames);
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  const { uid, code, name } = value as Record<string, unknown>;
  return listNames(textOf(uid) || textOf(code) || textOf(name));
}

/** Done with a thing, in words. */
export const done = (action: string): string =>
  ({ publish: 'published', unpublish: 'unpublished', deploy: 'deployed' })[action] ?? action;

/** What else the log tells of, under names of its own: it stands where the content type of an entry does. */
const others = [
  'folder',
  'content_type',
  'global_field',
  'branch',
  'branch_alias',
  'bulk_task',
  'delivery_token',
  'environment',
  'extension',
  'label',
  'locale',
  'management_token',
  'metadata',
  'publishing_rule',
  'release',
  'role',
  'stack',
  'taxonomy',
  'term',
  'variant',
  'variant_group',
  'webhook',
  'workflow',
];

export const isOther = (type: string): boolean => others.includes(type);

/** Whether it is a content type, as far as its name says. */
export const isOfEntries = (type: string): boolean => type !== assetUid && !isOther(type);
