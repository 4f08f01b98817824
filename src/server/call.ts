// A call of a tool: arguments become a request, the answer a result.

import type { Cma } from '../door/cma.ts';
import { toRequest } from '../door/request.ts';
import { type Answer, NoAnswer } from '../operations/answer.ts';
import { type Arguments, toUsual } from '../operations/arguments.ts';
import type { Bounds } from '../operations/file.ts';
import type { Operation } from '../operations/operation.ts';
import { judge } from '../operations/verdict.ts';
import { changesWords, spellOut } from '../operations/words.ts';
import { type Outcome, toFate, type Write } from '../results/errors/fate.ts';
import { redactAnswer, redactError, type Secrets } from '../results/redact.ts';
import {
  type Result,
  toErrorResult,
  toFailureResult,
  toForbiddenResult,
  toProblemResult,
  toResult,
  toUnchangedResult,
} from '../results/result.ts';
import { toLink } from '../results/show/link.ts';
import { lacksFields, type Present, type Presenting } from '../results/show/present.ts';
import { withhold } from '../results/withhold.ts';
import { tellInstead } from '../save/instead.ts';
import { tellOutlined } from '../save/outlined.ts';
import { changesModels, forgetModels, type Reader, toReader } from '../save/reads.ts';
import { type Prepared, prepare } from '../save/save.ts';
import { takeTurn, toThing } from '../save/turns.ts';
import { toAppOrigin } from '../settings/regions.ts';
import type { Member } from '../stack/members.ts';
import type { Stack } from '../stack/stack.ts';
import { lookBeside } from './beside.ts';
import type { Used } from './confirm/agreement.ts';
import { asksAPerson, type Consent, confirm, isAskedAbout, type Question, refuse } from './confirm/confirm.ts';
import { lookForGone, mayBeGone } from './gone.ts';
import { type Paged, type Report, sendPaged } from './pages.ts';
import { toKnown, toRefusal, toSurroundings } from './refusal.ts';
import { rehearseCall } from './rehearsal/call.ts';
import { settle } from './settle.ts';
import { isCut, toUnshown, withLeftOut } from './shown.ts';
import { findSites } from './sites.ts';
import type { OperationTool } from './tools.ts';

export interface CallContext extends Pick<Member, 'settings' | 'where'> {
  /** Another way to show answers; who looks at what the CMA says gives the body back. */
  present?: Present;
  /** How much of a picture is wanted; as much as a model is shown when not given. */
  fits?: Bounds;
}

/** What is there is read before it is written over. */
const notWritten = 'Nothing was written: that was the read before it.';

/** Never rejects: what goes wrong is a result that says so. A question is for the user, and nothing was done yet. */
export async function callTool(
  { settings, where, present, fits }: CallContext,
  open: Stack,
  { operation, input }: OperationTool,
  given: unknown,
  signal: AbortSignal,
  consent: Consent,
  used: Used,
  report?: Report,
): Promise<Result | Question> {
  const { access, cma: door, vocabulary, freshen } = open;
  const secrets: Secrets = settings.keys;
  let args: Arguments = {};
  const toWrite = (): Write => ({ operation, given: args, kept: access.kept });
  const withFate = (result: Result, outcome: unknown, settled?: Outcome): Result => {
    const fate = toFate(toWrite(), outcome, settled);
    return fate === undefined ? result : toErrorResult(`${result.text}\n${fate}`, secrets, result.cause);
  };
  // What fails before the write is on its way leaves no doubt about it.
  let isUnderWay = operation.effect === 'read';
  let endTurn = (): void => {};
  try {
    const outlined = tellOutlined(operation, given);
    if (outlined !== undefined) return toErrorResult(outlined, secrets, 'arguments');
    const parsed = input.parse(given);
    if ('problems' in parsed) return toProblemResult(parsed.problems, secrets);
    // Only what publishes names places below the top; elsewhere that would be somebody's content.
    args = {
      ...toUsual(operation, parsed.value),
      ...spellOut(parsed.value, vocabulary, operation.effect === 'publish'),
    };
    const { branch = access.facts.branches.default } = args as { branch?: string };
    // What cannot be a request, or may not be one, is refused before anything is read for it.
    const verdict = redactError(open.judge([{ operation, request: toRequest(operation, args, branch) }]), secrets);
    if (verdict.decision === 'deny') return toForbiddenResult(verdict.says, secrets);
    const isMust = asksAPerson(verdict);
    if ('missing' in door) return toErrorResult(door.missing, secrets, 'settings');
    const refusal = isMust || isAskedAbout(operation) ? refuse(consent, settings.confirm, verdict) : undefined;
    if (refusal !== undefined) return toErrorResult(refusal, secrets, 'unconfirmed');
    // All that a call sends shares its time. That in which a person is asked is not part of it: then the call ends, and comes again.
    const until = Date.now() + settings.timeoutMs;
    const cma: Cma = {
      send: (each, ...rest) => door.send({ ...each, until: Math.min(until, each.until ?? until) }, ...rest),
    };
    const stack: Stack = { ...open, cma };
    const presenting: Presenting = {
      ...(operation.reach === 'branch' ? { branch, aliasOf: access.facts.branches.aliases[branch] } : {}),
      names: new Map(vocabulary.environments?.map(({ uid, value }) => [uid, redactAnswer(value, secrets)])),
      budget: settings.maxResultTokens,
      toLink: object =>
        toLink(toAppOrigin(settings.origin), settings.keys.apiKey, { operation, given: args, object, branch }),
    };
    if (operation.effect === 'update' && operation.before !== undefined) {
      endTurn = await takeTurn(stack.identity, toThing(operation, args, branch), signal);
    }
    const prepared = await prepareCall(operation, args, settings, stack, presenting, branch, signal);
    if ('problems' in prepared || 'refusal' in prepared) {
      const task = access.tasks.kept.find(each => each.task.eases === operation.name)?.task.name;
      const instead = task && (await tellInstead(task, operation, args, prepared));
      const hint = instead === undefined ? '' : `\n${redactError(instead, secrets)}`;
      if ('refusal' in prepared)
        return toErrorResult(`${redactError(prepared.refusal, secrets)}${hint}`, secrets, 'check');
      const result = toProblemResult(prepared.problems, secrets);
      return { ...result, text: `${result.text}${hint}` };
    }
    if ('refused' in prepared) {
      const { text } = await toRefusal(settings, stack, { ...prepared.refused, branch }, signal);
      return toErrorResult(`${text}\n${notWritten}`, secrets, 'api');
    }
    if ('unchanged' in prepared) return toUnchangedResult(operation, args, prepared.unchanged, secrets, presenting);
    args = prepared.given;
    const request = toRequest(operation, args, branch);
    const { seen, isNew, changes, places } = prepared;
    const { names } = presenting;
    const asking = {
      ...{ operation, given: args, branch, request, where, names, settings, verdict },
      ...{ seen, isNew, changes, places },
    };
    // Below, the question was put and answered: without a yes it does not come that far. A rehearsal needs none.
    const agreed = isMust ? { isAgreed: true as const } : {};
    if (settings.dryRun && operation.effect !== 'read') {
      const asked = { stack, consent, secrets, signal };
      const keep = () => cma.send({ ...request, ...agreed }, signal);
      return await rehearseCall(asking, prepared, keep, presenting, asked);
    }
    const held = await confirm(asking, stack, consent, used, secrets, signal);
    if (held) return held;
    isUnderWay = true;
    const send = (page: Arguments) =>
      cma.send(
        { ...toRequest(operation, page, branch), ...agreed, ...(fits ? { fits } : {}) },
        signal,
        operation.gives === 'file' ? 'file' : undefined,
      );
    const at = Date.now();
    let around = toKnown(settings, stack, branch);
    let schema: Presenting['schema'];
    let notes: readonly string[] = [];
    let beside: Awaited<ReturnType<typeof lookBeside>> | undefined;
    const show = ({ answer, limit }: Paged): Result => {
      const shown = limit === undefined ? args : { ...args, limit };
      const { toTool } = around;
      const all = [...notes, ...(beside?.notes ?? [])];
      const told = {
        ...presenting,
        people: beside?.people,
        sites: redactAnswer(beside?.sites, secrets),
        schema,
        notes: all,
        toTool,
        outcome: prepared.tell(answer.body),
      };
      return toResult({ operation, given: shown, around }, answer, secrets, told, present);
    };
    const isFull = (paged: Paged): boolean => isCut(show(paged).text, Number(args.skip ?? 0) + (paged.limit ?? 0));
    let paged = await sendPaged(send, operation, args, { signal, until, report, isFull });
    if (mayBeGone(operation, paged.answer)) {
      const gone = await lookForGone(stack, operation, args, { branch, answer: paged.answer }, signal);
      if (gone) [paged, notes] = [{ answer: gone.answer }, gone.notes];
    }
    const { answer } = paged;
    if (operation.effect !== 'read' && changesWords(request.path)) freshen('change');
    if (operation.effect !== 'read' && changesModels(request.path)) forgetModels(stack);
    around = await toSurroundings(settings, stack, { operation, given: args, branch, answer }, signal);
    const reader = toReader(stack, branch, signal);
    [schema, beside] = await Promise.all([
      readSchema(operation, args, answer, reader),
      lookBeside(stack, { operation, given: args, branch, answer }, settings.liveSchema, signal),
    ]);
    let shown: Result;
    try {
      shown = show(paged);
    } catch (error) {
      return toUnshown(operation, answer, error, secrets);
    }
    const settled = await settle(stack, toWrite(), { branch, at, answer }, signal);
    return withFate(withLeftOut(shown, redactAnswer(parsed.leftOut, secrets)), answer, settled);
  } catch (error) {
    const result = toFailureResult(operation, error, secrets);
    if (isUnderWay) return withFate(result, error);
    return error instanceof NoAnswer ? toErrorResult(`${result.text}\n${notWritten}`, secrets, result.cause) : result;
  } finally {
    endTurn();
  }
}

/** Of what is read, where a field that is asked for is not in the answer: it may be empty, or not be there at all. */
async function readSchema(
  operation: Operation,
  given: Arguments,
  answer: Answer,
  reader: Reader,
): Promise<Presenting['schema']> {
  const isRead = operation.effect === 'read' && judge(operation, answer) === 'good';
  if (operation.model === undefined || !isRead || !lacksFields(operation, given, answer.body)) return undefined;
  // Without it no more is said than what is known.
  const model = await reader.model(operation.model, given).catch(() => undefined);
  return model?.schema;
}

/** What is written is read first, checked, and perhaps put right. */
function prepareCall(
  operation: Operation,
  given: Arguments,
  { check, keys }: CallContext['settings'],
  stack: Stack,
  { names }: Presenting,
  branch: string,
  signal: AbortSignal,
): Promise<Prepared> {
  const master = stack.vocabulary.locales?.find(({ isMaster }) => isMaster)?.value;
  const clean = (value: unknown): unknown => redactAnswer(withhold(value, operation), keys);
  const write = {
    operation,
    given,
    master,
    names,
    findSites: (type: unknown) => findSites(stack, branch, type, signal),
    isChecked: check,
    clean,
  };
  return prepare(write, toReader(stack, branch, signal));
}
