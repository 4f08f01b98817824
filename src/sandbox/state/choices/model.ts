// Open points of the model: content types, global fields, extensions, labels, languages.
import type { Choice } from './choice.ts';

export const model = {
  deleteTypeWithEntries: {
    about: 'deleting a content type that has entries without `force`',
    evidence: 'The text wants `force`; tests of older clients delete without.',
    grade: 'M-L',
    answers: ['needs force', 'allowed'],
  },
  missingSchema: {
    about: 'a content type PUT without `schema`',
    evidence: 'It is documented as required; the API may keep the stored one.',
    answers: ['refuse', 'keep'],
  },
  pageOptions: {
    about: '`url_pattern` and `url_prefix` of a page type that is saved without them',
    evidence: 'Samples have both; content types of real stacks lack them.',
    grade: 'M',
    answers: ['left out', 'filled in'],
  },
  publishableOption: {
    about: '`publishable` of a content type that is saved without it',
    evidence: 'Samples have it; content types of real stacks lack it.',
    grade: 'M',
    answers: ['left out', 'filled in'],
  },
  unknownReferenceTo: {
    about: 'whether a content type may name another one that does not exist (yet)',
    evidence: 'Import tools make types first, then link them.',
    answers: ['refuse', 'allow'],
  },
  typeReferences: {
    about: 'what `references` of a content type tells: who points at it, or also who points at those',
    evidence: 'One text says the latter.',
    answers: ['nested', 'direct'],
  },
  capitalsInTypeUids: {
    about: 'capitals in the uid of a content type',
    evidence: 'The reference speaks of letters; its samples and the SDK make them small.',
    answers: ['refuse', 'allow'],
  },
  nestedGlobalFields: {
    about: 'nested global fields',
    evidence:
      'The API pages have them with `api_version: 3.2`; a support article knows none. Plans without them answer 422.',
    grade: 'L',
    answers: ['with api_version 3.2', 'always', 'refuse'],
  },
  mostGlobalFieldFields: {
    about: 'how many fields one global field may have',
    evidence: 'Two pages, two numbers.',
    answers: [500, 100],
  },
  deleteGlobalField: {
    about: 'when deleting a global field takes `force`',
    evidence: 'A warning says when it is used, the table says always.',
    answers: ['force when used', 'force always'],
  },
  missingExtension: {
    about: 'the status of an extension that is not there',
    evidence: "404 is documented with 347, and the SDK's tests assert it; other modules use 422.",
    grade: 'M',
    confirmed: true,
    answers: [404, 422],
  },
  widgetScope: {
    about: 'a widget extension that says no `scope` when it is made',
    evidence:
      "The reference lists it; the SDK's tests make widgets without, and the CLI's import sends what is no JSON.",
    grade: 'M',
    answers: ['optional', 'required'],
  },
  extensionTitles: {
    about: 'whether two extensions may have one title',
    evidence: 'Import tools are prepared for a refusal.',
    answers: ['unique', 'free'],
  },
  unknownExtension: {
    about: 'a content type with a field of an extension that is not there',
    evidence: 'Marketplace apps have uids that are not listed: 3 of 16 exports of real stacks have such fields.',
    grade: 'M',
    confirmed: true,
    answers: ['allow', 'refuse'],
  },
  singleLabel: {
    about: '`label` of a single label',
    evidence: "The page's sample shows a list of one; the SDKs read an object.",
    answers: ['object', 'list'],
  },
  unknownLabelTargets: {
    about: 'parents and content types of a label that are not there',
    evidence: "No page says; the SDK's tests assert the refusal.",
    grade: 'M',
    confirmed: true,
    answers: ['refuse', 'allow'],
  },
  labelsBelowDeleted: {
    about: 'labels below one that is deleted: they move to the top, go too, or the deletion fails',
    evidence: 'Nobody says.',
    answers: ['move up', 'delete', 'refuse'],
  },
  deleteFallback: {
    about: 'a language that is deleted while others fall back to it',
    evidence: 'Nobody says.',
    answers: ['fall back to master', 'refuse'],
  },
} as const satisfies Record<string, Choice>;
