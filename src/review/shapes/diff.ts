// What differs in an entry, field by field: a comparison, an edit, a restore of several entries, of which some can be left out.
import { makeBar, toSentence } from '../ground/acting.ts';
import { type Child, el, toId } from '../ground/dom.ts';
import { groupRows } from '../ground/groups.ts';
import { isObject, type Json } from '../ground/host.ts';
import { makeLinks } from '../ground/links.ts';
import { makePictures } from '../ground/pictures.ts';
import { cellOf, type Shown } from '../ground/shown.ts';
import { makeTicks, type Ticks } from '../ground/ticks.ts';
import { type Scene, sayable, type View } from '../ground/view.ts';
import { toChange } from './change.ts';
import { toCut, toHead, toLeft, toName } from './frame.ts';
import { showPlain } from './plain.ts';

/** Changes of one entry in one language; of a single entry the rows do not name it. */
interface Group {
  row: Json;
  changes: Json[];
}

const isRehearsed = (row: Json): boolean => cellOf(row, 'outcome') === 'would be saved';

export function showDiff(scene: Scene): View {
  const { host, shown, out, decision } = scene;
  const title = shown.columns.includes('outcome') ? 'Restore' : 'Changes';
  if (!shown.columns.includes('address'))
    return { title, parts: [...toHead(title, shown), ...showPlain(shown), toCut(shown), toLeft(shown)] };
  const groups = toGroups(shown);
  const again = toAgain(scene);
  const isAsked = groups.some(({ row }) => isRehearsed(row));
  const ticks = makeTicks(out, () => bar?.refresh());
  const drawn = { toPicture: makePictures(host, shown), toLink: makeLinks(host, shown) };
  const lists = groups.map(group => toGroup(group, drawn, isAsked && again !== undefined ? ticks : undefined));
  const bar = isAsked ? makeBar(host, decision, toAct(shown, ticks, again)) : undefined;
  return {
    title,
    parts: [...toHead(title, shown), ...lists, toCut(shown, ' They are restored as well.'), toLeft(shown), bar?.bar],
  };
}

function toGroups({ rows, columns }: Shown): Group[] {
  if (!columns.includes('uid')) return rows.length > 0 ? [{ row: {}, changes: [...rows] }] : [];
  return groupRows(rows).map(group => ({
    row: group[0],
    changes: group.filter(row => cellOf(row, 'address') !== ''),
  }));
}

interface Drawing {
  toPicture(cell: string): HTMLElement | undefined;
  toLink(row: Json): Child;
}

function toGroup({ row, changes }: Group, drawing: Drawing, ticks: Ticks | undefined): HTMLElement {
  const nameId = toId();
  const own = isRehearsed(row) ? ticks : undefined;
  const boxes: HTMLInputElement[] = [];
  const items = changes.map(change => {
    const id = toId();
    const box = own?.add(toExcept(change), [nameId, id]);
    if (box) boxes.push(box);
    return toChange(change, drawing, box, id);
  });
  const name = cellOf(row, 'title') || cellOf(row, 'uid');
  if (name === '') return el('ul', { class: 'changes' }, ...items);
  const [version, outcome, why] = [cellOf(row, 'version'), cellOf(row, 'outcome'), cellOf(row, 'why')];
  return el(
    'section',
    { class: 'group', 'aria-labelledby': nameId },
    toName(
      nameId,
      `${name}, ${cellOf(row, 'locale')}`,
      own && boxes.length > 0 && own.addAll(boxes, [nameId]),
      [outcome, version && `v${version}`].filter(Boolean).join(', '),
      drawing.toLink(row),
    ),
    why !== '' && el('p', { class: 'warn' }, why),
    el('ul', { class: 'changes' }, ...items),
  );
}

/** `uid language address`, in JSON: what a tick leaves out. */
function toExcept(row: Json): string | undefined {
  const [uid, locale, address] = [cellOf(row, 'uid'), cellOf(row, 'locale'), cellOf(row, 'address')];
  const isSayable = sayable.uid(uid) && sayable.place(locale) && sayable.address(address);
  return isSayable ? JSON.stringify([uid, locale, address]) : undefined;
}

/** The rows that the call named, so that some can be taken out of them. */
function toAgain({ input }: Scene): Json[] | undefined {
  const rows = input?.rows;
  if (!Array.isArray(rows) || !rows.every(isObject)) return undefined;
  const isPlain = (value: unknown): boolean =>
    typeof value === 'number' ||
    (typeof value === 'string' && sayable.address(value)) ||
    (Array.isArray(value) && value.every(isPlain));
  return rows.every(row => Object.values(row).every(isPlain)) ? rows : undefined;
}

function toAct(shown: Shown, ticks: Ticks, again: Json[] | undefined) {
  const begin = 'Restore what this dry run showed';
  // Without a language a row is of that which no other row of the entry names.
  const isNamed = (uid: unknown, locale: unknown): boolean =>
    (again ?? []).some(row => row.entry_uid === uid && row.locale === locale);
  const toRows = (): Json[] =>
    (again ?? []).flatMap(row => {
      const isOwn = (uid: unknown, locale: unknown): boolean =>
        uid === row.entry_uid && (row.locale === locale || (row.locale === undefined && !isNamed(uid, locale)));
      const places = shown.rows.filter(
        each => isRehearsed(each) && isOwn(each.uid, each.locale) && cellOf(each, 'address') !== '',
      );
      const out = ticks.out().map(name => JSON.parse(name) as string[]);
      const own = out.flatMap(([uid, locale, address]) => (isOwn(uid, locale) ? [address] : []));
      if (own.length === 0) return [row];
      const except = [...(Array.isArray(row.except) ? row.except : []), ...own];
      return own.length === places.length && shown.more === 0 ? [] : [{ ...row, except }];
    });
  return {
    words() {
      const { all, on } = ticks.count();
      if (again === undefined) return 'Restore all of this';
      return on === all ? `Restore ${count(all)}` : `Restore ${on} of ${count(all)}`;
    },
    sentence() {
      const { all, on } = ticks.count();
      if (again === undefined) return toSentence(begin, 'restore_entries', { dry_run: false });
      if (on === 0) return undefined;
      const and = on === all ? { dry_run: false } : { dry_run: false, rows: toRows() };
      return toSentence(begin, 'restore_entries', and);
    },
    freeze: ticks.freeze,
  };
}

const count = (changes: number): string => `${changes} ${changes === 1 ? 'change' : 'changes'}`;
