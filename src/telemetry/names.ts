// Names by OpenTelemetry's semantic conventions for MCP and HTTP: as some may still change, they stand here and nowhere else.

export const attributes = {
  method: 'mcp.method.name',
  protocol: 'mcp.protocol.version',
  tool: 'gen_ai.tool.name',
  prompt: 'gen_ai.prompt.name',
  operation: 'gen_ai.operation.name',
  requestId: 'jsonrpc.request.id',
  rpcStatus: 'rpc.response.status_code',
  error: 'error.type',
  transport: 'network.transport',
  networkProtocol: 'network.protocol.name',
  httpMethod: 'http.request.method',
  httpStatus: 'http.response.status_code',
  resend: 'http.request.resend_count',
  template: 'url.template',
  host: 'server.address',
  port: 'server.port',
} as const;

/** Of `gen_ai.operation.name`, for a call of a tool. */
export const executeTool = 'execute_tool';

/** Of `error.type`, where the result of a tool is an error. */
export const toolError = 'tool_error';

/** In seconds, with the bounds of its buckets. */
export const operationDuration = {
  name: 'mcp.server.operation.duration',
  buckets: [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300],
} as const;

/** Of what travels beside the params of a message and in headers of HTTP, those that are read: `baggage` is not. */
export const contextKeys = ['traceparent', 'tracestate'] as const;

/** As Prometheus spells a name. */
export const toPrometheus = (name: string): string => name.replaceAll('.', '_');
