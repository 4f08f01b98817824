// Access: what the facts of the token and the stack, and the settings, leave of the operations. Pure.
import * as z from 'zod';
import { nearest, toBriefWord } from '../operations/nearest.ts';
import type { Fields, Operation } from '../operations/operation.ts';
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
  for (const [setting, patterns] of [
    ['CONTENTSTACK_TOOLS', only ?? []],
    ['CONTENTSTACK_TOOLS_DENY', never],
  ] as const) {
    requireKnown(
      setting,
      patterns.filter(pattern => !pattern.includes('*')),
      names,
    );
  }
  return operation => {
    if (never.some(pattern => matches(pattern, operation.name))) return 'CONTENTSTACK_TOOLS_DENY names it';
    if (only && !only.some(pattern => matches(pattern, operation.name))) return 'CONTENTSTACK_TOOLS does not name it';
    return undefined;
  };
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

function matches(pattern: string, name: string): boolean {
  const source = pattern
    .split('*')
    .map(part => part.replace(/[^\w-]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${source}$`).test(name);
}

function requireKnown(setting: string, given: string[], known: string[]): void {
  const stray = given.find(name => !known.includes(name));
  if (stray === undefined) return;
  const close = nearest(stray, known);
  throw new BadSetting(
    `${setting} names "${stray}", which does not exist${close ? `; did you mean ${close}?` : `; there are ${known.join(', ')}`}`,
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
  return `no branch is called ${JSON.stringify(toBriefWord(name))} here; ${close ? `did you mean ${close}? There` : 'there'} are ${choices.join(', ')}`;
}
