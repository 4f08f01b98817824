// Global fields: how far the sandbox serves them.
import type { CoverageRow } from './row.ts';

export const globalFields: readonly CoverageRow[] = [];
