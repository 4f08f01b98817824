// One value of a field in the words of a person: references and files by title and uid, terms and choices by name.
import { isAssetType } from '../pointers.ts';
import { choicesOf, type Field, isList, isSeveral, kindOf, targetsOf } from '../schema.ts';
import { isEntry, toShown } from '../shown.ts';
import { isEmpty, isObject, type Json } from '../value.ts';

export interface Telling {
  /** Every reference was asked for as a whole: one that came as a pointer points at nothing. */
  isIncluded?: boolean;
}

/** The value of a field that holds no other fields; not of JSON rich text. A reference that can be but one is no list. */
export function tellField(field: Field, value: unknown, telling: Telling = {}): unknown {
  const tell = (item: unknown): unknown => tellOne(field, item, telling);
  if (!Array.isArray(value) || !isList(field)) return tell(value);
  return kindOf(field) === 'reference' && !isSeveral(field) && value.length === 1 ? tell(value[0]) : value.map(tell);
}

function tellOne(field: Field, value: unknown, telling: Telling): unknown {
  switch (kindOf(field)) {
    case 'reference':
      return tellReference(field, value, telling);
    case 'file':
      return tellFile(value);
    case 'taxonomy':
      return isObject(value) && typeof value.term_uid === 'string'
        ? [value.taxonomy_uid, value.term_uid].filter(uid => typeof uid === 'string').join(':')
        : value;
    case 'link':
      return isObject(value) ? Object.fromEntries(Object.entries(value).filter(([, part]) => !isEmpty(part))) : value;
    case 'text':
    case 'number':
      return tellChoice(field, value);
    default:
      return toShown(value);
  }
}

/** `Ines Aguilar (author blt1)`, or `gone (author blt1)`. */
function tellReference(field: Field, value: unknown, { isIncluded }: Telling): unknown {
  const [type, another] = targetsOf(field);
  const pointer: Json = isObject(value) ? value : { uid: value, _content_type_uid: another ? undefined : type };
  if (typeof pointer.uid !== 'string') return toShown(value);
  const { uid, _content_type_uid: of } = pointer;
  const name = typeof of === 'string' ? `${of} ${uid}` : uid;
  if (isEntry(pointer)) return nameIt(pointer.title, name);
  return isIncluded && !isAssetType(of) ? `gone (${name})` : name;
}

const nameIt = (title: unknown, name: string): string =>
  typeof title === 'string' && title.trim() !== '' ? `${title} (${name})` : name;

/** `Winter ridge (winter-ridge.jpg blt1)`. Of a file that is gone reads have the bare uid. */
function tellFile(value: unknown): unknown {
  if (typeof value === 'string') return `gone (${value})`;
  if (!isObject(value) || typeof value.uid !== 'string') return toShown(value);
  const { title, filename, uid } = value;
  if (typeof filename !== 'string' || filename === title) return nameIt(title, uid);
  return nameIt(title, `${filename} ${uid}`);
}

/** With its label, where that is another word: `care (Care and repair)`. */
function tellChoice(field: Field, value: unknown): unknown {
  const label = choicesOf(field)?.find(choice => choice.value === value)?.label;
  if (label === undefined || label.toLowerCase() === String(value).toLowerCase()) return value;
  return `${value} (${label})`;
}
