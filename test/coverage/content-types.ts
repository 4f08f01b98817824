// Content types: how far the sandbox serves them.
import { type CoverageRow, served } from './row.ts';

const one = '/content_types/{content_type_uid}';

export const contentTypes: readonly CoverageRow[] = [
  ['GET /content_types', served('model/content-types.test.ts > lists, filters, counts and pages')],
  ['POST /content_types', served('model/content-types.test.ts > creates with what the server fills in')],
  ['POST /content_types/import', served('model/content-types.test.ts > replaces an existing type only with overwrite')],
  [`GET ${one}`, served('model/content-types.test.ts > gives one type, global fields spelt out on request')],
  [`PUT ${one}`, served('model/content-types.test.ts > updates with the whole schema and keeps earlier versions')],
  [`DELETE ${one}`, served('model/content-types.test.ts > takes force when there are entries, and takes these along')],
  [
    `GET ${one}/references`,
    served('model/field-rules.test.ts > follows the references of types as far as it is chosen to'),
  ],
  [`GET ${one}/export`, served('model/content-types.test.ts > exports a version')],
];
