// What a request names, by the table that policies read it with: things by kind and uid, environments, languages. Pure.
import type { CmaRequest } from '../door/request.ts';
import { isObject } from '../operations/is-object.ts';
import { type Operation, toTemplate } from '../operations/operation.ts';
import { type Known, toDeed } from '../policy/targets.ts';

export interface Thing {
  kind: string;
  content_type?: string;
  uid?: string;
}

export interface Named {
  things: Thing[];
  environments: string[];
  languages: string[];
}

type Request = Pick<CmaRequest, 'line' | 'effect' | 'method' | 'path' | 'query' | 'headers' | 'body' | 'form'>;

export function toNamed(
  operation: Pick<Operation, 'line' | 'effect' | 'reach' | 'confirm'>,
  request: Request,
  known: Known,
): Named {
  const own = toThing(request);
  const locale = request.query.getAll('locale');
  if (operation.effect === 'read')
    return { things: own ? [own] : [], environments: request.query.getAll('environment'), languages: locale };
  const { body, ...rest } = request;
  const { targets } = toDeed(operation, body === undefined ? rest : { ...rest, body }, known);
  const pick = (key: 'environments' | 'locales'): string[] => [
    ...new Set(targets.flatMap(each => (Array.isArray(each[key]) ? (each[key] as string[]) : []))),
  ];
  const entries = targets.flatMap(({ items }) => (items === 'unreadable' ? [] : items.flatMap(toEntry)));
  // Beside what a list names, what the path does: the release that it is put into.
  const isListed = own !== undefined && !entries.some(each => each.uid === own.uid);
  const things = [...(isListed ? [own] : []), ...entries];
  return { things, environments: pick('environments'), languages: [...new Set([...pick('locales'), ...locale])] };
}

/** `page blt…`, the key of an entry or a file; other keys are told by the path. */
function toEntry(item: string): Thing[] {
  const [type, uid, more] = item.split(' ');
  if (type === undefined || uid === undefined || more !== undefined || item.startsWith('+')) return [];
  return [type === 'sys_assets' ? { kind: 'assets', uid } : { kind: 'entries', content_type: type, uid }];
}

/** By its path: the entry or the file, else what the last brace stands for. */
export function toThing({ line, path }: Pick<CmaRequest, 'line' | 'path'>): Thing | undefined {
  const values = new Map<string, { kind: string; uid: string }>();
  const segments = path.split('/');
  const parts = toTemplate(line).split('/');
  for (const [index, part] of parts.entries()) {
    const uid = part.startsWith('{') ? decode(segments[index]) : undefined;
    if (uid !== undefined && part !== '{version_number}') values.set(part, { kind: parts[index - 1] ?? '', uid });
  }
  const [type, entry, asset] = ['{content_type_uid}', '{entry_uid}', '{asset_uid}'].map(part => values.get(part));
  if (type && entry) return { kind: 'entries', content_type: type.uid, uid: entry.uid };
  if (type && parts.includes('entries')) return { kind: 'entries', content_type: type.uid };
  return asset ?? [...values.values()].at(-1);
}

function decode(segment: string | undefined): string | undefined {
  try {
    return segment === undefined ? undefined : decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

/** Of what was made: its kind by the line, its uid by the answer. */
export function toMade({ line, path }: Pick<CmaRequest, 'line' | 'path'>, body: unknown): Thing | undefined {
  const uid = toObject(body)?.uid;
  if (typeof uid !== 'string') return undefined;
  const kind =
    toTemplate(line)
      .split('/')
      .findLast(part => !part.startsWith('{') && part !== 'import') ?? '';
  const type = toThing({ line, path });
  return kind === 'entries' && type?.content_type ? { ...type, uid } : { kind, uid };
}

/** The one thing that an answer is about, such as `{"entry":{…}}`. */
export function toObject(body: unknown): Record<string, unknown> | undefined {
  if (!isObject(body)) return undefined;
  return Object.values(body).find(isObject);
}

/** Of a call of which nothing left that tells: what its own arguments name. */
export function toMeant(given: unknown): Named {
  const { content_type_uid: type, entry_uid: entry, ...rest } = isObject(given) ? given : {};
  const lists = [rest.entries, rest.rows].flatMap(list => (Array.isArray(list) ? list.filter(isObject) : []));
  const rows = lists.map(row => ({ type: row.content_type ?? row.content_type_uid, uid: row.uid ?? row.entry_uid }));
  const things = [{ type, uid: entry }, ...rows].flatMap((each): Thing[] =>
    typeof each.type !== 'string'
      ? []
      : [{ kind: 'entries', content_type: each.type, ...(typeof each.uid === 'string' ? { uid: each.uid } : {}) }],
  );
  const texts = (value: unknown): string[] => [value].flat().filter(each => typeof each === 'string');
  return {
    things,
    environments: [...texts(rest.environments), ...texts(rest.environment)],
    languages: [...texts(rest.locales), ...texts(rest.locale)],
  };
}
