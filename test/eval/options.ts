// What `npm run eval` is asked for: words of tasks, surfaces, and for a model its name and its endpoint.
import { parseArgs } from 'node:util';
import { peer } from '../bench/pins.ts';
import type { Endpoint } from './model/talk.ts';
import { type Surface, surfaces } from './surfaces.ts';
import type { Task } from './task.ts';

export const apis = ['openai', 'anthropic'] as const;
export type Api = (typeof apis)[number];

/** Where the makers of each protocol have theirs. */
const makers: Record<Api, string> = { openai: 'https://api.openai.com/v1', anthropic: 'https://api.anthropic.com' };

export interface Asked {
  tasks: readonly Task[];
  /** Of few tasks one wants to know what is wrong, too. */
  isFew: boolean;
  surfaces: readonly Surface[];
  model?: Endpoint & { api: Api };
  /** Where table and plot go, without `.md` and `.svg`. */
  out: string;
}

/** @throws with words for whoever typed it. */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv, tasks: readonly Task[]): Asked {
  const text = { type: 'string' } as const;
  const options = { model: text, api: text, tasks: text, surface: text, limit: text, out: text };
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const words = [...positionals, ...toList(values.tasks)];
  const named = tasks.filter(({ name }) => words.length === 0 || words.some(word => name.includes(word)));
  if (named.length === 0)
    throw new Error(`there is no such task; there are ${tasks.map(({ name }) => `"${name}"`).join(', ')}`);
  const limit = values.limit === undefined ? named.length : Number(values.limit);
  if (!Number.isInteger(limit) || limit < 1) throw new Error('--limit takes a whole number of tasks');
  const { model } = values;
  const own = Object.keys(surfaces) as Surface[];
  // Scripts know our tools alone.
  const known = model === undefined ? own : [...own, peer.name];
  const chosen = toList(values.surface).map(word => choose('surface', word, known));
  return {
    tasks: named.slice(0, limit),
    isFew: words.length > 0,
    surfaces: chosen.length > 0 ? chosen : model === undefined ? ['full'] : own,
    ...(model === undefined ? {} : { model: { model, ...findEndpoint(env, values.api) } }),
    out: values.out ?? 'node_modules/.eval/model',
  };
}

const toList = (text = ''): string[] =>
  text
    .split(',')
    .map(word => word.trim())
    .filter(Boolean);

function choose<T extends string>(what: string, word: string, known: readonly T[]): T {
  const found = known.find(each => each === word);
  if (found === undefined) throw new Error(`there is no ${what} "${word}"; there are ${known.join(', ')}`);
  return found;
}

/** An endpoint of one's own may take no key; that of the maker is known. */
function findEndpoint(env: NodeJS.ProcessEnv, asked: string | undefined): Omit<Endpoint, 'model'> & { api: Api } {
  const read = (api: Api, what: string): string | undefined => env[`${api.toUpperCase()}_${what}`] || undefined;
  const set = apis.filter(api => read(api, 'BASE_URL') ?? read(api, 'API_KEY'));
  const named = asked === undefined ? set : [choose('api', asked, apis)];
  const [api, another] = named;
  if (another) throw new Error('variables of both protocols are set: say --api openai or --api anthropic');
  if (!api || !set.includes(api)) {
    const names = (api ? [api] : apis).map(each => each.toUpperCase());
    const wanted = names.map(name => `${name}_API_KEY (and ${name}_BASE_URL for one of your own)`);
    throw new Error(`a model needs an endpoint: set ${wanted.join(', or ')}`);
  }
  return { api, baseURL: read(api, 'BASE_URL') ?? makers[api], key: read(api, 'API_KEY') ?? 'no-key' };
}
