// Routes that compare two branches, merge one into the other, and show the merge jobs.

import type { Call, Module, Route } from '../http/call.ts';
import { isNamed } from '../http/find.ts';
import {
  missBranch,
  missContentType,
  missGlobalField,
  missObject,
  refuseBranch,
  refuseRequest,
} from '../http/replies.ts';
import { takeFlag, takeParam } from '../http/take.ts';
import { answerList, readPage } from '../query/query.ts';
import type { Json } from '../state/json.ts';
import { isObject, pick } from '../state/json.ts';
import type { ItemStrategy, Kind, MergeJob } from '../state/merges.ts';
import type { Branch } from '../state/state.ts';
import { compareBranches, compareItem, showDetails, showDifference } from './compare.ts';
import { isStrategy, startMerge } from './merge.ts';

/** Jobs that are shown; older ones are forgotten. */
const longestQueue = 100;

/** A branch the query string names; it must be one of the token's, as it would have to be in the header. */
function findNamed(call: Call, key: string, uid: string): Branch {
  const { token, choices, state } = call;
  const found = pick(state.branches, uid);
  if (!found) throw missBranch(uid, choices.notFoundStatus.branches);
  const isOwn = !token?.branches || isNamed(state, token.branches, uid);
  if (isOwn || choices.foreignBranches === 'allow') return found;
  const refusal = refuseBranch(uid, choices.branchRefusalStatus);
  throw Object.assign(refusal, { errors: { [key]: ['is not valid.'] } });
}

/** The base branch is the one that the compared branch was made from, unless another is named. */
function findPair(call: Call): { base: Branch; compare: Branch } {
  const name = call.query.get('compare_branch');
  if (!name) throw refuseRequest('The compare branch is required.', { compare_branch: ['is a required field.'] });
  const compare = findNamed(call, 'compare_branch', name);
  const source = call.query.get('base_branch') || compare.source;
  if (!source) throw refuseRequest('The base branch is required.', { base_branch: ['is a required field.'] });
  const base = findNamed(call, 'base_branch', source);
  if (base.uid === compare.uid) {
    throw refuseRequest('A branch cannot be compared with itself.', { compare_branch: ['is not valid.'] });
  }
  return { base, compare };
}

const nameBranches = ({ base, compare }: { base: Branch; compare: Branch }): Json => ({
  branches: { base_branch: base.uid, compare_branch: compare.uid },
});

/** In segments, each with the address of the next one. */
const compareAll =
  (path: string, kinds: Kind[]) =>
  (call: Call): Json => {
    const pair = findPair(call);
    const found = compareBranches(pair.base, pair.compare, kinds);
    const { skip, limit } = readPage(call);
    const next = new URLSearchParams({
      base_branch: pair.base.uid,
      compare_branch: pair.compare.uid,
      skip: String(skip + limit),
      limit: String(limit),
    });
    const hasMore = limit > 0 && found.length > skip + limit;
    return {
      ...nameBranches(pair),
      diff: found.slice(skip, skip + limit).map(showDifference),
      ...(hasMore ? { next_url: `${call.origin}/v3${path}?${next}` } : {}),
    };
  };

const misses = { content_type: missContentType, global_field: missGlobalField };

const compareOne =
  (kind: Kind) =>
  (call: Call): Json => {
    const pair = findPair(call);
    const uid = takeParam(call, 'uid');
    const container = kind === 'content_type' ? 'content_types' : 'global_fields';
    if (![pair.base, pair.compare].some(branch => pick<unknown>(branch[container], uid))) {
      throw misses[kind](uid, call.choices.notFoundStatus[container]);
    }
    const found = compareItem(pair.base, pair.compare, kind, uid);
    return { ...nameBranches(pair), diff: found ? showDetails(found, takeFlag(call, 'include_schemas')) : {} };
  };

function merge(call: Call): Json {
  const { base, compare } = findPair(call);
  const strategy = call.query.get('default_merge_strategy');
  const comment = call.query.get('merge_comment');
  if (!isStrategy(strategy)) {
    const message = strategy ? 'is not valid.' : 'is a required field.';
    throw refuseRequest('The default merge strategy is not valid.', { default_merge_strategy: [message] });
  }
  if (!comment) throw refuseRequest('The merge comment is required.', { merge_comment: ['is a required field.'] });
  const items = readItems(call.body);
  const isSame = compareBranches(base, compare, ['content_type', 'global_field']).length === 0;
  if (isSame && call.choices.emptyMerge === 'refuse') {
    throw refuseRequest('No items available for merge.', { compare_branch: ['has no differences.'] });
  }
  const job = startMerge(call, base, {
    base_branch: base.uid,
    compare_branch: compare.uid,
    default_merge_strategy: strategy,
    merge_comment: comment,
    no_revert: takeFlag(call, 'no_revert'),
    ...(items.length > 0 ? { item_merge_strategies: items } : {}),
  });
  const { uid, created_at, updated_at, created_by, updated_by, status, merged_at } = job;
  return {
    uid,
    api_key: call.state.api_key,
    created_at,
    updated_at,
    created_by,
    updated_by,
    merge_details: { base_branch: base.uid, compare_branch: compare.uid, status },
    merged_at,
    merge_comment: comment,
  };
}

function readItems(body: unknown): ItemStrategy[] {
  const given = isObject(body) ? (body.item_merge_strategies ?? []) : [];
  if (Array.isArray(given) && given.every(isItem)) return given;
  throw refuseRequest('The item merge strategies are not valid.', { item_merge_strategies: ['is not valid.'] });
}

const isItem = (item: unknown): item is ItemStrategy =>
  isObject(item) &&
  typeof item.uid === 'string' &&
  ['content_type', 'global_field'].includes(String(item.type)) &&
  isStrategy(item.merge_strategy);

function showJob(call: Call, job: MergeJob): Json {
  const { uid, created_at, updated_at, created_by, status, configuration, merged_at, errors } = job;
  const { base_branch, compare_branch } = configuration;
  const merge_details = { base_branch, compare_branch, status, configuration };
  return { uid, stack: call.state.api_key, created_at, updated_at, created_by, merge_details, merged_at, errors };
}

const listJobs = (call: Call): Json => {
  const jobs = call.state.merge_jobs.slice(-longestQueue).reverse();
  return answerList(
    call,
    'queue',
    jobs.map(job => showJob(call, job)),
  );
};

function getJob(call: Call): Json {
  const job = call.state.merge_jobs.find(({ uid }) => uid === takeParam(call, 'job'));
  if (!job) throw missObject('merge job', 'uid', call.choices.notFoundStatus.branches);
  return { queue: [showJob(call, job)] };
}

const base = '/stacks/branches_compare';
const comparison = (path: string, kinds: Kind[]): Route => ({ method: 'GET', path, answer: compareAll(path, kinds) });

export const branchMerges: Module = {
  name: 'branches',
  reach: 'global',
  routes: [
    comparison(base, ['content_type', 'global_field']),
    comparison(`${base}/content_types`, ['content_type']),
    comparison(`${base}/global_fields`, ['global_field']),
    { method: 'GET', path: `${base}/content_types/:uid`, answer: compareOne('content_type') },
    { method: 'GET', path: `${base}/global_fields/:uid`, answer: compareOne('global_field') },
    { method: 'POST', path: '/stacks/branches_merge', answer: merge },
    { method: 'GET', path: '/stacks/branches_queue', answer: listJobs },
    { method: 'GET', path: '/stacks/branches_queue/:job', answer: getJob },
  ],
};
