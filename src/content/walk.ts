// Visits every value of an entry along its schema, and tells of each its address, its field and whether it can be translated.
import { type Address, blockOf, toStepAt } from './address.ts';
import { addressNode, childrenOf, isDocument, listShared } from './rich-text-nodes.ts';
import {
  type Block,
  blocksOf,
  type Field,
  fieldsOf,
  findField,
  isList,
  kindOf,
  systemKeys,
  topFields,
} from './schema.ts';
import { isObject, type Json } from './value.ts';

/**
 * `field`: the whole value of a field. `item`: one of a field's list. `block`: what stands in an item of modular blocks.
 * `node`: a node of JSON rich text. `member`: what no field describes, such as a link's title or a custom field's JSON.
 */
type Role = 'field' | 'item' | 'block' | 'node' | 'member';

export interface Visit {
  address: Address;
  value: unknown;
  role: Role;
  /** The innermost field around; absent for members of what no schema knows. */
  field: Field | undefined;
  /** Of role `block`, where the field knows it. */
  block?: Block | undefined;
  /** False for a field that is the same in every language, and for all that lies in one. */
  isLocalizable: boolean;
}

/**
 * From the top to the bottom, a container before what it holds. Of any depth. Assets and entries that a read shows in
 * place of files and references are not entered, nor is what the CMA adds to an entry.
 * @param schema the content type's; without it all is visited as `member`, of any value.
 */
export function* walk(value: unknown, schema?: readonly Field[]): Generator<Visit> {
  const left = schema ? toTop(value, topFields(schema)) : toMembers(value, [], undefined, true);
  left.reverse();
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { below, ...visit } = next;
    yield visit;
    for (const each of below().reverse()) left.push(each);
  }
}

interface Open extends Visit {
  below: () => Open[];
}

const none = (): Open[] => [];

function toTop(entry: unknown, fields: readonly Field[]): Open[] {
  const isField = (key: string): boolean => findField(fields, key) !== undefined;
  return toFields(entry, fields, [], true, key => isField(key) || !systemKeys.has(key));
}

function toFields(
  values: unknown,
  fields: readonly Field[] | undefined,
  at: Address,
  isLocalizable: boolean,
  isVisited = (key: string): boolean => key !== '_metadata',
): Open[] {
  if (!isObject(values)) return [];
  return Object.keys(values)
    .filter(isVisited)
    .map(key => {
      const field = fields && findField(fields, key);
      const address = [...at, key];
      if (!field) return toMember(values[key], address, undefined, isLocalizable);
      return toField(field, values[key], address, isLocalizable && field.non_localizable !== true);
    });
}

function toField(field: Field, value: unknown, address: Address, isLocalizable: boolean): Open {
  const visit: Visit = { address, value, role: 'field', field, isLocalizable };
  if (!isList(field) || !Array.isArray(value)) return { ...visit, below: () => open(visit) };
  return {
    ...visit,
    below: () => {
      const stepAt = toStepAt(value, kindOf(field) === 'file');
      return value.map((item, place): Open => {
        const inner: Visit = { ...visit, address: [...address, stepAt(place)], value: item, role: 'item' };
        return { ...inner, below: () => open(inner) };
      });
    },
  };
}

/** What lies in one value of a field. */
function open({ address, value, field, isLocalizable }: Visit): Open[] {
  if (!field) return [];
  const kind = kindOf(field);
  if (kind === 'group') return toFields(value, fieldsOf(field), address, isLocalizable);
  if (kind === 'blocks') return toBlock(field, value, address, isLocalizable);
  if (kind === 'rich_text' && isDocument(value)) return toNodes(value, address, field, isLocalizable);
  if (kind === 'reference' || kind === 'file' || kind === 'taxonomy') return [];
  return toMembers(value, address, field, isLocalizable);
}

function toBlock(field: Field, item: unknown, at: Address, isLocalizable: boolean): Open[] {
  const found = blockOf(item);
  if (!found) return toMembers(item, at, field, isLocalizable);
  const block = blocksOf(field).find(({ uid }) => uid === found.uid);
  const address = [...at, found.uid];
  return [
    {
      ...{ address, value: found.values, role: 'block', field, block, isLocalizable },
      below: () => toFields(found.values, fieldsOf(block), address, isLocalizable),
    },
  ];
}

function toNodes(document: Json, at: Address, field: Field, isLocalizable: boolean): Open[] {
  const shared = listShared(document);
  const below = (parent: unknown, above: Address): Open[] =>
    childrenOf(parent).map((node, place) => {
      const address = addressNode(node, place, at, above, shared);
      return { address, value: node, role: 'node', field, isLocalizable, below: () => below(node, address) };
    });
  return below(document, at);
}

function toMember(value: unknown, address: Address, field: Field | undefined, isLocalizable: boolean): Open {
  const below = (): Open[] => toMembers(value, address, field, isLocalizable);
  const isHolder = typeof value === 'object' && value !== null;
  return { address, value, role: 'member', field, isLocalizable, below: isHolder ? below : none };
}

function toMembers(value: unknown, at: Address, field: Field | undefined, isLocalizable: boolean): Open[] {
  if (Array.isArray(value)) {
    const stepAt = toStepAt(value);
    return value.map((item, place) => toMember(item, [...at, stepAt(place)], field, isLocalizable));
  }
  if (!isObject(value)) return [];
  return Object.keys(value).map(key => toMember(value[key], [...at, key], field, isLocalizable));
}
