// An entry whose content type may not be read here: what can be told without is refused, and nothing that is more than a text is replaced unasked.
import type { Checked } from '../content/check/check.ts';
import { Findings } from '../content/check/findings.ts';
import { scan } from '../content/check/scan.ts';
import { diff } from '../content/diff.ts';
import { systemKeys } from '../content/schema.ts';
import { isEmpty, isObject, type Json } from '../content/value.ts';
import { tellValue } from '../content/words.ts';
import type { Sent } from './sent.ts';
import { type Ready, toLocale, type Write } from './write.ts';

export function guardUnknown(
  write: Write,
  { object, argument = 'entry' }: Sent,
  stored: Json | undefined,
): Ready | { problems: string[] } {
  const { given, isChecked } = write;
  const findings = new Findings();
  scan(object, stored, findings);
  const locale = toLocale(write);
  if (typeof object.locale === 'string' && locale !== undefined && object.locale !== locale) {
    findings.refuse(['locale'], 'locale', `is ${object.locale}, but the entry is saved in ${locale}: leave it out`);
  }
  const { problems, notes } = findings;
  if (isChecked && problems.length > 0) {
    return { problems: problems.map(({ address, reason }) => `${argument}.${address}: ${reason}`) };
  }
  const replaced = Object.keys(object).filter(
    key =>
      !systemKeys.has(key) &&
      isMore(stored?.[key]) &&
      diff({ [key]: stored?.[key] }, { [key]: object[key] }).length > 0,
  );
  const checked: Checked = {
    value: object,
    problems: [],
    more: 0,
    notes,
    moreNotes: 0,
    isUnchanged: false,
    needs: replaced.map(address => ({ address, reason: 'is replaced as a whole' })),
    losses: replaced.map(field => ({
      address: field,
      field,
      kind: 'member' as const,
      title: field,
      text: tellValue(stored?.[field]),
    })),
  };
  return { sent: object, given, checked };
}

/** More than a text or a list of texts, which shows as a whole what it loses. */
const isMore = (value: unknown): boolean =>
  !isEmpty(value) && (Array.isArray(value) ? value.some(item => typeof item === 'object') : isObject(value));
