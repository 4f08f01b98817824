// Access: what the facts of the token and the stack, and the settings, leave of the operations. Pure.
import * as z from 'zod';
import { toBrief } from '../operations/brief.ts';
import { nearest } from '../operations/nearest.ts';
import type { Fields, Offered, Operation } from '../operations/operation.ts';
import { toNames } from '../operations/renamed.ts';
import type { Task } from '../operations/task.ts';
import { neverAllows } from '../policy/judge.ts';
import type { Policy } from '../policy/policy.ts';
import { toShown } from '../settings/given.ts';
import { BadSetting, type Ceiling, type Settings } from '../settings/settings.ts';
import { scopes } from '../settings/table.ts';
import type { BranchFacts, Facts, TokenFacts } from './facts.ts';
import { mayWrite } from './scope.ts';
import { type Objection, type TaskAccess, toTaskAccess } from './tasks.ts';

export interface Access {
  /** In the order of the catalogue, kept or withheld. */
  all: readonly Operation[];
  kept: Operation[];
  withheld: Withheld[];
  tasks: TaskAccess;
  /** The owner's rules; each of them holds. */
  policies: readonly Policy[];
  facts: Facts;
}

/** The reason where the settings alone leave nothing that writes. */
export const readOnlyReason = 'CONTENTSTACK_READ_ONLY is true';

interface Withheld {
  operation: Operation;
  reason: string;
  /** For no better reason than that something is not known yet. */
  isOpen?: boolean;
}

type Rule = (operation: Operation) => Objection;

/**
 * The filter. Rules are asked in this order and the first that objects gives the reason; an operation that no rule
 * objects to is kept. What is not kept does not exist, for the list and for the call.
 * @throws {BadSetting} when the settings name a module or tool that there is not.
 */
export function toAccess(
  operations: readonly Operation[],
  facts: Facts,
  settings: Ceiling,
  tasks: readonly Task[] = [],
): Access {
  const { modules, tools, toolsDeny } = settings;
  const byOwnEffect = (offered: Offered) => (settings.readOnly && writes(offered) ? readOnlyReason : undefined);
  const { isNamed, isDenied } = byTool([...operations, ...tasks], tools, toolsDeny);
  const rights: Rule[] = [
    isDenied,
    byOwnEffect,
    byScope(facts.token),
    byBranch(facts),
    byGlobalWrites(settings, facts),
    byPolicy(settings, facts),
  ];
  const rules: Rule[] = [byModule(operations, modules), isDenied, isNamed, ...rights];
  // What is only not listed may be a part of a task all the same; a module that was left out when some were named may not.
  const parts: Rule[] = modules ? [byModule(operations, modules), ...rights] : rights;
  const access: Access = {
    all: operations,
    kept: [],
    withheld: [],
    tasks: toTaskAccess(tasks, operations, {
      toOperation: operation => firstObjection(parts, operation),
      toTask: task => isDenied(task) ?? isNamed(task) ?? byOwnEffect(task),
    }),
    policies: settings.policies,
    facts,
  };
  for (const operation of operations) {
    const objection = firstObjection(rules, operation);
    if (objection === undefined) access.kept.push(operation);
    else if (typeof objection === 'string') access.withheld.push({ operation, reason: objection });
    else access.withheld.push({ operation, reason: objection.open, isOpen: true });
  }
  return access;
}

export function writes({ effect }: Pick<Offered, 'effect'>): boolean {
  return effect !== 'read';
}

function firstObjection(rules: Rule[], operation: Operation): Objection {
  for (const rule of rules) {
    const objection = rule(operation);
    if (objection !== undefined) return objection;
  }
  return undefined;
}

function byScope(token: TokenFacts): Rule {
  const { scope, modules = [], why, isOpen, isTested } = token;
  const more = isTested ? '; CONTENTSTACK_TOKEN_SCOPE=entries,assets,… declares the modules that it may write' : '';
  const reason =
    scope === 'by-module'
      ? `the token may write ${modules.join(', ')} alone: ${why}`
      : `the token counts as read-only: ${why}`;
  const objection = isOpen ? { open: reason } : `${reason}${more}`;
  return operation => (writes(operation) && !mayWrite(token, operation) ? objection : undefined);
}

/** What is only assumed to be there is not written to, unless nothing works anyhow. */
function byBranch({ branches, fault, open }: Facts): Rule {
  const { usable, problem, isOpen, isAssumed, default: standard } = branches;
  if (usable.length === 0) {
    const reason = `it needs a branch: ${problem ?? 'none can be reached'}`;
    const objection = isOpen && problem === undefined ? { open: reason } : reason;
    return operation => (operation.reach === 'branch' ? objection : undefined);
  }
  if (!isAssumed || fault) return () => undefined;
  const objection = { open: `it is not known yet whether branch ${standard} can be reached: ${open?.cause}` };
  return operation => (operation.reach === 'branch' && writes(operation) ? objection : undefined);
}

function byModule(operations: readonly Operation[], wanted: string[] | undefined): Rule {
  if (wanted?.includes('all')) return () => undefined;
  if (!wanted) {
    return ({ companion, module }) => (companion ? `${module} is off unless CONTENTSTACK_MODULES names it` : undefined);
  }
  const names = [...new Set(operations.map(operation => operation.module))];
  requireKnown('CONTENTSTACK_MODULES', wanted, [...names, 'all']);
  return operation =>
    wanted.includes(operation.module) ? undefined : `CONTENTSTACK_MODULES does not name ${operation.module}`;
}

type Named = Pick<Offered, 'name' | 'was'>;

interface ByTool {
  isDenied: (offered: Named) => string | undefined;
  isNamed: (offered: Named) => string | undefined;
}

/** By a name that a tool had, a pattern means it as well: what was denied stays denied. */
function byTool(all: readonly Named[], only: string[] | undefined, never: string[]): ByTool {
  const names = all.map(({ name }) => name);
  const isAmong = (patterns: readonly string[], tool: Named) =>
    patterns.some(pattern => toNames(tool).some(name => matches(pattern, name)));
  const isIdle = (pattern: string) => !all.some(tool => isAmong([pattern], tool));
  const named = (only ?? []).filter(pattern => !pattern.includes('*') && isIdle(pattern));
  requireKnown('CONTENTSTACK_TOOLS', named, names);
  // What denies nothing would leave all that it was meant to deny.
  requireKnown('CONTENTSTACK_TOOLS_DENY', never.filter(isIdle), names);
  return {
    isDenied: tool => (isAmong(never, tool) ? 'CONTENTSTACK_TOOLS_DENY names it' : undefined),
    isNamed: tool => (only && !isAmong(only, tool) ? 'CONTENTSTACK_TOOLS does not name it' : undefined),
  };
}

/** A sentence where CONTENTSTACK_TOOLS leaves nothing of what the other settings do, whatever the token may. */
export function explainNone(
  operations: readonly Operation[],
  settings: Ceiling,
  tasks: readonly Task[] = [],
): string | undefined {
  const { tools } = settings;
  if (!tools) return undefined;
  const branches = { default: 'main', usable: ['main'], aliases: {}, limited: false };
  const able: Facts = { token: { scope: 'read-write', why: '' }, branches };
  const access = toAccess(operations, able, { ...settings, globalWrites: 'allow' }, tasks);
  if (access.kept.length + access.tasks.kept.length > 0) return undefined;
  return `CONTENTSTACK_TOOLS (${toBrief(tools.join(', '), 200)}) keeps no tool of those that the other settings leave, so none is offered`;
}

/** A limit to some branches must not be a way to change what all branches share. */
function byGlobalWrites(
  { globalWrites, branches }: Ceiling,
  { branches: { limited, isOpen }, open, fault }: Facts,
): Rule {
  if (globalWrites === 'allow' || (globalWrites === 'auto' && !branches && !limited)) return () => undefined;
  const toReason = (): Objection => {
    if (globalWrites === 'deny') return 'CONTENTSTACK_GLOBAL_WRITES is deny';
    const lift = 'CONTENTSTACK_GLOBAL_WRITES=allow lifts this';
    const shares = 'it changes what all branches share, and';
    if (branches) return `${shares} CONTENTSTACK_BRANCHES limits the branches; ${lift}`;
    if (isOpen && open && !fault)
      return { open: `${shares} it is not known yet whether the token reaches every branch: ${open.cause}` };
    return `${shares} the token may not reach every branch; ${lift}`;
  };
  const objection = toReason();
  return operation => (operation.reach === 'global' && writes(operation) ? objection : undefined);
}

/** What no argument could make the owner's rules allow does not exist. What they only want asked does. */
function byPolicy({ policies }: Ceiling, { branches: { usable, aliases } }: Facts): Rule {
  const names = [...new Set(usable.flatMap(name => [name, aliases[name] ?? name]))];
  const options = names.length > 0 ? { branches: names } : {};
  return operation => (writes(operation) ? neverAllows(policies, operation, options) : undefined);
}

/** In one pass: each part is looked for behind the one before it. */
function matches(pattern: string, name: string): boolean {
  const parts = pattern.split('*');
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  if (parts.length === 1) return name === pattern;
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
  let from = first.length;
  const end = name.length - last.length;
  for (const part of parts.slice(1, -1)) {
    const at = name.indexOf(part, from);
    if (at < 0 || at + part.length > end) return false;
    from = at + part.length;
  }
  return true;
}

/** Reasons that differ in nothing but the module's name, which stands before its tools anyway, are one. */
export function toSharedReason({ operation: { module }, reason }: Pick<Withheld, 'operation' | 'reason'>): string {
  return reason
    .replace(
      `${module} is off unless CONTENTSTACK_MODULES names it`,
      'off unless CONTENTSTACK_MODULES names the module',
    )
    .replace(`CONTENTSTACK_MODULES does not name ${module}`, 'CONTENTSTACK_MODULES does not name the module');
}

/** @throws {BadSetting} when the token is declared to write a module that there is not. */
export function requireScope(operations: readonly Operation[], { tokenScope }: Pick<Settings, 'tokenScope'>): void {
  if (typeof tokenScope === 'string') return;
  const names = [...new Set(operations.map(operation => operation.module))];
  const stray = tokenScope.find(name => !names.includes(name));
  if (stray === undefined) return;
  const close = nearest(stray, [...scopes, ...names]);
  throw new BadSetting(
    `CONTENTSTACK_TOKEN_SCOPE is "${tokenScope.join(',')}"; ${close ? `did you mean ${close}? It` : 'it'} can be ${scopes.join(', ')}, or modules: ${names.join(', ')}`,
  );
}

function requireKnown(setting: string, given: readonly string[], known: readonly string[]): void {
  const stray = given.find(name => !known.includes(name));
  if (stray === undefined) return;
  const close = stray.includes('*') ? undefined : nearest(stray, known);
  const hint = stray.includes('*') ? '' : close ? `; did you mean ${close}?` : `; there are ${known.join(', ')}`;
  throw new BadSetting(
    `${setting} names ${toShown(stray)}, which ${stray.includes('*') ? 'matches no tool' : 'does not exist'}${hint}`,
  );
}

/** The names a call can choose from; none where they all stand for one branch. */
export function listChoices({ usable, aliases }: BranchFacts): string[] {
  const branches = new Set(usable.map(name => aliases[name] ?? name));
  return branches.size > 1 ? usable : [];
}

/** The argument that names a branch; none where there is no choice, or the operation has no branch. */
export function toBranchField(operation: Pick<Offered, 'reach'>, branches: BranchFacts): Fields {
  return operation.reach === 'global' ? {} : toBranchChoice(branches);
}

/** Made once for each set of branches: a hundred tools take it. */
const branchFields = new WeakMap<BranchFacts, Fields>();

/** Which there are is not said a hundred times over: the instructions name them, and so does the refusal of another. */
function toBranchChoice(branches: BranchFacts): Fields {
  const choices = listChoices(branches);
  const fields = branchFields.get(branches) ?? (choices.length > 0 ? { branch: toBranchText(branches, choices) } : {});
  branchFields.set(branches, fields);
  return fields;
}

const toBranchText = (branches: BranchFacts, choices: readonly string[]) =>
  z
    .string()
    .refine(name => choices.includes(name), { error: ({ input }) => complainOfBranch(String(input), choices) })
    .optional()
    .describe(`${branches.default} if left out`);

/** Why a name is refused, with the nearest of those that there are. */
export function complainOfBranch(name: string, choices: readonly string[]): string {
  const close = nearest(name, choices);
  // There may be one that is out of reach.
  return `${JSON.stringify(toBrief(name, 40))} is none of the branches that can be used here; ${close ? `did you mean ${close}? There` : 'there'} are ${choices.join(', ')}`;
}
