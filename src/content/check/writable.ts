// What was read of an entry, as it may be sent back.
import type { Address } from '../address.ts';
import { lowerFields } from '../lower.ts';
import { type Field, findField, systemKeys, topFields } from '../schema.ts';
import { isObject, type Json } from '../value.ts';
import { tellValue } from '../words.ts';
import { Findings, type Problem } from './findings.ts';
import { scan } from './scan.ts';

interface Writable {
  /** Field by field, in the form the CMA takes: files as uids, references as pairs, no system fields. */
  value: Json;
  /** Parts that were cut or masked when they were read: sent back they would replace what is stored. */
  problems: Problem[];
  /** Top-level members that are not sent: the system's, and those of fields that the content type no longer has. */
  dropped: string[];
}

/**
 * @param entry as `GET /content_types/{uid}/entries/{uid}` gives it, of any version.
 * @param schema of the content type, global fields spelt out.
 */
export function toWritable(entry: Json, schema: readonly Field[]): Writable {
  const fields = topFields(schema);
  const findings = new Findings();
  const kept = Object.fromEntries(Object.entries(entry).filter(([key]) => findField(fields, key)));
  const dropped = Object.keys(entry).filter(key => !findField(fields, key));
  refuseCut(entry, fields, findings);
  scan(kept, undefined, findings);
  return { value: lowerFields(fields, kept), problems: findings.problems, dropped };
}

/**
 * An answer that was cut says of what: `cut: {"sections": "1 of 2 items"}`, with `rest` for the call that gives the rest.
 * Copied into an entry, these are no fields.
 */
export function refuseCut(entry: Json, fields: readonly Field[], findings: Findings): boolean {
  const { cut } = entry;
  if (!isObject(cut) || findField(fields, 'cut')) return false;
  for (const [path, said] of Object.entries(cut)) {
    findings.refuse(
      toCutAddress(path),
      'cut',
      `was cut when it was read (${tellValue(said, 60)}): read the rest first`,
    );
  }
  return true;
}

/** Cuts are told by paths, whose numbers are places: `sections.0.text`. */
const toCutAddress = (path: string): Address =>
  path
    .replace(/@\d+$/, '')
    .split('.')
    .map(step => (/^\d{1,9}$/.test(step) ? { place: Number(step) } : step));

/** Whether a key is none of the content type's but one the CMA adds to every entry. */
export const isSystemKey = (key: string, fields: readonly Field[]): boolean =>
  systemKeys.has(key) && !findField(fields, key);
