// Sample answers of environments, as outlines.
import type { ShapeCase } from '../shape.ts';

const environment = {
  deploy_content: 'boolean',
  servers: [],
  urls: [{ url: 'string', locale: 'string' }],
  name: 'string',
  uid: 'string',
  created_by: 'string',
  updated_by: 'string',
  created_at: 'string',
  updated_at: 'string',
  ACL: {},
  _version: 'number',
  isEnvironment: 'boolean',
};

export const environments: ShapeCase[] = [
  {
    request: 'POST /environments',
    sample: { notice: 'string', environment },
    ask: ({ post }) =>
      post('/environments', {
        environment: { name: 'qa', urls: [{ locale: 'en-us', url: 'https://qa.example.com' }] },
      }),
  },
];
