// The tools that the official conformance suite calls by name, with the words it waits for.
import {
  type CallToolResult,
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  type InputRequest,
  type InputRequiredResult,
  inputRequired,
  inputResponse,
  MissingRequiredClientCapabilityError,
  type ServerContext,
} from '@modelcontextprotocol/server';
import type { Json } from '../harness.ts';

/** What a fixture may do besides answering. */
export interface Stage {
  /** A request state as the product signs it. */
  mint(payload: Json, request: ServerContext): Promise<string>;
  /** As if the list of tools had changed. */
  changeTools(): void;
}

type Outcome = CallToolResult | InputRequiredResult;
type Fixture = (request: ServerContext, stage: Stage) => Outcome | Promise<Outcome>;

/** One pixel, and one moment of silence. */
export const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==';
const wav = 'UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA=';

const say = (text: string): CallToolResult => ({ content: [{ type: 'text', text }] });
const image = { type: 'image', data: png, mimeType: 'image/png' } as const;
const pause = () => new Promise(resolve => setTimeout(resolve, 50));

/** A form of one field. */
export const toForm = (message: string, name: string, type: 'string' | 'boolean' = 'string'): InputRequest =>
  inputRequired.elicit({
    message,
    requestedSchema: { type: 'object', properties: { [name]: { type } }, required: [name] } as Parameters<
      typeof inputRequired.elicit
    >[0]['requestedSchema'],
  });

const toSampling = (text: string, maxTokens: number): InputRequest =>
  inputRequired.createMessage({ messages: [{ role: 'user', content: { type: 'text', text } }], maxTokens });

const has = ({ mcpReq }: ServerContext, ...keys: string[]): boolean =>
  keys.every(key => inputResponse(mcpReq.inputResponses, key).kind !== 'missing');

const contentOf = ({ mcpReq }: ServerContext, key: string): Json => {
  const response = inputResponse(mcpReq.inputResponses, key);
  return response.kind === 'elicit' && response.content ? response.content : {};
};

const capabilitiesOf = ({ mcpReq }: ServerContext): ClientCapabilities =>
  (mcpReq.envelope as Record<string, ClientCapabilities> | undefined)?.[CLIENT_CAPABILITIES_META_KEY] ?? {};

/** Asks until there is an answer under this key. */
const untilAnswered =
  (key: string, request: () => InputRequest, answer: (request: ServerContext) => string): Fixture =>
  context =>
    has(context, key) ? say(answer(context)) : inputRequired({ inputRequests: { [key]: request() } });

const log: Fixture = async ({ mcpReq }) => {
  for (const data of ['Tool execution started', 'Tool processing data', 'Tool execution completed']) {
    await mcpReq.log('info', data);
    await pause();
  }
  return say('Tool with logging executed successfully');
};

export const tools: Record<string, Fixture> = {
  test_simple_text: () => say('This is a simple text response for testing.'),
  test_image_content: () => ({ content: [image] }),
  test_audio_content: () => ({ content: [{ type: 'audio', data: wav, mimeType: 'audio/wav' }] }),
  test_embedded_resource: () => ({
    content: [
      {
        type: 'resource',
        resource: {
          uri: 'test://embedded-resource',
          mimeType: 'text/plain',
          text: 'This is an embedded resource content.',
        },
      },
    ],
  }),
  test_multiple_content_types: () => ({
    content: [
      { type: 'text', text: 'Multiple content types test:' },
      image,
      {
        type: 'resource',
        resource: {
          uri: 'test://mixed-content-resource',
          mimeType: 'application/json',
          text: '{"test":"data","value":123}',
        },
      },
    ],
  }),
  test_error_handling: () => ({ ...say('This tool intentionally returns an error for testing'), isError: true }),
  test_tool_with_logging: log,
  test_logging_tool: log,
  test_tool_with_progress: async ({ mcpReq }) => {
    const token = mcpReq._meta?.progressToken;
    for (const progress of [0, 50, 100]) {
      if (token !== undefined) {
        const params = { progressToken: token, progress, total: 100 };
        await mcpReq.notify({ method: 'notifications/progress', params });
      }
      await pause();
    }
    return say('done');
  },
  test_trigger_tool_change: (_, { changeTools }) => {
    changeTools();
    return say('changed');
  },
  test_missing_capability: context => {
    if (capabilitiesOf(context).sampling) return say('There is sampling.');
    throw new MissingRequiredClientCapabilityError({ requiredCapabilities: { sampling: {} } });
  },
  test_streaming_elicitation: untilAnswered(
    'name',
    () => toForm('What is your name?', 'name'),
    context => String(contentOf(context, 'name').name),
  ),
  test_input_required_result_elicitation: context => {
    const { name } = contentOf(context, 'user_name');
    if (typeof name === 'string') return say(`Hello, ${name}!`);
    return inputRequired({ inputRequests: { user_name: toForm('What is your name?', 'name') } });
  },
  test_input_required_result_sampling: untilAnswered(
    'capital_question',
    () => toSampling('What is the capital of France?', 100),
    ({ mcpReq }) => JSON.stringify(inputResponse(mcpReq.inputResponses, 'capital_question')),
  ),
  test_input_required_result_list_roots: untilAnswered(
    'client_roots',
    () => inputRequired.listRoots(),
    ({ mcpReq }) => JSON.stringify(inputResponse(mcpReq.inputResponses, 'client_roots')),
  ),
  test_input_required_result_request_state: async (context, { mint }) => {
    if (has(context, 'confirm') && context.mcpReq.requestState()) return say('state-ok');
    const inputRequests = { confirm: toForm('Please confirm', 'ok', 'boolean') };
    return inputRequired({ inputRequests, requestState: await mint({ round: 1 }, context) });
  },
  test_input_required_result_tampered_state: async (context, { mint }) => {
    if (context.mcpReq.requestState()) return say('state-ok');
    const inputRequests = { confirm: toForm('Please confirm', 'ok', 'boolean') };
    return inputRequired({ inputRequests, requestState: await mint({ round: 1 }, context) });
  },
  test_input_required_result_multiple_inputs: async (context, { mint }) => {
    if (has(context, 'user_name', 'greeting', 'client_roots')) return say('all there');
    const inputRequests = {
      user_name: toForm('What is your name?', 'name'),
      greeting: toSampling('Generate a greeting', 50),
      client_roots: inputRequired.listRoots(),
    };
    return inputRequired({ inputRequests, requestState: await mint({ round: 1 }, context) });
  },
  test_input_required_result_multi_round: async (context, { mint }) => {
    const { round = 0 } = context.mcpReq.requestState<{ round: number }>() ?? {};
    if (round === 2 && has(context, 'step2')) return say('both there');
    const inputRequests: Record<string, InputRequest> =
      round === 1 && has(context, 'step1')
        ? { step2: toForm('Step 2: What is your favorite color?', 'color') }
        : { step1: toForm('Step 1: What is your name?', 'name') };
    const next = 'step2' in inputRequests ? 2 : 1;
    return inputRequired({ inputRequests, requestState: await mint({ round: next }, context) });
  },
  test_input_required_result_capabilities: context => {
    const { sampling, elicitation } = capabilitiesOf(context);
    return inputRequired({
      inputRequests: {
        ...(sampling ? { greeting: toSampling('Generate a greeting', 50) } : {}),
        ...(elicitation ? { user_name: toForm('What is your name?', 'name') } : {}),
      },
    });
  },
};
