// What is remembered of files and folders.
import type { IsoDate, Json } from './json.ts';
import type { PublishDetail } from './publishing.ts';

export interface Dimension {
  height: number;
  width: number;
}

/** One saved version. */
export interface AssetVersion extends Json {
  _version: number;
  _version_name?: string;
  title: string;
  filename: string;
  content_type: string;
  /** A string, as the CMA prints it. */
  file_size: string;
  dimension?: Dimension;
  description?: string;
  tags: string[];
  /** Names the file in its url; a new one for each file. */
  upload: string;
  /** The bytes, by their hash in `state.files`; a seeded asset has none. */
  file?: string;
  updated_at: IsoDate;
  updated_by: string;
}

/** An asset: its current version, and what is not part of any version. */
export interface Asset extends AssetVersion {
  uid: string;
  is_dir: false;
  parent_uid: string | null;
  ACL: Json;
  /** As it was set, which can be done once. */
  permanent_url?: string;
  created_at: IsoDate;
  created_by: string;
  /** All versions but the current one, in the order in which they were made. */
  others: AssetVersion[];
  published: PublishDetail[];
}

export interface Folder extends Json {
  uid: string;
  name: string;
  is_dir: true;
  parent_uid: string | null;
}
