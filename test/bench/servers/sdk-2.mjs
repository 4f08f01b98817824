// One trivial tool on version 2 of the SDK, as its documentation shows it.
import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import * as z from 'zod/v4';

serveStdio(() => {
  const server = new McpServer({ name: 'trivial', version: '1.0.0' });
  const inputSchema = z.object({ text: z.string() });
  server.registerTool('echo', { description: 'Says it again.', inputSchema }, async ({ text }) => ({
    content: [{ type: 'text', text }],
  }));
  return server;
});
