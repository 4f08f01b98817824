// Which of an entry's fields must name the version they were read at.
import { printAddress } from '../address.ts';
import { diff } from '../diff.ts';
import { type Field, isSeveral, kindOf, metadataOf } from '../schema.ts';
import { isEmpty, type Json, member } from '../value.ts';
import { operatorOf } from './operators.ts';

export interface Need {
  address: string;
  reason: string;
}

const reasons: Partial<Record<ReturnType<typeof kindOf>, string>> = {
  blocks: 'blocks are replaced as a whole',
  group: 'a group is replaced as a whole',
  reference: 'a list of references is replaced as a whole',
  file: 'a list of files is replaced as a whole',
  rich_text: 'rich text is replaced as a whole',
  json: 'JSON is replaced as a whole',
};

/**
 * Fields that would replace something other than what was read, if somebody saved meanwhile. Plain values and lists of these,
 * PUSH, and what equals the stored need no version.
 */
export function listNeeds(fields: readonly Field[], stored: Json, value: Json): Need[] {
  return fields.flatMap(field => {
    const { uid } = field;
    if (!Object.hasOwn(value, uid) || isEmpty(member(stored, uid))) return [];
    const reason = findReason(field, value[uid], stored[uid]);
    return reason === undefined ? [] : [{ address: printAddress([uid]), reason }];
  });
}

function findReason(field: Field, value: unknown, stored: unknown): string | undefined {
  const operator = operatorOf(field, value);
  const whole = isReplaced(field) ? (reasons[kindOf(field)] ?? reasons.rich_text) : undefined;
  if (operator === 'UPDATE' && Array.isArray(stored)) return 'UPDATE counts places in what was read';
  if (operator === 'UPDATE' && holdsList(value)) return 'UPDATE replaces the lists in its data as a whole';
  if (operator === 'PULL') return whole && 'PULL takes out whatever fits';
  if (operator !== undefined) return undefined;
  const [before, after] = [{ [field.uid]: stored }, { [field.uid]: value }];
  return diff(before, after, { schema: [field] }).length === 0 ? undefined : whole;
}

const holdsList = (value: unknown): boolean =>
  Array.isArray(value) || (typeof value === 'object' && value !== null && Object.values(value).some(holdsList));

export function isReplaced(field: Field): boolean {
  const kind = kindOf(field);
  if (kind === 'reference' || kind === 'file') return isSeveral(field);
  if (kind === 'text') return metadataOf(field).allow_rich_text === true;
  return ['blocks', 'group', 'rich_text', 'json'].includes(kind);
}
