// What people want done finds the right tool by the words of the lists, on either surface; what is found is counted, and may not become less.
import { beforeAll, describe, expect, it } from 'vitest';
import { isObject } from '../../src/operations/is-object.ts';
import { type Opened, open } from '../harness.ts';
import { findOffered } from '../operations.ts';
import { type Job, jobs } from './jobs.ts';
import { makeRanking } from './ranking.ts';

type Tools = Awaited<ReturnType<Opened['client']['listTools']>>['tools'];

/** Ranks from 1, infinite where the right tool is not found. */
interface Found {
  job: Job;
  rank: number;
  first: readonly string[];
}

/** What a client can search of a list: with the arguments go what is said of each. */
const toRanking = (tools: Tools) =>
  makeRanking(
    tools.map(({ name, title = '', description = '', inputSchema: { properties = {} } }) => ({
      ...{ name, title, description },
      arguments: Object.entries(properties)
        .flatMap(([argument, node]) => [argument, isObject(node) ? String(node.description ?? '') : ''])
        .join(' '),
    })),
  );

/** By the list where a tool in it is right, as a model reads the list first; by find_operation where none is. */
async function findAll(surface: 'full' | 'tasks'): Promise<Found[]> {
  await using opened = await open({ settings: { MODULES: 'all', SURFACE: surface } });
  const { tools } = await opened.client.listTools();
  const [listed, rankListed] = [new Set(tools.map(({ name }) => name)), toRanking(tools)];
  const findUnlisted = async (words: string): Promise<string[]> => {
    const { operations = [], more = [] } = await opened.call('find_operation', { words });
    return [...(operations as { operation: string }[]).map(each => each.operation), ...(more as string[])];
  };
  const found: Found[] = [];
  for (const job of jobs) {
    const isListed = job.right.some(name => listed.has(name));
    const names = isListed ? rankListed(job.asks) : await findUnlisted(job.asks);
    const index = names.findIndex(name => job.right.includes(name));
    found.push({ job, rank: index < 0 ? Number.POSITIVE_INFINITY : index + 1, first: names.slice(0, 3) });
  }
  return found;
}

/** How many of the forty and of the twenty find a right tool first, and among the first three. */
const reached = {
  full: { tuned: [29, 40], held: [7, 10] },
  tasks: { tuned: [34, 40], held: [6, 11] },
} as const;

describe.each(['full', 'tasks'] as const)('on the surface %s', surface => {
  let found: Found[];
  beforeAll(async () => {
    found = await findAll(surface);
  });

  it.each(['tuned', 'held'] as const)('finds as many of the jobs that are %s as it did', kind => {
    const those = found.filter(({ job }) => job.held === (kind === 'held'));
    const within = (most: number): number => those.filter(({ rank }) => rank <= most).length;
    const [first, three] = [within(1), within(3)];
    const missed = those
      .filter(({ rank }) => rank > 3)
      .map(({ job, rank, first: instead }) => `  ${rank} ${job.asks} (${job.right}): ${instead.join(', ')}`);
    process.stdout.write(
      `jobs: ${surface}, ${kind}: ${first} first and ${three} within three, of ${those.length}\n${kind === 'tuned' ? `${missed.join('\n')}\n` : ''}`,
    );
    expect(first).toBeGreaterThanOrEqual(reached[surface][kind][0]);
    expect(three).toBeGreaterThanOrEqual(reached[surface][kind][1]);
  });
});

it('asks sixty jobs, a third held back, each for tools that there are', () => {
  expect(jobs.map(({ held }) => held).filter(Boolean)).toHaveLength(20);
  expect(new Set(jobs.map(({ asks }) => asks)).size).toBe(60);
  for (const { right } of jobs)
    for (const name of right) if (name !== 'server_status') expect(findOffered(name).name).toBe(name);
});
