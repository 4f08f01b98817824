// What is remembered of webhooks, and of what they were told.
import type { IsoDate, Json } from './json.ts';

/** Where a webhook sends to, and how it proves who it is; null is none. */
export interface Destination extends Json {
  target_url: string;
  /** Absent in what was made before there were other schemes than Basic. */
  authentication_type?: 'None' | 'Basic' | 'Bearer' | 'OAuth2' | null;
  http_basic_auth?: string | null;
  http_basic_password?: string | null;
  bearer_token?: string | null;
  access_token_url?: string | null;
  client_id?: string | null;
  client_secret?: string | null;
  request_query_parameters?: string | null;
  custom_header?: { header_name: string; value: string }[] | null;
}

export interface Webhook extends Json {
  uid: string;
  name: string;
  destinations: Destination[];
  channels: string[];
  /** Names of branches or aliases, of some that are not there too. */
  branches: string[];
  retry_policy: 'automatic' | 'manual';
  disabled: boolean;
  concise_payload: boolean;
  unhealthy: { state: boolean };
  /** Deliveries in a row that its receiver has not taken; never shown. */
  failures: number;
}

/** What one webhook was told of one happening. */
export interface Execution extends Json {
  uid: string;
  channel: string[];
  created_at: IsoDate;
  event_data: Json;
  event_headers: Json;
  /** One per attempt and destination, oldest first. */
  request_details: Json[];
  retry_count: number;
  /** Of the last attempt; null when there was no answer, or is none yet. */
  status: number | null;
  /** Uids. */
  webhooks: string[];
}
