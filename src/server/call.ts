// A call of a tool: arguments become a request, the answer a result.

import { toRequest } from '../door/request.ts';
import { type Arguments, toDefaults } from '../operations/arguments.ts';
import type { Operation } from '../operations/operation.ts';
import { changesWords, spellOut, type Vocabulary } from '../operations/words.ts';
import { type Outcome, toFate, type Write } from '../results/errors/fate.ts';
import { listUnknownKinds } from '../results/errors/near.ts';
import { mayBeNames, type Surroundings } from '../results/errors/refusal.ts';
import type { Secrets } from '../results/redact.ts';
import { type Result, toErrorResult, toFailureResult, toProblemResult, toResult } from '../results/result.ts';
import { toLink } from '../results/show/link.ts';
import type { Present, Presenting } from '../results/show/present.ts';
import { toAppOrigin, toPlace } from '../settings/regions.ts';
import type { Member } from '../stack/members.ts';
import type { Stack } from '../stack/stack.ts';
import { type Consent, confirm, type Question, type Used } from './confirm/confirm.ts';
import { type Report, sendPaged } from './pages.ts';
import { settle } from './settle.ts';
import type { Tool } from './tools.ts';

export interface CallContext extends Pick<Member, 'settings' | 'where'> {
  /** Another way to show answers; who looks at what the CMA says gives the body back. */
  present?: Present;
}

/** Never rejects: what goes wrong is a result that says so. A question is for the user, and nothing was done yet. */
export async function callTool(
  { settings, where, present }: CallContext,
  stack: Stack,
  { operation, input }: Tool,
  given: unknown,
  signal: AbortSignal,
  consent: Consent,
  used: Used,
  report?: Report,
): Promise<Result | Question> {
  const { access, cma, vocabulary, freshen } = stack;
  const secrets: Secrets = { token: settings.token, apiKey: settings.apiKey };
  let args: Arguments = {};
  const toWrite = (): Write => ({ operation, given: args, kept: access.kept });
  const withFate = (result: Result, outcome: unknown, settled?: Outcome): Result => {
    const fate = toFate(toWrite(), outcome, settled);
    return fate === undefined ? result : toErrorResult(`${result.text}\n${fate}`, secrets);
  };
  try {
    const parsed = input.parse(given);
    if ('problems' in parsed) return toProblemResult(parsed.problems);
    // Only what publishes names places below the top; elsewhere that would be somebody's content.
    args = { ...toDefaults(operation), ...spellOut(parsed.value, vocabulary, operation.effect === 'publish') };
    const { branch = access.facts.branches.default } = args as { branch?: string };
    const request = toRequest(operation, args, branch);
    if ('missing' in cma) return toErrorResult(cma.missing, secrets);
    const asking = { operation, given: args, branch, request, where, settings };
    const held = await confirm(asking, stack, consent, used, secrets, signal);
    if (held) return held;
    const send = (page: Arguments) =>
      cma.send(toRequest(operation, page, branch), signal, operation.gives === 'file' ? 'file' : undefined);
    const at = Date.now();
    const answer = await sendPaged(send, operation, args, signal, report);
    if (operation.effect !== 'read' && changesWords(request.path)) freshen('change');
    const presenting: Presenting = {
      ...(operation.reach === 'branch' ? { branch } : {}),
      names: new Map(vocabulary.environments?.map(({ uid, value }) => [uid, value])),
      budget: settings.maxResultTokens,
      toLink: object =>
        toLink(toAppOrigin(settings.origin), settings.apiKey, { operation, given: args, object, branch }),
    };
    const around: Surroundings = {
      toTool: line => access.kept.find(each => each.line === line)?.name,
      place: toPlace(settings.origin),
      vocabulary: mayBeNames(operation, answer) ? await lookAround(stack, operation, args, branch, signal) : {},
      branch,
      branches: access.facts.branches.usable,
    };
    const result = toResult({ operation, given: args, around }, answer, secrets, presenting, present);
    return withFate(result, answer, await settle(stack, toWrite(), { branch, at, answer }, signal));
  } catch (error) {
    return withFate(toFailureResult(operation, error, secrets), error);
  }
}

/** The words of a branch, for a call that was refused. Those that the call names and nobody knows are looked up now. */
async function lookAround(
  { access, vocabulary, look }: Stack,
  operation: Operation,
  given: Arguments,
  branch: string,
  signal: AbortSignal,
): Promise<Vocabulary> {
  // Environments are the same on every branch; of the rest only those of one are kept.
  const { environments } = vocabulary;
  const isHome = branch === access.facts.branches.default;
  const known = isHome ? vocabulary : environments ? { environments } : {};
  return { ...known, ...(await look(listUnknownKinds(operation, given, known), branch, signal)) };
}
