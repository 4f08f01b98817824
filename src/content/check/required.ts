// What is mandatory, as far as one can be sure.

import { type Field, kindOf, metadataOf } from '../schema.ts';
import { isEmpty, type Json, member } from '../value.ts';
import type { Place } from './findings.ts';

/** `mandatory` has no effect on these, nor can one be sure of what an app or the CMA fills in. */
const neverRequired = ['boolean', 'taxonomy', 'blocks', 'other'];

export const isRequired = (field: Field): boolean =>
  (field.uid === 'title' && metadataOf(field)._default === true
    ? field.mandatory !== false
    : field.mandatory === true) &&
  field.data_type !== 'global_field' &&
  !neverRequired.includes(kindOf(field));

/** What something new lacks. A default may stand in, and a page's url is made of its title. */
export function requireFields(
  values: Json,
  fields: readonly Field[],
  { address, findings, isTranslation }: Place,
): void {
  for (const field of fields) {
    const { uid } = field;
    const isFilled = !isEmpty(metadataOf(field).default_value) || typeof field.extension_uid === 'string';
    const isMade = uid === 'url' && metadataOf(field)._default === true;
    if (!isRequired(field) || isFilled || isMade || (isTranslation && field.non_localizable === true)) continue;
    if (isEmpty(member(values, uid))) findings.refuse([...address, uid], 'mandatory', 'is mandatory and missing');
  }
}
