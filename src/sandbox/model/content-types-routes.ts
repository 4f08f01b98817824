// Routes under /content_types: the types themselves, their versions, references, export and import.

import type { Call, Module } from '../http/call.ts';
import { findContentType, sortNewest } from '../http/find.ts';
import { refuseContentType, refuseRequest } from '../http/replies.ts';
import { markBranch, takeBody, takeFlag, takeImport, takeNumber, takeParam } from '../http/take.ts';
import { answerList } from '../query/query.ts';
import { listLiving } from '../records/store.ts';
import type { Json } from '../state/json.ts';
import { pick } from '../state/json.ts';
import { createContentType, deleteContentType, updateContentType } from './content-type-write.ts';
import { inlineGlobals } from './global-fields.ts';
import { type Field, findInnerSchema, listTargets, toBlocks, toFields } from './schema.ts';
import { tellContentType } from './tell.ts';

/** What a reader gets: the stored type, when its entries were last published, and global fields spelt out if asked for. */
export function showContentType(call: Call, type: Json): Json {
  const schema = takeFlag(call, 'include_global_field_schema')
    ? inlineGlobals(call.branch, toFields(type.schema))
    : type.schema;
  const last_activity = listActivity(call, String(type.uid));
  return { ...type, schema, last_activity };
}

/** When entries of a type were last published, by environment and language. */
function listActivity(call: Call, uid: string): Json {
  const times: Record<string, Record<string, string>> = {};
  for (const { environment, locale, time } of listLiving(call.branch, uid).flatMap(record => record.published)) {
    const held = times[environment] ?? {};
    times[environment] = held;
    if (time > (held[locale] ?? '')) held[locale] = time;
  }
  const environments = Object.entries(times).map(([environment, locales]) => ({
    uid: environment,
    details: Object.entries(locales).map(([locale, time]) => ({ locale, time })),
  }));
  return environments.length > 0 ? { environments } : {};
}

function findVersion(call: Call): Json {
  const { current, earlier } = findContentType(call, takeParam(call, 'type'));
  const wanted = takeNumber(call, 'version') ?? current._version;
  const found = [...earlier, current].find(version => version._version === wanted);
  if (!found) throw refuseRequest('The requested version does not exist.', { version: ['is not valid.'] });
  return found;
}

function listTypes(call: Call): Json {
  const types = sortNewest(Object.values(call.branch.content_types).map(({ current }) => current));
  return answerList(call, 'content_types', types, { finish: type => showContentType(call, type) });
}

const getType = (call: Call): Json => ({
  content_type: markBranch(call, showContentType(call, findVersion(call))),
});

function createType(call: Call): Json {
  const { current } = createContentType(call, takeBody(call, 'content_type'), 'creation');
  tellContentType(call, 'create', current);
  return { notice: 'Content Type created successfully.', content_type: markBranch(call, current) };
}

function updateType(call: Call): Json {
  const record = findContentType(call, takeParam(call, 'type'));
  const { current } = updateContentType(call, record, takeBody(call, 'content_type'), 'update');
  tellContentType(call, 'update', current);
  return { notice: 'Content Type updated successfully.', content_type: markBranch(call, current) };
}

function deleteType(call: Call): Json {
  const record = findContentType(call, takeParam(call, 'type'));
  const { uid } = record.current;
  const isHeld = call.choices.deleteTypeWithEntries === 'needs force' && listLiving(call.branch, uid).length > 0;
  if (isHeld && !takeFlag(call, 'force')) {
    throw refuseRequest('The content type has entries. Use force to delete it with them.', { force: ['is required.'] });
  }
  deleteContentType(call, record);
  return { notice: 'Content Type deleted successfully.' };
}

/** Titles of the types with a reference to this one, at any depth of their fields, and of those that refer to these. */
function listReferences(call: Call): Json {
  const { uid } = findContentType(call, takeParam(call, 'type')).current;
  const globals = takeFlag(call, 'include_global_fields')
    ? Object.values(call.branch.global_fields).map(({ current }) => current)
    : [];
  const types = Object.values(call.branch.content_types).map(({ current }) => current);
  const holders = [...types, ...globals];
  const found = new Set<Json>();
  for (let wanted = [uid]; wanted.length > 0; ) {
    const referring = holders.filter(
      holder => !found.has(holder) && wanted.some(to => isReferring(call, toFields(holder.schema), to)),
    );
    for (const holder of referring) found.add(holder);
    wanted = call.choices.typeReferences === 'nested' ? referring.map(holder => String(holder.uid)) : [];
  }
  return { references: [...found].map(holder => holder.title) };
}

function isReferring(call: Call, fields: Field[], uid: string): boolean {
  return fields.some(field => {
    const held = [field, ...toBlocks(field)].flatMap(holder => findInnerSchema(call.branch, holder) ?? []);
    return (field.data_type === 'reference' && listTargets(field).includes(uid)) || isReferring(call, held, uid);
  });
}

const exportType = (call: Call): Json => markBranch(call, findVersion(call));

function importType(call: Call): Json {
  const given = takeImport(call, 'content_type');
  const existing = pick(call.branch.content_types, String(given.uid));
  if (existing && !takeFlag(call, 'overwrite')) throw refuseContentType('import', { uid: ['is not unique.'] });
  const { current } = existing
    ? updateContentType(call, existing, given, 'import')
    : createContentType(call, given, 'import');
  tellContentType(call, existing ? 'update' : 'create', current);
  return { notice: 'Content Type imported successfully.', content_type: markBranch(call, current) };
}

export const contentTypes: Module = {
  name: 'content-types',
  reach: 'branch',
  routes: [
    { method: 'GET', path: '/content_types', answer: listTypes },
    { method: 'POST', path: '/content_types', status: 201, answer: createType },
    { method: 'POST', path: '/content_types/import', status: 201, answer: importType },
    { method: 'GET', path: '/content_types/:type', answer: getType },
    { method: 'PUT', path: '/content_types/:type', answer: updateType },
    { method: 'DELETE', path: '/content_types/:type', answer: deleteType },
    { method: 'GET', path: '/content_types/:type/references', answer: listReferences },
    { method: 'GET', path: '/content_types/:type/export', answer: exportType },
  ],
};
