// Open points of content: entries, assets, taxonomies, variants, metadata.
import type { Choice } from './choice.ts';

export const content = {
  unknownFields: {
    about: 'field uids the content type does not have, in an entry that is saved',
    evidence: 'Clients send back what they fetched.',
    answers: ['ignore', 'refuse'],
  },
  missingFields: {
    about: 'fields left out of an entry PUT',
    evidence: 'Samples show partial bodies; one text speaks of replacing.',
    answers: ['keep', 'clear'],
  },
  largeNumbers: {
    about: 'whole numbers beyond 32 bits in number fields',
    evidence: 'A page sets the limit; two of 16 exports of real stacks hold larger ones.',
    grade: 'M',
    confirmed: true,
    answers: ['take', 'refuse'],
  },
  publishDetails: {
    about: 'the publish details of an entry read in one locale: those of every locale, or of that one alone',
    evidence: 'Nobody says.',
    answers: ['every locale', 'that locale'],
  },
  lostLocalisation: {
    about: 'what an unlocalised or deleted localisation leaves behind where it was published',
    evidence: 'Nobody says.',
    answers: ['unpublish', 'stay published'],
  },
  unknownEnvironment: {
    about: 'publishing to an environment the stack does not have',
    evidence: '161 speaks of environments or permission; 141 is the general code.',
    answers: { status: [422, 401], code: [141, 161] },
  },
  exportShape: {
    about: '`export` of an entry: the shape a save takes, so that `import` takes it back, or the shape a read gives',
    evidence: 'Nobody says.',
    answers: ['write', 'read'],
  },
  defaultValues: {
    about: 'fields that a new entry does not name: their `default_value`, or nothing',
    evidence: 'The reference describes default values, but not who fills them in.',
    answers: ['applied on create', 'left out'],
  },
  booleansInBlocks: {
    about: 'a boolean that is left out inside a block: its `default_value`, or nothing',
    evidence: 'Entries of real stacks lack them.',
    grade: 'M',
    answers: ['left out', 'applied on create'],
  },
  firstInOtherLanguage: {
    about: 'an entry that is first made in another language: whether it gets a version in the master language, too',
    evidence: "The source of Contentstack's CLI expects one, and deals with it.",
    grade: 'L',
    answers: ['with a master version', 'alone'],
  },
  absentGroups: {
    about: 'fields that are mandatory within a group, where the group itself is optional and not sent',
    evidence: 'Nobody says.',
    answers: ['ignored', 'checked'],
  },
  largeRichText: {
    about: 'a JSON rich text above some 30 KB',
    evidence: 'A support article speaks of the limit, the reference of none; the largest in real stacks has 7 KB.',
    answers: ['refuse', 'accept'],
  },
  emptyRichText: {
    about: 'a JSON rich text with `children: []`',
    evidence: "A comment in the source of Contentstack's CLI says that it is refused by now.",
    grade: 'L',
    answers: ['refuse', 'accept'],
  },
  htmlForRichText: {
    about: 'an HTML string as the value of a JSON rich text',
    evidence: 'One real stack holds 156 of them, in four languages; no page says whether they can still be saved.',
    grade: 'M',
    answers: ['accept', 'refuse'],
  },
  assetSizeLimit: {
    about: 'the largest file, and what a larger one gets',
    evidence: '100 MB by API on one page, 700 MB on others. The status is nowhere stated.',
    answers: { megabytes: [100 as number], status: [413, 422] },
  },
  missingUpload: {
    about: 'an upload without a file',
    evidence: '400 and 422 are both named.',
    answers: [422, 400],
  },
  assetDetails: {
    about: 'whether saving title, description, tags or folder makes a version',
    evidence: 'A course says so; a sample keeps the number.',
    answers: ['new version', 'same version'],
  },
  assetRevision: {
    about: 'what "make a version the latest" leaves: a new version that is a copy of it, or the version itself',
    evidence: 'Nobody says.',
    answers: ['new version', 'that version'],
  },
  permanentUrlAccess: {
    about: 'who may load a permanent URL',
    evidence: 'It is a public link; the reference also lists it as a request with a token.',
    answers: ['public', 'token'],
  },
  mostFolders: {
    about: 'how many folders a stack may have',
    evidence: 'The API page and the limits page differ.',
    answers: [300, 10_000],
  },
  unknownTerms: {
    about: 'an entry that names a term which is not there',
    evidence: 'The rule is not stated; a term that is deleted leaves its entries.',
    answers: ['refuse', 'allow'],
  },
  taxonomyQuery: {
    about: '`taxonomies.<uid>` in the query of entries',
    evidence: 'It is documented for delivery; of management nobody says.',
    answers: ['serve', 'refuse'],
  },
  deleteTaxonomy: {
    about: 'deleting a taxonomy or a term without `force`',
    evidence: 'The pages demand it; clients delete what is not used without, and their tests pass.',
    grade: 'M-L',
    answers: ['force when used', 'force always'],
  },
  termUid: {
    about: "where a term's uid must be unique",
    evidence: 'The limits say in its taxonomy, the request pages in the stack.',
    answers: ['unique in the taxonomy', 'unique in the stack'],
  },
  publishTerms: {
    about: 'a single term in a taxonomy publish',
    evidence: 'The page rules it out; the SDK has it in a sample.',
    answers: ['refuse', 'as their taxonomy'],
  },
  descendantsDepth: {
    about: '`depth` for the descendants of a term',
    evidence: 'The text is that of the whole list, which starts at the root.',
    answers: ['below the term', 'from the root'],
  },
  takenUidStatus: {
    about: 'the status for a uid that is taken, of a taxonomy or term',
    evidence: '422 is documented; client tests also take 409.',
    grade: 'L',
    answers: [422, 409],
  },
  singleVariant: {
    about: 'a single variant: by itself, or under the key `variant`',
    evidence: "The page's sample has the key; the SDK's tests read the variant itself.",
    grade: 'M',
    answers: ['bare', 'wrapped'],
  },
  variantFallback: {
    about: 'publishing a variant in a language it is not localised in: it falls back, or is refused',
    evidence: "The SDK's tests publish such ones.",
    grade: 'M',
    answers: ['allow', 'refuse'],
  },
  variantBranches: {
    about: 'where entries may have variants',
    evidence: 'The limitations say: on main alone. Links name a list of branches.',
    answers: ['main only', 'any branch'],
  },
  reservedMetadataKeys: {
    about: "names of the server's own keys among those of new metadata",
    evidence: 'They may not be used; clients send back what they read.',
    answers: ['ignore', 'refuse'],
  },
  metadataExtension: {
    about: 'the extension that metadata is for',
    evidence: 'Apps of the marketplace keep metadata too, and are no extensions of the stack.',
    answers: ['must exist', 'any'],
  },
} as const satisfies Record<string, Choice>;
