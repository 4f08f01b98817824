// Environments as the SDK addresses them: by name.
import type { Case } from '../case.ts';
import { set } from '../sdk.ts';

const urls = [{ locale: 'en-us', url: 'https://www.example.com' }];
const servers = [{ name: 'default' }];

export const environments: Case[] = [
  {
    tool: 'list_environments',
    args: { query: { name: 'production' }, skip: 2, limit: 10, include_count: true, asc: 'created_at' },
    sdk: stack =>
      stack
        .environment()
        .query({ query: { name: 'production' }, skip: 2, limit: 10, include_count: true, asc: 'created_at' })
        .find(),
  },
  {
    tool: 'get_environment',
    args: { environment_name: 'production' },
    sdk: stack => stack.environment('production').fetch(),
  },
  {
    tool: 'create_environment',
    args: { environment: { name: 'staging', urls, servers, deploy_content: true } },
    sdk: stack => stack.environment().create({ environment: { name: 'staging', urls, servers, deploy_content: true } }),
  },
  {
    tool: 'update_environment',
    args: { environment_name: 'staging', environment: { name: 'preview', urls } },
    sdk: stack => set(stack.environment('staging'), { name: 'preview', urls }).update(),
  },
  {
    tool: 'delete_environment',
    args: { environment_name: 'preview' },
    sdk: stack => stack.environment('preview').delete(),
  },
];
