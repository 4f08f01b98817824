// The floor: node alone, answering each line that asks something with an empty list.
import { createInterface } from 'node:readline';

createInterface(process.stdin).on('line', line => {
  const { id } = JSON.parse(line);
  if (id !== undefined) process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, result: { tools: [] } })}\n`);
});
