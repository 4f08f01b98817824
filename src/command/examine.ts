// Examines a configuration for the doctor: learns the facts while it watches the answers, and asks other regions if told to.

import { setTimeout as wait } from 'node:timers/promises';
import type { Cma } from '../door/cma.ts';
import { findMissing } from '../door/uploads/local.ts';
import { NoAnswer } from '../operations/answer.ts';
import type { Catalogue } from '../operations/task.ts';
import { regions } from '../settings/regions.ts';
import type { Settings } from '../settings/settings.ts';
import { requireScope, toAccess } from '../stack/access.ts';
import { toWait } from '../stack/again.ts';
import { openConnection, toCredentials, wantsScope } from '../stack/connect.ts';
import { assumeFacts, type Facts } from '../stack/facts.ts';
import { probes, toLearner } from '../stack/learn.ts';
import { isWithheld, type Reply } from '../stack/replies.ts';
import { toForbids, toKnown } from '../stack/ruling.ts';
import { type Check, type Evidence, isProof, toChecks } from './doctor.ts';

interface Examining {
  /** Whether the other regions' hosts may be sent the credentials, to find the one that knows the key. */
  isAsking?: boolean;
  /** Whether certificates are taken unseen. */
  isTlsOff?: boolean;
  /** How this program is started. */
  called?: string;
  origins?: Record<string, string>;
}

/** @throws {BadSetting} when the settings name a module or tool that there is not. */
export async function examine(
  { operations, tasks }: Catalogue,
  settings: Settings,
  { isAsking = false, isTlsOff = false, called = 'contentstack-cma-mcp', origins = regions }: Examining = {},
): Promise<{ checks: Check[]; facts: Facts }> {
  requireScope(operations, settings);
  const { facts, evidence } = await learn({ operations, tasks }, settings);
  const isLost = isAsking && facts.fault?.kind === 'key';
  const elsewhere = isLost ? await findRegion(settings, origins) : undefined;
  const access = toAccess(operations, facts, settings, tasks);
  const missing = await findMissing(settings.uploadDirs);
  const now = Date.now();
  return { checks: toChecks({ settings, access, evidence, elsewhere, missing, isTlsOff, called, now }), facts };
}

interface Learnt {
  facts: Facts;
  evidence: Evidence[];
}

/** How often what stays unknown is asked for: a passing trouble shall not be told as one that stays. */
const most = 3;

async function learn({ operations, tasks }: Catalogue, settings: Settings): Promise<Learnt> {
  const credentials = toCredentials(settings);
  if ('missing' in credentials) {
    return { facts: assumeFacts(settings, { kind: 'credentials', message: credentials.missing }), evidence: [] };
  }
  const connection = openConnection(credentials, settings);
  const forbids = toForbids(settings.policies, operations, () => toKnown(learner.facts().branches, {}));
  const door = connection.open({ kept: probes, isOnce: true, forbids });
  /** In the order of asking; what is said last counts. */
  const heard = new Map<string, Reply | undefined>();
  const watched: Pick<Cma, 'send'> = {
    async send(request, signal) {
      const asked = `${request.line.replace(/\{\w+\}/g, '…')} on ${request.headers.branch}`;
      if (!heard.has(asked)) heard.set(asked, undefined);
      try {
        const answer = await door.send(request, signal);
        heard.set(asked, answer);
        return answer;
      } catch (error) {
        if (error instanceof NoAnswer && !isWithheld(error)) heard.set(asked, error);
        throw error;
      }
    },
  };
  const judging = { settings, wantsScope: wantsScope(operations, settings, tasks), wantsWords: false };
  const learner = toLearner(watched, judging);
  try {
    for (let tries = 1; ; tries += 1) {
      await learner.ask(new AbortController().signal);
      if (learner.isDone() || learner.facts().fault || tries === most) {
        const evidence = [...heard].flatMap(([asked, reply]) => (reply ? [{ asked, reply }] : []));
        return { facts: learner.facts(), evidence };
      }
      await wait(toWait(tries, 0));
    }
  } finally {
    await connection.close();
  }
}

/** The first region, other than the one asked already, where the key is not unknown. */
async function findRegion(settings: Settings, origins: Record<string, string>): Promise<string | undefined> {
  for (const [region, origin] of Object.entries(origins)) {
    const credentials = toCredentials({ ...settings, origin });
    if (origin === settings.origin || 'missing' in credentials) continue;
    const connection = openConnection(credentials, settings);
    const door = connection.open({ kept: probes, isOnce: true });
    const path = '/stacks/branches';
    const place = { line: `GET ${path}`, effect: 'read', method: 'GET', path } as const;
    const request = { ...place, query: new URLSearchParams(), headers: {} };
    const answer = await door.send(request, new AbortController().signal).catch((error: unknown) => error);
    await connection.close();
    if (answer instanceof Error && !(answer instanceof NoAnswer)) continue;
    if (isProof(answer as Reply, 'key')) return region;
  }
  return undefined;
}
