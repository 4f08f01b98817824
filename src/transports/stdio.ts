// Serving over stdio: one client, newline-delimited JSON-RPC, nothing else on stdout.
import type { McpServerFactory } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';

/** Resolves when the client has closed its end. */
export function serveOverStdio(factory: McpServerFactory): Promise<void> {
  return new Promise(resolve => {
    const handle = serveStdio(factory, { onerror: error => process.stderr.write(`contentstack: ${error.message}\n`) });
    const end = () => void handle.close().finally(resolve);
    process.stdin.once('end', end);
    process.stdin.once('close', end);
    process.once('SIGINT', end);
    process.once('SIGTERM', end);
  });
}
