// What happened is told once by list_activity, whichever lists tell of it, and never two as one.
import { expect, it } from 'vitest';
import type { Json } from '../../harness.ts';
import { audited, openPlanted, production, queued, staging } from './plant.ts';

const t = (minute: number, second = 0): string =>
  `2026-11-10T09:${String(minute).padStart(2, '0')}:${String(second).padStart(2, '0')}.000Z`;
const there = (uid = production): Json => ({ environment: { uid, name: 'x' } });

interface Case {
  logs: Json[];
  queue: Json[];
  /** Newest first. */
  told: string[];
}

const cases: [string, Case][] = [
  [
    'a publish that both know, a moment apart',
    { logs: [audited(t(0), 'publish', there())], queue: [queued(t(0, 3))], told: ['published a en-us production'] },
  ],
  [
    'a publish that waited in the queue, by when it was asked for',
    {
      logs: [audited(t(0), 'publish', there())],
      queue: [queued(t(9), {}, { created_at: t(0) })],
      told: ['published a en-us production'],
    },
  ],
  [
    'an entry of the same title as another',
    {
      logs: [audited(t(0), 'publish', { ...there(), uid: 'b' })],
      queue: [queued(t(0))],
      told: ['publish requested b en-us production', 'published a en-us production'],
    },
  ],
  [
    'another language, and another environment',
    {
      logs: [
        audited(t(0), 'publish', { ...there(), locale: { code: 'de-de' } }),
        audited(t(1), 'publish', there(staging)),
      ],
      queue: [queued(t(0))],
      told: [
        'publish requested a en-us staging',
        'publish requested a de-de production',
        'published a en-us production',
      ],
    },
  ],
  [
    'the same twice within a minute',
    {
      logs: [audited(t(0), 'publish', there()), audited(t(0, 40), 'publish', there())],
      queue: [queued(t(0, 2)), queued(t(0, 41))],
      told: ['published a en-us production', 'published a en-us production'],
    },
  ],
  [
    'two of which one is nearer to both orders',
    {
      logs: [audited(t(0), 'publish', there()), audited(t(1, 30), 'publish', there())],
      queue: [queued(t(0, 20)), queued(t(0, 40))],
      told: ['published a en-us production', 'published a en-us production'],
    },
  ],
  [
    'one that failed, and one right after it',
    {
      logs: [audited(t(0), 'publish', there()), audited(t(1), 'publish', there())],
      queue: [queued(t(0), {}, { publish_details: { status: 'failed', failure_reason: 'no' } }), queued(t(1))],
      told: ['published a en-us production', 'publish failed a en-us production'],
    },
  ],
  [
    'a publish, and taking it back',
    {
      logs: [audited(t(0), 'publish', there()), audited(t(1), 'unpublish', there())],
      queue: [queued(t(0)), queued(t(1), {}, { action: 'unpublish' })],
      told: ['unpublished a en-us production', 'published a en-us production'],
    },
  ],
  [
    'one request to several places, which the log has as one',
    {
      logs: [
        audited(
          t(0),
          'publish',
          { locale: undefined },
          { request: { entry: { environments: [production, staging], locales: ['en-us', 'de-de'] } } },
        ),
      ],
      queue: [
        queued(t(0, 1)),
        queued(t(0, 2), {}, { locale: ['de-de'] }),
        queued(t(0, 3), {}, { environment: [staging] }),
        queued(t(0, 4), { uid: 'b' }),
      ],
      told: [
        'published b en-us production',
        'published a en-us staging',
        'published a de-de production',
        'published a en-us production',
      ],
    },
  ],
  [
    'the same to the same place an hour later',
    {
      logs: [audited(t(0), 'publish', there())],
      queue: [queued('2026-11-10T10:30:00.000Z')],
      told: ['published a en-us production', 'publish requested a en-us production'],
    },
  ],
  [
    'a schedule, what came of it, and one that was taken back',
    {
      logs: [audited(t(30), 'publish', there()), audited(t(20), 'unschedule', { ...there(), uid: 'b' })],
      queue: [
        queued(t(30, 1), {}, { created_at: t(0), updated_at: t(30, 1), scheduled_at: t(30) }),
        queued(
          t(20),
          { uid: 'b' },
          { created_at: t(5), published_at: null, scheduled_at: t(50), publish_details: { status: 'unscheduled' } },
        ),
      ],
      told: [
        'published a en-us production',
        'publish cancelled b en-us production',
        'publish scheduled b en-us production',
        'publish scheduled a en-us production',
      ],
    },
  ],
  [
    'two events in one millisecond',
    {
      logs: [audited(t(0), 'update', { uid: 'a' }), audited(t(0), 'update', { uid: 'b' })],
      queue: [],
      told: ['saved b en-us', 'saved a en-us'],
    },
  ],
];

it.each(cases)('tells apart and together: %s', async (_, { logs, queue, told }) => {
  await using stack = await openPlanted(logs, queue);
  expect(await stack.brief()).toEqual(told);
});

it('tells who by name, what, where, which version, and why it failed', async () => {
  const failed = { publish_details: { status: 'failed', failure_reason: 'A mandatory field is empty.' } };
  await using stack = await openPlanted([audited(t(1), 'publish', there())], [queued(t(1), { version: 4 }, failed)]);
  expect(await stack.rows()).toEqual([
    [
      t(1),
      'Maya Lindqvist',
      'publish failed',
      'page',
      'a',
      'A',
      'en-us',
      'production',
      4,
      'A mandatory field is empty.',
    ],
  ]);
});

it('tells what the sandbox really did, each thing once', async () => {
  await using stack = await openPlanted([], []);
  const { entry } = (await stack.send('POST', '/content_types/author/entries', {
    entry: { title: 'New', bio: 'x' },
  })) as { entry: { uid: string } };
  const path = `/content_types/author/entries/${entry.uid}`;
  await stack.send('PUT', path, { entry: { bio: 'y' } });
  await stack.send('PUT', `${path}?locale=de-de`, { entry: { bio: 'z' } });
  const places = { environments: ['production', 'staging'], locales: ['en-us'] };
  await stack.send('POST', `${path}/publish`, { entry: places, locale: 'en-us' });
  await stack.send('POST', `${path}/unpublish`, { entry: { ...places, environments: ['staging'] }, locale: 'en-us' });
  await stack.send('POST', `${path}/publish`, {
    entry: { environments: ['preview'], locales: ['en-us'] },
    locale: 'en-us',
    scheduled_at: new Date(Date.now() + 3_600_000).toISOString(),
  });
  const { uid } = entry;
  const told = [
    `publish scheduled ${uid} en-us preview`,
    `unpublished ${uid} en-us staging`,
    `published ${uid} en-us production`,
    `published ${uid} en-us staging`,
    `localized ${uid} de-de`,
    `saved ${uid} en-us`,
    `created ${uid} en-us`,
  ];
  expect((await stack.brief()).toSorted()).toEqual(told.toSorted());
  // And with the versions, which say the same once more.
  const named = { content_type_uid: 'author', entry_uid: uid };
  expect((await stack.brief(named)).toSorted()).toEqual(told.toSorted());
});

it('says nothing of what was sent and answered', async () => {
  const secret = 'a-word-nobody-may-read';
  const request = { entry: { bio: secret }, webhook: { http_basic_password: secret } };
  const log = audited(t(0), 'update', {}, { request, response: { entry: { bio: secret } } });
  await using stack = await openPlanted([log], []);
  const answer = JSON.stringify(await stack.call('list_activity'));
  expect(answer).not.toContain(secret);
  expect(answer).not.toContain('[secret]');
});
