// Leaves places of a value as another has them: what is excepted when all else goes back.
import { type Address, identify, type Step } from '../address.ts';
import { putAt } from '../put.ts';
import { type Path, readAddress, resolveAddress } from '../resolve.ts';
import { isObject, type Json, member } from '../value.ts';

/** @returns `value` with what `kept` has at the addresses; where that has nothing, it has nothing there either. */
export const keepAll = (value: Json, kept: Json, addresses: readonly Address[]): Json =>
  addresses.reduce<Json>((each, address) => keepAt(each, kept, address) as Json, value);

function keepAt(value: unknown, kept: unknown, address: Address): unknown {
  const [step, ...rest] = address;
  if (step === undefined) return kept;
  const [own, other] = [resolveAddress(value, [step]), resolveAddress(kept, [step])];
  if (own.found && other.found) return putAt(value, own.path, keepAt(own.value, other.value, rest));
  if (own.found) return removeAt(value, own.path);
  return other.found ? addAt(value, kept, step, other.path) : value;
}

function removeAt(root: unknown, path: Path): unknown {
  const [above, key] = [path.slice(0, -1), path.at(-1)];
  const list = readPath(root, above);
  return Array.isArray(list) ? putAt(root, above, list.toSpliced(Number(key), 1)) : putAt(root, path, undefined);
}

const readPath = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, key) => (Array.isArray(value) ? value[Number(key)] : member(value, String(key))), root);

/** Without a uid by what it says. */
const nameOf = (item: unknown): string => identify(item) ?? JSON.stringify(item);

/** An item comes behind the one it is behind there. */
function addAt(value: unknown, kept: unknown, step: Step, path: Path): unknown {
  if (typeof step === 'string') return isObject(value) ? { ...value, [step]: readAddress(kept, [step]) } : kept;
  const [above, place] = [path.slice(0, -1), Number(path.at(-1))];
  const [list, others] = [readPath(value, above), readPath(kept, above)];
  // Of rich text, what lay in something that is gone as well.
  if (!Array.isArray(list) || !Array.isArray(others) || path.length > 2) return kept;
  const known = list.map(nameOf);
  const before = others
    .slice(0, place)
    .map(nameOf)
    .findLast(name => known.includes(name));
  const at = before === undefined ? 0 : known.indexOf(before) + 1;
  return putAt(value, above, list.toSpliced(at, 0, others[place]));
}
