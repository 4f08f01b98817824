// How the tests of edits run them: with nothing to look up but what is named by uid.
import type { Edit } from '../../../src/content/patch/edit.ts';
import { patch } from '../../../src/content/patch/patch.ts';
import type { Field } from '../../../src/content/schema.ts';
import type { Finding } from '../../../src/content/spoken/finding.ts';
import { type Json, schema } from '../schema.ts';

/** Knows each entry and file by its uid, and two people by their names. */
export const finding: Finding = {
  async entry(text, types) {
    const [type = ''] = types;
    if (text === 'Ines Aguilar') return { uid: 'blt00000000000000b1', _content_type_uid: 'person' };
    return text.startsWith('blt') ? { uid: text, _content_type_uid: type } : { problem: 'is the title of no entry' };
  },
  async file(text) {
    return text.startsWith('blt') ? { uid: text } : { problem: 'is no file' };
  },
};

let made = 0;

/** Numbered, so that no two are the same. */
const newUid = (): string => {
  made += 1;
  return made.toString(16).padStart(16, 'f').padEnd(32, '0');
};

export interface Made {
  value: Json;
  notes: string[];
  problems: string[];
}

export async function run(
  entry: Json,
  edits: Edit[],
  isExact = true,
  fields: readonly Field[] = schema,
): Promise<Made> {
  const done = await patch(entry, edits, { schema: fields, finding, writing: { newUid }, isExact });
  return { value: {}, notes: [], problems: [], ...done };
}
