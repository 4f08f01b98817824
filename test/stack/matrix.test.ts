// Every kind of token and trouble, detected or declared, under every kind of setting: which tools exist, and what was sent.
// The exact names are in the snapshot beside it.
import { describe, expect, it } from 'vitest';
import { type Choices, likeliest } from '../../src/sandbox/state/choices.ts';
import { writes } from '../../src/stack/access.ts';
import { findOffered, standard, toListed } from '../operations.ts';
import { type Given, kinds, look } from './stacks.ts';

const scopes: Record<string, Given> = { detect: {}, declared: { TOKEN_SCOPE: 'read-write' } };
const limits: Record<string, Given> = {
  none: {},
  modules: { MODULES: 'entries,branches,environments' },
  deny: { TOOLS_DENY: 'delete_*,unpublish_*' },
  'read-only': { READ_ONLY: 'true' },
  'branches set': { BRANCHES: 'development' },
};

const rows = kinds.flatMap(kind =>
  Object.entries(scopes).flatMap(([scope, one]) =>
    Object.entries(limits).map(([limit, two]) => ({
      name: `${kind}, ${scope}, ${limit}`,
      kind,
      given: { ...one, ...two },
    })),
  ),
);

it('leaves exactly these tools, after exactly these requests', async () => {
  const sets = new Map<string, string>();
  const lines: string[] = [];
  for (const { name, kind, given } of rows) {
    const { names, sent } = await look(kind, given);
    const text = names.join(' ');
    if (!sets.has(text)) sets.set(text, `set ${sets.size + 1}`);
    const asked = sent.map(each => each.replace(/(blt|none_)[0-9a-f]{16}/, '<random>')).sort();
    lines.push(
      `${name}: ${names.length} tools, ${sets.get(text)}; ${asked.length === 0 ? 'nothing sent' : asked.join(', ')}`,
    );
    const tests = sent.filter(each => !each.startsWith('GET'));
    // Two lists, and one read for each of at most main, the configured, the listed; of a token that was refused one more.
    expect(sent.length - tests.length, name).toBeLessThanOrEqual(2 + 5 + (tests.length > 2 ? 1 : 0));
    // One write, where main is not reached another, and where it is refused three.
    expect(tests.length, name).toBeLessThanOrEqual(['read-only', 'per-module'].includes(kind) ? 4 : 2);
    expect(new Set(sent).size, `${name} sends nothing twice`).toBe(sent.length);
  }
  const listed = [...sets].map(([text, set]) => `${set}:\n  ${text.replaceAll(' ', '\n  ')}`);
  await expect(`${lines.join('\n')}\n\n${listed.join('\n')}\n`).toMatchFileSnapshot('./matrix.snap.txt');
});

describe('whatever the settings', () => {
  it.each(kinds.filter(kind => !['read-write', 'branch-limited', 'two branches', 'per-module'].includes(kind)))(
    'nothing that writes exists where detection finds no right to write: %s',
    async kind => {
      const { names } = await look(kind, {});
      expect(names.filter(name => writes(findOffered(name)))).toEqual([]);
      expect(names.length).toBeGreaterThan(0);
    },
  );

  it.each(['slow host', 'no credentials'])('nothing that writes exists while nothing is known: %s', async kind => {
    const { names } = await look(kind, { TOKEN_SCOPE: 'read-write' });
    expect(names).toEqual(toListed(standard.filter(each => !writes(each))).slice(0, -1));
  });

  it('every tool that reads exists with a read-only token, and none that writes', async () => {
    const { names } = await look('read-only', {});
    expect(names).toEqual(toListed(standard.filter(each => !writes(each))).slice(0, -1));
  });
});

describe('where nobody knows what Contentstack does', () => {
  const everywhere = Object.fromEntries(
    Object.keys(likeliest.notFoundStatus).map(module => [module, 404]),
  ) as Choices['notFoundStatus'];
  const usual = (kind: string, given: Given = {}) => look(kind, given).then(({ names }) => names);

  it.each([
    { readOnlyRefusal: { status: 401, code: 162 } },
    { readOnlyRefusal: { status: 403, code: 161 } },
    { readOnlyRefusal: { status: 422, code: 162 } },
    { branchListing: 'those of the token' },
    { branchRefusalStatus: 403 },
    { branchRefusalStatus: 401 },
    { notFoundStatus: everywhere },
    { readOnlyWritingGets: 'allow' },
  ] as const)('%j makes no difference to a read-only, a read-write and a branch-limited token', async choices => {
    for (const kind of ['read-only', 'read-write', 'branch-limited']) {
      expect((await look(kind, {}, choices)).names, kind).toEqual(await usual(kind));
    }
  });

  it('a stack that looks before it asks for permission makes a read-only token seem to write: it must be declared', async () => {
    const choices = { permissionCheck: 'after lookup' } as const;
    expect((await look('read-only', {}, choices)).names.some(name => writes(findOffered(name)))).toBe(true);
    expect((await look('read-only', { TOKEN_SCOPE: 'read-only' }, choices)).names).toEqual(await usual('read-only'));
  });

  it('a list of the token’s branches alone hides that there are more, unless main is not among them', async () => {
    const choices = { branchListing: 'those of the token' } as const;
    expect((await look('branch-limited', {}, choices)).names).not.toContain('delete_environment');
    expect((await look('two branches', {}, choices)).names).toContain('delete_environment');
    expect((await look('two branches', {})).names).not.toContain('delete_environment');
  });
});

describe('branches', () => {
  it('are those the token reaches, aliases included', async () => {
    expect((await look('read-write', {})).instructions).toMatch(
      /Branch: main unless a call names development, preview/,
    );
    expect((await look('branch-limited', {})).instructions).toContain('Branch: development.');
    expect((await look('two branches', {})).instructions).toMatch(/Branch: main unless a call names development/);
  });

  it('that are asked for and not there leave nothing that needs one, and the nearest name is told', async () => {
    const { names, problem, withheld } = await look('read-write', { BRANCH: 'developmnet' });
    expect(names.filter(name => findOffered(name).reach === 'branch')).toEqual([]);
    expect(problem).toBe(
      'CONTENTSTACK_BRANCH names "developmnet", which does not exist or is out of the token\'s reach; did you mean development?',
    );
    expect(withheld.get_entry).toContain('did you mean development?');
  });

  it('of a list that are not there are left out', async () => {
    const { instructions, problem } = await look('read-write', { BRANCHES: 'development,prevew' });
    expect(instructions).toContain('Branch: development.');
    expect(problem).toContain('did you mean preview?');
  });
});

it('asks nothing about writing where the settings leave nothing that writes', async () => {
  for (const given of [{ READ_ONLY: 'true' }, { TOOLS: 'list_*' }, { TOKEN_SCOPE: 'read-write' }]) {
    expect((await look('read-write', given)).sent.filter(each => !each.startsWith('GET'))).toEqual([]);
  }
});
