// How the cost of a server grows with its modules, and that of an answer with the stack.
import { interleave, mapValues, percentile, type Spread, time, toSpread } from './measure.ts';
import { paths } from './paths.ts';
import { type Api, findPost, startApi } from './sandbox.ts';
import { call, greet, type Server, start } from './stdio.ts';

export interface Modules {
  tools: number;
  /** From the spawn on. */
  first: Spread;
  /** The second list, which finds everything warm. */
  list: Spread;
  call: Spread;
  mb?: number;
}

export type Question = 'page' | 'filter' | 'entry';

export interface GrowthData {
  modules: Record<'1' | '4' | '21', Modules>;
  /** By the number of entries: the tool call, and beside it the same request by undici alone. */
  stacks: Record<'100' | '10000' | '100000', Record<Question, { ours: Spread; bare: Spread }>>;
}

const choices = { 1: 'entries', 4: 'entries,assets,content-types,releases', 21: 'all' };

async function open(api: Api, modules: string): Promise<Server> {
  const server = start([process.execPath, paths.product], { ...api.env(), CONTENTSTACK_MODULES: modules });
  await greet(server);
  return server;
}

async function measureModules(): Promise<GrowthData['modules']> {
  await using api = await startApi();
  const post = { content_type_uid: 'blog_post', entry_uid: await findPost(api) };
  const once = async (modules: string) => {
    const started = performance.now();
    await using server = await open(api, modules);
    const { tools } = await server.ask('tools/list');
    const first = performance.now() - started;
    const list = await time(() => server.ask('tools/list'));
    const calls: number[] = [];
    for (let round = 0; round < 20; round += 1) calls.push(await time(() => call(server, 'get_entry', post)));
    return { tools: tools.length, first, list, call: percentile(calls, 0.5), mb: server.peak() };
  };
  const taken = await interleave(
    mapValues(choices, modules => () => once(modules)),
    { rounds: 15 },
  );
  return mapValues(taken, runs => {
    const peaks = runs.flatMap(({ mb }) => mb ?? []);
    return {
      tools: runs[0]?.tools ?? 0,
      first: toSpread(runs.map(run => run.first)),
      list: toSpread(runs.map(run => run.list)),
      call: toSpread(runs.map(run => run.call)),
      ...(peaks.length > 0 ? { mb: percentile(peaks, 1) } : {}),
    };
  });
}

/** What the tool asks for besides, so that both send the same request. */
const besides = { include_count: 'true', include_publish_details: 'true' };
const filter = { query: '{"featured":true}', desc: 'rank' };
const entries = '/content_types/article/entries';

async function measureStack(count: number): Promise<Record<Question, { ours: Spread; bare: Spread }>> {
  await using api = await startApi(['--limits', 'off', '--entries', String(count)]);
  await using server = await open(api, 'entries');
  const type = { content_type_uid: 'article' };
  const found = (await api.get(entries, { limit: '1' })) as { entries: { uid: string }[] };
  const entry_uid = found.entries[0]?.uid ?? '';
  const taken = await interleave(
    {
      'ours: page': () => time(() => call(server, 'list_entries', type)),
      'bare: page': () => time(() => api.get(entries, besides)),
      'ours: filter': () =>
        time(() =>
          call(server, 'list_entries', { ...type, ...filter, query: JSON.parse(filter.query), include_count: true }),
        ),
      'bare: filter': () => time(() => api.get(entries, { ...filter, ...besides })),
      'ours: entry': () => time(() => call(server, 'get_entry', { ...type, entry_uid })),
      'bare: entry': () => time(() => api.get(`${entries}/${entry_uid}`)),
    },
    { rounds: 41, before: 10 },
  );
  const both = (what: Question) => ({ ours: toSpread(taken[`ours: ${what}`]), bare: toSpread(taken[`bare: ${what}`]) });
  return { page: both('page'), filter: both('filter'), entry: both('entry') };
}

export async function measureGrowth(): Promise<GrowthData> {
  return {
    modules: await measureModules(),
    stacks: { 100: await measureStack(100), 10000: await measureStack(10_000), 100000: await measureStack(100_000) },
  };
}
