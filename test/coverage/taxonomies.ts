// Taxonomies and their terms: how far the sandbox serves them.
import { type CoverageRow, served } from './row.ts';

const lives = served('taxonomies/taxonomies.test.ts > creates, reads, changes and deletes one');
const speaks = served('taxonomies/taxonomies.test.ts > is worded in languages, and loses them again');
const publishes = served('taxonomies/taxonomies.test.ts > publishes and unpublishes with the languages of a branch');
const grows = served('taxonomies/terms.test.ts > creates, reads, renames and deletes one');
const termSpeaks = served('taxonomies/terms.test.ts > is worded in languages, and loses them again');
const related = served('taxonomies/terms.test.ts > finds what is above and below');

export const taxonomies: readonly CoverageRow[] = [
  ['GET /taxonomies', served('taxonomies/taxonomies.test.ts > lists, counts, sorts, searches and pages')],
  ['POST /taxonomies', lives],
  ['GET /taxonomies/{taxonomy_uid}', lives],
  ['PUT /taxonomies/{taxonomy_uid}', lives],
  ['DELETE /taxonomies/{taxonomy_uid}', lives],
  ['POST /taxonomies/{taxonomy_uid}', speaks],
  ['GET /taxonomies/{taxonomy_uid}/locales', speaks],
  ['POST /taxonomies/publish', publishes],
  ['POST /taxonomies/unpublish', publishes],
  ['GET /taxonomies/{taxonomy_uid}/export', served('taxonomies/files.test.ts > exports a table, and takes it back')],
  ['POST /taxonomies/import', served('taxonomies/files.test.ts > imports what an export gives')],
  [
    'GET /taxonomies/{taxonomy_uid}/terms',
    served('taxonomies/terms.test.ts > lists them, newest first, with what is asked for'),
  ],
  ['GET /taxonomies/$all/terms', served('taxonomies/terms.test.ts > finds terms of all taxonomies by text or query')],
  ['GET /taxonomies/{taxonomy_uid}/terms/{term_uid}', grows],
  ['POST /taxonomies/{taxonomy_uid}/terms', grows],
  ['PUT /taxonomies/{taxonomy_uid}/terms/{term_uid}', grows],
  [
    'PUT /taxonomies/{taxonomy_uid}/terms/{term_uid}/move',
    served('taxonomies/terms.test.ts > takes a term elsewhere, and answers with its order'),
  ],
  ['DELETE /taxonomies/{taxonomy_uid}/terms/{term_uid}', grows],
  ['GET /taxonomies/{taxonomy_uid}/terms/{term_uid}/ancestors', related],
  ['GET /taxonomies/{taxonomy_uid}/terms/{term_uid}/descendants', related],
  ['GET /taxonomies/{taxonomy_uid}/terms/{term_uid}/locales', termSpeaks],
  ['POST /taxonomies/{taxonomy_uid}/terms/{term_uid}', termSpeaks],
];
