// What a single read leaves out unless `fields` is `all`: access lists and bookkeeping that say nothing. docs/answers.md says so.
import { isObject } from '../../operations/is-object.ts';

type Json = Record<string, unknown>;

/** Names that no field of an entry can have: https://www.contentstack.com/docs/developers/create-content-types/restricted-keywords-for-uids */
const noise = new Set(['ACL', 'SYS_ACL', 'DEFAULT_ACL', 'api_key']);
/** Of content types and global fields, which say by them what the web app may do. */
const modelNoise = new Set(['abilities', 'maintain_revisions', 'last_activity']);
/** Where these hold nothing they say nothing. */
const empty = /^(created|updated|deleted)_(at|by)$|^_in_progress$|^inbuilt_class$/;

function isNoise(key: string, value: unknown, object: Json): boolean {
  if (noise.has(key) || (empty.test(key) && (value === null || value === false))) return true;
  if (Array.isArray(object.schema) && modelNoise.has(key)) return true;
  if (key === 'parent_uid' && value === null) return 'is_dir' in object || 'taxonomy_uid' in object;
  // A role, a job or a log comes with the whole stack, or with its key.
  return key === 'stack' && (isObject(value) ? 'master_locale' in value : 'org_uid' in object || '_id' in object);
}

/** At any depth: a file within an entry is a whole asset with bookkeeping of its own. */
export function quieten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(quieten);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([key, inner]) => !isNoise(key, inner, value));
  return Object.fromEntries(kept.map(([key, inner]) => [key, quieten(inner)]));
}
