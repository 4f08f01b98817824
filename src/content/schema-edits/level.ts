// Changes one list of fields or blocks within a content type, and copies only what is on the way to it.
import { nearestPaths } from '../near.ts';
import { isObject, type Json } from '../value.ts';

/** A field, or a kind of block, as its list holds it. */
export interface Part extends Json {
  uid: string;
}

/** Why something cannot be done: a sentence. */
export class Wrong {
  readonly says: string;
  constructor(says: string) {
    this.says = says;
  }
}

export interface Level {
  parts: readonly Part[];
  /** The list is one of blocks. */
  isBlocks: boolean;
  /** What leads to the list: empty at the top. */
  above: readonly string[];
}

const isPart = (value: unknown): value is Part => isObject(value) && typeof value.uid === 'string';

/** Under which name a content type, a group, a block or a field of blocks holds a list; undefined where it holds none. */
export const listKeyOf = (holder: Json): 'schema' | 'blocks' | undefined => {
  if (globalOf(holder) !== undefined) return undefined;
  if (holder.data_type === 'blocks') return 'blocks';
  return holder.data_type === undefined || holder.data_type === 'group' ? 'schema' : undefined;
};

/** The global field that a field, or a block, stands for: a read may spell its fields out there. */
export const globalOf = ({ data_type, reference_to }: Json): string | undefined =>
  (data_type === undefined || data_type === 'global_field') && typeof reference_to === 'string'
    ? reference_to
    : undefined;

export const partsOf = (holder: Json): readonly Part[] => {
  const key = listKeyOf(holder);
  const list = key === undefined ? undefined : holder[key];
  return Array.isArray(list) ? list.filter(isPart) : [];
};

/** Every field and block that can be changed here, from the top: `seo`, `seo.title`, `sections.hero.title`. */
export const listPartPaths = (holder: Json, above = ''): string[] =>
  partsOf(holder).flatMap(part => [`${above}${part.uid}`, ...listPartPaths(part, `${above}${part.uid}.`)]);

/** In a list of fields a path is an address: what stands in brackets is one of an entry's instances, which says nothing here. */
export const toSteps = (path: string): string[] => path.replace(/\[[^\]]*\]/g, '').split('.');

/**
 * @param change makes the new list; the same one where nothing changes.
 * @param path what was named, for words about it.
 * @returns the same holder where nothing changed.
 */
export function changeLevel(
  type: Json,
  above: readonly string[],
  change: (level: Level) => readonly Part[] | Wrong,
  path = above.join('.'),
): Json | Wrong {
  return enter(type, 0);

  function enter(holder: Json, depth: number): Json | Wrong {
    const key = listKeyOf(holder);
    if (key === undefined) return tellClosed(holder, above.slice(0, depth).join('.'));
    const parts = partsOf(holder);
    const step = above[depth];
    const next = step === undefined ? change({ parts, isBlocks: key === 'blocks', above }) : enterPart(parts, depth);
    if (next instanceof Wrong) return next;
    return next === parts ? holder : { ...holder, [key]: next };
  }

  function enterPart(parts: readonly Part[], depth: number): readonly Part[] | Wrong {
    const at = parts.findIndex(({ uid }) => uid === above[depth]);
    const part = parts[at];
    if (!part) return new Wrong(tellMissing(path, type, above.slice(0, depth + 1).join('.')));
    const next = enter(part, depth + 1);
    if (next instanceof Wrong) return next;
    return next === part ? parts : parts.with(at, next as Part);
  }
}

function tellClosed(holder: Json, path: string): Wrong {
  const global = globalOf(holder);
  if (global !== undefined)
    return new Wrong(
      `${path} is the global field ${global}, which is changed for all that use it: with content_type_uid: ${JSON.stringify(global)} and global_field: true`,
    );
  return new Wrong(`${path} holds no other fields: its data_type is ${String(holder.data_type)}`);
}

/** @param path that leads nowhere. @param from as far as nothing is there. */
export function tellMissing(path: string, type: Json, from = path): string {
  const known = listPartPaths(type);
  const [whole, part] = [path, from].map(each => nearestPaths(each, known, 1)[0]);
  if (whole !== undefined) return `there is no field ${path}; did you mean ${whole}?`;
  return `there is no field ${from}${part === undefined ? '' : `; did you mean ${part}?`}`;
}
