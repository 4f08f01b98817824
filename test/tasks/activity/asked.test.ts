// What list_activity finds is what was asked for: the span of time, what, of which type and entry, where, in which language, by whom.
import { expect, it } from 'vitest';
import type { Json } from '../../harness.ts';
import { audited, jonas, maya, openPlanted, queued, staging } from './plant.ts';

const at = (moment: string): string => `2026-11-${moment}`;

it('takes a day as the whole of it in UTC, and a time by its offset', async () => {
  const log = (moment: string, uid: string): Json => audited(at(moment), 'update', { uid });
  await using stack = await openPlanted(
    [
      log('09T23:59:59.999Z', 'before'),
      log('10T00:00:00.000Z', 'first'),
      log('10T23:59:59.999Z', 'last'),
      log('11T00:00:00.000Z', 'after'),
    ],
    [],
  );
  const uids = async (args: Json) => (await stack.rows(args)).map(row => row[4]);
  expect(await uids({ since: '2026-11-10', until: '2026-11-10' })).toEqual(['last', 'first']);
  expect(await uids({ since: '2026-11-11' })).toEqual(['after']);
  expect(await uids({ until: '2026-11-09' })).toEqual(['before']);
  // The 10th, as a clock in Berlin has it.
  const berlin = { since: '2026-11-10T00:00:00+01:00', until: '2026-11-10T23:59:59.999+01:00' };
  expect(await uids(berlin)).toEqual(['first', 'before']);
  expect(await uids({ since: '2026-11-10T23:59:59.999Z', until: '2026-11-10T23:59:59.999Z' })).toEqual(['last']);
});

it('takes what ran in the span by when it ran, and what is told beside its edge once', async () => {
  const there = { environment: { uid: staging } };
  await using stack = await openPlanted(
    // Asked for on the 9th, carried out on the 10th.
    [audited(at('09T23:59:59.000Z'), 'publish', there)],
    [
      queued(at('10T00:00:01.000Z'), {}, { environment: [staging], created_at: at('09T23:59:59.000Z') }),
      queued(
        at('10T12:00:00.000Z'),
        { uid: 'late' },
        { created_at: at('01T09:00:00.000Z'), scheduled_at: at('10T12:00:00.000Z') },
      ),
    ],
  );
  expect(await stack.brief({ since: '2026-11-10', until: '2026-11-10' })).toEqual([
    'published late en-us production',
    'published a en-us staging',
  ]);
  expect(await stack.brief({ since: '2026-11-09', until: '2026-11-09' })).toEqual([]);
  await using early = await openPlanted(
    [audited(at('10T00:00:01.000Z'), 'publish', there)],
    [queued(at('09T23:59:59.000Z'), {}, { environment: [staging] })],
  );
  expect(await early.brief({ since: '2026-11-10' })).toEqual([]);
  expect(await early.brief({ since: '2026-11-09' })).toEqual(['published a en-us staging']);
  expect(await stack.brief({ until: '2026-11-01' })).toEqual(['publish scheduled late en-us production']);
});

it.each([
  [{ since: 'yesterday' }, /since: give a day/],
  [{ since: '2026-11-10T09:00:00' }, /since: give a day/],
  [{ until: '2026-02-30' }, /until: give a day/],
  [{ since: '2026-11-11', until: '2026-11-10' }, /until: is before since/],
  [{ environment: 'produktion' }, /did you mean production/],
  [{ who: 'Maja Lindqvist' }, /no user is called "Maja Lindqvist"; did you mean Maya Lindqvist/],
  [{ what: ['published'] }, /what/],
])('refuses %j before anything of it is read', async (args, expected) => {
  await using stack = await openPlanted([], []);
  expect(await stack.fail('list_activity', args)).toMatch(expected);
  expect(stack.sandbox.requests.filter(({ path }) => path === '/v3/audit-logs')).toEqual([]);
});

const logs = [
  audited(at('01T10:00:00Z'), 'create'),
  audited(at('02T10:00:00Z'), 'update'),
  audited(at('03T10:00:00Z'), 'localize', { locale: { code: 'de-de' } }, { created_by: jonas }),
  audited(at('04T10:00:00Z'), 'update', { uid: 'b', content_type: { uid: 'author' } }, { created_by: jonas }),
  audited(at('05T10:00:00Z'), 'delete', { uid: 'b', content_type: { uid: 'author' } }),
  audited(at('06T10:00:00Z'), 'update', { uid: 'f', content_type: undefined, locale: undefined }, { module: 'asset' }),
  audited(
    at('07T10:00:00Z'),
    'update',
    { uid: 'w', content_type: undefined, locale: undefined },
    { module: 'webhook' },
  ),
  audited(
    at('08T10:00:00Z'),
    'switch',
    { uid: 'w', content_type: undefined, locale: undefined },
    { module: 'webhook' },
  ),
];
const queue = [
  queued(at('01T11:00:00Z')),
  queued(at('02T11:00:00Z'), {}, { locale: ['de-de'], environment: [staging], user: jonas }),
  queued(at('03T11:00:00Z'), {}, { publish_details: { status: 'failed', failure_reason: 'no' } }),
  queued(
    at('04T11:00:00Z'),
    {},
    { publish_details: { status: 'scheduled' }, published_at: null, scheduled_at: at('30T10:00:00Z') },
  ),
  queued(at('05T11:00:00Z'), { uid: 'f' }, { type: 'asset', content_type: undefined }),
  queued(at('06T11:00:00Z'), {}, { action: 'unpublish' }),
  queued(at('07T11:00:00Z'), { uid: 'r', title: 'R' }, { type: 'release', content_type: undefined }),
];

const went = ['unpublished a en-us production', 'published f en-us production', 'publish scheduled a en-us production'];
const came = ['publish failed a en-us production', 'published a de-de staging', 'published a en-us production'];

it.each<[Json, string[]]>([
  [{ what: ['publish'] }, [went[1], went[2], ...came] as string[]],
  [{ what: ['publish', 'unpublish'] }, [...went, ...came]],
  [{ what: ['schedule'] }, ['publish scheduled a en-us production']],
  [{ what: ['deploy'] }, ['deployed r en-us production']],
  [{ what: ['create'] }, ['created a en-us']],
  [{ what: ['localize'] }, ['localized a de-de']],
  [{ what: ['save'], content_type_uid: 'page' }, ['localized a de-de', 'saved a en-us', 'created a en-us']],
  [{ what: ['delete'] }, ['deleted b en-us']],
  [{ what: ['other'] }, ['switch w']],
  [{ content_type_uid: 'author' }, ['deleted b en-us', 'saved b en-us']],
  [{ content_type_uid: 'sys_assets' }, ['saved f', 'published f en-us production']],
  [{ content_type_uid: 'sys_assets', entry_uid: 'f' }, ['saved f', 'published f en-us production']],
  [{ entry_uid: 'b' }, ['deleted b en-us', 'saved b en-us']],
  [{ environment: 'staging' }, ['published a de-de staging']],
  [{ locale: 'de-de' }, ['localized a de-de', 'published a de-de staging']],
  [{ who: 'jonas' }, ['saved b en-us', 'localized a de-de', 'published a de-de staging']],
  [{ who: 'jonas@larkfell.example', what: ['save'] }, ['saved b en-us', 'localized a de-de']],
  [{ who: maya, what: ['delete'] }, ['deleted b en-us']],
  [{ who: 'Luc Marchand' }, []],
])('finds by %j', async (args, expected) => {
  await using stack = await openPlanted(logs, queue);
  expect(await stack.brief(args)).toEqual(expected);
});

it('answers what went live last week, and by whom, in one call', async () => {
  await using stack = await openPlanted(logs, queue);
  const week = { what: ['publish'], since: '2026-11-02', until: '2026-11-06' };
  const { answer, paths } = await stack.watch('list_activity', week);
  expect(answer.says).toBe(
    '4 events from 2026-11-02T00:00:00.000Z to 2026-11-06T23:59:59.999Z: 2 published, 1 publish scheduled, 1 publish failed',
  );
  const live = (await stack.rows(week)).filter(row => row[2] === 'published').map(row => [row[1], row[4], row[6]]);
  expect(live).toEqual([
    ['Maya Lindqvist', 'f', 'en-us'],
    ['Jonas Weber', 'a', 'de-de'],
  ]);
  expect(paths).toEqual(['GET /v3/audit-logs', 'GET /v3/publish-queue', 'GET /v3/stacks/users']);
});

it('asks no queue for saves, and nobody for names where nothing happened', async () => {
  await using stack = await openPlanted(logs, queue);
  const saves = await stack.watch('list_activity', { what: ['save', 'delete'], since: '2026-11-08' });
  expect(saves.answer.says).toBe('nothing happened from 2026-11-08T00:00:00.000Z');
  expect(saves.paths).toEqual(['GET /v3/audit-logs']);
});

it('tells who by uid and role where the token may not list users', async () => {
  await using stack = await openPlanted(logs, [], { users: 'refuse' });
  const [row] = await stack.rows({ what: ['delete'] });
  expect(row?.[1]).toBe(`${maya} (Admin)`);
  expect((await stack.call('list_activity', { what: ['delete'] })).notes).toContain(
    'names are not known: users cannot be read here',
  );
  expect(await stack.fail('list_activity', { who: 'Maya' })).toMatch(/who: users cannot be listed with this token/);
  expect(await stack.brief({ who: maya, what: ['delete'] })).toEqual(['deleted b en-us']);
  // Being refused a list of users is no failure of the stack.
  expect(JSON.stringify(await stack.call('server_status'))).not.toMatch(/logged in/);
});
