// The stack's publish rules, as far as a token can read them: which workflow stage they want, and that somebody must approve.
import { isObject, type Json, member } from '../../content/value.ts';
import type { Ground } from '../../operations/task.ts';
import { attempt } from '../by-uids.ts';
import type { Node } from '../closure/closure.ts';
import { readAll } from '../read-all.ts';
import { assetUid } from '../types.ts';

interface Judged {
  wrong: string[];
  notes: string[];
}

export interface Rules {
  judge: (node: Node) => Judged;
  /** Of the whole. */
  notes: string[];
  isPartial: boolean;
}

const names = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const covers = (value: unknown, name: string): boolean => names(value).includes('$all') || names(value).includes(name);

/** At most two requests for each hundred rules and workflows; one where no rule is for these environments. */
export async function readRules(ground: Ground, environments: readonly { uid: string }[]): Promise<Rules> {
  const none = (): Judged => ({ wrong: [], notes: [] });
  if (!ground.has('list_publish_rules'))
    return { judge: none, notes: ['publish rules cannot be read here: they may refuse a row'], isPartial: false };
  const all = await readList(ground, 'list_publish_rules', 'publishing_rules');
  if (!all) return { judge: none, notes: ['the publish rules could not be read'], isPartial: true };
  const places = new Set(environments.map(({ uid }) => uid));
  const rules = all.filter(
    ({ environment, status, branches }) =>
      places.has(String(environment)) && status !== false && covers(branches, ground.branch),
  );
  if (rules.length === 0) return { judge: none, notes: [], isPartial: false };
  const isOpen = ground.has('list_workflows');
  const workflows = isOpen ? await readList(ground, 'list_workflows', 'workflows') : undefined;
  // A rule of a workflow that is switched off or gone guards nothing.
  const isOn = ({ workflow }: Json): boolean =>
    !workflows ||
    typeof workflow !== 'string' ||
    workflows.some(({ uid, enabled }) => uid === workflow && enabled !== false);
  const stages = new Map(
    (workflows ?? [])
      .flatMap(({ workflow_stages }) => names(workflow_stages))
      .filter(isObject)
      .map(({ uid, name }) => [uid, String(name)]),
  );
  const guarding = rules.filter(isOn);
  return {
    judge: node => judge(node, guarding, uid => stages.get(uid) ?? String(uid)),
    notes: workflows || !isOpen ? [] : ['the workflows could not be read'],
    isPartial: isOpen && !workflows,
  };
}

function judge(node: Node, rules: readonly Json[], nameStage: (uid: unknown) => string): Judged {
  const { type, place, item, isTakenOff } = node;
  const wrong = new Set<string>();
  const notes = new Set<string>();
  if (type.uid === assetUid || !item) return { wrong: [], notes: [] };
  const action = isTakenOff ? 'unpublish' : 'publish';
  for (const { environment, actions, content_types, locales, workflow_stage: wanted, approvers } of rules) {
    const isMeant =
      environment === place.environment.uid &&
      (names(actions).length === 0 || names(actions).includes(action)) &&
      covers(content_types, type.uid) &&
      covers(locales, place.locale);
    if (!isMeant) continue;
    const stage = member(item._workflow, 'uid');
    if (typeof wanted === 'string' && wanted !== '' && stage !== wanted) {
      const is = typeof stage === 'string' ? `in ${JSON.stringify(nameStage(stage))}` : 'in no stage';
      wrong.add(`a publish rule wants the workflow stage ${JSON.stringify(nameStage(wanted))}, and it is ${is}`);
    }
    if (names(member(approvers, 'users')).length + names(member(approvers, 'roles')).length > 0)
      notes.add(
        'a publish rule wants an approval: whether it was given cannot be read, and without it this is refused',
      );
  }
  return { wrong: [...wrong], notes: [...notes] };
}

const readList = (ground: Ground, operation: string, key: string): Promise<Json[] | undefined> =>
  attempt(ground, () => readAll(ground, operation, key, {}));
