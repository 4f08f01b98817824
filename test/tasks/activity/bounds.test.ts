// What list_activity does where there is much, where a list is off or fails, and where the versions alone go far enough back.
import { expect, it } from 'vitest';
import { uidOf } from '../../../src/sandbox/seed/form/names.ts';
import type { Json } from '../../harness.ts';
import { listRows } from '../sandbox.ts';
import { audited, columns, openPlanted, type Planted, queued } from './plant.ts';

const start = Date.parse('2026-11-01T00:00:00Z');
const iso = (seconds: number): string => new Date(start + seconds * 1000).toISOString();

/** All rows, as the answers say how to go on. */
async function follow(stack: Planted, args: Json = {}): Promise<{ uids: unknown[]; calls: number; lefts: number }> {
  const uids: unknown[] = [];
  let [calls, lefts] = [0, 0];
  for (let next: Json = args; ; ) {
    const answer = await stack.call('list_activity', next);
    calls += 1;
    uids.push(...listRows(answer, columns).map(row => row[4]));
    // First what did not fit, then what was not reached.
    if (answer.rows_left) next = { ...next, ...(answer.next_rows as Json) };
    else if (answer.next) {
      lefts += 1;
      next = { ...next, ...(answer.next as Json) };
    } else return { uids, calls, lefts };
    expect(calls).toBeLessThan(200);
  }
}

it('goes on to the end, with each event once, though many have the same time', async () => {
  // In heaps of 60 in one millisecond.
  const logs = Array.from({ length: 2000 }, (_, index) =>
    audited(iso(Math.floor(index / 60) * 3600), 'update', { uid: `e${index}`, title: `E${index % 7}` }),
  );
  const queue = Array.from({ length: 400 }, (_, index) => queued(iso(index * 200), { uid: `q${index}` }));
  await using stack = await openPlanted(logs, queue, { settings: { MAX_RESULT_TOKENS: '25000' } });
  const { uids, lefts } = await follow(stack);
  expect(lefts).toBeGreaterThan(1);
  expect(uids).toHaveLength(2400);
  expect(new Set(uids).size).toBe(2400);
});

it('reads no more pages than its answer needs, and says until when it got', async () => {
  const logs = Array.from({ length: 3000 }, (_, index) => audited(iso(index), 'update', { uid: `e${index}` }));
  await using stack = await openPlanted(logs, []);
  const { answer, paths } = await stack.watch('list_activity', {});
  expect(answer.says).toMatch(/^at least \d+ events: \d+ saved$/);
  expect(paths.filter(path => path === 'GET /v3/audit-logs').length).toBeLessThanOrEqual(8);
  expect(answer.left).toMatch(/^not looked at yet: 2026-11-01T00:\d\d:\d\d.000Z and before$/);
  // Where the API leaves out the rest, one page is enough.
  const one = await stack.watch('list_activity', { entry_uid: 'e7', since: '2026-11-01', until: '2026-11-01' });
  expect(one.answer.says).toMatch(/^1 event /);
  expect(one.paths.filter(path => path === 'GET /v3/audit-logs')).toHaveLength(1);
});

it('never says none with something left', async () => {
  const logs = Array.from({ length: 7000 }, (_, index) => audited(iso(index), 'update', { uid: `e${index}` }));
  await using stack = await openPlanted(logs, []);
  const answer = await stack.call('list_activity', { locale: 'fr-fr' });
  expect(answer.says).toBe('nothing found yet, as not all was looked at');
  expect(answer.next).toEqual({ until: expect.stringMatching(/^2026-11-01T00:1\d:\d\d/) });
});

it('does not miss what was scheduled long before and ran among what it tells', async () => {
  const queue = Array.from({ length: 1500 }, (_, index) => queued(iso(1000 + index), { uid: `q${index}` }));
  const run = queued(iso(2450.5), { uid: 'old' }, { created_at: iso(1), scheduled_at: iso(2450.5) });
  const coming = queued(
    iso(9000),
    { uid: 'coming' },
    { created_at: iso(2), published_at: null, scheduled_at: iso(9000) },
  );
  Object.assign(coming, { publish_details: { status: 'scheduled' } });
  await using stack = await openPlanted([], [...queue, run, coming], { settings: { MAX_RESULT_TOKENS: '25000' } });
  const { uids, lefts } = await follow(stack, { what: ['publish'] });
  expect(lefts).toBeGreaterThan(0);
  // Once as carried out, and once as scheduled.
  expect(uids.filter(uid => uid === 'old')).toHaveLength(2);
  expect(uids.filter(uid => uid === 'coming')).toHaveLength(1);
  expect(uids).toHaveLength(1503);
});

it('does without the queue where that is off, and says so', async () => {
  await using stack = await openPlanted([audited(iso(0), 'publish', { environment: { uid: 'x' } })], [], {
    settings: { TOOLS_DENY: 'list_publish_queue' },
  });
  const { says, notes } = await stack.call('list_activity');
  expect(says).toBe('at least 1 event: 1 publish requested');
  expect(notes).toContain('not looked at: the publish queue (list_publish_queue is off)');
  expect(notes).toContain(
    '1 requested: told by the audit log alone, and not what is live now: whether it was carried out is not known',
  );
  await using without = await openPlanted([], [], { settings: { TOOLS_DENY: 'list_audit_logs' } });
  expect(await without.list()).not.toContain('list_activity');
});

it('does without a list that is refused, and without both tells the refusal', async () => {
  await using stack = await openPlanted([audited(iso(0), 'update')], [queued(iso(9))]);
  const refusal = { status: 403, body: { error_message: 'You do not have permission.', error_code: 162 } };
  stack.sandbox.fault({ path: '/audit-logs', answer: refusal });
  const { says, notes } = await stack.call('list_activity');
  expect(says).toBe('at least 1 event: 1 published');
  expect(notes).toContain('not looked at: the audit log (status 403)');
  stack.sandbox.fault({ path: '/audit-logs', answer: refusal });
  stack.sandbox.fault({ path: '/publish-queue', answer: refusal });
  expect(await stack.fail('list_activity')).toMatch(/You do not have permission/);
});

it('goes on from a page that failed', async () => {
  const logs = Array.from({ length: 250 }, (_, index) => audited(iso(index), 'update', { uid: `e${index}` }));
  await using stack = await openPlanted(logs, []);
  stack.sandbox.fault({ path: '/audit-logs', nth: 2, answer: { status: 422, body: { error_message: 'no' } } });
  const answer = await stack.call('list_activity', {});
  expect(answer.notes).toContain('the audit log could not be read further (status 422)');
  expect(answer.says).toBe('at least 99 events: 99 saved');
  const { uids } = await follow(stack, answer.next as Json);
  expect(uids).toHaveLength(151);
});

it('adds the versions of an entry that is named, once each and in their own language', async () => {
  const layers = { content_type_uid: 'blog_post', entry_uid: uidOf('blog_post', 'winter-layers') };
  const { entry_uid: uid } = layers;
  // The log knows the last of three; the others are older than it goes back.
  const log = audited('2026-09-28T15:45:00.000Z', 'update', { uid, version: 3, content_type: { uid: 'blog_post' } });
  await using stack = await openPlanted([log], []);
  const { answer, paths } = await stack.watch('list_activity', layers);
  const rows = listRows(answer, columns).map(row => [row[0], row[2], row[6], row[8]]);
  expect(rows).toEqual([
    ['2026-10-06T07:10:00.000Z', 'localized', 'de-de', 1],
    ['2026-10-02T10:00:00.000Z', 'localized', 'fr-fr', 1],
    ['2026-09-28T15:45:00.000Z', 'saved', 'en-us', 3],
    ['2026-02-03T14:10:00.000Z', 'saved', 'en-us', 2],
    ['2026-01-12T09:30:00.000Z', 'created', 'en-us', 1],
  ]);
  const path = `GET /v3/content_types/blog_post/entries/${uid}`;
  const versions = `${path}/versions`;
  expect(paths.toSorted()).toEqual(
    [
      `${path}/locales`,
      'GET /v3/audit-logs',
      'GET /v3/publish-queue',
      versions,
      versions,
      versions,
      'GET /v3/stacks/users',
    ].toSorted(),
  );
  expect(answer.notes).toContain('audit log and publish queue go back 30 days; what is older is of the versions alone');
  const told = async (what: string) => (await stack.brief({ ...layers, what: [what] })).map(row => row.split(' ')[0]);
  expect(await told('create')).toEqual(['created']);
  expect(await told('localize')).toEqual(['localized', 'localized']);
  expect(await told('save')).toHaveLength(5);
  expect(await told('publish')).toEqual([]);
  // A language without a version of its own has none to tell.
  const sale = { content_type_uid: 'announcement', entry_uid: uidOf('announcement', 'winter-sale') };
  expect(await stack.rows({ ...sale, locale: 'de-de' })).toEqual([]);
  expect(await stack.rows({ ...sale, locale: 'fr-fr' })).toHaveLength(1);
});
