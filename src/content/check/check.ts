// Checks an entry before it is sent: what would be lost without a word, what was surely meant otherwise, what it would destroy.

import { diff } from '../diff.ts';
import { type Field, findField, topFields } from '../schema.ts';
import { isEmpty, isObject, type Json, member } from '../value.ts';
import { tellValue } from '../words.ts';
import { withoutCopiedUids } from './copies.ts';
import { checkFields } from './fields.ts';
import { Findings, type IsLeftOut, type Note, type Place, type Problem } from './findings.ts';
import { type Loss, listLosses } from './losses.ts';
import { listNeeds, type Need } from './needs.ts';
import { checkChange, operatorOf } from './operators.ts';
import { requireFields } from './required.ts';
import { scan } from './scan.ts';
import { isSystemKey, refuseCut } from './writable.ts';

export interface CheckOptions {
  /** Of the content type, global fields spelt out: `GET /content_types/{uid}?include_global_field_schema=true`. */
  schema: readonly Field[];
  /** The entry as read in the language it is saved in; what falls back counts too. Absent for a new entry. */
  stored?: Json | undefined;
  /** The language it is saved in; the master's if absent. */
  locale?: string | undefined;
  masterLocale?: string | undefined;
  /** The content type has `field_rules`: what they hide is not mandatory, so that nothing is sure to be missing. */
  hasRules?: boolean | undefined;
  /** System fields that this request takes, such as `_variant`. A new entry's `uid` is always taken. */
  keep?: readonly string[] | undefined;
  /** Fields of which the caller means to remove stored parts, so that the start of what is stored is not taken for a cut. */
  replace?: ReadonlySet<string> | undefined;
  /** Problems and notes that do not count. */
  isLeftOut?: IsLeftOut | undefined;
}

export interface Checked {
  /** What is to be sent: files as uids, references as pairs, labels as values, no system fields. */
  value: Json;
  /** Nothing may be sent while there are any. At most twenty; `more` counts the rest. */
  problems: Problem[];
  more: number;
  /** All that is sent is stored already in this language, so that nothing would change. */
  isUnchanged: boolean;
  /** What was put right or has no effect. At most twenty; `moreNotes` counts the rest. */
  notes: Note[];
  moreNotes: number;
  /** Fields that need `if_version`. Empty for a new entry, and in a language without a version of its own. */
  needs: Need[];
  /** What would be destroyed; a field in `replace` allows it. Empty where `needs` would be. */
  losses: Loss[];
}

/**
 * Only what differs from the stored value is checked: what a stack holds already may always be sent back. Data types
 * that are not known here pass.
 * @param sent the fields, as in the request's `entry`.
 */
export function check(sent: Json, options: CheckOptions): Checked {
  const { schema, stored, locale, masterLocale, hasRules = false, keep = [] } = options;
  const fields = topFields(schema);
  const findings = new Findings(options.replace, options.isLeftOut);
  const isTranslation = locale !== undefined && masterLocale !== undefined && locale !== masterLocale;
  const place: Place = { address: [], findings, schema: fields, isTranslation, isPartial: false, isNew: !stored };
  const given = takeFields(sent, fields, options, findings);
  scan(given, stored, findings);
  // Top-level fields that are not sent are not missing, but in a new entry.
  const checked = checkFields(given, stored ?? {}, fields, place, checkChange);
  if (!stored && !hasRules) requireFields(checked, fields, place);
  checkPulls(checked, fields, findings);
  const kept = [...keep, ...(stored ? [] : ['uid'])].filter(key => isSystemKey(key, fields) && key in sent);
  const value: Json = {
    ...withoutCopiedUids(checked, stored ?? {}, fields, findings),
    ...Object.fromEntries(kept.map(key => [key, sent[key]])),
  };
  // What is read in a language without a version of its own is another language's.
  const isOwn =
    stored !== undefined && (locale === undefined || stored.locale === undefined || stored.locale === locale);
  return {
    value,
    problems: findings.problems,
    more: findings.more,
    notes: findings.notes,
    moreNotes: findings.moreNotes,
    isUnchanged: isOwn && isUnchanged(value, stored, fields),
    needs: isOwn ? listNeeds(fields, stored, value) : [],
    losses: isOwn ? listLosses(fields, stored, value, isTranslation) : [],
  };
}

function isUnchanged(value: Json, stored: Json, fields: readonly Field[]): boolean {
  const isChange = (field: Field): boolean => operatorOf(field, member(value, field.uid)) !== undefined;
  return !fields.some(isChange) && diff(stored, { ...stored, ...value }, { schema: fields }).length === 0;
}

/** What was sent without the members that are the system's. Those that were surely meant are refused. */
function takeFields(sent: Json, fields: readonly Field[], options: CheckOptions, findings: Findings): Json {
  const isCut = refuseCut(sent, fields, findings);
  const isLeft = (key: string): boolean => isSystemKey(key, fields) || (isCut && (key === 'cut' || key === 'rest'));
  const kept = Object.entries(sent).filter(([key]) => !isLeft(key));
  checkLocale(sent, fields, options, findings);
  const system = Object.keys(sent).filter(key => isSystemKey(key, fields) && key !== 'locale');
  if (kept.length === 0 && !options.keep?.some(key => system.includes(key))) {
    for (const key of system) {
      const isVersion = key === '_version';
      findings.refuse(
        [key],
        'system',
        isVersion
          ? 'brings no version back: read that version and send its fields'
          : 'is kept by the CMA itself, and nothing else was sent',
      );
    }
  }
  return Object.fromEntries(kept);
}

/** A language in the entry is no language to save in. */
function checkLocale(sent: Json, fields: readonly Field[], options: CheckOptions, findings: Findings): void {
  const locale = options.locale ?? options.masterLocale ?? member(options.stored, 'locale');
  if (findField(fields, 'locale') || isEmpty(sent.locale) || sent.locale === locale || typeof locale !== 'string')
    return;
  const given = tellValue(sent.locale);
  findings.refuse(
    ['locale'],
    'locale',
    options.locale === undefined
      ? `has no effect here, and ${given} would be saved over ${locale}: name the language beside the entry`
      : `is ${given}, but the entry is saved in ${locale}: leave it out`,
  );
}

/** The CMA takes one field with PULL in a request. */
function checkPulls(value: Json, fields: readonly Field[], findings: Findings): void {
  const pulled = fields.filter(field => isObject(value) && operatorOf(field, member(value, field.uid)) === 'PULL');
  for (const { uid } of pulled.slice(1))
    findings.refuse([uid], 'operator', 'is a second field with PULL: send one at a time');
}
