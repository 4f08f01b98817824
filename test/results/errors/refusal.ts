// What a refusal is to the tests of errors, and the calls that most of them come from.
import type { FaultSpec } from '../../../src/sandbox/http/faults.ts';
import { uidOf } from '../../../src/sandbox/seed/form/names.ts';
import type { Json, Options } from '../../harness.ts';

export interface Refusal {
  /** What it is, for the snapshot. */
  title: string;
  /** The name of the case that explains it. */
  case: string;
  call: [tool: string, args?: Json];
  /** Where the sandbox does not come to it by itself. */
  fault?: NonNullable<FaultSpec['answer']>;
  options?: Options;
  /** In tokens, where it must name more than a plain one does. */
  most?: number;
}

export const post = uidOf('blog_post', 'winter-layers');
export const other = uidOf('blog_post', 'shell-or-softshell');
export const nobody = 'blt0123456789abcdef';
export const winter = uidOf('release', 'winter-range');
export const entry = { content_type_uid: 'blog_post', entry_uid: post };
export const all: Options = { settings: { MODULES: 'all' } };

export const say = (status: number, error_code: number | undefined, error_message: string, errors: unknown = {}) => ({
  status,
  body: { error_message, ...(error_code === undefined ? {} : { error_code }), errors },
});
export const publish = (environment: string, locale = 'en-us'): Refusal['call'] => [
  'publish_entry',
  { ...entry, entry: { environments: [environment], locales: [locale] } },
];
export const rename: Refusal['call'] = ['update_entry', { ...entry, entry: { title: 'New' } }];
/** Sent as it is, so that the stack refuses it, and at the version that the demo stack has. */
export const saving = (fields: Json): Refusal['call'] => ['update_entry', { ...entry, entry: fields, if_version: 3 }];
const field = (uid: string, data_type: string, more: Json = {}): Json => ({
  uid,
  display_name: uid,
  data_type,
  ...more,
});
/** A content type or global field that has these besides its title. */
export const model = (uid: string, ...fields: [uid: string, data_type: string, more: Json][]): Json => ({
  uid,
  title: uid,
  schema: [field('title', 'text'), ...fields.map(each => field(...each))],
});
export const read: Refusal['call'] = ['get_entry', entry];
export const page = '<html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>';
export const denied = 'Access denied. You have insufficient permissions to perform this operation.';
