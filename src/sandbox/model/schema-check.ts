// What a content type must satisfy to be saved: what 422/115 tells about, by area (uid, title, description, schema, field_rules).

import type { Complaints } from '../http/replies.ts';
import type { Json } from '../state/json.ts';
import { isObject, pick } from '../state/json.ts';
import { checkFieldList } from './fields-check.ts';
import { listReservedTypes } from './reserved.ts';
import { checkRules } from './rules-check.ts';
import type { Surroundings } from './schema.ts';
import { toFields } from './schema.ts';

const longest = { title: 200, uid: 200, description: 255 };

const uidPatterns = { refuse: /^[a-z0-9][a-z0-9_]*$/, allow: /^[a-z0-9][a-z0-9_]*$/i };

/** What is wrong with a content type; `self` is the uid of the one being changed. */
export function checkContentType(around: Surroundings, type: Json, self?: string): Complaints {
  const complaints: Complaints = {};
  const report = (area: string, message: string): void => {
    complaints[area] = [...(complaints[area] ?? []), message];
  };
  checkNames(around, type, self, report);
  const isPage = isObject(type.options) && type.options.is_page === true;
  for (const message of checkFieldList(around, type.schema, isPage, String(type.uid))) report('schema', message);
  for (const message of checkRules(around.branch, toFields(type.schema), type.field_rules)) {
    report('field_rules', message);
  }
  return complaints;
}

type Report = (area: string, message: string) => void;

function checkNames({ branch, choices }: Surroundings, type: Json, self: string | undefined, report: Report): void {
  const { uid, title, description } = type;
  if (typeof title !== 'string' || title.trim() === '') report('title', 'is a required field.');
  else if (title.length > longest.title) report('title', `is longer than ${longest.title} characters.`);
  if (typeof uid !== 'string' || uid === '') report('uid', 'is a required field.');
  else if (!uidPatterns[choices.capitalsInTypeUids].test(uid))
    report('uid', 'is not valid: use lower case letters, digits and underscores.');
  else if (uid.length > longest.uid) report('uid', `is longer than ${longest.uid} characters.`);
  else if (listReservedTypes.has(uid)) report('uid', 'is a reserved word.');
  else if (uid !== self && (pick(branch.content_types, uid) || pick(branch.global_fields, uid))) {
    report('uid', 'is not unique.');
  }
  const others = [...Object.values(branch.content_types), ...Object.values(branch.global_fields)].filter(
    ({ current }) => current.uid !== self,
  );
  if (others.some(({ current }) => current.title === title)) report('title', 'is not unique.');
  if (typeof description === 'string' && description.length > longest.description) {
    report('description', `is longer than ${longest.description} characters.`);
  }
}
