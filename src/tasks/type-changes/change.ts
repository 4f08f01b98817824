// Changes a content type or global field: says first what entries would lose, asks where that is something, and writes once.

import { fieldsOf } from '../../content/schema.ts';
import { listConsequences } from '../../content/schema-edits/consequences.ts';
import { editType } from '../../content/schema-edits/edit.ts';
import type { Edited, Editing, SchemaEdit } from '../../content/schema-edits/editing.ts';
import { replaceGlobal } from '../../content/schema-edits/global.ts';
import { tellSchema } from '../../content/schema-edits/told.ts';
import { isObject, type Json } from '../../content/value.ts';
import { NoAnswer } from '../../operations/answer.ts';
import { BadTask, type Found, type Ground, NotDone } from '../../operations/task.ts';
import { requireDone } from '../told-save.ts';
import { readTypes, type Type } from '../types.ts';
import { type Affected, type Effects, findEffects } from './effects.ts';
import { isGrave, type Telling, toFound, toQuestion } from './words.ts';

export interface Asked {
  content_type_uid: string;
  global_field?: boolean;
  changes?: SchemaEdit[];
  set?: Json;
  if_version?: number;
  dry_run?: boolean;
}

/** What is read, and how it is written. */
interface Target {
  kind: Telling['kind'];
  argument: 'content_type_uid' | 'global_field_uid';
  read: string;
  write: string;
  /** Members that a write sends, as they are stored where nothing else is said: what a PUT leaves out may be gone. */
  members: readonly string[];
}

const ofType: Target = {
  ...{ kind: 'content type', argument: 'content_type_uid', read: 'get_content_type', write: 'update_content_type' },
  members: ['title', 'uid', 'description', 'schema', 'options', 'field_rules', 'labels'],
};

const ofGlobal: Target = {
  ...{ kind: 'global field', argument: 'global_field_uid', read: 'get_global_field', write: 'update_global_field' },
  members: ['title', 'uid', 'description', 'schema'],
};

/** @throws {BadTask | NotDone | Refused} where nothing was saved, with the reason. */
export async function changeType(ground: Ground, asked: Asked): Promise<Found> {
  const { content_type_uid: uid, changes = [], set, if_version, dry_run = false } = asked;
  const target = asked.global_field === true ? ofGlobal : ofType;
  if (changes.length === 0 && set === undefined) throw new BadTask('changes: say what is to change');
  const off = [target.read, target.write].find(name => !ground.has(name));
  if (off !== undefined) throw new BadTask(`global_field: ${off} is off here`);
  const forbidden = ground.forbids(target.write, [{ [target.argument]: uid }]);
  if (forbidden !== undefined && !dry_run) throw new NotDone(`Nothing was saved. ${forbidden}`);
  const stored = await readStored(ground, target, uid);
  if (if_version !== undefined && stored._version !== if_version)
    throw new BadTask(
      `if_version: it is ${if_version}, but version ${String(stored._version)} is stored; read it again`,
    );
  const editing: Editing = { set, isGlobal: target === ofGlobal, types: await readTargets(ground, changes) };
  const edited = requireEdited(editType(stored, changes, editing));
  const telling = {
    kind: target.kind,
    name: `${JSON.stringify(stored.title ?? uid)} (${uid})`,
    version: stored._version,
    changes: tellSchema(stored, edited.whole),
  };
  if (Object.keys(edited.value).length === 0)
    return toFound({ ...telling, state: 'same', effects: nothing, notes: [] });
  const affected = await listAffected(ground, target, stored, edited.whole);
  const effects = affected
    ? await findEffects(ground, affected)
    : { ...nothing, unknown: 'content types cannot be listed here' };
  if (!dry_run && isGrave(effects)) {
    await ground.ask(toQuestion({ ...telling, effects }, ground.branch), [stored._version, stored.updated_at]);
  }
  const saved = requireDone(
    await ground.save({
      operation: target.write,
      given: { [target.argument]: uid, ...toVersionOf(target, edited.whole) },
      make: now => make(now ?? {}, stored, target, () => editType(now ?? {}, changes, editing)),
      isRehearsal: dry_run,
    }),
  );
  return toFound({
    ...telling,
    state: saved.state,
    version: saved.after._version,
    changes: tellSchema(saved.before ?? {}, saved.after),
    effects,
    notes: [...edited.notes, ...saved.notes],
  });
}

/** Global fields that hold others are known to the newer API alone. */
const toVersionOf = (target: Target, { schema }: Json): Json =>
  target === ofGlobal && JSON.stringify(schema).includes('"data_type":"global_field"') ? { api_version: '3.2' } : {};

const nothing: Effects = {
  ...{ effects: [], lost: 0, invalid: 0, isPartial: false, notes: [] },
  looked: { entries: 0, locales: 0 },
};

async function readStored(ground: Ground, { read, argument, kind }: Target, uid: string): Promise<Json> {
  const body = await ground.read(read, { [argument]: uid, include_global_field_schema: true });
  const stored = body.content_type ?? body.global_field;
  if (isObject(stored) && Array.isArray(stored.schema)) return stored;
  throw new NoAnswer('broken', `The answer of ${read} has no ${kind} ${uid}.`);
}

/** Beyond so many they are not all known. */
const mostTypes = 100;

/** Only where something is to refer to content types, as it may take a request. */
async function readTargets(ground: Ground, changes: readonly SchemaEdit[]): Promise<string[] | undefined> {
  if (!JSON.stringify(changes).includes('"reference_to"')) return undefined;
  const words = await ground.words('content_types');
  return words && words.length < mostTypes ? words.map(({ value }) => value) : undefined;
}

function requireEdited(edited: Edited): Exclude<Edited, { problems: string[] }> {
  if ('problems' in edited) throw new BadTask(...edited.problems);
  return edited;
}

/** Its entries; of a global field those of all content types that use it. Undefined where these cannot be known. */
async function listAffected(
  ground: Ground,
  target: Target,
  before: Json,
  after: Json,
): Promise<Affected[] | undefined> {
  const [old, now] = [fieldsOf(before) ?? [], fieldsOf(after) ?? []];
  if (target === ofGlobal) {
    if (!ground.has('list_content_types')) return undefined;
    const types = await readTypes(ground);
    return types.map(type => ({
      type,
      consequences: listConsequences(type.schema, replaceGlobal(type.schema, String(before.uid), now)),
    }));
  }
  const { uid, title } = before;
  const type: Type = { uid: String(uid), title: String(title), schema: old, isPage: false, isPublishable: true };
  return [{ type, consequences: listConsequences(old, now) }];
}

/** Made of what is stored, where global fields are no more than named. Of another version nobody was told what it costs. */
function make(
  now: Json,
  seen: Json,
  { members, kind }: Target,
  edit: () => Edited,
): { value: Json; notes: string[] } | { problems: string[] } {
  if (now._version !== seen._version)
    return {
      problems: [`the ${kind} was saved meanwhile, as version ${String(now._version)}: send the same call again`],
    };
  const edited = edit();
  if ('problems' in edited) return edited;
  const whole = members.filter(key => key in edited.whole).map(key => [key, edited.whole[key]] as const);
  return { value: Object.fromEntries(whole), notes: [] };
}
