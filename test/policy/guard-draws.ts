// Arguments as somebody sends them who looks for a way around: those that work, with other names, more of everything, and every flag.
import type { Sandbox } from '../../src/sandbox/index.ts';
import { ofTasks, toArguments } from '../chaos/arguments.ts';
import { findOffered, operations } from '../operations.ts';

type Json = Record<string, unknown>;

export type Draw = ReturnType<typeof makeDraw>;

/** The same each time for one number. */
export function makeDraw(seed: number) {
  let at = seed >>> 0;
  const next = (): number => {
    at = (at + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(at ^ (at >>> 15), at | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (most: number): number => Math.floor(next() * most);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  return { below, pick, chance: (share: number): boolean => next() < share };
}

const languages = ['en-us', 'fr-fr', 'de-de'];

/** Kept from the model by one of the policies. */
export const offLimits = ['site_settings', 'navigation'];

/** @param many how often a list gets more than twenty items. */
export function drawCall(tool: string, sandbox: Sandbox, draw: Draw, many = 0.25): Json {
  const { state } = sandbox;
  const { below, pick, chance } = draw;
  const main = state.branches.main as NonNullable<typeof state.branches.main>;
  const environments = Object.values(state.environments).flatMap(({ uid, name }) => [uid, name, name.toUpperCase()]);
  const production = Object.values(state.environments).find(({ name }) => name === 'production');
  const favoured = production ? [production.uid, 'production', 'Production'] : ['production'];
  const toPlaces = (): string[] => [
    ...new Set([pick(chance(0.6) ? favoured : environments), ...(chance(0.4) ? [pick(environments)] : [])]),
  ];
  const types = Object.keys(main.entries).filter(type => Object.keys(main.entries[type] ?? {}).length > 0);
  const forbidden = types.filter(type => offLimits.includes(type));
  const toEntry = (): { type: string; uid: string } => {
    const type = pick(chance(0.4) && forbidden.length > 0 ? forbidden : types);
    return { type, uid: pick(Object.keys(main.entries[type] ?? {})) };
  };
  const toMany = <T>(make: () => T): T[] => Array.from({ length: chance(many) ? 21 + below(20) : 1 + below(5) }, make);
  const toItem = (): Json => {
    const { type, uid } = toEntry();
    return { uid, content_type_uid: type, locale: pick(languages), version: 1, action: pick(['publish', 'unpublish']) };
  };
  const own = toEntry();
  const change = (value: unknown, key: string): unknown => {
    if (/^environments?$/.test(key) && Array.isArray(value)) return toPlaces();
    if (key === 'environment_name') return pick(['production', 'staging', 'preview']);
    if (key === 'environments' || (key === 'environment' && typeof value === 'string')) return pick(environments);
    if (key === 'locales' && Array.isArray(value)) return chance(0.5) ? value : [pick(languages)];
    if (key === 'locale' && typeof value === 'string') return pick(languages);
    if (key === 'content_type_uid') return own.type;
    if (key === 'entry_uid') return own.uid;
    if (key === 'asset_uid') return chance(0.5) ? value : pick(Object.keys(main.assets));
    if (key === 'release_uid' || key === 'release') {
      if (typeof value === 'string') return pick(Object.keys(main.releases));
    }
    if (key === 'entries' && Array.isArray(value))
      return toMany(() => {
        const { type, uid } = toEntry();
        return { uid, content_type: type, locale: pick(languages), version: 1 };
      });
    if (key === 'items' && Array.isArray(value) && !value.includes('$all') && value[0]?.content_type_uid)
      return toMany(toItem);
    if (key === 'content_types' && Array.isArray(value) && chance(0.5)) return [pick(types)];
    if (key === 'rows' && Array.isArray(value)) {
      return toMany(() => {
        const { type, uid } = toEntry();
        return { content_type_uid: type, entry_uid: uid, to: 1 };
      }).slice(0, 25);
    }
    // A file says what it is about inside.
    if (key === 'content_type' && typeof value === 'object' && value !== null && chance(0.4))
      return { ...value, uid: pick(offLimits) };
    if (key === 'environment' && typeof value === 'object' && value !== null)
      return chance(0.5) ? { name: pick(['harmless', 'production']), urls: [] } : value;
    if (Array.isArray(value)) return value.map(item => change(item, ''));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, change(inner, name)]));
  };
  const given = structuredClone(toArguments(tool, sandbox));
  const operation = operations.find(({ name }) => name === tool);
  const changed = (chance(0.85) ? change(given, '') : given) as Json;
  const more: Json = {};
  if (operation) {
    for (const key of [...Object.keys(operation.query), ...Object.keys(operation.body)]) {
      if (flags.has(key) && chance(0.3)) more[key] = true;
      if (key === 'scheduled_at' && chance(0.2)) more[key] = '2031-01-01T00:00:00.000Z';
    }
    if ('api_version' in operation.header && chance(0.4)) more.api_version = '3.2';
    if ('release_version' in operation.header && chance(0.4)) more.release_version = '2.0';
    if (operation.reach === 'branch' && chance(0.25)) more.branch = pick(['main', 'live', 'development']);
  } else if (tool in ofTasks) Object.assign(more, drawTask(tool, draw, types, environments));
  return { ...changed, ...more };
}

const flags = new Set([
  ...['publish_with_reference', 'nested', 'publish_all_localized', 'delete_all_localized', 'reference', 'all'],
  ...['force', 'overwrite', 'skip_workflow_stage_check', 'approvals', 'copy_to_master'],
]);

/** What tasks take beside what they cannot do without. */
function drawTask(tool: string, { chance, pick }: Draw, types: string[], environments: string[]): Json {
  if (tool === 'restore_entries') return { partial: chance(0.7), ...(chance(0.5) ? { publish: true } : {}) };
  if (tool === 'bulk_edit')
    return chance(0.5) ? { find: 'a', with: 'b', words: false, content_types: [pick(types), pick(offLimits)] } : {};
  if (tool === 'plan_publish' || tool === 'publish_plan') return { environments: [pick(environments), 'production'] };
  return chance(0.2) ? { branch: pick(['main', 'live', 'development']) } : {};
}

/** Those that write, more often than those that read; tasks most often, as each hits much. */
export const toWeighted = (tools: readonly string[]): string[] =>
  tools.flatMap(name => {
    const { effect } = findOffered(name);
    const isTask = name in ofTasks && effect !== 'read';
    const weight =
      isTask || name === 'plan_publish' ? 12 : { read: 1, create: 3, update: 4, delete: 3, publish: 12 }[effect];
    return Array.from({ length: weight }, () => name);
  });
