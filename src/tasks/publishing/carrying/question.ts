// What a person is asked before rows go live: the whole at once, with all that is wrong or protected.
import { clip } from '../../../content/words.ts';
import type { Ground } from '../../../operations/task.ts';
import { count } from '../../numbers.ts';
import type { Row } from '../row.ts';

/** So many rows are told one by one, of those that go, of those in protected environments, and of those that do not go. */
const most = { titles: 20, guarded: 50, wrong: 50 };

interface Asking {
  todo: readonly Row[];
  /** Told in the plan, and not carried out. */
  wrong: readonly Row[];
  /** Why rows that could go are left out, each with how many. */
  left: ReadonlyMap<string, number>;
  scheduledAt: string | undefined;
  release?: string | undefined;
}

export const nameRow = ({ type, uid, title, locale, environment }: Row): string =>
  `${JSON.stringify(clip(title, 60))} (${type} ${uid}, ${locale}, ${environment.name})`;

/** `v3 becomes v5`, `v5 for the first time`, `v3 is taken off` */
function tellChange({ action, live, goes }: Row): string {
  if (action === 'unpublish') return `${live === undefined ? 'it' : `v${live}`} is taken off`;
  return live === undefined ? `v${goes} goes live for the first time` : `v${live} becomes v${goes}`;
}

/** How many go to each environment, by language. */
function tellPlaces(ground: Pick<Ground, 'isProtected'>, rows: readonly Row[]): string[] {
  const places = new Map<string, Map<string, number>>();
  for (const { environment, locale } of rows) {
    const languages = places.get(environment.name) ?? new Map<string, number>();
    places.set(environment.name, languages.set(locale, (languages.get(locale) ?? 0) + 1));
  }
  return [...places].map(([name, languages]) => {
    const each = [...languages].map(([locale, number]) => `${number} in ${locale}`).join(', ');
    return `${name}${ground.isProtected(name) ? ' (protected)' : ''}: ${each}`;
  });
}

const countItems = (rows: readonly Row[]): number => new Set(rows.map(({ type, uid }) => `${type} ${uid}`)).size;

const listUpTo = (rows: readonly Row[], bound: number, what: string, tell: (row: Row) => string): string[] => [
  ...rows.slice(0, bound).map(tell),
  ...(rows.length > bound ? [`And ${rows.length - bound} more ${what}.`] : []),
];

export function toQuestion(ground: Ground, { todo, wrong, left, scheduledAt, release }: Asking): string {
  const isGuarded = ({ environment }: Row): boolean => ground.isProtected(environment.name);
  const taken = todo.filter(({ action }) => action === 'unpublish').length;
  const size = `${count(countItems(todo), 'item')}, ${count(todo.length, 'place')} altogether`;
  const head =
    release === undefined
      ? `Publish ${size}?`
      : `Deploy the release ${JSON.stringify(clip(release, 60))}: ${size}${taken > 0 ? `, of which ${taken} ${taken === 1 ? 'is' : 'are'} taken off` : ''}?`;
  const tell = (row: Row): string => `- ${nameRow(row)}: ${tellChange(row)}`;
  return [
    head,
    ...tellPlaces(ground, todo).map(each => `${each}.`),
    ...(scheduledAt === undefined
      ? []
      : [`Not before ${scheduledAt}: what is saved until then does not change which versions go.`]),
    ...listUpTo(todo.filter(isGuarded), most.guarded, 'in protected environments', tell),
    ...listUpTo(
      todo.filter(row => !isGuarded(row)),
      most.titles,
      'go',
      tell,
    ),
    ...[...left].map(([why, number]) => `${number} left out: ${why}.`),
    ...(wrong.length > 0 ? [`${wrong.length} wrong and not published:`] : []),
    ...listUpTo(wrong, most.wrong, 'are wrong', row => `- ${nameRow(row)}: ${row.wrong.join('; ')}`),
    `This is on branch ${ground.branch}.`,
  ].join('\n');
}
