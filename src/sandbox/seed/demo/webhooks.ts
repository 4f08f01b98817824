// The webhooks of the demo stack, as the requests that made them, and what was sent to them.
import type { Json } from '../../state/json.ts';
import type { SeedExecution, SeedRequest } from '../form/format.ts';
import { at, editorOf, uidOf } from '../form/names.ts';

/** As the CMA names webhooks and executions: `cs` and a UUID. */
const csUid = (digit: string): string =>
  `cs${digit.repeat(8)}-${digit.repeat(4)}-4${digit.repeat(3)}-a${digit.repeat(3)}-${digit.repeat(12)}`;

const rebuild = csUid('1');
const search = csUid('2');
const board = csUid('3');

const host = 'https://hooks.larkfell.example';

const webhook = (uid: string, moment: string, fields: Json): SeedRequest => ({
  request: 'POST /webhooks',
  uid,
  body: { webhook: { branches: ['main'], notifiers: ['web@larkfell.example'], ...fields } },
  at: at(moment),
  by: editorOf('jonas'),
});

export const webhooks: SeedRequest[] = [
  webhook(rebuild, '01-14T10:00', {
    name: 'Rebuild the site',
    destinations: [
      {
        target_url: `${host}/rebuild`,
        authentication_type: 'Bearer',
        bearer_token: 'made-up-token-of-the-demo',
        custom_header: [{ header_name: 'X-Site', value: 'larkfell' }],
      },
    ],
    channels: [
      'content_types.entries.environments.production.publish.success',
      'content_types.entries.environments.production.unpublish.success',
      'assets.environments.production.publish.success',
    ],
    retry_policy: 'automatic',
  }),
  webhook(search, '01-14T10:20', {
    name: 'Search index of the shop',
    destinations: [
      {
        target_url: `${host}/search`,
        authentication_type: 'Basic',
        http_basic_auth: 'larkfell',
        http_basic_password: 'made-up-password-of-the-demo',
      },
    ],
    channels: [
      'content_types.product.entries.create',
      'content_types.product.entries.update',
      'content_types.product.entries.delete',
    ],
    concise_payload: true,
  }),
  webhook(board, '02-03T08:15', {
    name: 'Board of the translators',
    destinations: [{ target_url: 'https://board.larkfell.example/in', authentication_type: 'None' }],
    channels: ['content_types.blog_post.entries.create'],
    disabled: true,
  }),
];

const entryOf = (content_type: string, slug: string, title: string, _version: number, more: Json = {}): Json => ({
  entry: { uid: uidOf(content_type, slug), title, locale: 'en-us', _version },
  content_type: { uid: content_type },
  ...more,
});

const published = { environment: { name: 'production' }, action: 'publish', status: 'success', locale: 'en-us' };

export const executions: SeedExecution[] = [
  {
    uid: csUid('a'),
    webhook: rebuild,
    channels: [
      'content_types.entries.environments.publish.success',
      'content_types.entries.environments.production.publish.success',
    ],
    module: 'entry',
    event: 'publish',
    data: entryOf('product', 'fell-shell', 'Fell Shell Jacket', 2, published),
    attempts: [{ at: at('09-01T07:00'), status: 200 }],
  },
  {
    uid: csUid('b'),
    webhook: rebuild,
    channels: [
      'content_types.entries.environments.publish.success',
      'content_types.entries.environments.production.publish.success',
    ],
    module: 'entry',
    event: 'publish',
    data: entryOf('page', 'home', 'Home', 4, published),
    attempts: [
      { at: at('10-20T07:00'), status: 503 },
      { at: at('10-20T07:01'), status: 503 },
      { at: at('10-20T07:03'), status: 200 },
    ],
  },
  {
    uid: csUid('c'),
    webhook: search,
    channels: ['content_types.entries.update', 'content_types.product.entries.update'],
    module: 'entry',
    event: 'update',
    data: entryOf('product', 'ember-stove', 'Ember Stove', 2),
    attempts: [{ at: at('10-28T08:30'), status: 404 }],
  },
];
