// Entries: how far the sandbox serves them.
import type { CoverageRow } from './row.ts';

export const entries: readonly CoverageRow[] = [];
