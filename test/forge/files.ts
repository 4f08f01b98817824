// The files that the forge reads, as text and as what they say.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('../..', import.meta.url));

export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

export const readYaml = (path: string) => parse(read(path));

export interface Job {
  permissions?: Record<string, string>;
  'timeout-minutes'?: number;
  uses?: string;
  environment?: string;
  strategy?: { matrix: Record<string, unknown[]> };
  steps?: { uses?: string; run?: string; with?: Record<string, unknown>; env?: Record<string, string> }[];
}

export interface Workflow {
  path: string;
  text: string;
  on: Record<string, { tags?: string[] } | null>;
  permissions: unknown;
  concurrency: unknown;
  jobs: Record<string, Job>;
}

export const workflows: readonly Workflow[] = readdirSync(join(root, '.github', 'workflows')).map(name => {
  const path = `.github/workflows/${name}`;
  return { path, text: read(path), ...readYaml(path) };
});

export const jobs = workflows.flatMap(({ path, jobs }) =>
  Object.entries(jobs).map(([name, job]) => ({ at: `${path} ${name}`, ...job })),
);

export const runs = jobs.flatMap(({ at, steps = [] }) => steps.flatMap(({ run }) => (run ? [{ at, run }] : [])));
