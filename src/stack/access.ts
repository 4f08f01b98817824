// Access: what the facts of the token and the stack, and the settings, leave of the operations. Pure.
import * as z from 'zod';
import { toBrief } from '../operations/brief.ts';
import { nearest } from '../operations/nearest.ts';
import type { Fields, Operation } from '../operations/operation.ts';
import { toShown } from '../settings/given.ts';
import { BadSetting, type Ceiling } from '../settings/settings.ts';
import type { BranchFacts, Facts } from './facts.ts';

export interface Access {
  /** In the order of the catalogue, kept or withheld. */
  all: readonly Operation[];
  kept: Operation[];
  withheld: { operation: Operation; reason: string }[];
  facts: Facts;
}

type Rule = (operation: Operation) => string | undefined;

/**
 * The filter. Rules are asked in this order and the first that objects gives the reason; an operation that no rule
 * objects to is kept. What is not kept does not exist, for the list and for the call.
 * @throws {BadSetting} when the settings name a module or tool that there is not.
 */
export function toAccess(operations: readonly Operation[], facts: Facts, settings: Ceiling): Access {
  const rules: Rule[] = [
    byModule(operations, settings.modules),
    byTool(operations, settings.tools, settings.toolsDeny),
    operation => (settings.readOnly && writes(operation) ? 'CONTENTSTACK_READ_ONLY is true' : undefined),
    operation =>
      facts.token.scope === 'read-only' && writes(operation)
        ? `the token counts as read-only: ${facts.token.why}`
        : undefined,
    operation =>
      operation.reach === 'branch' && facts.branches.usable.length === 0
        ? `it needs a branch: ${facts.branches.problem ?? 'none can be reached'}`
        : undefined,
    byGlobalWrites(settings, facts.branches),
  ];
  const access: Access = { all: operations, kept: [], withheld: [], facts };
  for (const operation of operations) {
    const reason = firstReason(rules, operation);
    if (reason === undefined) access.kept.push(operation);
    else access.withheld.push({ operation, reason });
  }
  return access;
}

export function writes(operation: Operation): boolean {
  return operation.effect !== 'read';
}

function firstReason(rules: Rule[], operation: Operation): string | undefined {
  for (const rule of rules) {
    const reason = rule(operation);
    if (reason !== undefined) return reason;
  }
  return undefined;
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

function byTool(operations: readonly Operation[], only: string[] | undefined, never: string[]): Rule {
  const names = operations.map(operation => operation.name);
  const named = (only ?? []).filter(pattern => !pattern.includes('*'));
  requireKnown('CONTENTSTACK_TOOLS', named, names);
  // What denies nothing would leave all that it was meant to deny.
  const idle = never.filter(pattern => !names.some(name => matches(pattern, name)));
  requireKnown('CONTENTSTACK_TOOLS_DENY', idle, names);
  return operation => {
    if (never.some(pattern => matches(pattern, operation.name))) return 'CONTENTSTACK_TOOLS_DENY names it';
    if (only && !only.some(pattern => matches(pattern, operation.name))) return 'CONTENTSTACK_TOOLS does not name it';
    return undefined;
  };
}

/** A sentence where CONTENTSTACK_TOOLS leaves nothing of what the other settings do, whatever the token may. */
export function explainNone(operations: readonly Operation[], settings: Ceiling): string | undefined {
  const { tools, toolsDeny, modules, readOnly } = settings;
  if (!tools) return undefined;
  const rules = [byModule(operations, modules), byTool(operations, tools, toolsDeny)];
  const isKept = (each: Operation) => !(readOnly && writes(each)) && firstReason(rules, each) === undefined;
  if (operations.some(isKept)) return undefined;
  return `CONTENTSTACK_TOOLS (${toBrief(tools.join(', '), 200)}) keeps no tool of those that the other settings leave, so none is offered`;
}

/** A limit to some branches must not be a way to change what all branches share. */
function byGlobalWrites({ globalWrites, branches }: Ceiling, { limited }: BranchFacts): Rule {
  if (globalWrites === 'allow' || (globalWrites === 'auto' && !branches && !limited)) return () => undefined;
  const cause = branches ? 'CONTENTSTACK_BRANCHES limits the branches' : 'the token may not reach every branch';
  const reason =
    globalWrites === 'deny'
      ? 'CONTENTSTACK_GLOBAL_WRITES is deny'
      : `it changes what all branches share, and ${cause}; CONTENTSTACK_GLOBAL_WRITES=allow lifts this`;
  return operation => (operation.reach === 'global' && writes(operation) ? reason : undefined);
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
export function toBranchField(operation: Operation, branches: BranchFacts): Fields {
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

function complainOfBranch(name: string, choices: readonly string[]): string {
  const close = nearest(name, choices);
  return `no branch is called ${JSON.stringify(toBrief(name, 40))} here; ${close ? `did you mean ${close}? There` : 'there'} are ${choices.join(', ')}`;
}
