// The variants of the demo stack, as the requests that made them: a banner says other things to those who come back.
import type { Json } from '../../state/json.ts';
import type { SeedRequest } from '../form/format.ts';
import { at, editorOf, uidOf } from '../form/names.ts';

const write = (request: string, moment: string, body: Json): SeedRequest => ({
  request,
  body,
  at: at(moment),
  by: editorOf('maya'),
});

const project = { project_uid: 'larkfell-web', experience_uid: 'visitors', experience_short_uid: '0' };
const toVariant = (uid: string, name: string, short: string): Json => ({
  uid,
  name,
  personalize_metadata: { ...project, variant_short_uid: short },
});

const sale = `/content_types/announcement/entries/${uidOf('announcement', 'winter-sale')}`;

export const variants: SeedRequest[] = [
  write('POST /variant_groups', '09-01T09:00', {
    uid: 'cs_visitors',
    name: 'Visitors',
    personalize_metadata: { ...project, status: 'linked' },
  }),
  write('POST /variant_groups/cs_visitors/variants', '09-01T09:01', toVariant('cs_first_visit', 'First visit', '0')),
  write(
    'POST /variant_groups/cs_visitors/variants',
    '09-01T09:02',
    toVariant('cs_returning', 'Returning walkers', '1'),
  ),
  write('PUT /variant_groups/cs_visitors/variants', '09-01T09:05', {
    uid: 'cs_visitors',
    content_types: [{ uid: 'announcement', status: 'linked' }],
    branches: ['main'],
  }),
  write(`PUT ${sale}/variants/cs_returning`, '11-02T10:00', {
    entry: { message: 'You have looked at it before. Until the end of November the Lark jacket costs less again.' },
  }),
];
