// What a condition asks of a field that the field's values cannot meet.
import { listFitting, nearestChoice } from '../check/choice.ts';
import { type Choice, choicesOf, type Field, fieldsOf, type Kind, kindOf } from '../schema.ts';
import { isUid as looksLikeUid } from '../uid.ts';
import { isObject, type Json } from '../value.ts';
import { tellValue } from '../words.ts';
import { isOperator, nearestOperator, queryOperators, withSign } from './operators.ts';

/** Sentences; `isLast` where it is only said for want of anything better. */
export interface Said {
  text: string;
  isLast?: true;
}

/** So many choices are listed. */
const mostListed = 20;

/** The values that a condition compares with, whatever by. */
function valuesOf(condition: unknown): unknown[] {
  if (!isOperated(condition)) return [condition].flat();
  return Object.entries(condition)
    .filter(([key]) => ['$in', '$nin', '$ne', '$lt', '$lte', '$gt', '$gte'].includes(key))
    .flatMap(([, value]) => [value].flat());
}

export const isOperated = (condition: unknown): condition is Json =>
  isObject(condition) && Object.keys(condition).some(key => key.startsWith('$'));

/** @param at the field's path, as one asks by it. */
export function sayOfCondition(at: string, field: Field, condition: unknown): Said[] {
  const isMember = (key: string): boolean => fieldsOf(field)?.some(({ uid }) => uid === key) === true;
  const misspelt = sayOfOperators(at, condition, isMember);
  if (misspelt.length > 0) return misspelt;
  const choices = choicesOf(field);
  if (choices) return sayOfChoices(at, choices, condition);
  return (sayings[kindOf(field)] ?? sayNothing)(at, condition, field);
}

/** @param isMember a group has members that may be called as operators are. */
export function sayOfOperators(at: string, condition: unknown, isMember = (_: string): boolean => false): Said[] {
  if (!isObject(condition)) return [];
  return Object.keys(condition).flatMap(key => {
    if (isMember(key)) return [];
    const meant = key.startsWith('$') ? undefined : withSign(key);
    if (meant !== undefined) return [{ text: `${at}: ${key} is written ${meant}` }];
    if (!key.startsWith('$') || isOperator(key)) return [];
    const near = nearestOperator(key);
    return [
      {
        text: `${at}: there is no operator ${tellValue(key, 40)}; ${near === undefined ? `there are ${queryOperators.join(', ')}` : `did you mean ${near}?`}`,
      },
    ];
  });
}

type Say = (at: string, condition: unknown, field: Field) => Said[];

const sayNothing: Say = () => [];

const show = (value: unknown): string => tellValue(value, 60);

const isPattern = (condition: unknown): condition is Json => isObject(condition) && '$regex' in condition;

function sayOfChoices(at: string, choices: Choice[], condition: unknown): Said[] {
  const wrong = valuesOf(condition).filter(value => !choices.some(choice => choice.value === value));
  return wrong
    .filter(value => typeof value === 'string' || typeof value === 'number')
    .slice(0, 3)
    .map(value => {
      const [found] = listFitting(value, choices);
      if (found) return { text: `${at}: the value of ${show(value)} is ${show(found.value)}` };
      const near = nearestChoice(String(value), choices);
      const listed = choices.slice(0, mostListed).map(choice => show(choice.value));
      const rest = choices.length > mostListed ? ` and ${choices.length - mostListed} more` : '';
      return {
        text: `${at}: ${show(value)} is none of its choices; ${near === undefined ? `there are ${listed.join(', ')}${rest}` : `did you mean ${show(near)}?`}`,
      };
    });
}

const isUid = (value: unknown): boolean => typeof value === 'string' && looksLikeUid(value);

const sayOfReference: Say = (at, condition) => {
  if (isObject(condition) && ['$in_query', '$nin_query', '$exists'].some(key => key in condition)) return [];
  const [value] = isPattern(condition) ? [] : valuesOf(condition);
  const uid = isObject(value) ? value.uid : value;
  if (isUid(uid)) return [{ text: `${at} holds references: ask {${JSON.stringify(`${at}.uid`)}: ${show(uid)}}` }];
  const inner = isPattern(condition) ? JSON.stringify({ $regex: condition.$regex }).slice(0, 100) : show(uid);
  const asked = typeof uid === 'string' || isPattern(condition) ? inner : '…';
  return [
    {
      text: `${at} holds references, no titles: ask {${JSON.stringify(at)}: {"$in_query": {"title": ${asked}}}}, or ${at}.uid`,
    },
  ];
};

const sayOfNumber: Say = (at, condition) =>
  valuesOf(condition).some(value => typeof value === 'string') || isPattern(condition)
    ? [{ text: `${at} holds numbers: ask without quotes` }]
    : [];

const sayOfBoolean: Say = (at, condition) =>
  valuesOf(condition).some(value => typeof value !== 'boolean' && value !== null)
    ? [{ text: `${at} holds true or false, without quotes` }]
    : [];

const sayOfText: Say = (at, condition) => {
  if (isObject(condition) && ['$lt', '$lte', '$gt', '$gte'].some(key => typeof condition[key] === 'number')) {
    return [{ text: `${at} is a text: no operator compares its length` }];
  }
  if (valuesOf(condition).some(value => typeof value === 'number')) return [{ text: `${at} holds texts: use quotes` }];
  if (isPattern(condition) && condition.$options === undefined) {
    return [{ text: `${at}: $regex is case-sensitive, unless "$options": "i" stands beside it`, isLast: true }];
  }
  const [value] = [condition].flat();
  return typeof value === 'string'
    ? [
        {
          text: `${at}: this finds the exact text alone; a part of it is found by {"$regex": "…", "$options": "i"}`,
          isLast: true,
        },
      ]
    : [];
};

const sayOfRichText: Say = (at, condition) =>
  isPattern(condition) || valuesOf(condition).some(value => typeof value === 'string')
    ? [{ text: `${at} is JSON rich text, in which no query finds words: read it with fields and look there` }]
    : [];

/** A whole that nobody has in mind as it is stored, to the last member. */
const sayOfHolder: Say = (at, condition, field) => {
  if (isOperated(condition) && !isPattern(condition)) return [];
  const inner = fieldsOf(field)?.[0]?.uid;
  const member = isObject(condition) ? Object.keys(condition)[0] : undefined;
  return [{ text: `${at} is a group: ask for a part of it, as ${at}.${member ?? inner ?? '…'}` }];
};

const sayOfBlocks: Say = (at, condition) =>
  isOperated(condition) && !isPattern(condition)
    ? []
    : [{ text: `${at} holds blocks: ask for a field of one, as ${at}.<block>.<field>` }];

const sayOfLink: Say = (at, condition) =>
  isPattern(condition) || typeof condition === 'string'
    ? [{ text: `${at} is a link: ask for ${at}.href or ${at}.title` }]
    : [];

const sayOfFile: Say = (at, condition) => {
  if (isOperated(condition) && !isPattern(condition) && valuesOf(condition).length === 0) return [];
  const [uid] = isPattern(condition) ? [] : valuesOf(condition);
  const asked = isUid(uid) ? `{${JSON.stringify(`${at}.uid`)}: ${show(uid)}}` : `for ${at}.uid or ${at}.filename`;
  return [{ text: `${at} holds a file: ask ${asked}` }];
};

export const sayOfTerms = (at: string): Said => ({
  text: `${at} holds terms: ask {"taxonomies.<taxonomy uid>": "<term uid>"}`,
});

const sayings: Partial<Record<Kind, Say>> = {
  reference: sayOfReference,
  number: sayOfNumber,
  boolean: sayOfBoolean,
  text: sayOfText,
  rich_text: sayOfRichText,
  group: sayOfHolder,
  blocks: sayOfBlocks,
  link: sayOfLink,
  file: sayOfFile,
};
