// What is too long for `npm test`: groups of steps, one after another; the steps of a group run at once.
import type { Step } from './run.ts';

/** Which of them are begun first says vitest.config.ts. */
const drawn = [
  ...['test/tasks/edit/random.test.ts', 'test/policy/guard-hostile', 'test/soak', 'test/tasks/find/large.test.ts'],
  ...[
    'test/chaos',
    'test/migration',
    'test/save/property.test.ts',
    'test/live/live.test.ts',
    'test/fuzz',
    'test/tasks/large.test.ts',
  ],
  ...['test/tasks/rights.test.ts', 'test/inspector.test.ts', 'test/stack/property.test.ts'],
  ...['test/sandbox/seed/scale.test.ts', 'test/tasks/audit/large.test.ts', 'test/server/completion.test.ts'],
  ...['test/results/budget.test.ts', 'test/results/estimate.test.ts', 'test/results/redact.test.ts'],
  ...[
    'test/results/errors/denial.test.ts',
    'test/content/rich-text/apply-drawn.test.ts',
    'test/content/merge/laws.test.ts',
  ],
];

/** How much is drawn: for each commit, and where somebody has an hour. */
const amounts = {
  usual: {
    LONG: '1',
    // Each answer of each choice, five at a time.
    LIVE_EACH: '5',
    LIVE_DRAWS: '1',
    SOAK_CALLS: '4000',
    SAVE_RUNS: '1000',
    EDIT_RUNS: '1500',
    POLICY_RUNS: '1000',
  },
  long: {
    LONG: '2',
    // Each answer of each choice by itself, and five at a time.
    LIVE_EACH: '1',
    LIVE_DRAWS: '20',
    SOAK_CALLS: '20000',
    SAVE_RUNS: '5000',
    EDIT_RUNS: '20000',
    POLICY_RUNS: '10000',
  },
};

/** How fast requests come is what the shared limit and the replicas are about, so nothing runs beside them. */
export const toSteps = (amount: keyof typeof amounts): readonly (readonly Step[])[] => [
  [
    {
      // In one run, as many of them mostly wait, and some are one long run each.
      name: 'drawn cases, long runs and soak',
      command: ['npx', 'vitest', 'run', ...drawn, ...(amount === 'long' ? ['test/command/sandbox.test.ts'] : [])],
      // Other cases than those of `npm test`.
      env: { FUZZ_SEED: process.env.FUZZ_SEED ?? '20261129', ...amounts[amount] },
      needs: [],
    },
    // The CLI waits most of its time.
    { name: 'clients', command: ['npm', 'run', '--silent', 'clients'], needs: [] },
  ],
  [
    {
      name: 'shared limit',
      command: ['npx', 'vitest', 'run', '--no-file-parallelism', 'test/door/shared'],
      env: { SYSTEM: '1' },
      needs: [{ program: 'redis-server', install: 'apt-get install -y redis-server' }],
    },
  ],
  [
    {
      name: 'replicas',
      command: ['npx', 'vitest', 'run', 'test/replicas'],
      env: { SYSTEM: '1' },
      needs: [{ program: 'nginx', install: 'apt-get install -y nginx' }],
    },
  ],
  [
    {
      name: 'view',
      command: ['npx', 'vitest', 'run', '--maxWorkers=2', 'test/view'],
      env: { SYSTEM: '1', LONG: amounts[amount].LONG },
      needs: [{ program: 'chromium', install: 'apt-get install -y chromium' }],
    },
    {
      // With every tool listed, they are played by `npm test`.
      name: 'everyday tasks on the smaller list',
      command: ['npm', 'run', '--silent', 'eval', '--', '--surface', 'tasks'],
      needs: [],
    },
  ],
];
