// The task audit_content, unused_assets: files that nothing uses, in no language, in nothing that is live, and by the API's own list.
import { expect, it } from 'vitest';
import { ask, assetEmbed, audit, documentWith, live, openPlanted, plant, uid } from './stack.ts';

const used = ['cover', 'embed', 'french', 'old', 'inmark', 'group'];
const names = [...used, 'lonely', 'dropped', 'trash', 'known'];

const stack = {
  assets: [...used, 'lonely', 'dropped', 'trash'],
  entries: [
    plant('note', 'one', {
      mood: 'sad',
      cover: uid('cover'),
      body: documentWith('a', assetEmbed('embed')),
      markdown: `![x](https://images.example/v3/assets/key/${uid('inmark')}/1/a.jpg)`,
      box: { inner: [{ label: 'x' }] },
      parts: [{ picture: { image: uid('group') } }],
    }),
    plant('note', 'two', { 'en-us': { mood: 'sad' }, 'fr-fr': { gallery: [uid('french')] } }),
    // Live with a picture that was taken out since; the other was taken out before.
    plant('note', 'three', { mood: 'sad', gallery: [uid('old')] }, live(['production', 'en-us', 1])),
    plant('note', 'four', { mood: 'sad', gallery: [uid('dropped')] }),
    plant('note', 'five', { mood: 'sad', gallery: [uid('trash')] }),
  ],
  requests: [
    ask(`PUT /content_types/note/entries/${uid('three')}`, { entry: { gallery: [] } }, 50),
    ask(`PUT /content_types/note/entries/${uid('four')}`, { entry: { gallery: [] } }, 50),
    ask(`DELETE /content_types/note/entries/${uid('five')}`),
  ],
};

it('finds them, and asks the API about each candidate once', async () => {
  await using opened = await openPlanted(stack);
  const { answer, lines } = await audit(opened, { checks: ['unused_assets'] }, names);
  expect(lines.sort()).toEqual([
    '<dropped> null null: nothing refers to it',
    '<lonely> null null: nothing refers to it',
    '<trash> null null: nothing refers to it',
  ]);
  expect(answer.says).toBe('3 unused assets in 4 entries and 9 assets, 3 languages');
  expect(answer.notes).toEqual(['9 assets looked at']);
  const asked = opened.sandbox.requests.map(({ path }) => path.replace(/^\/v3/, '').replace(/\?.*/, ''));
  expect(asked.filter(path => path.endsWith('/references')).length).toBe(3);
  // One page of files, nine lists, one list of types, and the version that is live.
  expect(asked.length).toBe(3 + 1 + 9 + 1 + 1);
});

it('takes the word of the API where it knows of a use that was not seen', async () => {
  await using opened = await openPlanted(stack);
  const body = { references: [{ entry_uid: 'x', content_type_uid: 'note' }] };
  opened.sandbox.fault({ path: new RegExp(`${uid('lonely')}.references`), answer: { body } });
  const { lines } = await audit(opened, { checks: ['unused_assets'] }, names);
  expect(lines.map(line => line.split(' ')[0]).sort()).toEqual(['<dropped>', '<trash>']);
});

it('is not narrowed, and does not guess where something could not be read', async () => {
  await using opened = await openPlanted(stack);
  expect(
    await opened.fail('audit_content', { checks: ['unused_assets'], content_types: ['note'], locales: ['en-us'] }),
  ).toBe(
    'Nothing was sent, because the arguments are not valid:\n- content_types: leave it out with unused_assets, as an asset may be used anywhere\n- locales: leave it out with unused_assets, as an asset may be used anywhere',
  );
  opened.sandbox.fault({ path: /note.entries/, nth: 2, answer: { status: 400, body: { error_message: 'No.' } } });
  const { answer, lines } = await audit(opened, { checks: ['unused_assets', 'duplicates'] }, names);
  expect(lines).toEqual([]);
  expect(answer.says).toMatch(/^unused assets cannot be told, 0 duplicates so far/);
  expect(JSON.stringify(answer.notes)).toContain('not everything that may use them could be read');
  const { answer: unread } = await (async () => {
    opened.sandbox.fault({
      path: new RegExp(`entries.${uid('three')}`),
      answer: { status: 400, body: { error_message: 'No.' } },
    });
    return audit(opened, { checks: ['unused_assets'] }, names);
  })();
  expect(unread.says).toMatch(/^unused assets cannot be told/);
});

it('says what could not be confirmed', async () => {
  await using opened = await openPlanted(stack);
  opened.sandbox.fault({ path: /references/, answer: { status: 400, body: { error_message: 'No.' } } });
  const { answer } = await audit(opened, { checks: ['unused_assets'] }, names);
  expect(answer.says).toMatch(/^0 unused assets so far/);
  expect(JSON.stringify(answer.notes)).toContain('3 more that may be unused could not be confirmed');
});
