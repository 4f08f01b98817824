// The text of HTML and of Markdown as a reader sees it, and attributes beside.
import { describe, expect, it } from 'vitest';
import { readHtml } from '../../src/content/text/html.ts';
import { readMarkdown } from '../../src/content/text/markdown.ts';

const read = (html: string): string => readHtml(html).text;

describe('HTML', () => {
  it('is its text without tags, a word in two tags whole, two blocks apart', () => {
    expect(read('<p>The <b>Ember</b> <i>St</i>ove</p>')).toBe('The Ember Stove');
    expect(read('<p>Ember</p><p>Stove</p>')).toBe('Ember\n\n\n\nStove');
    expect(read('Ember<br/>Stove')).toBe('Ember\nStove');
    expect(read('<ul><li>one</li><li>two</li></ul>').split(/\s+/)).toEqual(['one', 'two']);
  });

  it('has characters for their names, after the tags are gone', () => {
    expect(read('Salt &amp; pepper&nbsp;&#8364;&#x20AC; &lt;b&gt; &nosuch; &uuml;')).toBe(
      'Salt & pepper\u00a0€€ <b> &nosuch; ü',
    );
    expect(read('&#0; &#x110000; &#xd800;')).toBe('&#0; &#x110000; &#xd800;');
  });

  it('leaves out what no reader sees', () => {
    expect(read('a<!-- <b>stove</b> -->b<script>var stove = "</b>";</script>c<style>p{}</style>d')).toBe('abcd');
  });

  it('gives attributes by their names', () => {
    const { text, attributes } = readHtml(
      `<a HREF="/x?a=1&amp;b=2" title='Big > small'>go</a><img src=p.png alt="A &quot;stove&quot;" hidden/>`,
    );
    expect(text).toBe('go');
    expect(attributes).toEqual([
      ['href', '/x?a=1&b=2'],
      ['title', 'Big > small'],
      ['src', 'p.png'],
      ['alt', 'A "stove"'],
    ]);
  });

  it('loses no text where a tag is none', () => {
    expect(read('1 < 2 and 3 > 2, <3 stoves')).toBe('1 < 2 and 3 > 2, <3 stoves');
    expect(read('before <b unclosed stove')).toBe('before <b unclosed stove');
    expect(read('before <a href="stove')).toContain('stove');
  });

  it('goes through hostile texts once', () => {
    const count = 100_000;
    expect(read('<'.repeat(count))).toHaveLength(count);
    expect(read('<a '.repeat(count)).length).toBeGreaterThan(count);
    expect(read(`<a ${' '.repeat(count)}=${' '.repeat(count)}>x`)).toBe('x');
    expect(read(`<a ${'='.repeat(count)}>x`)).toBe('x');
    expect(read('<a b="'.repeat(count)).length).toBeGreaterThan(0);
    expect(read('&'.repeat(count))).toHaveLength(count);
  });
});

describe('Markdown', () => {
  it('is its text without marks', () => {
    expect(readMarkdown('## The **Ember** *Sto*ve')).toBe('The Ember Stove');
    expect(readMarkdown('see [the **stove**](https://x.y/z "title") now')).toBe('see the stove now');
    expect(readMarkdown('one <!-- two -->three')).toBe('one three');
    expect(readMarkdown('![a stove](/p.png)')).toBe('a stove');
    expect(readMarkdown('- one\n2. two\n> three\n`four`')).toBe('one\ntwo\nthree\nfour');
    expect(readMarkdown('snake_case and _stressed_ \\*star\\*')).toBe('snake_case and stressed *star*');
  });

  it('goes through hostile texts once', () => {
    expect(readMarkdown(']('.repeat(100_000)).length).toBeGreaterThan(0);
    expect(readMarkdown(`${']('.repeat(100_000)})`).length).toBeGreaterThan(0);
  });
});
