// One trivial tool on version 1 of the SDK, as its documentation shows it.
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import * as z from 'zod/v4';

const server = new McpServer({ name: 'trivial', version: '1.0.0' });
server.registerTool('echo', { description: 'Says it again.', inputSchema: { text: z.string() } }, async ({ text }) => ({
  content: [{ type: 'text', text }],
}));
void server.connect(new StdioServerTransport());
