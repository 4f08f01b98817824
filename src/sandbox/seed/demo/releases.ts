// The releases of the demo stack, as the requests that made them.
import type { Json } from '../../state/json.ts';
import type { SeedRequest } from '../form/format.ts';
import { assetOf, at, type Editor, editorOf, uidOf } from '../form/names.ts';

const write = (request: string, moment: string, by: Editor, body: Json, uid?: string): SeedRequest => ({
  request,
  body,
  at: at(moment),
  by: editorOf(by),
  ...(uid === undefined ? {} : { uid }),
});

const item = (type: string, slug: string, action = 'publish'): Json => ({
  uid: uidOf(type, slug),
  content_type_uid: type,
  locale: 'en-us',
  action,
});

const picture = (name: string): Json => ({
  uid: assetOf(name),
  content_type_uid: 'built_io_upload',
  locale: 'en-us',
  action: 'publish',
});

const winter = uidOf('release', 'winter-range');
const birthday = uidOf('release', 'tenth-birthday');

/** Deployed before the first frost, and locked since; its posts and the notice were out already. */
const opening: SeedRequest[] = [
  write(
    'POST /releases',
    '10-29T09:00',
    'aoife',
    {
      release: { name: 'Winter opening', description: 'The shop window for the cold months: notice, guide and logo.' },
    },
    winter,
  ),
  write(`POST /releases/${winter}/items`, '10-29T09:20', 'aoife', {
    items: [item('announcement', 'winter-sale'), item('blog_post', 'winter-layers'), picture('larkfell-logo')],
  }),
  write(`POST /releases/${winter}/deploy`, '10-31T07:05', 'maya', {
    release: { environments: ['production'] },
  }),
];

/** Still being put together: the birthday post goes out, the sale goes down, the stove comes back. */
const coming: SeedRequest[] = [
  write(
    'POST /releases',
    '11-02T15:20',
    'maya',
    {
      release: { name: 'Tenth birthday', description: 'Goes live on the morning of the party.' },
    },
    birthday,
  ),
  write(`POST /releases/${birthday}/items`, '11-02T15:30', 'maya', {
    items: [
      item('blog_post', 'ten-years-of-larkfell'),
      item('product', 'ember-stove'),
      item('announcement', 'winter-sale', 'unpublish'),
    ],
  }),
];

export const releases: SeedRequest[] = [...opening, ...coming];
