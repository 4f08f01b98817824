// The task audit_content, broken_references: what points at what is gone, wherever it stands, and nothing else.
import { expect, it } from 'vitest';
import { ask, assetEmbed, audit, documentWith, entryLink, openPlanted, plant, refer, uid } from './stack.ts';

const names = ['holder', 'gone', 'kept', 'back', 'only-fr', 'lost', 'pic', 'haunt', 'spare', 'trans'];
const html = (attributes: string): string => `<p>See <a ${attributes}>this</a></p>`;

const stack = {
  types: [
    {
      uid: 'ghost',
      title: 'Ghost',
      schema: [{ uid: 'title', display_name: 'Title', data_type: 'text', mandatory: true }],
    },
  ],
  assets: ['pic', 'lost'],
  entries: [
    plant('person', 'gone', {}),
    plant('person', 'kept', {}),
    plant('person', 'back', {}),
    plant('ghost', 'haunt', {}),
    plant('note', 'holder', {
      mood: 'sad',
      plain: `${uid('gone')} is only named here`,
      links: refer('person', 'kept', 'gone', 'back'),
      cover: uid('lost'),
      gallery: [uid('pic'), uid('lost')],
      box: { inner: [{ label: 'a', deep: refer('person', 'gone'), _metadata: { uid: 'cs1' } }] },
      parts: [{ picture: { image: uid('lost'), who: refer('person', 'gone'), _metadata: { uid: 'cs2' } } }],
      body: documentWith('a', entryLink('person', 'gone')),
      html: html(`data-sys-entry-uid="${uid('gone')}" data-sys-content-type-uid="person"`),
    }),
    plant('note', 'trans', {
      'en-us': { mood: 'sad', cover: uid('lost'), body: documentWith('b', assetEmbed('pic')) },
      'fr-fr': { body: documentWith('c', assetEmbed('lost')), html: html(`data-sys-asset-uid="${uid('pic')}"`) },
    }),
    plant('note', 'spare', { mood: 'sad', body: documentWith('d', entryLink('ghost', 'haunt', 'block')) }),
  ],
  requests: [
    { ...ask('POST /content_types/person/entries?locale=fr-fr', { entry: { title: 'Seule' } }), uid: uid('only-fr') },
    ask(`PUT /content_types/note/entries/${uid('spare')}`, { entry: { links: refer('person', 'only-fr') } }),
    ask(`DELETE /content_types/person/entries/${uid('gone')}`),
    ask(`DELETE /content_types/person/entries/${uid('back')}`),
    ask(`PUT /content_types/person/entries/${uid('back')}/restore`),
    ask(`DELETE /assets/${uid('lost')}`),
    ask('DELETE /content_types/ghost?force=true'),
  ],
};

it('finds them at any depth, in rich text, in HTML, in each language, and of a type that is gone', async () => {
  await using opened = await openPlanted(stack);
  const { answer, lines } = await audit(opened, { checks: ['broken_references'] }, names);
  expect(lines.sort()).toEqual(
    [
      '<holder> en-us links[<gone>]: person <gone> is gone',
      '<holder> en-us cover: asset <lost> is gone',
      '<holder> en-us gallery[<lost>]: asset <lost> is gone',
      '<holder> en-us box.inner[cs1].deep[<gone>]: person <gone> is gone',
      '<holder> en-us parts[cs2].picture.image: asset <lost> is gone',
      '<holder> en-us parts[cs2].picture.who[<gone>]: person <gone> is gone',
      '<holder> en-us body[r-a]: person <gone> is gone',
      '<holder> en-us html: person <gone> is gone',
      // The cover is the same in French, and told once.
      '<trans> en-us cover: asset <lost> is gone',
      '<trans> fr-fr body[r-c]: asset <lost> is gone',
      '<spare> en-us body[r-d]: content type ghost is gone, with <haunt>',
    ].sort(),
  );
  expect(answer.says).toBe('11 broken references in 6 entries, 3 languages');
});

it('reads each list once, and asks for a hundred targets at a time', async () => {
  const people = Array.from({ length: 150 }, (_, index) => `blt${String(index).padStart(16, '0')}`);
  const toLinks = (uids: string[]) => uids.map(each => ({ uid: each, _content_type_uid: 'person' }));
  await using opened = await openPlanted({
    entries: [
      ...people.map(each => ({ ...plant('person', each, {}), uid: each })),
      plant('note', 'one', { mood: 'sad', links: toLinks(people.slice(0, 80)) }),
      plant('note', 'other', { mood: 'sad', links: toLinks(people.slice(70)) }),
    ],
  });
  const { answer } = await audit(opened, { checks: ['broken_references'], content_types: ['note'] }, []);
  expect(answer.says).toBe('0 broken references in 2 entries, 3 languages');
  const asked = opened.sandbox.requests.map(({ path }) => path.replace(/^\/v3/, '').replace(/\?.*/, ''));
  const count = (path: string): number => asked.filter(each => each === path).length;
  // One page in each language; 150 people are two pages, none of them is missing.
  expect([
    count('/content_types'),
    count('/content_types/note/entries'),
    count('/content_types/person/entries'),
  ]).toEqual([1, 3, 2]);
  expect(asked.length).toBe(6);
});

it('asks for what is missing in the other languages, and for nothing twice', async () => {
  await using opened = await openPlanted(stack);
  await audit(opened, { checks: ['broken_references'], content_types: ['note'] }, names);
  const asked = opened.sandbox.requests.filter(({ path }) => path.includes('/person/entries'));
  // Four are asked for; two are not in the master language, one of them in no other.
  expect(asked.length).toBe(3);
});

it('says that it knows less where an answer does not come', async () => {
  await using opened = await openPlanted(stack);
  opened.sandbox.fault({ path: /person.entries/, answer: { status: 400, body: { error_message: 'No.' } } });
  const { answer, lines } = await audit(opened, { checks: ['broken_references'], content_types: ['note'] }, names);
  expect(answer.says).toMatch(/^6 broken references so far in 3 entries/);
  expect(JSON.stringify(answer.notes)).toContain('whether 4 things that are pointed at are there could not be read');
  expect(lines.every(line => !line.includes('person'))).toBe(true);
});
