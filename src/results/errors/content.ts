// Refusals that are about what was asked: how much, what is saved, what is not there.
import { queryOperators, termOperators } from '../../content/query/operators.ts';
import { absent, type Case, listed } from './case.ts';

/** What Contentstack says of a version, or of a thing, that is not there. */
const noVersion = /not exist|not found|no such/i;
const gone = /(n't|not) exist|not found|uid is not valid/i;

const places = [listed, 'Contentstack looked <where>.', '<locales> lists the languages it has.'];
const typeFields = '<GET /content_types/{content_type_uid}> shows the fields and what they take.';

export const content: readonly Case[] = [
  // Sizes and limits.
  {
    name: 'role limit',
    when: { code: [157] },
    cause: 'The stack has as many roles as its plan allows.',
    next: ['<GET /roles> lists them: change one, or have one deleted.'],
  },
  {
    name: 'too many at a time',
    when: { says: /too many items|not more than \d+|at most \d+ (items|entries|locales|environments)/i },
    cause: 'Too many at a time.',
    next: ['Send fewer, in several calls.'],
  },
  {
    name: 'limit',
    when: {
      says: /limit\b.{0,20}\breached|(reached|exceeded).{0,20}\blimit|has at most \d+/i,
      effect: ['create', 'update'],
    },
    cause: 'A limit of the stack or its plan has been reached.',
    next: ['<list> shows what there is: use one of those, or have one deleted.'],
  },
  {
    name: 'too large',
    when: { status: [413] },
    cause: 'What was sent is too large; a file may have at most 100 MB.',
    next: ['Send less, or send it in parts.'],
  },
  {
    name: 'too long',
    when: { status: [414] },
    cause: 'The URL of the request is too long.',
    next: ['Shorten query, or name fewer fields.'],
  },
  {
    name: 'bulk rate',
    when: { status: [429], line: /\/bulk\// },
    cause: 'Too many requests for the organisation; nothing was done.',
    next: ['Bulk requests are limited to one a second and two jobs at once: wait <wait>, then send this one again.'],
  },
  {
    name: 'rate',
    when: { status: [429] },
    cause: 'Too many requests for the organisation; nothing was done.',
    next: ['Wait <wait>, then send this one again; send fewer at once.'],
  },
  {
    name: 'rate code',
    when: { code: [429] },
    cause: 'Too many requests for the organisation.',
    next: ['Wait <wait>.'],
  },

  // What is saved.
  {
    name: 'language taken',
    when: { code: [247], effect: ['create'], says: /already|exists|unique/i },
    cause: 'The language already exists.',
    next: ['<GET /locales> lists what there is.', '<PUT /locales/{code}> changes one.'],
  },
  {
    name: 'language',
    when: { code: [247] },
    cause: 'The language was not <done>.',
    next: ['<GET /locales> shows the master language and which language falls back to which.'],
  },
  {
    name: 'extension',
    when: { code: [344] },
    cause: 'The extension was not <done>.',
  },
  {
    name: 'extension missing',
    when: { code: [347] },
    cause: 'There is no such extension on this branch.',
    next: ['<GET /extensions> lists them.'],
  },
  {
    // 118 also stands for a type that is refused, as for capitals in its uid.
    name: 'type not saved',
    when: { code: [118], says: /creation|update|import/i, effect: ['create', 'update'] },
    cause: 'The <what> was not saved.',
    next: ['A uid has only lowercase letters, digits and underscores.'],
  },
  {
    name: 'type missing',
    when: { code: [118] },
    denies: 'thing',
    about: /^(content_type|global_field)_uid$/,
    cause: 'There is no <thing> on this branch.',
    next: [listed],
  },
  {
    name: 'type',
    when: { code: [115] },
    cause: 'The <what> was not <done>.',
    next: ['Send the whole schema: read it with <get>, change it and send it back.'],
  },
  {
    name: 'single entry',
    when: { code: [119], says: /is single|singleton/i },
    cause: 'This content type can have only one entry, and already has it.',
    next: [
      'Find it with <GET /content_types/{content_type_uid}/entries> and change it with <PUT /content_types/{content_type_uid}/entries/{entry_uid}>.',
    ],
  },
  {
    // What was saved while the content type wanted less.
    name: 'entry not fit',
    when: { code: [119], effect: ['publish'] },
    cause: 'The entry was not <done>: as it is saved, it no longer meets the rules of its content type.',
    next: ['Correct it with <PUT /content_types/{content_type_uid}/entries/{entry_uid}>, then try again.', typeFields],
  },
  { name: 'entry', when: { code: [119] }, cause: 'The entry was not <done>.', next: [typeFields] },

  // 141 says little by itself.
  {
    // What an item names stands beside the release.
    name: 'item version',
    when: {
      code: [141],
      key: /^(items|version)$/,
      line: /release/,
      says: absent('version'),
    },
    cause: 'An item has no such version.',
    next: ['<GET /content_types/{content_type_uid}/entries/{entry_uid}/versions> lists those of an entry.'],
  },
  {
    name: 'version missing in a language',
    about: 'holder',
    when: { code: [141], key: /^version$/, says: noVersion, given: ['locale'] },
    cause: 'The <thing> has no such version in the language asked for; others may have it.',
    next: ['<versions> lists them.'],
  },
  {
    name: 'version missing',
    about: 'holder',
    when: { code: [141], key: /^version$/, says: noVersion },
    cause: 'The <thing> has no such version.',
    next: ['<versions> lists them.'],
  },
  {
    name: 'environment missing',
    denies: 'environments',
    when: { code: [141], key: /^environments?$/, says: absent('environment') },
    cause: 'There is no such environment.',
    next: ['<GET /environments> lists them.'],
  },
  {
    name: 'language missing',
    denies: 'locales',
    when: { code: [141], says: absent('language'), line: /^(?!.*\{code\})/ },
    cause: 'There is no such language on this branch.',
    next: ['<GET /locales> lists them.'],
  },
  {
    name: 'operator',
    when: { code: [141], says: /operator/i, given: ['query'] },
    cause: 'The query is not valid.',
    next: [
      `Operators are ${queryOperators.join(', ')}; of terms also ${termOperators.join(', ')}. A plain value stands for equal.`,
    ],
  },
  {
    name: 'query',
    when: { code: [141], says: /query/i, given: ['query', 'only', 'except', 'include'] },
    cause: 'The query is not valid.',
    next: [
      'It is JSON such as {"title": {"$regex": "a"}}; its keys are field uids. <GET /content_types/{content_type_uid}> shows them.',
    ],
  },
  {
    name: 'schedule',
    when: { code: [141], key: /^scheduled_?at$/i },
    cause: 'It cannot be scheduled for that time.',
    next: ['It takes an ISO date with its offset, later than now.'],
  },
  {
    name: 'missing in a language',
    denies: 'thing',
    when: {
      code: [141],
      says: gone,
      given: ['locale'],
      line: /^\w+ \/(?!assets)/,
    },
    cause: 'There is no <thing> here in the language asked for; it may be there in others.',
    next: places,
  },
  {
    name: 'missing',
    denies: 'thing',
    when: { code: [141], says: gone },
    cause: 'There is no <thing> here.',
    next: places,
  },
  { name: 'value', when: { code: [141] }, cause: 'Contentstack did not accept what was asked.' },
];
