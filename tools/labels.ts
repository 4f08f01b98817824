// Labels: names that content types are grouped under.
import * as z from 'zod';
import { brief, include_branch, list, paging, query, segment } from '../src/operations/fields.ts';
import { defineModule, operation } from '../src/operations/operation.ts';

const path = { label_uid: segment };
const label = z.strictObject({ name: z.string(), parent: list, content_types: list });

export default defineModule({
  name: 'labels',
  docs: 'labels',
  reach: 'branch',
  operations: {
    list_labels: operation('GET /labels', {
      title: 'List labels',
      effect: 'read',
      description: 'How content types are grouped.',
      outline: ['uid', 'name', 'parent', 'content_types'],
      query: { query, ...paging, include_branch },
    }),
    get_label: operation('GET /labels/{label_uid}', {
      title: 'Get a label',
      effect: 'read',
      description: 'One label with its content types.',
      path,
      query: { include_branch },
    }),
    create_label: operation('POST /labels', {
      title: 'Create a label',
      effect: 'create',
      description: 'Create a label for content types; parent takes label uids.',
      query: { include_branch },
      body: { label },
    }),
    update_label: operation('PUT /labels/{label_uid}', {
      title: 'Update a label',
      effect: 'update',
      before: 'get_label',
      description: 'Rename a label or replace its lists, as in create_label.',
      path,
      query: { include_branch },
      body: { label: brief(label) },
    }),
    delete_label: operation('DELETE /labels/{label_uid}', {
      title: 'Delete a label',
      confirm: {
        hits: {
          'labels below it': 'GET /labels?limit=100#{label_uid}',
          'content types under it': 'GET /labels/{label_uid}#content_types',
        },
      },
      effect: 'delete',
      description: 'Delete a label; its content types stay.',
      path,
    }),
  },
});
