// What is live where: of an entry or file as a scan gave it, with its publish details, and its text where that is not the latest.
import { isObject, type Json } from '../content/value.ts';
import { type Ground, Refused } from '../operations/task.ts';
import { assetUid, type Type } from './types.ts';

/** One publish that stands: an item in an environment, in a language. */
export interface State {
  /** Uid of the environment. */
  environment: string;
  locale: string;
  version: number;
  /** When it was published; ISO 8601. */
  at?: string;
  /** Uid of who published it. */
  by?: string;
}

/** Of an item that was read with `include_publish_details`; undefined where it does not say. */
export function listStates({ publish_details: details }: Json): State[] | undefined {
  if (!Array.isArray(details)) return undefined;
  return details.filter(isObject).flatMap(({ environment, locale, version, time, user }) =>
    typeof environment === 'string' && typeof locale === 'string' && typeof version === 'number'
      ? [
          {
            environment,
            locale,
            version,
            ...(typeof time === 'string' ? { at: time } : {}),
            ...(typeof user === 'string' ? { by: user } : {}),
          },
        ]
      : [],
  );
}

/** The state of an item in one environment and language; files are live in every language of their publish alike. */
export const findState = (item: Json, environment: string, locale: string | undefined): State | undefined =>
  listStates(item)?.find(
    state => state.environment === environment && (locale === undefined || state.locale === locale),
  );

/**
 * The item as it is live; one request where that is not the latest version, none where it is.
 * @param locale of the publish; absent for files.
 * @returns undefined where it is not live there.
 * @throws {Refused} when that version cannot be read.
 */
export async function readLive(
  ground: Ground,
  type: Type,
  item: Json,
  environment: string,
  locale?: string,
): Promise<Json | undefined> {
  const state = findState(item, environment, locale);
  if (!state) return undefined;
  if (state.version === item._version && (locale === undefined || item.locale === locale)) return item;
  return readVersion(ground, type, String(item.uid), state.version, locale);
}

/** @param more arguments of the read, such as what is included. @throws {Refused} */
export async function readVersion(
  ground: Ground,
  type: Type,
  uid: string,
  version: number | undefined,
  locale?: string,
  branch?: string,
  more: Json = {},
): Promise<Json> {
  const isAsset = type.uid === assetUid;
  const which = version === undefined ? {} : { version };
  const given = isAsset
    ? { asset_uid: uid, ...which, ...more }
    : { content_type_uid: type.uid, entry_uid: uid, ...which, ...(locale === undefined ? {} : { locale }), ...more };
  const name = isAsset ? 'get_asset' : 'get_entry';
  const body = await ground.read(name, given, branch);
  const object = isAsset ? body.asset : body.entry;
  if (isObject(object)) return object;
  throw new Refused(name, given, { status: 200, body, json: true, requestId: undefined }, branch ?? ground.branch);
}
