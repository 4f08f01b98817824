// A task can do nothing that its operations could not: whatever is asked of it, by whichever token, and below every ceiling.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { toRequest } from '../../src/door/request.ts';
import { type Effect, toMethod } from '../../src/operations/operation.ts';
import { defineTask, type Task } from '../../src/operations/task.ts';
import { type Ceiling, toSettings } from '../../src/settings/settings.ts';
import { toAccess, writes } from '../../src/stack/access.ts';
import type { Facts } from '../../src/stack/facts.ts';
import { narrow } from '../../src/stack/narrow.ts';
import { tasks } from '../../tools/index.ts';
import { ofTasks } from '../chaos/arguments.ts';
import { plays } from '../chaos/writing.ts';
import { type Tool, toCases } from '../fuzz/arguments.ts';
import { toSets, toWords } from '../fuzz/words.ts';
import { type Json, type Opened, open } from '../harness.ts';
import { toLine } from '../lines.ts';
import { toRuns } from '../long.ts';
import { find, listUses, operations } from '../operations.ts';

/** Drawn for each task and token. */
const runs = toRuns(2, 8);

const byName: [string, Task][] = tasks.map(each => [each.name, each]);
const linesOf = (names: readonly string[]): Set<string | undefined> => new Set(names.map(name => find(name).line));
const toUses = ({ uses }: Task): string[] => listUses(uses);
/** Those without each of which it stays. */
const toOptional = ({ uses: { any = [], may = [] } }: Task): string[] => [...(any.length > 1 ? any : []), ...may];

/** What writes, by several ways of which it needs one. */
const waysOf = ['create_label', 'update_label', 'delete_label'];
const several = defineTask('several_ways', {
  title: 'By several ways',
  effect: 'delete',
  description: 'Writes.',
  uses: { must: ['list_labels'], any: waysOf, may: ['get_label'] },
  asks: true,
  fields: {},
  run: async () => ({ says: 'never' }),
});

/** One that writes by each effect that there is; each says so of itself, or hides it. */
const writing = operations.filter(writes).map(({ name, effect }, index) => ({
  task: defineTask(`write_${index}`, {
    title: 'Write',
    effect: index % 2 === 0 ? effect : 'read',
    description: 'Writes.',
    uses: { must: ['list_labels', name] },
    fields: {},
    run: async () => ({ says: 'never' }),
  }),
  name,
}));

const toFacts = (scope: 'read-only' | 'read-write'): Facts => ({
  token: { scope, why: 'the test says so' },
  branches: { usable: ['main'], default: 'main', aliases: {}, limited: false },
});
const toTasks = (
  given: Parameters<typeof toSettings>[0],
  all: readonly Task[] = tasks,
  facts = toFacts('read-write'),
) => toAccess(operations, facts, toSettings(given), all).tasks;

/** Of a refusal, names near to a wrong one are read by the server as for any operation, and the stack's words when they are old. */
const looks = new Set([
  'GET /content_types',
  'GET /locales',
  'GET /environments',
  'GET /stacks/branches',
  'GET /stacks/branch_aliases',
]);

async function call({ client, sandbox }: Opened, name: string, args: Json) {
  sandbox.requests.splice(0);
  const { content, isError } = await client.callTool({ name, arguments: args });
  const text = content.map(part => (part.type === 'text' ? part.text : '')).join('');
  const sent = sandbox.requests.splice(0).map(asked => ({ ...asked, line: toLine(asked) }));
  return { text, isError: isError === true, sent };
}

/** What it is plainly asked; a task that carries out what another has planned needs that one's code. */
async function toAsked(opened: Opened, name: string): Promise<Json> {
  const task = tasks.find(each => each.name === name);
  const play = task?.codes === undefined ? undefined : plays[name];
  const plan = async (given: Json, tool = name): Promise<Json> => {
    const { text, isError } = await call(opened, tool, given);
    return isError ? {} : (JSON.parse(text) as Json);
  };
  return { ...ofTasks[name], ...(await play?.(plan)) };
}

describe.each(['read_write', 'read_only', 'branch_limited', 'two_branches'])('with the token %s', token => {
  it('sends nothing but requests of its operations, on branches that it may reach', async () => {
    await using opened = await open({ token });
    const usable = opened.stack.now().access.facts.branches.usable;
    const listed = (await opened.client.listTools()).tools.filter(({ name }) => name in ofTasks);
    const kept = byName.filter(([, { effect }]) => token !== 'read_only' || effect === 'read');
    expect(listed.map(({ name }) => name)).toEqual(kept.map(([name]) => name));
    const drawn = toCases(listed as Tool[], toWords(opened.sandbox), toSets(opened.sandbox));
    let sent = 0;
    const check = async (name: string, args: Json) => {
      const task = tasks.find(each => each.name === name) as Task;
      const uses = linesOf(toUses(task));
      const answer = await call(opened, name, args);
      for (const { line, branch } of answer.sent) {
        const isLook = answer.isError && looks.has(line ?? '');
        expect(uses.has(line) || isLook, `${name} sends ${line}`).toBe(true);
        // Whether a branch that is not known has come since is asked of that branch.
        if (!isLook) expect(usable, name).toContain(branch);
      }
      sent += answer.sent.length;
      return answer;
    };
    for (const [name] of kept) {
      const answer = await check(name, await toAsked(opened, name));
      // What is plainly asked is done with every token that may.
      if (token === 'read_write') expect(answer.isError, `${name}: ${answer.text}`).toBe(false);
      expect(answer.sent.length, name).toBeGreaterThan(0);
    }
    await fc.assert(
      fc.asyncProperty(drawn, async ({ name, args }) => {
        // Half of them with what it cannot do without, or most would end before anything is sent.
        await check(name, args);
        await check(name, { ...args, ...ofTasks[name] });
      }),
      { numRuns: runs * tasks.length, endOnFailure: true },
    );
    expect(sent).toBeGreaterThan(tasks.length * runs);
  });
});

it('reaches no other branch, though it is told to', async () => {
  await using opened = await open({ token: 'branch_limited' });
  for (const [name] of byName) {
    for (const branch of ['main', 'live', 'nowhere']) {
      const { sent, isError } = await call(opened, name, { ...ofTasks[name], branch });
      expect(isError, name).toBe(true);
      // Whether there is such a branch by now is asked of it; no task is run there.
      const beyond = sent.filter(each => each.branch !== 'development' && each.branch !== undefined);
      expect(beyond.filter(({ line, status = 500 }) => line !== 'GET /locales' || status < 400)).toEqual([]);
    }
  }
});

it('by a branch of its own choice it reaches none that the token does not', async () => {
  const task = defineTask('stray', {
    title: 'Stray',
    effect: 'read',
    description: 'Goes elsewhere.',
    uses: { must: ['list_content_types'] },
    fields: { at: z.string() },
    async run({ at }, ground) {
      await ground.read('list_content_types', {}, String(at));
      return { says: 'there' };
    },
  });
  await using opened = await open({ token: 'branch_limited', tasks: [task] });
  for (const at of ['main', 'live', '../x', 'nowhere']) {
    const { sent, text } = await call(opened, 'stray', { at });
    expect(text).toMatch(/branch: .*is none of the branches that can be used here/);
    expect(sent.filter(({ branch }) => branch !== 'development')).toEqual([]);
  }
});

describe('where nothing may be written', () => {
  it.each([
    ['the token', {}, toFacts('read-only'), /the token counts as read-only/],
    ['the settings', { READ_ONLY: 'true' }, toFacts('read-write'), /CONTENTSTACK_READ_ONLY is true/],
  ] as const)('by %s there is no task that writes, whatever it says of itself', (_, given, facts, why) => {
    const { kept, withheld } = toTasks(
      { ...given, MODULES: 'all' },
      [...tasks, ...writing.map(each => each.task)],
      facts,
    );
    for (const { task, uses } of kept) {
      expect(task.effect).toBe('read');
      expect(uses.filter(writes)).toEqual([]);
    }
    for (const { task, name } of writing) {
      const off = withheld.find(each => each.task === task);
      expect(off?.reason, name).toMatch(why);
    }
    expect(kept.map(({ task }) => task.name)).toEqual(tasks.filter(({ effect }) => effect === 'read').map(t => t.name));
  });

  it('and it cannot be called', async () => {
    const [{ task } = writing[0] as (typeof writing)[number]] = writing;
    await using opened = await open({ token: 'read_only', tasks: [task] });
    await expect(call(opened, task.name, {})).rejects.toThrow(/it is off here: .*read-only/);
  });
});

// Nothing below changes the stack, so one is enough for all tasks.
let opened: Opened;
beforeAll(async () => {
  opened = await open();
});
afterAll(() => opened.close());

describe.each(byName)('%s', (name, task) => {
  it('goes with each operation that it must have, and says which is off and why', () => {
    for (const must of task.uses.must) {
      const { kept, withheld } = toTasks({ TOOLS_DENY: must });
      expect(kept.map(each => each.task.name)).not.toContain(name);
      expect(withheld.find(each => each.task === task)?.reason).toBe(
        `it needs ${must}, which is off: CONTENTSTACK_TOOLS_DENY names it`,
      );
    }
  });

  it('stays without each that it may have, and without one of several ways, and does not use it', () => {
    for (const may of toOptional(task)) {
      const kept = toTasks({ TOOLS_DENY: may }).kept.find(each => each.task === task);
      const left = toUses(task).filter(each => each !== may);
      expect(kept?.uses.map(operation => operation.name)).toEqual(left);
    }
  });

  it('goes with the last of several ways', () => {
    const { any = [] } = task.uses;
    const { kept, withheld } = toTasks({ TOOLS_DENY: any.join(',') });
    const off = withheld.find(each => each.task === task);
    expect(kept.some(each => each.task === task)).toBe(any.length === 0);
    expect(off?.reason).toBe(any[0] && `it needs ${any[0]}, which is off: CONTENTSTACK_TOOLS_DENY names it`);
    for (const left of any) {
      const others = any.filter(each => each !== left);
      const one = toTasks({ TOOLS_DENY: others.join(',') }).kept.find(each => each.task === task);
      expect(one?.uses.map(operation => operation.name)).toEqual(toUses(task).filter(each => !others.includes(each)));
    }
  });

  it('uses none of a module that was left out when some were named, and companions when none were', () => {
    const needed = [
      ...new Set([...task.uses.must, ...(task.uses.any ?? []).slice(0, 1)].map(each => find(each).module)),
    ];
    const kept = toTasks({ MODULES: needed.join(',') }).kept.find(each => each.task === task);
    expect(kept?.uses.filter(({ module }) => !needed.includes(module))).toEqual([]);
    const all = toTasks({}).kept.find(each => each.task === task);
    expect(all?.uses.map(operation => operation.name)).toEqual(toUses(task));
  });

  it('has nothing below a ceiling that the ceiling does not leave', async () => {
    const stack = await opened.stack.ready();
    const none: Ceiling = {
      ...{ modules: ['all'], tools: undefined, toolsDeny: [], readOnly: false, branches: undefined, policies: [] },
      globalWrites: 'allow',
    };
    const below = (more: Partial<Ceiling>) =>
      narrow(stack, { ...none, ...more }, text => text.replace('CONTENTSTACK_', 'bearers.ours.'), 'ours');
    for (const must of task.uses.must) {
      const { withheld } = below({ toolsDeny: [must] }).access.tasks;
      expect(withheld.find(each => each.task === task)?.reason).toBe(
        `it needs ${must}, which is off: bearers.ours.TOOLS_DENY names it`,
      );
    }
    for (const may of toOptional(task)) {
      const narrowed = below({ toolsDeny: [may] });
      const kept = narrowed.access.tasks.kept.find(each => each.task === task);
      expect(kept?.uses.map(each => each.name)).not.toContain(may);
      // Nor by the door of the task as it was above.
      const door = kept && narrowed.openFor(kept);
      if (!door || 'missing' in door) throw new Error('there is no door');
      const operation = find(may);
      const path = Object.fromEntries(Object.keys(operation.path).map(each => [each, 'x']));
      const request = toRequest(operation, path, 'main');
      await expect(door.send(request, new AbortController().signal)).rejects.toThrow('is not among the tools');
    }
    const narrowed = below({ branches: ['development'] });
    const kept = narrowed.access.tasks.kept.find(each => each.task === task);
    const door = kept && narrowed.openFor(kept);
    if (!door || 'missing' in door) throw new Error('there is no door');
    opened.sandbox.requests.splice(0);
    const first = find(task.uses.must[0] ?? '');
    const path = Object.fromEntries(Object.keys(first.path).map(each => [each, 'page']));
    await expect(door.send(toRequest(first, path, 'main'), new AbortController().signal)).rejects.toThrow();
    expect(opened.sandbox.requests).toEqual([]);
    await door.send(toRequest(first, path, 'development'), new AbortController().signal);
    expect(opened.sandbox.requests).toMatchObject([{ method: toMethod(first.line), branch: 'development' }]);
  });
});

describe('of several ways', () => {
  const none: Ceiling = {
    ...{ modules: ['all'], tools: undefined, toolsDeny: [], readOnly: false, branches: undefined },
    globalWrites: 'allow',
    policies: [],
  };
  /** What is left of it: above these are off, and below others. */
  const leave = async (above: string[], toolsDeny: string[]) => {
    await using opened = await open({ tasks: [several], settings: { TOOLS_DENY: above.join(',') } });
    const stack = await opened.stack.ready();
    const inItsWords = (text: string) => text.replace('CONTENTSTACK_', 'bearers.ours.');
    const { kept, withheld } = narrow(stack, { ...none, toolsDeny }, inItsWords, 'ours').access.tasks;
    return { uses: kept[0]?.uses.map(({ name }) => name), why: withheld[0]?.reason };
  };

  it('one that both leave is enough, whichever it is', async () => {
    for (const left of waysOf) {
      const [first = '', second = ''] = waysOf.filter(each => each !== left);
      expect(await leave([first], [second])).toEqual({ uses: ['list_labels', left, 'get_label'], why: undefined });
    }
  });

  it('there is no task where each leaves another, and it says what is off and where', async () => {
    const [first = '', ...others] = waysOf;
    expect(await leave([first], others)).toEqual({
      uses: undefined,
      why: `it needs ${first}, which is off: CONTENTSTACK_TOOLS_DENY names it`,
    });
    expect(await leave(others, [first])).toEqual({
      uses: undefined,
      why: `it needs ${first}, which is off: bearers.ours.TOOLS_DENY names it`,
    });
  });
});

/** Those that some task may have and none must: without each of them every task that could use it runs. */
const optional = [...new Set(tasks.flatMap(toOptional))];

it.each(optional)('without %s it is never requested, and each task that could use it still answers', async denied => {
  await using opened = await open({ settings: { TOOLS_DENY: denied } });
  const { line } = find(denied);
  for (const [name, task] of byName.filter(([, each]) => toOptional(each).includes(denied))) {
    const { sent, text, isError } = await call(opened, name, await toAsked(opened, name));
    const isLook = (each?: string): boolean => isError && looks.has(each ?? '');
    const others = linesOf(toUses(task).filter(each => each !== denied));
    // It does its work without, or says that this cannot be done without.
    if (sent.length === 0) expect(text).toMatch(new RegExp(`needs ${denied}|cannot be read here`));
    // By a count one tells the server, which learns its words anew once something was changed.
    const own = sent.filter(each => !(looks.has(String(each.line)) && each.query.includes('include_count=true')));
    expect(own.filter(each => each.line === line && !others.has(line) && !isLook(line))).toEqual([]);
    expect(text).not.toContain('failed inside');
  }
});

it('knows every effect, so that none is left out above', () => {
  const effects = new Set<Effect>(writing.map(({ name }) => find(name).effect));
  expect(effects).toEqual(new Set(['create', 'update', 'delete', 'publish']));
});
