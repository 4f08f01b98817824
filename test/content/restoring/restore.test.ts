// What an entry becomes when changes of it are taken back: what came since stays, and what cannot come back is named.
import { describe, expect, it } from 'vitest';
import { type Address, parseAddress } from '../../../src/content/address.ts';
import { type Restoring, toRestored } from '../../../src/content/restoring/restore.ts';
import { entry, field, hero, type Json, schema, text } from '../schema.ts';

// biome-ignore lint/suspicious/noExplicitAny: entries are changed freely here
type Free = any;

const made = (alter: (found: Free) => void, from: Json = entry()): Json => {
  const changed = structuredClone(from);
  alter(changed);
  return changed;
};

const restore = (given: Partial<Restoring> & Pick<Restoring, 'before' | 'stored'>, except: string[] = []) => {
  const addresses = except.map(each => parseAddress(each) as Address);
  const restored = toRestored({ schema, isTranslation: false, except: addresses, ...given });
  return { ...restored, value: restored.value as Free };
};

const uidsOf = (sections: Free[]): string[] => sections.map(each => (Object.values(each)[0] as Free)._metadata.uid);

describe('one version, taken back', () => {
  it('goes, and what came since stays', () => {
    const before = entry();
    const after = made(e => {
      e.title = 'Wrong';
      e.sections.splice(1, 1);
      e.tags.push('wrong');
      delete e.summary;
      e.rank = 9;
    }, before);
    const stored = made(e => {
      e.sections[0].hero.headline = 'Later';
      e.tags.push('later');
      e._version = 9;
    }, after);
    const { value, ...rest } = restore({ before, after, stored });
    expect(rest).toEqual({ conflicts: [], gone: [], mandatory: [] });
    expect(Object.keys(value).sort()).toEqual(['rank', 'sections', 'summary', 'tags', 'title']);
    expect(value).toMatchObject({
      title: 'About us',
      summary: 'Who we are.',
      rank: 3,
      tags: ['team', 'mill', 'later'],
    });
    expect(uidsOf(value.sections)).toEqual(['csa1', 'csa2', 'csa3']);
    expect(value.sections[0].hero).toMatchObject({ headline: 'Later', image: 'blt00000000000000a1' });
  });
  it('sends empty what was not there', () => {
    const before = made(e => {
      for (const key of ['summary', 'rank', 'cover', 'tags', 'related', 'more', 'body', 'seo', 'sections'])
        delete e[key];
    });
    const { value } = restore({ before, after: entry(), stored: entry() });
    expect(value).toEqual({
      summary: '',
      rank: null,
      cover: null,
      tags: [],
      related: [],
      more: null,
      body: null,
      seo: { title: '', description: '', no_index: null },
      sections: [],
    });
  });
  it('is in conflict where others went on, and says what was, what it made, and what is', () => {
    const before = entry();
    const after = made(e => {
      e.sections[0].hero.headline = 'Wrong';
      e.title = 'Wrong';
    });
    const stored = made(e => {
      e.sections[0].hero.headline = 'Right';
    }, after);
    const { value, conflicts } = restore({ before, after, stored });
    expect(value).toEqual({ title: 'About us' });
    expect(conflicts).toEqual([
      {
        address: 'sections[csa1].hero.headline',
        base: 'Wrong',
        mine: 'Fourteen people, one mill',
        theirs: 'Right',
      },
    ]);
  });
  it('is nothing where it is taken back already', () => {
    const after = made(e => {
      e.title = 'Wrong';
    });
    expect(restore({ before: entry(), after, stored: entry() }).value).toEqual({});
  });
});

describe('as it was once', () => {
  const before = entry();
  const stored = made(e => {
    e.title = 'New';
    e.cover = 'blt00000000000000a9';
    e.sections[0].hero.image = 'blt00000000000000a9';
    e.sections[0].hero.headline = 'New';
    e.sections.splice(1, 1);
    e.sections.push(hero('csn', 'New'));
    e.body.children[0].children[0].text = 'New.';
    e.seo.title = 'New';
  }, before);
  it('goes back whole', () => {
    const { value } = restore({ before, stored });
    expect(Object.keys(value).sort()).toEqual(['body', 'cover', 'sections', 'seo', 'title']);
    expect(value.cover).toBe('blt00000000000000a1');
    expect(uidsOf(value.sections)).toEqual(['csa1', 'csa2', 'csa3']);
  });
  it('but for a picture, and all else in the block beside it', () => {
    const { value } = restore({ before, stored }, ['cover', 'sections[csa1].hero.image']);
    expect(value).not.toHaveProperty('cover');
    expect(value.sections[0].hero).toMatchObject({
      headline: 'Fourteen people, one mill',
      image: 'blt00000000000000a9',
    });
  });
  it.each<[string, string[]]>([
    ['sections[csn]', ['csa1', 'csa2', 'csa3', 'csn']],
    ['sections[csa2]', ['csa1', 'csa3']],
    ['sections', []],
  ])('but for %s, which is there or not as it is now', (except, uids) => {
    const { value } = restore({ before, stored }, [except]);
    expect(uidsOf(value.sections ?? [])).toEqual(uids);
  });
  it('but for what is not there now, and what never was', () => {
    const less = made(e => {
      delete e.summary;
      e.title = 'New';
    }, before);
    expect(restore({ before, stored: less }, ['summary', 'sections[csx]']).value).toEqual({ title: 'About us' });
  });
  it('but for a tag, which stays behind those it is behind now', () => {
    const tags = made(e => e.tags.push('new'), before);
    expect(restore({ before, stored: tags }, ['tags[2]']).value).toEqual({});
    const both = made(e => e.tags.push('new', 'newer'), before);
    expect(restore({ before, stored: both }, ['tags[2]']).value).toEqual({
      tags: [...(before.tags as string[]), 'new'],
    });
  });
  it('but for a paragraph', () => {
    const { value } = restore({ before, stored }, ['body[dp0]']);
    expect(value).not.toHaveProperty('body');
    expect(value).toHaveProperty('title');
  });
});

describe('what cannot come back', () => {
  const less = [...schema.filter(({ uid }) => uid !== 'summary'), { ...text('lead'), mandatory: true }];
  it('lies in fields and blocks that are gone: they are left out and named', () => {
    const before = made(e => {
      e.sections.push({ quote: { text: 'Old', _metadata: { uid: 'csq' } } });
      e.sections[0].hero.subline = 'Old';
      e.seo.keywords = 'Old';
    });
    const stored = made(e => {
      delete e.summary;
      e.title = 'New';
      e.sections.pop();
    });
    const { value, gone } = restore({ before, stored, schema: less });
    expect(gone).toEqual(['summary', 'seo.keywords', 'sections[csa1].hero.subline', 'sections[csq].quote']);
    expect(JSON.stringify(value)).not.toContain('Old');
    expect(value.title).toBe('About us');
    expect(uidsOf(value.sections)).toEqual(['csa1', 'csa2', 'csa3']);
  });
  it('would empty what is mandatory by now', () => {
    const stored = made(e => {
      e.lead = 'Now';
      e.title = 'New';
    });
    const restored = restore({ before: entry(), stored, schema: less });
    expect([restored.value, restored.mandatory]).toEqual([{ title: 'About us' }, ['lead']]);
  });
  it('is the same in every language, in a translation', () => {
    const fields = [...schema, field('shared', 'group', { schema: [text('a')], non_localizable: true })];
    const stored = made(e => {
      e.title = 'New';
      e.price = 1;
      e.shared = { a: 'New' };
      e.sections[2].columns.column[0].code = 'X';
      e.sections[2].columns.column[0].name = 'New';
    });
    const translated = restore({ before: entry(), stored, schema: fields, isTranslation: true });
    expect(Object.keys(translated.value)).toEqual(['title', 'sections']);
    expect(translated.value.sections[2].columns.column[0]).toMatchObject({ code: 'X', name: 'North' });
    const master = restore({ before: entry(), stored, schema: fields });
    expect(Object.keys(master.value)).toEqual(['title', 'price', 'sections', 'shared']);
  });
});
