// What is remembered of people and of what they agreed on: users, roles, workflows, publish rules.
import type { IsoDate, Json } from './json.ts';

export interface User extends Json {
  uid: string;
  email: string;
  username: string;
  first_name: string;
  last_name: string;
  is_owner: boolean;
  created_at: IsoDate;
  updated_at: IsoDate;
}

export interface RoleRule extends Json {
  module: string;
  acl: Json;
}

export interface Role extends Json {
  uid: string;
  name: string;
  description: string | null;
  rules: RoleRule[];
  users: string[];
  /** Came with the stack: can be neither changed nor deleted. Never shown. */
  system?: true;
  created_at: IsoDate;
  updated_at: IsoDate;
}

export type EntryLock = '$none' | '$others' | '$all';

export interface Stage extends Json {
  uid: string;
  name: string;
  /** Who may move an entry on from here: `users.uids` and `roles.uids`, `$all` among them for everybody. */
  SYS_ACL: { others: Json; users: Json & { uids: string[] }; roles: Json & { uids: string[] } };
  /** Uids, or `$all`. */
  next_available_stages: string[];
  entry_lock?: EntryLock;
}

export interface Workflow extends Json {
  uid: string;
  name: string;
  enabled: boolean;
  branches: string[];
  content_types: string[];
  workflow_stages: Stage[];
}

export interface PublishRule extends Json {
  uid: string;
  /** Absent in a rule that only wants an approval. */
  workflow?: string;
  workflow_stage?: string;
  /** Both when empty. */
  actions: string[];
  branches: string[];
  content_types: string[];
  locales: string[];
  environment: string;
  approvers: { users: string[]; roles: string[] };
  status: boolean;
}

/** What an entry shows as `_workflow`. */
export interface EntryStage extends Json {
  /** That of the stage. */
  uid: string;
  updated_at: IsoDate;
  updated_by: string;
  version: number;
  assigned_to: Json[];
  assigned_by_roles: Json[];
  due_date: string;
}

/** Asked for with 0, granted with 1, refused with -1. */
export interface PublishRequest {
  rule: string;
  locale: string;
  action: 'publish' | 'unpublish' | 'both';
  status: -1 | 0 | 1;
}
