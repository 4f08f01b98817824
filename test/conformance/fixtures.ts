// What the official conformance suite expects to find, laid over the product's own server. For tests alone.
import {
  type GetPromptResult,
  type InputRequiredResult,
  inputRequired,
  inputResponse,
  type McpServer,
  type McpServerFactory,
  ProtocolError,
  ProtocolErrorCode,
  ResourceNotFoundError,
  type ServerContext,
} from '@modelcontextprotocol/server';
import type { Json } from '../harness.ts';
import { png, type Stage, toForm, tools } from './tools.ts';

/** The product's wiring is under test (guards, handler, state, lists), so the fixtures go through the same server. */
export function withFixtures(factory: McpServerFactory, stage: Stage): McpServerFactory {
  return async context => {
    const server = (await factory(context)) as McpServer;
    lay(server, stage, context.era);
    return server;
  };
}

type Handler = (request: { params?: Json }, context: ServerContext) => Promise<Json>;

function lay({ server }: McpServer, stage: Stage, era: string): void {
  server.registerCapabilities({
    tools: { listChanged: era === 'modern' },
    resources: { subscribe: true },
    prompts: {},
    completions: {},
    logging: {},
  });
  // The SDK has no public way to what was set before, and wraps whatever is set; so both are kept and chosen from.
  const handlers = (server as unknown as { _requestHandlers: Map<string, Handler> })._requestHandlers;
  const set = server.setRequestHandler.bind(server) as (method: string, handler: Handler) => void;

  const overlay = (method: string, isOurs: (params: Json) => boolean, handler: Handler): void => {
    const products = handlers.get(method);
    set(method, handler);
    const ours = handlers.get(method);
    handlers.set(method, (request, context) => {
      const chosen = isOurs(request.params ?? {}) || !products ? ours : products;
      return (chosen as Handler)(request, context);
    });
  };
  const extend = (method: string, key: string, items: Json[]): void => {
    const products = handlers.get(method);
    set(method, async () => ({ [key]: items }));
    const ours = handlers.get(method);
    handlers.set(method, async (request, context) => {
      const [their, own] = [await products?.(request, context), await ours?.(request, context)];
      return { ...own, ...their, [key]: [...((their?.[key] as Json[]) ?? []), ...items] };
    });
  };

  extend('tools/list', 'tools', Object.keys(tools).map(toToolDefinition));
  extend('resources/list', 'resources', resources);
  extend('resources/templates/list', 'resourceTemplates', [template]);
  extend(
    'prompts/list',
    'prompts',
    prompts.map(prompt => ({ ...prompt, description: `Fixture ${prompt.name}` })),
  );
  overlay(
    'tools/call',
    ({ name }) => Object.hasOwn(tools, String(name)),
    async ({ params = {} }, context) => (await tools[String(params.name)]?.(context, stage)) as Json,
  );
  overlay(
    'resources/read',
    ({ uri }) => String(uri).startsWith('test://'),
    async ({ params }) => readResource(String(params?.uri)),
  );
  overlay(
    'prompts/get',
    ({ name }) => String(name).startsWith('test_'),
    async ({ params = {} }, context) =>
      getPrompt(String(params.name), (params.arguments as Json) ?? {}, context) as Json,
  );
  overlay(
    'completion/complete',
    ({ ref }) => String((ref as Json).name).startsWith('test_'),
    async () => ({ completion: { values: [], total: 0, hasMore: false } }),
  );
  if (era === 'modern') return;
  for (const method of ['resources/subscribe', 'resources/unsubscribe']) set(method, async () => ({}));
}

const toToolDefinition = (name: string): Json => ({
  name,
  description: `Fixture ${name}`,
  inputSchema: { type: 'object', properties: {} },
});

const text = { uri: 'test://static-text', name: 'static-text', mimeType: 'text/plain' };
const binary = { uri: 'test://static-binary', name: 'static-binary', mimeType: 'image/png' };
const resources: Json[] = [text, binary, { uri: 'test://watched-resource', name: 'watched', mimeType: 'text/plain' }];
const template: Json = { uriTemplate: 'test://template/{id}/data', name: 'template', mimeType: 'application/json' };

function readResource(uri: string): Json {
  const [, id] = /^test:\/\/template\/([^/]+)\/data$/.exec(uri) ?? [];
  if (id) {
    const data = JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` });
    return { contents: [{ uri, mimeType: 'application/json', text: data }] };
  }
  if (uri === binary.uri) return { contents: [{ uri, mimeType: binary.mimeType, blob: png }] };
  if (!resources.some(each => each.uri === uri)) throw new ResourceNotFoundError(uri);
  return { contents: [{ uri, mimeType: 'text/plain', text: 'This is the content of the static text resource.' }] };
}

const required = (...names: string[]): Json[] =>
  names.map(name => ({ name, description: `Argument ${name}`, required: true }));
const prompts: Json[] = [
  { name: 'test_simple_prompt' },
  { name: 'test_prompt_with_arguments', arguments: required('arg1', 'arg2') },
  { name: 'test_prompt_with_embedded_resource', arguments: required('resourceUri') },
  { name: 'test_prompt_with_image' },
  { name: 'test_input_required_result_prompt' },
];

const ask = (...contents: GetPromptResult['messages'][number]['content'][]): GetPromptResult => ({
  messages: contents.map(content => ({ role: 'user', content })),
});

function getPrompt(name: string, given: Json, { mcpReq }: ServerContext): GetPromptResult | InputRequiredResult {
  switch (name) {
    case 'test_simple_prompt':
      return ask({ type: 'text', text: 'This is a simple prompt for testing.' });
    case 'test_prompt_with_arguments':
      return ask({ type: 'text', text: `Prompt with arguments: arg1='${given.arg1}', arg2='${given.arg2}'` });
    case 'test_prompt_with_embedded_resource': {
      const resource = {
        uri: String(given.resourceUri),
        mimeType: 'text/plain',
        text: 'Embedded resource content for testing.',
      };
      return ask({ type: 'resource', resource }, { type: 'text', text: 'Please process the embedded resource above.' });
    }
    case 'test_prompt_with_image':
      return ask(
        { type: 'image', data: png, mimeType: 'image/png' },
        { type: 'text', text: 'Please analyze the image above.' },
      );
    case 'test_input_required_result_prompt':
      return inputResponse(mcpReq.inputResponses, 'user_context').kind === 'missing'
        ? inputRequired({ inputRequests: { user_context: toForm('What context should the prompt use?', 'context') } })
        : ask({ type: 'text', text: 'With that context.' });
    default:
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Prompt ${name} not found`);
  }
}
