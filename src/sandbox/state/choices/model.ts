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
    evidence: 'The API pages have them with `api_version: 3.2`; a support article knows none.',
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
    evidence: '404 is documented with 347; other modules use 422.',
    answers: [404, 422],
  },
  extensionTitles: {
    about: 'whether two extensions may have one title',
    evidence: 'Import tools are prepared for a refusal.',
    answers: ['unique', 'free'],
  },
  unknownExtension: {
    about: 'a content type with a field of an extension that is not there',
    evidence: 'Marketplace apps have uids that are not listed.',
    answers: ['refuse', 'allow'],
  },
  singleLabel: {
    about: '`label` of a single label',
    evidence: "The page's sample shows a list of one; the SDKs read an object.",
    answers: ['object', 'list'],
  },
  unknownLabelTargets: {
    about: 'parents and content types of a label that are not there',
    evidence: 'Nobody says; a tree of nothing would be of no use.',
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
