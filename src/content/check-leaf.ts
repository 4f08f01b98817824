// Checks one value of a field that holds no other fields, and puts right what can only have meant one thing.
import { checkDocument } from './check-document.ts';
import type { Leaf } from './findings.ts';
import { lowerLeaf } from './lower.ts';
import { nearestName } from './near.ts';
import { type Choice, choicesOf, kindOf, metadataOf, targetsOf } from './schema.ts';
import { isObject, member } from './value.ts';
import { tellValue } from './words.ts';

type Check = (value: unknown, leaf: Leaf) => unknown;

/** So many choices are listed in a refusal. */
const mostListed = 40;

/** The value to be sent. */
export function checkLeaf(value: unknown, leaf: Leaf): unknown {
  const { field } = leaf;
  const lowered = lowerLeaf(field, value);
  const choices = choicesOf(field);
  if (choices) return checkChoice(lowered, choices, leaf);
  return checks[kindOf(field)]?.(lowered, leaf) ?? lowered;
}

/** A label is taken for its value, and so is a value in other letters or as text, when exactly one fits. */
function checkChoice(value: unknown, choices: Choice[], { address, findings }: Leaf): unknown {
  if (value === '' || choices.some(choice => choice.value === value)) return value;
  const fold = (text: unknown): string => String(text).trim().toLowerCase();
  const isScalar = ['string', 'number'].includes(typeof value);
  const fitting = isScalar
    ? choices.filter(choice => [choice.label, choice.value].some(each => fold(each) === fold(value)))
    : [];
  const [found] = fitting;
  if (found && fitting.length === 1) {
    findings.note(address, `${tellValue(value)} is the choice ${tellValue(found.value)}`);
    return found.value;
  }
  const listed = choices.slice(0, mostListed).map(tellChoice);
  const rest = choices.length > mostListed ? `, and ${choices.length - mostListed} more` : '';
  findings.refuse(address, 'choice', `is not one of the choices: ${listed.join(', ')}${rest}`, () =>
    typeof value === 'string' && fitting.length === 0 ? nearestChoice(value, choices) : undefined,
  );
  return value;
}

const tellChoice = ({ value, label }: Choice): string =>
  label === String(value) ? JSON.stringify(value) : `${tellValue(value)} (${label})`;

function nearestChoice(value: string, choices: Choice[]): string | undefined {
  const near = nearestName(value, [
    ...choices.map(choice => String(choice.value)),
    ...choices.map(({ label }) => label),
  ]);
  const found = choices.find(choice => near === String(choice.value) || near === choice.label);
  return found && String(found.value);
}

/** Where a text ends in a word that goes on in what is stored, it was cut, not shortened. */
const leastCut = 500;

const checkText: Check = (value, { field, address, stored, findings }) => {
  if (typeof value !== 'string') {
    findings.refuse(
      address,
      'shape',
      metadataOf(field).allow_rich_text === true ? 'must be HTML, as a text' : 'must be a text',
    );
  } else if (typeof stored === 'string' && stored.length >= leastCut && stored.startsWith(value)) {
    const around = stored.slice(value.length - 1, value.length + 1);
    if (value !== '' && /^[\p{L}\p{N}]{2}$/u.test(around)) {
      findings.refuse(
        address,
        'cut',
        `ends in the middle of a word, after ${value.length} of ${stored.length} characters: it was cut when it was read`,
      );
    }
  }
  return value;
};

const checkNumber: Check = (value, { address, findings }) => {
  if (typeof value !== 'number') {
    const isNumber = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value.trim());
    findings.refuse(address, 'shape', `must be a number${isNumber ? `: send ${value.trim()} without quotes` : ''}`);
  }
  return value;
};

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

/** Uids have neither blanks nor full stops; titles, file names and addresses mostly do. */
const isUid = (value: unknown): value is string => typeof value === 'string' && /^[\w-]{1,200}$/.test(value);

const checkFile: Check = (value, { address, findings }) => {
  if (value !== '' && !isUid(value))
    findings.refuse(address, 'file', 'must be the uid of an asset, not its title, name or address');
  return value;
};

/** With one content type to refer to, a uid alone says all. */
const checkReference: Check = (value, { field, address, findings }) => {
  const targets = targetsOf(field);
  const [only] = targets;
  const isOld = typeof field.reference_to === 'string';
  const uid = isObject(value) ? value.uid : value;
  const type = member(value, '_content_type_uid') ?? (targets.length === 1 ? only : undefined);
  const listed = targets.slice(0, mostListed).join(', ');
  if (!isUid(uid)) {
    findings.refuse(
      address,
      'reference',
      'must hold the uid of an entry, as {uid, _content_type_uid}, not its title or address',
    );
  } else if (typeof type !== 'string') {
    findings.refuse(
      address,
      'reference',
      `lacks _content_type_uid, which must be one of ${listed || 'the content types'}`,
    );
  } else if (targets.length > 0 && !targets.includes(type)) {
    findings.refuse(address, 'reference', `may not refer to ${tellValue(type)}: it takes ${listed}`, () =>
      nearestName(type, targets),
    );
  } else {
    return isOld && typeof value === 'string' ? value : { uid, _content_type_uid: type };
  }
  return value;
};

const checkTerm: Check = (value, { field, address, findings }) => {
  const known = (Array.isArray(field.taxonomies) ? field.taxonomies : [])
    .map(taxonomy => member(taxonomy, 'taxonomy_uid'))
    .filter(uid => typeof uid === 'string');
  const taxonomy = member(value, 'taxonomy_uid') ?? (known.length === 1 ? known[0] : undefined);
  const term = member(value, 'term_uid');
  if (typeof taxonomy !== 'string' || typeof term !== 'string') {
    findings.refuse(
      address,
      'shape',
      `must be {taxonomy_uid, term_uid}, with one of the taxonomies ${known.join(', ')}`,
    );
  } else if (known.length > 0 && !known.includes(taxonomy)) {
    findings.refuse(
      address,
      'reference',
      `may not take terms of ${tellValue(taxonomy)}: it takes ${known.join(', ')}`,
      () => nearestName(taxonomy, known),
    );
  } else return { taxonomy_uid: taxonomy, term_uid: term };
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
    return value;
  },
};
