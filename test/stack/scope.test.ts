// Scope by module: what tests of a few modules prove of a token, what is declared of the rest, and what is sent to find out.
import { describe, expect, it } from 'vitest';
import { demoSeed } from '../../src/sandbox/seed/demo/index.ts';
import { writes } from '../../src/stack/access.ts';
import { standard, toListed } from '../operations.ts';
import { deletesOf, join, startOne } from './starting.ts';

type Rights = Record<string, 'read-only' | 'read-write'>;

const withRights = (modules: Rights) => ({
  seed: {
    ...demoSeed,
    tokens: [{ name: 'some', value: `cs${'5'.repeat(24)}`, scope: 'read-write' as const, modules }],
  },
});

const writable = (...modules: string[]) =>
  toListed(standard.filter(each => !writes(each) || modules.includes(each.module)));

const read = { languages: 'read-only', environments: 'read-only' } as const;

describe('a token with rights in some modules', () => {
  it.each<[string[], Rights]>([
    [['assets'], { ...read, assets: 'read-write' }],
    [['entries'], { ...read, entries: 'read-write', 'content-types': 'read-only' }],
    [['content-types'], { ...read, 'content-types': 'read-write' }],
    [
      ['assets', 'entries', 'content-types'],
      { ...read, entries: 'read-write', assets: 'read-write', 'content-types': 'read-write' },
    ],
    [[], { ...read, entries: 'read-only', assets: 'read-only', 'content-types': 'read-only' }],
    // Nobody can name a content type to look in.
    [[], { ...read, entries: 'read-write' }],
  ])('is found to write %j with %j, and changes nothing', async (modules, rights) => {
    const sandbox = await startOne(withRights(rights));
    const before = JSON.stringify(sandbox.state);
    const { tools } = await join(sandbox, { token: 'some', given: { GLOBAL_WRITES: 'allow' } });
    expect(await tools()).toEqual(writable(...modules));
    expect(JSON.stringify(sandbox.state)).toBe(before);
  });

  it('is asked by four deletes of what nobody has, each on a branch of its own naming and none with force', async () => {
    const sandbox = await startOne();
    const { tools } = await join(sandbox, { token: 'per_module' });
    await tools();
    const sent = sandbox.requests.filter(({ method }) => method !== 'GET');
    expect(sent.map(({ path }) => path.replace(/[0-9a-f]{16}/, '*')).sort()).toEqual([
      '/v3/assets/blt*',
      '/v3/content_types/none_*',
      '/v3/content_types/page/entries/blt*',
      '/v3/labels/blt*',
    ]);
    for (const request of sent) {
      expect(request).toMatchObject({ branch: 'main', body: undefined });
      expect(JSON.stringify(request)).not.toContain('force');
    }
  });

  it('says of what is withheld why, and how to declare it', async () => {
    const sandbox = await startOne();
    const { tools, client, text } = await join(sandbox, { token: 'per_module' });
    expect(await tools()).toContain('create_entry');
    await expect(client.callTool({ name: 'create_label', arguments: {} })).rejects.toThrow(
      /the token may write assets, entries alone: .*refused one in labels \(status 401, code 161\); CONTENTSTACK_TOKEN_SCOPE=entries,assets,… declares the modules/,
    );
    const status = JSON.parse(await text('server_status'));
    expect(status.scope).toBe('read-write in assets, entries, elsewhere read-only');
    expect(JSON.stringify(status.withheld)).toContain('CONTENTSTACK_TOKEN_SCOPE=');
  });
});

describe('a scope that is declared', () => {
  it('is taken at its word, module by module, and nothing is tested', async () => {
    const sandbox = await startOne();
    const declared = { TOKEN_SCOPE: 'entries, environments,languages', GLOBAL_WRITES: 'allow' };
    const { tools, client } = await join(sandbox, { given: declared });
    expect(await tools()).toEqual(writable('entries', 'environments', 'languages'));
    expect(deletesOf(sandbox)).toEqual([]);
    await expect(client.callTool({ name: 'create_label', arguments: {} })).rejects.toThrow(
      'the token may write entries, environments, languages alone: CONTENTSTACK_TOKEN_SCOPE is entries,environments,languages',
    );
  });

  it.each([
    ['entires', 'CONTENTSTACK_TOKEN_SCOPE is "entires"; did you mean entries? It can be detect, read-only'],
    ['entries,read-only', 'or modules: entries, assets'],
    ['organizations', 'it can be detect, read-only, read-write, or modules: entries'],
  ])('%s, which is none, stops the start', async (given, says) => {
    const sandbox = await startOne();
    await expect(join(sandbox, { given: { TOKEN_SCOPE: given } })).rejects.toThrow(says);
    expect(sandbox.requests).toEqual([]);
  });
});

describe('no proof is', () => {
  it.each([
    ['another thing that is not found', { status: 404, body: { error_message: 'No such path.', error_code: 141 } }],
    [
      'a content type that is not found',
      { status: 422, body: { error_message: 'x', error_code: 118, errors: { uid: [] } } },
    ],
    ['a good answer', { status: 200, body: { notice: 'Deleted.' } }],
    ['a refusal for want of rights', { status: 403, body: { error_message: 'Forbidden.', errors: { uid: ['x'] } } }],
  ])('%s, for entries', async (_, answer) => {
    const sandbox = await startOne();
    sandbox.fault({ method: 'DELETE', path: '/content_types/*/entries/*', answer, times: 9 });
    const { tools } = await join(sandbox, { token: 'per_module' });
    expect(await tools()).toEqual(writable('assets'));
  });

  it('a page that says "not found", for anything', async () => {
    const sandbox = await startOne();
    sandbox.fault({ method: 'DELETE', answer: { status: 404, body: '<h1>404</h1>' }, times: 99 });
    const { tools } = await join(sandbox, { deadline: 800 });
    expect(await tools()).toEqual(writable());
  });
});
