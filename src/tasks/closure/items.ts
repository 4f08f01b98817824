// The items that a closure goes through: each read once in each language, and older versions where their text is live.

import type { Json } from '../../content/value.ts';
import { type Ground, Refused } from '../../operations/task.ts';
import { saysAbsent } from '../../operations/verdict.ts';
import { attempt, Lookup, readByUids } from '../by-uids.ts';
import { listStates, readVersion } from '../states.ts';
import { assetUid, type Type } from '../types.ts';

/** So many versions are asked for at once; their pace is the door's. */
const atOnce = 5;

/** A version that there is not; undefined where it could not be read. */
export type Text = Json | 'none' | undefined;

interface Wanted {
  type: Type;
  uid: string;
  version: number;
  locale: string | undefined;
}

const toKey = ({ type, uid, version, locale = '' }: Wanted): string => JSON.stringify([type.uid, uid, version, locale]);

export class Items {
  /** How many versions could not be read. */
  lostVersions = 0;
  /** How many versions are not to be read with these rights. */
  barred = 0;
  /** A read shows where an item is live in other languages too: some do not. */
  showsAll = false;
  private readonly lookup: Lookup<Json | 'none'>;
  private readonly ground: Ground;
  private readonly texts = new Map<string, Text>();

  constructor(ground: Ground) {
    this.ground = ground;
    this.lookup = new Lookup(async (type, uids, locale) => {
      const included = { include_publish_details: true, ...(type === assetUid ? {} : { include_workflow: true }) };
      const items = await readByUids(ground, type, uids, { ...included, only: 'all', locale });
      if (!items) return undefined;
      const found = new Map<string, Json | 'none'>(uids.map(uid => [uid, 'none']));
      for (const item of items) {
        found.set(String(item.uid), item);
        // Files, which have no language, show all of theirs.
        const isEntry = typeof item.locale === 'string';
        this.showsAll ||= isEntry && listStates(item)?.some(state => state.locale !== item.locale) === true;
      }
      return found;
    });
  }

  /** How many items could not be read. */
  get lost(): number {
    return this.lookup.lost;
  }

  /** @param locale files are the same in all. */
  want(type: string, uid: string, locale: string): void {
    this.lookup.want(type, uid, toLanguage(type, locale));
  }

  fill(): Promise<void> {
    return this.lookup.fill(true);
  }

  /** As it was saved last, in the language or in one that it falls back to. */
  find(type: string, uid: string, locale: string): Text {
    return this.lookup.find(type, uid, toLanguage(type, locale));
  }

  /** All of them once; one request for each that is not known. */
  async readVersions(all: readonly Wanted[]): Promise<void> {
    const wanted = [...new Map(all.map(each => [toKey(each), each])).entries()].filter(([key]) => !this.texts.has(key));
    for (let at = 0; at < wanted.length; at += atOnce)
      await Promise.all(wanted.slice(at, at + atOnce).map(([key, each]) => this.readOne(key, each)));
  }

  findVersion(wanted: Wanted): Text {
    return this.texts.get(toKey(wanted));
  }

  private async readOne(key: string, { type, uid, version, locale }: Wanted): Promise<void> {
    const read = async (): Promise<Text> => {
      try {
        return await readVersion(this.ground, type, uid, version, locale);
      } catch (error) {
        if (error instanceof Refused && saysAbsent(error.answer)) return 'none';
        throw error;
      }
    };
    const isOpen = this.ground.has(type.uid === assetUid ? 'get_asset' : 'get_entry');
    const text = isOpen ? await attempt(this.ground, read) : undefined;
    if (text === undefined && isOpen) this.lostVersions += 1;
    if (text === undefined && !isOpen) this.barred += 1;
    this.texts.set(key, text);
  }
}

const toLanguage = (type: string, locale: string): string | undefined => (type === assetUid ? undefined : locale);
