// The extensions of the demo stack, as the requests that made them.
import type { Json } from '../../state/json.ts';
import type { SeedRequest } from '../form/format.ts';
import { at, type Editor, editorOf, uidOf } from '../form/names.ts';

const extension = (slug: string, [moment, by]: [string, Editor], fields: Json): SeedRequest => ({
  request: 'POST /extensions',
  uid: uidOf('extension', slug),
  body: { extension: { ...fields, tags: ['larkfell'] } },
  at: at(moment),
  by: editorOf(by),
});

const host = 'https://extensions.larkfell.example';

export const extensions: SeedRequest[] = [
  extension('colour-picker', ['01-12T09:00', 'jonas'], {
    title: 'Colour picker',
    type: 'field',
    data_type: 'text',
    srcdoc: '<!doctype html><title>Colour picker</title><input type="color">',
    config: { palette: ['moss', 'slate', 'rust'] },
  }),
  extension('reading-age', ['01-12T09:20', 'maya'], {
    title: 'Reading age',
    type: 'widget',
    srcdoc: '<!doctype html><title>Reading age</title><output></output>',
    scope: { content_types: ['blog_post', 'page'] },
  }),
  extension('publishing-week', ['01-12T09:40', 'maya'], {
    title: 'This week in publishing',
    type: 'dashboard',
    srcdoc: '<!doctype html><title>This week</title><ol></ol>',
    enable: true,
    default_width: 'full',
  }),
  extension('trail-map', ['01-13T10:00', 'jonas'], {
    title: 'Trail map',
    type: 'rte_plugin',
    src: `${host}/trail-map.js`,
  }),
  extension('image-presets', ['01-13T10:30', 'aoife'], {
    title: 'Image presets',
    type: 'asset_sidebar_widget',
    src: `${host}/presets`,
    width: 480,
    blur: false,
  }),
];
