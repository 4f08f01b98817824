// The form a seed is written in: what an editor would have done, in the CMA's write shapes.
import type { NewFolder } from '../../assets/store.ts';
import type { NewUser } from '../../people/people.ts';
import type { GivenChoices } from '../../state/choices.ts';
import type { IsoDate, Json } from '../../state/json.ts';
import type { Token } from '../../state/state.ts';

export interface SeedEntry {
  uid: string;
  content_type: string;
  /** Saves in order of time; the first must be in the master locale. `fields` are those given in that save (a later save keeps the rest). */
  saves: { locale: string; at: IsoDate; by: string; fields: Json; name?: string }[];
  /** `environment` by name. `version`: that of the locale; the latest when absent. */
  published?: { environment: string; locale: string; at: IsoDate; version?: number }[];
  /** When it went to the trash; what refers to it then points nowhere. */
  deleted?: IsoDate;
}

export interface SeedAsset {
  uid: string;
  filename: string;
  title: string;
  content_type: string;
  file_size: number;
  dimension?: { height: number; width: number };
  description?: string;
  tags?: string[];
  /** The folder; the root when absent. */
  parent_uid?: string;
  /** Environments by name, in the master locale. */
  published?: string[];
  /** When it was deleted; what holds it then points nowhere. */
  deleted?: IsoDate;
  at: IsoDate;
  by: string;
}

/** What a webhook was sent before the story begins. */
export interface SeedExecution {
  uid: string;
  /** Of the webhook. */
  webhook: string;
  channels: string[];
  module: string;
  event: string;
  data: Json;
  /** When its receiver was tried, and what it answered. */
  attempts: { at: IsoDate; status: number }[];
}

/**
 * A write as a client would send it, for everything that has no form of its own above. It goes through the route's own
 * checks. Uids that it makes are derived from the request, so that they are the same in every run.
 */
export interface SeedRequest {
  /** `POST /labels`, with a query string where one is needed. */
  request: string;
  /** The uid of the object that is made; derived when absent. */
  uid?: string;
  body?: Json;
  headers?: Record<string, string>;
  at: IsoDate;
  by: string;
  /** main when absent. */
  branch?: string;
}

export interface Seed {
  stack: { api_key: string; org_uid: string; name: string; master_locale: string };
  tokens: Token[];
  /** An owner is made up when there are none. */
  users?: NewUser[];
  /** Branches in the order they were made; a branch starts as a copy of its source. */
  branches: { uid: string; source: string; at?: IsoDate; by?: string }[];
  aliases?: { alias: string; target: string; at?: IsoDate; by?: string }[];
  environments: { uid: string; name: string; urls: { locale: string; url: string }[] }[];
  locales: { uid: string; code: string; name: string; fallback_locale: string | null }[];
  /** Definitions that the content types below may use by `reference_to`. */
  global_fields?: (Json & { uid: string; title: string; schema: Json[] })[];
  content_types: (Json & { uid: string; title: string; schema: Json[] })[];
  folders?: NewFolder[];
  assets: SeedAsset[];
  entries: SeedEntry[];
  /** What was done on a branch after it was copied. */
  changes?: { branch: string; entries: SeedEntry[] }[];
  /** The audit log has the saves and publishes of the entries too; not for seeds of thousands. */
  history?: true;
  /** Done last, in this order. */
  requests?: SeedRequest[];
  executions?: SeedExecution[];
  /** Other answers where the reference is unsure. */
  choices?: GivenChoices;
}
