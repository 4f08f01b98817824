// Files that nothing uses: neither what is saved in any language, nor what is live, nor what the API itself knows of.
import { listMentions } from '../../content/mentions.ts';
import type { Json } from '../../content/value.ts';
import type { Ground } from '../../operations/task.ts';
import { attempt } from '../by-uids.ts';
import { nameLane } from '../scan.ts';
import { listStates, readVersion } from '../states.ts';
import { titleOf } from '../titles.ts';
import { assetUid, type Type } from '../types.ts';
import type { Check, Finding, Told } from './check.ts';

/** A version that is live and not the latest, so that no scan shows what it uses. */
interface Older {
  type: Type;
  uid: string;
  locale: string;
  version: number;
}

/** Of the time of a call, in milliseconds, what is kept for the answer. */
const reserve = 1_000;

export const unusedAssets: Check = {
  nouns: ['unused asset', 'unused assets'],
  needs: ['list_assets', 'list_asset_refs', 'get_entry'],
  joins: 'all',
  seesAssets: true,
  start({ ground, master }) {
    const assets = new Map<string, Finding>();
    const latest = new Map<string, unknown>();
    const live: Older[] = [];
    let count = 0;
    let isWhole = false;
    const use = (value: unknown): void => {
      for (const name of listMentions(value)) assets.delete(name);
    };
    const see = (type: Type, item: Json): void => {
      const uid = String(item.uid);
      latest.set(`${type.uid} ${uid} ${item.locale}`, item._version);
      for (const { locale, version } of listStates(item) ?? []) live.push({ type, uid, locale, version });
      // Of publishing it names who did it and where, which is no use of a file.
      use({ ...item, publish_details: undefined });
    };
    return {
      see(lane, own) {
        if (lane.type.uid !== assetUid) {
          for (const item of own) see(lane.type, item);
          return;
        }
        for (const asset of own) {
          const { uid, is_dir } = asset;
          if (is_dir === true || typeof uid !== 'string') continue;
          count += 1;
          assets.set(uid, { type: assetUid, uid, title: titleOf(asset), says: 'nothing refers to it' });
        }
      },
      keep: () => {
        isWhole = true;
      },
      async tell(isAll): Promise<Told> {
        if (!isAll || !isWhole) return refuse('not everything that may use them could be read');
        for (const older of listOlder(live, latest, master)) {
          if (assets.size === 0) break;
          if (isLate(ground)) return refuse('there are more older versions that are live than one call can read');
          const { type, uid, locale, version } = older;
          const text = await attempt(ground, () => readVersion(ground, type, uid, version, locale));
          if (!text)
            return refuse(`the live version ${version} of ${uid}, ${nameLane({ type, locale })}, could not be read`);
          use(text);
        }
        return confirm(ground, [...assets.values()], count);
      },
    };
  },
};

const refuse = (why: string): Told => ({
  findings: [],
  notes: [`unused assets cannot be told: ${why}`],
  isUnknown: true,
});

const isLate = ({ until }: Ground): boolean => Date.now() > until - reserve;

/** Each once; a language that only falls back shows the master's. */
function listOlder(live: readonly Older[], latest: ReadonlyMap<string, unknown>, master: string | undefined): Older[] {
  const found = new Map<string, Older>();
  for (const { type, uid, locale, version } of live) {
    const isOwn = latest.has(`${type.uid} ${uid} ${locale}`);
    const language = isOwn ? locale : (master ?? locale);
    if (latest.get(`${type.uid} ${uid} ${language}`) === version) continue;
    found.set(`${type.uid} ${uid} ${language} ${version}`, { type, uid, locale: language, version });
  }
  return [...found.values()];
}

/** The API's own list has the last word: it knows of uses that no entry shows. */
async function confirm(ground: Ground, candidates: readonly Finding[], count: number): Promise<Told> {
  const findings: Finding[] = [];
  const notes: string[] = [`${count} ${count === 1 ? 'asset' : 'assets'} looked at`];
  for (const [index, candidate] of candidates.entries()) {
    const given = { asset_uid: candidate.uid };
    const body = isLate(ground) ? undefined : await attempt(ground, () => ground.read('list_asset_refs', given));
    if (!Array.isArray(body?.references)) {
      const left = candidates.length - index;
      notes.push(
        `${left} more that may be unused could not be confirmed: look at them with list_asset_refs, first ${candidate.uid}`,
      );
      return { findings, notes, isPartial: true };
    }
    if (body.references.length === 0) findings.push(candidate);
  }
  return { findings, notes };
}
