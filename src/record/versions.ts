// Which version was stored, or live, before a write and which after it: as answers within one call show them.
import type { Departure } from '../door/request.ts';
import { isObject } from '../operations/is-object.ts';
import { toObject } from './named.ts';

type Json = Record<string, unknown>;

interface Seen {
  language: string | undefined;
  version: number;
  live: readonly Json[];
}

export interface Change {
  uid: string;
  language?: string;
  before?: number;
  after?: number;
}

/** Of so many things at most the versions are kept during a call: who scans a stack changes few of them. */
const most = 5_000;

export function watchVersions(toEnvironment: (uid: string) => string) {
  const seen = new Map<string, Seen[]>();
  const keep = (item: Json): void => {
    const { uid, locale, _version: version, publish_details: details } = item;
    if (typeof uid !== 'string' || typeof version !== 'number') return;
    const language = typeof locale === 'string' ? locale : undefined;
    const others = (seen.get(uid) ?? []).filter(each => each.language !== language);
    seen.delete(uid);
    seen.set(uid, [...others, { language, version, live: [details].flat().filter(isObject) }]);
    const [oldest] = seen.size > most ? seen.keys() : [];
    if (oldest !== undefined) seen.delete(oldest);
  };
  const find = (uid: string, language: string | undefined): Seen | undefined => {
    const all = seen.get(uid) ?? [];
    return all.find(each => each.language === language) ?? (language === undefined ? all.at(-1) : undefined);
  };
  return {
    /** Of a good answer to a read. */
    read(body: unknown): void {
      if (!isObject(body)) return;
      for (const value of Object.values(body)) for (const item of [value].flat()) if (isObject(item)) keep(item);
    },
    /** Of a good answer to a write: what it changed, and which things it published where. */
    wrote(departure: Departure, places: Places): Change[] {
      return toChanges(departure, places).filter(({ before, after }) => before !== undefined || after !== undefined);
    },
  };

  function toChanges({ request, answer }: Departure, places: Places): Change[] {
    if (request.effect === 'publish') return toItems(request, places).map(item => toPublished(item, places));
    const object = toObject(answer?.body) ?? {};
    const uid = typeof object.uid === 'string' ? object.uid : places.uid;
    if (uid === undefined) return toItems(request, places).map(({ uid: each, language }) => toGone(each, language));
    const language = typeof object.locale === 'string' ? object.locale : places.languages[0];
    if (request.effect === 'delete') return [toGone(uid, language)];
    const before =
      find(uid, language)?.version ?? (object.locale === undefined ? find(uid, undefined)?.version : undefined);
    const change = toChange(uid, language, before, object._version);
    keep({ locale: language, ...object, uid });
    return [change];
  }

  function toGone(uid: string, language: string | undefined): Change {
    return toChange(uid, language, (find(uid, language) ?? find(uid, undefined))?.version, undefined);
  }

  function toPublished({ uid, version, language }: Item, { environments, languages }: Places): Change {
    const [only, another] = language === undefined ? languages : [language];
    const one = another === undefined ? only : undefined;
    const known = (one === undefined ? undefined : find(uid, one)) ?? find(uid, undefined);
    const live = (known?.live ?? []).filter(
      ({ environment, locale }) =>
        environments.includes(toEnvironment(String(environment))) &&
        (locale === undefined || one === undefined || locale === one),
    );
    const versions = [...new Set(live.map(each => each.version))];
    // Of several places that had different ones, none stands for all.
    return toChange(uid, one, versions.length === 1 ? versions[0] : undefined, version ?? known?.version);
  }
}

const toChange = (uid: string, language: string | undefined, before: unknown, after: unknown): Change => ({
  uid,
  ...(language === undefined ? {} : { language }),
  ...(typeof before === 'number' ? { before } : {}),
  ...(typeof after === 'number' ? { after } : {}),
});

/** What the request names besides. */
interface Places {
  /** By its path. */
  uid: string | undefined;
  environments: readonly string[];
  languages: readonly string[];
}

interface Item {
  uid: string;
  version: number | undefined;
  language: string | undefined;
}

/** Of what is sent: the thing of the path, or the items of its lists. */
function toItems({ body }: Departure['request'], { uid }: Places): Item[] {
  const sent = parse(body);
  const toVersion = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
  if (uid !== undefined) {
    const own = [sent.version, ...Object.values(sent).map(part => (isObject(part) ? part.version : undefined))];
    return [{ uid, version: own.map(toVersion).find(each => each !== undefined), language: undefined }];
  }
  const lists = [sent.entries, sent.assets, sent.items].flatMap(list => (Array.isArray(list) ? list : []));
  return lists.filter(isObject).flatMap(item =>
    typeof item.uid === 'string'
      ? [
          {
            uid: item.uid,
            version: toVersion(item.version),
            language: typeof item.locale === 'string' ? item.locale : undefined,
          },
        ]
      : [],
  );
}

function parse(body: string | undefined): Json {
  try {
    const value: unknown = JSON.parse(body ?? '{}');
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
