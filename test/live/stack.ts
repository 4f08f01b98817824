// A sandbox to be played on, as somebody's stack: its tokens, and its state but for what leaves traces for good.
import { onTestFinished } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import type { Branch, State } from '../../src/sandbox/state/state.ts';
import type { Access } from './run.ts';

/** Nobody has to be spared. */
export const unpaced = { each: 0, bulk: 0 };

export async function openSandbox(options: Parameters<typeof startSandbox>[0] = {}): Promise<Sandbox> {
  const sandbox = await startSandbox(options);
  onTestFinished(() => sandbox.close());
  return sandbox;
}

export const accessOf = ({ origin, api_key, tokens }: Sandbox): Access => ({
  origin,
  apiKey: api_key,
  token: tokens.read_write ?? '',
  readOnly: tokens.read_only,
  limited: tokens.branch_limited,
  module: tokens.per_module,
});

/** The same as the command reads it. */
export const envOf = (sandbox: Sandbox): Record<string, string | undefined> => {
  const { origin, apiKey, token, readOnly, limited, module } = accessOf(sandbox);
  return {
    CONTENTSTACK_HOST: origin,
    CONTENTSTACK_API_KEY: apiKey,
    CONTENTSTACK_MANAGEMENT_TOKEN: token,
    LIVE_READ_ONLY_TOKEN: readOnly,
    LIVE_BRANCH_TOKEN: limited,
    LIVE_MODULE_TOKEN: module,
  };
};

/** Without log, queue, jobs and trash, which nobody can empty. */
export function readRemaining({ state }: Sandbox): unknown {
  const { branches, taxonomies, ...rest }: State = structuredClone(state);
  const living = Object.values(taxonomies).filter(({ deleted_at }) => deleted_at === undefined);
  return { ...rest, taxonomies: living, branches: Object.values(branches).map(readBranch) };
}

const readBranch = ({ audit_log, publish_queue, jobs, deleted_global_fields, ...branch }: Branch): unknown => branch;
