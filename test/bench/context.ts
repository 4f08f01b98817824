// How much of a model's context is taken: by the list of tools, and by the answers to ten everyday questions.
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { measureEveryday, questions, subject, toCost } from '../results/everyday.ts';
import { paths } from './paths.ts';
import { installPeer } from './peers.ts';
import { type Api, startApi } from './sandbox.ts';
import { call, greet, type Server, start } from './stdio.ts';

export interface List {
  tools: number;
  /** o200k; of name, description and input schema, which is what reaches a model. */
  tokens: number;
}

export interface ContextData {
  lists: Record<'standard' | 'read-only' | 'all' | 'entries' | 'free' | 'peer', List>;
  /** In tokens; the peer's where it has a tool for it. */
  answers: { question: string; tool: string; raw: number; ours: number; peer?: number }[];
}

async function measureList(server: Server): Promise<List> {
  await greet(server);
  const { tools } = await server.ask('tools/list');
  const costs = (tools as { name: string; description: string; inputSchema: object }[]).map(
    ({ name, description, inputSchema }) => encode(JSON.stringify({ name, description, inputSchema })).length,
  );
  return { tools: tools.length, tokens: costs.reduce((sum, cost) => sum + cost, 0) };
}

async function measureOurs(api: Api, settings: Record<string, string>): Promise<List> {
  await using server = start([process.execPath, paths.product], { ...api.env(), ...settings });
  return await measureList(server);
}

const post = { contentTypeUid: 'blog_post' };

/** The peer's tool for each question, where it has one, and its arguments as its descriptions ask for them. */
const asked: Record<string, [tool: string, args: (entryUid: string) => object]> = {
  'Which posts are there?': ['get_entries', () => post],
  'Which pages, in French?': ['get_entries', () => ({ contentTypeUid: 'page', query: { locale: 'fr-fr' } })],
  'What does this post say?': ['get_entry', entryUid => ({ ...post, entryUid })],
  'Which pictures are there?': ['get_assets', () => ({})],
  'Which content types?': ['get_content_types', () => ({})],
  'Which fields has a post?': ['get_content_type', () => ({ uid: 'blog_post' })],
  'Change its headline.': ['update_entry', entryUid => ({ ...post, entryUid, data: { entry: { headline: 'New' } } })],
};

async function askPeer(api: Api, peer: Server): Promise<(number | undefined)[]> {
  const path = '/content_types/blog_post/entries';
  const found = (await api.get(path, { query: JSON.stringify(subject) })) as { entries: { uid: string }[] };
  const uid = found.entries[0]?.uid ?? '';
  const costs: (number | undefined)[] = [];
  for (const [question] of questions) {
    const [tool, args] = asked[question] ?? [];
    const answer = tool && args && (await call(peer, `contentstack_${tool}`, args(uid)));
    costs.push(answer === undefined ? undefined : toCost(answer, api.origin));
  }
  return costs;
}

export async function measureContext(): Promise<ContextData> {
  await using api = await startApi();
  const { command, env } = await installPeer(api);
  await using peer = start(command, env);
  const lists = {
    standard: await measureOurs(api, {}),
    free: await measureOurs(api, { CONTENTSTACK_LIVE_SCHEMA: 'false' }),
    'read-only': await measureOurs(api, { CONTENTSTACK_READ_ONLY: 'true' }),
    entries: await measureOurs(api, { CONTENTSTACK_MODULES: 'entries' }),
    all: await measureOurs(api, { CONTENTSTACK_MODULES: 'all' }),
    peer: await measureList(peer),
  };
  const { before, after } = await measureEveryday();
  const theirs = await askPeer(api, peer);
  const answers = questions.map(([question, tool], index) => {
    const [raw = 0, ours = 0, other] = [before[index], after[index], theirs[index]];
    return { question, tool, raw, ours, ...(other === undefined ? {} : { peer: other }) };
  });
  return { lists, answers };
}
