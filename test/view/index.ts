// What `npm run view` does: the views on the demo stack, on a page that plays host, person and model, until it is ended.
import { startDesk } from './desk.ts';

const desk = await startDesk();
process.stdout.write(`Open ${desk.url} in a browser. Ctrl+C ends it.\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void desk[Symbol.asyncDispose]().then(() => process.exit(0)));
