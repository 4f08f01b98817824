// Checks one value of a field that holds no other fields, and puts right what can only have meant one thing.

import { lowerLeaf } from '../lower.ts';
import { choicesOf, kindOf, metadataOf } from '../schema.ts';
import { isObject } from '../value.ts';
import { checkChoice } from './choice.ts';
import { refuseCutText, refuseCutWithin } from './cut.ts';
import { checkDocument } from './document.ts';
import type { CheckLeaf as Check, Leaf } from './findings.ts';
import { checkFile, checkReference, checkTerm } from './pointer.ts';

/** The value to be sent. */
export function checkLeaf(value: unknown, leaf: Leaf): unknown {
  const { field } = leaf;
  const lowered = lowerLeaf(field, value);
  const choices = choicesOf(field);
  if (choices) return checkChoice(lowered, choices, leaf);
  return checks[kindOf(field)]?.(lowered, leaf) ?? lowered;
}

const checkText: Check = (value, { field, address, stored, findings }) => {
  if (typeof value === 'string') refuseCutText(value, stored, address, findings);
  else {
    findings.refuse(
      address,
      'shape',
      metadataOf(field).allow_rich_text === true ? 'must be HTML, as a text' : 'must be a text',
    );
  }
  return value;
};

const checkNumber: Check = (value, { address, findings }) => {
  if (typeof value !== 'number') findings.refuse(address, 'shape', `must be a number${toHint(value)}`);
  return value;
};

/** What the number in a text would be: without its quotes it has to arrive as it stands. */
function toHint(value: unknown): string {
  const text = typeof value === 'string' ? value.trim() : '';
  if (!/^-?\d+(\.\d+)?$/.test(text)) return '';
  const number = Number(text);
  if (Math.abs(number) > Number.MAX_SAFE_INTEGER) return ', and this one is beyond 2^53, where digits are lost';
  return `: send ${number} without quotes`;
}

const checkBoolean: Check = (value, { address, findings }) => {
  if (typeof value !== 'boolean') findings.refuse(address, 'shape', 'must be true or false, without quotes');
  return value;
};

const datePattern = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

const checkDate: Check = (value, { address, findings }) => {
  const found = typeof value === 'string' ? datePattern.exec(value) : null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', offset] = found ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isDay = found !== null && date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  if (!isDay || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
    findings.refuse(address, 'date', 'must be a date such as 2026-03-09 or 2026-03-09T09:00:00Z');
  } else if (String(value).includes('T') && offset === undefined) {
    findings.refuse(address, 'date', 'has a time without its offset from UTC: end it in Z, or in one such as +01:00');
  }
  return value;
};

const checkLink: Check = (value, { address, findings }) => {
  if (!isObject(value)) findings.refuse(address, 'shape', 'must be a link: {title, href}');
  return value;
};

const checks: Partial<Record<ReturnType<typeof kindOf>, Check>> = {
  text: checkText,
  number: checkNumber,
  boolean: checkBoolean,
  isodate: checkDate,
  file: checkFile,
  link: checkLink,
  reference: checkReference,
  taxonomy: checkTerm,
  rich_text: (value, leaf) => {
    checkDocument(value, leaf);
    refuseCutWithin(value, leaf.stored, leaf.address, leaf.findings);
    return value;
  },
};
