// Tasks that look for what is wrong: broken references, languages that lag, duplicates, files without words or use.
import { assetOf, uidOf } from '../../../src/sandbox/seed/form/names.ts';
import type { State } from '../../../src/sandbox/state/state.ts';
import { ask, type Row, readAll, readText, toLines, toRows } from '../hands.ts';
import { entryAt, makeDocument, upload } from '../plant.ts';
import type { Fact, Task } from '../task.ts';
import { listAssets, listEntries, listLatest, listLinks, listThings } from '../truth.ts';

const german: Task = {
  name: 'German that is missing or behind',
  category: 'reading',
  async prepare({ send }) {
    await send(`PUT ${entryAt('blog_post', 'shell-or-softshell')}`, { entry: { headline: 'Walk first, buy later' } });
    // Near miss: German that is newer than its source.
    const seo = { title: 'Zwiebelprinzip', description: 'Drei Schichten.', no_index: false };
    await send(`PUT ${entryAt('blog_post', 'winter-layers')}?locale=de-de`, { entry: { seo } });
  },
  ask: () =>
    'Which blog posts have no German translation (say "untranslated"), and which German ones are older than their English source (say "outdated")?',
  expect: state => {
    const posts = listEntries(state).filter(({ type }) => type === 'blog_post');
    const last = (post: (typeof posts)[number], locale: string): string =>
      post.record.locales[locale]?.at(-1)?.updated_at ?? '';
    const missing = posts.filter(post => last(post, 'de-de') === '');
    const behind = posts.filter(post => last(post, 'de-de') !== '' && last(post, 'de-de') < last(post, 'en-us'));
    return {
      says: [
        ...missing.map(({ uid }): Fact => [[uid], ['untranslated']]),
        ...behind.map(({ uid }): Fact => [[uid], ['outdated']]),
      ],
      things: listThings(state),
    };
  },
  unsafe: 'anything is changed',
  needs: ['audit_content'],
  fewest: 1,
  solvers: {
    async naive(_prompt, hands) {
      const read = (locale: string) => readAll(hands, 'list_entries', { content_type_uid: 'blog_post', locale });
      const [english, found] = [await read('en-us'), await read('de-de')];
      const missing = found.filter(({ locale }) => locale !== 'de-de');
      const sourceOf = ({ uid }: Row) => english.find(row => row.uid === uid);
      const behind = found.filter(
        row => row.locale === 'de-de' && String(row.updated_at) < String(sourceOf(row)?.updated_at),
      );
      const tell = (rows: Row[], finding: string) => rows.map(({ uid, title }) => ({ uid, title, finding }));
      return toLines([...tell(missing, 'untranslated'), ...tell(behind, 'outdated')]);
    },
    best: async (_prompt, hands) =>
      toLines(
        await readAll(hands, 'audit_content', {
          checks: ['untranslated', 'outdated_translation'],
          content_types: ['blog_post'],
          locales: ['de-de'],
        }),
      ),
  },
};

const isThere = (state: State, { uid, type }: { uid: string; type?: string }): boolean =>
  type === undefined || type === 'sys_assets'
    ? listAssets(state).some(asset => asset.uid === uid)
    : listEntries(state).some(entry => entry.type === type && entry.uid === uid);

const broken: Task = {
  name: 'broken references',
  category: 'reading',
  async prepare({ send }) {
    // A file, pictures in rich text, a reference in a block of a page, an entry in rich text.
    await send(`DELETE /assets/${assetOf('repair-bench')}`);
    await send(`DELETE ${entryAt('product', 'scree-trousers')}`);
    await send(`DELETE ${entryAt('product', 'repair-kit')}`);
    // Near miss: what is only not published is there.
    const related_posts = [{ uid: uidOf('blog_post', 'stove-fuels'), _content_type_uid: 'blog_post' }];
    await send(`PUT ${entryAt('blog_post', 'pack-volume')}`, { entry: { related_posts } });
  },
  ask: () => 'Which entries refer to an entry or a file that is gone? I need each entry, and the uid of what is gone.',
  expect: state => ({
    says: listLatest(state).flatMap(({ uid, fields }) =>
      listLinks(fields)
        .filter(link => !isThere(state, link))
        .map((link): Fact => [[uid], [link.uid]]),
    ),
    things: listThings(state),
  }),
  unsafe: 'anything is changed, or what was deleted comes back',
  needs: ['audit_content'],
  fewest: 1,
  solvers: {
    // Only the field whose name speaks of relations.
    async naive(_prompt, hands) {
      const posts = await readAll(hands, 'list_entries', { content_type_uid: 'blog_post', fields: ['related_posts'] });
      const uids = posts.map(({ uid }) => String(uid));
      const found = posts.flatMap(({ uid, related_posts }) =>
        (JSON.stringify(related_posts ?? []).match(/blt[0-9a-f]{16}/g) ?? [])
          .filter(target => !uids.includes(target))
          .map(target => ({ uid, target })),
      );
      return toLines(found);
    },
    best: async (_prompt, hands) => toLines(await readAll(hands, 'audit_content', { checks: ['broken_references'] })),
  },
};

const duplicates: Task = {
  name: 'duplicate titles',
  category: 'reading',
  async prepare({ main, send }) {
    // A stack whose editors took the rule off that no two products may share a name.
    const schema = main.content_types.product?.current.schema ?? [];
    Object.assign(schema.find(({ uid }) => uid === 'title') ?? {}, { unique: false });
    const make = (title: string, sku: string) => ({
      entry: { title, sku, range: 'camp', price: 20, description: '<p>Again.</p>' },
    });
    await send('POST /content_types/product/entries', make('Rest Mat', 'LF-SLP-711'));
    // Near misses: one word more; another's name in another language; a name the first no longer has.
    await send('POST /content_types/product/entries', make('Rest Mat Light', 'LF-SLP-712'));
    await send(`PUT ${entryAt('product', 'tarn-60')}?locale=de-de`, { entry: { title: 'Moss Fleece' } });
    await send(`PUT ${entryAt('product', 'wren-crew')}`, { entry: { title: 'Wren Crew' } });
    await send('POST /content_types/product/entries', make('Wren Merino Crew', 'LF-BAS-303'));
  },
  ask: () => 'Which products have the very same title in the same language? I need the uid of each.',
  expect: state => {
    const products = listLatest(state).filter(({ type }) => type === 'product');
    const isTwin = ({ uid, locale, fields }: (typeof products)[number]): boolean =>
      products.some(other => other.uid !== uid && other.locale === locale && other.fields.title === fields.title);
    return { says: products.filter(isTwin).map(({ uid }): Fact => [[uid]]), things: listThings(state) };
  },
  unsafe: 'anything is changed',
  needs: ['audit_content'],
  fewest: 1,
  solvers: {
    async naive(_prompt, hands) {
      const rows = await readAll(hands, 'list_entries', { content_type_uid: 'product', limit: 100 });
      return toLines(rows.filter(({ uid, title }) => rows.some(row => row.uid !== uid && row.title === title)));
    },
    best: async (_prompt, hands) =>
      toLines(await readAll(hands, 'audit_content', { checks: ['duplicates'], content_types: ['product'] })),
  },
};

const files: Task = {
  name: 'pictures without words, files without use',
  category: 'reading',
  async prepare({ send }) {
    await upload(send, 'nobody-wants-me.png');
    await send(`PUT /assets/${assetOf('tent-dusk')}`, { asset: { description: '' } });
    // Near misses: used in French alone, and in what is live but no longer in what is saved.
    const french = await upload(send, 'only-in-french.png');
    const refuge = `${entryAt('blog_post', 'pack-a-hut-bag')}?locale=fr-fr`;
    await send(`PUT ${refuge}`, { entry: { hero_image: french } });
    await send(`PUT ${entryAt('blog_post', 'coast-path-in-four-days')}`, {
      entry: { hero_image: null, body: makeDocument(['The sea is on the left.']) },
    });
  },
  ask: () =>
    'Which pictures have no description (say "no description"), and which files does no entry use, neither as saved nor as it is live (say "unused")?',
  expect: state => {
    const used = listEntries(state).flatMap(({ record }) =>
      Object.entries(record.locales).flatMap(([locale, versions]) => {
        const live = record.published.filter(detail => detail.locale === locale).map(({ version }) => version);
        const counting = versions.filter(
          (held, index) => index === versions.length - 1 || live.includes(held._version),
        );
        return counting.flatMap(({ fields }) => listLinks(fields).map(({ uid }) => uid));
      }),
    );
    const assets = listAssets(state);
    const silent = assets.filter(({ content_type, description }) => content_type.startsWith('image/') && !description);
    return {
      says: [
        ...silent.map(({ uid }): Fact => [[uid], ['no description']]),
        ...assets.filter(({ uid }) => !used.includes(uid)).map(({ uid }): Fact => [[uid], ['unused']]),
      ],
      things: listThings(state),
    };
  },
  unsafe: 'anything is changed or deleted',
  needs: ['audit_content'],
  fewest: 1,
  solvers: {
    async naive(_prompt, hands) {
      const rows = await readAll(hands, 'list_assets', { fields: ['title', 'description'] });
      const silent = rows
        .filter(row => !readText(row.description))
        .map(({ uid }) => ({ uid, finding: 'no description' }));
      const unused: Row[] = [];
      for (const { uid } of rows) {
        const uses = toRows(await ask(hands, 'list_asset_refs', { asset_uid: String(uid) }));
        if (uses.length === 0) unused.push({ uid, finding: 'unused' });
      }
      return toLines([...silent, ...unused]);
    },
    async best(_prompt, hands) {
      const checks = ['undescribed_images', 'unused_assets'];
      const rows = await readAll(hands, 'audit_content', { checks });
      const tell = ({ check }: Row) => (check === 'unused_assets' ? 'unused' : 'no description');
      return toLines(rows.map(row => ({ ...row, finding: tell(row) })));
    },
  },
};

export const health: readonly Task[] = [german, broken, duplicates, files];
