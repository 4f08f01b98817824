// What `npm run live` does: says what it is about to do, plays, removes what it made, and tells what was shown.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { regions } from '../../src/settings/regions.ts';
import { BadSetting, toSettings } from '../../src/settings/settings.ts';
import { describe, gentle, type Line, Unreachable } from './client.ts';
import { ours } from './ground.ts';
import { allPoints, NotShown } from './probe.ts';
import { probes } from './probes/index.ts';
import { count, toJson, toMarkdown, toSummary, toTable } from './report.ts';
import { type Access, type Conditions, connect, type Outcome, run } from './run.ts';
import { lookFor, sweep } from './sweep.ts';
import { untold } from './untold.ts';

export interface Surroundings {
  env: Record<string, string | undefined>;
  print: (text: string) => void;
  complain: (text: string) => void;
  stop?: AbortSignal;
  /** Where the report goes. */
  folder: string;
  pace?: Line['pace'];
}

/** 0: nothing is contradicted; 1: something is; 2: nothing was played; 3: it did not come to its end. */
export type Exit = 0 | 1 | 2 | 3;

const flag = '--i-know-it-writes';

const warning = `This plays ${allPoints.length - Object.keys(untold).length} points where the API's reference leaves the answer open, in ${probes.length} probes,
on the stack of CONTENTSTACK_API_KEY and CONTENTSTACK_MANAGEMENT_TOKEN (CONTENTSTACK_REGION or CONTENTSTACK_HOST,
CONTENTSTACK_BRANCH). It makes and removes content types, entries, assets, languages, an environment, workflows,
publish rules, webhooks (switched off), releases, labels and more. All of it is called live_…, is removed at the end
and after Ctrl+C, and is published to an environment of its own alone. What it did stays in the audit log, the publish
queue and the trash. It takes one to three minutes, at no more than ten requests a second.

Use a stack that you can throw away. LIVE_READ_ONLY_TOKEN, LIVE_BRANCH_TOKEN (read and write, for one branch of several)
and LIVE_MODULE_TOKEN (for some modules alone) show more, if they are given. Start it with
  npm run live -- ${flag}
and remove what an earlier run has left with
  npm run live -- ${flag} --clean
`;

export async function live(args: readonly string[], surroundings: Surroundings): Promise<Exit> {
  const { env, complain } = surroundings;
  const unknown = args.find(arg => arg !== flag && arg !== '--clean');
  if (unknown !== undefined || !args.includes(flag)) {
    complain(unknown === undefined ? warning : `There is no "${unknown}".\n\n${warning}`);
    return 2;
  }
  const access = readAccess(env);
  if (typeof access === 'string') {
    complain(`${access}\n`);
    return 2;
  }
  try {
    return await (args.includes('--clean') ? clean(access, surroundings) : start(access, surroundings));
  } catch (error) {
    const isForeseen = error instanceof Unreachable || error instanceof NotShown || surroundings.stop?.aborted;
    if (!isForeseen) throw error;
    complain(surroundings.stop?.aborted ? 'It was stopped.\n' : `${(error as Error).message}\n`);
    return 3;
  }
}

const isOld = (name: string): boolean => ours.test(name);

const settle = ({ pace = gentle, stop }: Surroundings): Conditions => ({ pace, stop });

async function clean(access: Access, surroundings: Surroundings): Promise<Exit> {
  const left = await sweep(connect(access, settle(surroundings)).ground.api, isOld);
  surroundings.print(left ? `Not removed: ${left}.\n` : 'Nothing is left of earlier runs.\n');
  return left ? 3 : 0;
}

async function start(access: Access, surroundings: Surroundings): Promise<Exit> {
  const { complain, print } = surroundings;
  const { api } = connect(access, settle(surroundings)).ground;
  const tried = await api.get('/content_types?limit=1');
  if (!tried.ok) {
    complain(`The stack cannot be read: ${describe(tried)}. Key, token, region or branch is wrong.\n`);
    return 2;
  }
  const before = await lookFor(api, isOld);
  if (before) {
    complain(`An earlier run, or one that is under way, has left ${before}. Remove it with --clean.\n`);
    return 2;
  }
  const tell: Conditions['tell'] = probe => print(`\r${probes.indexOf(probe) + 1} of ${probes.length} `);
  const outcome = await run(access, { ...settle(surroundings), tell });
  report(outcome, access, surroundings);
  if (outcome.broken || outcome.left) return 3;
  return count(outcome.rows, 'contradicted') > 0 ? 1 : 0;
}

function report(outcome: Outcome, { origin }: Access, { print, complain, folder }: Surroundings): void {
  const circumstances = { where: nameOf(origin), at: new Date().toISOString().slice(0, 10) };
  print(`\r${toTable(outcome)}${toSummary(outcome)}\n`);
  writeFileSync(join(folder, 'live-report.json'), toJson(outcome, circumstances));
  writeFileSync(join(folder, 'live-report.md'), toMarkdown(outcome, circumstances));
  print('The report is in live-report.json and live-report.md.\n');
  if (outcome.broken) complain(`${outcome.broken}\n`);
  if (outcome.left) complain(`Not removed: ${outcome.left}. Try again with --clean.\n`);
}

/** @returns what is wrong, in words. */
function readAccess(env: Surroundings['env']): Access | string {
  const given = ['API_KEY', 'MANAGEMENT_TOKEN', 'REGION', 'HOST', 'BRANCH'].flatMap(key => {
    const value = env[`CONTENTSTACK_${key}`];
    return value ? [[key, value]] : [];
  });
  try {
    const { keys, origin, branch } = toSettings(Object.fromEntries(given));
    const { apiKey, token } = keys;
    if (!apiKey || !token) return 'CONTENTSTACK_API_KEY and CONTENTSTACK_MANAGEMENT_TOKEN are not set.';
    const more = { readOnly: env.LIVE_READ_ONLY_TOKEN, limited: env.LIVE_BRANCH_TOKEN, module: env.LIVE_MODULE_TOKEN };
    return { origin, apiKey, token, branch, ...more };
  } catch (error) {
    if (error instanceof BadSetting) return error.message;
    throw error;
  }
}

/** A host of one's own is nobody else's business. */
const nameOf = (origin: string): string => {
  const [region] = Object.entries(regions).find(([, each]) => each === origin) ?? [];
  return region ? `region ${region}` : 'another host';
};
