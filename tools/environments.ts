// Environments: where content is published to. Addressed by name, shared by all branches.
import * as z from 'zod';
import { brief, flag, paging, query, segment, sorting, text } from '../src/operations/fields.ts';
import { defineModule, operation } from '../src/operations/operation.ts';

const path = { environment_name: segment };

const details = {
  urls: z.array(z.strictObject({ locale: z.string(), url: z.string() })).optional(),
  servers: z.array(z.strictObject({ name: z.string() })).optional(),
  deploy_content: flag,
};

export default defineModule({
  name: 'environments',
  docs: 'environments',
  reach: 'global',
  operations: {
    list_environments: operation('GET /environments', {
      title: 'List environments',
      effect: 'read',
      description: 'Where content can be published to, such as production: names, uids, base URLs (web addresses).',
      outline: ['uid', 'name', 'urls'],
      query: { ...paging, ...sorting, query },
    }),
    get_environment: operation('GET /environments/{environment_name}', {
      title: 'Get an environment',
      effect: 'read',
      description: 'One environment, with the addresses of its site.',
      path,
    }),
    create_environment: operation('POST /environments', {
      title: 'Add an environment',
      effect: 'create',
      description: 'Set up an environment to publish to, such as staging.',
      body: { environment: z.strictObject({ name: z.string().describe('Lower case, no spaces'), ...details }) },
    }),
    update_environment: operation('PUT /environments/{environment_name}', {
      title: 'Update an environment',
      effect: 'update',
      before: 'get_environment',
      description:
        'Rename an environment or replace its urls, as in create_environment. A new name breaks code that uses the old.',
      confirm: { when: ['environment.name'], tells: ['environment.name'], final: true },
      path,
      body: { environment: brief(z.strictObject({ name: text, ...details })) },
    }),
    delete_environment: operation('DELETE /environments/{environment_name}', {
      title: 'Delete an environment',
      effect: 'delete',
      description: 'Delete an environment for good, and with it its delivery tokens.',
      confirm: {
        hits: {
          'assets published there': 'GET /assets?environment={environment_name}&count=true',
          'entries published there':
            'GET /content_types/{content_type_uid}/entries?environment={environment_name}&count=true',
        },
      },
      path,
    }),
  },
});
