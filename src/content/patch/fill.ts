// Says of groups and blocks what a value does not name, at any depth: that it stays, or that it goes.
import { blockOf, identify } from '../address.ts';
import { blocksOf, type Field, fieldsOf, kindOf } from '../schema.ts';
import { isEmpty, isObject, type Json, member } from '../value.ts';

/** `stays`: as it is stored. `goes`: null, as an edit leaves what it does not name. */
type Rest = 'stays' | 'goes';

export function fill(field: Field, held: unknown, value: unknown, rest: Rest): unknown {
  if (Array.isArray(value)) {
    const items = Array.isArray(held) ? held : [];
    return value.map(item => {
      const uid = identify(item);
      const twin = uid === undefined ? undefined : items.find(each => identify(each) === uid);
      return twin === undefined ? item : fill(field, twin, item, rest);
    });
  }
  if (kindOf(field) === 'group') return fillMembers(fieldsOf(field), held, value, rest);
  if (kindOf(field) === 'link' && isObject(value)) return fillMembers(undefined, held, value, rest);
  const [own, twin] = [blockOf(value), blockOf(held)];
  if (kindOf(field) !== 'blocks' || !own || own.uid !== twin?.uid) return value;
  const inner = fieldsOf(blocksOf(field).find(({ uid }) => uid === own.uid));
  return { ...(value as Json), [own.uid]: fillMembers(inner, twin.values, own.values, rest) };
}

function fillMembers(fields: readonly Field[] | undefined, held: unknown, values: unknown, rest: Rest): unknown {
  if (!isObject(held) || !isObject(values)) return values;
  const named = Object.entries(values).map(([key, value]) => {
    const field = fields?.find(({ uid }) => uid === key);
    return [key, field ? fill(field, member(held, key), value, rest) : value];
  });
  const others = Object.entries(held)
    .filter(([key, value]) => !Object.hasOwn(values, key) && !isEmpty(value))
    .map(([key, value]) => [key, rest === 'stays' || key === '_metadata' ? value : null]);
  return Object.fromEntries([...named, ...others]);
}
