// A publish plan as a matrix: an item in a language is a row, an environment a column. What goes can be taken out; afterwards what came of it.
import { makeBar, toSentence } from '../ground/acting.ts';
import { type Child, el, toId } from '../ground/dom.ts';
import { groupRows } from '../ground/groups.ts';
import type { Json } from '../ground/host.ts';
import { makeLinks } from '../ground/links.ts';
import { cellOf, type Shown } from '../ground/shown.ts';
import { makeTicks, type Ticks } from '../ground/ticks.ts';
import { type Scene, sayable, type View } from '../ground/view.ts';
import { toCut, toHead, toLeft } from './frame.ts';
import { toScrolled } from './plain.ts';

/** By how a state begins: what it is, for the eye. Words say the same. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/^(goes|TAKEN OFF)/, 'due'],
  [/^(wrong|refused|not known|forbidden)/, 'bad'],
  [/^(live|taken off|in the release)/, 'good'],
  [/^(left out|not begun|not in the release|queued|scheduled)/, 'warned'],
];

const kindOf = (state: string): string => kinds.find(([form]) => form.test(state))?.[1] ?? 'same';

export function showPlan(scene: Scene): View {
  const { host, shown, out, decision } = scene;
  const isOutcome = shown.view === 'outcome';
  const title = isOutcome ? 'What came of the publish' : 'Publish plan';
  const ticks = makeTicks(out, () => bar?.refresh());
  const canAct = !isOutcome && shown.next !== undefined;
  const hasParts = shown.beside.parts !== false;
  const own = canAct && hasParts ? ticks : undefined;
  const [first, rest] = split(shown.rows);
  const toLink = makeLinks(host, shown);
  const matrix = first.length > 0 && toMatrix(title, first, toLink, own);
  const bar = canAct ? makeBar(host, decision, toAct(shown, hasParts ? ticks : undefined)) : undefined;
  const covers = canAct ? ' The code covers them too: what of them goes is in the line of numbers above.' : '';
  return {
    title,
    parts: [
      ...toHead(title, shown),
      matrix,
      bar?.bar,
      toCut(shown, covers),
      toLeft(shown),
      rest.length > 0 &&
        el(
          'details',
          {},
          el('summary', {}, `${rest.length} more ${rest.length === 1 ? 'row stays' : 'rows stay'} as they are`),
          toMatrix('What stays as it is', rest, toLink, undefined),
        ),
    ],
  };
}

/** Items of which something goes, or is wrong, with all of their places; then those that stay as they are. */
function split(rows: readonly Json[]): [Json[], Json[]] {
  const toKey = (row: Json): string => `${row.uid} ${row.locale}`;
  const told = new Set(rows.filter(row => kindOf(cellOf(row, 'state')) !== 'same').map(toKey));
  return [rows.filter(row => told.has(toKey(row))), rows.filter(row => !told.has(toKey(row)))];
}

function toMatrix(
  caption: string,
  rows: readonly Json[],
  toLink: (row: Json) => Child,
  ticks: Ticks | undefined,
): HTMLElement {
  const environments = [...new Set(rows.map(row => cellOf(row, 'environment')))];
  const ids = new Map(environments.map(name => [name, toId()]));
  const head = el(
    'tr',
    {},
    el('th', { scope: 'col' }, 'Item'),
    ...environments.map(name => el('th', { scope: 'col', id: ids.get(name) as string }, name)),
  );
  const body = groupRows(rows).map(own => {
    const [first] = own;
    const nameId = toId();
    const boxes: HTMLInputElement[] = [];
    const cells = environments.map(name => {
      const row = own.find(each => cellOf(each, 'environment') === name);
      if (!row) return el('td', { class: 'none' });
      const state = cellOf(row, 'state');
      const kind = kindOf(state);
      const box = kind === 'due' ? ticks?.add(toName(row), [nameId, ids.get(name) as string]) : undefined;
      if (box) boxes.push(box);
      return el(
        'td',
        { class: kind },
        box,
        el('span', { class: 'versions' }, toVersions(row, kind)),
        el('span', { class: 'state' }, state),
      );
    });
    const name = el(
      'th',
      { scope: 'row' },
      boxes.length > 1 && ticks?.addAll(boxes, [nameId]),
      el('span', { id: nameId }, `${cellOf(first, 'title') || cellOf(first, 'uid')}, ${cellOf(first, 'locale')}`),
      el('span', { class: 'aside' }, toType(cellOf(first, 'content_type'))),
      toLink(first),
    );
    return el('tr', {}, name, ...cells);
  });
  return toScrolled(
    caption,
    el(
      'table',
      { class: 'matrix' },
      el('caption', { class: 'aside' }, 'Each item in each language, by environment'),
      el('thead', {}, head),
      el('tbody', {}, ...body),
    ),
  );
}

const toType = (type: string): string => (type === 'sys_assets' ? 'file' : type);

function toVersions(row: Json, kind: string): string {
  const [live, goes] = [cellOf(row, 'live'), cellOf(row, 'goes')];
  if (kind === 'due' && goes === '') return `${live || 'live'} → off`;
  if (kind === 'due') return `${live || 'not live'} → ${goes}`;
  return live === '' ? 'not live' : live;
}

/** `uid language environment`; of what a message may not hold none. */
function toName(row: Json): string | undefined {
  const [uid, locale, environment] = [cellOf(row, 'uid'), cellOf(row, 'locale'), cellOf(row, 'environment')];
  return sayable.uid(uid) && sayable.place(locale) && sayable.place(environment)
    ? `${uid} ${locale} ${environment}`
    : undefined;
}

function toAct({ next, rows, more }: Shown, ticks: Ticks | undefined) {
  const begin = 'Publish what plan_publish showed';
  return {
    words() {
      if (!ticks) return 'Publish all of this';
      const { all, on } = ticks.count();
      const rest = more > 0 ? ', and what is not shown' : '';
      return `Publish ${on === all ? (all === 1 ? '1 row' : `${all} rows`) : `${on} of ${all} rows`}${rest}`;
    },
    sentence() {
      if (!ticks) return toSentence(begin, 'publish_plan', { ...next });
      if (ticks.count().on === 0) return undefined;
      const except = shorten(ticks.out(), rows, more > 0);
      return toSentence(begin, 'publish_plan', {
        ...next,
        ...(except.length > 0 ? { except } : {}),
      });
    },
    freeze: () => ticks?.freeze(),
  };
}

/** Where all places of an item are out, its uid says so; not where some of its rows may not have been shown. */
function shorten(out: readonly string[], rows: readonly Json[], isCut: boolean): string[] {
  const due = rows.filter(row => kindOf(cellOf(row, 'state')) === 'due');
  const isWhole = (uid: string): boolean =>
    !isCut && due.filter(row => row.uid === uid).length === out.filter(name => name.startsWith(`${uid} `)).length;
  return [...new Set(out.map(name => (isWhole(name.split(' ', 1)[0] ?? '') ? (name.split(' ', 1)[0] ?? '') : name)))];
}
