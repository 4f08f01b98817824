// Who works on the stack and as what: its users, its roles, and the roles that every stack starts with.

import { deriveUid, type Stamp } from '../state/clock.ts';
import type { Role, RoleRule, User } from '../state/governance.ts';
import type { IsoDate, Json } from '../state/json.ts';
import { pick } from '../state/json.ts';
import type { State } from '../state/state.ts';

/** What a rule without a list of its own is about. */
export const ruleLists: Record<string, string> = {
  branch: 'branches',
  branch_alias: 'branch_aliases',
  environment: 'environments',
  locale: 'locales',
  content_type: 'content_types',
  entry: 'entries',
  asset: 'assets',
  folder: 'folders',
  taxonomy: 'taxonomies',
};

const everything = (module: string, acl: Json = { read: true }): RoleRule => ({
  module,
  [ruleLists[module] ?? module]: ['$all'],
  acl,
});

/** Read everywhere: what a role has that is made without rules. */
export const makeDefaultRules = (): RoleRule[] => ['branch', 'environment', 'locale'].map(name => everything(name));

const edit = { read: true, sub_acl: { read: true, create: true, update: true, delete: true, publish: true } };

const systemRoles = {
  Admin: 'Admin can do everything in the stack but delete it or hand it over to another owner.',
  Developer:
    'Developer can do what a Content Manager can, and change content types, languages, environments and roles.',
  'Content Manager': 'Content Manager can write, change and publish all entries and assets of the stack.',
};

type SystemRole = keyof typeof systemRoles;

/** The uid of a role that every stack has. */
export const findSystemRole = (api_key: string, name: SystemRole): string => deriveUid(`${api_key}/role/${name}`);

/** Somebody who comes with a stack. */
export interface NewUser {
  uid: string;
  email: string;
  first_name: string;
  last_name: string;
  /** One of them owns the stack. */
  owner?: boolean;
  at: IsoDate;
}

const makeUser = ({ uid, email, first_name, last_name, owner, at }: NewUser): User => ({
  uid,
  created_at: at,
  updated_at: at,
  email,
  username: `${first_name.toLowerCase()}_${uid.slice(0, 12)}`,
  first_name,
  last_name,
  active: true,
  metadata: { idp_user: false },
  settings: { preferences: { global: [], stack: [] } },
  is_owner: owner === true,
});

/** A stack is never without owner and system roles. */
export function addPeople(state: State, users: NewUser[], { at, by }: Stamp): void {
  const email = 'owner@example.com';
  const nobody = { uid: deriveUid(`${state.api_key}/owner`), email, first_name: 'Olive', last_name: 'Owner', at };
  const all = users.length > 0 ? users : [{ ...nobody, owner: true }];
  for (const user of all) state.users[user.uid] = makeUser(user);
  const content = ['content_type', 'asset', 'taxonomy'].map(module => everything(module, edit));
  for (const [name, description] of Object.entries(systemRoles)) {
    const uid = findSystemRole(state.api_key, name as SystemRole);
    const rules = [...makeDefaultRules(), ...structuredClone(content)];
    const dates = { created_by: by, updated_by: by, created_at: at, updated_at: at };
    state.roles[uid] = { name, description, rules, users: [], uid, roles: [], ...dates, SYS_ACL: {}, system: true };
  }
}

const findOwner = (state: State): User | undefined => Object.values(state.users).find(user => user.is_owner);

export const listRolesOf = (state: State, user: string): string[] =>
  Object.values(state.roles)
    .filter(role => role.users.includes(user))
    .map(role => role.uid);

/** Takes all roles from a user and gives these. */
export function assignRoles(state: State, user: string, roles: string[]): void {
  for (const role of Object.values(state.roles)) {
    const others = role.users.filter(uid => uid !== user);
    role.users = roles.includes(role.uid) ? [...others, user] : others;
  }
}

/** As lists of users show one. */
export const showUser = (state: State, user: User): Json => ({ ...user, roles: listRolesOf(state, user.uid) });

/** Secrets that open nothing, the same in every run. */
const invent = (state: State, name: string): string => deriveUid(`${state.api_key}/${name}`).slice(3);

/** The stack as every role carries it, secrets included: whoever passes a role on has to take them out. */
function showStack(state: State): Json {
  const founding = pick(state.roles, findSystemRole(state.api_key, 'Admin'));
  return {
    created_at: founding?.created_at,
    updated_at: founding?.updated_at,
    uid: `blt${invent(state, 'stack')}`,
    name: state.name,
    description: `The content of ${state.name}.`,
    org_uid: state.org_uid,
    api_key: state.api_key,
    master_locale: state.master_locale,
    is_asset_download_public: true,
    owner_uid: findOwner(state)?.uid,
    user_uids: Object.keys(state.users),
    settings: {
      version: '2019-04-30',
      rte_version: 3,
      blockAuthQueryParams: true,
      allowedCDNTokens: ['access_token'],
      branches: true,
      webhook_enabled: true,
      stack_variables: {},
      live_preview: {},
      discrete_variables: {
        cms: true,
        _version: 3,
        secret_key: `${invent(state, 'secret key 1')}${invent(state, 'secret key 2')}${invent(state, 'secret key 3').slice(8)}`,
        access_token: `cs${invent(state, 'access token 1')}${invent(state, 'access token 2').slice(8)}`,
      },
      language_fallback: false,
      workflow_stages: Object.values(state.workflows).some(workflow => workflow.enabled),
      publishing_rules: Object.keys(state.publish_rules).length > 0,
    },
    master_key: `blt${invent(state, 'master key')}`,
  };
}

interface Shown {
  rules: boolean;
  permissions: boolean;
}

/** As a read gives a role. */
export function showRole(state: State, role: Role, wanted: Shown): Json {
  const { system: _, rules, users, roles, SYS_ACL, org_uid: _org, api_key: _key, ...rest } = role;
  return {
    ...rest,
    roles: roles ?? [],
    users,
    owner: findOwner(state)?.email,
    stack: showStack(state),
    SYS_ACL: SYS_ACL ?? {},
    ...(wanted.rules ? { rules } : {}),
    ...(wanted.permissions ? { permissions: sumUp(rules) } : {}),
  };
}

/** What a role reaches, by kind: the lists of its rules, those that only make exceptions left out. */
function sumUp(rules: RoleRule[]): Json {
  const sum: Json = {};
  for (const name of ['content_types', 'environments', 'locales', 'taxonomies']) {
    const lists = rules.filter(rule => rule.restrict !== true && ruleLists[rule.module] === name);
    sum[name] = [...new Set(lists.flatMap(rule => (Array.isArray(rule[name]) ? rule[name] : [])))];
  }
  return sum;
}
