// An outline that is sent back as a schema is recognised, whatever was made of it.
import { expect, it } from 'vitest';
import { isOutline } from '../../src/content/outlined.ts';
import { demoSeed } from '../../src/sandbox/seed/demo/index.ts';
import { schema } from '../content/schema.ts';
import { type Json, open } from '../harness.ts';
import { operations } from '../operations.ts';

const defining = operations.filter(({ defines }) => defines);

it('is said of every tool that takes a schema', () => {
  expect(defining.map(({ name }) => name)).toEqual([
    'create_content_type',
    'update_content_type',
    'import_content_type',
    'create_global_field',
    'update_global_field',
    'import_global_field',
  ]);
  for (const { effect, body, form } of operations) {
    const takes = effect !== 'read' && ['content_type', 'global_field'].some(key => key in body || key in form);
    expect(defining.some(each => each.body === body && each.form === form) || !takes).toBe(true);
  }
});

it('refuses the outline by name, and sends nothing', async () => {
  await using opened = await open({ settings: { MODULES: 'all', CONFIRM: 'never' } });
  const things = {
    content_type: (await opened.call('get_content_type', { content_type_uid: 'author' })).content_type as Json,
    global_field: (await opened.call('get_global_field', { global_field_uid: 'call_to_action' })).global_field as Json,
  };
  for (const { name, path, before = '' } of defining) {
    const kind = name.endsWith('global_field') ? 'global_field' : 'content_type';
    const { outline, uid, title } = things[kind];
    const lines = outline as string[];
    const sent: unknown[] = [
      things[kind],
      { uid, title, schema: outline },
      { uid, title, schema: lines.join('\n') },
      { uid, title, schema: Object.fromEntries(lines.map(line => line.split(': '))) },
      { uid, title, schema: [{ uid: 'title', data_type: 'text', display_name: 'T' }, ...lines] },
      { uid, title, schema: [{ uid: 'seo.title', data_type: 'text', display_name: 'T' }] },
      JSON.stringify({ uid, title, schema: outline }),
    ];
    for (const value of sent) {
      opened.sandbox.requests.length = 0;
      const args = Object.fromEntries(Object.keys(path).map(key => [key, uid]));
      const text = await opened.fail(name, { ...args, [kind]: value });
      expect(text, name).toContain(`${kind} holds the outline, not the schema. Read it`);
      expect(text, name).toContain('with fields: ["schema"]');
      expect(text, name).toContain(before);
      expect(opened.sandbox.requests, name).toEqual([]);
    }
  }
});

it('takes no schema for an outline', () => {
  for (const each of [...demoSeed.content_types, ...(demoSeed.global_fields ?? []), { schema }, {}, { schema: [] }]) {
    expect(isOutline(each as unknown as Json)).toBe(false);
  }
  // What is wrong otherwise is for others to say.
  for (const odd of [null, 5, '', '[{"uid": "title"}]', [null, 5, {}], {}])
    expect(isOutline({ schema: odd })).toBe(false);
});
