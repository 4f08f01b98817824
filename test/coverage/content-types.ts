// Content types: how far the sandbox serves them.
import type { CoverageRow } from './row.ts';

export const contentTypes: readonly CoverageRow[] = [];
