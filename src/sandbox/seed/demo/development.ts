// What was modelled on the development branch of the demo stack, and has not come to main yet.
import type { SeedRequest } from '../form/format.ts';
import { at, editorOf } from '../form/names.ts';

export const development: SeedRequest[] = [
  {
    request: 'POST /global_fields',
    branch: 'development',
    at: at('11-11T09:00'),
    by: editorOf('jonas'),
    body: {
      global_field: {
        uid: 'delivery',
        title: 'Delivery',
        description: 'How a product gets to its walker.',
        schema: [
          { uid: 'days', display_name: 'Days', data_type: 'number' },
          { uid: 'note', display_name: 'Note', data_type: 'text' },
        ],
      },
    },
  },
];
