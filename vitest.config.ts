import { defineConfig } from 'vitest/config';

// One worker more than cores on the smallest machine: many tests wait, for a process to start or for their turn.
export default defineConfig({ test: { include: ['test/**/*.test.ts'], testTimeout: 30_000, maxWorkers: 3 } });
