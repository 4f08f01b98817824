// Entries: how far the sandbox serves them.
import { type CoverageRow, partly, served } from './row.ts';

const base = '/content_types/{content_type_uid}/entries';
const one = `${base}/{entry_uid}` as const;

export const entries: readonly CoverageRow[] = [
  [
    `GET ${base}`,
    partly(
      'drafts (`apply_draft`), an early access feature',
      'query/projection.test.ts > gives the schema and the content type beside the entries',
    ),
  ],
  [`GET ${one}`, served('entries/entries.test.ts > adds what is asked for')],
  [`POST ${base}`, served('entries/entries.test.ts > creates in the master language, as version 1')],
  [`PUT ${one}`, served('entries/entries.test.ts > keeps the fields that are not sent and counts a version')],
  [`DELETE ${one}`, served('entries/entries.test.ts > deletes one language, or those in the body')],
  [`POST ${one}/unlocalize`, served('entries/entries.test.ts > unlocalises')],
  [`POST ${one}/publish`, served('entries/lifecycle.test.ts > publishes by name or uid, in each language')],
  [`POST ${one}/unpublish`, served('entries/lifecycle.test.ts > unpublishes where it is told to')],
  [`GET ${one}/versions`, served('entries/lifecycle.test.ts > lists them, newest first')],
  [`POST ${one}/versions/{version_number}/name`, served('entries/lifecycle.test.ts > names and unnames one')],
  [`DELETE ${one}/versions/{version_number}/name`, served('entries/lifecycle.test.ts > names and unnames one')],
  [
    `GET ${one}/references`,
    served('entries/lifecycle.test.ts > lists the entries that point here, by fields and blocks'),
  ],
  [`GET ${one}/locales`, served('entries/trash.test.ts > gives back an entry, with all its versions')],
  [`GET ${one}/export`, served('entries/lifecycle.test.ts > exports a language')],
  [`POST ${base}/import`, served('entries/lifecycle.test.ts > overwrites only when told to')],
  [`POST ${one}/import`, served('entries/lifecycle.test.ts > imports a new version, in a language too')],
  [`PUT ${one}/restore`, served('entries/trash.test.ts > gives back one language, and nothing that was never deleted')],
];
