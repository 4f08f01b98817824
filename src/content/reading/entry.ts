// An entry as a person reads it: every field by its address, rich text as Markdown, and what is empty named apart.
import { type Address, printAddress } from '../address.ts';
import { toMarkdown } from '../rich-text/markdown.ts';
import type { FindTitle } from '../rich-text/shown/tokens.ts';
import { choicesOf, type Field, isList, kindOf, topFields } from '../schema.ts';
import { toShown } from '../shown.ts';
import { isEmpty, isObject, type Json, member } from '../value.ts';
import { type Visit, walk } from '../walk.ts';
import { toComplete } from './complete.ts';
import { tellToken } from './tokens.ts';
import { type Telling, tellField } from './values.ts';

export interface Readable {
  /** By printed address, in the order of the content type; none is empty, but for a block or group item without any value: `{}`. */
  fields: Json;
  /** By the address of the rich text and the token's name: `body x1`. */
  tokens: Record<string, string>;
  /** Addresses without a value. */
  empty: string[];
  /** What is not as it should be. */
  odd: Odd[];
}

export interface Odd {
  address: string;
  says: string;
}

const oddities = {
  html: 'HTML, as it was stored before it became JSON rich text',
  malformed: 'no rich text that an editor could open, as stored',
  unknown: 'no field of the content type any more',
};

interface Reading extends Telling {
  /** Only texts that have a version in each language. */
  isTranslatable?: boolean;
}

/** @param entry as a read gave it, with `_embedded_items` where titles of what is embedded are wanted. */
export async function toReadable(entry: Json, schema: readonly Field[], reading: Reading = {}): Promise<Readable> {
  const { isTranslatable = false } = reading;
  const out: Readable = { fields: {}, tokens: {}, empty: [], odd: [] };
  const findTitle = toFindTitle(entry);
  const ways: Ways = { reading, findTitle };
  let closed: Address | undefined;
  for (const visit of walk(toComplete(entry, topFields(schema)), schema)) {
    if (closed && isBelow(visit.address, closed)) continue;
    // What no field describes but the system adds, whose names begin so.
    if (!visit.field && visit.address.length === 1 && String(visit.address[0]).startsWith('_')) {
      closed = visit.address;
      continue;
    }
    const isOpen = opens(visit);
    if (isOpen) continue;
    closed = visit.address;
    if (isTranslatable && !isText(visit)) continue;
    const address = printAddress(visit.address);
    const told = await tell(visit, ways);
    const isBare = isInstance(visit) && !holds(visit.value);
    if (isEmpty(told.value) && !isBare) {
      if (visit.field) out.empty.push(address);
      continue;
    }
    out.fields[address] = isBare ? {} : told.value;
    const odd = visit.field ? told.odd : 'unknown';
    if (odd) out.odd.push({ address, says: oddities[odd] });
    for (const [name, says] of told.tokens) out.tokens[`${address} ${name}`] = says;
  }
  return out;
}

const isBelow = (address: Address, above: Address): boolean =>
  address.length > above.length && above.every((step, index) => step === address[index]);

/** A block, or an item of a group: it is there even without any value. */
const isInstance = ({ role, field }: Visit): boolean =>
  role === 'block' || (role === 'item' && field !== undefined && kindOf(field) === 'group');

/** Whether what lies in it is told instead of itself. */
function opens(visit: Visit): boolean {
  const { field, role, value } = visit;
  if (!field || role === 'member') return false;
  const kind = kindOf(field);
  const isSeen = Array.isArray(value) ? role === 'field' && isList(field) && value.length > 0 : isObject(value);
  if (kind === 'rich_text') return Array.isArray(value) && isSeen;
  if (kind !== 'group' && kind !== 'blocks') return false;
  return isSeen && (!isInstance(visit) || holds(value));
}

/** Whether anything lies in it, at any depth. */
function holds(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holds);
  if (!isObject(value)) return !isEmpty(value);
  return Object.entries(value).some(([key, inner]) => key !== '_metadata' && holds(inner));
}

/** A choice is the same word in each language, and an app's values are shaped as it likes. */
function isText({ field, isLocalizable, role }: Visit): boolean {
  if (!field || role === 'member' || !isLocalizable || choicesOf(field)) return false;
  return ['text', 'rich_text', 'link'].includes(kindOf(field));
}

interface Ways {
  reading: Reading;
  findTitle: FindTitle;
}

interface Told {
  value: unknown;
  tokens: [name: string, says: string][];
  odd?: keyof typeof oddities;
}

async function tell({ field, role, value }: Visit, { reading, findTitle }: Ways): Promise<Told> {
  if (!field || role === 'member' || ['group', 'blocks'].includes(kindOf(field))) {
    return { value: toShown(value), tokens: [] };
  }
  if (kindOf(field) !== 'rich_text') return { value: tellField(field, value, reading), tokens: [] };
  const shown = await toMarkdown(value, findTitle);
  if ('reason' in shown) {
    const isFilled = !isEmpty(value);
    return { value, tokens: [], ...(isFilled ? { odd: shown.reason } : {}) };
  }
  const tokens = shown.tokens.flatMap((token): [string, string][] => {
    const says = tellToken(value, token);
    return says === undefined ? [] : [[token.name, says]];
  });
  return { value: shown.markdown, tokens };
}

/** What was asked for and is not among what came is gone. */
function toFindTitle(entry: Json): FindTitle {
  const embedded = member(entry, '_embedded_items');
  if (!isObject(embedded)) return () => undefined;
  const items = Object.values(embedded).flat().filter(isObject);
  const titles = new Map(items.map(({ uid, title, filename }) => [uid, title ?? filename ?? uid]));
  return uid => (titles.has(uid) ? String(titles.get(uid)) : `gone ${uid}`);
}
