// What defines fields is never made from an outline of them: that would be another content type, or none.
import { isOutline } from '../content/outlined.ts';
import { isObject } from '../content/value.ts';
import { type Operation, toArgumentName } from '../operations/operation.ts';

/** @param given as the caller wrote it, since an outline is no valid argument either. @returns why nothing is sent. */
export function tellOutlined({ defines, before, body, form }: Operation, given: unknown): string | undefined {
  if (!defines || !isObject(given)) return undefined;
  const name = Object.keys({ ...body, ...form })
    .map(toArgumentName)
    .find(key => isOutlined(given[key]));
  if (name === undefined) return undefined;
  const read = before === undefined ? 'Read it' : `Read it by ${before}`;
  return `Nothing was sent: ${name} holds the outline, not the schema. ${read} with fields: ["schema"], and send that, changed.`;
}

/** Some clients send an object as its JSON. */
function isOutlined(value: unknown): boolean {
  if (typeof value !== 'string') return isObject(value) && isOutline(value);
  try {
    return isOutlined(JSON.parse(value));
  } catch {
    return false;
  }
}
