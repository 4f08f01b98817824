// Routes under /global_fields: the fields themselves, their versions, who uses them, export, import and the trash.
import type { Call, Module } from '../http/call.ts';
import { sortNewest } from '../http/find.ts';
import { missGlobalField, refuseGlobalField, refuseRequest } from '../http/replies.ts';
import { markBranch, takeBody, takeFlag, takeImport, takeNumber, takeParam } from '../http/take.ts';
import { answerList } from '../query/query.ts';
import type { GlobalFieldRecord } from '../state/content.ts';
import type { Json } from '../state/json.ts';
import { pick } from '../state/json.ts';
import { createGlobalField, deleteGlobalField, restoreGlobalField, updateGlobalField } from './global-field-write.ts';
import { inlineGlobals, listUsingFields, listUsingTypes } from './global-fields.ts';
import { toFields } from './schema.ts';
import { tellGlobalField } from './tell.ts';

function find(call: Call, isDeleted = false): GlobalFieldRecord {
  const uid = takeParam(call, 'field');
  const found = pick(isDeleted ? call.branch.deleted_global_fields : call.branch.global_fields, uid);
  if (!found) throw missGlobalField(uid, call.choices.notFoundStatus.global_fields);
  return found;
}

function findVersion(call: Call): Json {
  const { current, earlier } = find(call, takeFlag(call, 'deleted'));
  const wanted = takeNumber(call, 'version') ?? current._version;
  const found = [...earlier, current].find(version => version._version === wanted);
  if (!found) throw refuseRequest('The requested version does not exist.', { version: ['is not valid.'] });
  return found;
}

/** What a reader gets: the stored field, those inside it spelt out and those that use it, as far as asked for. */
function show(call: Call, field: Json): Json {
  const uid = String(field.uid);
  const name = ({ current }: { current: Json }): Json => ({ uid: current.uid, title: current.title });
  return {
    ...field,
    ...(takeFlag(call, 'include_global_field_schema')
      ? { schema: inlineGlobals(call.branch, toFields(field.schema)) }
      : {}),
    ...(takeFlag(call, 'include_content_types')
      ? { referred_content_types: listUsingTypes(call.branch, uid).map(name) }
      : {}),
    ...(takeFlag(call, 'include_global_fields') ? { global_fields: listUsingFields(call.branch, uid).map(name) } : {}),
  };
}

function list(call: Call): Json {
  const { global_fields, deleted_global_fields } = call.branch;
  const records = Object.values(takeFlag(call, 'deleted') ? deleted_global_fields : global_fields);
  const fields = sortNewest(records.map(({ current }) => current));
  return answerList(call, 'global_fields', fields, { finish: field => show(call, field) });
}

const get = (call: Call): Json => ({ global_field: markBranch(call, show(call, findVersion(call))) });

const notices = { create: 'created', update: 'updated', import: 'imported', delete: 'deleted', restore: 'restored' };

/** Tells what has happened and answers with it. */
function finish(call: Call, deed: keyof typeof notices, { current }: GlobalFieldRecord): Json {
  const event = deed === 'import' || deed === 'restore' ? 'create' : deed;
  tellGlobalField(call, event, current);
  const notice = `Global Field ${notices[deed]} successfully.`;
  return deed === 'delete' ? { notice } : { notice, global_field: markBranch(call, current) };
}

const create = (call: Call): Json =>
  finish(call, 'create', createGlobalField(call, takeBody(call, 'global_field'), 'creation'));

const update = (call: Call): Json =>
  finish(call, 'update', updateGlobalField(call, find(call), takeBody(call, 'global_field'), 'update'));

function remove(call: Call): Json {
  const record = find(call);
  const { uid } = record.current;
  const isUsed = [...listUsingTypes(call.branch, uid), ...listUsingFields(call.branch, uid)].length > 0;
  const needsForce = isUsed || call.choices.deleteGlobalField === 'force always';
  if (needsForce && !takeFlag(call, 'force')) {
    throw refuseRequest('The global field is in use. Use force to delete it there too.', { force: ['is required.'] });
  }
  deleteGlobalField(call, record);
  return finish(call, 'delete', record);
}

const restore = (call: Call): Json => finish(call, 'restore', restoreGlobalField(call, find(call, true)));

const exportField = (call: Call): Json => markBranch(call, findVersion(call));

function importField(call: Call): Json {
  const given = takeImport(call, 'global_field');
  const existing = pick(call.branch.global_fields, String(given.uid));
  if (existing && !takeFlag(call, 'overwrite')) throw refuseGlobalField('import', { uid: ['is not unique.'] });
  const record = existing
    ? updateGlobalField(call, existing, given, 'import')
    : createGlobalField(call, given, 'import');
  return finish(call, 'import', record);
}

export const globalFields: Module = {
  name: 'global-fields',
  reach: 'branch',
  routes: [
    { method: 'GET', path: '/global_fields', answer: list },
    { method: 'POST', path: '/global_fields', status: 201, answer: create },
    { method: 'POST', path: '/global_fields/import', status: 201, answer: importField },
    { method: 'GET', path: '/global_fields/:field', answer: get },
    { method: 'PUT', path: '/global_fields/:field', answer: update },
    { method: 'DELETE', path: '/global_fields/:field', answer: remove },
    { method: 'PUT', path: '/global_fields/:field/restore', answer: restore },
    { method: 'GET', path: '/global_fields/:field/export', answer: exportField },
  ],
};
