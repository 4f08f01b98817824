// What `npm run prove` does: all the steps, also after one has failed, and in the end how each went. With `--long` more is drawn.
import { parseArgs } from 'node:util';
import { runSteps } from './run.ts';
import { toSteps } from './steps.ts';

const print = (text: string): void => void process.stdout.write(`${text}\n`);

const { long } = parseArgs({ options: { long: { type: 'boolean', default: false } } }).values;
const done = await runSteps(toSteps(long ? 'long' : 'usual'), print);
print('');
for (const { name, seconds, failure } of done)
  print(`${failure ? 'failed' : 'proved'}  ${name}, ${seconds} s${failure ? `: ${failure}` : ''}`);
process.exitCode = done.some(({ failure }) => failure !== undefined) ? 1 : 0;
