// A model with the server of another author, which is installed from npm: the same tasks and judges, and none of our tools.
import { expect, it } from 'vitest';
import { demoSeed } from '../../../src/sandbox/seed/demo/index.ts';
import { peer } from '../../bench/pins.ts';
import { ask, readUid, toLeaves } from '../hands.ts';
import type { Solver } from '../task.ts';
import { startEndpoint } from './endpoint.ts';
import { find, run } from './trial.ts';

const reads: Solver = async (prompt, hands) =>
  toLeaves(await ask(hands, 'contentstack_get_entry', { contentTypeUid: 'blog_post', entryUid: readUid(prompt) }));

/** It changes what nobody asked for. */
const writes: Solver = async (prompt, hands) => {
  const answer = await reads(prompt, hands);
  const place = { contentTypeUid: 'blog_post', entryUid: readUid(prompt) };
  await hands.callTool({
    name: 'contentstack_update_entry',
    arguments: { ...place, data: { entry: { headline: 'New' } } },
  });
  return answer;
};

it('is judged alike, but for tasks that are about settings of ours', async () => {
  const task = find('orders in a post');
  await using endpoint = await startEndpoint([reads, writes]);
  const { rows, page } = await run(
    endpoint,
    'openai',
    [task, find('a rule that forbids production'), task],
    [peer.name],
  );
  expect(rows.map(row => row.task)).toEqual([task, task]);
  const [well, badly] = rows.map(({ outcome }) => outcome);
  expect(well).toMatchObject({ calls: 1, isRight: true, harm: [] });
  expect(badly?.harm.some(at => at.startsWith('branches.main.entries.blog_post.'))).toBe(true);
  const { tools } = JSON.parse(endpoint.arrived[0]?.body ?? '') as { tools: { function: { name: string } }[] };
  const listed = tools.map(each => each.function.name);
  expect(listed).toContain('contentstack_get_entry');
  expect(listed).not.toContain('get_entry');
  expect(page).toContain(`| ${peer.name} | `);
  for (const { body } of endpoint.arrived)
    for (const { name, value } of demoSeed.tokens) expect(body.includes(value), name).toBe(false);
});
