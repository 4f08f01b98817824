// A bulk edit, hit by hit: what would become what in which entry. Entries can be taken out, and places where they are changed one by one.
import { makeBar, toSentence } from '../ground/acting.ts';
import { type Child, el, toId } from '../ground/dom.ts';
import { groupRows } from '../ground/groups.ts';
import type { Json } from '../ground/host.ts';
import { makeLinks } from '../ground/links.ts';
import { cellOf, type Shown } from '../ground/shown.ts';
import { makeTicks, type Ticks } from '../ground/ticks.ts';
import { type Scene, sayable, type View } from '../ground/view.ts';
import { toChange } from './change.ts';
import { toCut, toHead, toLeft, toName } from './frame.ts';

const noPicture = { toPicture: () => undefined };

export function showHits({ host, shown, out, decision }: Scene): View {
  const isOutcome = shown.columns.includes('outcome');
  const title = isOutcome ? 'What came of the change' : 'Change many entries';
  const ticks = makeTicks(out, () => bar?.refresh());
  const canAct = !isOutcome && shown.next !== undefined;
  const hasParts = shown.beside.parts === true;
  const toLink = makeLinks(host, shown);
  const entries = groupRows(shown.rows).map(rows => toEntry(rows, toLink, canAct ? ticks : undefined, hasParts));
  const bar = canAct ? makeBar(host, decision, toAct(shown, ticks, hasParts)) : undefined;
  const covers = canAct ? ' The code covers them too: they are changed with the rest.' : '';
  return { title, parts: [...toHead(title, shown), ...entries, toCut(shown, covers), toLeft(shown), bar?.bar] };
}

function toEntry(
  rows: readonly [Json, ...Json[]],
  toLink: (row: Json) => Child,
  ticks: Ticks | undefined,
  hasParts: boolean,
): HTMLElement {
  const [first] = rows;
  const nameId = toId();
  const names = [cellOf(first, 'uid'), cellOf(first, 'locale')] as const;
  const isSayable = sayable.uid(names[0]) && sayable.place(names[1]);
  const boxes: HTMLInputElement[] = [];
  const items = rows
    .filter(row => cellOf(row, 'address') !== '')
    .map(row => {
      const id = toId();
      const address = cellOf(row, 'address');
      const except = isSayable && sayable.address(address) ? `${names.join(' ')} ${address}` : undefined;
      const box = hasParts ? ticks?.add(except, [nameId, id]) : undefined;
      if (box) boxes.push(box);
      return toChange(row, noPicture, box, id);
    });
  const own = hasParts ? ticks?.addAll(boxes, [nameId]) : ticks?.add(isSayable ? names.join(' ') : undefined, [nameId]);
  const state = [cellOf(first, 'outcome'), cellOf(first, 'version') && `v${cellOf(first, 'version')}`].filter(Boolean);
  const why = cellOf(first, 'why');
  return el(
    'section',
    { class: 'group', 'aria-labelledby': nameId },
    toName(nameId, `${cellOf(first, 'title') || names[0]}, ${names[1]}`, own, state.join(', '), toLink(first)),
    why !== '' && el('p', { class: 'warn' }, why),
    el('ul', { class: 'changes' }, ...items),
  );
}

function toAct(shown: Shown, ticks: Ticks, hasParts: boolean) {
  const what = (count: number): string =>
    hasParts ? (count === 1 ? 'place' : 'places') : count === 1 ? 'entry' : 'entries';
  return {
    words() {
      const { all, on } = ticks.count();
      const rest = shown.more > 0 ? ', and what is not shown' : '';
      return `Change ${on === all ? all : `${on} of ${all}`} ${what(all)}${rest}`;
    },
    sentence() {
      if (ticks.count().on === 0) return undefined;
      const except = shorten(ticks.out(), shown);
      return toSentence('Make the changes that bulk_edit showed', 'bulk_edit', {
        ...shown.next,
        ...(except.length > 0 ? { except } : {}),
      });
    },
    freeze: ticks.freeze,
  };
}

/** Where all places of an entry in a language are out, the two say so; not where some may not have been shown. */
function shorten(out: readonly string[], { rows, more }: Shown): string[] {
  const toKey = (name: string): string => name.split(' ', 2).join(' ');
  const count = (key: string): number => rows.filter(row => `${row.uid} ${row.locale}` === key).length;
  const isWhole = (key: string): boolean => more === 0 && out.filter(name => toKey(name) === key).length === count(key);
  return [...new Set(out.map(name => (isWhole(toKey(name)) ? toKey(name) : name)))];
}
