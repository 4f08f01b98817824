// The catalogue: the modules in the order of the CMA reference. The only list of them.
import contentTypes from './content-types.ts';
import entries from './entries.ts';
import environments from './environments.ts';
import languages from './languages.ts';

export const modules = [contentTypes, entries, environments, languages];
