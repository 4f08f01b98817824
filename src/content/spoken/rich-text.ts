// Spoken rich text: Markdown, whose pictures are looked up before it is written.
import type { Address } from '../address.ts';
import type { Picture, Writing } from '../rich-text/apply.ts';
import { isDocument } from '../rich-text-nodes.ts';
import { type Finding, plain, refuse, type Spoken, type Ways } from './finding.ts';

/**
 * The same with `findPicture`, which knows all pictures of the Markdown by what was looked up.
 * @returns problems without an address: of each picture that is not found.
 */
export async function findPictures(
  markdown: string,
  writing: Writing,
  finding: Finding,
): Promise<{ writing: Writing; problems: string[] }> {
  const { listPictures } = await import('../rich-text/apply.ts');
  const known = new Map<string, Picture>();
  const problems: string[] = [];
  const targets = (await listPictures(markdown)).filter(target => !writing.findPicture?.(target));
  const found = await Promise.all(targets.map(async target => [target, await finding.file(target)] as const));
  for (const [target, file] of found) {
    if ('problem' in file) problems.push(`the picture ${JSON.stringify(target)}: ${file.problem}`);
    else known.set(target, file);
  }
  return {
    writing: { ...writing, findPicture: target => writing.findPicture?.(target) ?? known.get(target) },
    problems,
  };
}

/** What is stored is changed where the Markdown says otherwise; in place of what is no document, such as HTML, one is made. */
export async function toRichText(markdown: string, address: Address, ways: Ways): Promise<Spoken> {
  const { finding } = ways;
  const held = isDocument(ways.held) ? ways.held : undefined;
  if (markdown.trim() === '' && !held) return plain(null);
  const { writing, problems } = await findPictures(markdown, ways.writing, finding);
  if (problems.length > 0) return refuse(markdown, address, ...problems);
  const { applyMarkdown, toDocument } = await import('../rich-text/apply.ts');
  const written = held ? await applyMarkdown(held, markdown, writing) : await toDocument(markdown, writing);
  return 'problems' in written ? refuse(markdown, address, ...written.problems) : plain(written.document);
}
