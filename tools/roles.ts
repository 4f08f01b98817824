// Roles: what groups of users may do.
import * as z from 'zod';
import { brief, flag, list, open, paging, query, segment, text } from '../src/operations/fields.ts';
import { defineModule, operation } from '../src/operations/operation.ts';

const path = { role_uid: segment };
const shown = { include_permissions: flag, include_rules: flag };

/** Which list a rule needs depends on its module; the CMA fills what is missing with everything. */
const rule = z.looseObject({
  module: z.enum([
    'branch',
    'branch_alias',
    'environment',
    'locale',
    'content_type',
    'entry',
    'asset',
    'folder',
    'taxonomy',
  ]),
  acl: open,
});

const role = z.strictObject({
  name: z.string(),
  description: text,
  rules: z
    .array(rule)
    .optional()
    .describe(
      '{module, <module>s: [uid], acl: {read, sub_acl: {create, update, delete, publish}}}; left out means all',
    ),
  users: list,
  uid: text,
  org_uid: text,
  api_key: text,
});

const having = { 'users who have it': 'GET /roles/{role_uid}#users' } as const;

/** What a read adds, the whole stack included: who sends a role back sends it too. It goes no further than here. */
const asRead = { stack: open.optional(), owner: text, roles: list, permissions: open.optional() };

const withoutRead = (given: unknown): unknown =>
  typeof given === 'object' && given !== null
    ? Object.fromEntries(Object.entries(given).filter(([key]) => !(key in asRead)))
    : given;

export default defineModule({
  name: 'roles',
  docs: 'roles',
  reach: 'global',
  // A role comes with the whole stack in it.
  masked: ['master_key', 'discrete_variables', 'secret_key', 'access_token', 'stack.owner', 'owner'],
  operations: {
    list_roles: operation('GET /roles', {
      title: 'List roles',
      effect: 'read',
      description: 'Roles, such as editor or translator: what users may do.',
      large: true,
      outline: ['uid', 'name', 'description', 'users'],
      query: { query, ...paging, ...shown },
    }),
    get_role: operation('GET /roles/{role_uid}', {
      title: 'Get a role',
      effect: 'read',
      description: 'One role: what its users may do.',
      large: true,
      path,
      query: shown,
    }),
    create_role: operation('POST /roles', {
      title: 'Create a role',
      effect: 'create',
      description: 'Make a role from rules on what its users may do, one of them for module branch or branch_alias.',
      confirm: { when: ['role.users'], tells: ['role.name', 'role.users'] },
      body: { role },
    }),
    update_role: operation('PUT /roles/{role_uid}', {
      title: 'Update a role',
      effect: 'update',
      before: 'get_role',
      shows: { include_rules: true },
      description: 'Change a role; rules are replaced. Takes what create_role takes.',
      confirm: { when: ['role.rules', 'role.users'], tells: ['role.rules.module', 'role.users'], hits: having },
      path,
      body: { role: brief(role.extend(asRead)).overwrite(withoutRead) },
    }),
    delete_role: operation('DELETE /roles/{role_uid}', {
      title: 'Delete a role',
      effect: 'delete',
      description: 'Delete a role; its users lose its permissions.',
      confirm: { hits: having },
      path,
    }),
  },
});
