// How a hurried assistant publishes, one thing after the other: whatever was saved last, and whatever it names.
import { agree, ask, type Row } from '../hands.ts';
import type { Hands } from '../task.ts';

interface Entry {
  content_type: string;
  uid: string;
}

/** @returns what it takes for done. */
export async function publishNow(
  hands: Hands,
  { content_type, uid }: Entry,
  environment: string,
  more: Row = {},
): Promise<string> {
  const entry = { environments: [environment], locales: ['en-us'] };
  await agree(hands, 'publish_entry', { content_type_uid: content_type, entry_uid: uid, entry, ...more });
  return `${uid} · ${environment} · published`;
}

export async function publishEach(hands: Hands, entries: readonly Entry[], environment: string): Promise<string> {
  const told: string[] = [];
  for (const entry of entries) told.push(await publishNow(hands, entry, environment));
  return told.join('\n');
}

/** With the entries that it names itself; what is live there, at which version, it does not look at. */
export async function publishWithAll(hands: Hands, entries: readonly Entry[], environment: string): Promise<string> {
  const named: Entry[] = [];
  for (const { content_type: content_type_uid, uid: entry_uid } of entries) {
    named.push(...listNamed((await ask(hands, 'get_entry', { content_type_uid, entry_uid })).entry));
  }
  return publishEach(hands, [...entries, ...named], environment);
}

function listNamed(value: unknown): Entry[] {
  if (typeof value !== 'object' || value === null) return [];
  const { uid, _content_type_uid: type, 'entry-uid': embedded, 'content-type-uid': embeddedType } = value as Row;
  if (typeof embedded === 'string') return [{ content_type: String(embeddedType), uid: embedded }];
  if (typeof type === 'string' && type !== 'sys_assets') return [{ content_type: type, uid: String(uid) }];
  return Object.values(value).flatMap(listNamed);
}
