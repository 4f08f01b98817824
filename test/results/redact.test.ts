// What must not leave is struck out of each value by itself: nothing is lost to what its neighbour says.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactAnswer, redactError } from '../../src/results/redact.ts';
import { toResult } from '../../src/results/result.ts';
import { type Json, open } from '../harness.ts';
import { toRuns } from '../long.ts';
import { operations } from '../operations.ts';

const own = `cs${'7e'.repeat(12)}`;
const other = `cs${'0a'.repeat(12)}`;
const apiKey = `blt${'5b'.repeat(8)}`;
const secrets = { token: own, apiKey };

const hex = fc.stringMatching(/^[0-9a-f]{16}$/);
const uid = fc.tuple(fc.constantFrom('blt', 'cs'), hex).map(parts => parts.join(''));
const piece = fc.oneof(
  fc.constantFrom('token', 'The token', 'Trip secret', 'Password', 'authorization', 'management_token', '[secret]'),
  fc.constantFrom('"],["', '":"', '", "', ': ', ' is ', '\\"', '\n', '{', '}', ', ', ' '),
  fc.constantFrom('Winter', '…', 'bearer', '#1', '\u200b'),
  uid,
  fc.constantFrom(own, apiKey, `/v3/assets/${apiKey}/a.png`),
);
const text = fc.array(piece, { minLength: 1, maxLength: 6 }).map(parts => parts.join(''));

const says = /token|secret|password|authorization/i;
const looks = /(?:blt|cs)[0-9a-f]{16,}/g;
const literal = (each: string): string => each.replace(/[^\w\s]/g, '\\$&');

/** What may become of a text: only what is a secret by its value, and token-shaped words where itself says that they are. */
function toExpected(given: string): RegExp {
  const parts = given.split(new RegExp(`(${own}|${apiKey})`));
  const isShaped = says.test(given.replaceAll(own, '').replaceAll(apiKey, ''));
  const words = parts.map((part, at) => {
    if (at % 2 === 1) return part === apiKey ? `(?:${apiKey}|\\[secret\\])` : '\\[secret\\]';
    return literal(part).replace(looks, word => (isShaped ? `(?:${word}|\\[secret\\])` : word));
  });
  return new RegExp(`^${words.join('')}$`);
}

const lists = operations.filter(({ outline, effect }) => outline && effect === 'read');
const plain = (path: string): boolean => !/(_at|environments?|publish_details|roles|plan)$/.test(path);

function put(item: Json, path: string, value: unknown): void {
  const [step = '', ...rest] = path.split('.');
  if (rest.length === 0) item[step] = value;
  else {
    const inner = (item[step] ?? {}) as Json;
    item[step] = inner;
    put(inner, rest.join('.'), value);
  }
}

const around = { toTool: () => undefined, place: 'region eu', vocabulary: {}, branch: 'main', branches: [] };

function show(operation: (typeof operations)[number], items: Json[], given: Json = {}, budget = 200_000): string {
  const answer = { status: 200, body: { items }, json: true, requestId: undefined };
  return toResult({ operation, given, around }, answer, secrets, { names: new Map(), budget, toLink: () => undefined })
    .text;
}

/** What stands in each row, with what was said once for all. */
function toRows(shown: string): Json[] {
  const {
    columns,
    rows,
    all = {},
    legend = {},
  } = JSON.parse(shown) as {
    columns: string[];
    rows: unknown[][];
    all?: Json;
    legend?: Json;
  };
  const read = (value: unknown): unknown => (typeof value === 'string' && value in legend ? legend[value] : value);
  return rows.map(row => ({ ...all, ...Object.fromEntries(columns.map((column, at) => [column, read(row[at])])) }));
}

it('has lists of every module to look through', () => {
  expect(lists.length).toBeGreaterThan(30);
});

it.each(lists)('$name loses no uid, text or version to what another says', operation => {
  const paths = (operation.outline ?? []).filter(plain);
  const texts = paths.filter(path => !/(^|[._])(uid|version|id)$/.test(path));
  const row = fc.record({
    uid,
    version: fc.integer({ min: 1, max: 99 }),
    texts: fc.array(text, { minLength: 12, maxLength: 12 }),
  });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), drawn => {
      const items = drawn.map(each => {
        const item: Json = {};
        for (const path of paths) {
          const at = texts.indexOf(path);
          put(item, path, at >= 0 ? each.texts[at % 12] : /version$/.test(path) ? each.version : each.uid);
        }
        return item;
      });
      const shown = show(operation, items);
      expect(shown).not.toContain(own);
      const rows = toRows(shown);
      expect(rows).toHaveLength(drawn.length);
      for (const [index, each] of drawn.entries()) {
        for (const path of paths) {
          const value = rows[index]?.[path];
          const at = texts.indexOf(path);
          if (at >= 0) expect(value).toMatch(toExpected(each.texts[at % 12] ?? ''));
          else expect(value).toBe(/version$/.test(path) ? each.version : each.uid);
        }
      }
    }),
    { seed: 17, numRuns: toRuns(2, 12) },
  );
});

it.each(operations.filter(({ masked, outline, effect }) => masked.length > 0 && outline && effect === 'read'))(
  '$name shows nothing of what is masked, and all that stands beside it',
  operation => {
    fc.assert(
      fc.property(fc.array(fc.tuple(uid, text), { minLength: 1, maxLength: 4 }), drawn => {
        const items = drawn.map(([id, title], index) => {
          const item: Json = { uid: id, title };
          for (const path of operation.masked)
            put(item, path, { entry: { title: `planted-${index}` }, list: ['planted'] });
          return item;
        });
        const shown = show(operation, items, { fields: ['all'] });
        expect(shown).not.toMatch(/planted/);
        for (const [id, title] of drawn) {
          expect(shown).toContain(`"${id}"`);
          if (!says.test(title) && !title.includes(own) && !title.includes(apiKey) && !/\u200b/.test(title))
            expect(shown).toContain(JSON.stringify(title));
        }
      }),
      { seed: 17, numRuns: toRuns(6, 40) },
    );
  },
);

describe('the own token', () => {
  it('is nowhere in an answer, whole or cut, under whatever it stands and however little is shown', () => {
    const value = fc.letrec<{ value: unknown }>(tie => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.oneof(text, fc.constant(`${'long words '.repeat(60)}${own} and on`)),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.oneof(text, fc.constantFrom('title', 'token', `x${own}`)), tie('value'), { maxKeys: 5 }),
      ),
    })).value;
    const read = operations.find(({ name }) => name === 'get_entry') as (typeof operations)[number];
    const list = operations.find(({ name }) => name === 'list_entries') as (typeof operations)[number];
    const start = own.slice(0, 12);
    fc.assert(
      fc.property(value, value, fc.integer({ min: 40, max: 600 }), text, (one, two, budget, field) => {
        for (const given of [{}, { fields: ['all'] }, { fields: [field, `title@3`, own] }, { only: [own] }]) {
          const entry = { uid: 'blt1', title: one, more: two, [own]: own, [`${own}2`]: 1 };
          expect(show(list, [entry, entry], given, budget)).not.toContain(start);
          const answer = { status: 200, body: { entry }, json: true, requestId: undefined };
          const context = { names: new Map(), budget, toLink: () => undefined };
          expect(toResult({ operation: read, given, around }, answer, secrets, context).text).not.toContain(start);
          const refused = {
            ...answer,
            status: 422,
            body: { error_code: 119, error_message: one, errors: { [own]: two, a: one } },
          };
          expect(
            toResult({ operation: read, given: { ...given, entry_uid: own }, around }, refused, secrets, context).text,
          ).not.toContain(start);
        }
      }),
      { seed: 17, numRuns: toRuns(20, 150) },
    );
  });

  it('is found however it is written', () => {
    const odd = 'a"b\\c/dé…+1234567890';
    const texts = [odd, JSON.stringify(odd), encodeURIComponent(odd), JSON.stringify({ [odd]: [odd] })];
    for (const each of texts) expect(redactAnswer(each, { token: odd })).not.toMatch(/1234/);
    expect(redactAnswer({ [odd]: [{ a: odd }] }, { token: odd })).toEqual({ '[secret]': [{ a: '[secret]' }] });
    expect(redactAnswer({ a: `${own.slice(0, 15)}…`, b: 'cs7e7e…' }, secrets)).toEqual({
      a: '[secret]…',
      b: 'cs7e7e…',
    });
  });

  it('takes no name from another that has it, too', () => {
    expect(redactAnswer({ [`a ${own}`]: 1, 'a [secret]': 2 }, secrets)).toEqual({ 'a [secret]': 1, 'a [secret] 2': 2 });
  });
});

it('strikes what is struck no second time', () => {
  fc.assert(
    fc.property(text, fc.constantFrom('title', 'token'), (given, key) => {
      for (const redact of [redactAnswer, redactError]) {
        const once = redact({ [key]: given }, secrets);
        expect(redact(once, secrets)).toEqual(once);
      }
    }),
    { seed: 17, numRuns: toRuns(800, 2_000) },
  );
});

it.each([
  [{ token: other }, { token: '[secret]' }],
  [{ access_token: [other, other] }, { access_token: ['[secret]', '[secret]'] }],
  [{ token: { uid: other } }, { token: { uid: other } }],
  [{ token: [{ uid: other }] }, { token: [{ uid: other }] }],
  [
    ['token', other],
    ['token', other],
  ],
  [
    [
      ['blt1', 'The token'],
      [other, 'Trip secret'],
      [other, 'x'],
    ],
    [
      ['blt1', 'The token'],
      [other, 'Trip secret'],
      [other, 'x'],
    ],
  ],
  [{ a: `[secret] ${other}` }, { a: `[secret] ${other}` }],
  [{ a: `token ${own} ${other}` }, { a: `token [secret] ${other}` }],
  [{ a: `[["x","The token"],["${other}","y"]]` }, { a: `[["x","The token"],["${other}","y"]]` }],
  [{ a: `{\\"a\\": \\"token\\", \\"${other}\\": 1}` }, { a: `{\\"a\\": \\"token\\", \\"${other}\\": 1}` }],
  [{ title: 'Basic AvalancheTraining2024' }, { title: 'Basic AvalancheTraining2024' }],
  [{ title: 'Basic dXNlcjpwYXNzd29yZA==' }, { title: 'Basic [secret]' }],
  [
    { url: `https://images.example.com/v3/assets/${apiKey}/blt1/a.png`, key: apiKey },
    { url: `https://images.example.com/v3/assets/${apiKey}/blt1/a.png`, key: '[secret]' },
  ],
])('of %j leaves %j', (given, left) => {
  expect(redactAnswer(given, secrets)).toEqual(left);
});

describe('over the server', () => {
  const titles = ['The token', 'Trip secret', 'token', `secret ${other}`, 'Password:', 'authorization is'];

  it('every row of a list can be addressed, whatever the rows are called', async () => {
    await using opened = await open({ settings: { MODULES: 'all' } });
    const { call } = opened;
    const uids: string[] = [];
    for (const title of titles) {
      const { entry } = await call('create_entry', {
        content_type_uid: 'announcement',
        entry: { title, message: title, starts_at: '2026-12-01T00:00:00.000Z' },
      });
      uids.push((entry as Json).uid as string);
      await call('create_label', { label: { name: title } });
      await call('create_asset_folder', { asset: { name: title } });
      await call('create_release', { release: { name: title } });
    }
    const tell = async (name: string, args: Json = {}) => toRows(JSON.stringify(await call(name, args)));
    const entries = await tell('list_entries', { content_type_uid: 'announcement', asc: 'created_at', limit: 100 });
    for (const each of uids) expect(entries.map(row => row.uid)).toContain(each);
    for (const name of ['list_entries', 'list_labels', 'list_releases', 'list_assets', 'list_audit_logs']) {
      const args =
        name === 'list_entries'
          ? { content_type_uid: 'announcement' }
          : name === 'list_assets'
            ? { include_folders: true, folder: 'cs_root' }
            : {};
      const rows = await tell(name, {
        ...(args as Json),
        limit: 50,
        ...(name === 'list_audit_logs' ? { fields: ['request'] } : {}),
      });
      expect(rows.length).toBeGreaterThan(titles.length - 1);
      for (const row of rows) expect(row.uid, name).toMatch(/^(blt|cs)[0-9a-f]+$/);
    }
  });

  it('a question names the uid of what is called a token', async () => {
    const asked: string[] = [];
    await using opened = await open({
      reply: question => {
        asked.push(question);
        return { action: 'decline' };
      },
    });
    const made = await opened.call('create_label', { label: { name: 'The token' } });
    const { uid: label_uid } = made.label as Json;
    await opened.fail('delete_label', { label_uid });
    expect(asked[0]).toContain(`"The token" (${label_uid})`);
  });

  it('a refusal does so, too, and a receipt tells that a secret is another, and neither of the two', async () => {
    await using opened = await open();
    const announcement = { content_type_uid: 'announcement', entry_uid: 'bltad4c0322abe2f481' };
    const next = `cs${'1b'.repeat(12)}`;
    await opened.call('update_entry', { ...announcement, entry: { message: `The token is ${other}.` } });
    const receipt = await opened.call('update_entry', { ...announcement, entry: { message: `The token is ${next}.` } });
    expect(receipt.changed).toEqual(['message: "The token is [secret]." → "The token is [secret]."']);
    opened.sandbox.fault({
      path: /entries/,
      answer: {
        status: 422,
        body: { error_code: 119, error_message: 'No.', errors: { title: ['The token', next], token: next } },
      },
    });
    const text = await opened.fail('get_entry', announcement);
    expect(text).toContain(`- title: ["The token","${next}"]`);
    expect(text).toContain('- token: "[secret]"');
  });

  it('no half of the own token is left where a receipt or a refusal is short', async () => {
    await using opened = await open({ settings: { CHECK: 'on' } });
    const token = opened.sandbox.tokens.read_write ?? '';
    const half = token.slice(0, 12);
    const say = async (name: string, args: Json) => {
      const { content } = await opened.client.callTool({ name, arguments: args });
      const text = content.map(part => (part.type === 'text' ? part.text : '')).join('\n');
      expect(text).not.toContain(half);
      return text;
    };
    const announcement = { content_type_uid: 'announcement', entry_uid: 'bltad4c0322abe2f481' };
    for (let before = 30; before < 80; before += 7) {
      const message = `${'x'.repeat(before)} ${token} ${'y'.repeat(before)}`;
      expect(await say('update_entry', { ...announcement, entry: { message } })).toContain('"changed":["message: ');
      expect(await say('update_entry', { ...announcement, entry: { message: 'plain', title: message } })).toContain(
        'changed',
      );
    }
    await say('list_entries', { content_type_uid: 'announcement', fields: ['message', `message@${half.length}`] });
    const { rows, columns } = await opened.call('list_entries', { content_type_uid: 'page', limit: 1 });
    const [row] = rows as unknown[][];
    const page = { content_type_uid: 'page', entry_uid: row?.[(columns as string[]).indexOf('uid')] };
    const read = (await opened.call('get_entry', { ...page, fields: ['all'] })).entry as Json;
    const block = { quote: { text: `${'z'.repeat(40)} ${token}`, _metadata: { uid: 'cs0123456789abcdef' } } };
    const sections = [block, ...(read.sections as unknown[])];
    expect(await say('update_entry', { ...page, entry: { sections }, if_version: read._version })).toContain(
      'updated successfully',
    );
    const lost = await say('update_entry', { ...page, entry: { sections: read.sections } });
    expect(lost).toMatch(/this would remove the block .*zzz/);
    await say('update_entry', { ...page, entry: { sections: [{ rich_text: { [token]: token } }] } });
    await say('list_entries', { content_type_uid: 'page', locale: token, query: { [token]: token } });
    await say('get_entry', { ...page, entry_uid: token });
    await say('get_content_type', { content_type_uid: `x${token}` });
    await say('create_label', { label: { name: token } });
    await say('list_labels', {});
    await say('list_audit_logs', { fields: ['request', token] });
    const { messages } = await opened.client.getPrompt({
      name: 'draft_entry',
      arguments: { content_type: 'page', topic: `about ${token}` },
    });
    expect(JSON.stringify(messages)).not.toContain(half);
  });
});
