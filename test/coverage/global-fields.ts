// Global fields: how far the sandbox serves them.
import { type CoverageRow, served } from './row.ts';

const lives = served('model/global-fields.test.ts > creates, reads, changes and deletes one');
const travels = served('model/global-fields.test.ts > is exported bare, and imported from that');

export const globalFields: readonly CoverageRow[] = [
  ['GET /global_fields', served('model/global-fields.test.ts > lists, counts and filters')],
  ['GET /global_fields/{global_field_uid}', lives],
  ['POST /global_fields', lives],
  ['PUT /global_fields/{global_field_uid}', lives],
  ['DELETE /global_fields/{global_field_uid}', lives],
  ['POST /global_fields/import', travels],
  ['GET /global_fields/{global_field_uid}/export', travels],
  [
    'PUT /global_fields/{global_field_uid}/restore',
    served('model/global-fields.test.ts > is kept when it is deleted, and can be restored'),
  ],
];
