// Languages: how far the sandbox serves them.
import { type CoverageRow, served } from './row.ts';

const changed = served('languages/languages.test.ts > changes name and fallback');

export const languages: readonly CoverageRow[] = [
  ['GET /locales', served('languages/languages.test.ts > lists the master among the others')],
  ['POST /locales', served('languages/languages.test.ts > adds a language by its code alone')],
  ['GET /locales/{code}', changed],
  ['PUT /locales/{code}', changed],
  ['DELETE /locales/{code}', served('languages/languages.test.ts > deletes a language with its localisations')],
];
