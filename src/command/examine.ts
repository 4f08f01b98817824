// Examines a configuration for the doctor: learns the facts while it watches the answers, and asks other regions if told to.

import type { Cma } from '../door/cma.ts';
import { findMissing } from '../door/uploads/local.ts';
import { type Answer, NoAnswer } from '../operations/answer.ts';
import type { Operation } from '../operations/operation.ts';
import { regions } from '../settings/regions.ts';
import type { Settings } from '../settings/settings.ts';
import { toAccess } from '../stack/access.ts';
import { openConnection, toCredentials, wantsScope } from '../stack/connect.ts';
import { assumeFacts, codeOf, type Facts } from '../stack/facts.ts';
import { learnFacts, probes } from '../stack/learn.ts';
import { type Check, toChecks } from './doctor.ts';

/** @param isAsking whether the other regions' hosts may be sent the credentials, to find the one that knows the key. */
export async function examine(
  operations: readonly Operation[],
  settings: Settings,
  isAsking: boolean,
  origins: Record<string, string> = regions,
): Promise<{ checks: Check[]; facts: Facts }> {
  const answers: Answer[] = [];
  const facts = await learn(operations, settings, answers);
  const isLost = isAsking && facts.fault?.kind === 'key';
  const elsewhere = isLost ? await findRegion(settings, origins) : undefined;
  const access = toAccess(operations, facts, settings);
  const missing = await findMissing(settings.uploadDirs);
  return { checks: toChecks({ settings, access, answers, elsewhere, missing, now: Date.now() }), facts };
}

async function learn(operations: readonly Operation[], settings: Settings, answers: Answer[]): Promise<Facts> {
  const credentials = toCredentials(settings);
  if ('missing' in credentials) return assumeFacts(settings, { kind: 'credentials', message: credentials.missing });
  const connection = openConnection(credentials, settings);
  const door = connection.open({ kept: probes, isOnce: true });
  const watched: Pick<Cma, 'send'> = {
    async send(request, signal) {
      const answer = await door.send(request, signal);
      answers.push(answer);
      return answer;
    },
  };
  const learning = { settings, wantsScope: wantsScope(operations, settings) };
  try {
    return await learnFacts(watched, learning, new AbortController().signal);
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
    if (answer instanceof NoAnswer || answer instanceof Error) continue;
    const { status } = answer as Answer;
    if (status !== 412 && codeOf(answer as Answer) !== 109) return region;
  }
  return undefined;
}
