// The metadata of the demo stack, as the requests that made them.
import type { Json } from '../../state/json.ts';
import type { SeedRequest } from '../form/format.ts';
import { assetOf, at, type Editor, editorOf, uidOf } from '../form/names.ts';

const keep = (slug: string, extension: string, [moment, by]: [string, Editor], fields: Json): SeedRequest => ({
  request: 'POST /metadata',
  uid: uidOf('metadata', slug),
  body: { metadata: { extension_uid: uidOf('extension', extension), ...fields } },
  at: at(moment),
  by: editorOf(by),
});

const preset = (name: string, width: number, height: number): Json => ({
  uid: uidOf('preset', name),
  name,
  options: { transform: { width, height }, quality: '80' },
});

export const metadata: SeedRequest[] = [
  keep('logo', 'image-presets', ['01-20T09:00', 'aoife'], {
    entity_uid: assetOf('larkfell-logo'),
    type: 'asset',
    presets: [preset('Header', 320, 80), preset('Favicon', 64, 64)],
  }),
  keep('about', 'reading-age', ['01-21T09:00', 'maya'], {
    entity_uid: uidOf('page', 'about'),
    type: 'entry',
    _content_type_uid: 'page',
    locale: 'en-us',
    reading_age: 11,
  }),
];
