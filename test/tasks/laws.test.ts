// Laws that every task of the catalogue keeps as it is declared, whatever it does.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toInput } from '../../src/operations/arguments.ts';
import { type Effect, places, toArgumentName } from '../../src/operations/operation.ts';
import { type Task, taskModule } from '../../src/operations/task.ts';
import { reachReads } from '../../src/server/reach.ts';
import { statusTool } from '../../src/stack/status.ts';
import { tasks } from '../../tools/index.ts';
import { ofTasks } from '../chaos/arguments.ts';
import { askedTasks } from '../docs/tables.ts';
import { open } from '../harness.ts';
import { find, listUses, operations } from '../operations.ts';
import { findStripping, findUnportable } from '../schemas.ts';

const byName: [string, Task][] = tasks.map(each => [each.name, each]);
const strength: readonly Effect[] = ['read', 'create', 'update', 'delete', 'publish'];

describe('the tasks together', () => {
  it('have names of their own', () => {
    const names = [...tasks, ...operations].map(({ name }) => name).concat(reachReads, 'run_write', statusTool.name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('are each a file of its own, which is listed', () => {
    const folder = new URL('../../tools/tasks', import.meta.url);
    const files = readdirSync(folder).filter(file => file !== 'index.ts');
    expect(files.sort()).toEqual(tasks.map(({ name }) => `${name.replaceAll('_', '-')}.ts`).sort());
  });

  it('stand before the operations, in a list of at most 127 tools', async () => {
    await using opened = await open();
    const listed = await opened.list();
    expect(listed.slice(0, tasks.length)).toEqual(tasks.map(({ name }) => name));
    expect(listed.length).toBeLessThanOrEqual(127);
  });

  it('have arguments for the tests that call each', () => {
    for (const [name, task] of byName) {
      const given = ofTasks[name];
      expect(given, `test/chaos/arguments.ts has none for ${name}`).toBeDefined();
      expect(toInput(task).parse(given), name).not.toHaveProperty('problems');
    }
  });
});

describe.each(byName)('%s', (name, task) => {
  const schema = () => toInput(task).schema();
  const own = places.flatMap(place => Object.entries(task[place]));

  it('has a name short enough for the longest prefix, a title, and at most two sentences', () => {
    expect(name).toMatch(/^[a-z][a-z0-9_]{0,24}$/);
    expect(task.title).toMatch(/^[A-Z][^.]{3,40}$/);
    expect(task.description).toMatch(/^[A-Z].*\.$/);
    expect(task.description.match(/[.!?](?=\s|$)/g)?.length).toBeLessThanOrEqual(2);
    expect(task).toMatchObject({ module: taskModule, reach: 'branch' });
  });

  it('is made of operations that there are, each named once', () => {
    const names = listUses(task.uses);
    expect(task.uses.must.length).toBeGreaterThan(0);
    expect(new Set(names).size).toBe(names.length);
    for (const each of names) expect(operations.map(operation => operation.name)).toContain(each);
  });

  it('has the effect of its strongest operation', () => {
    const effects = listUses(task.uses).map(each => strength.indexOf(find(each).effect));
    expect(task.effect).toBe(strength[Math.max(...effects)]);
  });

  it('says in the docs when it asks', () => {
    const file = readFileSync(new URL(`../../tools/tasks/${name.replaceAll('_', '-')}.ts`, import.meta.url), 'utf8');
    const isPlanned = /\bcode: text\b/.test(file);
    expect(Object.hasOwn(askedTasks, name)).toBe(task.confirm !== undefined || isPlanned);
  });

  it('asks before it deletes or publishes', () => {
    if (['delete', 'publish'].includes(task.effect)) expect(task.confirm).toEqual({ final: true });
    expect(task.confirm === undefined || task.effect !== 'read').toBe(true);
  });

  it('takes the codes of a task that plans, reads alone and comes before it', () => {
    if (task.codes === undefined) return;
    const planner = tasks.find(each => each.name === task.codes);
    expect(planner?.effect).toBe('read');
    expect(planner?.codes).toBeUndefined();
    expect(tasks.findIndex(each => each.name === task.codes)).toBeLessThan(tasks.indexOf(task));
  });

  it('names in its file no operation but those it uses', () => {
    const file = new URL(`../../tools/tasks/${name.replaceAll('_', '-')}.ts`, import.meta.url);
    const text = readFileSync(file, 'utf8');
    const named = [...text.matchAll(/\b(?:(?:send|read|has|toLink)\(|operation:)\s*['"`](\w+)['"`]/g)].map(
      ([, each]) => each,
    );
    expect(named.filter(each => !listUses(task.uses).includes(each ?? ''))).toEqual([]);
  });

  it('has each argument once, and leaves those that the machine adds to it', () => {
    const names = own.map(([each]) => toArgumentName(each));
    expect(names.length).toBe(new Set(names).size);
    for (const each of names) expect(each).toMatch(/^[A-Za-z_][A-Za-z0-9_-]{0,63}$/);
    for (const added of ['branch', 'stack', 'confirm']) expect(names).not.toContain(added);
  });

  it('drops nothing silently: an object inside an argument is strict or open', () => {
    for (const [each, field] of own) expect(findStripping(field, each)).toEqual([]);
  });

  it('shows a schema every provider takes, with all that it takes and no secret', () => {
    expect(schema().type).toBe('object');
    expect(findUnportable(schema(), '')).toEqual([]);
    expect(schema()).not.toHaveProperty('additionalProperties');
    expect(Object.keys(schema().properties).sort()).toEqual(own.map(([each]) => toArgumentName(each)).sort());
    expect(JSON.stringify([task.title, task.description, schema()])).not.toMatch(/\b(cs|blt)[0-9a-f]{6,}|Bearer /);
  });
});
