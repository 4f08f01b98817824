// Three replicas behind nginx, as docs/serving.md has it: one is killed at work, one is told to end, and it is counted what that costs.
import { spawn } from 'node:child_process';
import { expect, it, onTestFinished } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { bundle, toEnv } from '../command.ts';
import { type Load, startLoad } from './load.ts';
import { findPort, host, type Nginx, startNginx } from './nginx.ts';

const token = 'a-token-for-three';
const patient = { timeout: 60_000 };

interface Replica {
  port: number;
  /** What it has told its operator. */
  said(): string;
  kill(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
}

async function startReplica(sandbox: Sandbox, port: number): Promise<Replica> {
  const env = {
    ...toEnv(sandbox),
    ...{ CONTENTSTACK_HTTP_TOKEN: token, CONTENTSTACK_HTTP_HOSTS: host },
    ...{ CONTENTSTACK_RATE_READS: 'off', CONTENTSTACK_RATE_WRITES: 'off', CONTENTSTACK_RATE_BULK: 'off' },
  };
  const child = spawn(process.execPath, [bundle, '--http', String(port)], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', chunk => {
    said += chunk;
  });
  const ended = new Promise<number | NodeJS.Signals | null>(resolve =>
    child.on('close', (code, signal) => resolve(code ?? signal)),
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  // As an orchestrator does, before it sends anybody there.
  const toStatus = () =>
    fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ status }) => status,
      () => 0,
    );
  await expect.poll(toStatus, patient).toBe(200);
  return {
    port,
    said: () => said,
    kill(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

interface Scene {
  sandbox: Sandbox;
  replicas: Replica[];
  nginx: Nginx;
  load: Load;
}

async function start(): Promise<Scene> {
  // From afar, so that some calls are always under way.
  const sandbox = await startSandbox({ latency: 40 });
  onTestFinished(() => sandbox.close());
  const ports = [await findPort(), await findPort(), await findPort()];
  const replicas = await Promise.all(ports.map(port => startReplica(sandbox, port)));
  const nginx = await startNginx(ports);
  const load = await startLoad(nginx.port, token);
  return { sandbox, replicas, nginx, load };
}

/** Waits for so many more good answers. */
async function work({ load }: Scene, more: number): Promise<void> {
  const good = () => load.asked.filter(({ outcome }) => outcome === 'good').length;
  const before = good();
  await expect.poll(good, patient).toBeGreaterThanOrEqual(before + more);
}

/** What was written, by the label's name: how often. */
const countWrites = ({ sandbox }: Scene): Map<string, number> => {
  const names = Object.values(sandbox.state.branches.main?.labels ?? {}).map(({ name }) => name);
  return names.reduce((counts, name) => counts.set(name, (counts.get(name) ?? 0) + 1), new Map<string, number>());
};

/** Each write that was answered was done once, and none that failed more than once. */
function expectOnce(scene: Scene): void {
  const counts = countWrites(scene);
  for (const { writes, outcome, call } of scene.load.asked) {
    if (writes === undefined) continue;
    const done = counts.get(writes) ?? 0;
    if (outcome === 'good') expect(done, call).toBe(1);
    else expect(done, call).toBeLessThanOrEqual(1);
  }
  const tried = scene.sandbox.requests.filter(({ method, path }) => method === 'POST' && path === '/v3/labels');
  const sent = tried.map(({ body }) => (body as { label: { name: string } }).label.name);
  expect(new Set(sent).size).toBe(sent.length);
}

/** Waits until the proxy sends calls there again, and they are answered. */
async function findAgain(nginx: Nginx, port: number): Promise<void> {
  const before = nginx.passed().length;
  const isThere = () =>
    nginx
      .passed()
      .slice(before)
      .some(({ tried, status }) => status === 200 && tried.at(-1) === port);
  await expect.poll(isThere, patient).toBe(true);
}

it('shares the work among all, by clients of both protocols', async () => {
  const scene = await start();
  await work(scene, 60);
  await scene.load.stop();
  expect(scene.load.asked.filter(({ outcome }) => outcome !== 'good')).toEqual([]);
  const counts = scene.replicas.map(
    ({ port }) => scene.nginx.passed().filter(({ tried }) => tried.includes(port)).length,
  );
  for (const count of counts) expect(count).toBeGreaterThan(10);
  expectOnce(scene);
});

it('loses what a replica was at that is killed, says so, and nothing else', async () => {
  const scene = await start();
  const { load, nginx, replicas } = scene;
  await work(scene, 40);
  const [victim] = replicas as [Replica, ...Replica[]];
  expect(await victim.kill('SIGKILL')).toBe('SIGKILL');
  // What comes after that finds nobody there.
  const begun = new Set(load.asked.map(({ call }) => call));
  await work(scene, 80);
  // Those that find it dead are sent elsewhere, and never hear of it.
  const findMoved = () =>
    nginx.passed().filter(({ tried, status }) => status === 200 && tried.length > 1 && tried[0] === victim.port);
  await expect.poll(() => findMoved().length, patient).toBeGreaterThan(0);
  // It comes back on its port.
  await startReplica(scene.sandbox, victim.port);
  await findAgain(nginx, victim.port);
  await load.stop();

  const failed = load.asked.filter(({ outcome }) => outcome !== 'good');
  const passed = nginx.passed();
  for (const { call, outcome, says } of failed) {
    expect(outcome, call).toBe('failed');
    expect(begun, `${call} had not begun: ${says}`).toContain(call);
    const [last] = passed.filter(each => each.call === call).slice(-1);
    // Sent there, and nowhere after that.
    expect(last, says).toMatchObject({ status: 502, tried: [victim.port] });
  }
  // What it was at is at most one call of each client.
  expect(failed.length).toBeLessThanOrEqual(3);
  expectOnce(scene);
});

it('loses nothing when a replica is told to end', async () => {
  const scene = await start();
  const { load, nginx, replicas } = scene;
  for (const replica of replicas) {
    await work(scene, 30);
    expect(await replica.kill('SIGTERM')).toBe(0);
    await work(scene, 30);
    await startReplica(scene.sandbox, replica.port);
    // The next one ends when this one is at work again, as in any careful restart.
    await findAgain(nginx, replica.port);
  }
  await load.stop();
  const failed = load.asked.filter(({ outcome }) => outcome !== 'good');
  expect(failed, `${nginx.said()}\n${replicas.map(({ said }) => said()).join('')}`).toEqual([]);
  expectOnce(scene);
});
