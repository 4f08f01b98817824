// Variant groups and their variants: shared by all branches, and linked to the content types whose entries may vary.
import { type Call, tell } from '../http/call.ts';
import { listBranches } from '../http/find.ts';
import { type CmaError, missContentType, missObject, refuseRequest } from '../http/replies.ts';
import type { Json } from '../state/json.ts';
import { isObject, isWord, pick } from '../state/json.ts';
import type { Dated, Link, Variant, VariantGroup } from '../state/variants.ts';

const longestUid = 200;

const refuse = (key: string, message: string): CmaError =>
  refuseRequest('The variant group is not valid. Please enter valid data.', { [key]: [message] });

export function findGroup(call: Call, uid: string): VariantGroup {
  const found = pick(call.state.variant_groups, uid);
  if (!found) throw missObject('variant group', 'uid', call.choices.notFoundStatus.variants);
  return found;
}

/** @param group whose variant it has to be; any when absent. */
export function findVariant(call: Call, uid: string, group?: string): Variant {
  const found = pick(call.state.variants, uid);
  if (!found || (group !== undefined && found.group !== group)) {
    throw missObject('variant', 'uid', call.choices.notFoundStatus.variants);
  }
  return found;
}

export const listGroupVariants = (call: Call, group: string): Variant[] =>
  Object.values(call.state.variants).filter(variant => variant.group === group);

/** Of an object that is made or changed: its name, its own uid when it has one, what Personalize says of it. */
function readCommon(call: Call, given: Json, held?: Dated): Dated {
  const { at, by } = call.stamp;
  const name = given.name ?? held?.name;
  if (typeof name !== 'string' || name.trim() === '') throw refuse('name', 'is a required field.');
  const uid = held?.uid ?? given.uid ?? call.newUid().replace(/^blt/, 'cs');
  if (typeof uid !== 'string' || !isWord(uid) || uid.length > longestUid) throw refuse('uid', 'is not valid.');
  const personalize = given.personalize_metadata ?? held?.personalize_metadata ?? {};
  if (!isObject(personalize)) throw refuse('personalize_metadata', 'is not valid.');
  return {
    uid,
    name,
    personalize_metadata: personalize,
    created_by: held?.created_by ?? by,
    updated_by: by,
    created_at: held?.created_at ?? at,
    updated_at: at,
  };
}

export function saveGroup(call: Call, given: Json, held?: VariantGroup): VariantGroup {
  const common = readCommon(call, given, held);
  if (!held && pick(call.state.variant_groups, common.uid)) throw refuse('uid', 'is not unique.');
  const description = given.description ?? held?.description;
  if (description !== undefined && typeof description !== 'string') throw refuse('description', 'is not a string.');
  const group: VariantGroup = {
    ...common,
    ...(description === undefined ? {} : { description }),
    branches: ['main'],
    content_types: held?.content_types ?? [],
  };
  if (given.content_types !== undefined) group.content_types = applyLinks(call, group, given).kept;
  call.state.variant_groups[group.uid] = group;
  tellVariant(call, 'variant_group', held ? 'update' : 'create', group);
  return group;
}

export function saveVariant(call: Call, given: Json, group: string | undefined, held?: Variant): Variant {
  const common = readCommon(call, given, held);
  if (!held && pick(call.state.variants, common.uid)) throw refuse('uid', 'is not unique.');
  const variant: Variant = { ...common, ...(group === undefined ? {} : { group }) };
  call.state.variants[variant.uid] = variant;
  tellVariant(call, 'variant', held ? 'update' : 'create', variant);
  return variant;
}

/** What entries have for it goes with it. */
export function dropVariant(call: Call, variant: Variant): void {
  delete call.state.variants[variant.uid];
  for (const branch of listBranches(call.state)) {
    branch.entry_variants = branch.entry_variants.filter(held => held.variant !== variant.uid);
  }
  tellVariant(call, 'variant', 'delete', variant);
}

export function dropGroup(call: Call, group: VariantGroup): void {
  for (const variant of listGroupVariants(call, group.uid)) dropVariant(call, variant);
  delete call.state.variant_groups[group.uid];
  tellVariant(call, 'variant_group', 'delete', group);
}

const tellVariant = (call: Call, module: string, event: string, { uid, name }: Dated): void =>
  tell(call, { module, event, metadata: { uid, name } });

/** Links content types, or takes links off. `told` are those of the request and those that stay. */
export function linkTypes(call: Call, group: VariantGroup, given: Json): Link[] {
  const { kept, told } = applyLinks(call, group, given);
  group.content_types = kept;
  group.updated_at = call.stamp.at;
  group.updated_by = call.stamp.by;
  tellVariant(call, 'variant_group', 'update', group);
  return told;
}

function applyLinks(call: Call, group: VariantGroup, given: Json): { kept: Link[]; told: Link[] } {
  const { content_types: sentTypes, branches = ['main'] } = given;
  const types = Array.isArray(sentTypes) ? sentTypes.map(toLink) : [];
  if (!Array.isArray(sentTypes) || !types.every(isLink)) {
    throw refuse('content_types', 'is not a list of { uid, status }, or of uids.');
  }
  checkBranches(call, branches);
  const main = pick(call.state.branches, 'main');
  for (const { uid, status } of types) {
    if (status === 'linked' && !pick(main?.content_types ?? {}, uid)) {
      throw missContentType(uid, call.choices.notFoundStatus.content_types);
    }
  }
  const others = group.content_types.filter(({ uid }) => !types.some(link => link.uid === uid));
  const sent = types.map(({ uid, status }) => ({ uid, status }));
  return { kept: [...others, ...sent.filter(({ status }) => status === 'linked')], told: [...others, ...sent] };
}

/** A uid alone is to be linked. */
const toLink = (value: unknown): unknown => (typeof value === 'string' ? { uid: value, status: 'linked' } : value);

const isLink = (value: unknown): value is Link =>
  isObject(value) && typeof value.uid === 'string' && ['linked', 'unlinked'].includes(String(value.status));

function checkBranches(call: Call, branches: unknown): void {
  const isFine = (uid: unknown): boolean =>
    uid === 'main' ||
    (call.choices.variantBranches === 'any branch' && pick(call.state.branches, String(uid)) !== undefined);
  if (!Array.isArray(branches) || !branches.every(isFine)) throw refuse('branches', 'are not those of variants.');
}

/** Whether entries of the type may have this variant. */
export function isLinked(call: Call, type: string, { group }: Variant): boolean {
  const links = group === undefined ? [] : (pick(call.state.variant_groups, group)?.content_types ?? []);
  return links.some(link => link.uid === type);
}

export function checkVariantBranch(call: Call): void {
  if (call.branch.uid === 'main' || call.choices.variantBranches === 'any branch') return;
  throw refuseRequest('Entry variants are available on the main branch only.', { branch: ['is not valid.'] });
}
