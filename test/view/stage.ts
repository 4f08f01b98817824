// What tests of the view share: one browser, one site, and for each way to speak a client on a demo stack of its own.
import { type Browsing, startBrowser } from './browser.ts';
import { codeOf } from './model.ts';
import { openView, type View } from './open-view.ts';
import { type Site, startSite } from './site.ts';
import { type Speaker, speak, type Way } from './speaker.ts';
import { type Name, type State, states } from './states.ts';
import type { Json, Manner, Opening } from './wire.ts';

export interface Stage extends AsyncDisposable {
  browsing: Browsing;
  site: Site;
  /** The call and its answer; a state that writes is played on a stack that nobody else sees. */
  prepare(state: Name | State, way?: Way): Promise<Opening>;
  show(opening: Opening, how?: Partial<Manner>): Promise<View>;
  /** Both. */
  open(state: Name | State, how?: Partial<Manner>, way?: Way): Promise<View & { opening: Opening }>;
}

export const newest: Way = { transport: 'stdio', era: '2026' };

export async function setStage(): Promise<Stage> {
  const [browsing, site] = await Promise.all([startBrowser(), startSite('bare')]);
  const speakers = new Map<string, Promise<Speaker>>();
  const sayYes = async () => true;
  const begin = (way: Way) => speak(way, { args: ['--sandbox'] }, sayYes);
  const speaker = (way: Way): Promise<Speaker> => {
    const key = JSON.stringify(way);
    const known = speakers.get(key) ?? begin(way);
    speakers.set(key, known);
    return known;
  };
  const stage: Stage = {
    browsing,
    site,
    async prepare(state, way = newest) {
      const found = typeof state === 'string' ? states.find(({ name }) => name === state) : state;
      const { tool, args, then } = found as State;
      if (then === undefined) return (await speaker(way)).open(tool, args);
      await using own = await begin(way);
      const { result } = await own.open(tool, args);
      return await own.open(then, { ...args, code: codeOf(result) });
    },
    show: async (opening, how) => openView({ browsing, site }, opening, await speaker(newest), how),
    async open(state, how, way) {
      const opening = await stage.prepare(state, way);
      // It is closed by what it has of the view.
      return Object.assign(await stage.show(opening, how), { opening });
    },
    async [Symbol.asyncDispose]() {
      await browsing[Symbol.asyncDispose]();
      await site[Symbol.asyncDispose]();
      for (const each of speakers.values()) await (await each)[Symbol.asyncDispose]();
    },
  };
  return stage;
}

export interface Told extends Json {
  says: string;
  notes: string[];
  /** By column, with what is the same in all. */
  rows: Record<string, string | number | boolean | null>[];
}

/** What the text of an answer says, its table spelt out. */
export function readTold({ content }: Json): Told {
  const [first] = content as { text: string }[];
  const { all = {}, columns = [], rows = [], legend = {}, notes = [], ...rest } = JSON.parse(first?.text ?? '');
  const spell = (cell: unknown) => (typeof cell === 'string' && Object.hasOwn(legend, cell) ? legend[cell] : cell);
  const toRow = (cells: unknown[]) => ({
    ...all,
    ...Object.fromEntries(cells.map((cell, index) => [columns[index], spell(cell)])),
  });
  return { ...rest, notes, rows: rows.map(toRow) };
}
