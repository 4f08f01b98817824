// Ten everyday questions, and what their answers cost beside what the CMA said: for the table in docs.
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { uidOf } from '../../src/sandbox/seed/form/names.ts';
import { type Json, type Opened, open } from '../harness.ts';
import { toItems } from './tour.ts';

const post = { content_type_uid: 'blog_post' };

/** What is asked, by which tool, with which arguments. */
export const questions: [question: string, tool: string, args: (entry_uid: unknown) => Json][] = [
  ['Which posts are there?', 'list_entries', () => post],
  ['Which pages, in French?', 'list_entries', () => ({ content_type_uid: 'page', locale: 'fr-fr' })],
  ['What does this post say?', 'get_entry', entry_uid => ({ ...post, entry_uid })],
  ['Which pictures are there?', 'list_assets', () => ({})],
  ['Which content types?', 'list_content_types', () => ({})],
  ['Which fields has a post?', 'get_content_type', () => post],
  ['What changed lately?', 'list_audit_logs', () => ({ limit: 20 })],
  ['Who may do what?', 'list_roles', () => ({})],
  ['Where is the logo used?', 'list_asset_refs', () => ({ asset_uid: uidOf('asset', 'larkfell-logo') })],
  ['Change its headline.', 'update_entry', entry_uid => ({ ...post, entry_uid, entry: { headline: 'New' } })],
];

/** The post that some of them are about. */
export const subject = { title: 'Winter layering, explained' };

/** The port of the sandbox is another in each run, and so are the times: their digits must not count. */
export function toCost(answer: string, origin: string): number {
  const text = answer
    .replaceAll(origin, 'https://images.contentstack.io')
    .replace(/"\d{4}-[\d-]+T[^"]+"/g, '"2026-01-07T10:00Z"');
  return encode(text).length;
}

async function ask(opened: Opened): Promise<number[]> {
  const found = await opened.call('list_entries', { ...post, query: subject });
  const [entry] = (found.entries as Json[] | undefined) ?? toItems(found);
  const costs: number[] = [];
  for (const [, tool, args] of questions) {
    const answer = JSON.stringify(await opened.call(tool, args(entry?.uid)));
    costs.push(toCost(answer, opened.sandbox.origin));
  }
  return costs;
}

/** In the order of the questions, in tokens: what the API said, and what the model reads of it. */
export async function measureEveryday(): Promise<{ before: number[]; after: number[] }> {
  await using raw = await open({ answers: 'raw' });
  await using shown = await open();
  return { before: await ask(raw), after: await ask(shown) };
}

export async function toEverydayTable(): Promise<string> {
  const { before, after } = await measureEveryday();
  const rows = questions.map(
    ([question, tool], index) => `| ${question} | \`${tool}\` | ${before[index]} | ${after[index]} |`,
  );
  return ['| question | tool | the API says | the model reads |', '|---|---|---|---|', ...rows].join('\n');
}
