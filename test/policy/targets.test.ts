// What single requests hit, by what they name: one of each kind, and each way in which the API picks more than is named.
import { describe, expect, it } from 'vitest';
import { toRequest } from '../../src/door/request.ts';
import { type Deed, toDeed } from '../../src/policy/targets.ts';
import { find } from '../operations.ts';
import { known, toDeedOf } from './naming.ts';

const unreadable = 'unreadable';
const entry = { content_type_uid: 'page', entry_uid: 'blt1' };
const page = { content_types: ['page'], entries: ['blt1'], items: ['page blt1'] };
const out = { environments: ['staging'], locales: ['fr-fr'] };
const any = { content_types: unreadable, entries: unreadable, items: unreadable };

const toTargets = (name: string, given: Record<string, unknown>): Deed['targets'] =>
  toDeedOf(find(name), given).targets;

describe('hits what it names', () => {
  it.each<[string, Record<string, unknown>, unknown[]]>([
    ['update_entry', entry, [{ ...page, locales: ['en-us'] }]],
    ['update_entry', { ...entry, locale: 'fr-fr' }, [{ ...page, locales: ['fr-fr'] }]],
    ['delete_entry', { ...entry, entry: { locales: ['fr-fr', 'de-de'] } }, [{ ...page, locales: ['fr-fr', 'de-de'] }]],
    ['delete_entry', { ...entry, delete_all_localized: true }, [{ ...page, locales: unreadable }]],
    ['delete_entry', { ...entry, delete_all_localized: false }, [{ ...page, locales: ['en-us'] }]],
    ['publish_entry', { ...entry, entry: out }, [{ ...page, ...out }]],
    ['publish_entry', { ...entry, entry: out, api_version: '3.2' }, [{ ...page, ...out }]],
    [
      'publish_entry',
      { ...entry, entry: out, publish_all_localized: true },
      [{ ...page, ...out, locales: unreadable }],
    ],
    [
      'publish_entry',
      { ...entry, entry: { ...out, environments: ['blt9f5f38997f1533ee'] } },
      [{ ...page, ...out, environments: ['production'] }],
    ],
    [
      'publish_entry',
      { ...entry, entry: { ...out, environments: ['blt00000000000000ff'] } },
      [{ ...page, ...out, environments: unreadable }],
    ],
    [
      'publish_entry',
      { ...entry, entry: { ...out, environments: ['$all'] } },
      [{ ...page, ...out, environments: unreadable }],
    ],
    [
      'unpublish_asset',
      { asset_uid: 'blt2', asset: out },
      [{ ...out, content_types: ['sys_assets'], entries: ['blt2'], items: ['sys_assets blt2'] }],
    ],
    [
      'bulk_publish',
      { entries: [{ uid: 'blt1', content_type: 'page', locale: 'de-de' }], assets: [{ uid: 'blt2' }], ...out },
      [
        { ...page, ...out, locales: ['fr-fr', 'de-de'] },
        { ...out, content_types: ['sys_assets'], entries: ['blt2'], items: ['sys_assets blt2'] },
      ],
    ],
    [
      'bulk_publish',
      { entries: [{ uid: 'blt1', content_type: 'page' }], publish_with_reference: true, ...out },
      [
        { ...page, ...out },
        { ...any, ...out },
      ],
    ],
    [
      'bulk_unpublish',
      { entries: [{ uid: 'blt1', content_type: 'page' }], nested: true, ...out },
      [
        { ...page, ...out },
        { ...any, ...out },
      ],
    ],
    ['bulk_publish', out, [{ ...any, ...out }]],
    [
      'bulk_delete',
      { entries: [{ uid: 'blt1', content_type: 'page', locale: 'fr-fr' }] },
      [{ ...page, locales: ['fr-fr'] }],
    ],
    [
      'add_release_items',
      {
        release_uid: 'blt3',
        items: [{ uid: 'blt2', version: 1, locale: 'fr-fr', content_type_uid: 'built_io_upload', action: 'publish' }],
      },
      [{ content_types: ['sys_assets'], entries: ['blt2'], locales: ['fr-fr'], items: ['sys_assets blt2'] }],
    ],
    ['remove_release_items', { release_uid: 'blt3', all: true }, [{ ...any, locales: unreadable }]],
    ['update_release_items', { release_uid: 'blt3', items: ['$all'] }, [{ ...any, locales: unreadable }]],
    ['bulk_update_release_items', { release: 'blt3', items: ['$all'] }, [{ ...any, locales: unreadable }]],
    [
      'bulk_add_to_release',
      { release: 'blt3', items: [{ uid: 'blt1', content_type_uid: 'page' }], locale: ['fr-fr'] },
      [{ ...page, locales: ['fr-fr'] }],
    ],
    [
      'bulk_add_to_release',
      { release: 'blt3', items: [{ uid: 'blt1', content_type_uid: 'page', locale: 'de-de' }], reference: true },
      [
        { ...page, locales: ['de-de'] },
        { ...any, locales: unreadable },
      ],
    ],
    [
      'deploy_release',
      { release_uid: 'blt3', release: { environments: ['staging'] } },
      [{ ...any, environments: ['staging'], locales: unreadable }],
    ],
    ['deploy_release', { release_uid: 'blt3', release: out }, [{ ...any, ...out }]],
    [
      'cancel_scheduled_publish',
      { publish_queue_uid: 'blt4' },
      [{ ...any, environments: unreadable, locales: unreadable }],
    ],
    [
      'delete_content_type',
      { content_type_uid: 'page', force: true },
      [{ content_types: ['page'], entries: unreadable, locales: unreadable, items: unreadable }],
    ],
    [
      'import_content_type',
      { content_type: { uid: 'page', title: 'Page', schema: [] } },
      [{ content_types: ['page'], items: [expect.stringMatching(/^\+/)] }],
    ],
    [
      'import_content_type',
      { content_type: { title: 'Page' } },
      [{ content_types: unreadable, items: [expect.stringMatching(/^\+/)] }],
    ],
    [
      'import_entry',
      { content_type_uid: 'page', entry: { uid: 'blt1', title: 'Home' }, overwrite: true },
      [{ ...page, locales: ['en-us'], items: [expect.stringMatching(/^\+/)] }],
    ],
    [
      'upload_extension',
      { upload: 'data:,x', title: 'X', type: 'widget', scope: { content_types: ['page'] } },
      [{ content_types: ['page'], items: [expect.stringMatching(/^\+/)] }],
    ],
    ['delete_language', { code: 'fr-fr' }, [{ ...any, locales: ['fr-fr'] }]],
    [
      'delete_environment',
      { environment_name: 'staging' },
      [{ ...any, environments: ['staging'], locales: unreadable }],
    ],
    ['delete_taxonomy', { taxonomy_uid: 'gear', locale: 'fr-fr' }, [{ ...any, locales: ['fr-fr'] }]],
    [
      'publish_taxonomies',
      { items: [{ uid: 'gear' }, { uid: 'gear', term_uid: 'tent' }], ...out },
      [
        { ...out, items: ['taxonomies/gear'] },
        { ...out, items: ['taxonomies/gear'] },
      ],
    ],
    [
      'create_label',
      { label: { name: 'x', content_types: ['page', 'post'] } },
      [{ content_types: ['page', 'post'], items: [expect.stringMatching(/^\+/)] }],
    ],
    ['delete_label', { label_uid: 'blt5' }, [{ items: ['labels/blt5'] }]],
    [
      'create_workflow',
      { workflow: { name: 'x', content_types: ['$all'], workflow_stages: [] } },
      [{ content_types: unreadable, items: [expect.stringMatching(/^\+/)] }],
    ],
    [
      'create_publish_rule',
      {
        publishing_rule: {
          workflow: 'w',
          workflow_stage: 's',
          environment: 'blt9f5f38997f1533ee',
          locales: ['fr-fr'],
          content_types: ['page'],
        },
      },
      [
        {
          environments: ['production'],
          locales: ['fr-fr'],
          content_types: ['page'],
          items: [expect.stringMatching(/^\+/)],
        },
      ],
    ],
    [
      'publish_metadata',
      { metadata_uid: 'cs6', metadata: out },
      [{ ...out, content_types: unreadable, entries: unreadable, items: ['metadata/cs6'] }],
    ],
  ])('%s %j', (name, given, targets) => {
    expect(toTargets(name, given)).toEqual(targets);
  });
});

describe('a webhook', () => {
  const channel = (text: string): unknown => {
    const [{ items: _, ...rest } = { items: [] }] = toTargets('update_webhook', {
      webhook_uid: 'cs7',
      webhook: { channels: [text] },
    });
    return rest;
  };

  it.each([
    [
      'content_types.page.entries.blt1.environments.production.publish.success',
      { content_types: ['page'], entries: ['blt1'], environments: ['production'] },
    ],
    [
      'content_types.page.entries.environments.publish.success',
      { content_types: ['page'], entries: unreadable, environments: unreadable },
    ],
    ['content_types.entries.create', { content_types: unreadable, entries: unreadable }],
    ['content_types.page.update', { content_types: ['page'] }],
    ['content_types.create', { content_types: unreadable }],
    [
      'assets.environments.staging.publish.success',
      { content_types: ['sys_assets'], entries: unreadable, environments: ['staging'] },
    ],
    ['releases.environments.deploy', { content_types: unreadable, entries: unreadable, environments: unreadable }],
    ['taxonomies.create', {}],
  ])('is told what happens by %s', (text, told) => {
    expect(channel(text)).toEqual(told);
  });

  it('that gets another address is told what it was told before: nobody knows what', () => {
    const given = { webhook_uid: 'cs7', webhook: { destinations: [{ target_url: 'https://other.example' }] } };
    const deed = toDeedOf(find('update_webhook'), given);
    expect(deed).toMatchObject({
      opens: true,
      branches: unreadable,
      targets: [{ environments: unreadable, content_types: unreadable, entries: unreadable, items: ['webhooks/cs7'] }],
    });
    const file = { webhook: { name: 'x', channels: ['content_types.page.create'], branches: ['live'] } };
    expect(toDeedOf(find('import_webhook'), file)).toMatchObject({
      opens: true,
      branches: [['main', 'live']],
      targets: [{ content_types: ['page'] }],
    });
  });
});

describe('a role', () => {
  const rules = [
    { module: 'branch', branches: ['development'], acl: { read: true } },
    { module: 'environment', environments: ['blt9f5f38997f1533ee'], acl: { read: true } },
    { module: 'content_type', content_types: ['page'], acl: { read: true } },
  ];

  it('is given what its rules name, and all of what they do not', () => {
    expect(toDeedOf(find('create_role'), { role: { name: 'x', rules } })).toMatchObject({
      branches: [['development']],
      targets: [{ environments: ['production'], content_types: ['page'], locales: unreadable, entries: unreadable }],
    });
  });

  it('is given all where it is given an empty list of rules', () => {
    expect(toDeedOf(find('update_role'), { role_uid: 'blt8', role: { rules: [] } })).toMatchObject({
      branches: unreadable,
      targets: [{ environments: unreadable, content_types: unreadable, locales: unreadable, entries: unreadable }],
    });
  });

  it('is given what is not told where a rule takes all but some', () => {
    const restricted = [...rules, { module: 'locale', locales: ['fr-fr'], restrict: true, acl: { read: false } }];
    expect(toDeedOf(find('create_role'), { role: { name: 'x', rules: restricted } })).toMatchObject({
      branches: unreadable,
      targets: [{ environments: unreadable, content_types: unreadable, locales: unreadable, entries: unreadable }],
    });
  });

  it('is named alone where only its name changes', () => {
    expect(toDeedOf(find('update_role'), { role_uid: 'blt8', role: { name: 'x' } })).toMatchObject({
      targets: [{ items: ['roles/blt8'] }],
    });
  });
});

describe('branches', () => {
  const toBranches = (name: string, given: Record<string, unknown>, branch?: string) =>
    toDeedOf(find(name), given, branch).branches;

  it('are told by each of their names', () => {
    expect(toBranches('update_entry', entry)).toEqual([['main', 'live']]);
    expect(toBranches('update_entry', entry, 'live')).toEqual([['main', 'live']]);
    expect(toBranches('update_entry', entry, 'development')).toEqual([['development']]);
  });

  it('are those that are written to, of a merge', () => {
    // Left out, it is the branch that the other was made from, which nothing in the request tells.
    expect(toBranches('merge_branches', { compare_branch: 'development' })).toBe(unreadable);
    expect(toBranches('merge_branches', { base_branch: 'development', compare_branch: 'main' })).toEqual([
      ['development'],
    ]);
  });

  it('are not of what all share, except where it names some', () => {
    expect(toBranches('delete_environment', { environment_name: 'staging' })).toBeUndefined();
    expect(toBranches('disable_workflow', { workflow_uid: 'blt9' })).toBe(unreadable);
    expect(toBranches('link_variant_group', { variant_group_uid: 'cs', branches: ['live'] })).toEqual([
      ['main', 'live'],
    ]);
    expect(toBranches('publish_taxonomies', { items: [], ...out }, 'development')).toEqual([['development']]);
  });
});

it('knows nothing of a request that is not in the table', () => {
  const operation = { ...find('delete_label'), line: 'DELETE /labels/{label_uid}/all' } as const;
  const deed = toDeed(operation, toRequest(operation, { label_uid: 'blt5' }, 'main'), known);
  expect(deed.branches).toBe(unreadable);
  expect(deed.targets).toEqual([{ environments: unreadable, locales: unreadable, ...any }]);
});

it('hides the master language where nobody knows it', () => {
  const { master: _, ...rest } = known;
  const operation = find('update_entry');
  expect(toDeed(operation, toRequest(operation, entry, 'main'), rest).targets).toEqual([
    { ...page, locales: unreadable },
  ]);
});
