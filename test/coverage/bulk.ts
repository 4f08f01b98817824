// Bulk: how far the sandbox serves them.
import type { CoverageRow } from './row.ts';

export const bulk: readonly CoverageRow[] = [];
