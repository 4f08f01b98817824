// Sets a value at an address: of a field, an item, a block, a part of a link, an attribute in rich text.
import { printAddress } from '../address.ts';
import { type Field, isList, kindOf } from '../schema.ts';
import { restoreShown } from '../shown.ts';
import type { Spoken } from '../spoken/finding.ts';
import { nameInstance } from '../spoken/instance.ts';
import { toStored, toStoredFields } from '../spoken/stored.ts';
import { isAbsent, isObject, isSame, type Json } from '../value.ts';
import { tellValue } from '../words.ts';
import { type Edit, Refused, refuse } from './edit.ts';
import { setNode } from './rich-text.ts';
import { isNothing, type Settled, settle, settleFields, settleItem } from './settle.ts';
import { isListSpot, type Spot } from './spot.ts';
import { askVersion, put, refuseUndoing, type Ways } from './ways.ts';

export async function applySet(spot: Spot, edit: Edit, ways: Ways): Promise<void> {
  const { set: said } = edit;
  const { role, field, address } = spot;
  if (role === 'entry') return refuse('an edit sets one field: name its address');
  if (role === 'node') return setNode(spot, edit, ways);
  if (role === 'member' || !field) return setMember(spot, said, ways);
  if (role !== 'field' && isNothing(field, said))
    refuse(`${printAddress(address)} is an item of a list: take it out with remove: true`);
  const { value, changed } = await toSettled(spot, field, edit, ways);
  const whole = changed.find(({ isReplaced }) => isReplaced);
  if (whole && !ways.isExact) refuse(tellWhole(spot, whole.field ?? field, ways));
  put(
    spot,
    value,
    ways,
    changed.map(({ path }) => path),
  );
}

async function toSettled(spot: Spot, field: Field, { set: said, drop }: Edit, ways: Ways): Promise<Settled> {
  const { address, path, value: held, role } = spot;
  const writing = drop ? { ...ways.writing, drop } : ways.writing;
  const speaking = { finding: ways.finding, writing, held };
  if (role === 'block') {
    if (!isObject(said)) return refuse(`${printAddress(address)} is a block, and takes an object of its fields`);
    const values = take(await toStoredFields(spot.fields, said, address, speaking), ways);
    return settleFields(spot.fields, held, values as Json, said, path);
  }
  if (isNothing(field, said)) return settle(field, held, said, said, path);
  const value = take(await toStored(field, said, address, speaking), ways);
  if (isListSpot(spot)) return settle(field, held, value, said, path);
  const named = isList(field) ? nameInstance(field, value, held, speaking) : value;
  return role === 'field' ? settle(field, held, named, said, path) : settleItem(field, held, named, said, path);
}

/** @throws {Refused} with what is wrong in it. */
export function take({ value, problems, notes }: Spoken, ways: Ways): unknown {
  if (problems.length > 0) throw new Refused(...problems);
  ways.notes.push(...notes);
  return value;
}

const instead: Partial<Record<ReturnType<typeof kindOf>, string>> = {
  rich_text: 'change a part of it with replace or insert',
  text: 'change a part of it with replace',
  json: 'set what lies in it by its own address',
};

function tellWhole({ address }: Spot, field: Field, ways: Ways): string {
  const part = instead[kindOf(field)] ?? 'name what changes in it with insert, move, remove or set';
  return `${printAddress(address)}: this replaces all of ${field.uid}, also what was saved since it was read: send ${askVersion(ways)} with it, or ${part}`;
}

/** What no field describes: a part of a link, an attribute in rich text, what an app keeps. */
function setMember(spot: Spot, said: unknown, ways: Ways): void {
  const { value: held, around } = spot;
  const kind = around?.field && kindOf(around.field);
  if (kind === 'link' && around) setPart(spot, around, said, ways);
  else {
    if (kind === 'rich_text') guardNode(spot, said);
    const value = restoreShown(said, held);
    const isNew = held === undefined && value !== undefined;
    put(spot, isSame(value, held) ? held : value, ways);
    // Nothing says which names an app knows.
    if (isNew) ways.notes.push(`${printAddress(spot.address)} was not there before`);
  }
}

/** Nobody sets by hand what a node is and holds. */
const ofNodes: ReadonlySet<unknown> = new Set(['uid', 'type', 'children', 'attrs', 'text']);

function guardNode({ address, value: held }: Spot, said: unknown): void {
  const key = address.at(-1);
  const isText = key === 'text' && typeof said === 'string' && said !== '';
  const isPlain = !isObject(said) && !Array.isArray(said) && typeof said === typeof held;
  if (isText || (isPlain && !ofNodes.has(key))) return;
  refuse(
    `${printAddress(address)} is ${tellValue(held)} in rich text: only texts and attributes are set so; for all else set the block`,
  );
}

function setPart(spot: Spot, link: Spot, said: unknown, ways: Ways): void {
  const { address, value: held, path } = spot;
  if (!isAbsent(said) && typeof said !== 'string')
    refuse(`${printAddress(address)} is a part of a link, and takes a text`);
  const text = said ?? '';
  if (text === (held ?? '')) put(spot, held, ways);
  else if (isObject(link.value)) put(spot, text, ways);
  // An editor shows both parts.
  else put(link, { title: '', href: '', [String(address.at(-1))]: text }, ways, [path]);
}

/** Takes out what an app keeps under a name. */
export function removeMember(spot: Spot, ways: Ways): void {
  const { draft, index } = ways;
  const above = spot.path.slice(0, -1);
  const holder = draft.read(above);
  const key = String(spot.path.at(-1));
  const isFree = spot.around?.field && ['json', 'other', 'group'].includes(kindOf(spot.around.field));
  if (!isFree || !isObject(holder) || !Object.hasOwn(holder, key)) {
    setMember(spot, null, ways);
    return;
  }
  const trail = draft.trailTo(spot.path);
  refuseUndoing(trail, spot, ways);
  draft.put(above, Object.fromEntries(Object.entries(holder).filter(([each]) => each !== key)));
  draft.touch(trail, index);
}
