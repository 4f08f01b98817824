// What is remembered of taxonomies and their terms.
import type { IsoDate, Json } from './json.ts';
import type { PublishDetail } from './publishing.ts';

/** What a taxonomy or a term is called in a language. */
export interface Wording {
  name: string;
  description?: string;
  created_at: IsoDate;
  created_by: string;
  updated_at: IsoDate;
  updated_by: string;
}

export interface Worded extends Json {
  uid: string;
  /** By language; the master's is always there. */
  locales: Record<string, Wording>;
  deleted_at?: IsoDate;
}

export interface Term extends Worded {
  parent_uid: string | null;
  /** Among its siblings, from 1. */
  order: number;
}

export interface Taxonomy extends Worded {
  terms: Record<string, Term>;
  /** Where it stands, and with which branch's languages. */
  published: (PublishDetail & { branch: string })[];
}
