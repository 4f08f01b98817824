// Two tools on version 2 of the SDK over HTTP, as its documentation shows it: one says what it is told, one asks the API of UPSTREAM first.
import { createServer } from 'node:http';
import { localhostHostValidation, localhostOriginValidation, toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { Agent, request } from 'undici';
import * as z from 'zod/v4';

const { origin, headers } = JSON.parse(process.env.UPSTREAM);
const dispatcher = new Agent();

const handler = createMcpHandler(() => {
  const server = new McpServer({ name: 'bare', version: '1.0.0' });
  const say = text => ({ content: [{ type: 'text', text }] });
  const echo = { description: 'Says it again.', inputSchema: z.object({ text: z.string() }) };
  server.registerTool('echo', echo, async ({ text }) => say(text));
  const get = { description: 'Get a language.', inputSchema: z.object({ code: z.string() }) };
  server.registerTool('get_language', get, async ({ code }) => {
    const { body } = await request(`${origin}/v3/locales/${code}`, { dispatcher, headers });
    return say(await body.text());
  });
  return server;
});
const handle = toNodeHandler(handler);
const isHost = localhostHostValidation();
const isOrigin = localhostOriginValidation();

const server = createServer((incoming, outgoing) => {
  if (isHost(incoming, outgoing) && isOrigin(incoming, outgoing)) void handle(incoming, outgoing);
});
server.listen(0, '127.0.0.1', () => {
  process.stderr.write(`serving http://127.0.0.1:${server.address().port}/mcp\n`);
});
