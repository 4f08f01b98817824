// What is told of content types: for the audit log, and on which channels.
import { type Call, tell } from '../http/call.ts';
import type { Json } from '../state/json.ts';
import { followType } from './labels.ts';

type Event = 'create' | 'update' | 'delete';

export function describeType(type: Json): Json {
  const { created_at, updated_at, title, uid, description, schema, options } = type;
  return { created_at, updated_at, title, uid, description, schema, options };
}

export function tellContentType(call: Call, event: Event, type: Json): void {
  const { title, _version: version } = type;
  const uid = String(type.uid);
  followType(call.branch, uid);
  tell(call, {
    module: 'content_type',
    event,
    metadata: { title, uid, version },
    channels: [`content_types.${event}`, `content_types.${uid}.${event}`],
    data: { content_type: type },
  });
}

export function tellGlobalField(call: Call, event: Event, field: Json): void {
  const { title } = field;
  const uid = String(field.uid);
  tell(call, {
    module: 'global_field',
    event,
    metadata: { uid, title },
    channels: [`global_fields.${event}`, `global_fields.${uid}.${event}`],
    data: { global_field: field },
  });
}
