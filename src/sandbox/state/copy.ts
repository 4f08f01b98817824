// Copies plain JSON, many times faster than the general way.

export function copyJson<T>(value: T): T {
  return (isHolder(value) ? copy(value) : value) as T;
}

type Holder = Record<string, unknown>;

const isHolder = (value: unknown): value is Holder => typeof value === 'object' && value !== null;

/** The outer object in one go, then the objects that it holds. */
function copy(value: Holder): Holder {
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    for (const inner of value) list.push(isHolder(inner) ? copy(inner) : inner);
    return list as unknown as Holder;
  }
  const out = { ...value };
  for (const key in out) {
    const inner = out[key];
    if (!isHolder(inner)) continue;
    // A key that would be taken for the prototype stays a key.
    if (key === '__proto__')
      Object.defineProperty(out, key, { value: copy(inner), enumerable: true, writable: true, configurable: true });
    else out[key] = copy(inner);
  }
  return out;
}
