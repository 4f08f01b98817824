// A start on a network that takes its time: how long a client waits for the greeting and for the list, and what was sent.
import { request } from 'undici';
import { interleave, mapValues, type Spread, toSpread } from './measure.ts';
import { paths } from './paths.ts';
import { startRelay } from './relay.ts';
import { startApi } from './sandbox.ts';
import { greet, start } from './stdio.ts';

/** Milliseconds of a round trip. */
export const trips = ['0', '100', '250'] as const;

interface Waited {
  /** From the spawn, in ms. */
  greeted: Spread;
  listed: Spread;
  tools: number;
}

export interface NetworkData {
  waits: Record<(typeof trips)[number], Waited>;
  /** Requests of one start. */
  sent: { reads: number; writes: number };
}

export async function measureNetwork(): Promise<NetworkData> {
  await using api = await startApi();
  await using near = await startRelay(api.origin, 0);
  await using far = await startRelay(api.origin, 100);
  await using farther = await startRelay(api.origin, 250);
  const startOnce = async (origin: string) => {
    // What the start before has sent counts within its second, and this one would hold back.
    await new Promise(resolve => setTimeout(resolve, 1_500));
    const env = { ...api.env('paced'), CONTENTSTACK_HOST: origin };
    const started = performance.now();
    await using server = start([process.execPath, paths.product], env);
    await greet(server);
    const greeted = performance.now() - started;
    const { tools } = await server.ask('tools/list');
    return { greeted, listed: performance.now() - started, tools: tools.length };
  };
  await request(`${api.origin}/requests`, { method: 'DELETE' });
  await startOnce(near.origin);
  const { body } = await request(`${api.origin}/requests`);
  const { requests } = (await body.json()) as { requests: { method: string }[] };
  const reads = requests.filter(({ method }) => method === 'GET').length;
  const ways = { '0': near, '100': far, '250': farther };
  const taken = await interleave(
    mapValues(ways, way => () => startOnce(way.origin)),
    { rounds: 17 },
  );
  return {
    waits: mapValues(taken, runs => ({
      greeted: toSpread(runs.map(({ greeted }) => greeted)),
      listed: toSpread(runs.map(({ listed }) => listed)),
      // The least of all: a list that comes early must not come short.
      tools: Math.min(...runs.map(({ tools }) => tools)),
    })),
    sent: { reads, writes: requests.length - reads },
  };
}
