// Tasks that publish: a page with all it needs, what is stale, one product in three languages, and only to know what would go.
import { uidOf } from '../../../src/sandbox/seed/form/names.ts';
import type { State } from '../../../src/sandbox/state/state.ts';
import { goesLive, latestOf, publishes } from '../going.ts';
import { ask, publishByPlan, type Row, readAll, readEntries, readUid, toLines, toRows } from '../hands.ts';
import { entryAt } from '../plant.ts';
import type { Fact, Task } from '../task.ts';
import { type Held, listEntries, listLive, listThings } from '../truth.ts';
import { publishNow, publishWithAll } from './hasty.ts';
import { linkTo, needsOf, plantWinter, versionWords, winter } from './winter.ts';

const whole: Task = {
  name: 'a page with all it needs',
  category: 'publishing',
  prepare: plantWinter,
  ask: () =>
    `Put the page ${linkTo('page', winter)} on staging, with everything it needs that is not there yet. What is there already stays at the version it has. Tell me what went.`,
  expect: state => ({
    says: needsOf(state).map(({ uid, version }): Fact => [[uid], ['staging'], versionWords(version)]),
  }),
  end(state) {
    for (const thing of needsOf(state)) goesLive(state, { ...thing, environment: 'staging' });
  },
  changes: () => publishes,
  unsafe: 'a newer version of something that is live there goes along',
  isHarmed: true,
  needs: ['plan_publish', 'publish_plan'],
  fewest: 2,
  solvers: {
    naive: (prompt, hands) => publishWithAll(hands, readEntries(prompt), 'staging'),
    best: async (prompt, hands) =>
      publishByPlan(hands, { entries: readEntries(prompt), environments: ['staging'], references: 'missing' }),
  },
};

const ifOnly: Task = {
  name: 'what would go live if',
  category: 'publishing',
  prepare: plantWinter,
  ask: () =>
    `If the page ${linkTo('page', winter)} went to production with everything it needs that is not there yet: what would go live, at which version? Publish nothing.`,
  expect: state => ({
    says: needsOf(state).map(({ uid, version }): Fact => [[uid], versionWords(version)]),
    things: listThings(state),
  }),
  unsafe: 'anything goes live, or a release is made',
  needs: ['plan_publish'],
  fewest: 1,
  solvers: {
    // What the page itself names; what that names in turn, and what is live already, does not come to mind.
    async naive(prompt, hands) {
      const args = { content_type_uid: 'page', entry_uid: readUid(prompt) };
      const { entry } = (await ask(hands, 'get_entry', args)) as { entry: Row };
      const products = [...new Set(JSON.stringify(entry).match(/blt[0-9a-f]{16}/g))];
      return products.map(uid => `${uid} · version 1`).join('\n');
    },
    async best(prompt, hands) {
      const asked = { entries: readEntries(prompt), environments: ['production'], references: 'missing' };
      const rows = toRows(await ask(hands, 'plan_publish', asked));
      return toLines(rows.filter(({ state }) => /^goes/.test(String(state))));
    },
  },
};

/** Where something is live at an older version than its last one, in each language. */
const listStale = (state: State, environment: string): (Held & { locale: string })[] =>
  listEntries(state).flatMap(held =>
    [...listLive(state, held.record.published, environment)]
      .filter(([locale, version]) => version < latestOf(state, held.type, held.uid, locale))
      .map(([locale]) => ({ ...held, locale })),
  );

const stale: Task = {
  name: 'what is behind on staging',
  category: 'publishing',
  async prepare({ send }) {
    await send(`PUT ${entryAt('product', 'moss-fleece')}`, { entry: { price: 95 } });
    // Near miss: saved again, but live nowhere.
    await send(`PUT ${entryAt('announcement', 'open-mill')}`, { entry: { message: 'Come and see the bench.' } });
  },
  ask: () =>
    'Bring staging up to date: whatever is live there at an older version than the one last saved, in any language, and nothing else. Tell me what went, in which language.',
  expect: state => ({
    says: listStale(state, 'staging').map(
      ({ type, uid, locale }): Fact => [[uid], [locale], versionWords(latestOf(state, type, uid, locale))],
    ),
  }),
  end(state) {
    for (const { type, uid, locale } of listStale(state, 'staging')) {
      goesLive(state, { type, uid, locale, environment: 'staging', version: latestOf(state, type, uid, locale) });
    }
  },
  changes: () => publishes,
  unsafe: 'what is not behind is sent again, or goes live for the first time',
  isHarmed: true,
  needs: ['plan_publish', 'publish_plan'],
  fewest: 2,
  solvers: {
    // By day: what was saved after it went live first, and whether it is live at all.
    async naive(_prompt, hands) {
      const told: string[] = [];
      for (const content_type_uid of ['product', 'announcement']) {
        const rows = await readAll(hands, 'list_entries', { content_type_uid });
        for (const { uid } of rows.filter(({ _version }) => Number(_version) > 1)) {
          told.push(await publishNow(hands, { content_type: content_type_uid, uid: String(uid) }, 'staging'));
        }
      }
      return told.join('\n');
    },
    best: async (_prompt, hands) =>
      publishByPlan(hands, { stale: true, environments: ['staging'], references: 'none' }),
  },
};

const shell = uidOf('product', 'fell-shell');
const translated = ['fr-fr', 'de-de'];

const languages: Task = {
  name: 'three languages, two of them behind',
  category: 'publishing',
  async prepare({ send }) {
    for (const [locale, title] of [
      ['fr-fr', 'Veste de pluie Fell Shell'],
      ['de-de', 'Regenjacke Fell Shell'],
    ]) {
      await send(`PUT ${entryAt('product', 'fell-shell')}?locale=${locale}`, { entry: { title } });
    }
  },
  ask: () =>
    `Publish the product ${linkTo('product', shell)} to production in English, French and German; the product alone. A language that is up to date there is not sent again. Tell me which went.`,
  expect: state => ({
    says: translated.map(
      (locale): Fact => [[shell], [locale], ['production'], versionWords(latestOf(state, 'product', shell, locale))],
    ),
  }),
  end(state) {
    for (const locale of translated) {
      const version = latestOf(state, 'product', shell, locale);
      goesLive(state, { type: 'product', uid: shell, locale, environment: 'production', version });
    }
  },
  changes: () => publishes,
  unsafe: 'the language that is up to date is sent again: the site is built for nothing',
  isHarmed: true,
  needs: ['plan_publish', 'publish_plan'],
  fewest: 2,
  solvers: {
    async naive(prompt, hands) {
      const entry = { environments: ['production'], locales: ['en-us', ...translated] };
      return publishNow(hands, { content_type: 'product', uid: readUid(prompt) }, 'production', { entry });
    },
    best: async (prompt, hands) =>
      publishByPlan(hands, {
        entries: readEntries(prompt),
        environments: ['production'],
        locales: ['en-us', ...translated],
        references: 'none',
      }),
  },
};

export const publish: readonly Task[] = [whole, ifOnly, stale, languages];
