// What a content type must satisfy to be saved: what 422/115 tells about, by area (uid, title, description, schema, field_rules).

import type { Complaints } from '../http/replies.ts';
import type { Json } from '../state/json.ts';
import { checkDefinition, type Report } from './definition-check.ts';
import { checkFieldList } from './fields-check.ts';
import { checkRules } from './rules-check.ts';
import type { Surroundings } from './schema.ts';
import { readOptions, toFields } from './schema.ts';

/** What is wrong with a content type; `self` is the uid of the one being changed. */
export function checkContentType(around: Surroundings, type: Json, self?: string): Complaints {
  const complaints: Complaints = {};
  const report: Report = (area, message) => {
    complaints[area] = [...(complaints[area] ?? []), message];
  };
  checkDefinition(around, 'content_type', type, self, report);
  const isPage = readOptions(type).is_page === true;
  for (const message of checkFieldList(around, type.schema, isPage, String(type.uid))) report('schema', message);
  for (const message of checkRules(around.branch, toFields(type.schema), type.field_rules)) {
    report('field_rules', message);
  }
  return complaints;
}
