// Variant groups and entry variants: how far the sandbox serves them.
import { type CoverageRow, partly, served } from './row.ts';

const groups = served('variants/variants.test.ts > makes, changes and deletes a group');
const linked = served('variants/variants.test.ts > links content types and takes links off');
const inGroup = served('variants/variants.test.ts > lists, gets, changes and deletes the variants of a group');
const alone = served('variants/variants.test.ts > has variants without a group');
const group = '/variant_groups/{variant_group_uid}';
const base = '/content_types/{content_type_uid}/entries/{entry_uid}/variants';
const noStages = 'include_workflow and include_rules add nothing: variants have no stages here';

export const variants: readonly CoverageRow[] = [
  [
    'GET /variant_groups',
    served('variants/variants.test.ts > lists groups with their variants, counted, ordered and by content type'),
  ],
  ['POST /variant_groups', groups],
  [`PUT ${group}`, groups],
  [`DELETE ${group}`, groups],
  [`PUT ${group}/variants`, linked],
  [`GET ${group}/variants`, inGroup],
  [`POST ${group}/variants`, inGroup],
  [`GET ${group}/variants/{variant_uid}`, inGroup],
  [`PUT ${group}/variants/{variant_uid}`, inGroup],
  [`DELETE ${group}/variants/{variant_uid}`, inGroup],
  ['GET /variants', alone],
  ['POST /variants', alone],
  ['GET /variants/{variant_uid}', alone],
  ['DELETE /variants/{variant_uid}', alone],
  [`GET ${base}`, partly(noStages, 'variants/entry-variants.test.ts > lists, pages, and keeps languages apart')],
  [
    `GET ${base}/{variant_uid}`,
    partly(
      noStages,
      'variants/entry-variants.test.ts > is made and changed by the same request, and has nothing but what differs',
    ),
  ],
  [
    `PUT ${base}/{variant_uid}`,
    served(
      'variants/entry-variants.test.ts > is made and changed by the same request, and has nothing but what differs',
    ),
  ],
  [`DELETE ${base}/{variant_uid}`, served('variants/entry-variants.test.ts > is deleted for good')],
  [`GET ${base}/{variant_uid}/versions`, served('variants/entry-variants.test.ts > shows versions, newest first')],
];
