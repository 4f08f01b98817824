// The state in a file, and seeds from files: what outlives a restart, what is refused and left alone, and that no part of a file is ever written.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readSeedFile, startSandbox, Unusable } from '../../../src/sandbox/index.ts';
import { likeliest } from '../../../src/sandbox/state/choices.ts';
import { keepState } from '../../../src/sandbox/state/file.ts';
import { ann, articles, authors, openStack, type Reply, seed, snow } from '../small-stack.ts';

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const inFile = (content: unknown): string => {
  const path = join(makeFolder(), 'file.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

const publication = (more: object = {}) => ({
  entry: { environments: ['development'], locales: ['en-us'] },
  ...more,
});

describe('the state', () => {
  it('is there again after a restart, and the seed is not used', async () => {
    const stateFile = join(makeFolder(), 'state.json');
    const first = await openStack({ stateFile });
    const { body } = await first.post(authors, { entry: { title: 'Cleo', city: 'Chur' } });
    await first.put(`${authors}/${ann}`, { entry: { city: 'Basel' } });
    await first.sandbox.close();
    const second = await openStack({
      stateFile,
      seed: () => {
        throw new Error('the seed was used');
      },
    });
    expect(second.sandbox.api_key).toBe(first.sandbox.api_key);
    expect(second.sandbox.tokens).toEqual(first.sandbox.tokens);
    expect((await second.get(`${authors}/${body.entry.uid}`)).body.entry).toMatchObject({ title: 'Cleo', _version: 1 });
    expect((await second.get(`${authors}/${ann}`)).body.entry).toMatchObject({ city: 'Basel', _version: 2 });
    expect((await second.post(authors, { entry: { title: 'Cleo' } })).status).toBe(422);
  });

  it('keeps the choices it was begun with', async () => {
    const stateFile = join(makeFolder(), 'state.json');
    const first = await openStack({ stateFile, seed: { ...seed, choices: { notFoundStatus: { environments: 404 } } } });
    await first.sandbox.close();
    const { get } = await openStack({ stateFile });
    expect((await get('/environments/nowhere')).status).toBe(404);
  });

  it('goes on with what was due when it ended', async () => {
    const stateFile = join(makeFolder(), 'state.json');
    const first = await openStack({ stateFile });
    const scheduled_at = new Date(Date.now() + 700).toISOString();
    const path = `${articles}/${snow}`;
    expect((await first.post(`${path}/publish`, publication({ scheduled_at }))).status).toBeLessThan(300);
    await first.sandbox.close();
    const second = await openStack({ stateFile });
    const places = async () =>
      (await second.get(`${path}?include_publish_details=true`)).body.entry.publish_details.map(
        (detail: { environment: string }) => detail.environment,
      );
    expect(second.sandbox.state.due).toHaveLength(1);
    await expect.poll(places).toContain('blt00000000000000d1');
  });

  it('is written without being asked to, and as seeded after a reset', async () => {
    const stateFile = join(makeFolder(), 'state.json');
    const { post, sandbox } = await openStack({ stateFile });
    const titles = (): string => (existsSync(stateFile) ? readFileSync(stateFile, 'utf8') : '');
    await post(authors, { entry: { title: 'Cleopatra' } });
    await expect.poll(titles).toContain('Cleopatra');
    await fetch(`${sandbox.origin}/reset`, { method: 'POST' });
    expect(titles()).toContain('Oslo');
    expect(titles()).not.toContain('Cleopatra');
  });

  it('is read by nobody but its owner', async () => {
    const folder = makeFolder();
    const { sandbox } = await openStack({ stateFile: join(folder, 'state.json') });
    await sandbox.close();
    expect(readdirSync(folder)).toEqual(['state.json']);
  });

  it.each([
    ['is cut off', '{"kept_by":"contentstack-cma-mcp sandbox","version":1,"st'],
    ['is empty', ''],
    ['is another one', { name: 'package', version: '1.0.0' }],
    ['is of a later version', { kept_by: 'contentstack-cma-mcp sandbox', version: 2, choices: {}, state: {} }],
    ['lacks its branches', { kept_by: 'contentstack-cma-mcp sandbox', version: 1, choices: {}, state: { name: 'x' } }],
  ])('is refused, and left alone, when the file %s', async (_, content) => {
    const stateFile = inFile(content);
    const before = readFileSync(stateFile, 'utf8');
    await expect(startSandbox({ seed, stateFile })).rejects.toThrow(Unusable);
    await expect(startSandbox({ seed, stateFile })).rejects.toThrow(/not hold the state of a sandbox.*left as it was/);
    expect(readFileSync(stateFile, 'utf8')).toBe(before);
  });

  it('is refused at once when it cannot be written', async () => {
    const stateFile = join(makeFolder(), 'no-such-folder', 'state.json');
    await expect(startSandbox({ seed, stateFile })).rejects.toThrow(/could not be written/);
    await expect(startSandbox({ seed, stateFile })).rejects.toThrow(Unusable);
  });

  it('says so when it can no longer be written', async () => {
    const folder = makeFolder();
    const sandbox = await startSandbox({ seed, stateFile: join(folder, 'state.json') });
    rmSync(folder, { recursive: true });
    await expect(sandbox.reset()).rejects.toThrow(/could not be written/);
    await expect(sandbox.close()).rejects.toThrow(/could not be written/);
  });
});

it('gathers changes, and writes the newest', async () => {
  const path = join(makeFolder(), 'state.json');
  let taken = 0;
  const { state } = await openStack().then(client => client.sandbox);
  const keeper = keepState(path, () => {
    taken += 1;
    return { state: { ...state, name: `Name ${taken}` }, choices: {} };
  });
  for (let each = 0; each < 500; each++) keeper.changed();
  await keeper.flush();
  expect(taken).toBe(1);
  keeper.changed();
  await keeper.flush();
  expect(JSON.parse(readFileSync(path, 'utf8')).state.name).toBe('Name 2');
});

describe('a seed file', () => {
  const type = { uid: 'poem', title: 'Poem', schema: [{ uid: 'title', data_type: 'text', display_name: 'Title' }] };
  const poem = (fields: object) => ({
    uid: 'bltpoem',
    content_type: 'poem',
    saves: [{ locale: 'en-us', at: '2026-01-01T00:00:00.000Z', by: 'blt1', fields }],
  });

  it('has what it says, the demo’s stack around it, and nothing else', async () => {
    const path = inFile({ content_types: [type], entries: [poem({ title: 'Ode' })] });
    const sandbox = await startSandbox({ seed: () => readSeedFile(path) });
    const ask = async (address: string): Promise<Reply['body']> => {
      const headers = { api_key: sandbox.api_key, authorization: sandbox.tokens.read_only ?? '' };
      return (await fetch(`${sandbox.origin}/v3${address}`, { headers })).json();
    };
    expect((await ask('/content_types?include_count=true')).count).toBe(1);
    expect((await ask('/content_types/poem/entries')).entries).toMatchObject([{ title: 'Ode' }]);
    expect((await ask('/environments')).environments.length).toBe(3);
    expect((await ask('/labels')).labels).toEqual([]);
    await sandbox.close();
  });

  it('may choose the answers', async () => {
    const path = inFile({ choices: { notFoundStatus: { environments: 404 } } });
    const { get } = await openStack({
      seed: async () => ({ ...seed, ...(await readSeedFile(path)), tokens: seed.tokens }),
    });
    expect((await get('/environments/nowhere')).status).toBe(404);
  });

  it.each([
    ['no JSON', '{', /not valid JSON/],
    ['no object', [], /not a seed/],
    ['a key that is not there', { colour: 'red' }, /colour/],
    ['a token without value', { tokens: [{ name: 'x', scope: 'read-write' }] }, /tokens\.0\.value/],
    ['a choice that is not there', { choices: { weather: 'fine' } }, /choices\.weather.*no such choice/],
    ['an answer that is not there', { choices: { missingFields: 'gone' } }, /choices\.missingFields.*keep, clear/],
    ['an answer of the wrong kind', { choices: { mostRoles: 'many' } }, /choices\.mostRoles.*a number/],
    [
      'an answer to part of a choice',
      { choices: { notFoundStatus: { assets: 7 } } },
      /notFoundStatus\.assets.*422, 404/,
    ],
    [
      'a part that is not there',
      { choices: { notFoundStatus: { poems: 404 } } },
      /notFoundStatus\.poems.*parts: assets/,
    ],
    ['one answer to a choice of parts', { choices: { notFoundStatus: 404 } }, /notFoundStatus.*parts: assets/],
    ['an entry without saves', { entries: [{ ...poem({}), saves: [] }] }, /entries\.0\.saves.*at least one/],
  ])('is refused for %s', async (_, content, message) => {
    await expect(readSeedFile(inFile(content))).rejects.toThrow(Unusable);
    await expect(readSeedFile(inFile(content))).rejects.toThrow(message);
  });

  it('is refused for what only the stack can tell', async () => {
    const path = inFile({ content_types: [type], entries: [poem({ title: 7 })] });
    await expect(startSandbox({ seed: () => readSeedFile(path) })).rejects.toThrow(/bltpoem.*title/);
    await expect(readSeedFile(join(makeFolder(), 'nothing.json'))).rejects.toThrow(/cannot be read/);
  });

  it('knows every choice there is', async () => {
    const path = inFile({ choices: likeliest });
    expect((await readSeedFile(path)).choices).toEqual(JSON.parse(JSON.stringify(likeliest)));
  });
});
