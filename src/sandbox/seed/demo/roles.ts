// Who works on the demo stack, and the roles they have.

import type { NewUser } from '../../people/people.ts';
import { findSystemRole } from '../../people/people.ts';
import type { SeedRequest } from '../form/format.ts';
import { at, type Editor, editorOf, uidOf } from '../form/names.ts';
import { stack } from './stack.ts';

const user = (name: Editor, first_name: string, last_name: string, more: Partial<NewUser> = {}): NewUser => ({
  uid: editorOf(name),
  email: `${name}@larkfell.example`,
  first_name,
  last_name,
  at: at('01-05T08:00'),
  ...more,
});

export const users: NewUser[] = [
  user('maya', 'Maya', 'Lindqvist', { owner: true }),
  user('jonas', 'Jonas', 'Weber'),
  user('aoife', 'Aoife', 'Brennan'),
  user('luc', 'Luc', 'Marchand'),
];

export const translator = uidOf('role', 'translator');
const productEditor = uidOf('role', 'product-editor');

const work = { read: true, create: true, update: true, delete: false, publish: false };

const role = (
  uid: string,
  name: string,
  description: string,
  { locales, types, publishes }: { locales: string[]; types: string[]; publishes: boolean },
): SeedRequest => ({
  request: 'POST /roles',
  uid,
  body: {
    role: {
      name,
      description,
      rules: [
        { module: 'branch', branches: ['main', 'development'], acl: { read: true } },
        {
          module: 'environment',
          environments: publishes ? ['$all'] : [uidOf('environment', 'staging')],
          acl: { read: true },
        },
        { module: 'locale', locales: locales.map(code => uidOf('locale', code)), acl: { read: true } },
        {
          module: 'content_type',
          content_types: types,
          acl: { read: true, sub_acl: { ...work, publish: publishes } },
        },
      ],
      users: [],
    },
  },
  at: at('01-06T09:00'),
  by: editorOf('maya'),
});

export const roles: SeedRequest[] = [
  role(translator, 'Translator', 'Writes entries in French and German, and leaves publishing to others.', {
    locales: ['fr-fr', 'de-de'],
    types: ['$all'],
    publishes: false,
  }),
  role(productEditor, 'Product editor', 'Keeps the products, and publishes them everywhere.', {
    locales: ['en-us'],
    types: ['product'],
    publishes: true,
  }),
  {
    request: 'POST /stacks/users/roles',
    body: {
      users: {
        [editorOf('maya')]: [findSystemRole(stack.api_key, 'Admin')],
        [editorOf('jonas')]: [findSystemRole(stack.api_key, 'Developer'), productEditor],
        [editorOf('aoife')]: [findSystemRole(stack.api_key, 'Content Manager')],
        [editorOf('luc')]: [translator],
      },
    },
    at: at('01-06T09:30'),
    by: editorOf('maya'),
  },
];
