// A text is replaced wherever a reader sees it, and nowhere else: to the byte.
import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../../src/content/address.ts';
import { type Replacing, replaceTexts } from '../../../src/content/replacing/replace.ts';
import type { Field } from '../../../src/content/schema.ts';
import { field, type Json, richText, select, text } from '../schema.ts';

const marked = (uid: string, mark: Json): Field => text(uid, { field_metadata: mark });
const html = marked('html', { allow_rich_text: true });
const markdown = marked('markdown', { markdown: true });

/** What becomes of one value, and what was spared in it. */
function replace(held: Field, value: unknown, how: Partial<Replacing> = {}): [unknown, ...string[]] {
  const asked = { find: 'Ember Stove', with: 'Blaze Oven', ...how };
  const done = replaceTexts({ [held.uid]: value }, [held], asked);
  return [done.value[held.uid], ...done.spared.map(({ kind, count }) => `${kind} ${count}`)];
}

describe('plain texts', () => {
  it('change where the words stand, with any blanks and quotes between', () => {
    expect(replace(text('title'), 'The Ember Stove, ember\u00a0stove')).toEqual(['The Blaze Oven, Blaze\u00a0Oven']);
    expect(replace(text('title'), 'Ember Stoves', { words: true })).toEqual(['Ember Stoves']);
    expect(replace(text('title'), 'ember stove', { isCase: true })).toEqual(['ember stove']);
    expect(replace(text('title'), 'a * b', { find: 'a * b', with: 'c' })).toEqual(['c']);
    expect(replace(text('title'), 'a x b', { find: 'a * b', with: 'c' })).toEqual(['a x b']);
    expect(replace(text('title'), 'cafe\u0301 noir, cafe\u0301', { find: 'café', with: 'bar' })).toEqual([
      'bar noir, bar',
    ]);
    expect(replace(text('title'), 'un cafe\u0301s', { find: 'cafe', with: 'bar' })).toEqual(['un bars']);
    // Half of a letter is no place to part it.
    expect(replace(text('title'), 'Gaß', { find: 'gas', with: 'x' })).toEqual(['Gaß']);
  });

  it('stay the same where they say it already', () => {
    const how = { find: 'Ember', with: 'Ember Pro' };
    expect(replace(text('title'), 'Ember Pro and Ember', how)).toEqual(['Ember Pro and Ember Pro', 'same 1']);
    expect(replace(text('title'), 'ember', { find: 'ember', with: 'Ember' })).toEqual(['Ember']);
  });

  it('begin as what they replace does, where that is no name', () => {
    const how = { find: 'stove', with: 'gas burner' };
    expect(replace(text('title'), 'Stove, stove, STOVE', how)).toEqual(['Gas burner, gas burner, GAS BURNER']);
    expect(replace(text('title'), 'Stove', { ...how, isCase: true })).toEqual(['Stove']);
    expect(replace(text('title'), 'Old Stove, OLD stove', { find: 'old stove', with: 'new oven' })).toEqual([
      'New Oven, New oven',
    ]);
    expect(replace(text('title'), 'the ember, EMBER', { find: 'Ember', with: 'iPot' })).toEqual(['the iPot, iPot']);
    expect(replace(text('title'), 'STOVE Stove', { find: 'stove', with: 'Stove' })).toEqual(['Stove Stove', 'same 1']);
    const more = { find: 'stove', with: 'stove top' };
    expect(replace(text('title'), 'Stove, Stove top, STOVE TOP', more)).toEqual([
      'Stove top, Stove top, STOVE TOP',
      'same 2',
    ]);
  });

  it('leave addresses, uids and keys', () => {
    expect(replace(text('url'), '/ember', { find: 'ember', with: 'x' })).toEqual(['/ember', 'url 1']);
    expect(replace(text('page_slug'), 'ember', { find: 'ember', with: 'x' })).toEqual(['ember', 'url 1']);
    expect(replace(text('sku'), 'EMBER-1', { find: 'ember', with: 'x' })).toEqual(['EMBER-1', 'code 1']);
    expect(replace(text('note'), 'ember-stove', { find: 'ember', with: 'x' })).toEqual(['ember-stove', 'url 1']);
    expect(replace(text('note'), 'blt00000000000000a1', { find: 'a1', with: 'x' })).toEqual([
      'blt00000000000000a1',
      'uid 1',
    ]);
    for (const address of [
      'https://x.example/ember',
      'www.ember.example',
      'me@ember.example',
      'ember.com',
      '/go/ember',
      'mailto:ember',
    ])
      expect(replace(text('note'), `ember at ${address}!`, { find: 'ember', with: 'x' })).toEqual([
        `x at ${address}!`,
        'url 1',
      ]);
    expect(replace(text('note'), 'and/or Ember. See', { find: 'or Ember', with: 'x' })).toEqual(['and/x. See']);
    expect(replace(text('url'), '/ember', { find: 'ember', with: 'x', also: ['urls'] })).toEqual(['/x']);
  });

  it('leave choices, files and what apps keep', () => {
    const choices = select('tone', [{ value: 'ember', key: 'Ember' }]);
    const how = { find: 'ember', with: 'x' };
    expect(replace(choices, 'ember', how)).toEqual(['ember', 'choice 1']);
    const file = { uid: 'blta1', title: 'Ember', filename: 'ember.jpg', url: 'https://x/ember.jpg' };
    expect(replace(field('cover', 'file'), file, how)).toEqual([file, 'file 1', 'file 1']);
    expect(replace(field('app', 'json', { extension_uid: 'blt9' }), { a: 'ember' }, how)).toEqual([
      { a: 'ember' },
      'code 1',
    ]);
    expect(replace(field('more', 'link'), { title: 'Ember', href: '/ember' }, how)).toEqual([
      { title: 'X', href: '/ember' },
      'url 1',
    ]);
  });
});

describe('HTML', () => {
  it('changes in what is seen, across tags, each word where it stood', () => {
    expect(replace(html, '<p class="Ember Stove">The <b>Ember</b> <i>St</i>ove &amp; co</p>')).toEqual([
      '<p class="Ember Stove">The <b>Blaze</b> <i>Oven</i> &amp; co</p>',
    ]);
    expect(replace(html, 'Ember&nbsp;Stove<br>Ember<br> Stove')).toEqual(['Blaze&nbsp;Oven<br>Blaze<br> Oven']);
    expect(replace(html, '<p>Ember</p><p>Stove</p>')).toEqual(['<p>Ember</p><p>Stove</p>']);
    expect(replace(html, 'Ember Stove', { with: 'A & <b>' })).toEqual(['A &amp; &lt;b&gt;']);
  });

  it('changes what pictures and links are called, not where they lead, nor code', () => {
    const how = { find: 'ember', with: '"x"' };
    expect(replace(html, `<a href="/ember" title='ember'>ember</a><img alt=ember src=ember.png>`, how)).toEqual([
      `<a href="/ember" title='&quot;x&quot;'>"x"</a><img alt=&quot;x&quot; src=ember.png>`,
      'url 2',
    ]);
    expect(
      replace(html, 'ember <code>ember</code> <pre>ember</pre> ember<script>ember</script><!-- ember -->', how),
    ).toEqual(['"x" <code>ember</code> <pre>ember</pre> "x"<script>ember</script><!-- ember -->', 'code 2']);
  });
});

describe('Markdown', () => {
  it('changes in what is seen, across marks', () => {
    expect(replace(markdown, '# The **Ember** *Sto*ve\n- Ember Stove\n> ember stove')).toEqual([
      '# The **Blaze** *Oven*\n- Blaze Oven\n> Blaze Oven',
    ]);
    expect(replace(markdown, 'Ember Stove', { with: 'A*B_c [d] `e` <f>' })).toEqual(['A\\*B_c \\[d\\] \\`e\\` \\<f>']);
    expect(replace(markdown, 'Ember Stove', { with: '# 1' })).toEqual(['\\# 1']);
  });

  it('leaves addresses, names of links and code', () => {
    const how = { find: 'ember', with: 'x' };
    expect(
      replace(markdown, '[ember](/ember "ember") ![ember](ember.png) <https://a/ember> https://a/ember', how),
    ).toEqual(['[x](/ember "x") ![x](ember.png) <https://a/ember> https://a/ember', 'url 4']);
    expect(replace(markdown, 'ember [ember][ember], [ember]\n\n[ember]: /ember "ember"', how)).toEqual([
      'x [x][ember], [ember]\n\n[ember]: /ember "ember"',
      'url 4',
    ]);
    expect(
      replace(markdown, 'ember `ember` ``a ` ember``\n```ember\nember\n```\nember\n\n    ember\n\nember', how),
    ).toEqual(['x `ember` ``a ` ember``\n```ember\nember\n```\nx\n\n    ember\n\nx', 'code 5']);
    expect(replace(markdown, '- a\n\n    ember', how)).toEqual(['- a\n\n    x']);
    const urls = { find: 'ember', with: 'a (b', also: ['urls' as const] };
    expect(replace(markdown, '[go](/ember "to ember")', urls)).toEqual(['[go](/a%20%28b "to a (b")']);
    expect(replace(markdown, '<a href="/ember" title="ember">ember</a>', how)).toEqual([
      '<a href="/ember" title="x">x</a>',
      'url 1',
    ]);
  });
});

describe('rich text', () => {
  const leaf = (says: string, more: Json = {}): Json => ({ text: says, ...more });
  const node = (type: string, uid: string, children: Json[], attrs: Json = {}): Json => ({
    type,
    uid,
    attrs,
    children,
  });
  const doc = (...children: Json[]): Json => ({ type: 'doc', uid: 'd0', attrs: {}, children, _version: 1 });
  const body = richText('body');

  it('changes across leaves of one line, and nothing beside', () => {
    const still = node('p', 'p2', [leaf('Ember'), leaf('\n', { break: true }), leaf('Nothing')]);
    const before = doc(
      node('p', 'p1', [
        leaf('The '),
        leaf('Ember', { bold: true }),
        leaf(' '),
        leaf('St', { italic: true }),
        leaf('ove now'),
      ]),
      still,
    );
    const [after, ...spared] = replace(body, before) as [Json];
    expect(spared).toEqual([]);
    expect(after).toEqual(
      doc(
        node('p', 'p1', [
          leaf('The '),
          leaf('Blaze', { bold: true }),
          leaf(' '),
          leaf('Oven', { italic: true }),
          leaf(' now'),
        ]),
        still,
      ),
    );
    expect((after.children as Json[])[1]).toBe(still);
  });

  it('leaves addresses, code and names of files', () => {
    const how = { find: 'ember', with: 'x' };
    const before = doc(
      node('p', 'p1', [
        leaf('ember', { inlineCode: true }),
        node('a', 'a1', [leaf('ember')], { url: '/ember', title: 'ember' }),
      ]),
      node('code', 'c1', [leaf('ember')]),
      node('reference', 'r1', [leaf('')], {
        type: 'asset',
        'asset-name': 'ember',
        'asset-link': '/ember',
        'asset-alt': 'ember',
      }),
    );
    const { value, spared, places } = replaceTexts({ body: before }, [body], how);
    expect(value.body).toEqual(
      doc(
        node('p', 'p1', [
          leaf('ember', { inlineCode: true }),
          node('a', 'a1', [leaf('x')], { url: '/ember', title: 'x' }),
        ]),
        node('code', 'c1', [leaf('ember')]),
        node('reference', 'r1', [leaf('')], {
          type: 'asset',
          'asset-name': 'ember',
          'asset-link': '/ember',
          'asset-alt': 'x',
        }),
      ),
    );
    expect(places.map(({ address }) => address)).toEqual([
      'body[p1]',
      'body[a1].attrs.title',
      'body[r1].attrs.asset-alt',
    ]);
    expect(spared.map(({ address, kind }) => `${address} ${kind}`)).toEqual([
      'body[p1] code',
      'body[a1].attrs.url url',
      'body[c1] code',
      'body[r1].attrs.asset-name file',
      'body[r1].attrs.asset-link url',
    ]);
  });

  it('changes only within an address', () => {
    const list = node('ul', 'u1', [node('li', 'l1', [node('p', 'p3', [leaf('ember')])])]);
    const before = { body: doc(node('p', 'p1', [leaf('ember')]), list), tags: ['ember', 'embers'] };
    const change = (within: string): unknown[] => {
      const { value, places } = replaceTexts(before, [body], {
        find: 'ember',
        with: 'x',
        within: parseAddress(within),
      });
      return [places.map(({ address }) => address).join(), value.tags];
    };
    expect(change('body')).toEqual(['body[p1],body[p3]', ['ember', 'embers']]);
    expect(change('body[u1]')).toEqual(['body[p3]', ['ember', 'embers']]);
    expect(change('tags[1]')).toEqual(['tags[1]', ['ember', 'xs']]);
    expect(change('title')).toEqual(['', ['ember', 'embers']]);
  });
});
