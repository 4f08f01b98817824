// What is too long for `npm test`, one step after another.
import type { Step } from './run.ts';

const drawn = [
  ...['test/fuzz', 'test/stack/property.test.ts', 'test/server/completion.test.ts'],
  ...[
    'test/results/budget.test.ts',
    'test/results/estimate.test.ts',
    'test/results/redact.test.ts',
    'test/results/errors/denial.test.ts',
  ],
  ...['test/inspector.test.ts', 'test/sandbox/seed/scale.test.ts', 'test/command/sandbox.test.ts'],
  ...[
    'test/chaos',
    'test/tasks/rights.test.ts',
    'test/tasks/large.test.ts',
    'test/tasks/find/large.test.ts',
    'test/tasks/audit/large.test.ts',
  ],
];

const alone = [
  ...['test/save/property.test.ts', 'test/tasks/edit/random.test.ts', 'test/policy/guard-hostile'],
  ...['test/live/live.test.ts', 'test/soak'],
];

export const steps: readonly Step[] = [
  {
    name: 'fuzz and properties',
    command: ['npx', 'vitest', 'run', ...drawn],
    // Other cases than those of `npm test`.
    env: { LONG: '2', FUZZ_SEED: process.env.FUZZ_SEED ?? '20261129' },
    needs: [],
  },
  {
    // Side by side, as each of the files is one long run.
    name: 'saves, policies, live run and soak',
    command: ['npx', 'vitest', 'run', ...alone],
    env: {
      // Each answer of each choice by itself, and five at a time.
      LIVE_EACH: '1',
      LIVE_DRAWS: '20',
      SOAK_CALLS: '20000',
      SAVE_RUNS: '5000',
      EDIT_RUNS: '20000',
      POLICY_RUNS: '10000',
      FUZZ_SEED: process.env.FUZZ_SEED ?? '20261130',
    },
    needs: [],
  },
  {
    name: 'shared limit',
    command: ['npx', 'vitest', 'run', '--no-file-parallelism', 'test/door/shared'],
    env: { SYSTEM: '1' },
    needs: [{ program: 'redis-server', install: 'apt-get install -y redis-server' }],
  },
  {
    name: 'replicas',
    command: ['npx', 'vitest', 'run', 'test/replicas'],
    env: { SYSTEM: '1' },
    needs: [{ program: 'nginx', install: 'apt-get install -y nginx' }],
  },
  {
    name: 'view',
    command: ['npx', 'vitest', 'run', '--maxWorkers=2', 'test/view'],
    env: { SYSTEM: '1' },
    needs: [{ program: 'chromium', install: 'apt-get install -y chromium' }],
  },
  {
    // With every tool listed, they are played by `npm test`.
    name: 'everyday tasks on the smaller list',
    command: ['npm', 'run', '--silent', 'eval', '--', '--surface', 'tasks'],
    needs: [],
  },
  { name: 'clients', command: ['npm', 'run', '--silent', 'clients'], needs: [] },
];
