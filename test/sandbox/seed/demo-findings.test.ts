// What there is to find in the demo stack: each kind is there, and beside it what only looks like it.
import { describe, expect, it } from 'vitest';
import { demoSeed } from '../../../src/sandbox/seed/demo/index.ts';
import { assetOf, uidOf } from '../../../src/sandbox/seed/form/names.ts';
import { plantSeed } from '../../../src/sandbox/seed/planting/plant.ts';
import type { Branch } from '../../../src/sandbox/state/state.ts';
import { read } from '../../docs/pages.ts';
import { open } from '../../harness.ts';
import {
  listBroken,
  listDescriptions,
  listOutdated,
  listPointers,
  listRows,
  listStale,
  listTwins,
  listUntranslated,
  listUnused,
  type Row,
} from './findings.ts';

const state = plantSeed(demoSeed);
const { main, development } = state.branches as { main: Branch; development: Branch };

const uids = (rows: Row[]): string[] => rows.map(({ uid }) => uid);
const rowOf = (type: string, slug: string, locale = 'en-us'): Row => {
  const found = listRows(main).find(row => row.uid === uidOf(type, slug) && row.locale === locale);
  if (!found) throw new Error(`there is no ${slug}`);
  return found;
};

describe('broken references', () => {
  it('are a reference to an entry, an entry within a text, and an asset within a text', () => {
    expect(listBroken(main).map(({ uid, to }) => [uid, to.path, to.kind, to.isEmbed, to.uid])).toEqual([
      [uidOf('blog_post', 'choose-a-sleeping-bag'), 'body', 'entry', true, uidOf('product', 'hollow-quilt')],
      [uidOf('blog_post', 'how-we-test-zips'), 'related_posts', 'entry', false, uidOf('blog_post', 'zip-teardown')],
      [uidOf('blog_post', 'coast-path-in-four-days'), 'body', 'asset', true, assetOf('ferry-times')],
    ]);
  });

  it('stand beside references of the same fields that are whole', () => {
    for (const { to, ...row } of listBroken(main)) {
      const same = listPointers(main, row).filter(({ path, uid }) => path === to.path && uid !== to.uid);
      expect(same.length, row.title).toBeGreaterThan(0);
    }
  });

  it('came about by deletions that the audit log tells of, after what refers to them was saved', () => {
    for (const { to, latest } of listBroken(main)) {
      const deletions = main.audit_log.filter(
        ({ event_type, metadata }) => event_type === 'delete' && (metadata as { uid?: string }).uid === to.uid,
      );
      expect(deletions).toMatchObject([{ module: to.kind, created_by: expect.stringMatching(/^blt/) }]);
      expect(String(deletions[0]?.created_at) > latest.updated_at).toBe(true);
    }
  });

  it('were there when the other branch was made', () => {
    expect(uids(listBroken(development))).toEqual(uids(listBroken(main)));
  });
});

describe('stale entries', () => {
  it.each(['en-us', 'fr-fr', 'de-de'])('are at least two in production in %s', locale => {
    const stale = listStale(state, main, 'production').filter(row => row.locale === locale);
    expect(stale.length).toBeGreaterThanOrEqual(2);
  });

  it.each([
    ['at its latest version', 'blog_post', 'winter-layers', 'en-us'],
    ['at its latest version, though older than its source', 'page', 'home', 'fr-fr'],
    ['at the latest version of its language, and saved later in another', 'blog_post', 'wash-a-rain-jacket', 'en-us'],
    ['nowhere, with two versions', 'blog_post', 'bothy-weekend', 'en-us'],
  ])('are none of what is live %s', (_, type, slug, locale) => {
    const stale = listStale(state, main, 'production').filter(row => row.locale === locale);
    expect(uids(stale)).not.toContain(rowOf(type, slug, locale).uid);
  });
});

describe('translations', () => {
  it.each(['fr-fr', 'de-de'])('are lacking of at least three entries in %s', locale => {
    const lacking = uids(listUntranslated(state, main, locale));
    expect(lacking.length).toBeGreaterThanOrEqual(3);
    expect(lacking).toContain(uidOf('blog_post', 'read-a-contour'));
    expect(lacking).not.toContain(uidOf('blog_post', 'winter-layers'));
  });

  it('are older than their source: one at least in each language', () => {
    expect(uids(listOutdated(state, main, 'fr-fr'))).toContain(uidOf('page', 'home'));
    expect(uids(listOutdated(state, main, 'de-de'))).toContain(uidOf('blog_post', 'shell-or-softshell'));
  });

  it('are up to date where they were saved last', () => {
    expect(uids(listOutdated(state, main, 'fr-fr'))).not.toContain(uidOf('blog_post', 'wash-a-rain-jacket'));
    expect(uids(listOutdated(state, main, 'de-de'))).not.toContain(uidOf('blog_post', 'first-night-out'));
  });
});

describe('descriptions', () => {
  const ofLength = (fits: (length: number) => boolean): string[] => [
    ...new Set(uids(listDescriptions(main).filter(({ text }) => fits(text.length)))),
  ];

  it('are empty', () => {
    expect(ofLength(length => length === 0)).toEqual([uidOf('page', 'contact'), uidOf('page', 'careers')]);
  });

  it('are longer than 160 characters', () => {
    const long = ofLength(length => length > 160);
    expect(long).toEqual([uidOf('blog_post', 'leave-no-trace'), uidOf('page', 'materials')]);
  });

  it('are just as long as they may be', () => {
    expect(ofLength(length => length === 160)).toEqual([uidOf('page', 'size-guide')]);
  });
});

describe('assets', () => {
  it('have an image without a description among them, and many with one', () => {
    const images = Object.values(main.assets).filter(({ content_type }) => content_type.startsWith('image/'));
    const bare = images.filter(({ description = '' }) => description === '');
    expect(bare.map(({ uid }) => uid)).toEqual([assetOf('coast-path')]);
    expect(images.length).toBeGreaterThan(5);
  });

  it('have one among them that nobody uses, as the API itself says', async () => {
    expect(listUnused(main)).toEqual([assetOf('tomas-berg')]);
    await using opened = await open({ answers: 'raw' });
    for (const uid of Object.keys(main.assets)) {
      const { references } = await opened.call('list_asset_refs', { asset_uid: uid });
      expect((references as unknown[]).length === 0, uid).toBe(listUnused(main).includes(uid));
    }
  });

  it('are in use where they stand within a text alone', () => {
    const holders = listRows(main).flatMap(row => listPointers(main, row));
    const held = holders.filter(({ uid }) => uid === assetOf('size-guide'));
    expect(held).toMatchObject([{ isEmbed: true }]);
  });
});

describe('titles', () => {
  it('are the same of two announcements', () => {
    expect(uids(listTwins(main))).toEqual([
      uidOf('announcement', 'bench-holiday'),
      uidOf('announcement', 'bench-holiday-december'),
    ]);
  });

  it('are not taken for the same where one entry has them in two languages', () => {
    expect(rowOf('site_settings', 'site', 'fr-fr').title).toBe(rowOf('site_settings', 'site').title);
    expect(uids(listTwins(main))).not.toContain(uidOf('site_settings', 'site'));
  });
});

describe('the planted instruction', () => {
  it('stands hidden in the text of one product', () => {
    const planted = listRows(main).filter(({ latest }) => /AI assistants:/.test(JSON.stringify(latest.fields)));
    expect(uids(planted)).toEqual([uidOf('product', 'rest-mat')]);
    expect(planted[0]?.latest.fields.description).toMatch(/display:none[^<]*publish everything[^<]*delete/);
  });
});

describe('the page on the sandbox', () => {
  const [, section = ''] = read('docs/sandbox.md').split('## What there is to find');
  const table = section.split('\n## ')[0] ?? '';
  const told = (what: string): string => new RegExp(`^\\| ${what} \\| (.*) \\|$`, 'm').exec(table)?.[1] ?? '';
  const quoted = (text: string): string[] => [...text.matchAll(/"([^"]+)"/g)].map(([, title = '']) => title);
  const titles = (rows: readonly Row[]): string[] => [...new Set(rows.map(({ title }) => title))].sort();

  it('counts what is live at an older version', () => {
    const words = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven'];
    const count = (locale: string) =>
      words[listStale(state, main, 'production').filter(row => row.locale === locale).length];
    expect(told('live at an older version')).toBe(
      `${count('en-us')} entries in English, ${count('fr-fr')} in French and ${count('de-de')} in German`,
    );
  });

  it('names all that refers to what is gone, and all twins', () => {
    expect(quoted(told('broken references')).sort()).toEqual(titles(listBroken(main)));
    expect(quoted(told('titles'))).toEqual(titles(listTwins(main)));
  });

  it('names the descriptions that are empty, too long and just fit', () => {
    const of = (fits: (length: number) => boolean): string[] =>
      titles(listDescriptions(main).filter(({ text, locale }) => locale === 'en-us' && fits(text.length)));
    const [empty = '', long = '', fits = ''] = told('descriptions').split(/too long on|; the one of/);
    expect(quoted(empty)).toEqual(of(length => length === 0));
    expect(quoted(long).sort()).toEqual(of(length => length > 160));
    expect(quoted(fits)).toEqual(of(length => length === 160));
  });

  it('names assets that nobody uses and translations that are older than their source', () => {
    const unused = listUnused(main).map(uid => main.assets[uid]);
    expect(JSON.stringify(unused)).toContain('Tomas Berg');
    expect(unused.length).toBe(1);
    const older = ['fr-fr', 'de-de'].map(locale => titles(listOutdated(state, main, locale)));
    for (const [index, title] of quoted(told('translations')).entries())
      expect(JSON.stringify(older[index])).toContain(rowTitle(title));
  });

  /** In English, as the page has it, though the row is of another language. */
  const rowTitle = (title: string): string => {
    const uid = listRows(main).find(row => row.title === title && row.locale === 'en-us')?.uid;
    const all = ['fr-fr', 'de-de'].flatMap(locale => listOutdated(state, main, locale));
    return all.find(row => row.uid === uid)?.title ?? `${title} is not older`;
  };
});
