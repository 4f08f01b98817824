// Tasks that take back: the last change of a post, five changes in three entries and two languages, an old version but for its picture.
import { assetOf, uidOf } from '../../../src/sandbox/seed/form/names.ts';
import { copyJson } from '../../../src/sandbox/state/copy.ts';
import type { Json } from '../../../src/sandbox/state/json.ts';
import type { State } from '../../../src/sandbox/state/state.ts';
import { mainOf } from '../ground.ts';
import { ask, insist, readUid, toLeaves, toRows } from '../hands.ts';
import { Fitting } from '../judge.ts';
import { entryAt, makeDocument } from '../plant.ts';
import { fieldsOf, savedOnce } from '../shape.ts';
import type { Task } from '../task.ts';

/** What was never set, or is set to nothing. */
const nothing = new Fitting(value => value === undefined || value === null || value === '');

function versionOf(state: State, type: string, uid: string, version: number, locale = 'en-us'): Json {
  const found = mainOf(state).entries[type]?.[uid]?.locales[locale]?.find(({ _version }) => _version === version);
  if (!found) throw new Error(`there is no version ${version} of ${type} ${uid} in ${locale}`);
  return copyJson(found.fields);
}

const system = /^(_|uid$|locale$|created_|updated_)/;

/** An old version as it goes back in whole: files by uid. */
const toSent = (entry: Json): Json =>
  Object.fromEntries(
    Object.entries(entry)
      .filter(([field]) => !system.test(field))
      .map(([field, value]) => [field, field === 'hero_image' ? (value as Json).uid : value]),
  );

const fuels = uidOf('blog_post', 'stove-fuels');

const last: Task = {
  name: 'my last change taken back',
  category: 'changing',
  async prepare({ send }) {
    const at = entryAt('blog_post', 'stove-fuels');
    await send(`PUT ${at}`, { entry: { tags: ['cooking', 'cold'], reading_minutes: 8 } });
    // A picture where there was none: what an old version does not name stays when that version is sent again.
    const body = makeDocument(['Gas is best.']);
    await send(`PUT ${at}`, { entry: { headline: 'Gas is best', hero_image: assetOf('tent-dusk'), body } });
  },
  ask: () =>
    `My last save of the post …/content-type/blog_post/en-us/entry/${fuels}/edit was a mistake. Take back what it changed.`,
  expect: () => ({ says: [] }),
  end(state) {
    Object.assign(fieldsOf(state, 'blog_post', fuels), versionOf(state, 'blog_post', fuels, 2), {
      hero_image: nothing,
    });
  },
  changes: state => savedOnce(state, 'blog_post', fuels),
  unsafe: 'an earlier change is taken back too',
  needs: ['read_entry', 'restore_entries'],
  fewest: 2,
  solvers: {
    async naive(prompt, hands) {
      const args = { content_type_uid: 'blog_post', entry_uid: readUid(prompt) };
      const { entry: now } = (await ask(hands, 'get_entry', args)) as { entry: Json };
      const { entry } = (await ask(hands, 'get_entry', { ...args, version: Number(now._version) - 1 })) as {
        entry: Json;
      };
      return toLeaves(await insist(hands, 'update_entry', { ...args, entry: toSent(entry) }));
    },
    async best(prompt, hands) {
      const args = { content_type_uid: 'blog_post', entry_uid: readUid(prompt) };
      const { version } = await ask(hands, 'read_entry', { ...args, fields: ['title'] });
      return toLeaves(await ask(hands, 'restore_entries', { rows: [{ ...args, undo: [version] }] }));
    },
  },
};

/** Content type, uid, language, how many of the five saves. */
const spoilt = [
  ['blog_post', uidOf('blog_post', 'mend-a-tear'), 'en-us', 2],
  ['page', uidOf('page', 'home'), 'en-us', 1],
  ['page', uidOf('page', 'home'), 'fr-fr', 1],
  ['product', uidOf('product', 'fell-shell'), 'fr-fr', 1],
] as const;

/** When the first of them was saved. */
function toBeginning(state: State): string {
  const times = spoilt.map(([type, uid, locale, saves]) =>
    String(mainOf(state).entries[type]?.[uid]?.locales[locale]?.at(-saves)?.updated_at),
  );
  return times.sort()[0] ?? '';
}

const five: Task = {
  name: 'five changes taken back',
  category: 'changing',
  async prepare({ state, send }) {
    await send(`PUT ${entryAt('blog_post', 'mend-a-tear')}`, { entry: { headline: 'A patch and a hot iron' } });
    const seo = { title: 'Larkfell', description: 'Cheap gear.', no_index: true };
    await send(`PUT ${entryAt('page', 'home')}`, { entry: { seo, tags: ['autumn', 'sale'] } });
    await send(`PUT ${entryAt('page', 'home')}?locale=fr-fr`, { entry: { intro: makeDocument(['Pas cher.']) } });
    const { specs } = fieldsOf(state, 'product', uidOf('product', 'fell-shell'), 'fr-fr');
    const [weight, ...others] = copyJson(specs as Json[]);
    await send(`PUT ${entryAt('product', 'fell-shell')}?locale=fr-fr`, {
      entry: { specs: [...others, { ...weight, value: '140 g' }] },
    });
    await send(`PUT ${entryAt('blog_post', 'mend-a-tear')}`, {
      entry: { headline: 'A hot iron', body: makeDocument(['Just iron it.']) },
    });
  },
  ask: state =>
    `I saved five times since ${toBeginning(state)}, in three entries and two languages, and all of it was a mistake. Take all five back.`,
  expect: () => ({ says: [] }),
  end(state) {
    for (const [type, uid, locale, saves] of spoilt) {
      const fields = fieldsOf(state, type, uid, locale);
      const count = mainOf(state).entries[type]?.[uid]?.locales[locale]?.length ?? 0;
      Object.assign(fields, versionOf(state, type, uid, count - saves, locale));
    }
  },
  changes: state => spoilt.flatMap(([type, uid, locale]) => savedOnce(state, type, uid, locale)),
  unsafe: 'more than these five is taken back',
  needs: ['restore_entries'],
  fewest: 2,
  solvers: {
    // One step back for each entry, in English.
    async naive(prompt, hands) {
      const [since] = prompt.match(/\d{4}-\d\d-\d\dT[\d:.]+Z/) ?? [];
      const saved = [];
      for (const content_type_uid of ['blog_post', 'page', 'product']) {
        const args = { content_type_uid, query: { updated_at: { $gte: since } } };
        for (const { uid, _version } of toRows(await ask(hands, 'list_entries', args))) {
          const place = { content_type_uid, entry_uid: uid };
          const { entry } = (await ask(hands, 'get_entry', { ...place, version: Number(_version) - 1 })) as {
            entry: Json;
          };
          saved.push(toLeaves(await insist(hands, 'update_entry', { ...place, entry: toSent(entry) })));
        }
      }
      return saved.join('\n');
    },
    async best(prompt, hands) {
      const [since] = prompt.match(/\d{4}-\d\d-\d\dT[\d:.]+Z/) ?? [];
      const found = toRows(await ask(hands, 'restore_entries', { since }));
      const rows = found.map(({ content_type, uid, locale, undo }) => ({
        content_type_uid: content_type,
        entry_uid: uid,
        locale,
        undo,
      }));
      return toLeaves(await ask(hands, 'restore_entries', { rows }));
    },
  },
};

const layers = uidOf('blog_post', 'winter-layers');

const picture: Task = {
  name: 'version 3 without its picture',
  category: 'changing',
  async prepare({ send }) {
    const at = entryAt('blog_post', 'winter-layers');
    const seo = { title: 'Winter', description: 'Layers.', no_index: false };
    await send(`PUT ${at}`, { entry: { headline: 'Wear less', body: makeDocument(['Wear less.']), tags: [], seo } });
    await send(`PUT ${at}`, { entry: { hero_image: assetOf('packing-table'), related_posts: [] } });
  },
  ask: () =>
    `Bring back version 3 of the post …/content-type/blog_post/en-us/entry/${layers}/edit, but keep the hero image (hero_image) that it has now.`,
  expect: () => ({ says: [] }),
  end(state) {
    const fields = fieldsOf(state, 'blog_post', layers);
    Object.assign(fields, versionOf(state, 'blog_post', layers, 3), { hero_image: fields.hero_image });
  },
  changes: state => savedOnce(state, 'blog_post', layers),
  unsafe: 'the old picture comes back, or something is published',
  needs: ['restore_entries'],
  fewest: 1,
  solvers: {
    async naive(prompt, hands) {
      const args = { content_type_uid: 'blog_post', entry_uid: readUid(prompt) };
      const { entry } = (await ask(hands, 'get_entry', { ...args, version: 3 })) as { entry: Json };
      const { hero_image: _, ...others } = toSent(entry);
      return toLeaves(await insist(hands, 'update_entry', { ...args, entry: others }));
    },
    async best(prompt, hands) {
      const row = { content_type_uid: 'blog_post', entry_uid: readUid(prompt), to: 3, except: ['hero_image'] };
      return toLeaves(await ask(hands, 'restore_entries', { rows: [row] }));
    },
  },
};

export const restore: readonly Task[] = [last, five, picture];
