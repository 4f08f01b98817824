// Operations become MCP tools; a call becomes a result.
import {
  type CallToolResult,
  type CompleteResult,
  inputRequired,
  type ListToolsResult,
  McpServer,
  type McpServerFactory,
  ProtocolError,
  ProtocolErrorCode,
  type ServerContext as RequestContext,
  ResourceNotFoundError,
} from '@modelcontextprotocol/server';
import { toBrief } from '../operations/brief.ts';
import { findRenamed } from '../operations/renamed.ts';
import { redactAnswer } from '../results/redact.ts';
import { renamedRoom, tellRenamed } from '../results/renamed.ts';
import type { Result } from '../results/result.ts';
import { leaveRoom, type Member } from '../stack/members.ts';
import { type CallContext, callTool } from './call.ts';
import { complete, noCompletion } from './completion.ts';
import { type Sharing, toUsed } from './confirm/agreement.ts';
import type { Consent } from './confirm/confirm.ts';
import { askMeanwhile, toConsent, toElicitation } from './confirm/consent.ts';
import { toQuick } from './confirm/quick.ts';
import { toAgreements } from './confirm/signed.ts';
import { toInstructions } from './instructions.ts';
import { nameStack, type Offer, toOffers } from './offer.ts';
import type { Report } from './pages.ts';
import { listPrompts, toArgument, toPrompt } from './prompts.ts';
import { listReach, readReach, refuseReach, toUnknownReached } from './reach.ts';
import { leaveMark, mark } from './rehearsal/mark.ts';
import { listResources, listTemplates, readResource, toBranch, toVariable } from './resources.ts';
import {
  declaresReview,
  extension,
  makePointing,
  type Showing,
  toReviewed,
  toReviewPage,
  toReviewResource,
  toReviewUri,
} from './review/review.ts';
import { runTask } from './run-task.ts';
import { statusDefinition, toStatusResult } from './status.ts';
import { waitFor } from './waiting.ts';
import { listenTo, type On, toOn } from './watching/on.ts';
import type { Watch, Watcher } from './watching/watch.ts';

export type ServerFactory = McpServerFactory;

export interface ServerContext extends Member, Pick<CallContext, 'present'> {
  version: string;
  /** How this program is started, such as `node dist/main.js`; by its name when not given. */
  called?: string;
  /** Where it is known what was confirmed in another process. */
  shared?: Sharing;
  /** Where the operator reads: stderr. */
  log?: (line: string) => void;
  /** Further stacks of the same server; each has a name then. */
  besides?: readonly Member[];
  /** Told of each message of each client. */
  watchers?: readonly Watcher[];
}

/** Lists change with the settings, that is with a restart, and when facts come late; "private" because of the token. */
const cacheHint = { ttlMs: 300_000, cacheScope: 'private' } as const;

/** How long a list is current while something is not known yet, in milliseconds. */
const openLife = 5_000;

/** Every tool of the catalogue, whether it is there or not: the same for all stacks. */
const allOf = ([first]: readonly Member[]) => {
  const access = first?.stack.now().access;
  return [...(access?.all ?? []), ...(access?.tasks.all ?? [])];
};

const isOpen = ({ stack }: Member): boolean => stack.now().access.facts.open !== undefined;

export function toServerFactory(context: ServerContext): ServerFactory {
  let made: ReturnType<typeof toAgreements> | undefined;
  // Made when there is one: cryptography takes a moment to load, and many a session asks for no agreement.
  const agreements = () => {
    made ??= toAgreements(context.settings);
    return made;
  };
  const used = toUsed(context.shared);
  const members: readonly Member[] = [context, ...(context.besides ?? [])];
  const toOffer = toOffers(members);
  const ready = () => Promise.all(members.map(({ stack }) => stack.ready()));
  const instruct = toInstruct(members);
  const { surface, maxResultTokens: budget, keys: secrets } = context.settings;
  /** What one of the tools that reach the rest stands for. */
  const toReach = async ({ name, given }: { name: string; given: Record<string, unknown> }) =>
    readReach(toOffer(await ready()), name, given, { budget, secrets });
  let isFaulty = false;
  const onFault = (error: unknown): void => {
    if (!isFaulty)
      context.log?.(`what watches the calls has failed (${(error as Error)?.name}); calls go on without it`);
    isFaulty = true;
  };
  const quick = toQuick(context.log ?? (() => {}));
  const views = new Map(members[0]?.stack.now().access.tasks.all.map(({ name, view }) => [name, view]));
  const point = makePointing(context.version, name => views.get(name) !== undefined);
  const about = { version: context.version, called: context.called ?? 'contentstack-cma-mcp', quick: quick.tell };
  return async ({ era, requestInfo }) => {
    // Over HTTP an instance lives for one request: only those who listen, a thing of today's protocol, hear of a change.
    const isLasting = requestInfo === undefined;
    const changing = { listChanged: isLasting || era === 'modern' };
    /** Those of 2025 know of no such thing. */
    const hint = () => (era === 'modern' && members.some(isOpen) ? { ttlMs: openLife } : {});
    const server = new McpServer(
      { name: 'contentstack', title: 'Contentstack', version: context.version },
      {
        instructions: instruct(),
        capabilities: {
          ...{ tools: changing, resources: changing, prompts: changing, completions: {} },
          extensions: { [extension]: {} },
        },
        cacheHints: {
          'tools/list': cacheHint,
          'resources/list': cacheHint,
          'resources/templates/list': cacheHint,
          'prompts/list': cacheHint,
          'server/discover': { ...cacheHint, ...hint() },
          // What is read may be saved anew at any time.
          'resources/read': { ttlMs: 0, cacheScope: 'private' },
        },
        requestState: { verify: (state, request) => agreements().verify(state, request) },
      },
    );
    const on = toOn(server, context.watchers ?? [], { era, isRemote: !isLasting }, onFault);
    // Both wait for the facts, which a tool registered before could not.
    on('tools/list', async ({ params }) => {
      requireStart(params);
      const stacks = await ready();
      for (const stack of stacks) stack.freshen('age');
      const offer = toOffer(stacks);
      const beside = [...(surface === 'tasks' ? listReach(offer) : []), statusDefinition];
      const tools = [...point(offer.list(surface)), ...beside] as unknown as ListToolsResult['tools'];
      return { tools, ...hint() };
    });
    on('tools/call', async ({ params }, request, watch) => {
      let shown: Showing | undefined;
      const answer = (result: Result): CallToolResult => {
        watch.answered?.(result);
        return { ...toCallToolResult(result), ...(shown ? toReviewed(result, shown) : {}) };
      };
      if (params.name === statusDefinition.name) return answer(toStatusResult(members, about));
      const { signal } = request.mcpReq;
      const asked = { name: params.name, given: (params.arguments ?? {}) as Record<string, unknown> };
      const reach = surface === 'tasks' ? await toReach(asked) : undefined;
      if (reach && 'text' in reach) return answer(reach);
      const { name: called, given: args } = reach ?? asked;
      const renamed = findRenamed(called, allOf(members));
      const name = renamed?.now ?? called;
      const tell = (result: Result) => answer(tellRenamed(result, renamed));
      const find = async () => toOffer(await ready()).find(name, args);
      const found = await waitFor(members, name, () => findAnew(find, signal), signal);
      if ('unknown' in found) {
        if (reach) return answer(toUnknownReached(found.unknown, secrets));
        throw new ProtocolError(ProtocolErrorCode.InvalidParams, found.unknown);
      }
      if ('text' in found) return tell(found);
      watch.called?.(found);
      const refusal = reach && refuseReach(reach, found.tool.offered, secrets);
      if (refusal) return tell(refusal);
      const { tool, given } = found;
      const view = tool.task?.task.view;
      if (view && declaresReview(request, server.server.getClientCapabilities()))
        shown = { view, budget: found.member.settings.maxResultTokens };
      const stack = listenTo(found.stack, watch);
      const marked = leaveMark(found.member, tool.offered);
      const member = renamed ? leaveRoom(marked, renamedRoom) : marked;
      const brought = toConsent(request, server.server.getClientCapabilities(), quick.hear, how => watch.agreed?.(how));
      const calling = { signal, used, report: toReport(request.mcpReq) };
      const call = async (consent: Consent) => {
        if (consent.said !== undefined) watch.heard?.(consent.said);
        const came = tool.task
          ? await runTask(member, stack, tool, given, { ...calling, consent })
          : await callTool(member, stack, tool, given, signal, consent, used, calling.report);
        if ('ask' in came) watch.asked?.();
        return came;
      };
      const first = await call(brought);
      const outcome = era === 'modern' ? first : await askMeanwhile(server, first, request, brought, call);
      if (!('ask' in outcome)) return tell(nameStack(mark(outcome, member, tool.offered), member));
      return inputRequired({
        inputRequests: { confirm: toElicitation(outcome.ask) },
        requestState: await agreements().mint(outcome.agreement, request),
      });
    });
    addContext(on, members, { version: context.version, hint });
    if (isLasting) {
      const tell = () => {
        if (!server.isConnected()) return;
        server.sendToolListChanged();
        server.sendResourceListChanged();
        server.sendPromptListChanged();
      };
      const endings = members.map(({ stack }) => stack.onChange(tell));
      server.server.onclose = () => {
        for (const end of endings) end();
      };
    }
    return server;
  };
}

/** A branch that nobody knows may have come since the start: it is looked for before it is refused. */
async function findAnew(find: () => Promise<ReturnType<Offer['find']>>, signal: AbortSignal) {
  const found = await find();
  if (!('tool' in found) || found.tool.offered.reach === 'global') return found;
  const { branch } = found.given as { branch?: unknown };
  const { access, seek } = found.stack;
  if (typeof branch !== 'string' || access.facts.branches.usable.includes(branch)) return found;
  await seek(signal);
  return find();
}

/** Over HTTP they are wanted with every request, and change with a stack alone. Nobody waits for what is not known yet. */
function toInstruct(members: readonly Member[]): () => string {
  let last: { stacks: readonly unknown[]; text: string } | undefined;
  return () => {
    const greeted = members.map(member => ({
      member,
      stack: member.stack.now(),
      isReady: member.stack.isReady(),
      surface: member.settings.surface,
    }));
    const stacks = greeted.flatMap(({ stack, isReady }) => [stack, isReady]);
    if (!last?.stacks.every((each, index) => each === stacks[index])) last = { stacks, text: toInstructions(greeted) };
    return last.text;
  };
}

/** Progress is told to who asked for it. */
function toReport({ _meta, notify }: RequestContext['mcpReq']): Report | undefined {
  const progressToken = _meta?.progressToken;
  if (progressToken === undefined) return undefined;
  // Nobody is left to hear it where it cannot be told.
  return (progress, total) =>
    void notify({ method: 'notifications/progress', params: { progressToken, progress, total } }).catch(() => {});
}

/**
 * What people reach for, beside the tools that models call: resources, prompts, and completion of what both take. Of
 * several stacks it is those of the default one, as an address names none.
 */
function addContext(
  on: On,
  members: readonly Member[],
  { version, hint }: { version: string; hint: () => { ttlMs?: number } },
): void {
  const member = members.length === 1 ? members[0] : members.find(({ isDefault }) => isDefault);
  const hasView = async () => {
    const stacks = await Promise.all(members.map(({ stack }) => stack.ready()));
    return stacks.some(({ access }) => access.tasks.kept.some(({ task }) => task.view !== undefined));
  };
  const ready = async (watch: Watch) => member && { member, stack: listenTo(await member.stack.ready(), watch) };
  const readyFor = async (branch: string | undefined, signal: AbortSignal, watch: Watch) => {
    const at = await ready(watch);
    if (!at || branch === undefined || at.stack.access.facts.branches.usable.includes(branch)) return at;
    await at.stack.seek(signal);
    return ready(watch);
  };
  on('resources/list', async ({ params }, _, watch) => {
    requireStart(params);
    const at = await ready(watch);
    at?.stack.freshen('age');
    const own = at ? await listResources(at.stack, at.member.settings.keys) : [];
    return { resources: [...own, ...((await hasView()) ? [toReviewResource(version)] : [])], ...hint() };
  });
  on('resources/templates/list', async ({ params }, _, watch) => {
    requireStart(params);
    const at = await ready(watch);
    return { resourceTemplates: at ? listTemplates(at.stack) : [], ...hint() };
  });
  on('resources/read', async ({ params: { uri } }, { mcpReq }, watch) => {
    if (uri === toReviewUri(version) && (await hasView())) return { contents: [toReviewPage(version)] };
    const at = await readyFor(toBranch(uri), mcpReq.signal, watch);
    const reading = at && (await readResource(at.member, at.stack, uri, mcpReq.signal, watch));
    if (!reading || 'absent' in reading) throw new ResourceNotFoundError(toBrief(uri, 200));
    if ('failed' in reading) throw new ProtocolError(ProtocolErrorCode.InternalError, reading.failed);
    return { contents: [reading] };
  });
  on('prompts/list', async ({ params }, _, watch) => {
    requireStart(params);
    const at = await ready(watch);
    return { prompts: at ? listPrompts(at.stack) : [], ...hint() };
  });
  on('prompts/get', async ({ params }, { mcpReq }, watch) => {
    const at = await readyFor(params.arguments?.branch, mcpReq.signal, watch);
    const name = members.length > 1 ? member?.name : undefined;
    const given = at && redactAnswer(params.arguments ?? {}, at.member.settings.keys);
    const prompt = at && toPrompt(at.stack, params.name, given ?? {}, name);
    if (!prompt || 'problem' in prompt)
      throw invalid(toBrief(prompt?.problem ?? `Prompt ${params.name} not found`, 300));
    const { description, text } = prompt;
    return { description, messages: [{ role: 'user', content: { type: 'text', text } }] };
  });
  on('completion/complete', async ({ params }, _, watch): Promise<CompleteResult> => {
    const { ref, argument, context: { arguments: chosen = {} } = {} } = params;
    const at = await ready(watch);
    const find = ref.type === 'ref/prompt' ? toArgument : toVariable;
    const found = at && find(at.stack, ref.type === 'ref/prompt' ? ref.name : ref.uri, argument.name);
    if (!found) throw invalid('There is no such prompt or resource template');
    if (found.by === undefined) return { completion: { ...noCompletion } };
    const asked = { typed: argument.value, chosen };
    return { completion: { ...(await complete(at.stack, found.by, asked, at.member.settings.keys)) } };
  });
}

/** Each list comes whole, so that nobody has been given a place to go on from. */
function requireStart(params: { cursor?: string | undefined } | undefined): void {
  if (params?.cursor) throw invalid('There is no such cursor: each list comes whole');
}

const invalid = (message: string): ProtocolError => new ProtocolError(ProtocolErrorCode.InvalidParams, message);

function toCallToolResult({ text, isError, image }: Result): CallToolResult {
  return {
    content: [...(image ? [{ type: 'image' as const, ...image }] : []), { type: 'text', text }],
    ...(isError ? { isError } : {}),
  };
}
