// Several policies at once: for all stacks, of a stack and of a caller. Each only adds to the others, at every door.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { toRequest } from '../../src/door/request.ts';
import { readPolicy } from '../../src/policy/policy.ts';
import { readInvocation } from '../../src/settings/invocation.ts';
import type { Ceiling } from '../../src/settings/settings.ts';
import { readStacksFile } from '../../src/settings/stacks-file.ts';
import { limit } from '../../src/stack/members.ts';
import { narrow } from '../../src/stack/narrow.ts';
import { operations } from '../operations.ts';
import { isWrite, openRuled } from './guard.ts';

const folder = mkdtempSync(join(tmpdir(), 'policies-'));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const rule = (name: string, environments: string[]) => ({
  rules: [{ name, effects: ['publish'], environments, then: 'deny' }],
});

const common = write('common.json', rule('for all', ['production']));
write('shop.json', rule('of the shop', ['staging']));
write('guests.json', rule('of the guests', ['preview']));

const env = { SHOP: 'cs0123456789abcdef01', GUESTS: 'a-token-of-guests', CONTENTSTACK_POLICY: common };
const shop = { api_key: 'blt1', token_env: 'SHOP' };
const guests = { token_env: 'GUESTS', stacks: ['shop'] };

function read(content: object, given: Record<string, string> = env) {
  const { several } = readInvocation(['--stacks', write('stacks.json', content)], given);
  if (!several) throw new Error('there is no file');
  return readStacksFile(several.path, several.beside);
}

it('adds that of a stack to the common one, and finds it beside the file that names it', () => {
  const { stacks, bearers } = read({
    stacks: { shop: { ...shop, policy: 'shop.json' }, blog: { api_key: 'blt2', token_env: 'SHOP' } },
    bearers: { guests: { ...guests, policy: 'guests.json' } },
  });
  expect(stacks.map(({ settings }) => settings.policies.map(({ rules }) => rules[0]?.name))).toEqual([
    ['for all', 'of the shop'],
    ['for all'],
  ]);
  expect(bearers[0]?.ceiling.policies.map(({ source, rules }) => [source, rules[0]?.name])).toEqual([
    ['guests.json', 'of the guests'],
  ]);
});

it.each([
  ['stacks.shop.policy', { stacks: { shop: { ...shop, policy: 'none.json' } } }, 'which cannot be read (ENOENT)'],
  [
    'bearers.guests.policy',
    { stacks: { shop }, bearers: { guests: { ...guests, policy: 'faulty.json' } } },
    'rules[0].environment is not known; did you mean environments?',
  ],
])('stops the start where %s is no policy', (at, content, says) => {
  write('faulty.json', { rules: [{ name: 'x', environment: ['production'], then: 'deny' }] });
  const told = () => read(content);
  expect(told).toThrow(`stacks.json: ${at} is "`);
  expect(told).toThrow(says);
});

it('stops the start where the common one is none, and says what is wrong where', () => {
  const start = (path: string) => () => readInvocation(['--policy', path], {});
  const path = write('wrong.json', { rules: [{ name: 'x', effects: ['publsh'], then: 'deny' }] });
  expect(start(path)).toThrow(`CONTENTSTACK_POLICY is "${path}", which is no policy: rules[0].effects[0] is "publsh"`);
  expect(start(join(folder, 'none.json'))).toThrow('which cannot be read (ENOENT)');
  expect(start(folder)).toThrow('which cannot be read (EISDIR)');
  const unfilled = ['$', '{POLICY}'].join('');
  expect(start(unfilled)).toThrow(/--policy|CONTENTSTACK_POLICY/);
});

const entry = { content_type_uid: 'announcement', entry_uid: 'bltcb8f9f8fc4526d43' };
const publish = (environment: string) => ({ ...entry, entry: { environments: [environment], locales: ['en-us'] } });

const open: Ceiling = {
  ...{ modules: ['all'], tools: undefined, toolsDeny: [], readOnly: false, branches: undefined },
  ...{ globalWrites: 'allow', policies: [] },
};
const own = readPolicy(
  JSON.stringify({
    rules: [...rule('of the guests', ['preview']).rules, { name: 'no labels', effects: ['delete'], then: 'deny' }],
  }),
  'guests.json',
);

it('narrows a caller by the door, for operations and for tasks, and leaves what holds above them', async () => {
  await using stack = await openRuled(rule('for all', ['production']).rules);
  const below = narrow(await stack.stack.ready(), { ...open, policies: [own] }, text => text, 'guests');
  const operation = operations.find(({ name }) => name === 'publish_entry');
  const update = operations.find(({ name }) => name === 'update_entry');
  if (!operation || !update || 'missing' in below.cma) throw new Error('there is no door');
  const task = below.access.tasks.kept.find(({ task: { name } }) => name === 'restore_entries');
  const door = task && below.openFor(task);
  if (!door || 'missing' in door) throw new Error('there is no door');
  const { signal } = new AbortController();
  for (const cma of [below.cma, door]) {
    for (const [environment, name] of [
      ['production', 'for all'],
      ['preview', 'of the guests'],
    ] as const) {
      const request = toRequest(operation, publish(environment), 'main');
      await expect(cma.send({ ...request, isAgreed: true }, signal)).rejects.toThrow(`"${name}" forbids this`);
    }
  }
  expect(stack.sandbox.requests).toEqual([]);
  await below.cma.send(toRequest(operation, publish('staging'), 'main'), signal);
  expect(stack.sandbox.requests).toMatchObject([{ method: 'POST' }]);
  expect(below.judge([{ operation, request: toRequest(operation, publish('preview'), 'main') }])).toMatchObject({
    decision: 'deny',
    source: 'guests.json',
  });
  expect(below.access.policies.map(({ source }) => source).at(-1)).toBe('guests.json');
  expect(below.access.withheld.find(each => each.operation.name === 'delete_label')?.reason).toContain('"no labels"');
});

it('lets what is to be asked about leave a door with a yes alone', async () => {
  await using stack = await openRuled([{ name: 'look first', effects: ['publish'], then: 'ask' }]);
  const { cma } = await stack.stack.ready();
  const operation = operations.find(({ name }) => name === 'publish_entry');
  if (!operation || 'missing' in cma) throw new Error('there is no door');
  const request = toRequest(operation, publish('staging'), 'main');
  const { signal } = new AbortController();
  await expect(cma.send(request, signal)).rejects.toThrow(/"look first" wants a person.*Nobody has agreed/);
  expect(stack.sandbox.requests).toEqual([]);
  await cma.send({ ...request, isAgreed: true }, signal);
  expect(stack.sandbox.requests.filter(isWrite)).toHaveLength(1);
});

it('is told to a caller, with the policies of the stack and their own', async () => {
  await using stack = await openRuled(rule('for all', ['production']).rules);
  const member = { stack: stack.stack, name: 'shop', where: 'a test', settings: {} as never };
  const [seen] = limit([member], {
    ...{ name: 'guests', stacks: ['shop'], inItsWords: (text: string) => text },
    ceiling: { ...open, policies: [own] },
  });
  expect(seen?.stack.now().access.policies.flatMap(({ rules }) => rules.map(({ name }) => name))).toEqual([
    'for all',
    'of the guests',
    'no labels',
  ]);
});
