// What is sent back as it was cut when it was read: the start of a long text, list or document.
import { describe, expect, it } from 'vitest';
import { type CheckOptions, check } from '../../src/content/check/check.ts';
import { asset, field, group, type Json, richText, text } from './schema.ts';

const bodyOf = (from: number, to: number): Json => ({
  type: 'doc',
  uid: 'doc1',
  attrs: {},
  children: Array.from({ length: to - from }, (_, index) => ({
    type: 'p',
    uid: `p${from + index}`,
    attrs: {},
    children: [{ text: `Paragraph ${from + index}` }],
  })),
});
const list = <Item>(length: number, make: (index: number) => Item): Item[] =>
  Array.from({ length }, (_, index) => make(index));
const toLink = (index: number): Json => ({ title: `Link ${index}`, href: `/${index}` });
const words = 'and so it went '.repeat(6_000);
const rows = list(120, id => ({ id }));

describe('what is sent back as it was cut when it was read', () => {
  const types = [
    text('text'),
    text('html', { field_metadata: { allow_rich_text: true } }),
    text('tags', { multiple: true }),
    field('links', 'link', { multiple: true }),
    field('files', 'file', { multiple: true }),
    richText('body'),
    field('app', 'json', { extension_uid: 'blt1', field_metadata: { extension: true } }),
    group('box', [text('text'), text('tags', { multiple: true })]),
    group('rows', [field('id', 'number')], { multiple: true }),
    field('sections', 'blocks', {
      multiple: true,
      blocks: [{ uid: 'hero', title: 'Hero', schema: [text('text'), richText('body')] }],
    }),
  ];
  const stored: Json = {
    text: words,
    html: words,
    tags: list(4_000, String),
    links: list(800, toLink),
    files: list(60, index => asset(`blt${index}`)),
    body: bodyOf(0, 30),
    app: { rows, note: words },
    box: { text: words, tags: list(50, String) },
    rows,
    sections: [{ hero: { text: words, body: bodyOf(0, 25), _metadata: { uid: 'cs1' } } }],
  };
  const hero = (values: Json): Json => ({ sections: [{ hero: { ...values, _metadata: { uid: 'cs1' } } }] });
  const cases: [string, Json, string][] = [
    ['a text cut at a blank', { text: words.slice(0, 79_994) }, 'text: is the first 79994 of 90000 characters'],
    ['HTML', { html: words.slice(0, 4_000) }, 'html: is the first 4000 of 90000 characters'],
    ['texts', { tags: list(698, String) }, 'tags: is the first 698 of 4000 items'],
    ['links', { links: list(244, toLink) }, 'links: is the first 244 of 800 items'],
    ['files by their uids', { files: list(59, index => `blt${index}`) }, 'files: is the first 59 of 60 items'],
    ['a document', { body: bodyOf(0, 29) }, 'body: is the first 29 of 30 nodes'],
    ['a list of an app', { app: { rows: rows.slice(0, 7) } }, 'app.rows: is the first 7 of 120 items'],
    ['a text of an app', { app: { rows, note: words.slice(0, 15) } }, 'app.note: is the first 15 of 90000 characters'],
    ['what a group holds', { box: { text: words, tags: ['0'] } }, 'box.tags: is the first 1 of 50 items'],
    ['groups', { rows: rows.slice(0, 119) }, 'rows: is the first 119 of 120 items'],
    ['a text in a block', hero({ text: words.slice(0, 900) }), 'sections[cs1].hero.text: is the first 900 of 90000'],
    ['a document in a block', hero({ body: bodyOf(0, 3) }), 'sections[cs1].hero.body: is the first 3 of 25 nodes'],
    ['one that is updated', { box: { UPDATE: { data: { text: 'and so it' } } } }, 'box.text: is the first 9 of 90000'],
  ];
  const look = (sent: Json, more: Partial<CheckOptions> = {}) =>
    check(sent, { schema: types, stored, locale: 'en-us', masterLocale: 'en-us', ...more }).problems;

  it.each(cases)('is refused of %s, unless replace names the field', (_, sent, expected) => {
    const told = look(sent).map(({ address, kind, reason: said }) => [kind, `${address}: ${said}`]);
    const [top] = Object.keys(sent);
    expect(told).toEqual([['cut', expect.stringContaining(expected)]]);
    expect(told[0]?.[1]).toContain(
      `as if it was cut when it was read: send it whole, or if the rest is to go, name ${top} in replace`,
    );
    expect(look(sent, { replace: new Set(['title']) })).toHaveLength(1);
    expect(look(sent, { replace: new Set([top ?? '']) })).toEqual([]);
  });

  it.each<[string, Json]>([
    ['all of it', stored],
    ['another beginning', { text: `x${words.slice(1, 500)}`, tags: list(698, index => `t${index}`) }],
    ['the end of it', { tags: list(4_000, String).slice(1), body: bodyOf(1, 30), rows: rows.slice(1) }],
    ['nothing, which empties it', { text: '', tags: [], links: [], files: [], rows: [] }],
    ['more than there was', { text: `${words}!`, tags: list(4_001, String), body: bodyOf(0, 31) }],
  ])('is not %s', (_, sent) => {
    expect(look(sent)).toEqual([]);
  });

  it('is told from what is short enough to be shown whole', () => {
    const short = { text: words.slice(0, 999), tags: list(49, String), body: bodyOf(0, 24) };
    const sent = { text: words.slice(0, 990), tags: list(48, String), body: bodyOf(0, 23) };
    expect(look(sent, { stored: short })).toEqual([]);
    expect(look(sent, { stored: undefined })).toEqual([]);
  });
});
