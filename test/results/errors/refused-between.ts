// What goes wrong between here and the API, each with the call that brings it about.
import { all, page, post, type Refusal, read, rename, say } from './refusal.ts';

export const transport: Refusal[] = [
  { title: 'the rate', case: 'rate', call: read, fault: say(429, 429, 'Rate limit exceeded. Please try again later.') },
  { title: 'the rate, as plain text', case: 'rate', call: read, fault: { status: 429, body: 'Too Many Requests' } },
  {
    title: 'the rate of bulk requests',
    case: 'bulk rate',
    call: ['bulk_delete', { entries: [{ uid: post, content_type: 'blog_post', locale: 'en-us' }] }],
    options: all,
    fault: say(429, 429, 'Rate limit exceeded.'),
  },
  {
    title: 'a gateway, on a read',
    case: 'gateway failed',
    call: read,
    fault: { status: 502, headers: { 'content-type': 'text/html' }, body: page },
  },
  {
    title: 'a gateway, on a write',
    case: 'gateway failed write',
    call: rename,
    fault: { status: 504, headers: { 'content-type': 'text/html' }, body: page },
  },
  {
    title: 'a gateway, on what makes something',
    case: 'gateway failed write',
    call: ['create_label', { label: { name: 'N' } }],
    fault: { status: 503, body: page },
  },
  { title: 'a CDN, on a write', case: 'gateway failed write', call: rename, fault: { status: 524, body: page } },
  {
    title: 'a request that came too slowly',
    case: 'gateway failed write',
    call: rename,
    fault: { status: 408, body: '' },
  },
  { title: 'a firewall, on a write', case: 'blocked write', call: rename, fault: { status: 403, body: page } },
  { title: 'a firewall, on a read', case: 'blocked', call: read, fault: { status: 403, body: page } },
  { title: 'a failed write', case: 'failed write', call: rename, fault: say(500, 500, 'Internal error') },
  {
    title: 'a gateway with a message',
    case: 'failed',
    call: read,
    fault: { status: 503, body: { message: 'Service Unavailable' } },
  },
  { title: 'a page within JSON', case: 'failed', call: read, fault: say(500, undefined, page, { page: [page] }) },
  {
    title: 'a field that does not sort',
    case: 'sort',
    call: ['list_entries', { content_type_uid: 'page', asc: 'a b' }],
  },
  { title: 'a page with a good status', case: 'not the API', call: read, fault: { status: 200, body: page } },
  {
    title: 'a redirect',
    case: 'redirect',
    call: read,
    fault: { status: 302, headers: { location: 'https://example.com/' }, body: page },
  },
  {
    title: 'a body that cannot be read',
    case: 'malformed',
    call: rename,
    fault: say(400, undefined, 'The body is not valid JSON.'),
  },
  { title: '412 without a code', case: 'precondition', call: read, fault: say(412, undefined, 'Precondition failed') },
  { title: '422 without a code', case: 'semantic', call: rename, fault: say(422, undefined, 'Unprocessable') },
  {
    title: 'a code that nobody knows',
    case: 'semantic',
    call: rename,
    fault: say(422, 777, 'Something new.', { title: ['is odd.'] }),
  },
  { title: 'a status that nobody knows', case: 'unknown', call: rename, fault: say(418, undefined, 'Teapot') },
];
