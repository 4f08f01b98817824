// Environments: where content is published to. Addressed by name, shared by all branches.
import { z } from 'zod';
import { flag, paging, query, segment, sorting, text } from '../src/fields.ts';
import { defineModule, operation } from '../src/operation.ts';

const path = { environment_name: segment };

const details = {
  urls: z
    .array(z.strictObject({ locale: z.string(), url: z.string() }))
    .optional()
    .describe('Base URL per locale'),
  servers: z.array(z.strictObject({ name: z.string() })).optional(),
  deploy_content: flag,
};

const name = 'Lower case, no spaces';

export default defineModule({
  name: 'environments',
  docs: 'environments',
  reach: 'global',
  operations: {
    list_environments: operation('GET /environments', {
      title: 'List environments',
      effect: 'read',
      description: 'Environments of the stack with their names, uids and base URLs.',
      query: { ...paging, ...sorting, query },
    }),
    get_environment: operation('GET /environments/{environment_name}', {
      title: 'Get an environment',
      effect: 'read',
      description: 'One environment, by name.',
      path,
    }),
    create_environment: operation('POST /environments', {
      title: 'Add an environment',
      effect: 'create',
      description: 'Add an environment that content can be published to.',
      body: { environment: z.strictObject({ name: z.string().describe(name), ...details }) },
    }),
    update_environment: operation('PUT /environments/{environment_name}', {
      title: 'Update an environment',
      effect: 'update',
      description:
        'Rename an environment or change its URLs. A given urls list replaces the stored one; a new name breaks code that uses the old.',
      path,
      body: { environment: z.strictObject({ name: text.describe(name), ...details }) },
    }),
    delete_environment: operation('DELETE /environments/{environment_name}', {
      title: 'Delete an environment',
      effect: 'delete',
      description: 'Delete an environment for good; its delivery tokens stop working.',
      path,
    }),
  },
});
