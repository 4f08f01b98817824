// Versions of an entry or an asset: how they are listed, and the names that they may have.
import type { Call } from '../http/call.ts';
import { refuseRequest } from '../http/replies.ts';
import { takeFlag, takeParam } from '../http/take.ts';
import type { Json } from '../state/json.ts';
import { readPage } from './query.ts';

interface Version {
  _version: number;
  _version_name?: string;
  updated_at: string;
  updated_by: string;
}

/** @param versions newest first. @param more what each of them says beside. */
export function answerVersions(call: Call, versions: readonly Version[], more: Json = {}): Json {
  const isNamed = takeFlag(call, 'named');
  const found = versions.filter(({ _version_name }) => !isNamed || _version_name !== undefined);
  const { skip, limit } = readPage(call);
  const shown = found.slice(skip, skip + limit).map(({ _version, _version_name, updated_at, updated_by }) => ({
    _version,
    ...more,
    ...(_version_name === undefined ? {} : { _version_name }),
    ...(takeFlag(call, 'include_updated_at') ? { updated_at } : {}),
    ...(takeFlag(call, 'include_updated_by') ? { updated_by } : {}),
  }));
  return { versions: shown, ...(takeFlag(call, 'include_count') ? { count: found.length } : {}) };
}

/** The number in the path; -1, which no version has, for what is none. */
export function takeVersionNumber(call: Call): number {
  const number = Number(takeParam(call, 'version'));
  return Number.isInteger(number) ? number : -1;
}

export function unname(version: Pick<Version, '_version_name'>): Json {
  if (version._version_name === undefined) {
    throw refuseRequest('The version has no name.', { _version_name: ['is not valid.'] });
  }
  delete version._version_name;
  return { notice: 'Version name deleted successfully' };
}
