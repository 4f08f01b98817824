// Languages: the locales that entries can be written in.
import { z } from 'zod';
import { include_branch, paging, query, segment, text } from '../src/fields.ts';
import { defineModule, operation } from '../src/operation.ts';

const path = { code: segment.describe('Locale code, such as fr-fr') };
const details = { name: text, fallback_locale: text.describe('Code of the language to fall back to') };

export default defineModule({
  name: 'languages',
  docs: 'languages',
  reach: 'branch',
  operations: {
    list_languages: operation('GET /locales', {
      title: 'List languages',
      effect: 'read',
      description: 'Languages (locales) of the stack with code, name and fallback.',
      query: { ...paging, query, include_branch },
    }),
    get_language: operation('GET /locales/{code}', {
      title: 'Get a language',
      effect: 'read',
      description: 'One language, by locale code.',
      path,
      query: { include_branch },
    }),
    add_language: operation('POST /locales', {
      title: 'Add a language',
      effect: 'create',
      description: 'Add a language, with its fallback if it is not the master.',
      query: { include_branch },
      body: { locale: z.strictObject({ code: z.string().describe('Cannot be changed later'), ...details }) },
    }),
    update_language: operation('PUT /locales/{code}', {
      title: 'Update a language',
      effect: 'update',
      description: 'Rename a language or change its fallback.',
      path,
      query: { include_branch },
      body: { locale: z.strictObject({ code: text, ...details }) },
    }),
    delete_language: operation('DELETE /locales/{code}', {
      title: 'Delete a language',
      effect: 'delete',
      description: 'Delete a language with all content localised in it. The master language cannot be deleted.',
      path,
    }),
  },
});
