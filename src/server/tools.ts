// Operations become tools: what a client lists of each, and how its arguments are read.

import { type Input, toInput } from '../operations/arguments.ts';
import { toBrief } from '../operations/brief.ts';
import { fields, if_version, list, text } from '../operations/fields.ts';
import type { JsonSchema } from '../operations/json-schema.ts';
import { nearest } from '../operations/nearest.ts';
import type { Effect, Fields, Offered, Operation } from '../operations/operation.ts';
import { toNames, toPresentName } from '../operations/renamed.ts';
import { taskModule } from '../operations/task.ts';
import { allowsContentType, allowsEnvironment, allowsLocale } from '../policy/judge.ts';
import type { Policy } from '../policy/policy.ts';
import type { Settings } from '../settings/settings.ts';
import { type Access, toBranchField, writes } from '../stack/access.ts';
import { toAgain } from '../stack/facts.ts';
import type { Stack } from '../stack/stack.ts';
import type { KeptTask } from '../stack/tasks.ts';
import { type Allows, withChoices } from './choices.ts';
import { takesCode } from './confirm/confirm.ts';

/** What tools/list shows of a tool. */
export interface Definition {
  name: string;
  title: string;
  description: string;
  inputSchema: JsonSchema;
  annotations: Hints & { title: string };
}

interface Hints {
  readOnlyHint: boolean;
  destructiveHint: boolean;
  idempotentHint: boolean;
  openWorldHint: boolean;
}

/** Hints by effect; all four are set, as what is left out counts as the worst. */
const hints: Record<Effect, Hints> = {
  read: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  create: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
  // Not idempotent: each save makes a version, and PUSH or ADD apply again.
  update: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: false },
  delete: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
  // The effect that the world outside sees.
  publish: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
};

/** What a client may call: an operation, or a task with the operations that it has here. */
export type Tool = OperationTool | TaskTool;

export interface OperationTool {
  input: Input;
  offered: Operation;
  operation: Operation;
  task?: never;
}

export interface TaskTool {
  input: Input;
  offered: Offered;
  task: KeptTask;
}

interface Tools {
  byName: Map<string, Tool>;
  list(surface: Surface): readonly Definition[];
}

export type Surface = Settings['surface'];

/** Whether it is listed; what is not can be called all the same. */
const isListed = (surface: Surface, { module, everyday }: Offered): boolean =>
  surface === 'full' || module === taskModule || everyday === true;

/** One set of tools for each state of the stack, which has an access of its own: schemas are made once, not for each client or request. */
const made = new WeakMap<Access, Tools>();

export function toTools(stack: Stack): Tools {
  const { access } = stack;
  const known = made.get(access);
  if (known) return known;
  const byName = new Map<string, Tool>();
  for (const operation of access.kept) {
    const extra = {
      ...toBranchField(operation, access.facts.branches),
      ...toFieldsField(operation),
      ...toSaveFields(operation),
    };
    // Where there is little more than is shown, `fields` is not worth its place in every conversation.
    const input = toInput(operation, extra, operation.large ? [] : ['fields']);
    byName.set(operation.name, { offered: operation, operation, input });
  }
  for (const kept of access.tasks.kept) {
    const { task } = kept;
    const extra = { ...toBranchField(task, access.facts.branches), ...toSaveFields(task) };
    byName.set(task.name, { offered: task, task: kept, input: toInput(task, extra) });
  }
  const listed = new Map<Surface, readonly Definition[]>();
  const list = (surface: Surface) => {
    const known = listed.get(surface) ?? toDefinitions(toListed([...byName.values()], surface), stack);
    listed.set(surface, known);
    return known;
  };
  const tools = { byName, list };
  made.set(access, tools);
  return tools;
}

/** Tasks first, as most clients show what comes first, and models take it. */
export function toListed<T extends { offered: Offered }>(tools: readonly T[], surface: Surface): T[] {
  const listed = tools.filter(({ offered }) => isListed(surface, offered));
  const isTask = ({ offered }: T) => offered.module === taskModule;
  return [...listed.filter(isTask), ...listed.filter(tool => !isTask(tool))];
}

/** What of an answer is wanted: any may be too long for its budget, and names by it how to get the rest. */
export const toFieldsField = ({ effect, gives }: Offered): Fields =>
  effect === 'read' && gives !== 'file' ? { fields } : {};

const replace = list.describe('Fields that may lose content');
const drop = list.describe('Fields to lose, with all values');

/** What a save takes beside what is sent: the version that was read, and what may be lost. */
export function toSaveFields(operation: Offered): Fields {
  const { versioned, model, defines, effect } = operation;
  return {
    ...(versioned ? { if_version } : {}),
    ...(model && effect === 'update' ? { replace } : {}),
    ...(defines && effect === 'update' ? { drop } : {}),
    // The code of the first of two steps.
    ...(takesCode(operation) ? { confirm: text } : {}),
  };
}

/** @param stack whose names may be choices; none where they would mislead in another. */
export function toDefinitions(
  tools: readonly (Pick<Tool, 'offered' | 'input'> & { operation?: Operation })[],
  stack?: Stack,
): readonly Definition[] {
  const policies = stack?.access.policies ?? [];
  const schemas = withChoices(
    tools.map(({ input }) => input.schema()),
    stack?.vocabulary ?? {},
    policies.length > 0 ? toAllows(policies, tools) : undefined,
  );
  return tools.map(({ offered }, index) => ({
    name: offered.name,
    title: offered.title,
    description: offered.description,
    inputSchema: schemas[index] as JsonSchema,
    annotations: { title: offered.title, ...toHints(offered) },
  }));
}

/** Of an operation that writes, a choice is what the owner's rules leave. A task may name what it only reads. */
const toAllows =
  (policies: readonly Policy[], tools: readonly { operation?: Operation }[]): Allows =>
  (index, kind, name) => {
    const operation = tools[index]?.operation;
    return !operation || !writes(operation) || allowing[kind](policies, operation, name);
  };

const allowing = {
  environments: allowsEnvironment,
  locales: allowsLocale,
  content_types: allowsContentType,
};

/** What creates is asked about where it may write over something; what opens a way out for data reaches the world outside. */
export const toHints = ({ effect, confirm }: Pick<Offered, 'effect' | 'confirm'>): Hints => ({
  ...hints[effect],
  ...(confirm?.opens ? { openWorldHint: true } : {}),
  ...(confirm && !confirm.opens ? { destructiveHint: true } : {}),
});

/** What is off here is said to be so, with the reason that the command `tools` gives; nothing is offered in its place. */
export function toUnknownTool(name: string, access: Access): string {
  const here = [...access.kept, ...access.tasks.kept.map(({ task }) => task)];
  const off = [...access.withheld.map(({ operation }) => operation), ...access.tasks.withheld.map(({ task }) => task)];
  const own = toPresentName(withoutPrefix(name, [...here, ...off].flatMap(toNames)), off);
  const why = toWhyOff(own, access);
  if (why !== undefined) return `Tool ${own} not found; it is off here: ${why}`;
  // Some join it by a single character, which may as well be a part of another name: that is only a guess.
  const names = here.flatMap(toNames);
  const meant = names.filter(each => name.endsWith(each) && /[^a-z0-9]/i.test(name.at(-each.length - 1) ?? 'a'));
  const near = meant.sort((one, other) => other.length - one.length)[0] ?? nearest(name, names);
  return `Tool ${toBrief(name)} not found${near ? `; did you mean ${toPresentName(near, here)}?` : ''}`;
}

/** Clients put a prefix of their own before a name, such as mcp__contentstack__, and some models call it by that. */
export const withoutPrefix = (name: string, names: readonly string[]): string =>
  names.includes(name)
    ? name
    : (names.find(each => name.endsWith(each) && /(__|[.:/])$/.test(name.slice(0, -each.length))) ?? name);

/** What is off because something is not known yet says when that is asked again. */
export function toWhyOff(name: string, { withheld, tasks, facts: { open } }: Access): string | undefined {
  const off =
    withheld.find(({ operation }) => operation.name === name) ?? tasks.withheld.find(({ task }) => task.name === name);
  return off?.isOpen && open ? `${off.reason.replace(/\.$/, '')}; ${toAgain(open)}` : off?.reason;
}
