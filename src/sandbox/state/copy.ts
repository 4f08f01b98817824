// Copies plain JSON, many times faster than the general way.

export function copyJson<T>(value: T): T {
  return copy(value) as T;
}

function copy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copy);
  const out: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const copied = copy((value as Record<string, unknown>)[key]);
    // A key that would be taken for the prototype stays a key.
    if (key === '__proto__') Object.defineProperty(out, key, { value: copied, enumerable: true, writable: true });
    else out[key] = copied;
  }
  return out;
}
