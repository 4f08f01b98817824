// Ten everyday questions, and what their answers cost beside what the CMA said: for the README's table.
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { uidOf } from '../../src/sandbox/seed/names.ts';
import { type Json, type Opened, open } from '../harness.ts';
import { toItems } from './tour.ts';

const post = { content_type_uid: 'blog_post' };

const questions: [question: string, tool: string, args: (entry_uid: unknown) => Json][] = [
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

async function ask(opened: Opened): Promise<number[]> {
  const query = { title: 'Winter layering, explained' };
  const found = await opened.call('list_entries', { ...post, query });
  const [entry] = (found.entries as Json[] | undefined) ?? toItems(found);
  const costs: number[] = [];
  for (const [, tool, args] of questions) {
    // The port of the sandbox is another in each run; its digits must not count.
    const answer = JSON.stringify(await opened.call(tool, args(entry?.uid)));
    const text = answer
      .replaceAll(opened.sandbox.origin, 'https://images.contentstack.io')
      .replace(/"\d{4}-[\d-]+T[^"]+"/g, '"2026-01-07T10:00Z"');
    costs.push(encode(text).length);
  }
  return costs;
}

export async function toEverydayTable(): Promise<string> {
  await using raw = await open({ answers: 'raw' });
  await using shown = await open();
  const [before, after] = [await ask(raw), await ask(shown)];
  const rows = questions.map(
    ([question, tool], index) => `| ${question} | \`${tool}\` | ${before[index]} | ${after[index]} |`,
  );
  return ['| question | tool | the API says | the model reads |', '|---|---|---|---|', ...rows].join('\n');
}
