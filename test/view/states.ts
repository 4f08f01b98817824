// What there is to look at: calls of tools on the demo stack whose answers a view shows. Tests open them, and so does `npm run view`.
import type { Json } from './wire.ts';

export interface State {
  /** Of its own in every list. */
  name: string;
  title: string;
  tool: string;
  args: Json;
  /** Another tool, called afterwards with the same arguments and the code of the first; what it answers is shown. */
  then?: string;
}

const home = { content_type_uid: 'page', entry_uid: 'blt29ffe8869c2255ad' };
const toPublish = { stale: true, environments: ['production', 'staging'] };
const toAudit = { checks: ['broken_references', 'unpublished_references', 'undescribed_images', 'duplicates'] };
const toEdit = { find: 'mill', with: 'workshop' };

export const states = [
  {
    name: 'edit',
    title: 'An edit, before it is saved',
    tool: 'edit_entry',
    args: {
      ...home,
      edits: [
        { at: 'title', set: 'Welcome' },
        { at: 'intro', replace: 'few things', with: 'good things' },
        { at: 'sections[cs9f0fc62270defba4].hero.image', set: 'blt2b9d27aba112c140' },
        { at: 'sections[cs620bb0425497509a]', move: true, first: true },
      ],
      dry_run: true,
    },
  },
  {
    name: 'compare',
    title: 'Two versions of an entry',
    tool: 'compare_entry',
    args: { ...home, from: { version: 1 } },
  },
  {
    name: 'restore',
    title: 'A restore, before it is done',
    tool: 'restore_entries',
    args: {
      rows: [
        { ...home, to: 2 },
        { content_type_uid: 'blog_post', entry_uid: 'blte857017fa36831c3', to: 1 },
      ],
      dry_run: true,
    },
  },
  { name: 'plan', title: 'A plan to publish', tool: 'plan_publish', args: toPublish },
  { name: 'outcome', title: 'What came of a plan', tool: 'plan_publish', args: toPublish, then: 'publish_plan' },
  { name: 'findings', title: 'What is wrong with the content', tool: 'audit_content', args: toAudit },
  { name: 'bulk', title: 'A change of many entries', tool: 'bulk_edit', args: toEdit },
  { name: 'changed', title: 'What came of that change', tool: 'bulk_edit', args: toEdit, then: 'bulk_edit' },
  { name: 'activity', title: 'What happened', tool: 'list_activity', args: { since: '2026-10-01' } },
] as const satisfies readonly State[];

export type Name = (typeof states)[number]['name'];
