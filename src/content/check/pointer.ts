// Checks what points at something else: files, references, terms.

import { nearestName } from '../near.ts';
import { targetsOf } from '../schema.ts';
import { isObject, member } from '../value.ts';
import { tellValue } from '../words.ts';
import type { CheckLeaf as Check } from './findings.ts';

/** So many content types are listed in a refusal. */
const mostListed = 40;

/** Uids have neither blanks nor full stops; titles, file names and addresses mostly do. */
const isUid = (value: unknown): value is string => typeof value === 'string' && /^[\w-]{1,200}$/.test(value);

export const checkFile: Check = (value, { address, findings }) => {
  if (value !== '' && !isUid(value))
    findings.refuse(address, 'file', 'must be the uid of an asset, not its title, name or address');
  return value;
};

/** With one content type to refer to, a uid alone says all. */
export const checkReference: Check = (value, { field, address, findings }) => {
  const targets = targetsOf(field);
  const [only] = targets;
  const isOld = typeof field.reference_to === 'string';
  const uid = isObject(value) ? value.uid : value;
  const type = member(value, '_content_type_uid') ?? (targets.length === 1 ? only : undefined);
  const listed = targets.slice(0, mostListed).join(', ');
  if (!isUid(uid)) {
    findings.refuse(
      address,
      'reference',
      'must hold the uid of an entry, as {uid, _content_type_uid}, not its title or address',
    );
  } else if (typeof type !== 'string') {
    findings.refuse(
      address,
      'reference',
      `lacks _content_type_uid, which must be one of ${listed || 'the content types'}`,
    );
  } else if (targets.length > 0 && !targets.includes(type)) {
    findings.refuse(address, 'reference', `may not refer to ${tellValue(type)}: it takes ${listed}`, () =>
      nearestName(type, targets),
    );
  } else {
    return isOld && typeof value === 'string' ? value : { uid, _content_type_uid: type };
  }
  return value;
};

export const checkTerm: Check = (value, { field, address, findings }) => {
  const known = (Array.isArray(field.taxonomies) ? field.taxonomies : [])
    .map(taxonomy => member(taxonomy, 'taxonomy_uid'))
    .filter(uid => typeof uid === 'string');
  const taxonomy = member(value, 'taxonomy_uid') ?? (known.length === 1 ? known[0] : undefined);
  const term = member(value, 'term_uid');
  if (typeof taxonomy !== 'string' || typeof term !== 'string') {
    findings.refuse(
      address,
      'shape',
      `must be {taxonomy_uid, term_uid}, with one of the taxonomies ${known.join(', ')}`,
    );
  } else if (known.length > 0 && !known.includes(taxonomy)) {
    findings.refuse(
      address,
      'reference',
      `may not take terms of ${tellValue(taxonomy)}: it takes ${known.join(', ')}`,
      () => nearestName(taxonomy, known),
    );
  } else return { taxonomy_uid: taxonomy, term_uid: term };
  return value;
};
