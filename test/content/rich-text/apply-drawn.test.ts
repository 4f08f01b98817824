// Edits of drawn documents: what was not touched is the same, what was written is what reads back.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyMarkdown } from '../../../src/content/rich-text/apply.ts';
import { toRuns } from '../../long.ts';
import { documents, hostile } from './documents.ts';
import { listRuns, listTags, parse } from './parsed.ts';
import { freeze, type Made, newUid, nodesOf, show, uidsOf } from './written.ts';

/** A field could hold it. */
const small = documents.filter(({ children }) => children.length > 0 && JSON.stringify(children).length < 12_000);

const frozen = small.map(freeze);

/** What must hold of whatever was written. */
function expectSound(document: unknown, made: Made): void {
  const uids = uidsOf(made);
  expect(new Set(uids).size).toBe(uids.length);
  const held = new Set<unknown>([document, ...nodesOf(document)]);
  for (const node of [made, ...nodesOf(made)].filter(each => !held.has(each))) {
    if (node.text === undefined) expect(node.children.length, JSON.stringify(node)).toBeGreaterThan(0);
  }
  expect(Object.keys(made)).toEqual(Object.keys(document as object));
}

async function expectWritten(document: unknown, markdown: string, drop: readonly string[] = []): Promise<Made> {
  const written = await applyMarkdown(document, markdown, { drop, newUid });
  if ('problems' in written) throw new Error(`${written.problems.join('\n')}\n${markdown}`);
  const made = written.document as unknown as Made;
  expectSound(document, made);
  const again = await show(made);
  expect(listRuns(parse(again.markdown)), `${markdown}\n=====\n${again.markdown}`).toEqual(listRuns(parse(markdown)));
  // A pair around a text may be two where a part of it was marked.
  const stand = (names: readonly string[], tokens: Awaited<ReturnType<typeof show>>['tokens']) =>
    names
      .map(name => tokens.find(token => token.name === name))
      .filter(token => token?.standing !== 'pair')
      .map(token => `${token?.kind} ${token?.preview}`);
  const before = await show(document);
  expect(stand(listTags(parse(again.markdown)), again.tokens)).toEqual(stand(listTags(parse(markdown)), before.tokens));
  // Written, it is what it is.
  expect(await applyMarkdown(made, again.markdown)).toEqual({ document: made });
  return made;
}

it('gives the same document where the Markdown is the same, or has other line ends', async () => {
  await fc.assert(
    fc.asyncProperty(frozen, async document => {
      const { markdown } = await show(document);
      for (const same of [markdown, markdown.replaceAll('\n', '\r\n'), `\n${markdown}\n\n`]) {
        const applied = await applyMarkdown(document, same);
        expect('document' in applied && applied.document === document, same).toBe(true);
      }
    }),
    { numRuns: toRuns(10, 20) },
  );
});

it('keeps all other blocks where one is removed, moved or inserted', async () => {
  await fc.assert(
    fc.asyncProperty(
      frozen,
      fc.nat(),
      fc.nat(),
      fc.constantFrom('remove', 'move', 'insert'),
      async (document, one, other, what) => {
        const { blocks } = await show(document);
        fc.pre(blocks.length > 1);
        const texts = blocks.map(({ markdown }) => markdown);
        const [from, to] = [one % texts.length, other % texts.length];
        const [gone = ''] = what === 'insert' ? [] : texts.splice(from, 1);
        if (what === 'move') texts.splice(to, 0, gone);
        if (what === 'insert') texts.splice(to, 0, 'zebra *zebra*');
        const markdown = texts.join('\n\n');
        // Lists that come to stand side by side are one.
        fc.pre((parse(markdown).children ?? []).length === texts.length);
        const drop = what === 'remove' ? listTags(parse(gone)) : [];
        const made = await expectWritten(document, markdown, drop);
        const held = new Set<unknown>(nodesOf(made));
        const lost = blocks.filter(({ node }) => !held.has(node));
        expect(lost.map(({ markdown: text }) => text)).toEqual(what === 'remove' ? [gone] : []);
      },
    ),
    { numRuns: toRuns(15, 30) },
  );
});

/** Each word of letters alone by a name of its own. */
function nameWords(node: unknown, count = { words: 0 }): unknown {
  const { text, children, ...rest } = node as Made;
  if (typeof text === 'string') {
    return { ...rest, text: text.replaceAll(/\b[a-z]{2,}\b/g, () => `word${count.words++}q`) };
  }
  return children ? { ...rest, children: children.map(child => nameWords(child, count)) } : node;
}

it('changes the one leaf in which a word was changed', async () => {
  let seen = 0;
  await fc.assert(
    fc.asyncProperty(small, fc.nat(), async (drawn, pick) => {
      const document = freeze(nameWords(drawn));
      const { markdown } = await show(document);
      const words = markdown.match(/\bword\d+q\b/g) ?? [];
      const once = words.filter(word => words.filter(each => each === word).length === 1);
      const leaves = nodesOf(document).filter(({ text }) => text !== undefined);
      const known = once.filter(word => leaves.some(({ text }) => text.includes(word)));
      fc.pre(known.length > 0);
      const word = known[pick % known.length] as string;
      // Not what a token says of itself.
      fc.pre(listRuns(parse(markdown)).some(([text]) => text.includes(word)));
      const made = await expectWritten(document, markdown.replace(word, 'zebra'));
      const held = new Set<unknown>(nodesOf(made));
      const lost = leaves.filter(leaf => !held.has(leaf));
      expect(
        lost.map(({ text }) => text),
        JSON.stringify([word, document]),
      ).toEqual([leaves.find(({ text }) => text.includes(word))?.text]);
      expect(JSON.stringify(made)).toBe(JSON.stringify(document).replace(word, 'zebra'));
      seen += 1;
    }),
    { numRuns: toRuns(40, 80) },
  );
  expect(seen).toBeGreaterThan(20);
});

const edits = fc.constantFrom<(words: string) => string>(
  word => `**${word}**`,
  word => `*${word}*`,
  word => `<u>${word}</u>`,
  word => `[${word}](https://new.example)`,
  word => `${word} zebra ${word}`,
  word => `zebra${word}`,
  word => `${word}\\\nzebra`,
  word => `${word}\n\nzebra`,
  () => 'zebra',
  () => '',
);

it('reads back as it was edited, however it was', async () => {
  const counts = { written: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(
      small,
      fc.array(fc.tuple(fc.nat(), edits), { minLength: 1, maxLength: 4 }),
      async (drawn, list) => {
        const document = freeze(nameWords(drawn));
        let { markdown } = await show(document);
        for (const [pick, edit] of list) {
          const words = markdown
            .replaceAll(/<x[^>]*>|\]\([^)]*\)/g, each => ' '.repeat(each.length))
            .matchAll(/word\d+q/g);
          const places = [...words].map(({ 0: word, index }) => ({ word, index }));
          const place = places[pick % Math.max(1, places.length)];
          if (!place) continue;
          markdown =
            markdown.slice(0, place.index) + edit(place.word) + markdown.slice(place.index + place.word.length);
        }
        const written = await applyMarkdown(document, markdown, { newUid });
        if ('problems' in written) {
          counts.refused += 1;
          // A paragraph that was parted within two tags.
          for (const problem of written.problems)
            expect(problem).toMatch(
              / is not closed | closes nothing: |^a list item takes only | is gone: | is a block: /,
            );
        } else {
          await expectWritten(document, markdown);
          counts.written += 1;
        }
      },
    ),
    { numRuns: toRuns(25, 50) },
  );
  expect(counts.refused / counts.written).toBeLessThan(0.3);
});

it('refuses what loses a token, by its name, until it is to be dropped', async () => {
  await fc.assert(
    fc.asyncProperty(frozen, fc.nat(), async (document, pick) => {
      const { blocks, tokens } = await show(document);
      const held = blocks.filter(({ markdown }) => listTags(parse(markdown)).length > 0);
      fc.pre(held.length > 0);
      const gone = held[pick % held.length];
      const names = listTags(parse(gone?.markdown ?? ''));
      const markdown = blocks.map(each => (each === gone ? 'zebra' : each.markdown)).join('\n\n');
      const refused = await applyMarkdown(document, markdown, { newUid, drop: names.slice(1) });
      const name = names[0] as string;
      expect(refused, markdown).toEqual({
        problems: [expect.stringMatching(new RegExp(`^<${name}[ >].* is gone: .*name ${name} in drop`))],
      });
      await expectWritten(document, markdown, names);
      expect(tokens.map(each => each.name)).toEqual(expect.arrayContaining(names));
    }),
    { numRuns: toRuns(10, 20) },
  );
});

it('makes a document of what another one says', async () => {
  await fc.assert(
    fc.asyncProperty(small, async drawn => {
      const { blocks } = await show(drawn);
      const plain = blocks.filter(({ markdown }) => listTags(parse(markdown)).length === 0 && !/<x\d/.test(markdown));
      const markdown = plain.map(each => each.markdown).join('\n\n');
      const written = await applyMarkdown(undefined, markdown, { newUid });
      if ('problems' in written) throw new Error(written.problems.join('\n'));
      const again = await show(written.document);
      expect(again.tokens).toEqual([]);
      expect(listRuns(parse(again.markdown)), markdown).toEqual(listRuns(parse(markdown)));
      const uids = uidsOf(written.document);
      expect(new Set(uids).size).toBe(uids.length);
    }),
    { numRuns: toRuns(10, 20) },
  );
});

it('takes whatever is written for it, or says why not', async () => {
  const lines = fc.array(
    fc.constantFrom(...hostile, '', '  ', '- ', '> ', '<x1/>', '</x1>', '<x1>', '<div>', '[a]: b', '![a](b)'),
    { maxLength: 8 },
  );
  await fc.assert(
    fc.asyncProperty(frozen, lines, async (document, written) => {
      const { tokens } = await show(document);
      const drop = tokens.map(({ name }) => name);
      const result = await applyMarkdown(document, written.join('\n'), { drop, newUid });
      if ('problems' in result) {
        expect(result.problems.length).toBeGreaterThan(0);
        for (const problem of result.problems) expect(problem).toMatch(/^\S.*\S$/s);
      } else expectSound(document, result.document as unknown as Made);
    }),
    { numRuns: toRuns(25, 50) },
  );
});
