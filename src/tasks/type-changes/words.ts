// How a change of a content type is asked about and told: fields by their paths, entries by language.
import type { Found } from '../../operations/task.ts';
import { count, join } from '../numbers.ts';
import { lookedUp } from '../told-save.ts';
import type { Effect, Effects } from './effects.ts';

export interface Telling {
  /** `product (Product)`, or that of a global field. */
  name: string;
  kind: 'content type' | 'global field';
  version: unknown;
  /** What becomes of each field, a line each. */
  changes: readonly string[];
  effects: Effects;
}

/** So many lines of each kind are in a question. */
const most = 12;

const cut = (lines: readonly string[]): string[] =>
  (lines.length > most ? [...lines.slice(0, most), `and ${lines.length - most} more`] : lines).map(line => `- ${line}`);

const scope = ({ looked, isPartial }: Effects): string =>
  `${count(looked.entries, 'entry', 'entries')} in ${count(looked.locales, 'language')}${isPartial ? ' that could be looked at' : ''}`;

/** Whether somebody must know of it first. */
export const isGrave = ({ lost, invalid, isPartial, unknown }: Effects): boolean =>
  lost > 0 || invalid > 0 || isPartial || unknown !== undefined;

export function toQuestion(telling: Telling, branch: string): string {
  const { name, kind, version, changes, effects } = telling;
  const { lost, invalid, isPartial, unknown } = effects;
  const least = isPartial ? 'at least ' : '';
  const list = (wanted: Effect['kind']): string[] => cut(tellGroups(effects, wanted, kind === 'global field'));
  return [
    `Change the ${kind} ${name}, at version ${String(version)} on branch ${branch}?`,
    ...cut(changes),
    ...(lost > 0 ? [`Lost: values of ${least}${lost} of ${scope(effects)}.`, ...list('lost')] : []),
    ...(invalid > 0
      ? [
          `Invalid: ${least}${invalid} of ${scope(effects)}, which cannot be saved until that is mended.`,
          ...list('invalid'),
        ]
      : []),
    ...(isPartial ? [`There may be more: ${join(effects.notes)}.`] : []),
    ...(unknown === undefined ? [] : [`How many entries lose a value, or become invalid, is not known: ${unknown}.`]),
  ].join('\n');
}

/** `summary (removed): 12 in en-us, 3 in de-de; such as "Tents" (blt1): summary "A tent"` */
function tellGroups({ effects }: Effects, wanted: Effect['kind'], isGlobal: boolean): string[] {
  const groups = new Map<string, Effect[]>();
  for (const effect of effects.filter(({ kind }) => kind === wanted)) {
    const key = `${isGlobal ? `${effect.type} ` : ''}${effect.path} (${effect.says})`;
    groups.set(key, [...(groups.get(key) ?? []), effect]);
  }
  return [...groups].map(([key, each]) => {
    const numbers = each.map(({ entries, locale }) => `${entries} in ${locale}`).join(', ');
    const [example] = each.flatMap(({ examples }) => examples);
    return `${key}: ${numbers}${example === undefined ? '' : `; such as ${example}`}`;
  });
}

interface Done extends Telling {
  state: 'saved' | 'found' | 'rehearsed' | 'same';
  notes: readonly string[];
}

const columns = ['field', 'effect', 'why', 'locale', 'entries', 'examples'];

export function toFound({ state, name, kind, version, changes, effects, notes }: Done): Found {
  const many = `${count(changes.length, 'change')} of the ${kind} ${name}`;
  const says = {
    saved: `saved as v${String(version)}: ${many}; ${tellEffects(effects, false)}`,
    found: `saved as v${String(version)}: ${many}; ${lookedUp}; ${tellEffects(effects, false)}`,
    rehearsed: `nothing was saved (dry_run): ${many}, of v${String(version)}; ${tellEffects(effects, true)}`,
    same: `nothing to change: the ${kind} ${name} is already as wanted, at v${String(version)}`,
  };
  const told = [...changes, ...notes, ...(state === 'same' ? [] : effects.notes)];
  const isGlobal = kind === 'global field';
  return {
    says: says[state],
    ...(told.length > 0 ? { notes: told } : {}),
    columns: isGlobal ? ['content_type', ...columns] : columns,
    rows: effects.effects.map(({ type, path, kind: effect, says: why, locale, entries, examples }) => [
      ...(isGlobal ? [type] : []),
      ...[path, effect === 'unseen' ? 'not looked at' : effect, why, locale, entries, examples.join('; ')],
    ]),
  };
}

function tellEffects(effects: Effects, isAhead: boolean): string {
  const { lost, invalid, isPartial, unknown } = effects;
  if (unknown !== undefined) return `how many entries lose a value is not known: ${unknown}`;
  const least = isPartial ? 'at least ' : '';
  const [lose, become] = isAhead ? ['would lose', 'would become'] : ['lost', 'became'];
  const told = [
    ...(lost > 0 ? [`${least}${lost} ${lose} a value`] : []),
    ...(invalid > 0 ? [`${least}${invalid} ${become} invalid`] : []),
  ];
  if (told.length > 0) return `${told.join(' and ')}, of ${scope(effects)}`;
  const none = isAhead ? 'no entry would lose a value or become invalid' : 'no entry lost a value or became invalid';
  return effects.looked.entries > 0 || isPartial ? `${none}, of ${scope(effects)}` : none;
}
