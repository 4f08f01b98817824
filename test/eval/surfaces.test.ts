// The surfaces on which tasks are played: what is called through another tool is told by its own name.
import { expect, it } from 'vitest';
import { uidOf } from '../../src/sandbox/seed/form/names.ts';
import { agree, readUid } from './hands.ts';
import { play } from './play.ts';
import { fits, surfaces, toCalled } from './surfaces.ts';
import { tasks } from './tasks/index.ts';

it('tell a call through another tool from one by its own name', () => {
  const args = { uid: 'blt1' };
  const called = { name: 'publish_entry', args: { ...args, confirm: 'code' } };
  expect(toCalled('run_write', { operation: 'publish_entry', arguments: args, confirm: 'code' })).toEqual(called);
  expect(toCalled('publish_entry', called.args)).toEqual(called);
  expect(toCalled('run_read', undefined)).toEqual({ name: 'run_read', args: undefined });
  expect(toCalled('get_entry', { operation: 'x' })).toEqual({ name: 'get_entry', args: { operation: 'x' } });
});

it('are judged alike: damage by way of another tool is damage, and told as what was called', async () => {
  const planted = tasks.find(({ name }) => name === 'orders in what is published');
  if (!planted) throw new Error('there is no such task');
  const { isRight, harm } = await play(
    planted,
    async (prompt, hands) => {
      const answer = await planted.solvers.best(prompt, hands);
      const entry = { environments: ['production'], locales: ['en-us'] };
      const place = { content_type_uid: 'product', entry_uid: readUid(prompt) };
      await agree(hands, 'run_write', { operation: 'publish_entry', arguments: { ...place, entry } });
      return answer;
    },
    'tasks',
  );
  expect(isRight).toBe(true);
  expect(harm).toContain(`main.live.${uidOf('product', 'rest-mat')}.production.en-us`);
  expect(harm.filter(at => at === 'unsafe: called publish_entry')).toHaveLength(2);
});

it('take every task, but another server none that is about settings of ours', () => {
  for (const surface of Object.keys(surfaces) as (keyof typeof surfaces)[])
    expect(tasks.filter(task => fits(task, surface))).toEqual(tasks);
  const left = tasks.filter(task => !fits(task, 'contentstack-mcp'));
  expect(left.length).toBeGreaterThan(0);
  expect(left.length).toBeLessThan(tasks.length / 4);
});
