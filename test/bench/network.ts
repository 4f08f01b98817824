// The bench of the network: a burst against the ideal, and what a tool call costs beyond the bare request. Prints, judges nothing.
import { Agent, request } from 'undici';
import { type Opened, open } from '../harness.ts';

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const middle = (sorted: number[], part: number): number => sorted[Math.floor(sorted.length * part)] ?? Number.NaN;

/** 200 reads against the limits of the API. The first ten need not wait, so the ideal is 19 seconds. */
async function measureBurst(): Promise<void> {
  await using opened = await open({ limits: {}, settings: { RATE_READS: '10' } });
  // What was asked at the start has used a part of its second.
  await new Promise(resolve => setTimeout(resolve, 1100));
  const started = performance.now();
  const calls = await Promise.allSettled(Array.from({ length: 200 }, () => opened.call('list_languages')));
  const seconds = (performance.now() - started) / 1000;
  const failed = calls.filter(({ status }) => status === 'rejected').length;
  const refused = opened.sandbox.requests.filter(({ status }) => status === 429).length;
  print(`burst of 200 reads: ${seconds.toFixed(2)} s, ${(seconds / 19).toFixed(3)} × the ideal of 19 s (goal: 1.15)`);
  print(`  ${failed} failed, ${refused} of ${opened.sandbox.requests.length} answers were 429`);
}

/** In turn, so that both meet the same machine. */
async function measureOverhead(rounds = 2000): Promise<void> {
  await using opened = await open();
  const agent = new Agent();
  const call = () => opened.client.callTool({ name: 'get_language', arguments: { code: 'fr-fr' } });
  const bare = () => askBare(opened, agent);
  const times = { call: [] as number[], bare: [] as number[] };
  for (let round = -200; round < rounds; round += 1) {
    const [start, between] = [performance.now(), await bare().then(() => performance.now())];
    await call();
    if (round < 0) continue;
    times.bare.push(between - start);
    times.call.push(performance.now() - between);
  }
  await agent.close();
  const bares = times.bare.sort((one, other) => one - other);
  const calls = times.call.sort((one, other) => one - other);
  const over = (part: number) => (middle(calls, part) - middle(bares, part)).toFixed(2);
  print(`tool call over the bare request: median ${over(0.5)} ms (goal: 1.0), p99 ${over(0.99)} ms (goal: 3.0)`);
  print(`  bare: median ${middle(bares, 0.5).toFixed(2)} ms, p99 ${middle(bares, 0.99).toFixed(2)} ms`);
}

async function askBare({ sandbox }: Opened, agent: Agent): Promise<void> {
  const { body } = await request(`${sandbox.origin}/v3/locales/fr-fr`, {
    dispatcher: agent,
    headers: { api_key: sandbox.api_key, authorization: sandbox.tokens.read_write ?? '', branch: 'main' },
  });
  await body.text();
}

await measureOverhead();
await measureBurst();
