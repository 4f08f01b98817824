// What was saved since a moment: entries with the versions to take back. Nothing is restored by it.
import { isObject, type Json } from '../../content/value.ts';
import { BadTask, type Found, type Ground, isOver } from '../../operations/task.ts';
import { readSpan, toIso } from '../activity/span.ts';
import { attempt } from '../by-uids.ts';
import { count, join, tellSoFar } from '../numbers.ts';
import { scan } from '../scan.ts';
import { assetUid, type Lane, readLocales, readTypes, toLanes } from '../types.ts';

interface Asked {
  since: string;
  content_types?: string[] | undefined;
  locales?: string[] | undefined;
  after?: string | undefined;
}

/** Of so many the versions are asked for, which takes a request each. */
const mostAsked = 50;

/** More rows than any answer shows. */
const mostRows = 1_000;

interface Candidate {
  lane: Lane;
  item: Json;
}

export async function listSince(ground: Ground, { since, content_types, locales, after }: Asked): Promise<Found> {
  if (!ground.has('list_entries') || !ground.has('list_content_types'))
    throw new BadTask('since: entries cannot be listed here; name them in rows');
  const from = toIso(readSpan({ since }).since);
  const { codes } = await readLocales(ground, locales);
  const types = (await readTypes(ground, content_types)).filter(({ uid }) => uid !== assetUid);
  const found: Candidate[] = [];
  const scanned = await scan(ground, {
    lanes: toLanes(types, codes),
    after,
    only: () => [],
    query: () => ({ updated_at: { $gte: from } }),
    onPage(lane, items) {
      // What falls back is told in its own language; a stack that knows no such filter gives all there is.
      const own = items.filter(
        ({ locale, updated_at: at }) => locale === lane.locale && Date.parse(String(at)) >= Date.parse(from),
      );
      found.push(...own.map(item => ({ lane, item })));
    },
    countRest: () => Math.min(found.length, mostAsked),
  });
  found.sort((one, other) => (String(one.item.updated_at) < String(other.item.updated_at) ? 1 : -1));
  const shown = found.slice(0, mostRows);
  const rows: unknown[][] = [];
  for (const [index, { lane, item }] of shown.entries()) {
    const versions = index < mostAsked && !isOver(ground) ? await listVersions(ground, lane, item, from) : undefined;
    rows.push([
      lane.type.uid,
      item.uid,
      item.title,
      lane.locale,
      ...toUndo(versions),
      item._version,
      item.updated_at,
      item.updated_by,
    ]);
  }
  const entries = new Set(found.map(({ lane, item }) => `${lane.type.uid} ${String(item.uid)}`)).size;
  const languages = new Set(found.map(({ item }) => item.locale)).size;
  return {
    says: `${count(entries, 'entry', 'entries')} in ${count(languages, 'language')} saved since ${from}${tellSoFar(scanned)}; nothing was restored`,
    notes: [
      ...(found.length > 0
        ? [
            'who saved what is not told apart where a token is shared: choose, then send rows with to, or with undo as it stands here',
          ]
        : []),
      ...scanned.notes,
    ],
    columns: ['content_type', 'uid', 'title', 'locale', 'undo', 'version', 'saved_at', 'saved_by'],
    rows,
    beyond: found.length - shown.length,
    ...(scanned.left ? { left: scanned.left } : {}),
  };
}

/** Its versions since then, the oldest first; undefined where that is not known. */
async function listVersions(
  ground: Ground,
  { type, locale }: Lane,
  { uid }: Json,
  from: string,
): Promise<number[] | undefined> {
  if (!ground.has('list_entry_versions')) return undefined;
  const body = await attempt(ground, () =>
    ground.read('list_entry_versions', {
      content_type_uid: type.uid,
      entry_uid: uid,
      locale,
      include_updated_at: true,
      limit: 100,
    }),
  );
  const versions = Array.isArray(body?.versions) ? body.versions.filter(isObject) : [];
  const since = versions
    .filter(each => Date.parse(String(each.updated_at)) >= Date.parse(from))
    .map(({ _version: version }) => Number(version))
    .sort((one, other) => one - other);
  return since.length === 0 || since.length === 100 ? undefined : since;
}

/** The first version of all cannot be taken back. */
function toUndo(versions: readonly number[] | undefined): [undo: unknown] {
  if (!versions) return [null];
  return [versions[0] === 1 ? `new since then (v${join(versions.map(String))})` : versions];
}
