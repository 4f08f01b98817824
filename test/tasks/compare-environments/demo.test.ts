// Two environments compared, against what the sandbox itself remembers of publishes.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Json, type Opened, open } from '../../harness.ts';

let opened: Opened;
beforeAll(async () => {
  opened = await open();
});
afterAll(() => opened.close());

interface Live {
  key: string;
  version: number;
  latest: number;
}

/** Of entries and assets on main: where they stand, by the sandbox's own state. */
function listLive(environment: string): Live[] {
  const { state } = opened.sandbox;
  const uid = Object.values(state.environments).find(({ name }) => name === environment)?.uid;
  const branch = state.branches.main as (typeof state.branches)[string];
  const entries = Object.values(branch.entries).flatMap(records => Object.values(records));
  const chain = (record: (typeof entries)[number], locale: string) => record.locales[locale] ?? record.locales['en-us'];
  return [
    ...entries
      .filter(({ deleted_at }) => deleted_at === undefined)
      .flatMap(record =>
        record.published
          .filter(held => held.environment === uid)
          .map(({ locale, version }) => ({
            key: `${record.uid} ${locale}`,
            version,
            latest: chain(record, locale)?.at(-1)?._version ?? 0,
          })),
      ),
    ...Object.values(branch.assets)
      .filter(({ deleted_at }) => deleted_at === undefined)
      .flatMap(asset =>
        asset.published
          .filter(held => held.environment === uid)
          .map(({ locale, version }) => ({ key: `${asset.uid} ${locale}`, version, latest: asset._version })),
      ),
  ];
}

/** Cells by the name of their column, those that are the same in all rows too. */
function toCells({ all = {}, columns = [], rows = [] }: Json): Json[] {
  return (rows as unknown[][]).map(row => ({
    ...(all as Json),
    ...Object.fromEntries((columns as string[]).map((name, index) => [name, row[index]])),
  }));
}

const toKeys = (cells: readonly Json[]): string[] => cells.map(({ uid, locale }) => `${uid} ${locale}`).sort();

it('tells what is live here and not there, or at another version', async () => {
  const [staging, production] = [listLive('staging'), listLive('production')];
  const differing = [
    ...staging.filter(one => !production.some(other => other.key === one.key && other.version === one.version)),
    ...production.filter(one => !staging.some(other => other.key === one.key)),
  ].map(({ key }) => key);
  const answer = await opened.call('compare_environments', { from: 'staging', to: 'production' });
  expect(differing.length).toBeGreaterThan(3);
  expect(toKeys(toCells(answer))).toEqual([...new Set(differing)].sort());
  expect(String(answer.says)).toMatch(new RegExp(`^${differing.length} differences`));
});

it('tells what is live at an older version than was saved, and not what was never live', async () => {
  const stale = listLive('production').filter(({ version, latest }) => version !== latest);
  const answer = await opened.call('compare_environments', { from: 'production', to: 'saved', fields: true });
  const cells = toCells(answer);
  expect(stale.length).toBeGreaterThan(5);
  expect(toKeys(cells)).toEqual(stale.map(({ key }) => key).sort());
  for (const { fields, difference } of cells) {
    expect(difference).toBe('production is older');
    expect(fields).not.toBe('');
  }
});

it('asks once for each type and language, and twice for each item whose fields are wanted', async () => {
  opened.sandbox.requests.splice(0);
  const answer = await opened.call('compare_environments', {
    from: 'production',
    to: 'saved',
    content_types: ['product'],
  });
  const [types, lists] = [
    opened.sandbox.requests.filter(({ path }) => path === '/v3/content_types'),
    opened.sandbox.requests,
  ];
  expect(types).toHaveLength(1);
  expect(lists).toHaveLength(1 + 3);
  opened.sandbox.requests.splice(0);
  await opened.call('compare_environments', {
    from: 'production',
    to: 'saved',
    content_types: ['product'],
    fields: true,
  });
  expect(opened.sandbox.requests).toHaveLength(4 + 2 * toCells(answer).length);
});

it('says what is wrong with its arguments', async () => {
  expect(await opened.fail('compare_environments', { from: 'prodution', to: 'saved' })).toContain(
    'from: no environment is called "prodution"; did you mean production?',
  );
  expect(await opened.fail('compare_environments', { from: 'saved', to: 'saved' })).toContain(
    'to: is the same as from',
  );
  expect(
    await opened.fail('compare_environments', { from: 'staging', to: 'saved', content_types: ['blogpost'] }),
  ).toContain('did you mean blog_post?');
  expect(await opened.fail('compare_environments', { from: 'staging', to: 'saved', after: 'x' })).toContain('after:');
});
