// Merge jobs: what a strategy takes from another branch, done to the base branch's content types and global fields.
import { type Call, tell } from '../http/call.ts';
import { defer } from '../http/due.ts';
import { CmaError, refusePermission } from '../http/replies.ts';
import { createContentType, deleteContentType, updateContentType } from '../model/content-type-write.ts';
import { createGlobalField, deleteGlobalField, updateGlobalField } from '../model/global-field-write.ts';
import { listNamed } from '../model/global-fields.ts';
import { toFields } from '../model/schema.ts';
import { tellContentType, tellGlobalField } from '../model/tell.ts';
import type { Json } from '../state/json.ts';
import { leaveOut, pick } from '../state/json.ts';
import type { Kind, MergeJob } from '../state/merges.ts';
import type { Branch } from '../state/state.ts';
import { compareBranches, type Definition, type Difference, findDefinition, mergeDefinitions } from './compare.ts';
import { createBranch } from './life.ts';

type Event = 'create' | 'update' | 'delete';

/** What a strategy does with each kind of difference; nothing where it is silent. */
const strategies: Record<string, { create?: true; update?: 'base' | 'compare' | 'overwrite'; delete?: true }> = {
  merge_prefer_base: { create: true, update: 'base' },
  merge_prefer_compare: { create: true, update: 'compare' },
  overwrite_with_compare: { create: true, update: 'overwrite', delete: true },
  merge_new_only: { create: true },
  merge_modified_only_prefer_base: { update: 'base' },
  merge_modified_only_prefer_compare: { update: 'compare' },
  ignore: {},
};

export const isStrategy = (name: unknown): name is string =>
  typeof name === 'string' && Object.hasOwn(strategies, name);

/** Starts a job; it does its work when the pace says so. */
export function startMerge(call: Call, base: Branch, configuration: MergeJob['configuration']): MergeJob {
  const { stamp, token, pace, state } = call;
  const isForbidden = (module: string): boolean =>
    token?.modules !== undefined && token.modules[module] !== 'read-write';
  const job: MergeJob = {
    uid: call.newUuid(),
    created_at: stamp.at,
    updated_at: stamp.at,
    created_by: stamp.by,
    updated_by: stamp.by,
    status: 'in_progress',
    configuration,
    forbidden: ['content-types', 'global-fields'].filter(isForbidden),
    merged_at: null,
    errors: [],
  };
  state.merge_jobs.push(job);
  // By the real clock, which the stamps may be ahead of: with no pace at all the next request finds the job done.
  const due = new Date(Date.now() + pace.queue + pace.work).toISOString();
  defer({ ...call, branch: base }, due, 'merge', { job: job.uid });
  return job;
}

/** The worker; its branch is the base branch. */
export function doMerge(call: Call, data: Json): void {
  const job = call.state.merge_jobs.find(({ uid }) => uid === data.job);
  const compare = job && pick(call.state.branches, job.configuration.compare_branch);
  if (!job) return;
  const steps = compare ? listSteps(call.branch, compare, job.configuration) : [];
  if (steps.length === 0) job.errors.push('No items available for merge');
  if (steps.length > 0 && !job.configuration.no_revert) keepForRevert(call);
  for (const step of steps) {
    const told = trying(() => takeStep(call, step, job));
    if (told) job.errors.push({ event: step.event, type: `${step.kind}s`, uid: step.uid, error: JSON.stringify(told) });
  }
  job.updated_at = call.stamp.at;
  job.status = job.errors.length > 0 ? 'failed' : 'complete';
  if (job.status === 'complete') job.merged_at = call.stamp.at;
  tell(call, {
    module: 'branch',
    event: 'merge',
    metadata: { ...job.configuration, uid: job.uid, status: job.status },
  });
}

interface Step {
  event: Event;
  kind: Kind;
  uid: string;
  /** Absent when it is to go. */
  definition?: Definition;
}

const events = { compare_only: 'create', modified: 'update', base_only: 'delete' } as const;

/** Global fields come before the types that use them, new ones before changed ones, and what goes, goes last. */
function listSteps(base: Branch, compare: Branch, configuration: MergeJob['configuration']): Step[] {
  const steps = compareBranches(base, compare, ['global_field', 'content_type']).flatMap(difference => {
    const step = toStep(difference, configuration);
    return step ? [step] : [];
  });
  const isLast = (step: Step): number => Number(step.event === 'delete');
  const order = ['create', 'update', 'delete'];
  const rank = (step: Step): number =>
    isLast(step) * 100 + (step.kind === 'content_type' ? 10 : 0) + order.indexOf(step.event);
  return sortNested(steps.sort((a, b) => rank(a) - rank(b)));
}

/** A new global field that others are nested in comes before these. */
function sortNested(steps: Step[]): Step[] {
  const out: Step[] = [];
  const add = (step: Step): void => {
    if (out.includes(step)) return;
    const inner = step.kind === 'global_field' && step.definition ? listNamed(toFields(step.definition.schema)) : [];
    for (const other of steps) {
      const isNeeded = other.event === 'create' && other.kind === 'global_field' && inner.includes(other.uid);
      if (isNeeded && other !== step) add(other);
    }
    out.push(step);
  };
  for (const step of steps) add(step);
  return out;
}

function toStep(difference: Difference, configuration: MergeJob['configuration']): Step | undefined {
  const { kind, uid, status, base, compare } = difference;
  const own = configuration.item_merge_strategies?.find(item => item.uid === uid && item.type === kind);
  const strategy = strategies[own?.merge_strategy ?? configuration.default_merge_strategy] ?? {};
  const event = events[status];
  const manner = strategy[event];
  if (manner === undefined) return undefined;
  if (!compare) return { event, kind, uid };
  const merged =
    base && (manner === 'base' || manner === 'compare') ? mergeDefinitions(base, compare, manner) : compare;
  // Labels are a module of their own, which is not merged.
  const definition = leaveOut(merged, ['labels']) as Definition;
  return { event, kind, uid, definition };
}

function trying(work: () => void): Json | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (!(error instanceof CmaError)) throw error;
    const { message, code, errors } = error;
    return { error_message: message, error_code: code, ...(Object.keys(errors).length > 0 ? { errors } : {}) };
  }
}

function takeStep(call: Call, step: Step, job: MergeJob): void {
  const module = step.kind === 'content_type' ? 'content-types' : 'global-fields';
  if (job.forbidden.includes(module)) throw refusePermission({ status: 422, code: 162 });
  if (step.definition) checkGlobals(call.branch, step.definition);
  // References may point at what comes later, or at what was left out: a merge is known to leave such things behind.
  const choices = { ...call.choices, unknownReferenceTo: 'allow', nestedGlobalFields: 'always' } as const;
  doStep[step.kind]({ ...call, choices }, step);
}

/** A definition does not go without the global fields it is made of. */
function checkGlobals(base: Branch, { schema, uid }: Definition): void {
  const missing = listNamed(toFields(schema)).filter(
    name => name !== uid && !findDefinition(base, 'global_field', name),
  );
  if (missing.length === 0) return;
  throw new CmaError(422, 116, `Unable to fetch the Global Field '${missing[0]}'. Please try again.`, {
    global_fields: missing,
  });
}

const doStep: Record<Kind, (call: Call, step: Step) => void> = {
  content_type(call, { event, uid, definition }) {
    const held = pick(call.branch.content_types, uid);
    if (definition) {
      const saved = held
        ? updateContentType(call, held, definition, 'update')
        : createContentType(call, definition, 'creation');
      tellContentType(call, event, saved.current);
    } else if (held) {
      deleteContentType(call, held);
    }
  },
  global_field(call, { event, uid, definition }) {
    const held = pick(call.branch.global_fields, uid);
    const saved = definition
      ? held
        ? updateGlobalField(call, held, definition, 'update')
        : createGlobalField(call, definition, 'creation')
      : held;
    if (!saved) return;
    if (!definition) deleteGlobalField(call, saved);
    tellGlobalField(call, event, saved.current);
  },
};

/** The base branch as it was, beyond the number of branches a stack may have. */
function keepForRevert(call: Call): void {
  const { state, branch } = call;
  for (let number = 1; ; number++) {
    const suffix = `_bkp${number}`;
    const uid = branch.uid.slice(0, 15 - suffix.length) + suffix;
    if (pick(state.branches, uid) || pick(state.aliases, uid)) continue;
    createBranch(call, uid, branch.uid);
    return;
  }
}
