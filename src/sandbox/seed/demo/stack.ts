// The stack itself: its keys, tokens, branches, environments and languages. Nothing here opens a real stack.
import type { Seed } from '../form/format.ts';
import { at, editorOf, uidOf } from '../form/names.ts';

/** Values nobody could take for real ones. */
const fakeToken = (pattern: string): string => `cs${pattern.repeat(12)}`;
const fakeKey = (pattern: string): string => `blt${pattern.repeat(4)}`;

export const stack: Seed['stack'] = {
  api_key: fakeKey('5eed'),
  org_uid: fakeKey('0f0f'),
  name: 'Larkfell',
  master_locale: 'en-us',
};

export const tokens: Seed['tokens'] = [
  { name: 'read_write', value: fakeToken('a1'), scope: 'read-write' },
  { name: 'read_only', value: fakeToken('b2'), scope: 'read-only' },
  { name: 'branch_limited', value: fakeToken('c3'), scope: 'read-write', branches: ['development'] },
  {
    name: 'per_module',
    value: fakeToken('d4'),
    scope: 'read-write',
    modules: { entries: 'read-write', assets: 'read-write', 'content-types': 'read-only' },
  },
  { name: 'two_branches', value: fakeToken('97'), scope: 'read-write', branches: ['main', 'development'] },
  { name: 'revoked', value: fakeToken('f6'), scope: 'read-write', revoked: true },
  { name: 'expired', value: fakeToken('e5'), scope: 'read-write', expires_at: at('01-31T00:00') },
];

export const branches: Seed['branches'] = [
  { uid: 'main', source: '' },
  { uid: 'development', source: 'main', at: at('11-09T09:00'), by: editorOf('jonas') },
];

/** What the site reads from, so that another branch can take over in one step. */
export const aliases: NonNullable<Seed['aliases']> = [
  { alias: 'live', target: 'main', at: at('02-02T08:00'), by: editorOf('maya') },
  { alias: 'next', target: 'development', at: at('11-09T09:05'), by: editorOf('jonas') },
];

const environment = (name: string, host: string): Seed['environments'][number] => ({
  uid: uidOf('environment', name),
  name,
  urls: [
    { locale: 'en-us', url: `https://${host}` },
    { locale: 'fr-fr', url: `https://${host}/fr` },
    { locale: 'de-de', url: `https://${host}/de` },
  ],
});

export const environments: Seed['environments'] = [
  environment('production', 'www.larkfell.example'),
  environment('staging', 'staging.larkfell.example'),
  environment('preview', 'preview.larkfell.example'),
];

const locale = (code: string, name: string, fallback_locale: string | null): Seed['locales'][number] => ({
  uid: uidOf('locale', code),
  code,
  name,
  fallback_locale,
});

export const locales: Seed['locales'] = [
  locale('en-us', 'English - United States', null),
  locale('fr-fr', 'French - France', 'en-us'),
  locale('de-de', 'German - Germany', 'en-us'),
];
