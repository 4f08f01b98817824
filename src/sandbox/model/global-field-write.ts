// Saves global fields: fills what the CMA fills, checks, counts the version and keeps the earlier ones.
import type { Call } from '../http/call.ts';
import { refuseGlobalField } from '../http/replies.ts';
import type { GlobalFieldRecord } from '../state/content.ts';
import type { Json } from '../state/json.ts';
import { pick } from '../state/json.ts';
import { fillFields, replaceSchema } from './content-type-write.ts';
import { checkDefinition, type Report } from './definition-check.ts';
import { checkGlobalSchema } from './fields-check.ts';
import { dropGlobal, listNamed, listUsingFields, listUsingTypes, measureNesting } from './global-fields.ts';
import { type Field, toFields } from './schema.ts';

type Deed = 'creation' | 'update' | 'import';

const most = { nesting: 5, fields: 1000 };

export function createGlobalField(call: Call, given: Json, deed: Deed): GlobalFieldRecord {
  check(call, given, deed);
  const uid = String(given.uid);
  const record: GlobalFieldRecord = {
    current: {
      created_at: call.stamp.at,
      updated_at: call.stamp.at,
      uid,
      _version: 1,
      inbuilt_class: false,
      last_activity: {},
      maintain_revisions: true,
      ...readWritable(given),
    },
    earlier: [],
  };
  call.branch.global_fields[uid] = record;
  delete call.branch.deleted_global_fields[uid];
  return record;
}

export function updateGlobalField(call: Call, record: GlobalFieldRecord, given: Json, deed: Deed): GlobalFieldRecord {
  const { current } = record;
  if (given.uid !== undefined && given.uid !== current.uid) {
    throw refuseGlobalField(deed, { uid: ['cannot be changed.'] });
  }
  const isKept = call.choices.missingSchema === 'keep' && given.schema === undefined;
  const whole = { title: current.title, description: current.description, ...given, uid: current.uid };
  const settled = isKept ? { ...whole, schema: current.schema } : whole;
  check(call, settled, deed, current.uid);
  addVersion(call, record, readWritable(settled));
  return record;
}

function addVersion(call: Call, record: GlobalFieldRecord, changes: Json): void {
  const { current } = record;
  record.earlier.push(current);
  record.current = { ...current, ...changes, updated_at: call.stamp.at, _version: current._version + 1 };
}

/** What uses it is left without it. */
export function deleteGlobalField(call: Call, record: GlobalFieldRecord): void {
  const { branch } = call;
  const { uid } = record.current;
  const without = (schema: Json[]): Json[] => dropGlobal(toFields(schema), uid);
  for (const type of listUsingTypes(branch, uid)) replaceSchema(call, type, without(type.current.schema));
  for (const field of listUsingFields(branch, uid)) addVersion(call, field, { schema: without(field.current.schema) });
  delete branch.global_fields[uid];
  record.current = { ...record.current, deleted_at: call.stamp.at };
  branch.deleted_global_fields[uid] = record;
}

/** Takes it out of the trash; whoever used it has lost it. */
export function restoreGlobalField(call: Call, record: GlobalFieldRecord): GlobalFieldRecord {
  const current = { ...record.current };
  delete current.deleted_at;
  check(call, current, 'update');
  record.current = current;
  call.branch.global_fields[current.uid] = record;
  delete call.branch.deleted_global_fields[current.uid];
  return record;
}

const readWritable = (given: Json): { title: string; description: unknown; schema: Json[] } => ({
  title: String(given.title),
  description: given.description ?? '',
  schema: fillFields(given.schema, false),
});

function check(call: Call, given: Json, deed: Deed, self?: string): void {
  const { branch, choices } = call;
  const complaints: Record<string, string[]> = {};
  const report: Report = (area, message) => {
    complaints[area] = [...(complaints[area] ?? []), message];
  };
  checkDefinition(call, 'global_field', given, self, report);
  for (const message of checkGlobalSchema({ branch, choices }, given.schema, String(given.uid))) {
    report('schema', message);
  }
  if (complaints.schema === undefined) checkNesting(call, String(given.uid), toFields(given.schema), report);
  if (self === undefined && Object.keys(branch.global_fields).length >= most.fields) {
    report('global_fields', `are at most ${most.fields}.`);
  }
  if (Object.keys(complaints).length > 0) throw refuseGlobalField(deed, complaints);
}

/** What was nested before stays: Contentstack's own SDK forgets the version between a fetch and an update. */
function checkNesting(call: Call, uid: string, schema: Field[], report: Report): void {
  const { nestedGlobalFields: choice } = call.choices;
  const before = listNamed(toFields(pick(call.branch.global_fields, uid)?.current.schema));
  const isAllowed =
    listNamed(schema).every(named => before.includes(named)) ||
    choice === 'always' ||
    (choice !== 'refuse' && call.header('api_version') === '3.2');
  if (!isAllowed) report('schema', 'has a global field, which only version 3.2 of the API nests.');
  else if (measureNesting(call.branch, uid, schema) > most.nesting) {
    report('schema', `nests global fields deeper than ${most.nesting}, or one in itself.`);
  }
}
