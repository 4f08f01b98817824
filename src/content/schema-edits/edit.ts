// Edits of a content type or global field: fields added, changed, moved and removed by their paths. All or nothing.
import { isEmpty, type Json } from '../value.ts';
import { complain } from './complain.ts';
import { type Edited, type Editing, type SchemaEdit, settable } from './editing.ts';
import { changeLevel, type Level, type Part, tellMissing, toSteps, Wrong } from './level.ts';
import { toNewBlock, toNewField } from './new-part.ts';
import { patchMembers, spellOut } from './short.ts';

/** @param type as `GET /content_types/{uid}` gives it; with global fields spelt out or not, they are not entered. */
export function editType(type: Json, edits: readonly SchemaEdit[], editing: Editing = {}): Edited {
  const problems: string[] = [];
  let whole = type;
  for (const [index, edit] of edits.entries()) {
    const next = editOne(whole, edit, editing);
    if (next instanceof Wrong) problems.push(`changes[${index}]: ${next.says}`);
    else whole = next;
  }
  const set = setMembers(whole, editing);
  if (set instanceof Wrong) problems.push(`set: ${set.says}`);
  else whole = set;
  if (problems.length > 0) return { problems };
  const { problems: complaints, notes } = complain(type, whole, editing);
  if (complaints.length > 0) return { problems: complaints };
  const changed = Object.entries(whole).filter(([key, value]) => value !== type[key]);
  return { value: Object.fromEntries(changed), whole, notes };
}

const verbs = ['add', 'change', 'move', 'remove'] as const;

function editOne(type: Json, edit: SchemaEdit, editing: Editing): Json | Wrong {
  const { field, add } = edit;
  const given = listVerbs(edit);
  const [verb, another] = given;
  if (verb === undefined) return new Wrong(`${field}: say add, change, move or remove`);
  if (another !== undefined)
    return new Wrong(`${field}: ${given.join(' and ')} are two changes: make each an item of its own`);
  if (isPlaced(edit) && (verb === 'change' || verb === 'remove'))
    return new Wrong(`${field}: before and after go with add and move`);
  const steps = toPath(type, field, add);
  if (steps.includes('')) return new Wrong(`${JSON.stringify(field)} is not the path of a field, such as seo.title`);
  const uid = steps.at(-1) as string;
  const apply = { add: addPart, change: changePart, move: movePart, remove: removePart }[verb];
  return changeLevel(type, steps.slice(0, -1), level => apply({ type, level, uid, edit, editing }), steps.join('.'));
}

/** Some write every member that there is: those that say nothing do not count beside one that does. */
function listVerbs(edit: SchemaEdit): (typeof verbs)[number][] {
  const given = verbs.filter(verb => edit[verb] !== undefined && edit[verb] !== false);
  const filled = given.filter(verb => edit[verb] === true || !isEmpty(edit[verb]));
  return filled.length > 0 ? filled : given.slice(0, 1);
}

const isPlaced = ({ before = '', after = '' }: SchemaEdit): boolean => before !== '' || after !== '';

/** Where a uid in what is added names another field than the path, the path is that of what it goes into. */
function toPath(type: Json, field: string, add: Json | undefined): string[] {
  const steps = toSteps(field);
  const uid = add?.uid;
  if (typeof uid !== 'string' || uid === '' || uid === steps.at(-1)) return steps;
  const isThere = !(changeLevel(type, steps, ({ parts }) => parts) instanceof Wrong);
  return isThere ? [...steps, uid] : steps;
}

interface Applying {
  type: Json;
  level: Level;
  uid: string;
  edit: SchemaEdit;
  editing: Editing;
}

type Apply = (applying: Applying) => readonly Part[] | Wrong;

const pathOf = ({ level: { above }, uid }: Applying): string => [...above, uid].join('.');

const addPart: Apply = applying => {
  const { level, uid, edit, editing } = applying;
  const { parts, isBlocks, above } = level;
  const { add = {} } = edit;
  const path = pathOf(applying);
  if (parts.some(part => part.uid === uid)) return new Wrong(`${path} is there already: change it`);
  if (typeof add.uid === 'string' && add.uid !== uid)
    return new Wrong(`${path}: its uid in add is ${add.uid}, but its path says ${uid}`);
  const spot = findSpot(applying, parts);
  if (spot instanceof Wrong) return spot;
  const isTop = above.length === 0 && editing.isGlobal !== true;
  return parts.toSpliced(spot, 0, isBlocks ? toNewBlock(uid, add) : toNewField(uid, add, isTop));
};

const changePart: Apply = applying => {
  const { level, uid, edit, type } = applying;
  const { parts, isBlocks } = level;
  const { change = {} } = edit;
  const path = pathOf(applying);
  const at = parts.findIndex(part => part.uid === uid);
  const part = parts[at];
  if (!part) return new Wrong(tellMissing(path, type));
  const inner = ['schema', 'blocks'].find(key => key in change && Array.isArray(part[key]));
  if (inner !== undefined)
    return new Wrong(`${path}: change what is in it by its own path, such as ${path}.${namedIn(part, inner)}`);
  const next = patchMembers(part, isBlocks ? change : spellOut(change, part)) as Part;
  if (next === part) return parts;
  // Another type needs what a field of that type has.
  const isOther = !isBlocks && next.data_type !== part.data_type;
  const uidNow = typeof next.uid === 'string' ? next.uid : uid;
  return parts.with(at, isOther ? toNewField(uidNow, next) : next);
};

const namedIn = (part: Part, key: string): string => {
  const [first] = part[key] as { uid?: unknown }[];
  return typeof first?.uid === 'string' ? first.uid : 'title';
};

const movePart: Apply = applying => {
  const { level, uid, edit, type } = applying;
  const { parts } = level;
  const part = parts.find(each => each.uid === uid);
  if (!part) return new Wrong(tellMissing(pathOf(applying), type));
  if (!isPlaced(edit)) return new Wrong(`${pathOf(applying)}: say before or after which other field it should stand`);
  const others = parts.filter(each => each !== part);
  const spot = findSpot(applying, others);
  if (spot instanceof Wrong) return spot;
  return spot === parts.indexOf(part) ? parts : others.toSpliced(spot, 0, part);
};

const removePart: Apply = applying => {
  const { level, uid, type } = applying;
  const { parts } = level;
  const others = parts.filter(part => part.uid !== uid);
  return others.length < parts.length ? others : new Wrong(tellMissing(pathOf(applying), type));
};

/** The place in the list that something goes to. */
function findSpot(applying: Applying, parts: readonly Part[]): number | Wrong {
  const { edit, level, uid } = applying;
  const { before = '', after = '' } = edit;
  if (before !== '' && after !== '') return new Wrong(`${pathOf(applying)}: say before or after, not both`);
  if (!isPlaced(edit)) return parts.length;
  const named = before === '' ? after : before;
  const steps = toSteps(named);
  const other = steps.at(-1) as string;
  const above = steps.slice(0, -1);
  if (above.length > 0 && above.join('.') !== level.above.join('.'))
    return new Wrong(
      `${pathOf(applying)} cannot stand beside ${named}, which is in another list: values would not follow, so add a field there and remove this one`,
    );
  if (other === uid) return new Wrong(`${pathOf(applying)}: it cannot stand beside itself`);
  const at = parts.findIndex(part => part.uid === other);
  if (at < 0) return new Wrong(tellMissing([...level.above, other].join('.'), applying.type));
  return before === '' ? at + 1 : at;
}

const elsewhere: ReadonlyMap<string, string> = new Map([
  ['schema', 'its fields are changed by changes'],
  ['uid', 'it cannot be changed'],
  ['labels', 'they are changed by update_label'],
]);

function setMembers(type: Json, { set, isGlobal }: Editing): Json | Wrong {
  if (set === undefined) return type;
  const known = isGlobal === true ? ['title', 'description'] : settable;
  const stray = Object.keys(set).find(key => !known.includes(key));
  if (stray !== undefined) return new Wrong(`${stray}: ${elsewhere.get(stray) ?? `there are ${known.join(', ')}`}`);
  const nothing = Object.keys(set).find(key => set[key] === null);
  if (nothing !== undefined) return new Wrong(`${nothing}: null leaves it as it is; give "" or []`);
  return patchMembers(type, set);
}
