// One row of the coverage table: a request, how far the sandbox serves it, and the test that shows it.
import type { RequestLine } from '../../src/operations/operation.ts';

export type Coverage =
  | Readonly<{ served: TestTitle }>
  /** What is left out. */
  | Readonly<{ partly: string; by: TestTitle }>
  /** Why not. */
  | Readonly<{ not: string }>;

/** `releases.test.ts > deploys its items`: a file of test/sandbox and the title of a test in it. */
export type TestTitle = `${string}.test.ts > ${string}`;

/** As the reference prints the request, without the version. */
export type CoverageRow = readonly [request: RequestLine, coverage: Coverage];

export const served = (by: TestTitle): Coverage => ({ served: by });
export const partly = (lacks: string, by: TestTitle): Coverage => ({ partly: lacks, by });
export const not = (why: string): Coverage => ({ not: why });
