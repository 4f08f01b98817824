// Sample answers of publish rules, as outlines.
import type { Asking, Shape, ShapeCase } from '../shape.ts';

const single = {
  uid: 'string',
  api_key: 'string',
  workflow: 'string',
  workflow_stage: 'string',
  actions: [],
  environment: 'string',
  branches: ['string'],
  content_types: ['string'],
  locales: ['string'],
  approvers: { users: [], roles: [] },
  status: 'boolean',
  disable_approver_publishing: 'boolean',
  created_at: 'string',
  created_by: 'string',
};
const rule: Shape = { ...single, _id: 'string' };
// In the sample of the list rules do without a stage.
const { workflow, workflow_stage, ...listed } = rule as typeof single;
const item: Shape = { ...listed, 'workflow?': workflow, 'workflow_stage?': workflow_stage };

const base = '/workflows/publishing_rules';

async function describe({ get }: Asking): Promise<object> {
  const [flow] = (await get('/workflows')).workflows;
  const [environment] = (await get('/environments')).environments;
  return {
    publishing_rule: {
      workflow: flow.uid,
      workflow_stage: flow.workflow_stages[0].uid,
      actions: [],
      branches: ['main', 'development'],
      content_types: ['page'],
      locales: ['en-us'],
      environment: environment.uid,
      disable_approver_publishing: false,
    },
  };
}

const make = async (client: Asking): Promise<string> =>
  (await client.post(base, await describe(client))).publishing_rule.uid;

export const publishRules: ShapeCase[] = [
  {
    request: `GET ${base}`,
    sample: { count: 'number', publishing_rules: [item] },
    ask: ({ get }) => get(`${base}?include_count=true&content_types=product&limit=10`),
  },
  {
    request: `GET ${base}/{rule_uid}`,
    sample: { publishing_rule: single },
    ask: async client => client.get(`${base}/${await make(client)}`),
  },
  {
    request: 'GET /workflows/content_type/{content_type_uid}',
    sample: {
      publishing_rules: [
        {
          locale: 'string',
          action: 'string',
          environment: 'string',
          workflow_stage: 'string',
          uid: 'string',
          'approvers?': ['string'],
        },
      ],
    },
    ask: ({ get }) => get('/workflows/content_type/product?action=publish'),
  },
  {
    request: `POST ${base}`,
    sample: { notice: 'string', publishing_rule: rule },
    ask: async client => client.post(base, await describe(client)),
  },
  {
    request: `PUT ${base}/{rule_uid}`,
    sample: { notice: 'string' },
    ask: async client => client.put(`${base}/${await make(client)}`, await describe(client)),
    explained: { 'publishing_rule: extra': 'the SDK makes the object that it gives back out of the rule' },
  },
  {
    request: `DELETE ${base}/{rule_uid}`,
    sample: { notice: 'string' },
    ask: async client => client.remove(`${base}/${await make(client)}`),
  },
];
