// Routes under /roles; roles belong to the stack, and those that came with it stay as they are.
import { type Call, type Module, tell } from '../http/call.ts';
import { sortNewest } from '../http/find.ts';
import { CmaError, missObject } from '../http/replies.ts';
import { takeBody, takeFlag, takeParam } from '../http/take.ts';
import { answerList } from '../query/query.ts';
import type { Role } from '../state/governance.ts';
import type { Json } from '../state/json.ts';
import { pick } from '../state/json.ts';
import { showRole } from './people.ts';
import { type Deed, readRole, refuseRole } from './role-check.ts';

function findRole(call: Call): Role {
  const found = pick(call.state.roles, takeParam(call, 'role'));
  if (!found) throw missObject('role', 'uid', call.choices.notFoundStatus.roles);
  return found;
}

const show = (call: Call, role: Role): Json =>
  showRole(call.state, role, {
    rules: takeFlag(call, 'include_rules'),
    permissions: takeFlag(call, 'include_permissions'),
  });

const list = (call: Call): Json =>
  answerList(
    call,
    'roles',
    sortNewest(Object.values(call.state.roles)).map(role => show(call, role)),
  );

const get = (call: Call): Json => ({ role: show(call, findRole(call)) });

/** A write answers with the role alone, rules included, without the stack. */
const showWritten = ({ roles: _roles, SYS_ACL: _acl, system: _system, ...role }: Role): Json => role;

const note = (call: Call, event: string, { uid, name }: Role): void =>
  tell(call, { module: 'role', event, metadata: { uid, name } });

function create(call: Call): Json {
  const { state, stamp } = call;
  const fields = readRole(call, takeBody(call, 'role'), 'creation');
  const custom = Object.values(state.roles).filter(role => !role.system);
  if (custom.length >= call.choices.mostRoles) {
    throw new CmaError(422, 157, 'The limit of roles in this stack has been reached.', { roles: ['limit reached.'] });
  }
  const role = {
    ...fields,
    uid: call.newUid(),
    org_uid: state.org_uid,
    api_key: state.api_key,
    created_by: stamp.by,
    updated_by: stamp.by,
    created_at: stamp.at,
    updated_at: stamp.at,
  } as unknown as Role;
  state.roles[role.uid] = role;
  note(call, 'create', role);
  return { notice: 'The role created successfully.', role: showWritten(role) };
}

function checkCustom(role: Role, deed: Deed): void {
  if (role.system) throw refuseRole(deed, { uid: ['is that of a system role.'] });
}

function update(call: Call): Json {
  const held = findRole(call);
  checkCustom(held, 'update');
  const fields = readRole(call, takeBody(call, 'role'), 'update', held);
  const role: Role = { ...held, ...fields, updated_by: call.stamp.by, updated_at: call.stamp.at };
  call.state.roles[role.uid] = role;
  note(call, 'update', role);
  return { notice: 'The role updated successfully.', role: showWritten(role) };
}

/** Its users lose what it allowed them. */
function remove(call: Call): Json {
  const role = findRole(call);
  checkCustom(role, 'deletion');
  delete call.state.roles[role.uid];
  note(call, 'delete', role);
  return { notice: 'The role deleted successfully.' };
}

export const roles: Module = {
  name: 'roles',
  reach: 'global',
  routes: [
    { method: 'GET', path: '/roles', answer: list },
    { method: 'POST', path: '/roles', status: 201, answer: create },
    { method: 'GET', path: '/roles/:role', answer: get },
    { method: 'PUT', path: '/roles/:role', answer: update },
    { method: 'DELETE', path: '/roles/:role', answer: remove },
  ],
};
