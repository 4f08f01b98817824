// What content types and global fields must both satisfy: title, uid, description; they share their names.
import type { Json } from '../state/json.ts';
import { pick } from '../state/json.ts';
import { listReservedTypes } from './reserved.ts';
import type { Surroundings } from './schema.ts';

const longest = { title: 200, uid: 200, description: 255 };

const small = /^[a-z0-9][a-z0-9_]*$/;
const ofTypes = { refuse: small, allow: /^[a-z0-9][a-z0-9_]*$/i };

/** Notes a complaint about an area, such as `title`. */
export type Report = (area: string, message: string) => void;

/** @param self the uid of the one that is changed. */
export function checkDefinition(
  { branch, choices }: Pick<Surroundings, 'branch' | 'choices'>,
  kind: 'content_type' | 'global_field',
  { uid, title, description }: Json,
  self: string | undefined,
  report: Report,
): void {
  const known = [...Object.values(branch.content_types), ...Object.values(branch.global_fields)];
  const others = known.filter(({ current }) => current.uid !== self);
  const pattern = kind === 'content_type' ? ofTypes[choices.capitalsInTypeUids] : small;
  if (typeof title !== 'string' || title.trim() === '') report('title', 'is a required field.');
  else if (title.length > longest.title) report('title', `is longer than ${longest.title} characters.`);
  else if (others.some(({ current }) => current.title === title)) report('title', 'is not unique.');
  if (typeof uid !== 'string' || uid === '') report('uid', 'is a required field.');
  else if (!pattern.test(uid)) report('uid', 'is not valid: use lower case letters, digits and underscores.');
  else if (uid.length > longest.uid) report('uid', `is longer than ${longest.uid} characters.`);
  else if (listReservedTypes.has(uid)) report('uid', 'is a reserved word.');
  else if (uid !== self && (pick(branch.content_types, uid) || pick(branch.global_fields, uid))) {
    report('uid', 'is not unique.');
  }
  if (typeof description === 'string' && description.length > longest.description) {
    report('description', `is longer than ${longest.description} characters.`);
  }
}
