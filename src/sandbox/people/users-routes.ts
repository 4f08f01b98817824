// Routes about the users of the stack. The reference wants a user's own authtoken for all of them.
import { type Call, type Module, tell } from '../http/call.ts';
import { missObject, refuseBody, refuseRequest } from '../http/replies.ts';
import { takeParam } from '../http/take.ts';
import type { Choices } from '../state/choices.ts';
import type { Json } from '../state/json.ts';
import { areTexts, isObject, pick } from '../state/json.ts';
import { assignRoles, listRolesOf, showUser } from './people.ts';

const list = (call: Call): Json => ({
  users: Object.values(call.state.users).map(user => showUser(call.state, user)),
});

function get(call: Call): Json {
  const user = pick(call.state.users, takeParam(call, 'user'));
  if (!user) throw missObject('user', 'uid', call.choices.notFoundStatus.users);
  return { user: showUser(call.state, user) };
}

/** Only a seed gets here: `{ users: { <user>: [<role>, …] } }` replaces all the roles of those users. */
function updateRoles(call: Call): Json {
  const given = isObject(call.body) ? call.body.users : undefined;
  if (!isObject(given)) throw refuseBody("The request body has no object under 'users'.");
  for (const [uid, roles] of Object.entries(given)) {
    const isKnown = areTexts(roles) && roles.every(role => pick(call.state.roles, role));
    if (!pick(call.state.users, uid) || !isKnown) {
      throw refuseRequest('The roles could not be updated.', { users: [`'${uid}' or a role of it is not valid.`] });
    }
    assignRoles(call.state, uid, roles);
    tell(call, { module: 'user', event: 'update', metadata: { uid } });
  }
  const users = Object.keys(given).map(uid => ({ uid, roles: listRolesOf(call.state, uid) }));
  return { notice: 'The roles were applied successfully.', users };
}

const needsUser = (choices: Choices): boolean => choices.usersWithToken === 'refuse';

export const users: Module = {
  name: 'users',
  reach: 'global',
  routes: [
    { method: 'GET', path: '/stacks/users', authtoken: needsUser, answer: list },
    { method: 'POST', path: '/stacks/users/roles', authtoken: true, answer: updateRoles },
    { method: 'GET', path: '/users/:user', authtoken: needsUser, answer: get },
  ],
};
