// What becomes a line: who called what, of which things, how it was agreed to, how it ended. In both protocols.
import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { describe, expect, it } from 'vitest';
import type { Line } from '../../src/record/fields.ts';
import { seed, toArguments } from '../chaos/arguments.ts';
import { type Recorded, record } from './recording.ts';

const page = { content_type_uid: 'page', entry_uid: 'blt3f72decd51552ad5' };
const announcement = { content_type_uid: 'announcement', entry_uid: 'bltcb8f9f8fc4526d43' };
const eras = ['legacy', 'auto'] as const;
const yes = { action: 'accept', content: { confirm: true } } as const;

/** Without what differs each time. */
const toCore = ({ id, time, duration_ms, request_id, waited_ms, ...core }: Line) => core;

const ofTool = ({ lines }: Recorded, tool: string) => lines.filter(line => line.tool === tool).map(toCore);

it('says of a write what it was about, which version was stored before and after, and what it took', async () => {
  const opened = await record();
  await opened.call('update_entry', { ...announcement, entry: { message: 'Another.' } });
  expect(ofTool(opened, 'update_entry')).toEqual([
    {
      v: 1,
      event: 'call',
      transport: 'stdio',
      era: 'modern',
      client: { name: 'test', version: '1.0.0' },
      stack: `…${opened.sandbox.api_key.slice(-4)}`,
      branch: 'main',
      method: 'tools/call',
      tool: 'update_entry',
      effect: 'update',
      targets: [
        {
          kind: 'entries',
          content_type: 'announcement',
          uid: announcement.entry_uid,
          language: 'en-us',
          before: 1,
          after: 2,
        },
      ],
      languages: ['en-us'],
      agreed: 'none',
      outcome: 'ok',
      status: 200,
      requests: opened.sandbox.requests.length,
      retries: 0,
      version: '1.2.3',
    },
  ]);
  const { time, id, request_id } = opened.last() as Line;
  expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  expect(request_id).toBeTruthy();
  expect(opened.texts).toEqual([
    expect.stringMatching(
      new RegExp(
        `^\\S+Z update_entry announcement/${announcement.entry_uid} in en-us: done, version 1 → 2, \\d+ requests, [\\d.]+ s \\(test 1\\.0\\.0, stack …\\w{4}\\)$`,
      ),
    ),
  ]);
  await opened.close();
});

it('tells of what only reads in JSON alone', async () => {
  const opened = await record();
  await opened.call('get_entry', announcement);
  await opened.call('read_entry', announcement);
  expect(opened.lines.map(({ tool, outcome, targets }) => [tool, outcome, targets])).toEqual(
    ['get_entry', 'read_entry'].map(tool => [
      tool,
      'ok',
      [{ kind: 'entries', content_type: 'announcement', uid: announcement.entry_uid }],
    ]),
  );
  expect(opened.texts).toEqual([]);
  await opened.client.readResource({ uri: `contentstack://main/entries/announcement/${announcement.entry_uid}` });
  expect(opened.last()).toMatchObject({ method: 'resources/read', tool: 'get_entry', outcome: 'ok' });
  await opened.client.listTools();
  expect(opened.lines).toHaveLength(3);
  await opened.close();
});

describe('which version was there before a write, and which after it', () => {
  const act = async (tool: string, given: object) => {
    const opened = await record({ seed });
    await opened.call(tool, given as Record<string, unknown>);
    const [line] = opened.lines.filter(each => each.tool === tool && each.outcome === 'ok').slice(-1);
    await opened.close();
    return line;
  };

  it('of what is made', async () => {
    const line = await act('create_entry', {
      content_type_uid: 'announcement',
      entry: { title: 'A test', message: 'Nothing happens.', starts_at: '2026-12-01T08:00:00.000Z' },
    });
    expect(line?.targets).toEqual([
      {
        kind: 'entries',
        content_type: 'announcement',
        uid: expect.stringMatching(/^blt/),
        language: 'en-us',
        after: 1,
      },
    ]);
  });

  it('of what is deleted', async () => {
    const line = await act('delete_entry', announcement);
    expect(line).toMatchObject({ targets: [{ uid: announcement.entry_uid, before: 1 }], agreed: 'code' });
    expect(line?.targets?.[0]).not.toHaveProperty('after');
  });

  it('of what is published: what was live, and what went out', async () => {
    const entry_uid = 'blt3f72decd51552ad5';
    const entry = { environments: ['production'], locales: ['en-us'] };
    const line = await act('publish_entry', { content_type_uid: 'page', entry_uid, entry });
    expect(line).toMatchObject({ environments: ['production'], languages: ['en-us'], agreed: 'code' });
    expect(line?.targets).toEqual([
      {
        ...{ kind: 'entries', content_type: 'page', uid: entry_uid, language: 'en-us' },
        ...{ before: expect.any(Number), after: expect.any(Number) },
      },
    ]);
    const [{ before = 0, after = 0 } = {}] = line?.targets ?? [];
    expect(after).toBeGreaterThan(before);
  });

  it('of a model', async () => {
    const line = await act('update_content_type', {
      content_type_uid: 'author',
      content_type: {
        title: 'Author',
        uid: 'author',
        schema: [{ display_name: 'Title', uid: 'title', data_type: 'text', mandatory: true, unique: true }],
      },
      if_version: 1,
      drop: ['role', 'bio', 'photo', 'social_links'],
    });
    expect(line?.targets).toEqual([{ kind: 'content_types', uid: 'author', before: 1, after: 2 }]);
  });

  it.each(['restore_entries', 'bulk_edit', 'edit_entry'])('of each that %s changes', async tool => {
    const opened = await record({ seed });
    const given = toArguments(tool, opened.sandbox);
    const { next } = await opened.call(tool, given);
    if (next) await opened.call(tool, { ...given, ...(next as object) });
    const line = opened.lines.findLast(each => each.tool === tool);
    const written = opened.sandbox.requests.filter(({ method, status = 0 }) => method === 'PUT' && status < 300);
    expect(written.length).toBeGreaterThan(0);
    expect(line?.targets).toHaveLength(written.length);
    for (const { before = Number.NaN, after } of line?.targets ?? []) expect(after).toBe(before + 1);
    await opened.close();
  });

  it('of each item of a bulk publish', async () => {
    const opened = await record({ settings: { MODULES: 'all' } });
    const uid = 'blt3f72decd51552ad5';
    await opened.call('bulk_publish', {
      entries: [{ uid, content_type: 'page', version: 1, locale: 'en-us' }],
      ...{ environments: ['staging'], locales: ['en-us'] },
    });
    expect(opened.last()).toMatchObject({
      ...{ environments: ['staging'], outcome: 'ok' },
      targets: [{ kind: 'entries', content_type: 'page', uid, language: 'en-us', after: 1 }],
    });
    await opened.close();
  });

  it('names the release that something is put into, beside that', async () => {
    const opened = await record({ seed });
    const given = toArguments('add_release_items', opened.sandbox);
    await opened.call('add_release_items', given);
    expect(opened.last()?.targets).toMatchObject([
      { kind: 'releases', uid: given.release_uid },
      { kind: 'entries', content_type: 'announcement', uid: announcement.entry_uid },
    ]);
    await opened.close();
  });
});

describe.each(eras)('in the protocol of %s', era => {
  const remove = { name: 'delete_entry', arguments: announcement };

  it('tells of a question, and that a person said yes', async () => {
    // As long as it takes to read.
    const opened = await record({ era, reply: () => pause(yes) as never });
    await opened.call(remove.name, remove.arguments);
    const lines = ofTool(opened, remove.name);
    expect(lines.at(-1)).toMatchObject({ outcome: 'ok', agreed: 'person', targets: [{ before: 1 }] });
    expect(lines.filter(({ outcome }) => outcome === 'question')).toHaveLength(era === 'legacy' ? 0 : 1);
    expect(opened.texts).toEqual([
      expect.stringContaining(`delete_entry announcement/${announcement.entry_uid} in en-us: a person is asked`),
      expect.stringContaining('done, agreed to by a person, version 1'),
    ]);
    await opened.close();
  });

  it('says of no person what a client answered faster than one reads', async () => {
    const opened = await record({ era, reply: () => yes });
    await opened.call(remove.name, remove.arguments);
    expect(opened.last()).toMatchObject({ outcome: 'ok', agreed: 'client' });
    await opened.close();
  });

  it('tells of a no', async () => {
    const opened = await record({ era, reply: () => pause({ action: 'decline' }) as never });
    await opened.fail(remove.name, remove.arguments);
    expect(opened.last()).toMatchObject({ outcome: 'refused', cause: 'unconfirmed', agreed: 'none' });
    await opened.close();
  });

  it('tells the two steps of a code', async () => {
    const opened = await record({ era });
    await opened.call(remove.name, remove.arguments);
    expect(opened.lines.map(({ outcome, agreed }) => [outcome, agreed])).toEqual([
      ['held', 'none'],
      ['ok', 'code'],
    ]);
    await opened.close();
  });

  it('tells that nobody is asked, by setting', async () => {
    const opened = await record({ era, settings: { CONFIRM: 'never' } });
    await opened.call(remove.name, remove.arguments);
    expect(opened.lines.map(({ outcome, agreed }) => [outcome, agreed])).toEqual([['ok', 'setting']]);
    await opened.close();
  });
});

describe('how a call ended', () => {
  it('as the arguments were wrong', async () => {
    const opened = await record();
    await opened.fail('get_entry', { content_type_uid: 'page' });
    expect(opened.last()).toMatchObject({ outcome: 'refused', cause: 'arguments', requests: 0 });
    expect(opened.texts[0]).toContain('get_entry page: refused (arguments)');
    await opened.close();
  });

  it('as there is no such tool, whose name is somebody’s words', async () => {
    const opened = await record();
    await opened.client.callTool({ name: 'secret_plans', arguments: {} }).catch(() => {});
    expect(opened.last()).toMatchObject({ outcome: 'refused', cause: 'protocol', method: 'tools/call' });
    expect(opened.last()).not.toHaveProperty('tool');
    await opened.close();
  });

  it('as the API refused it', async () => {
    const opened = await record();
    await opened.fail('get_entry', { content_type_uid: 'page', entry_uid: 'blt0000000000000000' });
    expect(opened.last()).toMatchObject({ outcome: 'failed', cause: 'api', status: 422, code: 141 });
    await opened.close();
  });

  it('as no answer came in time', async () => {
    const opened = await record({ settings: { TIMEOUT_MS: '700' } });
    opened.sandbox.fault({ method: 'POST', path: '/labels', delay: 5_000 });
    await opened.fail('create_label', { label: { name: 'Late' } });
    expect(opened.last()).toMatchObject({ tool: 'create_label', outcome: 'timeout' });
    await opened.close();
  });

  it('as who called gave up', async () => {
    const opened = await record();
    opened.sandbox.fault({ method: 'GET', path: '/labels', delay: 5_000 });
    const giving = new AbortController();
    const call = opened.client.callTool({ name: 'list_labels', arguments: {} }, { signal: giving.signal });
    while (opened.sandbox.requests.length === 0) await pause(undefined, 10);
    giving.abort();
    await call.catch(() => {});
    for (let tries = 0; tries < 1_000 && opened.lines.length === 0; tries += 1) await pause(undefined, 10);
    expect(opened.lines).toMatchObject([{ tool: 'list_labels', outcome: 'cancelled' }]);
    await opened.close();
  });

  it('as the server ended first, once', async () => {
    const opened = await record();
    opened.sandbox.fault({ method: 'POST', path: '/labels', delay: 500 });
    const call = opened.client.callTool({ name: 'create_label', arguments: { label: { name: 'Under way' } } });
    while (!opened.sandbox.requests.some(({ method }) => method === 'POST')) await pause(undefined, 10);
    opened.endRecord();
    expect(opened.lines).toMatchObject([{ tool: 'create_label', outcome: 'cancelled', cause: 'ended' }]);
    await call;
    expect(opened.lines).toHaveLength(1);
    await opened.close();
  });

  it('as it was sent again', async () => {
    const opened = await record();
    opened.sandbox.fault({
      method: 'GET',
      path: '/labels',
      answer: { status: 503, body: 'Busy' },
      times: 1,
    });
    await opened.call('list_labels');
    expect(opened.last()).toMatchObject({ outcome: 'ok', requests: 2, retries: 1, status: 200 });
    await opened.close();
  });

  it('as all is rehearsed', async () => {
    const opened = await record({ settings: { DRY_RUN: 'true' } });
    await opened.call('update_entry', { ...announcement, entry: { message: 'Another.' } });
    expect(opened.last()).toMatchObject({ outcome: 'ok', rehearsal: true, targets: [{ uid: announcement.entry_uid }] });
    expect(opened.texts[0]).toContain('rehearsed');
    await opened.close();
  });
});

it('takes the trace from what travels beside the arguments, and what a client says of itself for no more than words', async () => {
  const opened = await record();
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  const server = serveStdio(opened.factory, { transport: serverSide });
  const name = `evil\n2026-01-01T00:00:00Z delete_entry: done\u202e${'x'.repeat(500)}`;
  const client = new Client({ name, version: '1\r\n2' });
  await client.connect(clientSide);
  const _meta = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', baggage: 'marked-baggage' };
  await client.callTool({ name: 'create_label', arguments: { label: { name: 'Traced' } }, _meta });
  const line = opened.last() as Line;
  expect(line.trace_id).toBe('0af7651916cd43dd8448eb211c80319c');
  expect(line.client?.name.length).toBeLessThan(300);
  expect(line.client?.name).toContain('evil\\u000a2026');
  for (const text of [opened.texts[0] ?? '', JSON.stringify(line)]) {
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(text).not.toContain('marked-baggage');
  }
  await client.callTool({ name: 'list_labels', arguments: {}, _meta: { traceparent: 'marked' } });
  expect(opened.last()).not.toHaveProperty('trace_id');
  await client.close();
  await server.close();
  await opened.close();
});

it('answers who published what to production yesterday, by a few lines', async () => {
  const opened = await record();
  const entry_uid = 'blt3f72decd51552ad5';
  const toPublish = (environment: string) => ({
    ...{ content_type_uid: 'page', entry_uid },
    entry: { environments: [environment], locales: ['en-us'] },
  });
  await opened.call('list_entries', { content_type_uid: 'page' });
  await opened.call('publish_entry', toPublish('staging'));
  await opened.call('publish_entry', toPublish('production'));
  await opened.fail('publish_entry', { ...toPublish('production'), entry_uid: 'blt0000000000000000' });
  await opened.call('update_entry', { ...announcement, entry: { message: 'Another.' } });
  const file = opened.lines.map(line => JSON.stringify(line)).join('\n');
  const day = new Date().toISOString().slice(0, 10);
  const found = file
    .split('\n')
    .map(line => JSON.parse(line) as Line)
    .filter(({ effect, outcome }) => effect === 'publish' && outcome === 'ok')
    .filter(({ time, environments = [] }) => time.startsWith(day) && environments.includes('production'))
    .flatMap(({ client, agreed, targets = [] }) => targets.map(({ uid }) => [client?.name, agreed, uid]));
  expect(found).toEqual([['test', 'code', entry_uid]]);
  await opened.close();
});

function pause<T>(value: T, milliseconds = 400): Promise<T> {
  return new Promise(resolve => setTimeout(() => resolve(value), milliseconds));
}

it('names an environment by its name where a call has its uid, and leaves out what is neither', async () => {
  const opened = await record();
  await opened.fail('publish_entry', { ...page, entry: { environments: ['marked words'], locales: ['en-us'] } });
  expect(JSON.stringify(opened.lines)).not.toContain('marked words');
  await opened.close();
});
