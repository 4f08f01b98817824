// Keeps the state in a file, so that it outlives the process: whole or not at all, the newest wins.
import { existsSync, readFileSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { makeBranch, makeState } from './blank.ts';
import type { GivenChoices } from './choices.ts';
import type { Branch, State } from './state.ts';
import { describeIssues, parseJson, Unusable } from './unusable.ts';

/** What a file holds. */
export interface Kept {
  state: State;
  choices: GivenChoices;
}

const mark = 'contentstack-cma-mcp sandbox';

/** As what a blank one has: lists where it has lists, objects where it has objects. */
const like = (blank: object) =>
  z.looseObject(
    Object.fromEntries(
      Object.entries(blank).map(([key, value]) => [
        key,
        Array.isArray(value)
          ? z.array(z.unknown()).optional()
          : typeof value === 'object'
            ? z.record(z.string(), z.unknown()).optional()
            : z.string(),
      ]),
    ),
  );

const noStack = { api_key: '', org_uid: '', name: '', master_locale: '' };
const noStamp = { at: '', by: '' };

const format = z.strictObject({
  kept_by: z.literal(mark),
  version: z.literal(1),
  choices: z.record(z.string(), z.unknown()),
  state: like(makeState(noStack, [])).extend({
    tokens: z.array(z.looseObject({ name: z.string(), value: z.string() })),
    branches: z.looseObject({ main: z.unknown() }).and(z.record(z.string(), like(makeBranch('', '', noStamp)))),
  }),
});

/** Nothing when there is no file yet. @throws {Unusable} when no sandbox wrote it, or it is not whole. */
export function readStateFile(path: string): Kept | undefined {
  if (!existsSync(path)) return undefined;
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new Unusable(`${path} cannot be read (${(error as Error).message})`);
  }
  const advice = 'It was left as it was: give another file, or move this one away.';
  let given: unknown;
  try {
    given = parseJson(path, text);
  } catch (error) {
    throw new Unusable(`${(error as Error).message}, so it does not hold the state of a sandbox. ${advice}`);
  }
  const parsed = format.safeParse(given);
  if (!parsed.success) {
    throw new Unusable(`${path} does not hold the state of a sandbox: ${describeIssues(parsed.error)}. ${advice}`);
  }
  const { state, choices } = parsed.data as unknown as Kept;
  // A file of an earlier version may lack what has been added since.
  const branches = Object.entries(state.branches).map(([uid, branch]): [string, Branch] => [
    uid,
    { ...makeBranch(uid, '', noStamp), ...branch },
  ]);
  return { state: { ...makeState(noStack, []), ...state, branches: Object.fromEntries(branches) }, choices };
}

interface Keeper {
  /** There is something new to write; it may wait a moment for more. */
  changed(): void;
  /** Writes what is new at once. @throws {Unusable} when the file could not be written. */
  flush(): Promise<void>;
}

/** Milliseconds in which changes gather; a state that takes long to write is written less often. */
const shortestWait = 20;
const waitPerWork = 4;

export function keepState(path: string, take: () => Kept): Keeper {
  let isDirty = false;
  let running: Promise<void> | undefined;
  let wait = shortestWait;
  let hurry = new AbortController();
  let failure: Error | undefined;

  async function work(): Promise<void> {
    while (isDirty) {
      await sleep(wait, undefined, { signal: hurry.signal }).catch(() => {});
      const startedAt = performance.now();
      isDirty = false;
      failure = await writeWhole(path, JSON.stringify({ kept_by: mark, version: 1, ...take() })).then(
        () => undefined,
        (error: Error) => error,
      );
      wait = Math.max(shortestWait, waitPerWork * (performance.now() - startedAt));
    }
    running = undefined;
  }

  return {
    changed() {
      isDirty = true;
      running ??= work();
    },
    async flush() {
      hurry.abort();
      while (running) await running;
      hurry = new AbortController();
      if (failure) throw new Unusable(`the state could not be written to ${path}: ${failure.message}`);
    },
  };
}

/** Under another name first: whoever reads the file finds the old state or the new one, never a part. */
async function writeWhole(path: string, text: string): Promise<void> {
  const beside = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(beside, 'w', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
