// What requests on the model and what all content stands on name: types, fields, labels, extensions, languages, environments, taxonomies, branches.
import { anyEntry, at, inLocale, must, type Places, type Table, unreadable } from './places.ts';

const type = '{content_type_uid}';
const taxonomyOut: Places = {
  branches: 'own',
  environments: must('environments'),
  locales: inLocale('locales'),
  each: [{ list: 'items', things: 'taxonomies' }],
};
/** Without a language it is gone in all, and from the entries that have it. */
const termGone: Places = {
  locales: must('?locale'),
  content_types: unreadable,
  entries: unreadable,
  uncounted: true,
};
const inOne: Places = { locales: inLocale('?locale') };
const environment = '{environment_name}';

export const model: Table = {
  'POST /content_types': { content_types: must('content_type.uid') },
  'PUT /content_types/{content_type_uid}': { content_types: at(type, 'content_type.uid') },
  // Its entries go with it.
  'DELETE /content_types/{content_type_uid}': { content_types: at(type), ...anyEntry, uncounted: true },
  'POST /content_types/import': { content_types: must('content_type.uid') },

  'POST /global_fields': {},
  // It changes every content type that has it.
  'PUT /global_fields/{global_field_uid}': { content_types: unreadable },
  'DELETE /global_fields/{global_field_uid}': { content_types: unreadable, uncounted: ['?force'] },
  'POST /global_fields/import': { content_types: { hides: ['?overwrite'] } },

  'POST /labels': { content_types: at('label.content_types') },
  'PUT /labels/{label_uid}': { content_types: at('label.content_types') },
  'DELETE /labels/{label_uid}': {},

  'POST /extensions': { content_types: at('extension.scope.content_types') },
  'PUT /extensions/{extension_uid}': { content_types: at('extension.scope.content_types') },
  'DELETE /extensions/{extension_uid}': {},

  'POST /locales': { locales: must('locale.code') },
  'PUT /locales/{code}': { locales: at('{code}', 'locale.code'), renames: { from: '{code}', to: 'locale.code' } },
  // All that was translated into it goes with it.
  'DELETE /locales/{code}': {
    locales: at('{code}'),
    content_types: unreadable,
    entries: unreadable,
    uncounted: true,
  },

  'POST /environments': { environments: must('environment.name'), locales: at('environment.urls.locale') },
  'PUT /environments/{environment_name}': {
    environments: at(environment, 'environment.name'),
    locales: at('environment.urls.locale'),
    renames: { from: environment, to: 'environment.name' },
  },
  // What is live there goes with it.
  'DELETE /environments/{environment_name}': {
    environments: at(environment),
    content_types: unreadable,
    ...anyEntry,
    uncounted: true,
  },

  'POST /taxonomies': { locales: { otherwise: 'master' } },
  'PUT /taxonomies/{taxonomy_uid}': inOne,
  'POST /taxonomies/{taxonomy_uid}': inOne,
  'DELETE /taxonomies/{taxonomy_uid}': termGone,
  'POST /taxonomies/import': inOne,
  'POST /taxonomies/publish': taxonomyOut,
  'POST /taxonomies/unpublish': { ...taxonomyOut, does: 'unpublishes' },
  'POST /taxonomies/{taxonomy_uid}/terms': { locales: { otherwise: 'master' } },
  'PUT /taxonomies/{taxonomy_uid}/terms/{term_uid}': inOne,
  'POST /taxonomies/{taxonomy_uid}/terms/{term_uid}': inOne,
  'PUT /taxonomies/{taxonomy_uid}/terms/{term_uid}/move': {},
  'DELETE /taxonomies/{taxonomy_uid}/terms/{term_uid}': termGone,

  // The other branch is only read. A base that is left out is the branch that the other was made from, whichever that is.
  'POST /stacks/branches_merge': {
    branches: must('?base_branch'),
    content_types: unreadable,
    uncounted: true,
  },
  'PUT /variant_groups/{variant_group_uid}/variants': {
    branches: at('branches'),
    content_types: must('content_types.uid'),
  },
};
