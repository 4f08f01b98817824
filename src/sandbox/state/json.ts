// What all that is remembered is made of.

export type Json = Record<string, unknown>;

/** ISO 8601 with milliseconds, UTC, as the CMA prints dates. */
export type IsoDate = string;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const areTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every(item => typeof item === 'string');

/** A record's own member: names come from outside, and `constructor` is none of its members. */
export const pick = <T>(record: Record<string, T>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/** Letters, digits and underscores, but not the one word that is no key like others. */
export const isWord = (text: string): boolean => /^\w+$/.test(text) && text !== '__proto__';

export const leaveOut = (object: Json, keys: string[]): Json =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
