// Text is found as it is written: nothing of it is a pattern but the asterisk, and no text takes long.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findHit, toPattern, toSnippet } from '../../src/content/text/match.ts';

type Options = Parameters<typeof toPattern>[1];

function find(text: string, wanted: string, options?: Options): string | undefined {
  const pattern = toPattern(wanted, options);
  if (!pattern) throw new Error(`${JSON.stringify(wanted)} is nothing to look for`);
  const hit = findHit(text, pattern);
  return hit?.text.slice(hit.from, hit.to);
}

const words = { words: true };

describe('what matches', () => {
  it('finds a text anywhere in a word, whatever its case', () => {
    expect(find('the ember stoves', 'Ember Stove')).toBe('ember stove');
    expect(find('the ember stoves', 'Ember Stove', { isCase: true })).toBeUndefined();
    expect(find('the Ember Stoves', 'Ember Stove', { isCase: true })).toBe('Ember Stove');
    expect(find('Septembers', 'ember')).toBe('ember');
    expect(find('aaab', 'aab')).toBe('aab');
    expect(find('ababac', 'abac')).toBe('abac');
    expect(find('aaaabaaabaaaa', 'aabaaaa')).toBe('aabaaaa');
    expect(find('the ember', 'embers')).toBeUndefined();
  });

  it('finds whole words alone, as Unicode tells letters', () => {
    expect(find('Ember Stoves, Ember Stove.', 'Ember Stove', words)).toBe('Ember Stove');
    expect(find('Ember Stoves', 'Ember Stove', words)).toBeUndefined();
    expect(find('September Stove', 'Ember Stove', words)).toBeUndefined();
    expect(find("the Ember Stove's lid", 'Ember Stove', words)).toBe('Ember Stove');
    expect(find('Löwenzahn', 'wen', words)).toBeUndefined();
    expect(find('éte', 'te', words)).toBeUndefined();
    expect(find('stove_2', 'stove', words)).toBeUndefined();
    expect(find('stove2', 'stove', words)).toBeUndefined();
    expect(find('𝒜stove', 'stove', words)).toBeUndefined();
    expect(find('🔥stove🔥', 'stove', words)).toBe('stove');
    expect(find('stove (new)', '(new)', words)).toBe('(new)');
    // Without blanks between words every character may be one.
    expect(find('新しいストーブです', 'ストーブ', words)).toBe('ストーブ');
  });

  it('takes an asterisk for any characters, also none, and the edges of words where it is not', () => {
    expect(find('Ember the big Stove', 'ember*stove')).toBe('Ember the big Stove');
    expect(find('EmberStove', 'ember*stove')).toBe('EmberStove');
    expect(find('Stove, Ember', 'ember*stove')).toBeUndefined();
    expect(find('one\n\ntwo', 'one*two')).toBe('one\n\ntwo');
    expect(find('the embers', 'ember*', words)).toBe('ember');
    expect(find('the embers', 'ember', words)).toBeUndefined();
    expect(find('september', 'ember*', words)).toBeUndefined();
    expect(find('september', '*ember', words)).toBe('ember');
    expect(find('a cat, a catalogue', 'a*cat', words)).toBe('a cat');
    expect(find('a catalogue, a cat', 'a*cat', words)).toBe('a catalogue, a cat');
    expect(find('aab', 'a***b')).toBe('aab');
  });

  it('takes all else literally', () => {
    for (const literal of ['a.c', '(a+)+$', '[abc]', 'a|b', '^a', 'a\\d', 'a{2}', '$&', '?:', '%20', '__proto__']) {
      expect(find(`x ${literal} y`, literal), literal).toBe(literal);
      expect(find('x abc aa a1 y aab', literal), literal).toBeUndefined();
    }
  });

  it('takes blanks for blanks of any kind, not for the end of a paragraph', () => {
    expect(find('Ember\u00a0Stove', 'Ember Stove')).toBe('Ember\u00a0Stove');
    expect(find('Ember\n  Stove', 'ember stove')).toBe('Ember\n  Stove');
    expect(find('Ember Stove', 'ember  stove')).toBe('Ember Stove');
    expect(find('Ember\n\nStove', 'ember stove')).toBeUndefined();
    expect(find('EmberStove', 'ember stove')).toBeUndefined();
    expect(find('Em\u00adber Stove', 'ember stove')).toBe('Em\u00adber Stove');
  });

  it('knows letters by what they are, not by how they are stored', () => {
    expect(find('cafe\u0301 noir', 'CAFÉ')).toBe('café');
    expect(find('café', 'cafe')).toBe('café');
    expect(find('un cafe', 'CAFÉ')).toBe('cafe');
    expect(find('la saleté, ici', 'salete,')).toBe('saleté,');
    expect(find('x\u0302 and y', 'x and')).toBe('x\u0302 and');
    expect(find('İstanbul', 'istanbul')).toBe('İstanbul');
    for (const [text, other] of [
      ['café', 'cafe'],
      ['cafe', 'café'],
    ] as const)
      expect(find(text, other, { isCase: true })).toBeUndefined();
    // Marks that make another letter are none: only what stands on Latin, Greek and Cyrillic ones.
    expect(find('が', 'か')).toBeUndefined();
    expect(find('한', '하')).toBeUndefined();
    expect(find('की', 'क', words)).toBeUndefined();
    expect(find('STRASSE', 'straße')).toBe('STRASSE');
    expect(find('die Straße lang', 'strasse')).toBe('Straße');
    expect(find('ΟΔΟΣ ΑΒ', 'οδος')).toBe('ΟΔΟΣ');
    expect(find('İstanbul stove', 'stove')).toBe('stove');
    expect(find('🔥 İ 🔥 Stove!', 'STOVE')).toBe('Stove');
  });

  it('takes quotes and dashes for those of a keyboard, and shows them as they are stored', () => {
    const pairs: [string, string][] = [
      ['l’hiver', "l'hiver"],
      ['‘x’', "'x'"],
      ['“x” „y“ «z»', '"x" "y" "z"'],
      ['‹x›', "'x'"],
      ['1914–1918', '1914-1918'],
      ['so — that', 'so - that'],
      ['e‑mail −3', 'e-mail -3'],
      ['10\u202fkm\u00a0!', '10 km !'],
    ];
    for (const [typeset, typed] of pairs) {
      for (const isCase of [false, true]) {
        expect(find(`Ça: 🔥 ${typeset} etc.`, typed, { isCase }), typed).toBe(typeset);
        expect(find(`Ça: ${typed} etc.`, typeset, { isCase }), typeset).toBe(typed);
      }
    }
    for (const [text, other] of [
      ['l’hiver', 'l"hiver'],
      ['l’hiver', 'lhiver'],
      ['a–b', 'a b'],
      ['a–b', 'a--b'],
    ] as const)
      expect(find(text, other)).toBeUndefined();
    expect(find('dans l’hiver froid', 'hiver', words)).toBe('hiver');
  });

  it('has nothing to look for in no text, blanks or asterisks', () => {
    for (const nothing of ['', ' ', ' \n\t\u00a0', '*', '***', ' * ', '\u200b']) {
      expect(toPattern(nothing), JSON.stringify(nothing)).toBeUndefined();
    }
    expect(toPattern('.')).toBeDefined();
  });

  it('counts what stands beside each other', () => {
    const count = (text: string, wanted: string, options?: Options) =>
      findHit(text, toPattern(wanted, options) ?? { parts: [], hasEdges: [false, false], isCase: false })?.count;
    expect(count('stove, stoves, Stove', 'stove')).toBe(3);
    expect(count('stove, stoves, Stove', 'stove', words)).toBe(2);
    expect(count('aaaa', 'aa')).toBe(2);
    expect(count('a b a b', 'a*b')).toBe(2);
  });

  it('finds what a pattern would that a regular expression is made of', () => {
    const letters = fc.stringMatching(/^[abA .é]{0,14}$/);
    fc.assert(
      fc.property(
        letters,
        fc.stringMatching(/^[abA.é*]{1,5}$/),
        fc.boolean(),
        fc.boolean(),
        (text, wanted, isWord, isCase) => {
          const pattern = toPattern(wanted, { words: isWord, isCase });
          if (!pattern || text.includes('  ')) return;
          const source = wanted
            .split('*')
            .map(part => part.replace(/[.]/g, '\\.'))
            .join('[^]*?');
          const edge = (isOpen: boolean, at: string): string => (isWord && !isOpen ? at : '');
          const before = edge(wanted.startsWith('*'), '(?<!\\p{L}(?=\\p{L}))');
          const after = edge(wanted.endsWith('*'), '(?!(?<=\\p{L})\\p{L})');
          const expected = new RegExp(`${before}${source}${after}`, isCase ? 'u' : 'iu').test(text);
          expect(findHit(text, pattern) !== undefined).toBe(expected);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('finds each part as a plain search would', () => {
    const parts = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(
        parts,
        fc.array(fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 9 })), { maxLength: 5 }),
        (wanted, pieces) => {
          // Pieces of what is looked for, one behind the other: almost it, again and again.
          const text = pieces.map(([start, end]) => wanted.slice(start, end)).join('');
          const pattern = toPattern(wanted);
          const from = (pattern && findHit(text, pattern)?.from) ?? -1;
          expect(from).toBe(text.indexOf(wanted));
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('goes through hostile texts once', () => {
    const text = 'a'.repeat(300_000);
    const steps = [`${'a'.repeat(400)}b`, 'a*a*a*a*a*a*a*b', `${'ab'.repeat(200)}*c`];
    for (const wanted of steps) expect(find(text, wanted, words), wanted.slice(0, 20)).toBeUndefined();
    expect(find(`${text} b`, 'a*b', words)).toHaveLength(300_002);
  });
});

describe('a snippet', () => {
  const snip = (text: string, wanted: string): string => {
    const hit = findHit(text, toPattern(wanted) ?? { parts: [], hasEdges: [false, false], isCase: false });
    return hit ? toSnippet(hit) : 'none';
  };

  it('is the whole of a short text, on one line', () => {
    expect(snip('The Ember\n Stove is back', 'stove')).toBe('The Ember Stove is back');
  });

  it('shows the hit with what is around it', () => {
    const text = `${'before '.repeat(50)}STOVE${' after'.repeat(50)}`;
    const shown = snip(text, 'stove');
    expect(shown).toMatch(/^…[befor ]+ STOVE after[after ]*…$/);
    expect(shown.length).toBeLessThanOrEqual(80);
    expect(shown.length).toBeGreaterThan(70);
    expect(snip(`STOVE${' after'.repeat(50)}`, 'stove')).toMatch(/^STOVE after.*…$/);
    expect(snip(`${'before '.repeat(50)}STOVE`, 'stove')).toMatch(/^….*STOVE$/);
  });

  it('has of a long hit its start and its end', () => {
    expect(snip(`see Ember ${'x '.repeat(200)}Stove here`, 'ember*stove')).toMatch(/^…Ember x.* … .*x Stove…$/);
  });

  it('holds the hit, is short, and cuts no character in two, whatever the text', () => {
    const units = fc.constantFrom('🔥', '👩‍🚒', 'a', ' ', 'é', '\n', '𝒜');
    const long = fc.array(units, { maxLength: 150 }).map(list => list.join(''));
    fc.assert(
      fc.property(long, long, (before, after) => {
        const shown = snip(`${before}stove${after}`, 'stove');
        expect(shown).toContain('stove');
        expect(shown.length).toBeLessThanOrEqual(80);
        expect(shown).not.toMatch(/\p{Surrogate}/u);
      }),
    );
  });
});
