// A content type to edit, and how tests edit it.
import { editType } from '../../../src/content/schema-edits/edit.ts';
import type { Editing, SchemaEdit } from '../../../src/content/schema-edits/editing.ts';
import type { Json } from '../../../src/content/value.ts';
import { schema } from '../schema.ts';

export const type: Json = {
  uid: 'post',
  title: 'Post',
  description: 'What we write.',
  schema,
  options: {
    is_page: true,
    singleton: false,
    title: 'title',
    sub_title: ['summary'],
    url_pattern: '/:category/:title',
  },
  field_rules: [
    {
      match_type: 'all',
      conditions: [{ operand_field: 'rank', operator: 'equals', value: 1 }],
      actions: [{ action: 'show', target_field: 'seo.description' }],
    },
  ],
  labels: ['blt1'],
};

export function edit(
  edits: SchemaEdit[],
  editing?: Editing,
  of: Json = type,
): { whole: Json; value: Json; notes: string[] } {
  const done = editType(of, edits, editing);
  if ('problems' in done) throw new Error(done.problems.join('\n'));
  return done;
}

export const refuse = (edits: SchemaEdit[], editing?: Editing, of: Json = type): readonly string[] => {
  const done = editType(of, edits, editing);
  return 'problems' in done ? done.problems : ['nothing'];
};

/** A part of a schema by its path. */
export function find(of: Json, path: string): Json | undefined {
  let holder: Json | undefined = of;
  for (const uid of path.split('.')) {
    const list = (holder?.data_type === 'blocks' ? holder.blocks : holder?.schema) as Json[] | undefined;
    holder = list?.find(each => each.uid === uid);
  }
  return holder;
}

export const uids = (of: Json, path?: string): unknown[] => {
  const holder = path === undefined ? of : find(of, path);
  return ((holder?.blocks ?? holder?.schema) as Json[]).map(({ uid }) => uid);
};
