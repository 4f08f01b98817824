import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    // One worker more than cores on the smallest machine: many tests wait, for a process to start or for their turn.
    maxWorkers: 3,
    // Files of one worker share what they import, which took longer than their tests. What a test changes for the whole
    // process (time, environment) it puts back itself.
    isolate: false,
  },
});
