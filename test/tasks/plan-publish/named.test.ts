// The task plan_publish: what is named, and what of each row is told, on small stacks where each thing is planted.
import { expect, it } from 'vitest';
import type { Json } from '../../harness.ts';
import { ask, assetEmbed, documentWith, live, makeSeed, plant, readRows, refer, uid } from '../audit/stack.ts';
import { openStack, type Stack } from '../sandbox.ts';

type Planted = Parameters<typeof makeSeed>[0];

const openPlanted = (planted: Planted, options: Parameters<typeof openStack>[0] = {}) =>
  openStack({ seed: makeSeed(planted), ...options });

const entry = (type: string, name: string, more: Json = {}): Json => ({ content_type: type, uid: uid(name), ...more });

/** `name locale environment live goes: state`, with names in place of uids. */
async function plan(opened: Stack, given: Json, names: readonly string[]): Promise<{ answer: Json; lines: string[] }> {
  const answer = await opened.call('plan_publish', given);
  const rename = (text: string): string => names.reduce((said, name) => said.replaceAll(uid(name), `<${name}>`), text);
  const lines = readRows(answer).map(row =>
    rename(`${row.uid} ${row.locale} ${row.environment} ${row.live ?? '-'} ${row.goes ?? '-'}: ${row.state}`),
  );
  return { answer, lines };
}

const glad = { mood: 'glad' };

it('takes along what is live nowhere there, stops at pages, and says what stays', async () => {
  const names = ['home', 'other', 'ann', 'bob', 'pic', 'dark'];
  await using opened = await openPlanted({
    assets: ['pic', 'dark'],
    entries: [
      plant('person', 'ann', {}, live(['staging', 'en-us'])),
      plant('person', 'bob', {}),
      plant('note', 'other', { ...glad, links: refer('person', 'bob') }),
      plant('note', 'home', {
        ...glad,
        links: [...refer('person', 'ann'), ...refer('note', 'other')],
        gallery: [uid('pic')],
        body: documentWith('b', assetEmbed('dark')),
      }),
    ],
    requests: [ask(`POST /assets/${uid('pic')}/publish`, { asset: { environments: ['staging'], locales: ['en-us'] } })],
  });
  const given = { entries: [entry('note', 'home')], environments: ['staging'] };
  const { answer, lines } = await plan(opened, given, names);
  expect(answer.says).toBe('2 of 5 rows go: 1 entry and 1 asset, staging (en-us); 1 left out, 2 as they are');
  expect(lines).toEqual([
    '<dark> en-us staging - v1: goes along',
    '<home> en-us staging - v1: goes; it points at what stays unpublished: note "other" (<other>)',
    '<other> en-us staging - -: left out: a page of its own, not live there; pages: ["note"] takes such along',
    '<ann> en-us staging v1 -: as it is: v1 is live there',
    '<pic> en-us staging v1 -: as it is: v1 is live there',
  ]);
  expect(answer.left).toBe(
    'publish_plan with the same arguments, this code (good for thirty minutes) carries it out; except leaves rows out',
  );
  const gone = await plan(opened, { ...given, pages: ['Note'] }, names);
  expect(gone.lines.slice(0, 4)).toEqual([
    '<bob> en-us staging - v1: goes along',
    '<other> en-us staging - v1: goes along',
    '<dark> en-us staging - v1: goes along',
    '<home> en-us staging - v1: goes',
  ]);
  const alone = await plan(opened, { ...given, references: 'none' }, names);
  expect(alone.lines).toEqual([
    '<home> en-us staging - v1: goes; it points at what stays unpublished: note "other" (<other>), asset "dark" (<dark>)',
    '<other> en-us staging - -: left out: not live there, and references are not taken along',
    '<dark> en-us staging - -: left out: not live there, and references are not taken along',
  ]);
});

it('names what is wrong, and lets nothing go that would have a hole', async () => {
  const names = ['home', 'side', 'ann', 'bob', 'away', 'pic'];
  await using opened = await openPlanted({
    assets: ['pic'],
    entries: [
      plant('note', 'away', glad),
      plant('person', 'ann', {}),
      plant('person', 'bob', {}),
      plant('note', 'side', { ...glad, links: refer('note', 'away'), cover: uid('pic') }),
      plant('note', 'home', { ...glad, links: refer('person', 'ann', 'bob') }),
    ],
    requests: [ask(`DELETE /content_types/note/entries/${uid('away')}`), ask(`DELETE /assets/${uid('pic')}`)],
  });
  const { main } = opened.sandbox.state.branches;
  delete main?.entries.person?.[uid('ann')]?.locales['en-us']?.[0]?.fields.title;
  const given = { entries: [entry('note', 'home'), entry('note', 'side')], environments: ['staging'] };
  const { answer, lines } = await plan(opened, given, names);
  expect(lines).toEqual([
    '<ann> en-us staging - v1: wrong: title is mandatory and empty',
    '<home> en-us staging - v1: wrong: it needs person <ann>, which cannot go',
    '<side> en-us staging - v1: wrong: cover: asset <pic> is gone; links[<away>]: note <away> is gone',
    '<bob> en-us staging - -: left out: only what cannot go needs it',
  ]);
  expect(answer.says).toBe('0 of 4 rows go; 3 wrong, 1 left out');
  expect(answer).not.toHaveProperty('next');
  // Who says that references do not count gets what is right in itself.
  const alone = await plan(opened, { ...given, references: 'none' }, names);
  expect(alone.lines.slice(0, 2)).toEqual([
    '<home> en-us staging - v1: goes; it points at what stays unpublished: person <ann>, person "bob" (<bob>)',
    '<side> en-us staging - v1: goes; it points at what is gone: cover: asset <pic> is gone; it points at what is gone: links[<away>]: note <away> is gone',
  ]);
});

it('goes through what is live at an older version by the text that is live, and takes that with `behind`', async () => {
  const names = ['home', 'mid', 'deep'];
  await using opened = await openPlanted({
    entries: [
      plant('person', 'deep', {}),
      plant('note', 'mid', { ...glad, links: refer('person', 'deep') }, live(['staging', 'en-us', 1])),
      plant('note', 'home', { ...glad, links: refer('note', 'mid') }),
    ],
    requests: [ask(`PUT /content_types/note/entries/${uid('mid')}`, { entry: { links: [] } })],
  });
  const given = { entries: [entry('note', 'home')], environments: ['staging'], pages: ['note'] };
  const { lines } = await plan(opened, given, names);
  expect(lines).toEqual([
    "<deep> en-us staging - v1: goes along; Contentstack's own publish with references would pass it over",
    '<home> en-us staging - v1: goes',
    '<mid> en-us staging v1 -: as it is: v1 is live there, and v2 was saved since',
  ]);
  // What is published by then no longer needs it.
  const behind = await plan(opened, { ...given, references: 'behind' }, names);
  expect(behind.lines).toEqual(['<mid> en-us staging v1 v2: goes along', '<home> en-us staging - v1: goes']);
});

it('publishes the text of another language where there is no own, and knows it from an own with the same number', async () => {
  const names = ['home', 'ann'];
  await using opened = await openPlanted({
    entries: [plant('person', 'ann', {}), plant('note', 'home', { ...glad, links: refer('person', 'ann') })],
    requests: [
      ask(`POST /content_types/note/entries/${uid('home')}/publish`, {
        entry: { environments: ['staging'], locales: ['fr-fr'] },
        locale: 'fr-fr',
      }),
    ],
  });
  const given = { entries: [entry('note', 'home')], environments: ['staging'], locales: ['fr-fr'] };
  const before = await plan(opened, given, names);
  expect(before.lines).toEqual([
    '<ann> fr-fr staging - v1: goes along; it has no text in fr-fr: that of en-us goes',
    '<home> fr-fr staging v1 -: as it is: v1 is live there',
  ]);
  await opened.send('PUT', `/content_types/note/entries/${uid('home')}?locale=fr-fr`, { entry: { title: 'Maison' } });
  const { lines } = await plan(opened, given, names);
  expect(lines.find(line => line.startsWith('<home>'))).toBe('<home> fr-fr staging v1 v1: goes');
});

it('checks the version that is named, and says what was saved since or is newer there', async () => {
  await using opened = await openPlanted({
    entries: [plant('note', 'home', glad, live(['staging', 'en-us', 1]))],
    requests: [
      ask(`PUT /content_types/note/entries/${uid('home')}`, { entry: { plain: 'x' } }),
      ask(`PUT /content_types/note/entries/${uid('home')}`, { entry: { plain: 'y' } }, 50),
    ],
  });
  const versions = opened.sandbox.state.branches.main?.entries.note?.[uid('home')]?.locales['en-us'] ?? [];
  delete versions[1]?.fields.mood;
  const named = (version: number) => ({ entries: [entry('note', 'home', { version })], environments: ['staging'] });
  const lines = async (version: number) => (await plan(opened, named(version), ['home'])).lines;
  expect(await lines(1)).toEqual(['<home> en-us staging v1 -: as it is: v1 is live there, and v3 was saved since']);
  expect(await lines(2)).toEqual([
    '<home> en-us staging v1 v2: wrong: mood is mandatory and empty. Also: v3 was saved since',
  ]);
  expect(await lines(3)).toEqual(['<home> en-us staging v1 v3: goes']);
  expect(await lines(9)).toEqual(['<home> en-us staging v1 v9: wrong: there is no version 9 of it in en-us']);
  expect(await opened.fail('plan_publish', { ...named(2), locales: ['en-us', 'fr-fr'] })).toContain(
    'entries[0].version: each language counts its own versions; say the locale with it',
  );
});

it('finds what is stale, in every language that is not named', async () => {
  const names = ['home', 'fresh', 'draft', 'pic'];
  await using opened = await openPlanted({
    assets: ['pic'],
    entries: [
      plant('note', 'home', { 'en-us': glad, 'fr-fr': {} }, live(['staging', 'en-us', 1], ['staging', 'fr-fr', 1])),
      plant('note', 'fresh', glad, live(['staging', 'en-us'])),
      plant('note', 'draft', glad),
    ],
    requests: [
      ask(`POST /assets/${uid('pic')}/publish`, { asset: { environments: ['staging'], locales: ['en-us'] } }),
      ask(`PUT /assets/${uid('pic')}`, { asset: { title: 'Newer' } }, 50),
      ask(`PUT /content_types/note/entries/${uid('home')}?locale=fr-fr`, { entry: { plain: 'x' } }, 50),
    ],
  });
  const { lines } = await plan(opened, { stale: true, environments: ['staging', 'production'] }, names);
  expect(lines).toEqual(['<pic> en-us staging v1 v2: goes', '<home> fr-fr staging v1 v2: goes']);
  const narrow = await plan(opened, { stale: true, environments: ['staging'], content_types: ['sys_assets'] }, names);
  expect(narrow.lines).toEqual(['<pic> en-us staging v1 v2: goes']);
});

it('refuses what names nothing, too much, or what is not there', async () => {
  await using opened = await openPlanted({ entries: [plant('note', 'home', glad)] });
  const fail = (given: Json): Promise<string> => opened.fail('plan_publish', { environments: ['staging'], ...given });
  const home = { entries: [entry('note', 'home')] };
  expect(await fail({})).toContain('name entries or assets, or a release, or say stale: true');
  expect(await fail({ ...home, environments: [] })).toContain('environments: name at least one');
  expect(await fail({ ...home, environments: ['stagin'] })).toContain('did you mean staging?');
  expect(await fail({ ...home, stale: true })).toContain('stale: not together with entries and assets');
  expect(await fail({ ...home, content_types: ['note'] })).toContain('they narrow what is stale alone');
  expect(await fail({ ...home, pages: ['nite'] })).toContain('did you mean note?');
  expect(await fail({ entries: [entry('nite', 'home')] })).toContain('entries[0].content_type: ');
  expect(await fail({ entries: [entry('note', 'absent')] })).toContain(
    `entries: there is no note with the uid ${uid('absent')}; it may be in the trash`,
  );
  expect(await fail({ assets: [uid('absent')] })).toContain(`assets: there is no asset with the uid ${uid('absent')}`);
  expect(await fail({ release: 'spring' })).toContain('release: no release is called "spring"');
  expect(await fail({ release: 'spring', locales: ['fr-fr'] })).toContain('locales: leave it out with release');
});

it('follows what an app keeps of assets in a field of its own', async () => {
  const app = uid('app');
  await using opened = await openPlanted({
    assets: ['pic'],
    types: [
      {
        uid: 'shelf',
        title: 'Shelf',
        schema: [
          {
            uid: 'title',
            display_name: 'Title',
            data_type: 'text',
            mandatory: true,
            field_metadata: { _default: true },
          },
        ],
      },
    ],
    entries: [plant('shelf', 'home', {})],
  });
  const { main } = opened.sandbox.state.branches;
  main?.content_types.shelf?.current.schema.push({
    ...{ uid: 'pick', display_name: 'Pick', data_type: 'json', extension_uid: app, multiple: false },
    field_metadata: { extension: true, is_asset: true },
  });
  const [saved] = main?.entries.shelf?.[uid('home')]?.locales['en-us'] ?? [];
  if (saved) saved.fields.pick = { uid: uid('pic'), unique_identifier: 'x' };
  const given = { entries: [entry('shelf', 'home')], environments: ['staging'] };
  const { lines } = await plan(opened, given, ['home', 'pic']);
  expect(lines).toEqual(['<pic> en-us staging - v1: goes along', '<home> en-us staging - v1: goes']);
});
