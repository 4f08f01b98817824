// Languages, which the SDK calls locales and addresses by code.
import type { Case } from '../case.ts';
import { set } from '../sdk.ts';

const locale = { code: 'fr-fr', name: 'French', fallback_locale: 'en-us' };

export const languages: Case[] = [
  {
    tool: 'list_languages',
    args: { query: { fallback_locale: 'en-us' }, skip: 1, limit: 20, include_count: true, include_branch: true },
    sdk: stack =>
      stack
        .locale()
        .query({
          query: { fallback_locale: 'en-us' },
          skip: 1,
          limit: 20,
          include_count: true,
          include_branch: true,
        })
        .find(),
  },
  {
    tool: 'get_language',
    args: { code: 'fr-fr', include_branch: true },
    sdk: stack => stack.locale('fr-fr').fetch({ include_branch: true }),
  },
  { tool: 'add_language', args: { locale }, sdk: stack => stack.locale().create({ locale }) },
  {
    tool: 'update_language',
    args: { code: 'fr-fr', locale: { code: 'fr-fr', name: 'Français', fallback_locale: 'en-us' } },
    sdk: stack => set(stack.locale('fr-fr'), { name: 'Français', fallback_locale: 'en-us' }).update(),
  },
  { tool: 'delete_language', args: { code: 'fr-fr' }, sdk: stack => stack.locale('fr-fr').delete() },
];
