// Languages: the locales that entries can be written in.
import * as z from 'zod';
import { include_branch, paging, query, segment, text } from '../src/operations/fields.ts';
import { defineModule, operation } from '../src/operations/operation.ts';

const path = { code: segment };
const details = { name: text, fallback_locale: text };

export default defineModule({
  name: 'languages',
  docs: 'languages',
  reach: 'branch',
  operations: {
    list_languages: operation('GET /locales', {
      title: 'List languages',
      effect: 'read',
      description: 'Languages (locales) the site has, with fallback.',
      outline: ['code', 'name', 'fallback_locale'],
      query: { ...paging, query, include_branch },
    }),
    get_language: operation('GET /locales/{code}', {
      title: 'Get a language',
      effect: 'read',
      description: 'One language.',
      path,
      query: { include_branch },
    }),
    add_language: operation('POST /locales', {
      title: 'Add a language',
      effect: 'create',
      description: 'Add another language, like fr-fr.',
      query: { include_branch },
      body: { locale: z.strictObject({ code: z.string(), ...details }) },
    }),
    update_language: operation('PUT /locales/{code}', {
      title: 'Update a language',
      effect: 'update',
      before: 'get_language',
      description: 'Rename a language, or let it fall back to another.',
      path,
      query: { include_branch },
      body: { locale: z.strictObject({ code: text, ...details }) },
    }),
    delete_language: operation('DELETE /locales/{code}', {
      title: 'Delete a language',
      effect: 'delete',
      description: 'Drop a language and all translations into it.',
      confirm: {
        hits: {
          'languages that fall back to it': 'GET /locales?limit=100#{code}',
          'entries in it':
            'GET /content_types/{content_type_uid}/entries?locale={code}&query={"locale":"{code}"}&count=true',
        },
      },
      path,
    }),
  },
});
