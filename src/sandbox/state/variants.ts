// What is remembered of variants, and of what entries have of their own in them.
import type { EntryVersion } from './content.ts';
import type { IsoDate, Json } from './json.ts';
import type { PublishDetail } from './publishing.ts';

interface VariantVersion extends EntryVersion {
  order: Json[];
  change_set: string[];
  base: number;
}

/** One variant of one entry in one language. */
export interface EntryVariant {
  content_type: string;
  entry: string;
  variant: string;
  locale: string;
  instance_uid: string;
  /** Oldest first. */
  versions: VariantVersion[];
  published: PublishDetail[];
}

export interface Dated extends Json {
  uid: string;
  name: string;
  personalize_metadata: Json;
  created_at: IsoDate;
  created_by: string;
  updated_at: IsoDate;
  updated_by: string;
}

export interface VariantGroup extends Dated {
  branches: string[];
  content_types: Link[];
}

export interface Variant extends Dated {
  /** The group's uid; none for a variant that stands alone. */
  group?: string;
}

export interface Link {
  uid: string;
  status: 'linked' | 'unlinked';
}
