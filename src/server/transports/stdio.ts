// Serving over stdio: one client, newline-delimited JSON-RPC, nothing else on stdout.
import type { JSONRPCRequest, McpServerFactory } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { toBrief } from '../../operations/brief.ts';
import { elapsed, lastGrace, onHangup, signalled, usualGrace } from './ending.ts';
import { toWire } from './wire.ts';

interface Serving {
  reads: (tool: string) => boolean;
  /** What is said to who runs this, a line each. */
  log: (message: string) => void;
  /** Told at SIGHUP. */
  onHangup?: () => void;
  grace?: number;
}

/**
 * Resolves when the client has closed its end, or a signal has come, and what was begun has been answered. Calls that only
 * read are given up then, as is everything once the grace is over or another signal comes.
 */
export async function serveOverStdio(
  factory: McpServerFactory,
  { reads, log, onHangup: reread = () => {}, grace = usualGrace }: Serving,
): Promise<void> {
  // The client may be gone, and its ends of the pipes with it.
  process.stderr.on('error', () => {});
  onHangup(reread);
  const wire = toWire(process.stdin, process.stdout, request => isWorthWaiting(request, reads));
  const ended = new Promise<void>(resolve => {
    for (const event of ['end', 'error', 'close']) process.stdin.once(event, () => resolve());
  });
  const handle = serveStdio(factory, {
    transport: wire,
    onerror: error => log(error.message),
  });
  await Promise.race([ended, signalled()]);
  await Promise.race([wire.finish(), signalled(), elapsed(grace)]);
  for (const { method, params } of wire.giveUp())
    log(`ended before ${toBrief(String(params?.name ?? method))} was answered; it may have been applied anyway`);
  await handle.close();
  setTimeout(() => process.exit(), lastGrace).unref();
}

/** What somebody meant to happen is waited for, and the quick requests of a client that starts; a subscription has no end. */
function isWorthWaiting({ method, params }: JSONRPCRequest, reads: (tool: string) => boolean): boolean {
  if (method === 'tools/call') return !reads(String(params?.name));
  return method !== 'subscriptions/listen';
}
