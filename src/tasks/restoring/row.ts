// A row of a restore: one entry in one language, and either the version it goes back to or those that are taken back.
import type { Arguments } from '../../operations/arguments.ts';
import { BadTask, type Ground } from '../../operations/task.ts';
import { readLocales, requireUid } from '../types.ts';

export interface Given {
  content_type_uid: string;
  entry_uid: string;
  locale?: string;
  to?: number;
  undo?: number[];
  except?: string[];
}

export interface Row {
  content_type_uid: string;
  entry_uid: string;
  /** By its code; absent where the master's is meant, and which that is cannot be known. */
  locale?: string;
  isTranslation: boolean;
  /** Its content is what comes back. */
  before: number;
  /** The last that is taken back; absent where all since then is. */
  after?: number;
  except: readonly string[];
}

/** @throws {BadTask} with a line for each row that cannot be meant. */
export async function readRows(ground: Ground, given: readonly Given[]): Promise<Row[]> {
  const problems = given.flatMap((row, index) => complain(row).map(said => `rows[${index}]${said}`));
  if (problems.length > 0) throw new BadTask(...problems);
  const master = (await ground.words('locales'))?.find(({ isMaster }) => isMaster)?.value;
  const rows: Row[] = [];
  for (const [index, { content_type_uid, entry_uid, locale, to, undo = [], except = [] }] of given.entries()) {
    requireUid(content_type_uid, entry_uid);
    const [code] =
      locale === undefined ? [master] : (await readLocales(ground, [locale], `rows[${index}].locale`)).codes;
    rows.push({
      content_type_uid,
      entry_uid,
      ...(code === undefined ? {} : { locale: code }),
      isTranslation: master !== undefined && code !== master,
      before: to ?? Math.min(...undo) - 1,
      ...(to === undefined ? { after: Math.max(...undo) } : {}),
      except,
    });
  }
  const name = ({ content_type_uid, entry_uid, locale }: Row): string =>
    [content_type_uid, entry_uid, locale].join(' ');
  const twin = rows.findIndex((row, index) => rows.findIndex(other => name(other) === name(row)) < index);
  if (twin < 0) return rows;
  const first = rows.findIndex(row => name(row) === name(rows[twin] as Row));
  throw new BadTask(
    `rows[${twin}]: is the entry and language of rows[${first}]: give one row, such as {undo: [5, 6]} for two versions`,
  );
}

function complain({ to, undo }: Given): string[] {
  if (to === undefined && undo === undefined)
    return [
      ': give `to`, the version that it shall be like again, or `undo`, the versions whose changes are taken back: {undo: [5, 6]}',
    ];
  if (to !== undefined && undo !== undefined) return [': give `to` or `undo`, not both'];
  const versions = [...new Set(undo)].sort((one, other) => one - other);
  const first = versions[0] ?? 0;
  if (versions.includes(1))
    return ['.undo: version 1 is the first, with nothing before it: delete_entry or unlocalize_entry removes it'];
  if (versions.some((version, index) => version !== first + index))
    return [
      `.undo: ${versions.join(' and ')} do not follow each other: take back the later ones first, each in a call of its own`,
    ];
  return [];
}

/** The arguments that say which entry it is. */
export const toPlace = ({ content_type_uid, entry_uid, locale }: Row): Arguments => ({
  content_type_uid,
  entry_uid,
  ...(locale === undefined ? {} : { locale }),
});

/** `page blt1 (fr-fr)` */
export const nameRow = ({ content_type_uid, entry_uid, locale }: Row): string =>
  `${content_type_uid} ${entry_uid}${locale === undefined ? '' : ` (${locale})`}`;
