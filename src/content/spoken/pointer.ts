// Spoken references, files and terms.
import { type Address, printAddress } from '../address.ts';
import { lowerFile, lowerReference } from '../lower.ts';
import { type Field, targetsOf } from '../schema.ts';
import { isUid } from '../uid.ts';
import { isObject, member } from '../value.ts';
import { plain, refuse, type Spoken, type Ways } from './finding.ts';

/** What stands in a text: `Title (author blt1)`, `author blt1`, `blt1`, or a title alone. */
interface Said {
  title?: string | undefined;
  type?: string | undefined;
  uid?: string | undefined;
}

const bracketed = /^(.*?)\s*\((?:([^()]*\S)\s+)?([^\s()]+)\)$/su;

function parseReference(text: string, types: readonly string[]): Said {
  const [, title, type, uid] = bracketed.exec(text) ?? [];
  const isNamed = type !== undefined && types.includes(type);
  if (uid !== undefined && (isNamed || isUid(uid))) return { title: title === '' ? undefined : title, type, uid };
  const [first = '', second, third] = text.split(/\s+/);
  if (second !== undefined && third === undefined && isUid(second) && /^[\w-]+$/.test(first))
    return { type: first, uid: second };
  return isUid(text) ? { uid: text } : { title: text };
}

export async function toReference(field: Field, value: string, address: Address, ways: Ways): Promise<Spoken> {
  const [text, types] = [value.trim(), targetsOf(field)];
  if (text === '') return plain(value);
  const { title, type, uid } = parseReference(text, types);
  if (uid !== undefined && uidOf(ways.held) === uid) return plain(lowerReference(ways.held));
  if (type !== undefined && !types.includes(type))
    return refuse(value, address, `may not refer to ${type}: it takes ${types.join(', ')}`);
  const found = await ways.finding.entry(uid ?? text, type === undefined ? types : [type]);
  if ('problem' in found) {
    const meant = uid === undefined || !isTold(title) ? undefined : await ways.finding.entry(title, types);
    const isKnown = meant && 'uid' in meant;
    return refuse(
      value,
      address,
      isKnown ? `${found.problem}; ${title} is ${meant._content_type_uid} ${meant.uid}` : found.problem,
    );
  }
  const { _content_type_uid } = found;
  const told = plain({ uid: found.uid, _content_type_uid });
  const isOther = isTold(title) && uid !== undefined && found.title !== undefined && fold(found.title) !== fold(title);
  return isOther
    ? {
        ...told,
        notes: [`${printAddress(address)}: ${uid} is ${JSON.stringify(found.title)}, not ${JSON.stringify(title)}`],
      }
    : told;
}

/** Of what a read could not find it says so in place of a title. */
const isTold = (title: string | undefined): title is string => title !== undefined && title !== 'gone';

const uidOf = (held: unknown): unknown => (typeof held === 'string' ? held : member(held, 'uid'));

const fold = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().toLowerCase();

export async function toFile(value: string, address: Address, { finding, held }: Ways): Promise<Spoken> {
  const text = value.trim();
  if (text === '') return plain(value);
  // Without a title it is shown as `hill.jpg blt1`.
  const [, last] = /[\s(]([^\s()]+)\)?$/u.exec(text) ?? [];
  const uid = last !== undefined && (isUid(last) || last === uidOf(held)) ? last : text;
  if (uid === uidOf(held)) return plain(lowerFile(held));
  const found = await finding.file(uid);
  return 'problem' in found ? refuse(value, address, found.problem) : plain(found.uid);
}

export async function toTerm(field: Field, value: string, address: Address, { finding }: Ways): Promise<Spoken> {
  const text = value.trim();
  const known = (Array.isArray(field.taxonomies) ? field.taxonomies : [])
    .filter(isObject)
    .map(({ taxonomy_uid }) => String(taxonomy_uid));
  const [, taxonomy_uid = '', said = text] = /^([\w-]+):\s*(.+)$/su.exec(text) ?? [];
  const isOf = known.includes(taxonomy_uid) || (known.length === 0 && taxonomy_uid !== '');
  // What is no uid is a name, where names can be looked up.
  if (isOf && (/^[a-z\d_-]+$/.test(said) || !finding.term)) return plain({ taxonomy_uid, term_uid: said });
  const found = isOf ? await finding.term?.(said, [taxonomy_uid]) : await finding.term?.(text, known);
  const ofKnown = known.length > 0 ? `, of ${known.join(', ')}` : '';
  if (!found) return refuse(value, address, `is not a term: give one as taxonomy:term${ofKnown}`);
  return 'problem' in found ? refuse(value, address, found.problem) : plain(found);
}
