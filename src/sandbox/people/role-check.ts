// What a role may be: its name, its description, and rules by module.
import type { Call } from '../http/call.ts';
import { CmaError } from '../http/replies.ts';
import type { Role, RoleRule } from '../state/governance.ts';
import type { Json } from '../state/json.ts';
import { areTexts, isObject } from '../state/json.ts';
import { makeDefaultRules, ruleLists } from './people.ts';

const longest = { name: 160, description: 320 };
const mostComponents = 100;

export type Deed = 'creation' | 'update' | 'deletion';

export const refuseRole = (deed: Deed, errors: Record<string, string[]>): CmaError =>
  new CmaError(422, 141, `Role ${deed} failed. Please enter valid data.`, errors);

/** What a client may set; the rest of what it sends back as it was read means nothing. */
export function readRole(call: Call, given: Json, deed: Deed, held?: Role): Pick<Role, 'name' | 'description'> & Json {
  const { name, description = held?.description ?? '', users = held?.users ?? [] } = given;
  checkName(call, name, deed, held);
  if (description !== null && (typeof description !== 'string' || description.length > longest.description)) {
    throw refuseRole(deed, { description: [`is not a text of at most ${longest.description} characters.`] });
  }
  if (!areTexts(users)) throw refuseRole(deed, { users: ['is not a list of uids.'] });
  return { name: name as string, description, rules: readRules(call, given.rules, deed, held), users };
}

function checkName(call: Call, name: unknown, deed: Deed, held?: Role): void {
  if (typeof name !== 'string' || name.trim() === '') throw refuseRole(deed, { name: ['is a required field.'] });
  if (name.length > longest.name) throw refuseRole(deed, { name: [`is longer than ${longest.name} characters.`] });
  const isTaken = Object.values(call.state.roles).some(other => other.name === name && other.uid !== held?.uid);
  if (isTaken) throw refuseRole(deed, { name: ['is not unique.'] });
}

/** Rules are replaced as a whole; what is left out of a new role is filled with defaults. */
function readRules(call: Call, given: unknown, deed: Deed, held?: Role): RoleRule[] {
  if (given === undefined && held) return held.rules;
  if (given === undefined || (Array.isArray(given) && given.length === 0)) return makeDefaultRules();
  if (!Array.isArray(given)) throw refuseRole(deed, { rules: ['is not a list.'] });
  const rules = given.map(rule => readRule(rule, deed));
  const isPlaced = rules.some(({ module }) => module === 'branch' || module === 'branch_alias');
  if (!isPlaced && call.choices.roleBranchRule === 'required') {
    throw refuseRole(deed, { 'rules.branch': ['is a required field.'] });
  }
  return rules;
}

function readRule(given: unknown, deed: Deed): RoleRule {
  if (!isObject(given) || typeof given.module !== 'string' || !Object.hasOwn(ruleLists, given.module)) {
    throw refuseRole(deed, { rules: ['has a rule for no known module.'] });
  }
  const { module, acl = { read: true } } = given;
  const list = ruleLists[module] ?? module;
  if (!isObject(acl)) throw refuseRole(deed, { rules: [`has no acl for ${module}.`] });
  const held = given[list] ?? ['$all'];
  if (!Array.isArray(held) || held.length > mostComponents) {
    throw refuseRole(deed, { rules: [`has no list of at most ${mostComponents} ${list}.`] });
  }
  return { ...given, module, [list]: held, acl };
}
