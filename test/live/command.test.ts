// The command on the sandbox: what it asks before it begins, what it says at the end, and that nothing of the stack is in it.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { live } from './command.ts';
import { allPoints } from './probe.ts';
import { envOf, openSandbox, readRemaining, unpaced } from './stack.ts';

const agreed = '--i-know-it-writes';

/** All that it says and writes. */
async function start(args: string[], env: Record<string, string | undefined>) {
  const folder = mkdtempSync(join(tmpdir(), 'live-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  let [said, complained] = ['', ''];
  const exit = await live(args, {
    env,
    folder,
    pace: unpaced,
    print: text => {
      said += text;
    },
    complain: text => {
      complained += text;
    },
  });
  const files = Object.fromEntries(readdirSync(folder).map(name => [name, readFileSync(join(folder, name), 'utf8')]));
  return { exit, said, complained, files };
}

describe('npm run live', () => {
  it('says what it would do and asks for nothing, unless it is told that it may write', async () => {
    const sandbox = await openSandbox();
    const { exit, complained, files } = await start([], envOf(sandbox));
    expect(exit).toBe(2);
    expect(complained).toContain(agreed);
    expect(complained).toContain('throw away');
    expect(sandbox.requests).toEqual([]);
    expect(files).toEqual({});
  });

  it.each([
    ['no token', { CONTENTSTACK_MANAGEMENT_TOKEN: undefined }, 'are not set'],
    ['a wrong token', { CONTENTSTACK_MANAGEMENT_TOKEN: 'cs0' }, 'cannot be read: GET /content_types: 401/105'],
    ['a wrong region', { CONTENTSTACK_HOST: undefined, CONTENTSTACK_REGION: 'mars' }, 'CONTENTSTACK_REGION is "mars"'],
  ])('stops at %s', async (_, change, says) => {
    const sandbox = await openSandbox();
    const before = readRemaining(sandbox);
    const { exit, complained } = await start([agreed], { ...envOf(sandbox), ...change });
    expect(exit).toBe(2);
    expect(complained).toContain(says);
    expect(readRemaining(sandbox)).toEqual(before);
  });

  it('says that the stack cannot be reached', async () => {
    const sandbox = await openSandbox();
    await sandbox.close();
    const { exit, complained } = await start([agreed], envOf(sandbox));
    expect(exit).toBe(3);
    expect(complained).toBe('The API cannot be reached (ECONNREFUSED).\n');
  });

  it('is content where the likeliest is true, and says what the other tokens would have shown', async () => {
    const { LIVE_READ_ONLY_TOKEN: _, LIVE_BRANCH_TOKEN: __, ...env } = envOf(await openSandbox());
    const { exit, said, files } = await start([agreed], env);
    expect(exit).toBe(0);
    expect(said).toContain('0 contradicted');
    expect(Object.keys(files)).toEqual(['live-report.json', 'live-report.md']);
    expect(said).toMatch(/not shown +permissionCheck +no read-only token was given/);
    expect(said).toMatch(/not shown +foreignBranches +no token for one branch was given/);
    // An unknown branch shows the status too.
    expect(said).toMatch(/confirmed +branchRefusalStatus +422/);
  });

  it('names what is contradicted, in a report that tells nothing of the stack', async () => {
    const choices = { missingFields: 'clear', notFoundStatus: { labels: 404 } } as const;
    const sandbox = await openSandbox({ choices });
    const { exit, said, complained, files } = await start([agreed], envOf(sandbox));
    expect(exit).toBe(1);
    expect(said).toMatch(/contradicted +missingFields +clear \(and not keep\)/);
    const [json = '', markdown = ''] = Object.values(files);
    const report = JSON.parse(json);
    expect(report).toMatchObject({ where: 'another host', left: '' });
    expect(report.rows.slice(0, 2).map((row: { name: string }) => row.name)).toEqual([
      'notFoundStatus.labels',
      'missingFields',
    ]);
    expect(markdown).toContain('| contradicted | `notFoundStatus.labels` |');
    const { state, origin } = sandbox;
    // What the points say themselves tells nothing of a stack.
    const own = JSON.stringify(allPoints);
    const names = [
      ...Object.values(state.environments).map(({ name }) => name),
      ...Object.values(state.users).map(({ email }) => String(email)),
      ...Object.keys(state.branches).filter(name => name !== 'main'),
      ...Object.values(state.branches).flatMap(branch => Object.keys(branch.content_types)),
    ].filter(name => !own.includes(name));
    expect(names.length).toBeGreaterThan(10);
    const secrets = [state.api_key, ...state.tokens.map(({ value }) => value), new URL(origin).host, state.org_uid];
    for (const text of [said, complained, ...Object.values(files)]) {
      expect([...secrets, ...names].filter(word => new RegExp(`(?<![\\w])${word}(?!\\w)`).test(text))).toEqual([]);
      expect(text).not.toMatch(/(blt|cs)[0-9a-f]{8}|live_[0-9a-f]{8}|https?:/);
    }
  });
});
