// A call of a tool: arguments become a request, the answer a result.

import type { Cma } from '../door/cma.ts';
import { toRequest } from '../door/request.ts';
import type { Answer } from '../operations/answer.ts';
import type { Arguments } from '../operations/arguments.ts';
import type { Operation } from '../operations/operation.ts';
import type { LeftOut } from '../operations/understand.ts';
import { changesWords, spellOut } from '../operations/words.ts';
import { toFate } from '../results/errors/fate.ts';
import type { Surroundings } from '../results/errors/refusal.ts';
import type { Secrets } from '../results/redact.ts';
import { type Result, toErrorResult, toFailureResult, toProblemResult, toResult } from '../results/result.ts';
import { toLink } from '../results/show/link.ts';
import type { Present, Presenting } from '../results/show/present.ts';
import { toAppOrigin, toPlace } from '../settings/regions.ts';
import type { Member } from '../stack/members.ts';
import type { Stack } from '../stack/stack.ts';
import { type Consent, confirm, type Question, type Used } from './confirm/confirm.ts';
import { type Paged, type Report, sendPaged } from './pages.ts';
import type { Tool } from './tools.ts';

export interface CallContext extends Pick<Member, 'settings' | 'where'> {
  /** Another way to show answers; who looks at what the CMA says gives the body back. */
  present?: Present;
}

/** Never rejects: what goes wrong is a result that says so. A question is for the user, and nothing was done yet. */
export async function callTool(
  { settings, where, present }: CallContext,
  { access, cma: door, vocabulary, freshen }: Stack,
  { operation, input }: Tool,
  given: unknown,
  signal: AbortSignal,
  consent: Consent,
  used: Used,
  report?: Report,
): Promise<Result | Question> {
  const secrets: Secrets = { token: settings.token, apiKey: settings.apiKey };
  let args: Arguments = {};
  const withFate = (result: Result, outcome: unknown): Result => {
    const fate = toFate({ operation, given: args, kept: access.kept }, outcome);
    return fate === undefined ? result : toErrorResult(`${result.text}\n${fate}`, secrets);
  };
  try {
    const parsed = input.parse(given);
    if ('problems' in parsed) return toProblemResult(parsed.problems);
    // Only what publishes names places below the top; elsewhere that would be somebody's content.
    args = withDefaults(operation, spellOut(parsed.value, vocabulary, operation.effect === 'publish'));
    const { branch = access.facts.branches.default } = args as { branch?: string };
    const request = toRequest(operation, args, branch);
    if ('missing' in door) return toErrorResult(door.missing, secrets);
    // All that a call sends shares its time. That in which a person is asked is not part of it: then the call ends, and comes again.
    const until = Date.now() + settings.timeoutMs;
    const cma: Cma = { send: (each, ...rest) => door.send({ ...each, until }, ...rest) };
    const asking = { operation, given: args, branch, request, where, settings };
    const held = await confirm(asking, { access, cma, vocabulary, freshen }, consent, used, secrets, signal);
    if (held) return held;
    const send = (page: Arguments) => cma.send(toRequest(operation, page, branch), signal, operation.gives);
    const { kept, facts } = access;
    const around: Surroundings = {
      toTool: line => kept.find(each => each.line === line)?.name,
      place: toPlace(settings.origin),
      vocabulary,
      branch,
      home: facts.branches.default,
      branches: facts.branches.usable,
    };
    const presenting: Presenting = {
      ...(operation.reach === 'branch' ? { branch } : {}),
      names: new Map(vocabulary.environments?.map(({ uid, value }) => [uid, value])),
      budget: settings.maxResultTokens,
      toLink: object =>
        toLink(toAppOrigin(settings.origin), settings.apiKey, { operation, given: args, object, branch }),
    };
    const show = ({ answer, limit }: Paged): Result => {
      const shown = limit === undefined ? args : { ...args, limit };
      return toResult({ operation, given: shown, around }, answer, secrets, presenting, present);
    };
    const isFull = (paged: Paged): boolean => isCut(show(paged).text, Number(args.skip ?? 0) + (paged.limit ?? 0));
    const paged = await sendPaged(send, operation, args, { signal, until, report, isFull });
    const { answer } = paged;
    if (operation.effect !== 'read' && changesWords(request.path)) freshen('change');
    let shown: Result;
    try {
      shown = show(paged);
    } catch (error) {
      return toUnshown(operation, answer, error, secrets);
    }
    return withFate(withLeftOut(shown, parsed.leftOut), answer);
  } catch (error) {
    return withFate(toFailureResult(operation, error, secrets), error);
  }
}

/** Of an answer that came and is beyond what can be shown: what it says all the same by its status. */
function toUnshown(operation: Operation, { status }: Answer, error: unknown, secrets: Secrets): Result {
  const why = `is nested too deeply or too long to be shown (${(error as Error).name})`;
  if (status >= 300)
    return toErrorResult(`${operation.name} was refused with status ${status}; the answer ${why}.`, secrets);
  if (operation.effect === 'read') return toErrorResult(`The answer came, but ${why}. Ask for less of it.`, secrets);
  const text = `${operation.name} was carried out: the API answered with status ${status}. Its answer ${why}; do not send it again.`;
  return { text, isError: false };
}

/** Whether an answer goes on before all that has come was shown: at the place that it names itself. */
function isCut(text: string, come: number): boolean {
  const [, skip] = /"next":\{"skip":(\d+),"limit":\d+\}\}$/.exec(text) ?? [];
  return skip !== undefined && Number(skip) < come;
}

/** A null was taken for nothing, and whoever meant to clear by it is told how that is done. */
function withLeftOut(result: Result, leftOut: readonly LeftOut[] = []): Result {
  if (leftOut.length === 0 || result.isError || !result.text.startsWith('{')) return result;
  const says = [...new Set(leftOut.map(({ clear }) => clear))].map(clear => {
    const paths = leftOut.filter(each => each.clear === clear).map(({ path }) => path);
    return `${paths.join(', ')}${clear === undefined ? '' : `; send ${clear} to clear`}`;
  });
  const told = `"left_out":${JSON.stringify(says.join('; '))}`;
  return { ...result, text: result.text === '{}' ? `{${told}}` : `${result.text.slice(0, -1)},${told}}` };
}

/** What an outline shows is asked for, unless the call says otherwise. */
function withDefaults({ outline, query }: Operation, given: Arguments): Arguments {
  if (!outline) return given;
  const wanted = {
    include_count: true,
    ...(outline.includes('publish_details') ? { include_publish_details: true } : {}),
    // Of versions these are left out unless asked for.
    include_updated_at: true,
    include_updated_by: true,
  };
  const missing = Object.entries(wanted).filter(([name]) => name in query && given[name] === undefined);
  return { ...Object.fromEntries(missing), ...given };
}
