// A whole stack from one sandbox to another through tools alone: what arrives is what was there.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntryVersion } from '../../src/sandbox/state/content.ts';
import type { Branch, State } from '../../src/sandbox/state/state.ts';
import { type Opened, open } from '../harness.ts';
import { toSize } from '../long.ts';
import { type Assistant, type Json, toAssistant } from './assistant.ts';
import { moveStack } from './move.ts';
import { drawPicture } from './picture.ts';
import { empty, source } from './stack.ts';

/** Answers are kept so short that content types, exports and entries are cut, too. */
const settings = { MODULES: 'all', CONFIRM: 'never', MAX_RESULT_TOKENS: '3000' };
let from: Opened;
let to: Opened;
let reading: Assistant;
let writing: Assistant;
beforeAll(async () => {
  [from, to] = await Promise.all([open({ seed: source, settings }), open({ seed: empty, settings })]);
  [reading, writing] = [toAssistant(from), toAssistant(to)];
  await moveStack(reading, writing);
  // Some ten seconds, and far more where the machine is busy with other things.
});
afterAll(() => Promise.all([from.close(), to.close()]));

const mainOf = ({ branches }: State): Branch => branches.main as Branch;
const typeOf = (state: State, uid: string): Json & { schema: Json[] } =>
  mainOf(state).content_types[uid]?.current as Json & { schema: Json[] };
/** Of the entry that has everything, in a language; the oldest version first. */
const versionsOf = (state: State, locale: string): EntryVersion[] =>
  Object.values(mainOf(state).entries.type_a ?? {})[0]?.locales[locale] ?? [];

/** A copy with few of its entries, which is drawn in no time. */
function takeSome(state: State): State {
  const main = mainOf(state);
  const { type_a = {}, type_y = {} } = main.entries;
  const entries = { type_a: Object.fromEntries(Object.entries(type_a).slice(0, 2)), type_y };
  return structuredClone({ ...state, branches: { main: { ...main, entries, audit_log: [], publish_queue: [] } } });
}

it('has a stack to move that is worth it', () => {
  const { content_types, global_fields, assets, folders, entries, locales } = mainOf(from.sandbox.state);
  const records = Object.values(entries).flatMap(held => Object.values(held));
  const kinds = new Set(
    Object.values(content_types).flatMap(({ current }) => current.schema.map(field => field.data_type)),
  );
  const sizes = [content_types, global_fields, assets, folders, locales].map(held => Object.keys(held).length);
  expect(sizes).toEqual([25, 3, 30, 4, 3]);
  expect(records).toHaveLength(toSize(131, 200, 200));
  expect(
    records.flatMap(({ locales: held }) => Object.values(held)).filter(held => held.length > 1).length,
  ).toBeGreaterThan(60);
  const pointsAt = (uid: string, name: string) =>
    typeOf(from.sandbox.state, uid).schema.find(field => field.uid === name)?.reference_to;
  expect(pointsAt('type_a', 'partner')).toEqual(['type_b']);
  expect(pointsAt('type_b', 'partner')).toEqual(['type_a']);
  // Each at itself and at the next, the last at the first.
  expect(pointsAt('type_y', 'others')).toEqual(['type_y', 'type_a']);
  expect(versionsOf(from.sandbox.state, 'en-us')[0]?.fields.others).toContainEqual({
    uid: Object.keys(entries.type_a ?? {})[0],
    _content_type_uid: 'type_a',
  });
  // All there are but the containers of experiences, of which nobody says what they hold.
  expect([...kinds].sort().join(' ')).toBe(
    'blocks boolean file global_field group isodate json link number reference taxonomy text',
  );
});

it('moves all there is', () => {
  const [old, moved] = [drawPicture(from.sandbox.state), drawPicture(to.sandbox.state)];
  for (const part of Object.keys(old)) expect(moved[part], part).toEqual(old[part]);
  const sum = ({ calls }: Assistant) => [...calls.values()].reduce((total, count) => total + count, 0);
  process.stdout.write(
    `migration: ${sum(reading)} calls to read, ${reading.followed} of them for what was cut, ${sum(writing)} to write\n`,
  );
});

it('changes nothing where it reads', () => {
  expect(from.sandbox.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
});

it('meets the refusals that say how to go on, and answers that are cut', () => {
  const tried = (tool: string) => writing.calls.get(tool) ?? 0;
  expect(reading.followed).toBeGreaterThan(0);
  // Two hold others, and so are first refused.
  expect(tried('import_global_field')).toBeGreaterThan(4);
  expect(tried('create_content_type')).toBeGreaterThan(0);
  // Each is told the version first, as its fields are replaced as a whole.
  expect(tried('update_content_type')).toBe(2 * tried('create_content_type'));
});

describe('the comparison notices', () => {
  it.each<[string, (state: State) => unknown]>([
    ['a field that is lost', state => delete versionsOf(state, 'en-us')[0]?.fields.line],
    [
      'a part of a translation',
      state => Object.assign((versionsOf(state, 'de-de')[0]?.fields.parts as Json[])[0] ?? {}, { quote: {} }),
    ],
    ['another order', state => (versionsOf(state, 'en-us')[0]?.fields.others as Json[]).reverse()],
    [
      'a file in place of another',
      state =>
        Object.assign(versionsOf(state, 'en-us')[0]?.fields ?? {}, { cover: Object.keys(mainOf(state).assets)[9] }),
    ],
    ['a version that is lost', state => versionsOf(state, 'en-us').shift()],
    ['a language that is lost', state => delete Object.values(mainOf(state).entries.type_a ?? {})[0]?.locales['de-at']],
    ['the name of a version', state => delete versionsOf(state, 'en-us')[0]?._version_name],
    ['where an entry stands', state => Object.values(mainOf(state).entries.type_a ?? {})[0]?.published.pop()],
    ['an entry that is lost', state => delete mainOf(state).entries.type_y],
    ['a mark of a field', state => Object.assign(typeOf(state, 'type_b').schema[2] ?? {}, { mandatory: true })],
    ['a rule of a content type', state => Object.assign(typeOf(state, 'type_a'), { field_rules: [] })],
    ['a field of a global field', state => mainOf(state).global_fields.teaser?.current.schema.pop()],
    [
      'the fallback of a language',
      state => Object.assign(mainOf(state).locales['de-at'] ?? {}, { fallback_locale: 'en-us' }),
    ],
    [
      'the folder of a file',
      state => Object.assign(Object.values(mainOf(state).assets)[1] ?? {}, { parent_uid: null }),
    ],
    [
      'other bytes',
      ({ files }) => Object.assign(files, Object.fromEntries(Object.keys(files).map(hash => [hash, '']))),
    ],
    [
      'the code of an extension',
      state => Object.assign(Object.values(mainOf(state).extensions)[0] ?? {}, { srcdoc: '' }),
    ],
    ['the translation of a term', state => delete state.taxonomies.topic?.terms.sea?.locales['de-de']],
    ['an address of an environment', state => Object.assign(Object.values(state.environments)[0] ?? {}, { urls: [] })],
  ])('%s', (_, change) => {
    const changed = takeSome(to.sandbox.state);
    change(changed);
    expect(drawPicture(changed)).not.toEqual(drawPicture(takeSome(to.sandbox.state)));
  });
});
