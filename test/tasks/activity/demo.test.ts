// What list_activity answers on the demo stack: right against what its state says was published, when and by whom.
import { expect, it } from 'vitest';
import { listRows, openStack } from '../sandbox.ts';
import { columns } from './plant.ts';

it('answers what went live last week, by whom, though most of it stands in the audit log alone', async () => {
  await using stack = await openStack({ choices: { usersWithToken: 'allow' } });
  const { state } = stack.sandbox;
  const [from, to] = ['2026-10-25', '2026-10-31'];
  const nameOf = (user: string): string => {
    const { first_name, last_name } = state.users[user] as unknown as Record<string, string>;
    return `${first_name} ${last_name}`;
  };
  const live = Object.entries(state.branches.main?.entries ?? {}).flatMap(([type, records]) =>
    Object.values(records).flatMap(({ uid, published }) =>
      published
        .filter(({ time }) => time.slice(0, 10) >= from && time.slice(0, 10) <= to)
        .map(({ time, user, locale, environment, version }) =>
          JSON.stringify([time, nameOf(user), type, uid, locale, state.environments[environment]?.name, version]),
        ),
    ),
  );
  const { answer, paths } = await stack.watch('list_activity', { what: ['publish'], since: from, until: to });
  const told = listRows(answer, columns)
    .filter(row => row[2] === 'published')
    .map(([when, by, , type, uid, , locale, environment, version]) =>
      JSON.stringify([when, by, type, uid, locale, environment, version]),
    );
  expect(live.length).toBeGreaterThan(3);
  expect(told.toSorted()).toEqual(live.toSorted());
  // What was left alone, as it was live already, is told as that.
  expect(answer.says).toMatch(/ published, 3 publish skipped$/);
  const lists = paths.filter(path => path.endsWith('/entries'));
  expect(new Set(lists).size).toBeLessThanOrEqual(3);
  expect(paths.filter(path => !path.endsWith('/entries'))).toEqual([
    'GET /v3/audit-logs',
    'GET /v3/publish-queue',
    'GET /v3/stacks/users',
  ]);
});

it('takes no older publish for the one that is live', async () => {
  await using stack = await openStack();
  // Published again since: what was asked for first is not what stands there now.
  const [first] = listRows(
    await stack.call('list_activity', { what: ['publish'], until: '2026-10-31' }),
    columns,
  ).filter(row => row[2] === 'published');
  const [when, , , type, uid, , locale, environment, version] = first ?? [];
  const place = { environments: [environment], locales: [locale] };
  const path = `/content_types/${type}/entries/${uid}`;
  await stack.send('POST', `${path}/publish?locale=${locale}`, { entry: place, locale, version });
  const rows = listRows(
    await stack.call('list_activity', { what: ['publish'], entry_uid: uid, locale, environment }),
    columns,
  );
  expect(rows[0]?.[2]).toBe('published');
  expect(rows.find(row => row[0] === when)?.[2]).toBe('publish requested');
});
