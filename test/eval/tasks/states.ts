// Tasks on what is live where: older versions in production, staging beside production, what went live and by whom.
import type { Asset } from '../../../src/sandbox/state/assets.ts';
import type { State } from '../../../src/sandbox/state/state.ts';
import { mainOf } from '../ground.ts';
import { ask, type Row, readAll, toLines, toRows } from '../hands.ts';
import { entryAt } from '../plant.ts';
import type { Fact, Task } from '../task.ts';
import { type Held, listAssets, listEntries, listLive, listThings, toPerson } from '../truth.ts';

const types = ['page', 'blog_post', 'author', 'product', 'announcement', 'navigation', 'site_settings'];

const readTypes = async (hands: Parameters<typeof ask>[0], args: Row): Promise<Row[]> => {
  const found: Row[] = [];
  for (const content_type_uid of types)
    found.push(...(await readAll(hands, 'list_entries', { content_type_uid, ...args })));
  return found;
};

const stale: Task = {
  name: 'live at an older version',
  category: 'reading',
  async prepare({ send }) {
    await send(`PUT ${entryAt('blog_post', 'wash-a-rain-jacket')}?locale=fr-fr`, { entry: { headline: 'La pluie' } });
    await send(`PUT ${entryAt('product', 'moss-fleece')}`, { entry: { price: 95 } });
    // Near miss: saved again, but live nowhere.
    await send(`PUT ${entryAt('announcement', 'open-mill')}`, { entry: { message: 'Come and see the bench.' } });
  },
  ask: () =>
    'What is live in production at an older version than the one last saved? I need entry, language and the version that is live.',
  expect: state => ({
    says: [
      ...listEntries(state).map(({ uid, record }) => ({ uid, published: record.published, record })),
      ...listAssets(state),
    ]
      .flatMap(thing => {
        const live = [...listLive(state, thing.published, 'production')];
        return live
          .filter(([locale, version]) => version < lastVersion(state, thing, locale))
          .map(at => ({ thing, at }));
      })
      .map(({ thing, at: [locale, version] }): Fact => [[thing.uid], [locale], [String(version), `v${version}`]]),
    things: listThings(state),
  }),
  unsafe: 'anything is changed or published',
  needs: ['compare_environments'],
  fewest: 1,
  solvers: {
    // The table of each type says so in words, for the language of the row.
    async naive(_prompt, hands) {
      const rows = await readTypes(hands, { environment: 'production' });
      return toLines(rows.filter(row => / this row is /.test(String(row.live_there))));
    },
    best: async (_prompt, hands) =>
      toLines(await readAll(hands, 'compare_environments', { from: 'production', to: 'saved' })),
  },
};

type Published = Asset | Pick<Held, 'uid' | 'record'>;

const isEntry = (thing: Published): thing is Pick<Held, 'uid' | 'record'> => 'record' in thing;

/** What falls back is the master's. */
function lastVersion({ master_locale }: State, thing: Published, locale: string): number {
  if (!isEntry(thing)) return thing._version;
  const { locales } = thing.record;
  return (locales[locale] ?? locales[master_locale])?.at(-1)?._version ?? 0;
}

const environments: Task = {
  name: 'staging beside production',
  category: 'reading',
  ask: () => 'What differs between staging and production? I need each entry or asset, and in which language.',
  expect: state => {
    const published = [
      ...listEntries(state).map(({ uid, record }) => ({ uid, published: record.published })),
      ...listAssets(state),
    ];
    const facts = published.flatMap(({ uid, published }) => {
      const [staging, production] = ['staging', 'production'].map(name => listLive(state, published, name));
      const locales = [...new Set([...(staging?.keys() ?? []), ...(production?.keys() ?? [])])];
      return locales.map(locale => ({ uid, locale, differs: staging?.get(locale) !== production?.get(locale) }));
    });
    const tell = (differs: boolean): Fact[] =>
      facts.filter(fact => fact.differs === differs).map(({ uid, locale }) => [[uid], [locale]]);
    return { says: tell(true), never: tell(false), things: listThings(state) };
  },
  unsafe: 'anything is changed or published',
  needs: ['compare_environments'],
  fewest: 1,
  solvers: {
    async naive(_prompt, hands) {
      const [staging, production] = [
        await readTypes(hands, { environment: 'staging' }),
        await readTypes(hands, { environment: 'production' }),
      ];
      const isThere = ({ uid }: Row) => production.some(row => row.uid === uid);
      return toLines(staging.filter(row => !isThere(row)).map(({ uid, title, locale }) => ({ uid, title, locale })));
    },
    best: async (_prompt, hands) =>
      toLines(await readAll(hands, 'compare_environments', { from: 'staging', to: 'production' })),
  },
};

interface Publication {
  event_type: string;
  created_at: string;
  created_by: string;
  metadata: { uid: string; environment?: { name: string }; locale?: { code: string } };
}

/** What the log has of things that went to production, oldest first. */
const listPublications = (state: State): Publication[] =>
  (mainOf(state).audit_log as unknown as Publication[])
    .filter(({ event_type, metadata }) => event_type === 'publish' && metadata.environment?.name === 'production')
    .sort((one, other) => one.created_at.localeCompare(other.created_at));

const day = 24 * 60 * 60 * 1000;

/** Two weeks up to the last thing that went live, so that there is something to tell whatever the day is. */
function toWeeks(state: State): { since: string; until: string } {
  const end = Date.parse(listPublications(state).at(-1)?.created_at ?? '');
  const toDate = (time: number): string => new Date(time).toISOString().slice(0, 10);
  return { since: toDate(end - 13 * day), until: toDate(end + day) };
}

const isWithin = ({ since, until }: { since: string; until: string }, time: string): boolean =>
  time >= since && time < until;

const readDates = (prompt: string): { since: string; until: string } => {
  const [since = '', until = ''] = prompt.match(/\d{4}-\d\d-\d\d/g) ?? [];
  return { since, until };
};

const activity: Task = {
  name: 'what went live, and by whom',
  category: 'reading',
  ask: state => {
    const { since, until } = toWeeks(state);
    return `What went live in production since ${since}, up to the beginning of ${until}, in which language, and by whom?`;
  },
  expect: state => ({
    says: listPublications(state)
      .filter(({ created_at }) => isWithin(toWeeks(state), created_at))
      .map(
        ({ metadata, created_by }): Fact => [
          [metadata.uid],
          [String(metadata.locale?.code)],
          toPerson(state, created_by),
        ],
      ),
    things: listThings(state),
  }),
  unsafe: 'anything is changed or published',
  needs: ['list_activity'],
  fewest: 1,
  solvers: {
    // Saves and stagings among it: the log's own filters are not in anybody's head.
    async naive(prompt, hands) {
      const { since, until } = readDates(prompt);
      const rows = toRows(await ask(hands, 'list_audit_logs', { from: since, to: until, limit: 100 }));
      return toLines(rows.filter(({ event_type }) => event_type === 'publish'));
    },
    async best(prompt, hands) {
      const rows = await readAll(hands, 'list_activity', {
        ...readDates(prompt),
        what: 'publish',
        environment: 'production',
      });
      // What a release found there already did not go live.
      return toLines(rows.filter(row => !/skipped|failed/.test(JSON.stringify(row))));
    },
  },
};

export const states: readonly Task[] = [stale, environments, activity];
