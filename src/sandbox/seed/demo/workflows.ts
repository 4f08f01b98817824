// The workflows of the demo stack, as the requests that made them. Pages go through one; that for products is still off.
import type { Json } from '../../state/json.ts';
import type { SeedRequest } from '../form/format.ts';
import { at, type Editor, editorOf, uidOf } from '../form/names.ts';
import { translator } from './roles.ts';

const pageReview = uidOf('workflow', 'page-review');
const productLaunch = uidOf('workflow', 'product-launch');

const stageOf = (workflow: string, name: string): string => uidOf('workflow stage', `${workflow} ${name}`);

interface SeedStage {
  name: string;
  color: string;
  description: string;
  /** Names of stages; any when absent. */
  next?: string[];
  /** Who may move an entry on; everybody when absent. */
  users?: Editor[];
  roles?: string[];
}

const stage = (workflow: string, { name, color, description, next, users, roles = [] }: SeedStage): Json => ({
  uid: stageOf(workflow, name),
  name,
  color,
  description,
  SYS_ACL: { users: { uids: users ? users.map(editorOf) : ['$all'] }, roles: { uids: roles }, others: {} },
  next_available_stages: next ?? ['$all'],
  allStages: next === undefined,
  allUsers: users === undefined,
  specificStages: next !== undefined,
  specificUsers: users !== undefined,
  entry_lock: '$none',
});

const place = (slug: string, name: string, moment: string, by: Editor, more: Json = {}): SeedRequest => ({
  request: `POST /content_types/page/entries/${uidOf('page', slug)}/workflow`,
  body: { workflow: { workflow_stage: { uid: stageOf(pageReview, name), notify: false, ...more } } },
  at: at(moment),
  by: editorOf(by),
});

export const workflows: SeedRequest[] = [
  {
    request: 'POST /workflows',
    uid: pageReview,
    body: {
      workflow: {
        name: 'Page review',
        description: 'Nobody sees a page before somebody else has read it.',
        enabled: true,
        branches: ['main'],
        content_types: ['page'],
        workflow_stages: [
          { name: 'Draft', color: '#2196f3', description: 'Being written.', next: ['Review'] },
          { name: 'Review', color: '#ffa000', description: 'Somebody else reads it.', next: ['Draft', 'Ready'] },
          { name: 'Ready', color: '#74ba76', description: 'May be published.', users: ['maya' as const] },
        ].map(each => stage(pageReview, each)),
        admin_users: { users: [editorOf('maya')], roles: [] },
      },
    },
    at: at('02-02T09:00'),
    by: editorOf('maya'),
  },
  {
    request: 'POST /workflows',
    uid: productLaunch,
    body: {
      workflow: {
        name: 'Product launch',
        description: 'Prices and translations are checked before a product goes on sale. Not in use yet.',
        enabled: false,
        branches: ['main'],
        content_types: ['product'],
        workflow_stages: [
          { name: 'Draft', color: '#2196f3', description: 'Being described.' },
          {
            name: 'Translation',
            color: '#8e44ad',
            description: 'French and German follow.',
            users: [],
            roles: [translator],
          },
          { name: 'On sale', color: '#74ba76', description: 'May be published.' },
        ].map(each => stage(productLaunch, each)),
        admin_users: { users: [editorOf('jonas')], roles: [] },
      },
    },
    at: at('09-07T09:00'),
    by: editorOf('jonas'),
  },
  {
    request: 'POST /workflows/publishing_rules',
    uid: uidOf('publish rule', 'product-launch'),
    body: {
      publishing_rule: {
        workflow: productLaunch,
        workflow_stage: stageOf(productLaunch, 'On sale'),
        actions: ['publish'],
        branches: ['main'],
        content_types: ['product'],
        locales: ['en-us', 'fr-fr', 'de-de'],
        environment: uidOf('environment', 'production'),
        approvers: { users: [editorOf('maya')], roles: [] },
        disable_approver_publishing: false,
      },
    },
    at: at('09-07T09:30'),
    by: editorOf('jonas'),
  },
  place('home', 'Ready', '02-03T09:00', 'maya'),
  place('about', 'Ready', '02-03T09:05', 'maya'),
  place('shop-winter', 'Review', '09-21T10:00', 'jonas', {
    comment: 'Please check the prices.',
    due_date: '2026-09-25',
    assigned_to: [{ uid: editorOf('maya'), name: 'Maya Lindqvist', email: 'maya@larkfell.example' }],
  }),
  place('materials', 'Draft', '03-05T10:00', 'jonas'),
];
