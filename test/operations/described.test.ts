// What a model may give is described in a few words, unless anybody can guess it: what each list says of each argument.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hide, text, unshown } from '../../src/operations/fields.ts';
import { isObject } from '../../src/operations/is-object.ts';
import { type Opened, open } from '../harness.ts';

const toSet = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Names that say all: of a thing, of its parts, of how much of a list there is to be. */
const guessable = toSet(`
  skip limit desc version version_number locale locales environment environments environment_name title description tags
  entry entries asset assets content_type content_types release items webhook taxonomy term metadata label extension role workflow
  publishing_rule global_field include_workflow include_order include_permissions include_rules include_schemas include_folders
  include_publish_details include_items_count include_terms_count include_children_count include_referenced_terms_count
  include_referenced_entries_count include_dimension include_asset_scan_status include_global_field_schema include_variant_info
  include_variant_count job_id status action format type data_type multiple enable default_width asset_type upload scope branches
  dry_run from until with checks edits where rows changes default_merge_strategy item_merge_strategies merge_comment`);

/** What another place tells: the instructions, an answer before, or the description of the tool, where it must be named. */
const toldElsewhere = toSet('confirm after');

/** Arguments of plan_publish, which is called first and describes them. */
const plan = toSet('stale references pages');

type Tools = Awaited<ReturnType<Opened['client']['listTools']>>['tools'];

let opened: Opened;
let tools: Tools;
beforeAll(async () => {
  opened = await open({ settings: { MODULES: 'all' } });
  tools = (await opened.client.listTools()).tools;
});
afterAll(() => opened.close());

const list = () =>
  tools.flatMap(({ name, description = '', inputSchema: { properties = {} } }) =>
    Object.entries(properties).map(([argument, node]) => ({
      ...{ tool: name, does: description, argument },
      said: isObject(node) && typeof node.description === 'string' ? node.description : undefined,
    })),
  );

it('describes each argument that its name does not explain', () => {
  const isPlain = ({ tool, does, argument }: ReturnType<typeof list>[number]): boolean =>
    argument.endsWith('_uid') ||
    guessable.has(argument) ||
    toldElsewhere.has(argument) ||
    (tool === 'publish_plan' && plan.has(argument)) ||
    new RegExp(`\\b${argument}\\b`).test(does) ||
    // Languages are known by their codes.
    (argument === 'code' && tool.endsWith('_language'));
  const silent = list().filter(each => each.said === undefined && !isPlain(each));
  expect(silent.map(({ tool, argument }) => `${tool}: ${argument}`)).toEqual([]);
});

it('names none as guessable that there is not, or that is described wherever it stands', () => {
  const silent = new Set(list().flatMap(({ said, argument }) => (said === undefined ? [argument] : [])));
  expect([...guessable, ...toldElsewhere, ...plan].filter(argument => !silent.has(argument))).toEqual([]);
});

it('describes in a few words', () => {
  const long = list().filter(({ said = '' }) => said.length > 70);
  // What an entry may hold stands in no schema.
  expect(long.map(({ tool, argument }) => `${tool}: ${argument}`)).toEqual([
    'create_entry: entry',
    'update_entry: entry',
  ]);
});

it('hides what nobody can choose, and takes it all the same', async () => {
  const shown = new Set(list().map(({ tool, argument }) => `${tool} ${argument}`));
  for (const hidden of [
    ...['list_entries only', 'list_entries except', 'bulk_publish x-bulk-action', 'unpublish_entry version'],
    ...['list_assets relative_urls', 'replace_asset environment'],
  ])
    expect(shown, hidden).not.toContain(hidden);
  const { sandbox } = opened;
  sandbox.requests.splice(0);
  await opened.call('list_entries', { content_type_uid: 'blog_post', only: ['title'] });
  expect(sandbox.requests.map(({ query }) => query).join()).toContain('only');
});

it('hides a field, not those that are written alike', () => {
  const hidden = hide(text);
  expect([unshown.has(hidden), unshown.has(text)]).toEqual([true, false]);
  expect(hidden.safeParse('x').success).toBe(true);
});
