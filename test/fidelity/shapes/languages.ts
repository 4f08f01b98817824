// Sample answers of languages, as outlines.
import type { ShapeCase } from '../shape.ts';

const locale = {
  code: 'string',
  uid: 'string',
  created_by: 'string',
  updated_by: 'string',
  created_at: 'string',
  updated_at: 'string',
  fallback_locale: 'string|null',
  name: 'string',
  ACL: {},
  _version: 'number',
};
const { fallback_locale: _, ...withoutFallback } = locale;
const german = { name: 'German - German', code: 'de-at', fallback_locale: 'de-de' };

export const languages: ShapeCase[] = [
  { request: 'GET /locales', sample: { locales: [locale] }, ask: ({ get }) => get('/locales') },
  {
    request: 'POST /locales',
    title: 'Add a language',
    sample: { notice: 'string', locale },
    ask: ({ post }) =>
      post('/locales', { locale: { name: 'Arabic - Bahrain', code: 'ar-bh', fallback_locale: 'en-us' } }),
  },
  {
    request: 'POST /locales',
    title: 'Set a fallback language',
    sample: { locale: { name: 'string', code: 'string', fallback_locale: 'string' } },
    ask: ({ post }) => post('/locales', { locale: german }),
    explained: Object.fromEntries(
      [
        'notice',
        ...['uid', 'created_by', 'updated_by', 'created_at', 'updated_at', 'ACL', '_version'].map(
          key => `locale.${key}`,
        ),
      ].map(key => [
        `${key}: extra`,
        'The page repeats the request as its answer; the same request on another page answers whole.',
      ]),
    ),
  },
  {
    request: 'GET /locales/{code}',
    sample: { locale: { ...withoutFallback, tags: [] } },
    ask: ({ get }) => get('/locales/fr-fr'),
    explained: {
      'locale.fallback_locale: extra': 'The sample is older than fallback languages; all other pages show the key.',
      'locale.tags: missing': 'No other page shows tags of a language.',
    },
  },
  {
    request: 'PUT /locales/{code}',
    title: 'Update language',
    sample: { notice: 'string', locale },
    ask: ({ put }) => put('/locales/fr-fr', { locale: { name: 'Updated Locale Name', fallback_locale: 'de-de' } }),
  },
  {
    request: 'PUT /locales/{code}',
    title: 'Update fallback language',
    sample: { notice: 'string', locale },
    ask: ({ put }) => put('/locales/de-de', { locale: { name: 'German', code: 'de-de', fallback_locale: 'en-us' } }),
  },
  {
    request: 'DELETE /locales/{code}',
    sample: { notice: 'string' },
    ask: ({ remove }) => remove('/locales/fr-fr'),
  },
];
