// What is remembered of content: entries with their versions, content types, global fields, languages, labels, extensions.
import type { EntryStage, PublishRequest } from './governance.ts';
import type { IsoDate, Json } from './json.ts';
import type { PublishDetail } from './publishing.ts';

/** One saved version of one locale. `fields` holds the entry's own fields in write shape (uids, not objects). */
export interface EntryVersion {
  _version: number;
  _version_name?: string;
  fields: Json;
  updated_at: IsoDate;
  updated_by: string;
}

export interface EntryRecord {
  uid: string;
  created_at: IsoDate;
  created_by: string;
  /** Locale code → its versions, oldest first. A locale that is absent here falls back. */
  locales: Record<string, EntryVersion[]>;
  published: PublishDetail[];
  /** Versions of languages that were deleted while others stayed; they still hold what is unique. */
  trashed?: Record<string, EntryVersion[]>;
  /** Language → the workflow stage the entry is in; absent where none was ever set. */
  stages?: Record<string, EntryStage>;
  /** Answers to publish requests, latest last. */
  requests?: PublishRequest[];
  /** Set when the entry is in the trash, where it still holds its unique title and url. */
  deleted_at?: IsoDate;
}

/** A content type as the CMA gives it back, with its earlier versions. */
export interface ContentTypeRecord {
  current: Json & { uid: string; title: string; _version: number; schema: Json[] };
  earlier: Json[];
}

/** A global field with its earlier versions; content types use the schema of the current one by `reference_to`. */
export interface GlobalFieldRecord {
  current: Json & { uid: string; title: string; _version: number; schema: Json[] };
  earlier: Json[];
}

export interface Locale extends Json {
  uid: string;
  code: string;
  name: string;
  fallback_locale: string | null;
}

export interface Label extends Json {
  uid: string;
  name: string;
  /** Uids of the labels it stands below. */
  parent: string[];
  content_types: string[];
}

export interface Extension extends Json {
  uid: string;
  title: string;
  type: string;
  config: Json;
  tags: string[];
  src?: string;
  srcdoc?: string;
  _version: number;
  created_at: IsoDate;
  created_by: string;
  updated_at: IsoDate;
  updated_by: string;
}

export type EntityType = 'entry' | 'asset';

export interface Metadata extends Json {
  uid: string;
  extension_uid: string;
  type: EntityType;
  entity_uid: string;
  _content_type_uid: string;
  /** Of an entry. */
  locale?: string;
  _version: number;
  created_at: IsoDate;
  updated_at: IsoDate;
  publish_details: PublishDetail[];
}
