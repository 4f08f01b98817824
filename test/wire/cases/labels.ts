// Labels.
import type { Case } from '../case.ts';
import { set } from '../sdk.ts';

const listed = { query: { name: 'Blog' }, skip: 1, limit: 5, include_count: true, include_branch: true };
const label = { name: 'Blog', parent: ['blt_parent'], content_types: ['article'] };

export const labels: Case[] = [
  { tool: 'list_labels', args: listed, sdk: stack => stack.label().query(listed).find() },
  {
    tool: 'get_label',
    args: { label_uid: 'blt_label', include_branch: true },
    sdk: stack => stack.label('blt_label').fetch({ include_branch: true }),
  },
  { tool: 'create_label', args: { label }, sdk: stack => stack.label().create({ label }) },
  {
    tool: 'update_label',
    args: { label_uid: 'blt_label', label },
    sdk: stack => set(stack.label('blt_label'), label).update(),
  },
  { tool: 'delete_label', args: { label_uid: 'blt_label' }, sdk: stack => stack.label('blt_label').delete() },
];
