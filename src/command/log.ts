// What is said on stderr: a line each, under the name of the command.

export function log(message: string): void {
  process.stderr.write(`contentstack-cma-mcp: ${message.replace(/\s*\n\s*/g, ' ')}\n`);
}
