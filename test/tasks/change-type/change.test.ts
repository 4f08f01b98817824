// A content type changed: what it sends, what the stack has afterwards, and that nothing else in it is another.
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, it } from 'vitest';
import { takeSnapshot } from '../../eval/ground.ts';
import { findDifferences } from '../../eval/judge.ts';
import type { Json } from '../../harness.ts';
import { listRows, openStack, type Stack } from '../sandbox.ts';

const task = 'change_content_type';
const blog = { content_type_uid: 'blog_post' };

async function readSchema(opened: Stack, uid: string): Promise<Json[]> {
  const { content_type } = await opened.send('GET', `/content_types/${uid}`);
  return (content_type as Json).schema as Json[];
}

/** What was written, and the whole stack before and after it. */
async function change(opened: Stack, args: Json) {
  const before = await takeSnapshot(opened.sandbox.state);
  const { answer, paths } = await opened.watch(task, args);
  const writes = opened.sandbox.requests.filter(({ method }) => method !== 'GET');
  const after = await takeSnapshot(opened.sandbox.state);
  return { answer, paths, writes, differences: findDifferences(before, after) };
}

/** Of a content type in the state; the log and the version before are the API's own. */
const ofType = (uid: string, differences: string[]): string[] =>
  differences.filter(
    at => !at.startsWith('branches.main.audit_log.') && !at.startsWith(`branches.main.content_types.${uid}.earlier.`),
  );

it('adds a field to a content type with 20 entries and removes another, and nothing else is another', async () => {
  await using opened = await openStack();
  const stored = await readSchema(opened, 'blog_post');
  const edits = {
    ...blog,
    changes: [
      { field: 'subtitle', add: { data_type: 'text', description: 'Below the headline.' }, after: 'headline' },
      { field: 'related_posts', remove: true },
    ],
  };
  const { answer, writes, differences } = await change(opened, edits);
  expect(answer.says).toMatch(
    /^saved as v2: 2 changes of the content type "Blog post" \(blog_post\); \d+ lost a value, of 20 entries in 3 languages$/,
  );
  expect(answer.notes).toEqual([
    expect.stringMatching(/^related_posts: removed, reference "Related posts"/),
    'subtitle: added, text "Subtitle"',
  ]);
  // What is not named goes out as it is stored, to the byte and in its order.
  const [{ body } = {}, ...more] = writes;
  expect(more).toEqual([]);
  const sent = ((body as Json).content_type as Json).schema as Json[];
  const kept = stored.filter(({ uid }) => uid !== 'related_posts');
  const [added] = sent.filter(({ uid }) => uid === 'subtitle');
  expect(JSON.stringify(sent.filter(({ uid }) => uid !== 'subtitle'))).toBe(JSON.stringify(kept));
  expect(sent.map(({ uid }) => uid).slice(2, 5)).toEqual(['headline', 'subtitle', 'summary']);
  expect(added).toMatchObject({ field_metadata: { description: 'Below the headline.' }, mandatory: false });
  const type = 'branches.main.content_types.blog_post.current';
  const others = ofType('blog_post', differences).filter(at => !at.startsWith(`${type}.schema.`));
  expect(others.sort()).toEqual([`${type}._version`, `${type}.updated_at`]);
  expect(await readSchema(opened, 'blog_post')).toEqual(sent);
});

it('takes a read of the content type, a page of each language, and the read and the write of a save', async () => {
  await using opened = await openStack();
  const add = { ...blog, changes: [{ field: 'note', add: { data_type: 'text' } }] };
  await opened.watch(task, add);
  const type = '/v3/content_types/blog_post';
  // What the stack calls its things is learnt anew after each write.
  const watch = async (args: Json) => (await opened.watch(task, args)).paths.filter(path => path.includes(type));
  // Nothing can be lost by it: no entry is read.
  const plain = await watch({ ...blog, changes: [{ field: 'note', change: { display_name: 'Notes' } }] });
  expect(plain).toEqual([`GET ${type}`, `GET ${type}`, `PUT ${type}`]);
  const dry = { ...blog, changes: [{ field: 'note', remove: true }], dry_run: true };
  const pages = [1, 2, 3].map(() => `GET ${type}/entries`);
  expect(await watch(dry)).toEqual([`GET ${type}`, ...pages, `GET ${type}`]);
});

it('sends rules, options and labels as they are stored, and global fields by their uid alone', async () => {
  await using opened = await openStack();
  const { content_type } = await opened.send('GET', '/content_types/announcement');
  const field_rules = [
    {
      match_type: 'all',
      conditions: [{ operand_field: 'level', operator: 'is', value: 'urgent' }],
      actions: [{ action: 'show', target_field: 'ends_at' }],
    },
  ];
  await opened.send('PUT', '/content_types/announcement', {
    content_type: { ...(content_type as Json), field_rules, labels: ['blt28f7faac0fc95b66'] },
  });
  const args = { content_type_uid: 'announcement', changes: [{ field: 'message', change: { max: 500 } }] };
  const { writes, differences } = await change(opened, args);
  const sent = (writes[0]?.body as Json).content_type as Json;
  expect(sent).toMatchObject({ field_rules, labels: ['blt28f7faac0fc95b66'], options: (content_type as Json).options });
  const global = (sent.schema as Json[]).find(({ uid }) => uid === 'call_to_action');
  expect(global).toMatchObject({ reference_to: 'call_to_action' });
  expect(global).not.toHaveProperty('schema');
  expect(ofType('announcement', differences).sort()).toEqual([
    'branches.main.content_types.announcement.current._version',
    'branches.main.content_types.announcement.current.schema.1.max',
    'branches.main.content_types.announcement.current.updated_at',
  ]);
});

it('reaches into blocks, and leaves the others as they are', async () => {
  await using opened = await openStack();
  const args = {
    content_type_uid: 'page',
    changes: [
      { field: 'sections.hero.kicker', add: { data_type: 'text' }, before: 'headline' },
      { field: 'sections.banner', add: { schema: [{ uid: 'words', data_type: 'text' }] }, after: 'hero' },
      { field: 'sections.quote', move: true, before: 'hero' },
      { field: 'seo.no_index', remove: true },
    ],
  };
  const stored = await readSchema(opened, 'page');
  const { writes } = await change(opened, args);
  const sent = ((writes[0]?.body as Json).content_type as Json).schema as Json[];
  const blocksOf = (schema: Json[]) => schema.find(({ uid }) => uid === 'sections')?.blocks as Json[];
  expect(blocksOf(sent).map(({ uid }) => uid)).toEqual([
    ...['quote', 'hero', 'banner', 'rich_text', 'product_grid', 'call_to_action'],
  ]);
  const find = (schema: Json[], uid: string) => JSON.stringify(blocksOf(schema).find(each => each.uid === uid));
  for (const uid of ['quote', 'rich_text', 'product_grid', 'call_to_action'])
    expect(find(sent, uid)).toBe(find(stored, uid));
  expect((blocksOf(sent)[1]?.schema as Json[]).map(({ uid }) => uid)).toEqual([
    'kicker',
    'headline',
    'text',
    'image',
    'link',
  ]);
});

it('changes the type itself, beside its fields or alone', async () => {
  await using opened = await openStack();
  const args = {
    ...blog,
    changes: [{ field: 'headline', remove: true }],
    set: { description: 'Articles.', options: { sub_title: ['summary'] } },
  };
  const { answer } = await change(opened, args);
  expect(answer.notes).toEqual(
    expect.arrayContaining([expect.stringContaining('description: "An article of the journal.')]),
  );
  const { content_type } = await opened.send('GET', '/content_types/blog_post');
  expect(content_type).toMatchObject({
    description: 'Articles.',
    options: { sub_title: ['summary'], is_page: true, url_prefix: '/journal' },
  });
  const { content_type: before } = await opened.send('GET', '/content_types/product');
  await opened.call(task, { content_type_uid: 'product', set: { title: 'Goods' } });
  const { content_type: after } = await opened.send('GET', '/content_types/product');
  expect(after).toMatchObject({ title: 'Goods', schema: (before as Json).schema });
  // A read leaves out rules where there are none.
  expect(after).not.toHaveProperty('field_rules');
  const rule = {
    match_type: 'all',
    conditions: [{ operand_field: 'sku', operator: 'equals', value: 'x' }],
    actions: [{ action: 'hide', target_field: 'range' }],
  };
  const ruled = await opened.call(task, { content_type_uid: 'product', set: { field_rules: [rule] } });
  expect(ruled.says).toMatch(/^saved as v3: 1 change of/);
  expect(ruled.notes).toEqual(['field_rules: added, 1 item']);
  const unruled = await opened.call(task, { content_type_uid: 'product', set: { field_rules: [] } });
  expect(unruled.notes).toEqual([expect.stringMatching(/^field_rules: .* → nothing$/)]);
});

it('takes members away by null, and keeps the labels of choices', async () => {
  await using opened = await openStack();
  const changes = [
    { field: 'sku', change: { format: null, error_messages: null } },
    { field: 'range', change: { choices: ['packs', 'clothing', 'camp', 'small', 'repair'] } },
  ];
  const { answer } = await change(opened, { content_type_uid: 'product', changes });
  expect(answer.says).toContain('no entry lost a value or became invalid');
  const schema = await readSchema(opened, 'product');
  const [sku, range] = ['sku', 'range'].map(uid => schema.find(field => field.uid === uid));
  expect(sku).not.toHaveProperty('format');
  expect(sku).not.toHaveProperty('error_messages');
  expect((range?.enum as Json).choices).toEqual([
    { value: 'packs', key: 'Packs' },
    { value: 'clothing', key: 'Clothing' },
    { value: 'camp', key: 'Camp' },
    { value: 'small', key: 'Small things' },
    { value: 'repair', key: 'repair' },
  ]);
});

it('writes nothing where nothing changes, nor in a rehearsal, and says what would come of it', async () => {
  await using opened = await openStack();
  const same = await change(opened, { ...blog, changes: [{ field: 'summary', change: { mandatory: true } }] });
  expect(same.answer.says).toBe(
    'nothing to change: the content type "Blog post" (blog_post) is already as wanted, at v1',
  );
  const args = { ...blog, changes: [{ field: 'summary', remove: true }] };
  const dry = await change(opened, { ...args, dry_run: true });
  expect(dry.answer.says).toBe(
    'nothing was saved (dry_run): 1 change of the content type "Blog post" (blog_post), of v1; 20 would lose a value, of 20 entries in 3 languages',
  );
  expect([...same.differences, ...dry.differences]).toEqual([]);
  const done = await change(opened, args);
  const wanted = ['field', 'effect', 'why', 'locale', 'entries', 'examples'];
  expect(listRows(done.answer, wanted)).toEqual(listRows(dry.answer, wanted));
  expect(done.answer.notes).toEqual(dry.answer.notes);
});

it('sends back what must not be told, and tells it to nobody', async () => {
  await using opened = await openStack();
  const { api_key } = opened.sandbox;
  const schema = await readSchema(opened, 'author');
  const app = {
    ...{ uid: 'app', display_name: 'App', data_type: 'json', extension_uid: 'blt34de18193cb4c2bc' },
    config: { stack: api_key },
    field_metadata: { extension: true },
  };
  const { content_type } = await opened.send('GET', '/content_types/author');
  await opened.send('PUT', '/content_types/author', {
    content_type: { ...(content_type as Json), schema: [...schema, app] },
  });
  await opened.call(task, {
    content_type_uid: 'author',
    changes: [{ field: 'role', change: { description: 'Job.' } }],
  });
  const now = await readSchema(opened, 'author');
  expect(now.find(({ uid }) => uid === 'app')?.config).toEqual({ stack: api_key });
});

it('is of the branch that it is called on', async () => {
  await using opened = await openStack();
  const args = { content_type_uid: 'product', branch: 'development', changes: [{ field: 'sizes', remove: true }] };
  const { differences } = await change(opened, args);
  expect(differences.filter(at => !at.startsWith('branches.development.'))).toEqual([]);
  expect(differences).toContain('branches.development.content_types.product.current._version');
});

it('costs at most 280 tokens in every conversation', async () => {
  await using opened = await openStack({ settings: { LIVE_SCHEMA: 'false', BRANCHES: 'main' } });
  const { tools } = await opened.client.listTools();
  const { name, description, inputSchema } = tools.find(tool => tool.name === task) ?? {};
  expect(encode(JSON.stringify({ name, description, inputSchema })).length).toBeLessThanOrEqual(280);
});
