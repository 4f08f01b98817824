// The labels of the demo stack, as the requests that made them.
import type { SeedRequest } from '../form/format.ts';
import { at, editorOf, uidOf } from '../form/names.ts';

const label = (name: string, content_types: string[], moment: string, below?: string): SeedRequest => ({
  request: 'POST /labels',
  uid: uidOf('label', name),
  body: { label: { name, content_types, parent: below === undefined ? [] : [uidOf('label', below)] } },
  at: at(moment),
  by: editorOf('aoife'),
});

export const labels: SeedRequest[] = [
  label('Website', ['page', 'site_settings'], '01-12T09:30'),
  label('Menus and notices', ['navigation', 'announcement'], '01-12T09:34', 'Website'),
  label('Journal', ['blog_post', 'author'], '01-12T09:38'),
  label('Shop', ['product'], '01-12T09:40'),
];
