// Points that only a real stack can settle and that the sandbox has no choice for: it does the first.
import type { Choice } from '../../src/sandbox/state/choices/choice.ts';

export const points = {
  danglingReferences: {
    about: 'a reference to an entry that is not there',
    evidence: 'Import tools save entries before those they refer to.',
    answers: ['taken', 'refused'],
  },
  nodeUids: {
    about: 'nodes of a JSON rich text that are sent without uid',
    evidence: 'The editor gives each node one; of the API nobody says.',
    answers: ['left out', 'added', 'refused'],
  },
  duplicateNodeUids: {
    about: 'two nodes of a JSON rich text with one uid',
    evidence: 'Import tools make them unique first.',
    answers: ['refused', 'taken'],
  },
  unknownKeys: {
    about: 'keys that an object such as a label does not have',
    evidence: 'Clients send back what they fetched.',
    answers: ['ignored', 'kept', 'refused'],
  },
  importedUid: {
    about: 'the uid of an entry that is imported where no such entry is',
    evidence: 'The file has one.',
    answers: ['kept', 'another'],
  },
  restoreByImport: {
    about: 'an entry that is imported after it was deleted',
    evidence: 'Nobody says whether a deleted entry still holds its uid.',
    answers: ['another uid', 'the same uid', 'refused'],
  },
  refusals: {
    about: 'status and code of refusals that recur',
    evidence: "The reference, clients' sources and measurements of others agree on most of them.",
    answers: {
      wrongKey: ['412/109'],
      wrongToken: ['401/105'],
      takenTypeUid: ['422/115'],
      missingTitle: ['422/119'],
      takenLanguage: ['422/247'],
      noBody: ['400/null'],
    },
  },
  versionsByLanguage: {
    about: 'the version of an entry that is saved in another language for the first time',
    evidence: 'Samples count each language by itself.',
    answers: [1, 2],
  },
  deletedTitle: {
    about: 'a unique value that an entry in the trash has',
    evidence: 'Nobody says.',
    answers: ['taken', 'free'],
  },
  titleInOtherLanguage: {
    about: 'a unique value that another entry has in another language',
    evidence: 'Nobody says.',
    answers: ['free', 'taken'],
  },
  partialGroup: {
    about: 'a group that is saved with some of its fields',
    evidence: 'A PUT replaces what it names.',
    answers: ['replaced', 'merged'],
  },
  sharedFields: {
    about: 'a field that is the same in all languages, saved in another than the master',
    evidence: 'Clients send back what they fetched.',
    answers: ['ignored', 'refused', 'saved'],
  },
  listOrder: {
    about: 'the order of entries that are listed without one',
    evidence: 'Samples have the newest change first.',
    answers: ['newest first', 'otherwise'],
  },
  branchOfEnvironments: {
    about: 'a branch that does not exist, where environments are asked for',
    evidence: 'Environments belong to all branches.',
    answers: ['ignored', 'refused'],
  },
  strangeModule: {
    about: 'what a token for some modules gets in another one',
    evidence: 'It may be told like a read-only token that it must not, or like one that nobody knows.',
    answers: ['like a read-only write', 'like no login', 'otherwise'],
  },
} as const satisfies Record<string, Choice>;
